"""Which working day is it? Counts the office's days, with holidays and make-up days.

The State Council publishes each year's holidays in the autumn before, together with the weekend days that are worked
in exchange (调休). A year that is not published yet counts Monday to Friday without 1 January, and everything counted
so is provisional (暂定): we never guess in silence. Dates are the office's; an instant must be aware.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
_Day = date  # where a field is called date
SATURDAY = 5
# From this day on a New Year's bridge can reach back into December: 29 to 31 December 2007 and 2018, 30 and 31 in 2023.
# It is published with the NEXT year's holidays, so these days are settled only when both years are.
_NEW_YEAR_REACHES_BACK_TO = (12, 29)
# Longest run of days off ever published is 8 (October 2020, 2023 and 2025); a calendar with a longer one than this is broken.
_LONGEST_REST = 60


class BrokenCalendarError(ValueError):
    """No working day for two months: the overrides must be wrong."""


class WorkingHours(NamedTuple):
    """Office time, `start` included, `end` not."""

    start: time
    end: time


@dataclass(frozen=True)
class Calendar:
    """`holidays` are days off, `make_up_days` weekend days that are worked, `published` the years known for certain."""

    holidays: frozenset[date] = field(default=frozenset(), repr=False)
    make_up_days: frozenset[date] = field(default=frozenset(), repr=False)
    published: frozenset[int] = frozenset()

    def is_published(self, year: int) -> bool:
        return year in self.published

    def is_settled(self, day: date) -> bool:
        """Can `day` no longer change by a publication that is still to come?"""
        if not self.is_published(day.year):
            return False
        return (day.month, day.day) < _NEW_YEAR_REACHES_BACK_TO or self.is_published(day.year + 1)

    def unsettled_year(self, day: date) -> int | None:
        """The year whose publication `day` waits for; None where it is settled."""
        if self.is_settled(day):
            return None
        return day.year if not self.is_published(day.year) else day.year + 1

    def is_working(self, day: date) -> bool:
        if day in self.make_up_days:
            return True
        if day in self.holidays:
            return False
        if not self.is_published(day.year) and (day.month, day.day) == (1, 1):
            return False  # New Year's Day is a holiday by regulation, whatever else will be published
        return day.weekday() < SATURDAY

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is one, else the first after it."""
        return next(self._working_days_from(day, ONE_DAY))

    def first_working_day_after(self, day: date) -> date:
        return self.next_working_day(day + ONE_DAY)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, if negative). 0 is `day` itself, working or not."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        found = day
        for _ in range(abs(count)):
            found = next(self._working_days_from(found + step, step))
        return found

    def working_days_between(self, start: date, end: date) -> int:
        """Both ends included; 0 if `end` lies before `start`."""
        return sum(self.is_working(day) for day in days_between(start, end))

    def _working_days_from(self, day: date, step: timedelta) -> Iterator[date]:
        rest = 0
        while rest < _LONGEST_REST:
            if self.is_working(day):
                rest = 0
                yield day
            else:
                rest += 1
            day += step
        raise BrokenCalendarError(f"no working day within {_LONGEST_REST} days of {day - step * rest}")


@dataclass(frozen=True)
class DueDate:
    """A date and the sum behind it, so that "why this date?" can be answered.

    Day one is `start` (or the first working day after it), `date` the last one; the make-up days are those that were
    counted, the holidays those weekdays that were not.
    """

    date: _Day
    provisional: bool
    start: _Day
    working_days: int
    make_up_days: tuple[_Day, ...] = ()
    holidays: tuple[_Day, ...] = ()


def days_between(start: date, end: date) -> Iterator[date]:
    """Every day, both ends included."""
    for offset in range((end - start).days + 1):
        yield start + timedelta(days=offset)


def due_on(opens_on: date, working_days: int, calendar: Calendar) -> DueDate:
    """The last day to answer, office time. Day one is `opens_on` (docs/adr/004).

    If `opens_on` is no working day, day one is the next that is.
    """
    if working_days < 1:
        raise ValueError("a period has at least one working day")
    first = calendar.next_working_day(opens_on)
    last = calendar.add_working_days(first, working_days - 1)
    days = tuple(days_between(first, last))
    return DueDate(
        date=last,
        provisional=not all(calendar.is_settled(day) for day in days),
        start=first,
        working_days=working_days,
        make_up_days=tuple(day for day in days if day.weekday() >= SATURDAY and calendar.is_working(day)),
        holidays=tuple(day for day in days if day.weekday() < SATURDAY and not calendar.is_working(day)),
    )


def next_working_moment(instant: datetime, hours: WorkingHours, zone: tzinfo, calendar: Calendar) -> datetime:
    """`instant` if it lies in the working hours of a working day, else the start of the next such hours. UTC."""
    local = _aware(instant).astimezone(zone)
    today = local.date()
    if calendar.is_working(today):
        if local.timetz().replace(tzinfo=None) < hours.start:
            return _at(today, hours.start, zone)
        if local < _at(today, hours.end, zone):
            return instant.astimezone(UTC)
    return _at(calendar.first_working_day_after(today), hours.start, zone)


def add_working_hours(
    instant: datetime, length: timedelta, hours: WorkingHours, zone: tzinfo, calendar: Calendar
) -> datetime:
    """When `length` of working time has passed since `instant`. UTC."""
    moment = next_working_moment(instant, hours, zone, calendar)
    left = length
    while True:
        end = _at(moment.astimezone(zone).date(), hours.end, zone)
        if moment + left <= end:
            return moment + left
        left -= end - moment
        moment = next_working_moment(end, hours, zone, calendar)


def _at(day: date, hour: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone: hand in aware UTC")
    return instant
