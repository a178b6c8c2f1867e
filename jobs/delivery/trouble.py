"""Is a channel down, and has the office been told? One row while it lasts: told after fifteen minutes, once; and once when it is back."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from db.tables import ChannelTrouble, Outbox
from db.tables.post import QUEUED
from db.units import Reading, Unit
from domain.messages.trouble import ChannelBack, ChannelDown
from jobs import outbox

TOLD_AFTER = timedelta(minutes=15)
RETRY = timedelta(seconds=30)  # how soon a channel is tried again: one row, not the queue
RETRY_FATAL = timedelta(minutes=5)  # a refused login stays refused until a person acts


def down(unit: Unit, channel: str, reason: str, *, retry_after: float | None, fatal: bool) -> datetime:
    """Note that a channel is down; the instant of the next try."""
    wait = timedelta(seconds=retry_after) if retry_after is not None else RETRY_FATAL if fatal else RETRY
    trouble = unit.session.get(ChannelTrouble, channel)
    if trouble is None:
        trouble = ChannelTrouble(channel=channel, since=unit.now, reason=reason, retry_at=unit.now + wait)
        unit.session.add(trouble)
    trouble.reason, trouble.retry_at = reason[:500], unit.now + wait
    return trouble.retry_at


def back(unit: Unit, channel: str) -> None:
    """The channel works again; whoever was told it was down hears so."""
    trouble = unit.session.get(ChannelTrouble, channel)
    if trouble is None:
        return
    if trouble.told_at is not None:
        for to in outbox.coordinators(unit):
            outbox.put(
                unit,
                ChannelBack(channel=channel, waiting=_waiting(unit, channel)),
                to=to,
                thing=f"channel:{channel}",
                occasion=f"back {trouble.since.isoformat()}",
            )
    unit.session.delete(trouble)


def tell(unit: Unit) -> None:
    """Tell the coordinators of a channel that has been down for fifteen minutes. (Telegram's own they can't be told.)"""
    for trouble in unit.session.scalars(select(ChannelTrouble).where(ChannelTrouble.told_at.is_(None))):
        if unit.now - trouble.since < TOLD_AFTER or trouble.channel == "telegram":
            continue
        trouble.told_at = unit.now
        for to in outbox.coordinators(unit):
            outbox.put(
                unit,
                ChannelDown(
                    channel=trouble.channel,
                    minutes=int((unit.now - trouble.since).total_seconds() // 60),
                    waiting=_waiting(unit, trouble.channel),
                    reason=trouble.reason[:200],
                ),
                to=to,
                thing=f"channel:{trouble.channel}",
                occasion=f"down {trouble.since.isoformat()}",
            )


def next_tell(reading: Reading) -> datetime | None:
    since: datetime | None = reading.conn.scalar(
        select(func.min(ChannelTrouble.since)).where(
            ChannelTrouble.told_at.is_(None), ChannelTrouble.channel != "telegram"
        )
    )
    return since + TOLD_AFTER if since is not None else None


def troubled(reading: Reading) -> dict[str, datetime]:
    """Channels that are down, each with the instant it is tried again."""
    return {
        row.channel: row.retry_at
        for row in reading.conn.execute(select(ChannelTrouble.channel, ChannelTrouble.retry_at))
    }


def _waiting(unit: Unit, channel: str) -> int:
    return unit.conn.scalar(select(func.count()).where(Outbox.state == QUEUED, Outbox.channel == channel)) or 0
