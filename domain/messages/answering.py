"""Messages beside the five steps of the form: one measure, earlier evidence, a matter that needs help, who is writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages.base import Message, Note, kind
from domain.messages.collection import Figure, Head


@kind("collection.part")
@dataclass(frozen=True)
class AskPart(Message):
    """The progress of one measure, the `at`-th `of` those the department answers for."""

    head: Head
    at: int
    of: int
    measure: str
    text: str | None
    last_text: str | None


@dataclass(frozen=True)
class Shelved:
    """A file the department sent before; `at` is the number it is chosen by when typed."""

    evidence: int
    at: int
    name: str
    number: str
    key: str


@kind("collection.shelf")
@dataclass(frozen=True)
class AskShelf(Message):
    """Evidence that was sent before, to be attached again. `held` files are attached by now."""

    head: Head
    files: tuple[Shelved, ...]
    page: int
    pages: int
    held: int


@kind("collection.ask_help")
@dataclass(frozen=True)
class AskHelp(Message):
    """What needs the office's help (需协调事项); `text` as it is written by now."""

    head: Head
    text: str | None


@kind("collection.being_written")
@dataclass(frozen=True)
class BeingWritten(Message):
    """To a liaison who opens what a colleague is writing: since when, the draft as it stands, and how to take it over."""

    request: int
    rev: int
    number: str
    problem: str
    key: str
    writer: str
    since: datetime
    touched_at: datetime
    status: str | None
    text: str | None
    figures: tuple[Figure, ...]
    files: int
    note: Note | None = None


@kind("collection.taken_over")
@dataclass(frozen=True)
class TakenOver(Message):
    """To the liaison whose form a colleague goes on with: nothing is lost, and it can be taken back."""

    request: int
    number: str
    key: str
    by: str
    at: datetime


@kind("collection.help")
@dataclass(frozen=True)
class HelpWanted(Message):
    """To coordinators, the moment a report is sent: a matter that needs their help, and who has seen it."""

    report: int
    rev: int
    number: str
    problem: str
    department: str
    key: str
    text: str
    sent_at: datetime
    seen_by: str | None = None
    seen_at: datetime | None = None
    taken_back: bool = False


@kind("collection.more")
@dataclass(frozen=True)
class AskMore(Message):
    """What is added to a report that was sent and is not reviewed yet (补充材料): collected here, then sent."""

    number: str
    key: str
    due_on: date
    dialogue: int
    rev: int
    texts: tuple[str, ...]
    files: tuple[str, ...]
    note: Note | None = None
