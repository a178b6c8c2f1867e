"""Messages about mail that came in: to the coordinators, who decide about what no header settles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class CaseLine:
    """An objection a mail may be about. `open`: it waits for its answer still."""

    objection: int
    register_number: str
    open: bool


@dataclass(frozen=True)
class PeriodLine:
    """A notice a mail may be an objection to."""

    publicity: int
    title: str
    numbers: tuple[str, ...]
    late: bool


@kind("mailbox.card")
@dataclass(frozen=True)
class MailCard(Message):
    """One mail. Its sender is told only where it is one of the notice's own addresses (`contact`), else asked for on record.

    `kind` is reply, new, bounce, auto_reply, workbook or unknown; `state` waiting, filed or dismissed. `case` is the
    objection it is filed with, `cases` those it may be about. `why` and `lacks`: keys of sentences. `choosing`: to which
    of `periods`? `refused`: why a workbook was not taken. `size` in bytes where it was too big to be read whole.
    """

    mail: int
    rev: int
    kind: str
    state: str
    received_at: datetime
    subject: str
    text: str
    files: int
    case: CaseLine | None = None
    cases: tuple[CaseLine, ...] = ()
    periods: tuple[PeriodLine, ...] = ()
    why: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    contact: str = ""
    answered: bool = False
    registered: bool = False
    choosing: bool = False
    size: int = 0
    decided_by: str | None = None
    refused: Note | None = None
    note: Note | None = None


@dataclass(frozen=True)
class MailLine:
    mail: int
    kind: str
    received_at: datetime
    subject: str


@kind("mailbox.list")
@dataclass(frozen=True)
class MailList(Message):
    """Mails that wait for a person, the oldest first. `mailboxes` False: none is read at all."""

    lines: tuple[MailLine, ...]
    page: int
    pages: int
    total: int
    mailboxes: bool = True


@kind("mailbox.waiting")
@dataclass(frozen=True)
class MailsWaiting(Message):
    """To coordinators, once a day at most: so many mails fit nothing and wait in the list."""

    total: int


@kind("mailbox.sender")
@dataclass(frozen=True)
class MailSender(Message):
    """Who wrote a mail, to the coordinator who asked; that they asked is on record."""

    subject: str
    name: str
    address: str


@kind("mailbox.file")
@dataclass(frozen=True)
class MailFileCopy(Message):
    subject: str
    name: str
    sha256: str


@kind("mailbox.assign")
@dataclass(frozen=True)
class AssignForm(Message):
    """To which objection does this mail belong? Its register number is awaited."""

    dialogue: int
    rev: int
    subject: str
    note: Note | None = None


@kind("mailbox.bounced")
@dataclass(frozen=True)
class Bounced(Message):
    """To coordinators: an address did not get a letter that its server had taken. `settled` is "", sent or other.

    `row` of the outbox. `about`: objection, answer (then `address` is empty: an objector's is told to nobody here),
    department (`department` is its name) or other.
    """

    row: int
    register_number: str
    department: str
    address: str
    reason: str
    status: str
    settled: str = ""
    about: str = "objection"


@kind("mailbox.down")
@dataclass(frozen=True)
class MailboxDown(Message):
    """To coordinators, once: a mailbox can't be read since `minutes`. What comes meanwhile stays in it.

    `reason` is login, connection, tls, folder or mails.
    """

    purpose: str
    host: str
    minutes: int
    reason: str


@kind("mailbox.back")
@dataclass(frozen=True)
class MailboxBack(Message):
    """To coordinators, once more when it is over."""

    purpose: str
    host: str
