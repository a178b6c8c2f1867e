"""What came in, and what must go out? The two tables that make the rest trustworthy, and the letters.

An update is in `inbox` before Telegram is told it was received. A message is in `outbox` in the transaction of the
fact that causes it. See docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnClause,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    false,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, BigId, Id, Mark, Word, spelled


class InboxState(IntEnum):
    OPEN = 0
    DONE = 1
    PARKED = 2


class OutboxState(IntEnum):
    """`HELD` and `DEAD` are what people see as parked; the last four are final."""

    QUEUED = 0
    SENDING = 1
    SENT = 2
    HELD = 3
    DEAD = 4
    WITHDRAWN = 5
    EXPIRED = 6


class Lane(IntEnum):
    REPLY = 0
    PROMPT = 1
    ANNOUNCEMENT = 2


OPEN_INBOX = text("state = 0")
PARKED_INBOX = text("state = 2")
OPEN_OUTBOX = text("state = 0")
ANNOUNCED = text("state = 0 AND lane = 2")
RINGING = ("collection.prompt", "collection.reminder", "nudging.nudge")  # kinds that say what is owed, aloud
RANG = text("op = 'send' AND kind IN ('collection.prompt', 'collection.reminder', 'nudging.nudge')")
CARDS = text("card IS NOT NULL")
TARGETED = text("target_id IS NOT NULL")
UNMADE = text("state IN ('running', 'ending')")
LEAVING = text("total > sent + failed")

# To compare with: a partial index is sure to be chosen only where the statement itself names the state, bound to nothing.
OPEN = literal_column(str(int(InboxState.OPEN)), SmallInteger)
SET_ASIDE = literal_column(str(int(InboxState.PARKED)), SmallInteger)
QUEUED = literal_column(str(int(OutboxState.QUEUED)), SmallInteger)


def literals(states: Iterable[IntEnum]) -> list[ColumnClause[int]]:
    """States to compare with, in the statement itself."""
    return [literal_column(str(int(state)), SmallInteger) for state in states]


PARKED = literals((OutboxState.HELD, OutboxState.DEAD))


class Inbox(Base):
    """An update as Telegram sent it, sealed, emptied once done. `sender` is the mark of the account: order is kept by it."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_sender_open", "sender", "update_id", sqlite_where=OPEN_INBOX, postgresql_where=OPEN_INBOX),
        Index("ix_inbox_open", "update_id", sqlite_where=OPEN_INBOX, postgresql_where=OPEN_INBOX),
        Index("ix_inbox_parked", "update_id", sqlite_where=PARKED_INBOX, postgresql_where=PARKED_INBOX),
    )

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sender: Mapped[Mark]
    payload_sealed: Mapped[bytes | None]
    state: Mapped[int] = mapped_column(SmallInteger, default=InboxState.OPEN)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    last_error: Mapped[str | None]
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(index=True)


class Outbox(Base):
    """A message that must leave. The unique key starts with `kind` and ends with `recipient`: measured, the fastest order."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("kind", "thing", "occasion", "recipient", name="uq_outbox_occasion"),
        Index("ix_outbox_due", "lane", "not_before", "id", sqlite_where=OPEN_OUTBOX, postgresql_where=OPEN_OUTBOX),
        Index("ix_outbox_announced", "thing", "id", sqlite_where=ANNOUNCED, postgresql_where=ANNOUNCED),
        Index("ix_outbox_rang", "recipient", "not_before", sqlite_where=RANG, postgresql_where=RANG),
        # A subscriber's row has neither: it costs no entry in these two.
        Index("ix_outbox_card", "card", "recipient", sqlite_where=CARDS, postgresql_where=CARDS),
        Index("ix_outbox_target", "target_id", sqlite_where=TARGETED, postgresql_where=TARGETED),
        Index("ix_outbox_parked", "id", sqlite_where=text("state IN (3, 4)"), postgresql_where=text("state IN (3, 4)")),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    channel: Mapped[Word]
    kind: Mapped[Word]
    thing: Mapped[str]
    occasion: Mapped[str]
    recipient: Mapped[str]
    op: Mapped[Word] = mapped_column(default="send")
    target_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
    card: Mapped[str | None]
    lane: Mapped[int] = mapped_column(SmallInteger, default=Lane.PROMPT)
    state: Mapped[int] = mapped_column(SmallInteger, default=OutboxState.QUEUED)
    facts_sealed: Mapped[bytes | None]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    remote_id: Mapped[str | None]
    epoch: Mapped[int] = mapped_column(default=0)
    withdraw_asked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


HAS_RUNG = (Outbox.op == spelled(("send",))[0]) & Outbox.kind.in_(spelled(RINGING))


class Letter(Base):
    """A mail. ONE Message-ID, made once; one outbox row per address, each with its own state."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("thing", "occasion", "part"),)

    id: Mapped[Id]
    kind: Mapped[Word]
    thing: Mapped[str]
    occasion: Mapped[str]
    part: Mapped[int] = mapped_column(default=1)
    parts: Mapped[int] = mapped_column(default=1)
    message_id: Mapped[str] = mapped_column(unique=True)
    objection_id: Mapped[int | None] = mapped_column(ForeignKey("objection.id"), index=True)
    facts_sealed: Mapped[bytes]
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime]


class Announcement(Base):
    """One announcement to many: the facts once, a position in the fan-out, counters moved by the recording unit.

    Its outbox rows hold no facts of their own. `shown_at`: when its progress was last shown to the coordinators.
    """

    __tablename__ = "announcement"
    __table_args__ = (
        UniqueConstraint("publicity_id", "occasion"),
        # Kept for good, one or two under way: the clock asks whose rows are not made yet, each claim what still leaves.
        Index("ix_announcement_unmade", "id", sqlite_where=UNMADE, postgresql_where=UNMADE),
        Index("ix_announcement_leaving", "id", sqlite_where=LEAVING, postgresql_where=LEAVING),
    )

    id: Mapped[Id]
    publicity_id: Mapped[int] = mapped_column(ForeignKey("publicity.id"))
    occasion: Mapped[Word]
    state: Mapped[Word] = mapped_column(default="running")
    position: Mapped[int] = mapped_column(BigInteger, default=0)
    total: Mapped[int] = mapped_column(default=0)
    sent: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    facts_sealed: Mapped[bytes | None]
    paused: Mapped[bool] = mapped_column(default=False, server_default=false())
    shown_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
