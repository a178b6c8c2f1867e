"""Which acts above a reminder does the office keep? Supervision letters, bulletins and talks, the newest first."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import func, select

from db.tables import Act, ActTask
from db.units import Reading
from domain.messages.supervision import ActLine
from domain.supervision import ActKind


def newest(reading: Reading, *, limit: int, offset: int = 0) -> list[Act]:
    return list(reading.session.scalars(select(Act).order_by(Act.id.desc()).limit(limit).offset(offset)))


def counts(reading: Reading, year: int) -> dict[str, int]:
    """How many acts of each kind a year has."""
    rows = reading.conn.execute(select(Act.kind, func.count()).where(Act.year == year).group_by(Act.kind)).all()
    return {row[0]: row[1] for row in rows}


def next_number(reading: Reading, kind: str, year: int) -> int:
    """The number the next act of the kind gets: they are counted within the year."""
    last = reading.conn.scalar(select(func.max(Act.number)).where(Act.kind == kind, Act.year == year))
    return (last or 0) + 1


def total(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count()).select_from(Act)) or 0


def count_letters(reading: Reading, department_id: int, since: date) -> int:
    """The letters a department was written since an office day."""
    start = datetime.combine(since, time.min, tzinfo=reading.settings.office.zone)
    rows = select(func.count()).where(
        Act.kind == ActKind.LETTER, Act.department_id == department_id, Act.made_at >= start
    )
    return reading.conn.scalar(rows) or 0


def of_task(reading: Reading, task_id: int) -> list[Act]:
    """The acts on a task's record, the oldest first."""
    return list(reading.session.scalars(select(Act).join(ActTask).where(ActTask.task_id == task_id).order_by(Act.id)))


def line(reading: Reading, act: Act) -> ActLine:
    """An act as a line of a card."""
    return ActLine(
        act=act.id,
        act_kind=act.kind,
        year=act.year,
        number=act.number,
        department=act.department.name if act.department is not None else None,
        key=act.cycle.key if act.cycle is not None else None,
        on=day_of(reading, act),
    )


def day_of(reading: Reading, act: Act) -> date:
    """The office day it was made, or the talk was held."""
    return act.held_on or act.made_at.astimezone(reading.settings.office.zone).date()
