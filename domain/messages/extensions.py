"""Messages of an extension (延期): asked for by a liaison, decided by a coordinator, told to the department."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages.base import Message, Note, kind
from domain.messages.collection import Owed


@kind("extension.which")
@dataclass(frozen=True)
class WhichRequest(Message):
    """To a liaison: for which of what is owed? Paged; `asked` are the requests that run already."""

    owed: tuple[Owed, ...]
    asked: tuple[int, ...]
    dialogue: int
    rev: int
    page: int = 0
    note: Note | None = None


@dataclass(frozen=True)
class Offer:
    """A day that a button offers: `days` working days more."""

    days: int
    until: date


@kind("extension.ask")
@dataclass(frozen=True)
class AskExtension(Message):
    """To a liaison: until when, then why. `until` is None while it is being asked."""

    number: str
    problem: str
    key: str
    due_on: date
    days_left: int
    offers: tuple[Offer, ...]
    until: date | None
    dialogue: int
    rev: int
    note: Note | None = None


@kind("extension.state")
@dataclass(frozen=True)
class ExtensionState(Message):
    """To the department's liaisons: what was asked for and what became of it. `state` as in `domain.extensions`."""

    extension: int
    rev: int
    request: int
    number: str
    key: str
    was_due_on: date
    until: date
    reason: str
    state: str
    after_due: bool
    asked_at: datetime
    decided_at: datetime | None = None
    opinion: str | None = None
    may_withdraw: bool = True


@kind("extension.decide")
@dataclass(frozen=True)
class DecideExtension(Message):
    """To coordinators: the same, to be decided; `earlier` extensions were granted for this request before."""

    extension: int
    rev: int
    number: str
    problem: str
    department: str
    key: str
    was_due_on: date
    until: date
    working_days: int
    reason: str
    state: str
    after_due: bool
    asked_at: datetime
    earlier: int = 0
    decided_by: str | None = None
    decided_at: datetime | None = None
    opinion: str | None = None


@kind("extension.opinion")
@dataclass(frozen=True)
class AskOpinion(Message):
    """To the coordinator who refuses: why?"""

    extension: int
    number: str
    department: str
    until: date
    dialogue: int
    rev: int
    note: Note | None = None
