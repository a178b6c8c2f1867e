"""When may anybody be reminded? From the hour of reminding to the end of the working hours, on working days."""

from __future__ import annotations

from datetime import date, datetime, time

from db.queries import rounds
from db.units import Reading
from domain.workdays import ONE_DAY


def is_the_hour(reading: Reading) -> bool:
    local = reading.now.astimezone(reading.settings.office.zone)
    hours = reading.settings.office.working_hours
    return rounds.calendar(reading).is_working(local.date()) and begins(reading) <= local.time() < hours.end


def begins(reading: Reading) -> time:
    return max(reading.settings.collection.remind_at, reading.settings.office.working_hours.start)


def next_day(reading: Reading) -> date:
    """The day whose hours are not over: today, else the next working day."""
    local = reading.now.astimezone(reading.settings.office.zone)
    over = local.time() >= reading.settings.office.working_hours.end
    return rounds.calendar(reading).next_working_day(local.date() + ONE_DAY if over else local.date())


def at(reading: Reading, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=reading.settings.office.zone)
