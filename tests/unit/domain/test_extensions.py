"""The days an extension can name, as people write them."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.holidays import load_calendar
from domain.errors import Rejected
from domain.extensions import offered, read_day

CALENDAR = load_calendar()
DUE, TODAY = date(2024, 10, 18), date(2024, 10, 16)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("10月25日", date(2024, 10, 25)),
        ("10月25号", date(2024, 10, 25)),
        ("到10月25日", date(2024, 10, 25)),
        ("10-25", date(2024, 10, 25)),
        ("10.25", date(2024, 10, 25)),
        ("１０月２５日", date(2024, 10, 25)),
        ("2024-10-25", date(2024, 10, 25)),
        ("2024年10月25日", date(2024, 10, 25)),
        ("1月5日", date(2025, 1, 5)),
        ("+5", date(2024, 10, 25)),
        ("5个工作日", date(2024, 10, 25)),
    ],
)
def test_a_day_is_read_as_people_write_it(given: str, day: date) -> None:
    assert read_day(given, DUE, TODAY, CALENDAR) == day


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("下周", "extension-not-a-day"),
        ("2月30日", "extension-not-a-day"),
        ("13-1", "extension-not-a-day"),
        ("+99", "extension-not-a-day"),
        ("10月18日", "extension-not-later"),
        ("10月10日", "extension-not-later"),
        ("2026-10-25", "extension-too-far"),
    ],
)
def test_what_is_no_later_day_is_told_so(given: str, key: str) -> None:
    with pytest.raises(Rejected, match=key):
        read_day(given, DUE, TODAY, CALENDAR)


def test_after_the_due_day_the_days_are_counted_from_today_and_the_past_is_refused() -> None:
    today = date(2024, 10, 22)
    assert offered(DUE, today, CALENDAR)[0] == (3, date(2024, 10, 25))
    with pytest.raises(Rejected, match="extension-is-past"):
        read_day("10月21日", DUE, today, CALENDAR)


def test_the_days_offered_pass_over_holidays() -> None:
    assert offered(date(2024, 9, 29), date(2024, 9, 20), CALENDAR) == [
        (3, date(2024, 10, 9)),
        (5, date(2024, 10, 11)),
        (10, date(2024, 10, 17)),
    ]


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_later_day_or_a_sentence(text: str) -> None:
    with contextlib.suppress(Rejected):
        assert read_day(text, DUE, TODAY, CALENDAR) > DUE
