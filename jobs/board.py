"""Where does everything stand, and who has not answered? The board and what it opens, for coordinators and leaders.

The figures are counted when they are asked for: nothing is kept that could disagree with the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from config.holidays import calendar_now
from db.queries import board as queries
from db.queries.board import Asked
from db.tables import Department
from db.units import Reading, Unit
from domain.errors import Moved, Rejected
from domain.lights import Days, Light, light, worst
from domain.messages.base import Message
from domain.messages.board import (
    Board,
    ByDepartment,
    ByTask,
    Missing,
    OneDepartment,
    OwedLine,
    RequestLine,
    TaskLine,
    UnitLine,
)
from domain.people import Account
from domain.states import OWED, ReportStatus, RequestState, TaskState
from jobs import outbox, rights

PAGE = 8  # lines a card
T = TypeVar("T")


def board(unit: Unit, who: Account, occasion: str, *, ring: bool = False) -> None:
    """/board, and [ 看板 ] on what it opened."""
    rights.office(unit, who)
    tasks, requests, now = queries.standings(unit), queries.asked(unit), _days(unit)
    if not tasks:
        raise Rejected("board-empty")
    owed = [one for one in requests if one.state in OWED]
    overdue = [one for one in owed if one.due_on < now.today]
    answered = [one for one in requests if one.state not in OWED]
    message = Board(
        cycles=tuple(sorted({one.cycle for one in requests})),
        tasks=len(tasks),
        expected=sum(one.deadline is not None and one.deadline <= now.today for one in tasks),
        reported=sum(one.reported for one in tasks),
        accepted=sum(one.accepted for one in tasks),
        publicised=sum(one.publicised for one in tasks),
        closed=sum(one.state is TaskState.CLOSED for one in tasks),
        answered=len(answered),
        asked=len(requests),
        overdue=len(overdue),
        due_soon=sum(now.today <= one.due_on <= now.soon for one in owed),
        behind=sum(one.status == ReportStatus.BEHIND for one in answered),
    )
    _show(unit, who, message, occasion, ring=ring)


def missing(unit: Unit, who: Account, occasion: str, page: int = 0, *, ring: bool = False) -> None:
    """/missing, [ 看未报 ]: who still owes, the earliest due first."""
    rights.office(unit, who)
    now = _days(unit)
    requests = queries.asked(unit)
    owed = sorted((one for one in requests if one.state in OWED), key=lambda one: one.due_on)
    shown, page, pages = _paged(owed, page)
    lines = tuple(
        OwedLine(
            task=one.task_id,
            number=one.number,
            department=one.department,
            light=_light(one, now),
            doing="returned" if one.state == RequestState.RETURNED else "draft" if one.drafted else "open",
            due_on=one.due_on,
            signed=one.signed,
        )
        for one in shown
    )
    _show(unit, who, Missing(len(requests), lines, len(owed), page, pages), occasion, ring=ring)


def by_department(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """[ 按部门 ]: the worst light first."""
    rights.office(unit, who)
    now = _days(unit)
    parts: dict[int, list[Asked]] = {}
    for one in queries.asked(unit):
        parts.setdefault(one.department_id, []).append(one)
    lines = sorted((_unit_line(part, now) for part in parts.values()), key=lambda line: _ORDER[Light(line.light)])
    shown, page, pages = _paged(lines, page)
    _show(unit, who, ByDepartment(tuple(shown), page, pages), occasion)


def one_department(unit: Unit, who: Account, department_id: int, occasion: str, page: int = 0) -> None:
    """What one department was asked for."""
    rights.office(unit, who)
    department = unit.session.get(Department, department_id)
    if department is None:
        raise Moved
    now = _days(unit)
    part = [one for one in queries.asked(unit) if one.department_id == department_id]
    shown, page, pages = _paged(part, page)
    lines = tuple(
        RequestLine(one.task_id, one.number, one.problem, _light(one, now), one.state, one.status, one.due_on)
        for one in shown
    )
    _show(unit, who, OneDepartment(department.id, department.name, lines, page, pages), occasion)


def by_task(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """[ 按任务 ]: every task, in the order of its number."""
    rights.office(unit, who)
    now = _days(unit)
    lights: dict[int, list[Light]] = {}
    for one in queries.asked(unit):
        lights.setdefault(one.task_id, []).append(_light(one, now))
    shown, page, pages = _paged(queries.standings(unit), page)
    lines = tuple(
        TaskLine(one.task_id, one.number, one.problem, one.state, worst(lights.get(one.task_id, ()))) for one in shown
    )
    _show(unit, who, ByTask(lines, page, pages), occasion)


def _days(reading: Reading) -> Days:
    settings = reading.settings
    return Days.of(reading.today, settings.collection.ladder, calendar_now(settings.data_dir))


_ORDER = {Light.RED: 0, Light.AMBER: 1, Light.WHITE: 2, Light.GREEN: 3}


def _light(one: Asked, now: Days) -> Light:
    status = ReportStatus(one.status) if one.status else None
    return light(RequestState(one.state), status, due_on=one.due_on, deadline=one.deadline, days=now)


def _unit_line(part: list[Asked], now: Days) -> UnitLine:
    colour = worst(_light(one, now) for one in part)
    assert colour is not None
    answered = sum(one.state not in OWED for one in part)
    return UnitLine(part[0].department_id, part[0].department, colour, answered, len(part))


def _paged(lines: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    """The page's lines; a page that is no longer there is the last one."""
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(page, 0), pages - 1)
    return lines[page * PAGE : (page + 1) * PAGE], page, pages


def _show(unit: Unit, who: Account, message: Message, occasion: str, *, ring: bool = False) -> None:
    person = rights.office(unit, who)
    outbox.show(unit, message, to=outbox.to_person(person.id), card="board", occasion=occasion, ring=ring)
