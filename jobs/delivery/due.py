"""What could leave now, and what next? Asked by the partial indexes of what is queued, which hold nothing that is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Integer, Table, bindparam, func, select

from db.prepared import Prepared
from db.tables import Announcement, ChannelTrouble, Lane, Outbox, OutboxState
from db.tables.base import spelled
from db.tables.post import QUEUED, literals
from db.units import Reading, Unit
from jobs import leases
from jobs.delivery.pool import A_CHATS_SHARE
from jobs.publicity import spreading

_target = cast("Table", Outbox.__table__).alias("target")

# An edit waits for the message it edits: while that is queued or being sent it can't be claimed.
_FREE = (Outbox.target_id.is_(None)) | _target.c.state.not_in(literals((OutboxState.QUEUED, OutboxState.SENDING)))


def due(unit: Unit, channel: str, lane: Lane, crowded: set[str], room: int, only: list[str] | None) -> Sequence[Any]:
    asked: dict[str, Any] = {"lane": lane, "channel": channel, "now": unit.now, "room": room}
    if only is not None:
        asked["only"] = only
    if crowded:
        asked["crowded"] = list(crowded)
    query = _due_in(unit.conn.dialect.name == "postgresql", only=only is not None, but=bool(crowded))
    return unit.conn.execute(query, asked).all()


@cache
def _due_in(postgresql: bool, *, only: bool, but: bool) -> Any:
    """Building it costs more than running it. `only` what goes on, `but` no more for whoever has their share."""
    query = _DUE[postgresql].where(
        Outbox.lane == bindparam("lane"),
        Outbox.not_before <= bindparam("now"),
        Outbox.channel == bindparam("channel"),
    )
    if only:
        query = query.where(Outbox.thing.in_(bindparam("only", expanding=True)))
    if but:
        query = query.where(Outbox.recipient.not_in(bindparam("crowded", expanding=True)))
    return query.limit(bindparam("room", type_=Integer))


def going_on(reading: Reading) -> list[str] | None:
    """None while nothing is paused. Else what may leave: asked for by name, as passing over what waits would cost its size."""
    rows = reading.conn.execute(_UNDER_WAY).all()
    if not any(row.paused for row in rows):
        return None
    return [spreading.thing_of(row.publicity_id, row.occasion) for row in rows if not row.paused]


_UNDER_WAY = select(Announcement.publicity_id, Announcement.occasion, Announcement.paused).where(
    Announcement.total > Announcement.sent + Announcement.failed  # as its index says it
)


def _due_of() -> Any:
    """`state` is compared with a literal: the partial index is chosen by it."""
    return (
        select(
            Outbox.id,
            Outbox.channel,
            Outbox.kind,
            Outbox.thing,
            Outbox.recipient,
            Outbox.op,
            Outbox.facts_sealed,
            Outbox.expires_at,
            Outbox.attempts,
            Outbox.withdraw_asked,
            Outbox.target_id,
            _target.c.state.label("target_state"),
            _target.c.remote_id.label("target_remote"),
        )
        .outerjoin(_target, _target.c.id == Outbox.target_id)
        .where(Outbox.state == QUEUED, _FREE)
        .order_by(Outbox.not_before, Outbox.id)
    )


_DUE = {False: _due_of(), True: _due_of().with_for_update(skip_locked=True, of=Outbox)}
DUE_TO = Prepared(
    _DUE[True]
    .where(
        Outbox.lane == literals([Lane.REPLY])[0],
        Outbox.channel == spelled(["telegram"])[0],
        Outbox.recipient == bindparam("recipient"),
        Outbox.not_before <= bindparam("now"),
        leases.is_sending(bindparam("epoch")),
    )
    .limit(A_CHATS_SHARE),
)


def claimable(reading: Reading, channels: set[str]) -> bool:
    """Is anything due that could leave now? What waits for its hour, or for a channel that is down, could not."""
    troubled = reading.conn.execute(select(ChannelTrouble.channel, ChannelTrouble.retry_at))
    waiting = {row.channel for row in troubled if row.retry_at > reading.now}
    due = (
        select(Outbox.id)
        .outerjoin(_target, _target.c.id == Outbox.target_id)
        .where(
            Outbox.state == QUEUED,
            Outbox.not_before <= reading.now,
            Outbox.channel.in_(channels - waiting),
            _FREE,
        )
    )
    only = going_on(reading)
    if only is not None:
        due = due.where((Outbox.lane != Lane.ANNOUNCEMENT) | Outbox.thing.in_(only))
    return reading.conn.execute(due.limit(1)).first() is not None


def next_due(reading: Reading, channels: set[str]) -> datetime | None:
    """The next instant after now at which a row may leave, or a channel that is down is tried again."""
    following = reading.conn.scalar(
        select(func.min(Outbox.not_before)).where(
            Outbox.state == QUEUED, Outbox.not_before > reading.now, Outbox.channel.in_(channels)
        )
    )
    again = reading.conn.scalars(select(ChannelTrouble.retry_at).where(ChannelTrouble.retry_at > reading.now))
    return min((moment for moment in (following, *again) if moment is not None), default=None)
