"""Where does everything stand? The rows behind the board: tasks, and what the running rounds ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.queries.ledger import publicised
from db.tables import Cycle, Department, Measure, MeasureOwner, Programme, Report, Request, Task, TaskUnit
from db.units import Reading
from domain.collection import number_order, owes
from domain.states import ReportState, ReportStatus, TaskState


@dataclass(frozen=True)
class Standing:
    """One task. `reported`: every unit that owes for it last said it is done, or acceptance has been applied for."""

    task_id: int
    number: str
    problem: str
    programme: str
    state: TaskState
    deadline: date | None
    reported: bool
    accepted: bool
    publicised: bool


@dataclass(frozen=True)
class Asked:
    """One request of a running round. `status` of what was last sent; `drafted`: something is being written."""

    task_id: int
    number: str
    problem: str
    deadline: date | None
    department_id: int
    department: str
    cycle: str
    state: str
    status: str | None
    drafted: bool
    signed: bool
    due_on: date


def standings(reading: Reading) -> list[Standing]:
    """Every task of the programmes that are not closed, as an office lists them."""
    rows = reading.conn.execute(
        select(Task.id, Task.number, Task.problem, Task.state, Task.deadline, Programme.name, Programme.closing)
        .join(Programme, Programme.id == Task.programme_id)
        .where(Programme.closed_at.is_(None))
    ).all()
    owing, said, published = _owing(reading), _last_said(reading), publicised(reading)
    found = [
        Standing(
            task_id=row.id,
            number=row.number,
            problem=row.problem,
            programme=row.name,
            state=(state := TaskState(row.state)),
            deadline=row.deadline,
            reported=state is not TaskState.IN_PROGRESS or _all_done(owing.get(row.id, set()), said.get(row.id, {})),
            accepted=state is TaskState.ACCEPTED or (state is TaskState.CLOSED and "acceptance" in row.closing),
            publicised=row.id in published,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.programme, number_order(one.number)))


def asked(reading: Reading) -> list[Asked]:
    """What the newest round of each open programme asks for."""
    newest = (
        select(Cycle.programme_id, func.max(Cycle.opens_on).label("opens_on"))
        .join(Programme)
        .where(Programme.closed_at.is_(None))
        .group_by(Cycle.programme_id)
        .subquery()
    )
    rows = reading.conn.execute(
        select(
            Request.id,
            Request.task_id,
            Request.department_id,
            Request.state,
            Request.due_on,
            Request.signed_at,
            Task.number,
            Task.problem,
            Task.deadline,
            Department.name,
            Cycle.key,
        )
        .join(Cycle, Cycle.id == Request.cycle_id)
        .join(newest, (newest.c.programme_id == Cycle.programme_id) & (newest.c.opens_on == Cycle.opens_on))
        .join(Task, Task.id == Request.task_id)
        .join(Department, Department.id == Request.department_id)
    ).all()
    sent, drafted = _sent(reading, [row.id for row in rows])
    found = [
        Asked(
            task_id=row.task_id,
            number=row.number,
            problem=row.problem,
            deadline=row.deadline,
            department_id=row.department_id,
            department=row.name,
            cycle=row.key,
            state=row.state,
            status=sent.get(row.id),
            drafted=row.id in drafted,
            signed=row.signed_at is not None,
            due_on=row.due_on,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (number_order(one.number), one.department_id))


def _sent(reading: Reading, requests: list[int]) -> tuple[dict[int, str | None], set[int]]:
    """The status each request was last answered with, and those that somebody is writing an answer to."""
    rows = reading.conn.execute(
        select(Report.request_id, Report.state, Report.status)
        .where(Report.request_id.in_(requests))
        .order_by(Report.revision)
    ).all()
    sent = {row.request_id: row.status for row in rows if row.state != ReportState.DRAFT}
    return sent, {row.request_id for row in rows if row.state == ReportState.DRAFT}


def _owing(reading: Reading) -> dict[int, set[int]]:
    """By task: the departments that answer for it."""
    owners = {
        (row.task_id, row.department_id)
        for row in reading.conn.execute(
            select(Measure.task_id, MeasureOwner.department_id).join(Measure, Measure.id == MeasureOwner.measure_id)
        )
    }
    owing: dict[int, set[int]] = {}
    for row in reading.conn.execute(select(TaskUnit.task_id, TaskUnit.department_id, TaskUnit.role)):
        if owes(row.role, owns_measure=(row.task_id, row.department_id) in owners):
            owing.setdefault(row.task_id, set()).add(row.department_id)
    return owing


def _last_said(reading: Reading) -> dict[int, dict[int, str | None]]:
    """By task and department: the status of the newest report that was sent."""
    rows = reading.conn.execute(
        select(Request.task_id, Request.department_id, Report.status)
        .join(Report, Report.request_id == Request.id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(Report.state.in_((ReportState.SUBMITTED, ReportState.ACCEPTED)))
        .order_by(Cycle.opens_on, Report.revision)
    )
    said: dict[int, dict[int, str | None]] = {}
    for row in rows:
        said.setdefault(row.task_id, {})[row.department_id] = row.status
    return said


def _all_done(owing: set[int], said: dict[int, str | None]) -> bool:
    return bool(owing) and all(said.get(department) == ReportStatus.DONE for department in owing)
