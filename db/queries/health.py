"""How full are the queues, what is parked, what is down? Asked by health, metrics and doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from db.tables import ChannelTrouble, Inbox, Mailbox, Outbox, OutboxState, RoutineRun
from db.tables.post import OPEN, PARKED, QUEUED, SET_ASIDE
from db.units import Reading


@dataclass(frozen=True)
class Health:
    """Counts, and ages in seconds."""

    inbox_open: int
    inbox_parked: int
    waiting: dict[str, int]
    outbox_parked: int
    oldest_seconds: float
    down: dict[str, float]


def health(reading: Reading) -> Health:
    def count(*where: ColumnElement[bool]) -> int:
        return reading.conn.scalar(select(func.count()).where(*where)) or 0

    due = (Outbox.state == QUEUED, Outbox.not_before <= reading.now)
    waiting = reading.conn.execute(select(Outbox.channel, func.count()).where(*due).group_by(Outbox.channel))
    oldest = reading.conn.scalar(select(func.min(Outbox.not_before)).where(*due))
    down = reading.conn.execute(select(ChannelTrouble.channel, ChannelTrouble.since))
    return Health(
        inbox_open=count(Inbox.state == OPEN),
        inbox_parked=count(Inbox.state == SET_ASIDE),
        waiting={row[0]: row[1] for row in waiting},
        outbox_parked=count(Outbox.state.in_(PARKED)),
        oldest_seconds=(reading.now - oldest).total_seconds() if oldest is not None else 0.0,
        down={row.channel: (reading.now - row.since).total_seconds() for row in down},
    )


@dataclass(frozen=True)
class Run:
    """`failed`: its last run within a week failed, and `error` says how."""

    name: str
    last_success: datetime | None
    failed: bool
    error: str


def routines(reading: Reading) -> list[Run]:
    """The routines that run once a day, and any other that has failed of late."""
    rows = reading.session.scalars(select(RoutineRun).order_by(RoutineRun.name))
    found = [Run(row.name, row.last_success, _failed(reading, row), row.last_error or "") for row in rows]
    return [run for run in found if run.failed or run.last_success is not None]


def _failed(reading: Reading, row: RoutineRun) -> bool:
    if row.last_failure is None or reading.now - row.last_failure >= timedelta(days=7):
        return False
    return row.last_success is None or row.last_failure > row.last_success


def mailboxes(reading: Reading) -> list[Mailbox]:
    return list(reading.session.scalars(select(Mailbox).order_by(Mailbox.purpose, Mailbox.name)))


def last_sent(reading: Reading, channel: str) -> datetime | None:
    """When something last left through a channel."""
    newest = select(Outbox.settled_at).where(Outbox.channel == channel, Outbox.state == OutboxState.SENT)
    return reading.conn.scalar(newest.order_by(Outbox.id.desc()).limit(1))


def parked_channels(reading: Reading) -> dict[str, int]:
    """By channel of announcements: how many messages to it can't be delivered."""
    rows = reading.conn.execute(
        select(Outbox.recipient, func.count())
        .where(Outbox.state.in_(PARKED), Outbox.recipient.startswith("channel:", autoescape=True))
        .group_by(Outbox.recipient)
    )
    return {row[0].removeprefix("channel:"): row[1] for row in rows}
