"""Where does everything stand? The rows behind the board: tasks, the running rounds, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.queries import cycles
from db.queries.ledger import publicised
from db.tables import Cycle, Department, Extension, Measure, MeasureOwner, Programme, Report, Request, Task, TaskUnit
from db.units import Reading
from domain.collection import number_order, owes
from domain.states import ReportState, ReportStatus, RequestState, TaskState


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
class Running:
    """A round that runs; `title` of a special one. `provisional`: its dates are counted in a year not published yet."""

    cycle_id: int
    key: str
    title: str | None
    due_on: date
    provisional: bool


@dataclass(frozen=True)
class Asked:
    """One request of a running round.

    `status` of what was last sent; `drafted`: something is being written; `opened`: its form was looked at once;
    `extended`: it has a due day of its own.
    """

    request_id: int
    task_id: int
    number: str
    problem: str
    deadline: date | None
    department_id: int
    department: str
    cycle_id: int
    cycle: str
    state: str
    status: str | None
    drafted: bool
    signed: bool
    opened: bool
    due_on: date
    extended: bool
    provisional: bool


def programmes(reading: Reading) -> list[tuple[int, str]]:
    """(id, name) of every programme that is not closed."""
    return [(programme.id, programme.name) for programme in cycles.running_programmes(reading)]


def standings(reading: Reading, programme_id: int | None = None) -> list[Standing]:
    """Every task of a programme (of all that are not closed), as an office lists them."""
    query = (
        select(Task.id, Task.number, Task.problem, Task.state, Task.deadline, Programme.name, Programme.closing)
        .join(Programme, Programme.id == Task.programme_id)
        .where(Programme.closed_at.is_(None))
    )
    rows = reading.conn.execute(_of(query, Task.programme_id, programme_id)).all()
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


def running(reading: Reading, programme_id: int | None = None) -> list[Running]:
    """The rounds that run, the nearest due day first."""
    query = select(Cycle.id, Cycle.key, Cycle.title, Cycle.due_on, Cycle.provisional)
    query = query.where(Cycle.id.in_(cycles.current(reading)))
    rows = reading.conn.execute(_of(query, Cycle.programme_id, programme_id))
    found = [Running(row.id, row.key, row.title, row.due_on, row.provisional) for row in rows]
    return sorted(found, key=lambda one: (one.due_on, one.key, one.cycle_id))


def asked(reading: Reading, programme_id: int | None = None) -> list[Asked]:
    """What the running rounds ask for, by task and department."""
    query = (
        select(
            Request.id,
            Request.task_id,
            Request.department_id,
            Request.cycle_id,
            Request.state,
            Request.due_on,
            Request.signed_at,
            Request.opened_at,
            Task.number,
            Task.problem,
            Task.deadline,
            Department.name,
            Cycle.key,
            Cycle.provisional,
        )
        .join(Cycle, Cycle.id == Request.cycle_id)
        .join(Task, Task.id == Request.task_id)
        .join(Department, Department.id == Request.department_id)
        .where(Request.cycle_id.in_(cycles.current(reading)), Request.state != RequestState.ENDED)
    )
    rows = reading.conn.execute(_of(query, Cycle.programme_id, programme_id)).all()
    requests = [row.id for row in rows]
    sent, drafted, extended = *_sent(reading, requests), _extended(reading, requests)
    found = [
        Asked(
            request_id=row.id,
            task_id=row.task_id,
            number=row.number,
            problem=row.problem,
            deadline=row.deadline,
            department_id=row.department_id,
            department=row.name,
            cycle_id=row.cycle_id,
            cycle=row.key,
            state=row.state,
            status=sent.get(row.id),
            drafted=row.id in drafted,
            signed=row.signed_at is not None,
            opened=row.opened_at is not None,
            due_on=row.due_on,
            extended=row.id in extended,
            provisional=row.provisional and row.id not in extended,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (number_order(one.number), one.task_id, one.department_id, one.cycle))


def _of(query: Any, column: Any, programme_id: int | None) -> Any:
    return query if programme_id is None else query.where(column == programme_id)


def _sent(reading: Reading, requests: list[int]) -> tuple[dict[int, str | None], set[int]]:
    """The status each request was last answered with, and those that somebody is writing an answer to."""
    rows = reading.conn.execute(
        select(Report.request_id, Report.state, Report.status)
        .where(Report.request_id.in_(requests))
        .order_by(Report.revision)
    ).all()
    sent = {row.request_id: row.status for row in rows if row.state != ReportState.DRAFT}
    return sent, {row.request_id for row in rows if row.state == ReportState.DRAFT}


def _extended(reading: Reading, requests: list[int]) -> set[int]:
    rows = select(Extension.request_id).where(Extension.request_id.in_(requests), Extension.state == "granted")
    return set(reading.conn.scalars(rows))


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
        .order_by(Cycle.opens_on, Report.submitted_at, Report.revision)
    )
    said: dict[int, dict[int, str | None]] = {}
    for row in rows:
        if row.status is not None:  # a special round may ask a question and no status
            said.setdefault(row.task_id, {})[row.department_id] = row.status
    return said


def _all_done(owing: set[int], said: dict[int, str | None]) -> bool:
    return bool(owing) and all(said.get(department) == ReportStatus.DONE for department in owing)
