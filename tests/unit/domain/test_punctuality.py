"""In time, late, missing, and who stands where: equals share a place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from domain.punctuality import Kept, Punctuality, kept, ranked, whole_percent

DUE = date(2024, 10, 18)
AFTER = date(2024, 10, 21)


@pytest.mark.parametrize(
    ("due_on", "sent_on", "sent_late", "today", "found", "why"),
    [
        (DUE, DUE, False, AFTER, Kept.ON_TIME, "the due day counts until 24:00"),
        (DUE, AFTER, True, AFTER, Kept.LATE, "after it"),
        (DUE, None, False, AFTER, Kept.MISSING, "nothing came"),
        (DUE, None, False, DUE, Kept.AHEAD, "it may still come today"),
        (date(2024, 10, 25), AFTER, True, date(2024, 11, 1), Kept.ON_TIME, "an extension was granted afterwards"),
        (date(2024, 10, 14), DUE, False, AFTER, Kept.ON_TIME, "the due day came out earlier after it was sent"),
    ],
)
def test_what_became_of_a_due_day(
    due_on: date, sent_on: date | None, sent_late: bool, today: date, found: Kept, why: str
) -> None:
    assert kept(due_on, sent_on=sent_on, sent_late=sent_late, today=today) is found, why


def stands(name: str, *, on_time: int = 0, late: int = 0, missing: int = 0, ahead: int = 0) -> Punctuality:
    owed = on_time + late + missing + ahead
    return Punctuality(1, name, owed, on_time, late, missing, ahead, on_time + late, 0, 0, 0)


def test_equals_share_a_place_and_the_next_one_skips() -> None:
    found = ranked(
        [
            stands("甲", on_time=2, late=1),
            stands("乙", on_time=3),
            stands("丙", ahead=4),
            stands("丁", on_time=6),
            stands("戊", on_time=2, missing=1),
        ]
    )
    assert [(place, one.department) for place, one in found] == [
        (1, "乙"),
        (1, "丁"),
        (3, "甲"),
        (4, "戊"),
        (None, "丙"),
    ]


def test_a_place_is_told_by_the_exact_figure() -> None:
    found = ranked([stands("甲", on_time=199, late=1), stands("乙", on_time=399, late=1)])
    assert [(place, one.department, one.percent) for place, one in found] == [(1, "乙", 99), (2, "甲", 99)]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (None, None),
        (Fraction(0), 0),
        (Fraction(1, 300), 1),
        (Fraction(1, 8), 13),
        (Fraction(2, 3), 67),
        (Fraction(299, 300), 99),
        (Fraction(1), 100),
    ],
)
def test_a_whole_per_cent_hides_no_exception(part: Fraction | None, shown: int | None) -> None:
    assert whole_percent(part) == shown


def test_nobody_is_judged_before_a_due_day() -> None:
    assert stands("甲", ahead=3).percent is None
    assert stands("甲", ahead=3).percent_done == 0
