"""Messages about objections: to the public, to the coordinators, and the letter that carries an objection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class NoticeLine:
    """A running notice in a list."""

    id: int
    title: str
    numbers: tuple[str, ...]
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class TaskLine:
    id: int
    number: str
    problem: str
    chosen: bool = False


@dataclass(frozen=True)
class Traces:
    """What becomes of place, device and author in the files. `asks`: "", traces or rest; `stubborn`: can't be cleaned."""

    asks: str
    clean: bool | None
    rest: bool | None
    stubborn: tuple[str, ...]


# -- to the public ------------------------------------------------------------------------------------------------


@kind("objections.notices")
@dataclass(frozen=True)
class Notices(Message):
    """What is being published now, each with a way to object."""

    notices: tuple[NoticeLine, ...]


@kind("objections.no_notices")
@dataclass(frozen=True)
class NoNotices(Message):
    phones: tuple[str, ...]
    email: str | None


@kind("objections.period_closed")
@dataclass(frozen=True)
class PeriodClosed(Message):
    """The period of this notice is not running: over, or (`ahead`) not begun. `kept`: a draft that came too late."""

    title: str
    ahead: bool
    withdrawn: bool
    starts_on: date | None
    ends_on: date | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    kept: bool = False


@kind("objections.form")
@dataclass(frozen=True)
class ObjectionForm(Message):
    """The objector's form, at its step. `number` of `of` steps, `days_left` with today."""

    dialogue: int
    rev: int
    step: str
    number: int
    of: int
    title: str
    ends_on: date
    days_left: int
    emails: tuple[str, ...]
    retention_days: int
    anonymous: bool | None
    name: str
    contact: str
    tasks: tuple[TaskLine, ...]
    text: str
    files: tuple[str, ...]
    note: Note | None = None
    traces: Traces | None = None


@kind("objections.long_text")
@dataclass(frozen=True)
class LongText(Message):
    """A text too long for a card, in parts. `protect`: an objection's words to a coordinator."""

    title: str
    text: str
    part: int
    parts: int
    protect: bool = False


@kind("objections.receipt")
@dataclass(frozen=True)
class ReceiptCode(Message):
    """The one message that holds the receipt code. Never edited, never said again."""

    code: str


@kind("objections.state")
@dataclass(frozen=True)
class StateCard(Message):
    """To the objector, by register number. `delivery` is none, underway or delivered; `asking`: really withdraw?

    `question`: what the office asks and waits to hear. `due_on`: the last day for the office's answer, where it has set
    itself one and the time is not standing; `provisional` where the year's holidays are not published.
    """

    id: int
    rev: int
    register_number: str
    title: str
    state: str
    delivery: str
    seen: bool
    upheld: bool | None = None
    asking: bool = False
    note: Note | None = None
    question: str = ""
    due_on: date | None = None
    provisional: bool = False


@kind("objections.ask_code")
@dataclass(frozen=True)
class AskCode(Message):
    dialogue: int
    rev: int
    note: Note | None = None


@kind("objections.addition")
@dataclass(frozen=True)
class AdditionForm(Message):
    """What is added to an objection; where the office has asked, the answer to its `question`."""

    dialogue: int
    rev: int
    register_number: str
    anonymous: bool
    text: str
    files: tuple[str, ...]
    note: Note | None = None
    question: str = ""
    traces: Traces | None = None


@kind("objections.answered")
@dataclass(frozen=True)
class Answered(Message):
    """The office's answer. `ask`: is it settled? Asked once; `settled` holds what was said."""

    id: int
    rev: int
    register_number: str
    upheld: bool
    answer: str
    numbers: tuple[str, ...]
    settled: bool | None = None


@kind("objections.ask_words")
@dataclass(frozen=True)
class AskWords(Message):
    """Not settled: in which respect?"""

    dialogue: int
    rev: int
    register_number: str
    note: Note | None = None


# -- to coordinators ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SaidLine:
    """What was asked and answered since: `kind` is question, reply or unsettled."""

    kind: str
    text: str
    at: datetime


