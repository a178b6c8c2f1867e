"""Why is it due on this day? The sum behind the date, for a person who asks: which days were counted, which not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.quarters import CycleDates, Period
from domain.workdays import ONE_DAY, SATURDAY, Calendar, days_between


@dataclass(frozen=True)
class Why:
    """`off` are runs of days off with a holiday among them, first and last day each."""

    start: date
    due_on: date
    working_days: int
    make_up_days: tuple[date, ...]
    off: tuple[tuple[date, date], ...]
    provisional: bool


def why(period: Period, dates: CycleDates, calendar: Calendar) -> Why:
    """From the first day after the period, so that a holiday that moved the opening is told too."""
    lead = period.last_day + timedelta(days=1)
    return Why(
        start=dates.due.start,
        due_on=dates.due.date,
        working_days=dates.due.working_days,
        make_up_days=tuple(
            day for day in days_between(lead, dates.due.date) if day.weekday() >= SATURDAY and calendar.is_working(day)
        ),
        off=_runs_off(lead, dates.due.date, calendar),
        provisional=dates.provisional,
    )


def _runs_off(first: date, last: date, calendar: Calendar) -> tuple[tuple[date, date], ...]:
    """Plain weekends need no telling."""
    runs: list[list[date]] = []
    for day in days_between(first, last):
        if calendar.is_working(day):
            continue
        if runs and runs[-1][-1] == day - ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple((run[0], run[-1]) for run in runs if any(day.weekday() < SATURDAY for day in run))
