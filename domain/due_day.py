"""Why is it due on this day? The sum behind the date, for a person who asks: which days were counted, which not.

And what becomes of it when the calendar changes: a date that was told is kept or moved later, never earlier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.workdays import ONE_DAY, SATURDAY, Calendar, days_between, due_on


@dataclass(frozen=True)
class Why:
    """`off` are runs of days off with a holiday among them, first and last day each."""

    start: date
    due_on: date
    working_days: int
    make_up_days: tuple[date, ...]
    off: tuple[tuple[date, date], ...]
    provisional: bool


def why(since: date, opens_on: date, due: date, calendar: Calendar) -> Why:
    """Counted anew between the dates as they stand, both ends included, so that the sum fits them whatever moved them.

    `since`: the first day after the period, so that a holiday that moved the opening is told too.
    """
    first = calendar.next_working_day(opens_on)
    return Why(
        start=first,
        due_on=due,
        working_days=calendar.working_days_between(first, due),
        make_up_days=tuple(
            day for day in days_between(since, due) if day.weekday() >= SATURDAY and calendar.is_working(day)
        ),
        off=_runs_off(since, due, calendar),
        provisional=not all(calendar.is_settled(day) for day in days_between(since, due)),
    )


def counted_again(told: date, opens_on: date, working_days: int | None, calendar: Calendar) -> date:
    """The due day by the calendar as it is now. `working_days`: None where a person named the day.

    Never earlier than what was told (docs/adr/005): a day off that it has become leads to the next working day.
    """
    kept = calendar.next_working_day(told)
    return kept if working_days is None else max(kept, due_on(opens_on, working_days, calendar).date)


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
