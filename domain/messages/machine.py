"""Messages that show coordinators how the machine is: what can't be delivered, and whether all runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, kind


@dataclass(frozen=True)
class ParkedLine:
    """`table` is out (a message) or in (what somebody sent); `what` and `why` are keys of the texts; `about` names the thing."""

    table: str
    row: int
    what: str
    about: str
    where: str
    why: str
    said: str
    since: datetime | None


@kind("machine.parked")
@dataclass(frozen=True)
class ParkedList(Message):
    """A page of what can't be delivered; its lines are numbered from `first`."""

    first: int
    lines: tuple[ParkedLine, ...]
    page: int
    pages: int
    total: int


@kind("machine.ask_drop")
@dataclass(frozen=True)
class AskDrop(Message):
    """Really give it up?"""

    line: ParkedLine


@dataclass(frozen=True)
class RoutineLine:
    name: str
    at: datetime | None
    failed: bool


@dataclass(frozen=True)
class MailboxLine:
    """A mailbox that is read. `failing_since`: it can't be."""

    name: str
    purpose: str
    checked_at: datetime | None
    failing_since: datetime | None


@kind("machine.health")
@dataclass(frozen=True)
class HealthCard(Message):
    """`down`: (channel, minutes). `channels`: (title, how many messages to it can't be delivered). Disk in bytes, 0 unknown."""

    at: datetime
    waiting: tuple[tuple[str, int], ...]
    oldest_minutes: int
    unread: int
    parked: int
    down: tuple[tuple[str, int], ...]
    mail_sent_at: datetime | None
    mail_set: bool
    routines: tuple[RoutineLine, ...]
    channels: tuple[tuple[str, int], ...]
    mailboxes: tuple[MailboxLine, ...]
    disk_free: int
    disk_total: int
