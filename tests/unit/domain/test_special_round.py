"""How a coordinator says until when, which tasks and which departments; and what can't be read is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.holidays import load_calendar
from domain.errors import Rejected
from domain.special_round import read_departments, read_due, read_numbers, read_question

CALENDAR = load_calendar()
OPENS = date(2024, 10, 9)
UNITS = {"示范省水利厅": 1, "示范省林业局": 2, "示范省水务集团": 3}


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("5", 5),
        ("5个工作日", 5),
        ("十个工作日内", 10),
        ("10月18日", date(2024, 10, 18)),
        ("10月18日前", date(2024, 10, 18)),
        ("１０月１８号", date(2024, 10, 18)),
        ("10-18", date(2024, 10, 18)),
        ("10/18", date(2024, 10, 18)),
        ("2024-10-18", date(2024, 10, 18)),
        ("2024年10月18日", date(2024, 10, 18)),
        ("18日", date(2024, 10, 18)),
        ("8日", date(2024, 11, 8)),
        ("1月8日", date(2025, 1, 8)),
        ("十月十八日", date(2024, 10, 18)),
        ("10月12日", date(2024, 10, 12)),  # a Saturday that is worked
        ("31日", date(2024, 10, 31)),
    ],
)
def test_a_due_day_as_it_is_typed(typed: str, due: int | date) -> None:
    assert read_due(typed, OPENS, CALENDAR) == due


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("国庆前", "round-due-unclear"),
        ("", "round-due-unclear"),
        ("2月30日", "round-due-unclear"),
        ("0", "round-days-many"),
        ("61个工作日", "round-days-many"),
        ("2024-10-08", "round-due-past"),
        ("2026-10-08", "round-due-far"),
        ("10月13日", "round-due-day-off"),
    ],
)
def test_a_due_day_that_will_not_do(typed: str, key: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_due(typed, OPENS, CALENDAR)
    assert refused.value.key == key


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_to_come_or_refused(typed: str) -> None:
    try:
        due = read_due(typed, OPENS, CALENDAR)
    except Rejected:
        return
    assert (1 <= due <= 60) if isinstance(due, int) else (due >= OPENS and CALENDAR.is_working(due))


def test_the_first_of_several_lines_is_the_name() -> None:
    assert read_question("排查\n请报。\n附清单。").title == "排查"
    assert read_question("排查\n请报。\n附清单。").text == "请报。\n附清单。"
    assert read_question("  请报一份。 \n").title is None


def test_numbers_and_names() -> None:
    known = {"21": 4, "47-5": 7}
    assert read_numbers("序号21、47-5, 21", known) == [4, 7]
    assert read_departments("水利、林业局", UNITS) == [1, 2]
    for typed, key in (
        ("水", "round-department-several"),
        ("财政", "round-department-unknown"),
        ("、", "round-departments-expected"),
    ):
        with pytest.raises(Rejected) as refused:
            read_departments(typed, UNITS)
        assert refused.value.key == key
    with pytest.raises(Rejected) as refused:
        read_numbers("21、22、23", known)
    assert refused.value.facts["numbers"] == "22、23"
