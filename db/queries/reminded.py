"""When was a department reminded, and when nudged? The office days of what really left."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import func, select

from db.tables import Audit, Outbox, OutboxState, Role
from db.units import Reading
from domain.messages.collection import Reminder
from domain.people import RoleName

NUDGE = "nudge"  # the action in the audit


def reminded_on(reading: Reading, department_id: int, since: date) -> tuple[date, ...]:
    """The days since `since` on which a liaison of the department was sent a reminder of the ladder, in order."""
    zone = reading.settings.office.zone
    people = reading.conn.scalars(
        select(Role.person_id).where(Role.role == RoleName.LIAISON, Role.department_id == department_id).distinct()
    )
    rows = reading.conn.scalars(
        select(Outbox.not_before).where(
            Outbox.kind == Reminder.KIND,
            Outbox.op == "send",
            Outbox.state == OutboxState.SENT,
            Outbox.recipient.in_([f"person:{person_id}" for person_id in people]),
            Outbox.not_before >= datetime.combine(since, time.min, tzinfo=zone),
        )
    )
    return tuple(sorted({at.astimezone(zone).date() for at in rows}))


def nudge_thing(department_id: int, day: date) -> str:
    """What the audit calls the nudges of a department and day."""
    return f"department:{department_id}:nudge:{day.isoformat()}"


def nudges_on(reading: Reading, department_id: int, day: date) -> int:
    """How often a department was nudged for a day."""
    rows = select(func.count()).where(Audit.thing == nudge_thing(department_id, day), Audit.action == NUDGE)
    return reading.conn.scalar(rows) or 0


def nudged_on(reading: Reading, department_id: int, since: date) -> tuple[date, ...]:
    """The days since `since` for which a department was nudged, in order."""
    head = f"department:{department_id}:nudge:"
    things = reading.conn.scalars(
        select(Audit.thing).where(Audit.thing.startswith(head, autoescape=True), Audit.action == NUDGE).distinct()
    )
    days = sorted(date.fromisoformat(one.removeprefix(head)) for one in things)
    return tuple(day for day in days if day >= since)
