"""Which moves may an objection make, in which words is it told, until when must it be answered? The rules alone."""

from __future__ import annotations

from datetime import date

import pytest

from domain.answer_due import answer_due, light, next_rung
from domain.errors import Moved
from domain.lights import Days
from domain.objection_states import MOVES, OPEN, Move, moved, stage
from domain.states import ObjectionState
from domain.workdays import Calendar

PLAIN = Calendar(published=frozenset({2024, 2025}))
ENDED = (ObjectionState.ANSWERED, ObjectionState.WITHDRAWN)


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", ENDED)
def test_nothing_leads_out_of_an_answer_or_a_withdrawal(state: ObjectionState, move: Move) -> None:
    with pytest.raises(Moved) as refused:
        moved(state, move)
    assert refused.value.key == "objection-no-longer-open"


def test_every_open_state_may_be_answered_withdrawn_and_asked() -> None:
    for move in (Move.ANSWER, Move.WITHDRAW, Move.ASK):
        assert MOVES[move][0] == set(OPEN)
    assert moved("registered", Move.BEGIN) == "under_review"
    assert moved("asked", Move.REPLY) == "under_review"
    for state, move in (("under_review", Move.BEGIN), ("asked", Move.BEGIN), ("registered", Move.REPLY)):
        with pytest.raises(Moved):
            moved(state, move)


def test_each_state_has_its_word() -> None:
    told = [stage(state, delivered=delivered, upheld=None) for state in OPEN for delivered in (False, True)]
    assert told == ["received", "routed", "under_review", "under_review", "asked", "asked"]
    assert stage("answered", delivered=True, upheld=True) == "upheld"
    assert stage("answered", delivered=True, upheld=False) == "not_upheld"
    assert stage("withdrawn", delivered=True, upheld=None) == "withdrawn"


def test_the_day_it_came_in_is_not_counted() -> None:
    assert answer_due(date(2024, 11, 1), 5, [], PLAIN).day == date(2024, 11, 8)  # a Friday, then five working days
    assert answer_due(date(2024, 11, 2), 5, [], PLAIN).day == date(2024, 11, 8)  # a Saturday: the same


def test_a_question_adds_the_working_days_it_waited_unless_the_day_was_past() -> None:
    monday = date(2024, 11, 4)
    assert answer_due(monday, 5, [(date(2024, 11, 5), date(2024, 11, 5))], PLAIN).day == date(2024, 11, 11)
    assert answer_due(monday, 5, [(date(2024, 11, 5), date(2024, 11, 8))], PLAIN).day == date(2024, 11, 14)
    assert answer_due(monday, 5, [(date(2024, 11, 12), date(2024, 11, 20))], PLAIN).day == date(2024, 11, 11)


def test_a_day_in_a_year_that_is_not_published_is_provisional() -> None:
    assert answer_due(date(2025, 12, 30), 5, [], PLAIN).provisional
    assert not answer_due(date(2024, 11, 4), 5, [], PLAIN).provisional


def test_the_light_is_white_while_the_objector_owes() -> None:
    days = Days.of(date(2024, 11, 4), (-3,), PLAIN)
    assert light("registered", None, days) == "white"
    assert light("registered", date(2024, 11, 8), days) == "white"
    assert light("under_review", date(2024, 11, 7), days) == "amber"
    assert light("under_review", date(2024, 11, 1), days) == "red"
    assert light("asked", date(2024, 11, 1), days) == "white"
    assert light("answered", date(2024, 11, 1), days) == "green"


def test_reminded_three_days_and_one_before_on_the_day_and_on_each_after() -> None:
    due, told = date(2024, 11, 8), [date(2024, 11, 1)]  # both are Fridays
    while len(told) < 6:
        told.append(next_rung(due, told[-1], PLAIN))
    assert [day.day for day in told[1:]] == [5, 7, 8, 11, 12]
