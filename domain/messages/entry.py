"""Messages about what a coordinator registers for others, and what is decided of an objection that came late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class NoticeLine:
    """A notice that objections may still come to; `running` or over."""

    at: int
    id: int
    numbers: tuple[str, ...]
    starts_on: date
    ends_on: date
    running: bool


@dataclass(frozen=True)
class TaskChoice:
    id: int
    number: str
    problem: str
    chosen: bool


@kind("entry.form")
@dataclass(frozen=True)
class EntryForm(Message):
    """A coordinator's form, at its step. `late`: by what is known now it came too late.

    `name` and `contact` as they were understood, both empty for an anonymous one.
    """

    dialogue: int
    rev: int
    step: str
    notices: tuple[NoticeLine, ...]
    title: str
    ends_on: date | None
    source: str
    received_on: date
    posted_on: date | None
    no_postmark: bool
    late: bool
    tasks: tuple[TaskChoice, ...]
    anonymous: bool
    name: str
    contact: str
    text: str
    files: int
    note: Note | None = None


@kind("entry.done")
@dataclass(frozen=True)
class EntryDone(Message):
    """It stands in the register. `closed`: numbers of its tasks that are struck off already; `letters` 0: no address."""

    register_number: str
    source: str
    anonymous: bool
    late: bool
    letters: int
    closed: tuple[str, ...]


@kind("entry.code")
@dataclass(frozen=True)
class EntryCode(Message):
    """The receipt code for a caller or a writer: said once, to the coordinator who registered it."""

    register_number: str
    source: str
    code: str


@kind("entry.late")
@dataclass(frozen=True)
class LateCard(Message):
    """To coordinators: it came after the last day. `decision` is none, `accepted` (with a reason) or `kept`."""

    id: int
    rev: int
    register_number: str
    title: str
    source: str
    ends_on: date
    received_on: date
    posted_on: date | None
    decision: str = ""
    reason: str = ""


@kind("entry.late_reason")
@dataclass(frozen=True)
class AskLateReason(Message):
    """Accept it as in time: why?"""

    dialogue: int
    rev: int
    register_number: str
    note: Note | None = None
