"""The form's steps, who is asked, and the days of the ladder."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies

from config.holidays import load_calendar
from domain.collection import (
    EVIDENCE,
    PREVIEW,
    STATUS,
    TEXT,
    Filled,
    Place,
    RowState,
    Step,
    composed,
    is_asked,
    is_late,
    is_sentence,
    number_order,
    owes,
    row_state,
    typed_choice,
)
from domain.due_day import why
from domain.ladder import anchor, escalates_on, newest_rung, rung_day, working_days_left
from domain.quarters import Quarter, cycle_dates
from domain.states import ReportStatus, UnitRole

FIGURE = Place(Step.FIGURE, 7)


def test_a_form_with_figures_has_five_steps_and_one_without_four() -> None:
    whole, short = Filled(asked=(7, 8)), Filled()
    assert [whole.position(place) for place in whole.places] == [(1, 5), (2, 5), (3, 5), (3, 5), (4, 5), (5, 5)]
    assert [short.position(place) for place in short.places] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_each_answer_leads_to_what_is_still_missing() -> None:
    on_track = ReportStatus.ON_TRACK
    assert Filled(on_track, asked=(7,)).after(STATUS) == TEXT
    assert Filled(on_track, has_text=True, asked=(7,)).after(STATUS) == FIGURE
    assert Filled(on_track, has_text=True, asked=(7,), given=frozenset({7})).after(STATUS) == EVIDENCE
    assert Filled(on_track, has_text=True).after(EVIDENCE) == PREVIEW


@pytest.mark.parametrize(
    ("filled", "place"),
    [
        (Filled(), STATUS),
        (Filled(ReportStatus.ON_TRACK), TEXT),
        (Filled(ReportStatus.ON_TRACK, has_text=True, asked=(7,)), FIGURE),
        (Filled(ReportStatus.ON_TRACK, has_text=True), EVIDENCE),
        (Filled(ReportStatus.ON_TRACK, has_text=True, files=1), PREVIEW),
        (Filled(ReportStatus.NO_CHANGE), PREVIEW),
    ],
)
def test_a_draft_is_taken_up_where_it_was_left(filled: Filled, place: Place) -> None:
    assert filled.resume == place


@given(
    strategies.builds(
        Filled,
        status=strategies.sampled_from([None, *ReportStatus]),
        has_text=strategies.booleans(),
        asked=strategies.just((7, 8)),
        given=strategies.frozensets(strategies.sampled_from([7, 8])),
        files=strategies.integers(0, 3),
    )
)
def test_going_on_always_ends_at_the_preview_and_back_at_the_start(filled: Filled) -> None:
    place = STATUS
    for _ in range(10):
        place = filled.after(place)
    assert place == PREVIEW
    for _ in range(10):
        place = filled.before(place)
    assert place == STATUS
    assert all(Place.read(each.word) == each for each in filled.places)


@pytest.mark.parametrize(
    ("place", "text", "choice"),
    [
        (STATUS, "已完成", "done"),
        (STATUS, "完成", "done"),
        (EVIDENCE, "完成", "next"),
        (STATUS, "On Track", "on_track"),
        (FIGURE, "与上季相同", "same"),
        (PREVIEW, " 报送 ", "send"),
        (PREVIEW, "改文字", "edit-text"),
        (TEXT, "改文字", None),
        (TEXT, "逐条填写", "parts"),
        (EVIDENCE, "用以前的材料", "shelf"),
        (TEXT, "完成", None),
        (TEXT, "已完成两处改造", None),
    ],
)
def test_words_that_stand_for_buttons(place: Place, text: str, choice: str | None) -> None:
    assert typed_choice(place, text) == choice


def test_paragraphs_make_the_text_in_their_order() -> None:
    assert composed({"1": " 一 ", "2": "", "3": "三"}) == "一\n三"
    assert composed({"1": "  "}) is None


def test_what_was_written_of_measures_stands_first_in_their_order_and_nothing_is_left_out() -> None:
    written = {"1": "另说", "2": {"measure": 8, "text": "乙"}, "3": {"measure": 7, "text": "甲"}, "4": "又说"}
    assert composed(written, {7: 1, 8: 2}) == "1. 甲\n2. 乙\n另说\n又说"
    assert composed(written, {7: 1}) == "1. 甲\n乙\n另说\n又说"  # the second is no longer asked for
    assert composed({"1": {"measure": 7, "text": "甲"}, "2": {"measure": 7, "text": "补"}}, {7: 1}) == "1. 甲\n补"


@pytest.mark.parametrize(
    ("role", "owns", "owed"),
    [
        (UnitRole.LEAD, False, True),
        (UnitRole.RESPONSIBLE, False, True),
        (UnitRole.COOPERATING, False, False),
        (UnitRole.COOPERATING, True, True),
        (UnitRole.SUPERVISING, True, False),
        (UnitRole.ACCEPTING, True, False),
    ],
)
def test_who_owes(role: UnitRole, owns: bool, owed: bool) -> None:
    assert owes(role, owns_measure=owns) is owed


def test_only_what_is_kept_up_for_good_is_asked_after_it_is_done() -> None:
    assert is_asked("in_progress", None)
    assert not is_asked("closed", "2024年底前")
    assert is_asked("closed", "立行立改,长期坚持")


def test_numbers_are_in_the_order_people_count() -> None:
    assert sorted(["47-12", "9", "47-5", "21", "X3JX"], key=number_order) == ["9", "21", "47-5", "47-12", "X3JX"]


def test_late_begins_after_the_due_day() -> None:
    assert not is_late(date(2024, 10, 18), date(2024, 10, 18))
    assert is_late(date(2024, 10, 19), date(2024, 10, 18))


def test_an_empty_draft_is_not_begun() -> None:
    assert row_state("open", Filled(asked=(7,))) is RowState.EMPTY
    assert row_state("open", Filled(ReportStatus.DONE)) is RowState.DRAFT
    assert row_state("returned", Filled()) is RowState.RETURNED


CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("due", "rung", "day", "reason"),
    [
        (date(2024, 10, 18), -3, date(2024, 10, 15), "three working days before a Friday is Tuesday"),
        (date(2024, 10, 18), 1, date(2024, 10, 21), "over the weekend"),
        (date(2024, 10, 15), -3, date(2024, 10, 11), "Saturday 12 October is worked and counts"),
        (date(2024, 9, 30), 1, date(2024, 10, 8), "over the National Day holidays"),
        (date(2025, 1, 26), 1, date(2025, 1, 27), "Sunday 26 January is worked"),
        (date(2025, 1, 27), 1, date(2025, 2, 5), "over the Spring Festival"),
    ],
)
def test_the_rungs_days(due: date, rung: int, day: date, reason: str) -> None:
    assert rung_day(due, rung, CALENDAR) == day, reason
    assert newest_rung(day, due, (rung,), CALENDAR) == day, reason


def test_a_return_after_the_due_day_moves_the_ladder_and_one_before_does_not() -> None:
    assert anchor(date(2024, 10, 18), None) == date(2024, 10, 18)
    assert anchor(date(2024, 10, 18), date(2024, 10, 16)) == date(2024, 10, 18)
    assert anchor(date(2024, 10, 18), date(2024, 11, 1)) == date(2024, 11, 1)


def test_the_word_upwards_is_the_working_day_after_the_last_rung() -> None:
    assert escalates_on(date(2024, 10, 18), (-3, -1, 0, 1, 2, 3), CALENDAR) == date(2024, 10, 24)
    assert escalates_on(date(2024, 10, 18), (-3,), CALENDAR) == date(2024, 10, 21)
    assert escalates_on(date(2024, 10, 18), (), CALENDAR) is None


@pytest.mark.parametrize(
    ("today", "left", "reason"),
    [
        (date(2024, 10, 8), 9, "the opening day: Saturday the 12th is worked"),
        (date(2024, 10, 18), 0, "the due day"),
        (date(2024, 10, 19), -1, "the Saturday after it: overdue, never 今天截止"),
        (date(2024, 10, 21), -1, "Monday"),
    ],
)
def test_working_days_left(today: date, left: int, reason: str) -> None:
    assert working_days_left(today, date(2024, 10, 18), CALENDAR) == left, reason


def test_why_the_third_quarter_of_2024_is_due_on_18_october() -> None:
    dates = cycle_dates(Quarter(2024, 3), opens=1, due_working_days=10, calendar=CALENDAR)
    found = why(date(2024, 10, 1), dates.opens_on, dates.due_on, CALENDAR)
    assert (found.start, found.due_on, found.working_days) == (date(2024, 10, 8), date(2024, 10, 18), 10)
    assert found.make_up_days == (date(2024, 10, 12),)
    assert found.off == ((date(2024, 10, 1), date(2024, 10, 7)),)
    assert not found.provisional


def test_a_year_that_is_not_published_is_provisional() -> None:
    dates = cycle_dates(Quarter(2029, 4), opens=1, due_working_days=10, calendar=CALENDAR)
    assert dates.provisional
    assert why(date(2030, 1, 1), dates.opens_on, dates.due_on, CALENDAR).provisional


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("验收单已附,现场已复核。", True),
        ("好的。", False),
        ("取水口改造完成两处其余年内完工", True),
        ("收到,谢谢", False),
    ],
)
def test_a_short_sentence_said_to_its_end_is_a_paragraph(said: str, is_one: bool) -> None:
    assert is_sentence(said) is is_one
