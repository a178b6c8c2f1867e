"""Which periods are there, which run NOW, and how far is a task on its way to being struck off? Only reads."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm.attributes import set_committed_value

from db.session import PreparedRow
from db.tables import Audit, Objection, ObjectionTask, Publicity, PublicityTask, Task
from db.tables.base import spelled
from db.units import Reading
from domain.closing import Step, next_step
from domain.objection_states import OPEN
from domain.states import Edge, ObjectionState, PublicityState, TaskState

_ROW = PreparedRow(select(Publicity).where(Publicity.id == bindparam("id")))
_LOCKED = PreparedRow(select(Publicity).where(Publicity.id == bindparam("id")).with_for_update())
_TASKS = PreparedRow(
    select(PublicityTask, Task)
    .join(Task, Task.id == PublicityTask.task_id)
    .where(PublicityTask.publicity_id == bindparam("id"))
    .order_by(PublicityTask.id)
)


def with_tasks(reading: Reading, publicity_id: int | None) -> Publicity:
    """A notice and its tasks, asked once a unit: each word of an objector is about them. Raises `LookupError` without one."""
    return reading.once(("publicity", publicity_id), lambda: _with_tasks(reading, publicity_id))


def _with_tasks(reading: Reading, publicity_id: int | None) -> Publicity:
    publicity: Publicity | None = _ROW.one(reading, id=publicity_id)
    if publicity is None:
        raise LookupError(f"no notice {publicity_id}")
    entries = _TASKS.all(reading, id=publicity_id)
    for entry, task in entries:
        set_committed_value(entry, "task", task)
    set_committed_value(publicity, "tasks", [entry for entry, _ in entries])
    return publicity


def lock(unit: Reading, publicity: Publicity) -> None:
    """The row as it is now, held until the unit ends."""
    _LOCKED.one(unit, id=publicity.id)


def running(reading: Reading) -> list[Publicity]:
    """The periods that run now, those that end first first."""
    found = reading.session.scalars(
        select(Publicity)
        .where(
            Publicity.state == PublicityState.RUNNING,
            Publicity.starts_on <= reading.today,
            Publicity.ends_on >= reading.today,
        )
        .order_by(Publicity.ends_on, Publicity.id)
    )
    return list(found)


def is_running(reading: Reading, publicity: Publicity) -> bool:
    """Announced, and the office's day lies between its two dates: after 24:00 of the last day it is over."""
    if publicity.state != PublicityState.RUNNING or publicity.starts_on is None or publicity.ends_on is None:
        return False
    return publicity.starts_on <= reading.today <= publicity.ends_on


def numbers(publicity: Publicity) -> tuple[str, ...]:
    """The numbers of its tasks, in the notice's order."""
    return tuple(entry.task.number for entry in publicity.tasks)


def of_task(reading: Reading, task_id: int, *states: PublicityState) -> list[Publicity]:
    """The task's periods in one of `states`, oldest first."""
    found = reading.session.scalars(
        select(Publicity)
        .join(PublicityTask)
        .where(PublicityTask.task_id == task_id, Publicity.state.in_(states))
        .order_by(Publicity.id)
    )
    return list(found)


def ended(reading: Reading, task_id: int) -> list[Publicity]:
    """The periods that count for striking off: over, and begun after the task was last sent back."""
    since = _sent_back_at(reading, task_id)
    return [
        period
        for period in of_task(reading, task_id, PublicityState.ENDED)
        if since is None or (period.confirmed_at is not None and period.confirmed_at > since)
    ]


def step_of(reading: Reading, task: Task) -> Step:
    """What the task's programme asks for next."""
    accepted = task.state in (TaskState.ACCEPTED, TaskState.CLOSED)
    return next_step(task.programme.closing, accepted=accepted, ended=len(ended(reading, task.id)))


def objections(reading: Reading, publicity_id: int, task_id: int | None = None) -> list[Objection]:
    """The objections to a period; with `task_id` those that name the task, or name none and so concern all."""
    query = select(Objection).where(Objection.publicity_id == publicity_id).order_by(Objection.id)
    if task_id is not None:
        named = select(ObjectionTask.objection_id)
        query = query.where(
            Objection.id.in_(named.where(ObjectionTask.task_id == task_id)) | Objection.id.not_in(named)
        )
    return list(reading.session.scalars(query))


def is_open(objection: Objection) -> bool:
    """Neither answered nor withdrawn: it keeps its tasks from being struck off."""
    return ObjectionState(objection.state) in OPEN


def open_objections() -> ColumnElement[bool]:
    """`is_open` as a condition on the rows of `Objection`."""
    return Objection.state.in_(spelled(OPEN))


def _sent_back_at(reading: Reading, task_id: int) -> datetime | None:
    """When an upheld objection or a look-back last sent the task back: what was accepted and published before is void."""
    upheld: datetime | None = reading.conn.scalar(
        select(func.max(Objection.answered_at))
        .join(ObjectionTask, ObjectionTask.objection_id == Objection.id)
        .where(ObjectionTask.task_id == task_id, Objection.upheld.is_(True))
    )
    looked_back: datetime | None = reading.conn.scalar(
        select(func.max(Audit.at)).where(Audit.thing == f"task:{task_id}", Audit.action == f"task.{Edge.LOOK_BACK}")
    )
    moments = [moment for moment in (upheld, looked_back) if moment is not None]
    return max(moments, default=None)
