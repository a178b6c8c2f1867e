"""What becomes of a date that was told when the calendar changes? Kept, or moved later; never earlier."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.due_day import counted_again, why
from domain.workdays import Calendar, due_on

YEARS = frozenset(range(2023, 2027))
# Autumn 2025 as it was published, written down by hand: 28 September and 11 October worked, 1 to 8 October off.
AUTUMN = Calendar(
    holidays=frozenset(date(2025, 10, day) for day in range(1, 9)),
    make_up_days=frozenset({date(2025, 9, 28), date(2025, 10, 11)}),
    published=YEARS,
)
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 1))
SOME = st.frozensets(st.dates(date(2024, 1, 1), date(2025, 12, 31)), max_size=12)


def with_days_off(*days: date) -> Calendar:
    return Calendar(AUTUMN.holidays | set(days), AUTUMN.make_up_days - set(days), YEARS)


@pytest.mark.parametrize(
    ("told", "calendar", "now", "reason"),
    [
        (date(2025, 10, 21), AUTUMN, date(2025, 10, 21), "nothing has changed"),
        (date(2025, 10, 21), with_days_off(date(2025, 10, 15)), date(2025, 10, 22), "a day off within"),
        (date(2025, 10, 21), with_days_off(date(2025, 10, 21)), date(2025, 10, 22), "the due day itself is off"),
        (date(2025, 10, 21), with_days_off(date(2025, 10, 11)), date(2025, 10, 22), "no longer worked in exchange"),
        (date(2025, 10, 22), AUTUMN, date(2025, 10, 22), "it would be earlier: what was told is kept"),
        (date(2025, 10, 18), AUTUMN, date(2025, 10, 21), "told a Saturday that is not worked any more"),
        (date(2025, 10, 21), with_days_off(date(2025, 10, 24)), date(2025, 10, 21), "a day off after it"),
    ],
)
def test_a_round_that_opened_on_9_october_2025_counted_again(
    told: date, calendar: Calendar, now: date, reason: str
) -> None:
    assert counted_again(told, date(2025, 10, 9), 10, calendar) == now, reason


def test_a_day_that_a_person_named_moves_only_where_it_became_a_day_off() -> None:
    opened, named = date(2025, 10, 9), date(2025, 10, 17)
    assert counted_again(named, opened, None, with_days_off(date(2025, 10, 15))) == named
    assert counted_again(named, opened, None, with_days_off(named)) == date(2025, 10, 20)


@given(opened=DAYS, days=st.integers(1, 15), off=SOME, worked=SOME, named=st.booleans())
def test_whatever_is_published_no_date_comes_earlier_and_counting_twice_changes_nothing(
    opened: date, days: int, off: frozenset[date], worked: frozenset[date], named: bool
) -> None:
    told = due_on(opened, days, AUTUMN).date
    weekends = frozenset(day for day in worked if day.weekday() >= 5) - off
    calendar = Calendar((AUTUMN.holidays | off) - worked, (AUTUMN.make_up_days | weekends) - off, YEARS)
    counted = None if named else days
    now = counted_again(told, opened, counted, calendar)
    assert now >= told
    assert calendar.is_working(now)
    assert counted_again(now, opened, counted, calendar) == now
    if not named:
        assert calendar.working_days_between(calendar.next_working_day(opened), now) >= days


@given(opened=DAYS, days=st.integers(1, 15))
def test_the_sum_that_is_told_is_the_sum_that_was_counted(opened: date, days: int) -> None:
    counted = due_on(opened, days, AUTUMN)
    told = why(opened, opened, counted.date, AUTUMN)
    assert (told.start, told.due_on, told.working_days) == (counted.start, counted.date, days)
    for day in counted.holidays:
        assert any(first <= day <= last for first, last in told.off)
    assert set(counted.make_up_days) <= set(told.make_up_days)
    assert not any(
        AUTUMN.is_working(first + timedelta(days=n)) for first, last in told.off for n in range((last - first).days + 1)
    )
