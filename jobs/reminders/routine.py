"""When is somebody to be reminded or told next? The routine over both."""

from __future__ import annotations

from datetime import date, datetime

from db.queries import overdue, rounds
from db.queries.overdue import Standing
from db.units import Reading, Units
from domain import ladder
from jobs.clock import Clock
from jobs.reminders import due, escalation, hours
from jobs.routines import Routine


def next_due(reading: Reading) -> datetime | None:
    """Now, where somebody is to be told today; else the hour of reminding of the next rung, snooze or escalation."""
    day, owed = hours.next_day(reading), overdue.standings(reading)
    upwards = escalation.ahead(reading, owed)
    if due.on_day(reading, day, owed) or any(on <= day for on in upwards.values()):
        return max(reading.now, hours.at(reading, day, hours.begins(reading)))
    following = _days_after(reading, day, owed) | {on for on in upwards.values() if on > day}
    return min((hours.at(reading, ahead, hours.begins(reading)) for ahead in following), default=None)


def _days_after(reading: Reading, day: date, owed: set[Standing]) -> set[date]:
    """Rungs and asked-for reminders beyond a day."""
    calendar, rungs = rounds.calendar(reading), reading.settings.collection.ladder
    anchors = {one.anchor for one in owed}
    if not anchors:
        return set()
    days = {ladder.rung_day(anchor, rung, calendar) for anchor in anchors for rung in rungs}
    days |= set(due.snoozed(reading).values())
    return {ahead for ahead in days if ahead > day and calendar.is_working(ahead)}


async def _remind(units: Units, _clock: Clock) -> None:
    for person_id in await units.read(due.to_remind):
        await units.run(due.remind, person_id)
    if await units.read(escalation.to_escalate):
        await units.run(escalation.escalate)


REMIND = Routine("remind", next_due, _remind, seconds=60.0)