@kind("objections.card")
@dataclass(frozen=True)
class ObjectionCard(Message):
    """One objection. Whose it is stands nowhere here: the contact of a named one is asked for, and that is audited.

    `seen_by` and `taken_by` are the office's own people. `askable`: there is a way back to whoever lodged it.
    `settled`: what the objector said of the answer. `group`: the others that are answered with it; `alike`: those whose
    text is so like it, `alike_percent` at most, that they may be the same.
    """

    id: int
    rev: int
    register_number: str
    title: str
    tasks: tuple[TaskLine, ...]
    anonymous: bool
    state: str
    text: str
    files: int
    lodged_at: datetime
    seen: bool
    additions: int = 0
    upheld: bool | None = None
    answer: str = ""
    delivered: bool = False
    seen_by: str = ""
    taken_by: str = ""
    askable: bool = True
    said: tuple[SaidLine, ...] = ()
    settled: bool | None = None
    due_on: date | None = None
    provisional: bool = False
    light: str = ""
    answered_way: str = ""
    source: str = "chat"
    late: bool = False
    group: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    alike_percent: int = 0


@dataclass(frozen=True)
class ListLine:
    """`stage` as in `domain.objection_states`; `days` since it was received."""

    id: int
    register_number: str
    numbers: str
    stage: str
    seen: bool
    days: int
    due_on: date | None
    light: str


@kind("objections.list")
@dataclass(frozen=True)
class ObjectionList(Message):
    """A page of the register. `which` as in `domain.case_list`, `notice` the only one shown (0: all), of `notices`."""

    VERSION = 2

    lines: tuple[ListLine, ...]
    page: int
    pages: int
    total: int
    which: str = "open"
    notice: int = 0
    title: str = ""
    notices: int = 1

    @classmethod
    def upgrade(cls, _version: int, facts: dict[str, Any]) -> dict[str, Any]:
        """It held the open ones alone: (id, register number, task numbers, seen, days open)."""
        names = ("id", "register_number", "numbers", "seen", "days")
        rest = {"stage": "received", "due_on": None, "light": "white"}
        return facts | {"lines": [dict(zip(names, line, strict=True)) | rest for line in facts["lines"]]}


@dataclass(frozen=True)
class NoticeCount:
    id: int
    title: str
    open: int
    total: int


@kind("objections.list_notices")
@dataclass(frozen=True)
class ChooseNotice(Message):
    """Of which notice shall the list show the objections? The newest first."""

    which: str
    notices: tuple[NoticeCount, ...]


@kind("objections.contact")
@dataclass(frozen=True)
class Contact(Message):
    register_number: str
    name: str
    contact: str


@kind("objections.file")
@dataclass(frozen=True)
class FileCopy(Message):
    """`left_out`: it comes unasked, because it was too big for the mail."""

    register_number: str
    name: str
    sha256: str
    left_out: bool = False


@kind("objections.reply")
@dataclass(frozen=True)
class ReplyForm(Message):
    """A coordinator's answer, at its step: upheld, text, preview, sure.

    `others` of its group get the same answer. `ways` as in `domain.objection_replies.Way`.
    """

    dialogue: int
    rev: int
    step: str
    register_number: str
    numbers: tuple[str, ...]
    upheld: bool | None
    text: str
    note: Note | None = None
    others: tuple[str, ...] = ()
    ways: tuple[str, ...] = ("send",)


@kind("objections.unsettled")
@dataclass(frozen=True)
class Unsettled(Message):
    """The objector says the answer did not settle it, in their words."""

    register_number: str
    words: str


# -- by mail ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FileLine:
    """A file as a letter names it. `sha256` where the file itself could not come along."""

    name: str
    size: int
    sha256: str


@kind("objections.letter")
@dataclass(frozen=True)
class ObjectionLetter(Message):
    """`about`: lodged, addition, reply (to the office's `question`) or withdrawn. The receipt code is never here, nor an anonymous objector's anything."""

    about: str
    register_number: str
    title: str
    tasks: tuple[TaskLine, ...]
    anonymous: bool
    name: str
    contact: str
    text: str
    said_at: datetime
    files: tuple[FileLine, ...]
    left_out: tuple[FileLine, ...]
    part: int
    parts: int
    office: str
    addition: int = 0
    question: str = ""
