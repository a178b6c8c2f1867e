"""In which state is an objection, which moves lead on, and in which word is it told?

registered -> under_review (a coordinator takes it) -> asked (the objector owes an answer) -> under_review -> answered.
Whoever lodged it may withdraw it, and the office may answer it, in every state but the last two. That its letters have
arrived, and whether it was upheld, is not a state: the word that people read is made of both.
"""

from __future__ import annotations

from enum import StrEnum

from domain.errors import Moved
from domain.states import ObjectionState

OPEN = (ObjectionState.REGISTERED, ObjectionState.UNDER_REVIEW, ObjectionState.ASKED)


class Move(StrEnum):
    BEGIN = "begin"
    ASK = "ask"
    REPLY = "reply"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


_ANY_OPEN = frozenset(OPEN)
MOVES: dict[Move, tuple[frozenset[ObjectionState], ObjectionState]] = {
    Move.BEGIN: (frozenset({ObjectionState.REGISTERED}), ObjectionState.UNDER_REVIEW),
    # A second question before the first was answered is asked all the same: the answer is one to both.
    Move.ASK: (_ANY_OPEN, ObjectionState.ASKED),
    Move.REPLY: (frozenset({ObjectionState.ASKED}), ObjectionState.UNDER_REVIEW),
    Move.ANSWER: (_ANY_OPEN, ObjectionState.ANSWERED),
    Move.WITHDRAW: (_ANY_OPEN, ObjectionState.WITHDRAWN),
}


def moved(state: str, move: Move) -> ObjectionState:
    """The state that `move` leads to. Raises `Moved` where it leads nowhere."""
    sources, to = MOVES[move]
    if ObjectionState(state) not in sources:
        raise Moved("objection-no-longer-open" if ObjectionState(state) not in OPEN else "moved-on")
    return to


class Stage(StrEnum):
    """What people are told, the office and the objector alike."""

    RECEIVED = "received"
    ROUTED = "routed"
    UNDER_REVIEW = "under_review"
    ASKED = "asked"
    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    WITHDRAWN = "withdrawn"


def stage(state: str, *, delivered: bool, upheld: bool | None) -> Stage:
    match ObjectionState(state):
        case ObjectionState.REGISTERED:
            return Stage.ROUTED if delivered else Stage.RECEIVED
        case ObjectionState.ANSWERED:
            return Stage.UPHELD if upheld else Stage.NOT_UPHELD
        case other:
            return Stage(other.value)
