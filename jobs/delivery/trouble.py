"""Is a channel down, and has the office been told? One row while it lasts: told after fifteen minutes, once; and once when it is back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from db.tables import ChannelTrouble, Letter, Objection, Outbox, OutboxState, Publicity
from db.tables.post import QUEUED
from db.units import Reading, Unit
from domain.messages.base import Message
from domain.messages.objections import ObjectionLetter
from domain.messages.trouble import ChannelBack, ChannelDown
from jobs import outbox

TOLD_AFTER = timedelta(minutes=15)
CAUGHT_UP = timedelta(minutes=1)  # after the first letter has left again: then most of the queue has
AT_ONCE = 500  # ids a statement
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


_SINCE = select(ChannelTrouble.since).where(ChannelTrouble.channel == bindparam("channel"))  # asked at each recording


def back(unit: Unit, channel: str) -> None:
    """The channel works again; whoever was told it was down hears so, when the queue has had its time to leave."""
    if unit.conn.scalar(_SINCE, {"channel": channel}) is None:
        return
    trouble = unit.session.get_one(ChannelTrouble, channel)
    unit.nudge(outbox.NUDGES[channel])  # what waited for it
    if trouble.told_at is not None:
        for to in outbox.coordinators(unit):
            outbox.put(
                unit,
                ChannelBack(channel=channel, waiting=_waiting(unit, channel), since=trouble.since),
                to=to,
                thing=f"channel:{channel}",
                occasion=f"back {trouble.since.isoformat()}",
                not_before=unit.now + CAUGHT_UP,
            )
    unit.session.delete(trouble)


def recheck(unit: Unit, _thing: str, _recipient: str, message: Message) -> Message | None:
    """What has left since it broke down and what still waits, counted when it is told."""
    assert isinstance(message, ChannelBack)
    if message.since is None:  # of an earlier release
        return message
    sent = unit.conn.scalar(
        select(func.count()).where(
            Outbox.channel == message.channel, Outbox.state == OutboxState.SENT, Outbox.settled_at >= message.since
        )
    )
    return replace(
        message,
        waiting=_waiting(unit, message.channel),
        delivered=sent or 0,
        objections=len(_objections(unit, OutboxState.SENT, message.since)),
        objections_waiting=len(_objections(unit, OutboxState.QUEUED)),
    )


RECHECKS = {ChannelBack.KIND: recheck}


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
                    objections=len(_objections(unit, OutboxState.QUEUED)) if trouble.channel == "mail" else 0,
                    phones=_phones(unit) if trouble.channel == "mail" else (),
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


def _objections(reading: Reading, state: OutboxState, since: datetime | None = None) -> set[int]:
    """The objections that letters in a state are of."""
    things = select(Outbox.thing).where(
        Outbox.kind == ObjectionLetter.KIND, Outbox.channel == "mail", Outbox.state == state
    )
    if since is not None:
        things = things.where(Outbox.settled_at >= since)
    ids = [int(thing.removeprefix("letter:")) for thing in reading.conn.scalars(things.distinct())]
    found: set[int] = set()
    for at in range(0, len(ids), AT_ONCE):
        part = select(Letter.objection_id).where(Letter.id.in_(ids[at : at + AT_ONCE])).distinct()
        found.update(id_ for id_ in reading.conn.scalars(part) if id_ is not None)
    return found


def _phones(reading: Reading) -> tuple[str, ...]:
    """Of those who wait for these letters: what is urgent is told by phone."""
    waiting = sorted(_objections(reading, OutboxState.QUEUED))[:AT_ONCE]
    published = select(Objection.publicity_id).where(Objection.id.in_(waiting))
    notices = select(Publicity).where(Publicity.id.in_(published)).order_by(Publicity.id)
    phones = [phone for notice in reading.session.scalars(notices) for phone in notice.phones]
    return tuple(dict.fromkeys(phones))[:3]
