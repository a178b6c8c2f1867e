"""What has come in and is not done yet? Updates are committed here before Telegram is told they were received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select, update

from db.prepared import Prepared
from db.tables import Inbox, InboxState
from db.tables.post import OPEN, SET_ASIDE
from db.units import Reading, Unit

ATTEMPTS = 4  # a handler that raised is tried again this often in all
BACK_OFF = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
KEEP_DONE = timedelta(days=7)  # `update_id` may start again at random after a quiet week

_other = Inbox.__table__.alias("other")
_EARLIER = (
    select(_other.c.update_id)
    .where(_other.c.sender == Inbox.sender, _other.c.update_id < Inbox.update_id, _other.c.state == OPEN)
    .exists()
)
_CLOSE = (
    update(Inbox)
    .where(Inbox.update_id == bindparam("row"), Inbox.state == OPEN)
    .values(state=InboxState.DONE, payload_sealed=None, last_error=None, done_at=bindparam("at"))
)
_DONE, _DONE_IN_TURN = Prepared(_CLOSE), Prepared(_CLOSE.where(~_EARLIER))
_IS_OPEN = Prepared(select(Inbox.update_id).where(Inbox.update_id == bindparam("row"), Inbox.state == OPEN))


class NotFirst(RuntimeError):
    """An earlier update of the same person is not done yet: another process has it, or it is in back-off."""


class NotOpen(RuntimeError):
    """The inbox row of this turn is done already: the last guard against a double effect."""


@dataclass(frozen=True)
class Row:
    """An update as it came. `payload` is Telegram's JSON."""

    update_id: int
    sender: str
    payload: dict[str, Any]
    attempts: int
    not_before: datetime | None


def sender_of(payload: dict[str, Any]) -> int:
    """The account an update is from; the chat where there is none (channel posts); 0 where there is neither.

    Read from the raw dict, so that receiving needs no parsing. `callback_query.from` is a person even in a group.
    """
    for value in payload.values():
        if isinstance(value, dict):
            who = value.get("from") or value.get("chat")
            if isinstance(who, dict) and isinstance(who.get("id"), int):
                return int(who["id"])
    return 0


def receive(unit: Unit, payloads: list[dict[str, Any]]) -> list[Row]:
    """Store a batch of updates; those that were stored before are passed over. Returns what is new, in order."""
    rows = []
    for payload in payloads:
        update_id, sender = int(payload["update_id"]), unit.vault.mark("account", sender_of(payload))
        stored = unit.put_new(
            Inbox,
            update_id=update_id,
            sender=sender,
            payload_sealed=unit.vault.seal_json(payload),
            state=InboxState.OPEN,
            attempts=0,
            received_at=unit.now,
        )
        if stored is not None:
            rows.append(Row(update_id, sender, payload, 0, None))
    return rows


def waiting(reading: Reading, *, older_than: timedelta | None = None) -> list[Row]:
    """Every open row in order: read at start, and now and then. `older_than`: what another process has not done by now."""
    rows = reading.conn.execute(
        select(Inbox.update_id, Inbox.sender, Inbox.payload_sealed, Inbox.attempts, Inbox.not_before)
        .where(Inbox.state == OPEN, *([Inbox.received_at < reading.now - older_than] if older_than else []))
        .order_by(Inbox.update_id)
    )
    return [
        Row(row.update_id, row.sender, reading.vault.open_json(row.payload_sealed), row.attempts, row.not_before)
        for row in rows
        if row.payload_sealed is not None
    ]


def is_idle(reading: Reading) -> bool:
    return not reading.conn.scalar(select(exists().where(Inbox.state == OPEN)))


def done(unit: Unit, update_id: int, *, in_turn: bool = False) -> None:
    """Close the turn's row, in the unit of its effects. Raises `NotOpen` unless exactly one row was open.

    `in_turn`, among replicas: raises `NotFirst` unless it was its sender's first, whoever has the others in hand.
    """
    closed = (_DONE_IN_TURN if in_turn else _DONE).run(unit, row=update_id, at=unit.now)
    if closed == 1:
        return
    if in_turn and _IS_OPEN.scalar(unit, row=update_id) is not None:
        raise NotFirst(f"update {update_id} is not its sender's first")
    raise NotOpen(f"update {update_id} is not open")


def failed(unit: Unit, update_id: int, error: str) -> datetime | None:
    """A handler raised. The instant of the next try, or None: the row is parked now, for a person to look at."""
    attempts = (unit.conn.scalar(select(Inbox.attempts).where(Inbox.update_id == update_id)) or 0) + 1
    values: dict[str, Any] = {
        "attempts": attempts,
        "last_error": error.replace("\0", "")[:500],  # PostgreSQL keeps no NUL
    }
    if attempts >= ATTEMPTS:
        values |= {"state": InboxState.PARKED, "done_at": unit.now, "not_before": None}
    else:
        values["not_before"] = unit.now + BACK_OFF[attempts - 1]
    unit.conn.execute(
        update(Inbox).where(Inbox.update_id == update_id, Inbox.state == InboxState.OPEN).values(**values)
    )
    retry: datetime | None = values["not_before"]
    return retry


def sweep(unit: Unit) -> int:
    """Remove done rows (emptied long ago) after seven days. Parked ones stay until a person drops them."""
    old = delete(Inbox).where(Inbox.state == InboxState.DONE, Inbox.done_at < unit.now - KEEP_DONE)
    return unit.conn.execute(old).rowcount


def parked(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count()).where(Inbox.state == SET_ASIDE)) or 0
