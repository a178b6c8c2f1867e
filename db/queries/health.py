"""How full are the queues, what is parked, what is down? Asked by health, metrics and doctor."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from db.tables import ChannelTrouble, Inbox, Outbox
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
