"""What was done, by whom, and what does the house remember about itself? Audit, seals, leases, routines, settings of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Id, Word


class Audit(Base):
    """Append-only: who did what to what, when and why. `who` is `person:7`, `objector`, `outsider`, `clock` or `shell`."""

    __tablename__ = "audit"

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str]
    action: Mapped[Word]
    thing: Mapped[str] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str | None]


class AuditSeal(Base):
    """The hash chain over the audit rows up to `through_id`, made by a routine in id order."""

    __tablename__ = "audit_seal"

    id: Mapped[Id]
    through_id: Mapped[int] = mapped_column(unique=True)
    digest: Mapped[Word]
    at: Mapped[datetime]


class Lease(Base):
    """Who may send, who may poll: a name, a holder, an end. `epoch` grows at every take-over."""

    __tablename__ = "lease"

    name: Mapped[Word] = mapped_column(primary_key=True)
    holder: Mapped[Word]
    epoch: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]


class RoutineRun(Base):
    """The last success of a routine, for `doctor`, health and the watchdog."""

    __tablename__ = "routine_run"

    name: Mapped[Word] = mapped_column(primary_key=True)
    last_success: Mapped[datetime | None]
    last_failure: Mapped[datetime | None]
    last_error: Mapped[str | None]


class ChannelTrouble(Base):
    """A channel that is down: since when, why, and whether the office has been told. The row goes when it is over."""

    __tablename__ = "channel_trouble"

    channel: Mapped[Word] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    reason: Mapped[str]
    retry_at: Mapped[datetime]
    told_at: Mapped[datetime | None]


class Meta(Base):
    """What the house knows of itself: the mark key (sealed), the bot's name, the mark of its files' folder."""

    __tablename__ = "meta"

    name: Mapped[Word] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    value_sealed: Mapped[bytes | None]


class SeenFile(Base):
    """Which Telegram file is already in the store: fetching is idempotent by `file_unique_id`."""

    __tablename__ = "seen_file"

    telegram_id: Mapped[Word] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
