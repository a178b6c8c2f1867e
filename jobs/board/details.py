"""One task with its departments, and one request with the report that came: the end of every way down the board."""

from __future__ import annotations

from db.queries import board as queries
from db.queries import reports, reviews
from db.queries.board import Asked
from db.tables import Request, Task
from db.units import Reading, Unit
from domain.errors import Forbidden, Moved
from domain.lights import worst
from domain.messages.board import OneRequest, OneTask
from domain.people import Account
from jobs.board import reader as readers
from jobs.board.lists import request_line

ORIGINS = {"m": "missing", "u": "unit", "t": "task"}


def one_task(unit: Unit, who: Account, task_id: int, occasion: str, page: int = 0) -> None:
    """A task of [ 按任务 ]: who owes what for it now. `page` is of the list it was opened from."""
    reader, now = readers.of_office(unit, who), readers.days(unit)
    task = unit.session.get(Task, task_id)
    if task is None:
        raise Moved
    asked = queries.asked(unit, task.programme_id)
    part = [one for one in asked if one.task_id == task.id]
    several = len({one.cycle for one in asked}) > 1
    message = OneTask(
        task=task.id,
        number=task.number,
        problem=task.problem,
        state=task.state,
        light=worst(readers.light_of(one, now) for one in part),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        lines=tuple(request_line(one, now, cycle=one.cycle if several else None) for one in part[: readers.PAGE]),
        page=page,
        more=max(0, len(part) - readers.PAGE),
        programme=task.programme_id if len(queries.programmes(unit)) > 1 else 0,
    )
    readers.show(unit, reader, message, occasion)


def one_request(unit: Unit, who: Account, request_id: int, occasion: str, page: int = 0, origin: str = "u") -> None:
    """The request, its report and what the office said to it. `page` and `origin` lead back."""
    reader = readers.of(unit, who)
    request = unit.session.get(Request, request_id)
    if request is None or origin not in ORIGINS:
        raise Moved
    if not reader.may_see(request.department_id):
        raise Forbidden("not-yours")
    one = next((one for one in queries.asked(unit) if one.request_id == request.id), None)
    if one is None:
        raise Moved("board-round-over", then=None)
    readers.show(unit, reader, _request(unit, reader, request, one, page=page, origin=ORIGINS[origin]), occasion)


def _request(
    reading: Reading, reader: readers.Reader, request: Request, one: Asked, *, page: int, origin: str
) -> OneRequest:
    report = reports.sent_of(reading, request.id)
    return OneRequest(
        request=request.id,
        task=request.task_id,
        department_id=request.department_id,
        number=request.task.number,
        problem=request.task.problem,
        department=request.department.name,
        key=request.cycle.key,
        title=request.cycle.title,
        light=readers.light_of(one, readers.days(reading)),
        state=request.state,
        doing=readers.doing(one),
        due_on=request.due_on,
        extended=one.extended,
        provisional=one.provisional,
        signed=one.signed,
        opened=one.opened,
        origin=origin,
        page=page,
        programme=request.task.programme_id if len(queries.programmes(reading)) > 1 else 0,
        report=report.id if report is not None else 0,
        late=report is not None and report.late,
        status=report.status if report is not None else None,
        text=report.text if report is not None else None,
        figures=tuple(reports.figures_of(reading, request, report).values()) if report is not None else (),
        files=len(report.evidence) if report is not None else 0,
        comment=reviews.why_returned(reading, request),
        acts=reader.acts,
        whole=reader.whole,
    )
