"""Does the office's calendar count as the State Council's notices say?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.holidays import load_calendar
from domain.workdays import (
    BrokenCalendarError,
    Calendar,
    WorkingHours,
    add_working_hours,
    days_between,
    due_on,
    next_working_moment,
)

CALENDAR = load_calendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = WorkingHours(time(9), time(17, 30))
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "works", "reason"),
    [
        (date(2024, 10, 1), False, "National Day"),
        (date(2024, 10, 7), False, "a Monday, last day of the National Day holiday"),
        (date(2024, 10, 8), True, "the first working day after it"),
        (date(2024, 10, 12), True, "a Saturday worked in exchange"),
        (date(2024, 10, 13), False, "the Sunday after it is a plain one"),
        (date(2024, 9, 14), True, "a Saturday worked for the Mid-Autumn Festival"),
        (date(2023, 12, 30), False, "a Saturday: New Year's bridge, published with 2024"),
        (date(2025, 5, 31), False, "Dragon Boat Festival on a Saturday"),
        (date(2025, 6, 2), False, "the Monday given for it"),
        (date(2026, 1, 4), True, "a Sunday worked for New Year"),
        (date(2027, 1, 1), False, "not published yet, but 1 January is a holiday in any year"),
        (date(2027, 10, 1), True, "not published yet: a Friday counts, and what is counted so is provisional"),
    ],
)
def test_a_day_is_worked_or_not(day: date, works: bool, reason: str) -> None:
    assert CALENDAR.is_working(day) is works, reason


@pytest.mark.parametrize(
    ("opens_on", "working_days", "due", "provisional", "reason"),
    [
        (date(2024, 10, 8), 10, date(2024, 10, 18), False, "8-11 Oct 4, make-up Saturday 12 the 5th, 14-18 five more"),
        (date(2024, 10, 8), 1, date(2024, 10, 8), False, "day one is the opening day"),
        (date(2025, 1, 2), 10, date(2025, 1, 15), False, "1 Jan off, no make-up day in between"),
        (date(2024, 4, 1), 10, date(2024, 4, 15), False, "4-5 Apr Qingming off, Sunday 7 Apr worked: 4 + 6 days"),
        (date(2024, 7, 1), 10, date(2024, 7, 12), False, "two plain weeks"),
        (date(2025, 5, 21), 8, date(2025, 5, 30), False, "the seed's period: 31 May is Saturday and Dragon Boat"),
        (date(2025, 10, 9), 10, date(2025, 10, 21), False, "1-8 Oct off, Saturday 11 Oct worked"),
        (date(2024, 10, 5), 1, date(2024, 10, 8), False, "opened in a holiday: day one is the next working day"),
        (date(2027, 1, 4), 10, date(2027, 1, 15), True, "2027 is not published: Monday to Friday"),
        (date(2026, 12, 28), 2, date(2026, 12, 29), True, "2027's New Year may reach back to 29 December 2026"),
        (date(2026, 12, 21), 6, date(2026, 12, 28), False, "28 December it has never reached"),
    ],
)
def test_the_due_day_is_counted_from_the_opening_day(
    opens_on: date, working_days: int, due: date, provisional: bool, reason: str
) -> None:
    found = due_on(opens_on, working_days, CALENDAR)
    assert (found.date, found.provisional) == (due, provisional), reason


def test_the_sum_behind_a_date_names_its_make_up_days_and_holidays() -> None:
    october = due_on(date(2024, 10, 8), 10, CALENDAR)
    assert (october.start, october.working_days) == (date(2024, 10, 8), 10)
    assert (october.make_up_days, october.holidays) == ((date(2024, 10, 12),), ())
    april = due_on(date(2024, 4, 1), 10, CALENDAR)
    assert april.make_up_days == (date(2024, 4, 7),)
    assert april.holidays == (date(2024, 4, 4), date(2024, 4, 5))


def test_the_seeds_period_has_eleven_days_and_eight_working_days() -> None:
    start, end = date(2025, 5, 21), date(2025, 5, 31)
    assert (len(list(days_between(start, end))), CALENDAR.working_days_between(start, end)) == (11, 8)


def test_the_national_day_period_of_ten_working_days_had_four() -> None:
    assert CALENDAR.working_days_between(date(2024, 9, 29), date(2024, 10, 9)) == 4


def test_the_ladder_steps_over_holidays_in_both_directions() -> None:
    assert CALENDAR.add_working_days(date(2024, 10, 18), -3) == date(2024, 10, 15)
    assert CALENDAR.add_working_days(date(2024, 10, 8), -1) == date(2024, 9, 30)
    assert CALENDAR.add_working_days(date(2024, 9, 30), 1) == date(2024, 10, 8)
    assert CALENDAR.add_working_days(date(2024, 10, 5), 0) == date(2024, 10, 5)


@given(DAYS, st.integers(1, 120))
def test_a_period_of_n_working_days_holds_n_working_days(opens_on: date, count: int) -> None:
    due = due_on(opens_on, count, CALENDAR)
    assert CALENDAR.is_working(due.date)
    assert CALENDAR.working_days_between(opens_on, due.date) == count
    assert all(CALENDAR.is_working(day) for day in due.make_up_days)
    assert not any(CALENDAR.is_working(day) for day in due.holidays)


@given(DAYS, st.integers(1, 60))
def test_a_step_back_undoes_a_step_forth(day: date, count: int) -> None:
    start = CALENDAR.next_working_day(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, count), -count) == start


@given(DAYS, st.integers(1, 40), st.integers(1, 40))
def test_more_days_are_never_due_earlier(opens_on: date, few: int, more: int) -> None:
    assert due_on(opens_on, few, CALENDAR).date < due_on(opens_on, few + more, CALENDAR).date


def test_a_calendar_without_working_days_is_refused_and_not_searched_for_ever() -> None:
    nothing = Calendar(holidays=frozenset(days_between(date(2024, 1, 1), date(2024, 12, 31))))
    with pytest.raises(BrokenCalendarError):
        nothing.next_working_day(date(2024, 1, 1))


def test_no_period_has_no_working_day() -> None:
    with pytest.raises(ValueError, match="at least one"):
        due_on(date(2024, 10, 8), 0, CALENDAR)


@pytest.mark.parametrize(
    ("instant", "moment", "reason"),
    [
        ("2024-10-08 09:00", "2024-10-08 09:00", "the first minute belongs to the hours"),
        ("2024-10-08 12:34", "2024-10-08 12:34", "within them: at once"),
        ("2024-10-08 08:59", "2024-10-08 09:00", "early in the morning"),
        ("2024-10-08 17:30", "2024-10-09 09:00", "the last minute does not belong"),
        ("2024-10-11 23:00", "2024-10-12 09:00", "the next day is a Saturday, but worked"),
        ("2024-10-12 18:00", "2024-10-14 09:00", "over a plain Sunday"),
        ("2024-09-30 18:00", "2024-10-08 09:00", "over the National Day holiday"),
        ("2024-10-03 10:00", "2024-10-08 09:00", "a holiday has no working hours"),
    ],
)
def test_people_are_told_in_working_hours(instant: str, moment: str, reason: str) -> None:
    at = datetime.fromisoformat(instant).replace(tzinfo=SHANGHAI)
    expected = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    found = next_working_moment(at, HOURS, SHANGHAI, CALENDAR)
    assert found == expected, reason
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "hours", "end", "reason"),
    [
        ("2024-10-08 09:00", 8, "2024-10-08 17:00", "8 hours fit in a day of 8.5"),
        ("2024-10-08 16:30", 8, "2024-10-09 16:00", "one hour today, seven tomorrow"),
        ("2024-10-11 22:00", 8, "2024-10-12 17:00", "a night, then the make-up Saturday"),
        ("2024-09-30 17:00", 1, "2024-10-08 09:30", "half an hour before the holiday, half after it"),
        ("2024-10-08 09:00", 17, "2024-10-09 17:30", "exactly two days end with the second"),
    ],
)
def test_working_hours_stand_still_when_the_office_does(start: str, hours: int, end: str, reason: str) -> None:
    at = datetime.fromisoformat(start).replace(tzinfo=SHANGHAI)
    found = add_working_hours(at, timedelta(hours=hours), HOURS, SHANGHAI, CALENDAR)
    assert found == datetime.fromisoformat(end).replace(tzinfo=SHANGHAI), reason


@given(st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_a_working_moment_is_never_in_the_past_and_stays_where_it_is(since: timedelta) -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC) + since
    moment = next_working_moment(at, HOURS, SHANGHAI, CALENDAR)
    assert moment >= at
    assert next_working_moment(moment, HOURS, SHANGHAI, CALENDAR) == moment


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_working_moment(datetime(2024, 10, 8, 9), HOURS, SHANGHAI, CALENDAR)  # noqa: DTZ001 - the mistake this is about
