"""What is still open of a programme, and which programmes are archived? Only reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from db.tables import (
    IS_COMING,
    IS_IN_REVIEW,
    IS_OWED,
    Audit,
    Cycle,
    Objection,
    Programme,
    Publicity,
    PublicityTask,
    Request,
    Task,
)
from db.tables.base import spelled
from db.units import Reading
from domain.collection import PERMANENT, number_order
from domain.objection_states import OPEN
from domain.states import TaskState

ARCHIVED = "programme.archive"  # in the audit, with the reason that was given


@dataclass(frozen=True)
class StillOpen:
    """`tasks` in all, `open_tasks` the numbers of those not struck off, `kept_up` those struck off that still report.

    `owed`: requests nobody has answered. `in_review`, `periods` and `objections` (register number, id) forbid archiving.
    """

    tasks: int
    open_tasks: tuple[str, ...]
    kept_up: int
    owed: int
    in_review: int
    periods: tuple[tuple[str, date | None], ...]
    objections: tuple[tuple[str, int], ...]

    @property
    def forbidden(self) -> bool:
        return bool(self.in_review or self.periods or self.objections)


@dataclass(frozen=True)
class Archived:
    programme_id: int
    name: str
    closed_at: datetime
    tasks: int


def still_open(reading: Reading, programme_id: int) -> StillOpen:
    rows = reading.conn.execute(
        select(Task.number, Task.state, Task.deadline_text).where(Task.programme_id == programme_id)
    ).all()
    working = [row.number for row in rows if row.state != TaskState.CLOSED]
    periods = (
        select(Publicity.title, Publicity.ends_on)
        .join(PublicityTask)
        .join(Task)
        .where(Task.programme_id == programme_id, IS_COMING)
        .group_by(Publicity.id, Publicity.title, Publicity.ends_on)
        .order_by(Publicity.id)
    )
    objections = (
        select(Objection.register_number, Objection.id)
        .join(PublicityTask, PublicityTask.publicity_id == Objection.publicity_id)
        .join(Task, Task.id == PublicityTask.task_id)
        .where(Task.programme_id == programme_id, Objection.state.in_(spelled(sorted(OPEN))))
        .group_by(Objection.id, Objection.register_number)
        .order_by(Objection.id)
    )
    return StillOpen(
        tasks=len(rows),
        open_tasks=tuple(sorted(working, key=number_order)),
        kept_up=sum(row.state == TaskState.CLOSED and PERMANENT in (row.deadline_text or "") for row in rows),
        owed=_count(reading, programme_id, IS_OWED),
        in_review=_count(reading, programme_id, IS_IN_REVIEW),
        periods=tuple((row.title or "", row.ends_on) for row in reading.conn.execute(periods)),
        objections=tuple((row.register_number, row.id) for row in reading.conn.execute(objections)),
    )


def _count(reading: Reading, programme_id: int, which: Any) -> int:
    count = select(func.count(Request.id)).join(Cycle).where(which, Cycle.programme_id == programme_id)
    return reading.conn.scalar(count) or 0


def is_done(reading: Reading, programme_id: int) -> bool:
    """Every task is struck off, nothing is owed or in the way: archiving it is the next step."""
    found = still_open(reading, programme_id)
    return bool(found.tasks) and not (found.open_tasks or found.kept_up or found.owed or found.forbidden)


def archived(reading: Reading) -> list[Archived]:
    """The newest first."""
    rows = reading.conn.execute(_archived().order_by(Programme.closed_at.desc(), Programme.id.desc()))
    return [Archived(row.id, row.name, row.closed_at, row.tasks) for row in rows]


def _archived() -> Select[Any]:
    tasks = select(func.count(Task.id)).where(Task.programme_id == Programme.id).scalar_subquery()
    return select(Programme.id, Programme.name, Programme.closed_at, tasks.label("tasks")).where(
        Programme.closed_at.is_not(None)
    )


def count(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count(Programme.id)).where(Programme.closed_at.is_not(None))) or 0


def reason(reading: Reading, programme_id: int) -> str:
    """The one that was given when it was archived last; empty where none was needed."""
    said = select(Audit.reason).where(Audit.thing == f"programme:{programme_id}", Audit.action == ARCHIVED)
    return reading.conn.scalar(said.order_by(Audit.id.desc()).limit(1)) or ""


def years(reading: Reading, programme: Programme) -> list[int]:
    """The years it was asked in, the newest first; the one it was archived in where it never was."""
    keys = select(func.substr(Cycle.key, 1, 4)).where(Cycle.programme_id == programme.id).distinct()
    found = sorted({int(year) for year in reading.conn.scalars(keys)}, reverse=True)
    at = programme.closed_at or programme.created_at
    return found or [at.astimezone(reading.settings.office.zone).year]


def tasks(reading: Reading, programme_id: int) -> list[tuple[int, str, str]]:
    """(id, number, problem), in the order of their numbers."""
    rows = reading.conn.execute(select(Task.id, Task.number, Task.problem).where(Task.programme_id == programme_id))
    return sorted(((row.id, row.number, row.problem) for row in rows), key=lambda one: number_order(one[1]))
