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


@dataclass(frozen=True)
class WaitingLine:
    id: int
    register_number: str
    numbers: str
    seen: bool
    due_on: date | None
    light: str


@kind("objections.waiting")
@dataclass(frozen=True)
class ObjectionsWaiting(Message):
    """To coordinators, a card a day at most: what nobody has read, or has to be answered soon. `total` with those not listed."""

    lines: tuple[WaitingLine, ...]
    total: int


@kind("objections.unseen_long")
@dataclass(frozen=True)
class UnseenLong(Message):
    """To the office's leaders: these lie unread though the coordinators were reminded at least so many `times`.

    `reminded`: how often of each. They hear again `again_after` working days later, where nobody has read it by then.
    """

    numbers: tuple[str, ...]
    times: int
    reminded: tuple[int, ...] = ()
    again_after: int = 0


@dataclass(frozen=True)
class DigestLine:
    """`stage` as in `domain.objection_states`; `days` since it was received."""

    register_number: str
    numbers: str
    days: int
    stage: str
    due_on: date | None


@kind("objections.digest")
@dataclass(frozen=True)
class DigestLetter(Message):
    """By mail to a contact address: what is open there. Nothing in it is personal."""

    day: date
    lines: tuple[DigestLine, ...]
    office: str


@kind("objections.answer_letter")
@dataclass(frozen=True)
class AnswerLetter(Message):
    """By mail to an objector who has no account here, but left an address: the office's answer.

    `answers`: where they wrote by mail, the Message-IDs of that conversation, the one that is answered last.
    """

    register_number: str
    title: str
    upheld: bool
    answer: str
    office: str
    phones: tuple[str, ...]
    answers: tuple[str, ...] = ()


@kind("objections.task_back")
@dataclass(frozen=True)
class TaskBack(Message):
    """To the liaisons of the units that owe it: the task is in progress again. Who objected, and in which words, is not said."""

    number: str
    problem: str
    registers: tuple[str, ...]
    phones: tuple[str, ...]
