"""Can the office correct and complete the calendar, and is a mistake in its file told?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from config.holidays import HolidaysError, calendar_now, load_calendar, overrides_file
from domain.workdays import due_on

Office = Callable[[str], Path]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    file = overrides_file(tmp_path)
    file.parent.mkdir(parents=True)

    def written(text: str) -> Path:
        file.write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_without_a_file_the_published_years_are_known_and_2027_is_not(tmp_path: Path) -> None:
    calendar = load_calendar(tmp_path)
    assert calendar.is_published(2026)
    assert not calendar.is_published(2027)


def test_a_published_year_makes_its_dates_certain(office: Office) -> None:
    calendar = load_calendar(
        office(
            '[2027]\nholidays = ["2026-12-31", "2027-01-01", "2027-01-04"]\nworking = ["2027-01-09"]\ncomplete = true\n'
        )
    )
    due = due_on(date(2027, 1, 2), 5, calendar)
    assert (due.start, due.date, due.provisional) == (date(2027, 1, 5), date(2027, 1, 9), False)
    assert due.make_up_days == (date(2027, 1, 9),)
    assert not calendar.is_working(date(2026, 12, 31)), "the bridge reaches back into December"
    assert calendar.is_settled(date(2026, 12, 31))


def test_a_holiday_named_ahead_of_the_notice_counts_but_stays_provisional(office: Office) -> None:
    calendar = load_calendar(office("[2027]\nholidays = [2027-10-01]\n"))
    assert not calendar.is_working(date(2027, 10, 1))
    assert due_on(date(2027, 9, 30), 2, calendar).provisional


def test_a_day_of_a_published_year_can_be_moved(office: Office) -> None:
    calendar = load_calendar(office('[2024]\nholidays = ["2024-10-12"]\nworking = ["2024-10-07", "2024-10-13"]\n'))
    assert not calendar.is_working(date(2024, 10, 12))
    assert calendar.is_working(date(2024, 10, 7))
    assert calendar.is_working(date(2024, 10, 13))
    assert calendar.is_working(date(2024, 10, 8)), "what it doesn't name stays as published"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[2027\n", "can't be read"),
        ("[next]\nholidays = []\n", "named for its year"),
        ('[2027]\nholliday = ["2027-01-01"]\n', "'holliday' is not one of"),
        ('[2027]\nholidays = ["1 January"]\n', "'1 January' in holidays is not a date"),
        ('[2027]\nholidays = ["2026-05-01"]\n', "is of another year"),
        ('[2027]\nholidays = ["2027-02-20"]\nworking = ["2027-02-20"]\n', "both a holiday and worked"),
        ("[2027]\ncomplete = true\n", "no holiday is listed"),
        ('[2027]\ncomplete = "yes"\n', "true or false"),
        ('[2027]\nholidays = "2027-01-01"\n', "is a list"),
    ],
)
def test_a_mistake_in_the_file_is_told_in_a_sentence(office: Office, text: str, told: str) -> None:
    with pytest.raises(HolidaysError, match=told):
        load_calendar(office(text))


def test_a_file_broken_while_the_program_runs_changes_nothing_until_it_is_mended(office: Office) -> None:
    folder = office('[2025]\nworking = ["2025-05-31"]\n')
    assert calendar_now(folder).is_working(date(2025, 5, 31))
    office("[2025\n")
    assert calendar_now(folder).is_working(date(2025, 5, 31))
    office("")
    assert not calendar_now(folder).is_working(date(2025, 5, 31))


def test_a_file_that_never_was_whole_is_no_calendar(office: Office) -> None:
    with pytest.raises(HolidaysError):
        calendar_now(office("[2025\n"))
