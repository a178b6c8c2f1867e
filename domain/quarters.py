"""Which stretch of time is a collection round about, and when does it open? Quarters, and months and weeks beside them.

A round (Cycle) opens after its period has ended: the report of 2024Q3 is asked for in October. Keys are `2024Q3`,
`2024M09`, `2024W36` (ISO weeks, Monday to Sunday) and sort by time within their kind. `2024S01` is a special round
(专项调度): opened by hand, about no stretch of time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.workdays import ONE_DAY, Calendar, DueDate, days_between, due_on


class PeriodKind(StrEnum):
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    n: int

    def __post_init__(self) -> None:
        _within(self.n, 4, self)

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind.QUARTERLY

    @property
    def key(self) -> str:
        return f"{self.year}Q{self.n}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.n - 2, 1)

    @property
    def last_day(self) -> date:
        return Month(self.year, 3 * self.n).last_day

    def following(self) -> Quarter:
        return Quarter(self.year + self.n // 4, self.n % 4 + 1)

    def preceding(self) -> Quarter:
        return Quarter(self.year, self.n - 1) if self.n > 1 else Quarter(self.year - 1, 4)


@dataclass(frozen=True, order=True)
class Month:
    year: int
    n: int

    def __post_init__(self) -> None:
        _within(self.n, 12, self)

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind.MONTHLY

    @property
    def key(self) -> str:
        return f"{self.year}M{self.n:02}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.n, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.n, monthrange(self.year, self.n)[1])

    def following(self) -> Month:
        return Month(self.year + self.n // 12, self.n % 12 + 1)

    def preceding(self) -> Month:
        return Month(self.year, self.n - 1) if self.n > 1 else Month(self.year - 1, 12)


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week: it belongs to the year its Thursday lies in."""

    year: int
    n: int

    def __post_init__(self) -> None:
        _within(self.n, date(self.year, 12, 28).isocalendar().week, self)  # 28 December is always in the last week

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind.WEEKLY

    @property
    def key(self) -> str:
        return f"{self.year}W{self.n:02}"

    @property
    def first_day(self) -> date:
        return date.fromisocalendar(self.year, self.n, 1)

    @property
    def last_day(self) -> date:
        return date.fromisocalendar(self.year, self.n, 7)

    def following(self) -> Week:
        return _week_of(self.last_day + timedelta(days=1))

    def preceding(self) -> Week:
        return _week_of(self.first_day - timedelta(days=1))


Period = Quarter | Month | Week


@dataclass(frozen=True, order=True)
class Special:
    """A special round (专项调度): the `n`-th that a programme's coordinators opened in `year`."""

    year: int
    n: int

    def __post_init__(self) -> None:
        _within(self.n, 99, self)

    @property
    def key(self) -> str:
        return f"{self.year}S{self.n:02}"


_KEY = re.compile(r"(\d{4})([QMWS])(\d{1,2})", re.ASCII)
_LETTERS: dict[str, type[Quarter | Month | Week | Special]] = {"Q": Quarter, "M": Month, "W": Week, "S": Special}


def parse_period(key: str) -> Period | Special:
    """`parse_period("2024Q3") == Quarter(2024, 3)`. ValueError for what is no key."""
    found = _KEY.fullmatch(key)
    if not found:
        raise ValueError(f"{key!r} is not a round such as 2024Q3, 2024M09, 2024W36 or 2024S01")
    return _LETTERS[found[2]](int(found[1]), int(found[3]))


def is_special(key: str) -> bool:
    return isinstance(parse_period(key), Special)


def kind_of(key: str) -> PeriodKind | None:
    """The rhythm a round belongs to; None of a special one."""
    period = parse_period(key)
    return None if isinstance(period, Special) else period.kind


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period `day` lies in."""
    if kind is PeriodKind.QUARTERLY:
        return Quarter(day.year, (day.month + 2) // 3)
    if kind is PeriodKind.MONTHLY:
        return Month(day.year, day.month)
    return _week_of(day)


def period_before(kind: PeriodKind, day: date) -> Period:
    """The last period that had ended when `day` began."""
    return period_of(kind, day).preceding()


@dataclass(frozen=True)
class CycleDates:
    """Office dates. `due.provisional` or `provisional`: some of them are counted in a year that is not published."""

    opens_on: date
    due: DueDate
    provisional: bool

    @property
    def due_on(self) -> date:
        return self.due.date


def cycle_dates(period: Period, *, opens: int, due_working_days: int, calendar: Calendar) -> CycleDates:
    """`opens`: on which working day after the period's last day, 1 is the first. The opening day is day one.

    A round is due before the next of its kind opens: a weekly one does not run for ten working days (docs/adr/005).
    """
    opens_on = _opens_on(period, opens, calendar)
    room = calendar.working_days_between(opens_on, _opens_on(period.following(), opens, calendar) - ONE_DAY)
    due = due_on(opens_on, max(1, min(due_working_days, room)), calendar)
    lead = days_between(period.last_day + ONE_DAY, opens_on)
    return CycleDates(opens_on, due, due.provisional or not all(calendar.is_settled(day) for day in lead))


def _opens_on(period: Period, opens: int, calendar: Calendar) -> date:
    return calendar.add_working_days(period.last_day, opens)


def latest_opened(kind: PeriodKind, day: date, *, opens: int, calendar: Calendar) -> Period:
    """The period whose cycle is the newest that should be open, or have been, on `day` (its hour not considered)."""
    period = period_before(kind, day)
    while calendar.add_working_days(period.last_day, opens) > day:
        period = period.preceding()
    return period


def _week_of(day: date) -> Week:
    iso = day.isocalendar()
    return Week(iso.year, iso.week)


def _within(n: int, last: int, period: Period | Special) -> None:
    if not 1 <= n <= last:
        raise ValueError(f"{type(period).__name__} of {period.year} has no number {n}")
