"""Which period is it, when does its round open, and how is it called?"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.holidays import load_calendar
from domain.quarters import (
    Month,
    Period,
    PeriodKind,
    Quarter,
    Special,
    Week,
    cycle_dates,
    is_special,
    kind_of,
    latest_opened,
    parse_period,
    period_before,
    period_of,
)
from domain.wording import format_amount, full_date, office_date, office_time, quarter_label, time_left

CALENDAR = load_calendar()
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
KINDS = st.sampled_from(PeriodKind)


@pytest.mark.parametrize(
    ("key", "period", "first_day", "last_day"),
    [
        ("2024Q1", Quarter(2024, 1), date(2024, 1, 1), date(2024, 3, 31)),
        ("2024Q3", Quarter(2024, 3), date(2024, 7, 1), date(2024, 9, 30)),
        ("2024Q4", Quarter(2024, 4), date(2024, 10, 1), date(2024, 12, 31)),
        ("2024M02", Month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        ("2024W36", Week(2024, 36), date(2024, 9, 2), date(2024, 9, 8)),
        ("2020W53", Week(2020, 53), date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_a_key_names_a_stretch_of_days(key: str, period: Period, first_day: date, last_day: date) -> None:
    assert parse_period(key) == period
    assert period.key == key
    assert (period.first_day, period.last_day) == (first_day, last_day)


def test_a_special_round_has_a_key_and_no_stretch_of_days() -> None:
    assert parse_period("2024S01") == Special(2024, 1)
    assert (Special(2024, 12).key, kind_of("2024S12"), is_special("2024S12")) == ("2024S12", None, True)
    assert [kind_of(key) for key in ("2024Q3", "2024M09", "2024W36")] == list(PeriodKind)
    assert not is_special("2024Q3")
    assert (quarter_label("2024S02"), quarter_label("2024S02", "en")) == (
        "2024年第2次专项调度",
        "special round 2 of 2024",
    )


@pytest.mark.parametrize(
    "key", ["2024Q5", "2024S00", "2024Q0", "2024M13", "2021W53", "2024", "24Q3", "2024Q3 ", "2024q3", "２０２４Q3", ""]
)
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError):
        parse_period(key)


@given(KINDS, DAYS)
def test_periods_follow_each_other_without_gap_or_overlap(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert period.first_day <= day <= period.last_day
    assert (period.following().first_day - period.last_day).days == 1
    assert period.following().preceding() == period
    assert parse_period(period.key) == period
    assert period.kind is kind


@given(KINDS, DAYS)
def test_the_period_before_had_ended_when_the_day_began(kind: PeriodKind, day: date) -> None:
    before = period_before(kind, day)
    assert before.last_day < day
    assert before.following().last_day >= day


@pytest.mark.parametrize(
    ("key", "opens_on", "due", "provisional", "reason"),
    [
        ("2024Q3", date(2024, 10, 8), date(2024, 10, 18), False, "after National Day, with a make-up Saturday"),
        ("2024Q4", date(2025, 1, 2), date(2025, 1, 15), False, "after New Year's Day"),
        ("2025Q1", date(2025, 4, 1), date(2025, 4, 15), False, "Friday 4 April is Qingming"),
        ("2025Q4", date(2026, 1, 4), date(2026, 1, 15), False, "a make-up Sunday is day one: 4, 5-9, 12-15 January"),
        ("2026Q4", date(2027, 1, 4), date(2027, 1, 15), True, "2027 is not published: shown as provisional"),
        ("2024M09", date(2024, 10, 8), date(2024, 10, 18), False, "September ends with the third quarter"),
        ("2025Q3", date(2025, 10, 9), date(2025, 10, 21), False, "1 to 8 October off, Saturday 11 October worked"),
        ("2025M08", date(2025, 9, 1), date(2025, 9, 12), False, "an ordinary month"),
        (
            "2025W38",
            date(2025, 9, 22),
            date(2025, 9, 28),
            False,
            "Sunday 28 September is worked, and before the next round",
        ),
        ("2025W39", date(2025, 9, 29), date(2025, 9, 30), False, "the next week's round opens after the holidays"),
        ("2025W40", date(2025, 10, 9), date(2025, 10, 11), False, "Saturday 11 October is worked"),
        ("2024W36", date(2024, 9, 9), date(2024, 9, 14), False, "Saturday 14 September is worked in exchange"),
    ],
)
def test_a_round_opens_on_the_first_working_day_after_its_period(
    key: str, opens_on: date, due: date, provisional: bool, reason: str
) -> None:
    found = cycle_dates(parse_period(key), opens=1, due_working_days=10, calendar=CALENDAR)
    assert (found.opens_on, found.due_on, found.provisional) == (opens_on, due, provisional), reason


@pytest.mark.parametrize(
    ("day", "key", "reason"),
    [
        (date(2024, 10, 7), "2024Q2", "the third quarter has ended, but its round opens tomorrow"),
        (date(2024, 10, 8), "2024Q3", "it opens today"),
        (date(2024, 12, 31), "2024Q3", "and stays the newest until the year is over"),
        (date(2025, 1, 1), "2024Q3", "New Year's Day opens nothing"),
    ],
)
def test_the_newest_round_is_known_on_any_day(day: date, key: str, reason: str) -> None:
    assert latest_opened(PeriodKind.QUARTERLY, day, opens=1, calendar=CALENDAR).key == key, reason


@given(KINDS, st.dates(date(2020, 1, 1), date(2028, 12, 31)), st.integers(1, 30))
def test_the_newest_round_has_opened_and_the_next_has_not(kind: PeriodKind, day: date, opens: int) -> None:
    newest = latest_opened(kind, day, opens=opens, calendar=CALENDAR)
    assert CALENDAR.add_working_days(newest.last_day, opens) <= day
    assert CALENDAR.add_working_days(newest.following().last_day, opens) > day


@given(KINDS, st.dates(date(2020, 1, 1), date(2028, 12, 31)), st.integers(1, 3), st.integers(1, 80))
def test_a_round_is_due_on_a_working_day_before_the_next_of_its_kind_opens(
    kind: PeriodKind, day: date, opens: int, days: int
) -> None:
    period = period_of(kind, day)
    found = cycle_dates(period, opens=opens, due_working_days=days, calendar=CALENDAR)
    following = cycle_dates(period.following(), opens=opens, due_working_days=days, calendar=CALENDAR)
    assert CALENDAR.is_working(found.due_on)
    assert found.opens_on <= found.due_on
    assert found.due_on < following.opens_on or following.opens_on == found.opens_on, "two that open at once: the newer"
    assert found.due.working_days <= days


def test_figures_are_cumulative_within_the_year_and_so_are_the_labels() -> None:
    assert [quarter_label(f"2024Q{n}") for n in range(1, 5)] == [
        "2024年第一季度",
        "2024年上半年",
        "2024年前三季度",
        "2024年全年",
    ]
    assert quarter_label("2024Q3", "en") == "first three quarters of 2024"
    assert (quarter_label("2024M09"), quarter_label("2024M09", "en")) == ("2024年9月", "September 2024")
    assert (quarter_label("2024W36"), quarter_label("2024W36", "en")) == ("2024年第36周", "week 36 of 2024")


def test_dates_carry_the_weekday_and_the_year_only_when_it_is_another() -> None:
    today = date(2024, 10, 8)
    assert office_date(date(2024, 10, 18), today) == "10月18日(周五)"
    assert office_date(date(2025, 1, 3), today) == "2025年1月3日(周五)"
    assert office_date(date(2024, 10, 18), today, "en") == "Fri 18 Oct"
    assert office_date(date(2025, 1, 3), today, "en") == "Fri 3 Jan 2025"
    assert (full_date(date(2025, 5, 21)), full_date(date(2025, 5, 21), "en")) == ("2025年5月21日", "21 May 2025")
    assert office_time(time(9, 5)) == "09:05"


def test_time_left_says_what_remains_or_is_overdue() -> None:
    assert [time_left(n) for n in (3, 0, -2)] == ["还剩3个工作日", "今天截止", "已逾期2个工作日"]
    assert [time_left(n, "en") for n in (3, 1, 0, -1)] == [
        "3 working days left",
        "1 working day left",
        "due today",
        "1 working day overdue",
    ]


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("636", "万亩", "636万亩"),
        ("636.00", "万亩", "636万亩"),
        ("1.890", "亿立方米", "1.89亿立方米"),
        ("1E+4", "万元", "10000万元"),
        ("65", "%", "65%"),
        ("100", "个", "100个"),
        ("-0.0", "个", "0个"),
        ("-2.50", "%", "-2.5%"),
        ("0.000001", "km", "0.000001 km"),
    ],
)
def test_amounts_keep_their_digits_and_their_unit(amount: str, unit: str, text: str) -> None:
    assert format_amount(Decimal(amount), unit) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_no_digit_of_an_amount_is_lost(amount: Decimal) -> None:
    assert Decimal(format_amount(amount, "")) == amount
