"""On which working days is who reminded? The rungs around a due day, and the day people above are told.

The rungs are counted in working days from the due day (`collection.ladder`, -3 to 3). A report that was returned after
its due day is counted from the day it came back, so that the reminders start again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.workdays import Calendar, days_between


def anchor(due_on: date, returned_on: date | None) -> date:
    """The day the rungs are counted from."""
    return due_on if returned_on is None else max(due_on, returned_on)


def rung_day(anchor_day: date, rung: int, calendar: Calendar) -> date:
    """The office date of a rung."""
    return calendar.add_working_days(anchor_day, rung)


def newest_rung(today: date, anchor_day: date, ladder: Iterable[int], calendar: Calendar) -> date | None:
    """The last rung that is not ahead: today's, or one that may have been missed. Never on a day off."""
    days = (rung_day(anchor_day, rung, calendar) for rung in ladder)
    return max((day for day in days if day <= today and calendar.is_working(day)), default=None)


def escalates_on(anchor_day: date, ladder: Iterable[int], calendar: Calendar) -> date | None:
    """The working day after the last rung; None where there is no ladder."""
    rungs = tuple(ladder)
    return rung_day(anchor_day, max(*rungs, 0) + 1, calendar) if rungs else None


def working_days_left(today: date, due_on: date, calendar: Calendar) -> int:
    """0 on the due day; negative when it is past: working days overdue, the weekend after it counting as one begun."""
    if today <= due_on:
        return sum(calendar.is_working(day) for day in days_between(today, due_on) if day != today)
    return -max(1, sum(calendar.is_working(day) for day in days_between(due_on, today) if day != due_on))
