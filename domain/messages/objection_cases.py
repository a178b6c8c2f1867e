"""Messages about what the office does with an objection: asks back, groups, is reminded; tells a department; the digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@kind("objections.question_form")
@dataclass(frozen=True)
class QuestionForm(Message):
    """A coordinator's question to the objector, at its step: text, preview."""

    dialogue: int
    rev: int
    register_number: str
    step: str
    text: str
    note: Note | None = None


@kind("objections.question")
@dataclass(frozen=True)
class Question(Message):
    """To the objector: what the office asks. `state` is open, answered or closed (it needs no answer any more)."""

    id: int
    register_number: str
    text: str
    state: str = "open"


@dataclass(frozen=True)
class MovedDue:
    register_number: str
    before: date
    due_on: date
    provisional: bool


@kind("objections.due_moved")
@dataclass(frozen=True)
class DueMoved(Message):
    """To coordinators, once: a holiday was published or moved, and with it the day until which these must be answered."""

    moved: tuple[MovedDue, ...]
