"""When is somebody to be reminded or told next? The routine over both."""

from __future__ import annotations

from datetime import date, datetime

from db.queries import overdue, rounds
from db.units import Reading, Units
from domain import ladder
from jobs.clock import Clock
from jobs.reminders import due, escalation, hours
from jobs.routines import Routine


def next_due(reading: Reading) -> datetime | None:
    """Now, where somebody is to be told today; else the hour of reminding of the next rung, snooze or escalation."""
    day = hours.next_day(reading)
    if due.on_day(reading, day) or escalation.on_day(reading, day):
        return max(reading.now, hours.at(reading, day, hours.begins(reading)))
    return min((hours.at(reading, ahead, hours.begins(reading)) for ahead in _days_after(reading, day)), default=None)


def _days_after(reading: Reading, day: date) -> set[date]:
    """Rungs, asked-for reminders and escalations beyond a day."""
    calendar, rungs = rounds.calendar(reading), reading.settings.collection.ladder
    anchors = {one.anchor for one in overdue.all_owed(reading)}
    if not anchors:
        return set()
    days = {ladder.rung_day(anchor, rung, calendar) for anchor in anchors for rung in rungs}
    days |= set(due.snoozed(reading).values()) | set(escalation.ahead(reading).values())
    return {ahead for ahead in days if ahead > day and calendar.is_working(ahead)}


async def _remind(units: Units, _clock: Clock) -> None:
    for person_id in await units.read(due.to_remind):
        await units.run(due.remind, person_id)
    if await units.read(escalation.to_escalate):
        await units.run(escalation.escalate)


REMIND = Routine("remind", next_due, _remind, seconds=60.0)
