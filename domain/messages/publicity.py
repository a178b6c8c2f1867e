"""Messages about publicity periods: the form, the notice as the public sees it, the coordinators' card, the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class Period:
    """Both ends included, both counts."""

    starts_on: date
    ends_on: date
    calendar_days: int
    working_days: int


@dataclass(frozen=True)
class Contacts:
    """Who receives objections: often not the issuer. Empty where not given; phones as written."""

    phones: tuple[str, ...]
    emails: tuple[str, ...]
    unit: str = ""
    person: str = ""
    postal: str = ""


@dataclass(frozen=True)
class TaskRef:
    """A task a button leads to."""

    id: int
    rev: int
    number: str


@dataclass(frozen=True)
class TaskChoice:
    """A task that a notice may hold too."""

    id: int
    number: str
    chosen: bool


@dataclass(frozen=True)
class Amended:
    """A correction, an extension or the withdrawal of a notice (`amends`: a word of `AmendmentKind`), and the office's day."""

    amends: str
    on: date


@kind("publicity.announcement")
@dataclass(frozen=True)
class PublicityAnnouncement(Message):
    """To a channel and to subscribers: the notice. `title` and `text` stand as they were approved, or amended since.

    `private`: to a subscriber, who asks for its document by a button; a channel is sent it.
    """

    publicity: int
    title: str
    text: str
    issuer: str
    period: Period
    contacts: Contacts
    ended: bool = False
    amended: tuple[Amended, ...] = ()
    private: bool = False


@kind("publicity.pin")
@dataclass(frozen=True)
class PinAnnouncement(Message):
    """Pins the announcement in its channel (op `pin`)."""

    title: str


@kind("publicity.unpin")
@dataclass(frozen=True)
class UnpinAnnouncement(Message):
    """Takes a withdrawn announcement from the top of its channel (op `unpin`)."""

    ONLY_EDITS = True

    title: str


@kind("publicity.still_pinned")
@dataclass(frozen=True)
class StillPinned(Message):
    """To coordinators: the bot could not do it, someone has to by hand. `where` is the channel's id or @name."""

    title: str
    where: str
    reason: str


@kind("publicity.document")
@dataclass(frozen=True)
class NoticeDocument(Message):
    """The notice with its table, as a Word file of the content store."""

    title: str
    sha256: str
    name: str


@kind("publicity.reminder")
@dataclass(frozen=True)
class PublicityReminder(Message):
    """To a channel: halfway, or the last day. `days_left` counts today."""

    publicity: int
    title: str
    ends_on: date
    days_left: int
    last_day: bool
    contacts: Contacts


@kind("publicity.outcome")
@dataclass(frozen=True)
class PublicityOutcome(Message):
    """To a channel, where switched on: the task has been struck off. `objections` were lodged and dealt with."""

    title: str
    number: str
    objections: int


@kind("publicity.form")
@dataclass(frozen=True)
class PublicityForm(Message):
    """To the coordinator who drafts. `kept`: what the field holds now.

    `step` is dates, phones, emails, receiver, tasks, words, title, text or done; left, dropped or reopened at its end.
    """

    dialogue: int
    rev: int
    step: str
    numbers: tuple[str, ...]
    suggested: Period | None = None
    offered: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    tasks: tuple[TaskChoice, ...] = ()
    complete: bool = False
    note: Note | None = None


@kind("publicity.preview")
@dataclass(frozen=True)
class PublicityPreview(Message):
    """To the coordinator who drafts: the notice exactly as it will appear, in the office's `language`."""

    dialogue: int
    rev: int
    publicity: int
    publicity_rev: int
    announcement: PublicityAnnouncement
    language: str
    announced_at: str
    at_once: bool  # its hour has passed: it leaves as soon as it is confirmed
    rows: tuple[tuple[str, str], ...]
    warnings: tuple[Note, ...]
    more_tasks: bool = False
    unproven: bool = False
    apart: bool = False  # the ledger says something else by now
    note: Note | None = None


@kind("publicity.card")
@dataclass(frozen=True)
class PublicityCard(Message):
    """To coordinators: how a period stands. `closable` tasks have nothing left but the striking off."""

    publicity: int
    rev: int
    state: str
    title: str
    period: Period
    announce_at: str
    announced_on: date | None
    objections: int
    open_objections: int
    closable: tuple[TaskRef, ...]
    asking_cancel: bool = False
    amended: tuple[Amended, ...] = ()
    unproven: tuple[str, ...] = ()


@kind("publicity.ended")
@dataclass(frozen=True)
class PublicityEnded(Message):
    """To coordinators, when the office opens after the last day: the result."""

    publicity: int
    title: str
    period: Period
    objections: int
    open_numbers: tuple[str, ...]
    closable: tuple[TaskRef, ...]


@kind("publicity.missed")
@dataclass(frozen=True)
class PublicityMissed(Message):
    """To coordinators: the program stood still for the whole period, so nothing was announced; it doesn't count."""

    title: str
    period: Period


@dataclass(frozen=True)
class ListedPublicity:
    id: int
    rev: int
    state: str
    numbers: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None


@kind("publicity.list")
@dataclass(frozen=True)
class PublicityList(Message):
    """To a coordinator: periods that are drafted, scheduled, running or over, and tasks that are ready for one."""

    periods: tuple[ListedPublicity, ...]
    ready: tuple[TaskRef, ...]
    page: int
    pages: int


@kind("publicity.spreading")
@dataclass(frozen=True)
class Spreading(Message):
    """To coordinators: how far an announcement to many is. `state` is sending, paused, ended or done; seconds by the limit."""

    announcement: int
    title: str
    state: str
    total: int
    sent: int
    failed: int
    seconds_left: int
    asking: bool = False
