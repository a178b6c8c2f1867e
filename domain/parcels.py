"""What is handed to a channel, and what may it answer? The words between delivery and the channels.

Undelivered
  Refused        this row can't be delivered, ever: parked with its reason
  Later          this row could not be delivered now: tried again after a while
  TargetGone     the message to edit was deleted: the card is sent anew
  Migrated       the group has a new id: the row is sent there
  TooLarge       the other side takes no mail of this size: some files stay behind
  ChannelDown    nothing can be delivered through this channel now; no row loses an attempt
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from domain.messages.base import Message


@dataclass(frozen=True)
class LetterHead:
    """The parts of a mail that were settled when the letter was written: said once more, it is the same mail.

    `left_out`: files that stayed behind since, (name, size in bytes, sha256). `first`: the Message-ID of the letter that
    began the matter.
    """

    id: int
    message_id: str
    part: int
    parts: int
    files: tuple[tuple[str, str, str], ...]  # (sha256, name, media type)
    written_at: datetime
    left_out: tuple[tuple[str, int, str], ...] = ()
    first: str | None = None


@dataclass(frozen=True)
class Parcel:
    """One outbox row, ready to leave. `address` is a chat id or a mail address, opened for the sender alone.

    `paid`: it may pass the free limit of messages a second, for Stars.
    """

    row: int
    channel: str
    recipient: str
    op: str
    message: Message
    language: str
    address: str = field(repr=False)
    target: str | None = None
    attempts: int = 0
    letter: LetterHead | None = None
    lane: int = 1
    thing: str = ""
    paid: bool = False


@dataclass(frozen=True)
class Receipt:
    """What the other side calls it: Telegram's message id, a mail's Message-ID. An album is several `messages`.

    `limit`: the largest mail it says it takes, in bytes.
    """

    remote_id: str | None
    messages: int = 1
    limit: int | None = None


class Channel(Protocol):
    """A way out of the house."""

    name: str

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Hand it over, once. Raises one of `Undelivered`; anything else is a bug and holds the row."""
        ...


@runtime_checkable
class Prepares(Channel, Protocol):
    """A channel that makes ready what leaves soon, while something else is on its way."""

    def prepare(self, parcels: Sequence[Parcel]) -> None:
        """These were claimed and will be handed to `deliver` in this order, unless they are dropped. Returns at once."""
        ...


class Undelivered(Exception):
    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after  # seconds, as the other side told


class Refused(Undelivered):
    """`unreachable`: the person blocked the bot or is gone, so every other row to them waits too."""

    def __init__(self, reason: str, *, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.unreachable = unreachable


class Later(Undelivered):
    """`retry_after` None means back-off."""


class TooLarge(Undelivered):
    """Nothing was handed over. The mail is `over` bytes above the `limit` that the other side tells."""

    def __init__(self, limit: int, over: int) -> None:
        super().__init__(f"the mail server takes {limit} bytes at most")
        self.limit = limit
        self.over = over


class TargetGone(Undelivered):
    """Send a new one in its place."""


class Migrated(Undelivered):
    def __init__(self, reason: str, new_address: str) -> None:
        super().__init__(reason)
        self.new_address = new_address


class ChannelDown(Undelivered):
    """`fatal`: a person must act (token revoked, login refused); asking again soon would only annoy."""

    def __init__(self, reason: str, *, retry_after: float | None = None, fatal: bool = False) -> None:
        super().__init__(reason, retry_after=retry_after)
        self.fatal = fatal
