"""Which rows may leave now? Claims them, opens what the sender needs, and drops what has become moot meanwhile.

Each kind may have a *recheck*: asked in the claiming unit whether the message is still due, and with which facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, exists, select, update

from db.prepared import Prepared
from db.tables import (
    ChannelTrouble,
    Lane,
    Outbox,
    OutboxState,
)
from db.tables.post import QUEUED, literals
from db.units import Reading, Unit
from domain.messages import Message, every_kind
from domain.parcels import Parcel
from jobs import leases, letters, outbox
from jobs.delivery.addresses import Address, addresses_of, opened
from jobs.delivery.due import DUE_TO, due, going_on
from jobs.delivery.pool import A_CHATS_SHARE
from jobs.publicity import spreading

Recheck = Callable[[Unit, str, str, Message], Message | None]
"""`recheck(unit, thing, recipient, message)`: the message with today's facts, or None: nothing is owed any more."""

_rows = cast("Table", Outbox.__table__)
_CLAIM = Prepared(
    update(_rows)
    .where(_rows.c.id == bindparam("row"), _rows.c.state == QUEUED)
    .values(state=OutboxState.SENDING, epoch=bindparam("now_of")),
)
_target, _before = _rows.alias("target"), _rows.alias("before")
_CLAIM_PUT = Prepared(
    update(_rows)
    .where(
        _rows.c.id == bindparam("row"),
        _rows.c.state == QUEUED,
        _rows.c.target_id.is_(None)
        | exists().where(_target.c.id == _rows.c.target_id, _target.c.state == literals([OutboxState.SENT])[0]),
        ~exists().where(
            _before.c.recipient == _rows.c.recipient,
            _before.c.lane == literals([Lane.REPLY])[0],
            _before.c.state == QUEUED,
            _before.c.id != _rows.c.id,
        ),
        leases.is_sending(bindparam("now_of")),
    )
    .values(state=OutboxState.SENDING, epoch=bindparam("now_of"))
)
_TRIED_AGAIN = select(ChannelTrouble.retry_at).where(ChannelTrouble.channel == bindparam("channel"))


@dataclass(frozen=True)
class Wanted:
    """Rows of one channel: how many of each lane, and of whom none (they have their share)."""

    channel: str
    rooms: Mapping[Lane, int]
    crowded: Mapping[Lane, set[str]] = field(default_factory=dict)
    share: int = A_CHATS_SHARE  # rows of one recipient in a lane
    probe: bool = True  # whether a channel that is down may be tried with one row


@dataclass(frozen=True)
class Claimed:
    """`dropped` rows were settled without leaving. `retry_at`: the channel is down until then.

    `more`: lanes in which rows may be due that were not asked for, or left where they are.
    """

    parcels: list[Parcel]
    dropped: int = 0
    retry_at: datetime | None = None
    more: frozenset[Lane] = frozenset()


def queue_again(unit: Unit, epoch: int) -> None:
    """Whoever has the sending lease anew: what an older epoch left half sent is queued again."""
    unit.conn.execute(
        update(Outbox).where(Outbox.state == OutboxState.SENDING, Outbox.epoch < epoch).values(state=OutboxState.QUEUED)
    )


def claim(unit: Unit, epoch: int, wanted: Wanted, rechecks: Mapping[str, Recheck]) -> Claimed:
    """What may leave now, in order. A channel that is down is tried with one row, not with the queue."""
    rooms = dict(wanted.rooms)
    retry_at = unit.conn.scalar(_TRIED_AGAIN, {"channel": wanted.channel})
    if retry_at is not None:
        if retry_at > unit.now or not wanted.probe:
            return Claimed([], retry_at=retry_at, more=frozenset(Lane))
        rooms = dict.fromkeys(Lane, 1)
    claimed: list[Parcel] = []
    dropped = 0
    more: set[Lane] = set(Lane) if retry_at is not None else set()
    for lane, room in rooms.items():
        if room <= 0 or (retry_at is not None and claimed):
            continue
        parcels, gone, all_seen = _claim_lane(unit, epoch, wanted, lane, room, rechecks)
        claimed += parcels
        dropped += gone
        if not all_seen:
            more.add(lane)
    return Claimed(claimed, dropped, retry_at, frozenset(more))


def _claim_lane(
    unit: Unit, epoch: int, wanted: Wanted, lane: Lane, room: int, rechecks: Mapping[str, Recheck]
) -> tuple[list[Parcel], int, bool]:
    """Rows of a lane until it is full or nobody new is found: one chat's long queue keeps no others out.

    The parcels, how many rows were dropped, and whether every row that is due was seen.
    """
    crowded = set(wanted.crowded.get(lane, ()))
    only = going_on(unit) if lane is Lane.ANNOUNCEMENT else None
    parcels: list[Parcel] = []
    dropped = 0
    while len(parcels) < room:
        asked = room - len(parcels)
        rows = due(unit, wanted.channel, lane, crowded, asked, only)
        shares = Counter(parcel.recipient for parcel in parcels)
        taken, gone = _take(unit, epoch, lane, rows, shares, rechecks, wanted.share)
        parcels += taken
        dropped += gone
        full = {recipient for recipient, share in shares.items() if share >= wanted.share}
        if len(rows) < asked:
            return parcels, dropped, not crowded and len(rows) == len(taken) + gone
        if full <= crowded:
            break
        crowded |= full
    return parcels, dropped, False


def claim_replies(
    unit: Unit, epoch: int, recipient: str, address: Address, rechecks: Mapping[str, Recheck]
) -> list[Parcel]:
    """What is due to one chat in the lane of replies, in order: by the turn that has just put some of it.

    `address` is the recipient's. Nothing where the lease is another's by now.
    """
    rows = DUE_TO.all(unit, recipient=recipient, now=unit.now, epoch=epoch)
    return _take(unit, epoch, Lane.REPLY, rows, Counter(), rechecks, addresses={recipient: address})[0]


def claim_put(unit: Unit, epoch: int, put: outbox.Put, address: Address) -> Parcel | None:
    """A reply by its number, in the unit that has put it; what it says need not be read again.

    None where something waits before it, where what it edits is not there, or where the lease is another's by now.
    """
    if _CLAIM_PUT.run(unit, row=put.row, now_of=epoch) != 1:
        return None
    head = (put.row, "telegram", put.to, put.op, put.message, address[1], str(address[0]))
    return Parcel(*head, put.target_remote, lane=Lane.REPLY, thing=put.thing)


def _take(
    unit: Unit,
    epoch: int,
    lane: Lane,
    rows: Sequence[Any],
    shares: Counter[str],
    rechecks: Mapping[str, Recheck],
    share: int = A_CHATS_SHARE,
    addresses: Mapping[str, Address] | None = None,
) -> tuple[list[Parcel], int]:
    """Claim due rows, of each chat as many as its share has room for, and count these in `shares`."""
    if addresses is None:
        addresses = addresses_of(unit, {row.recipient for row in rows})
    shared = spreading.facts_of(unit, {row.thing for row in rows if row.facts_sealed is None})
    known: outbox.Known = {}
    taken, lost = [], Counter[str]()
    for row in rows:
        if shares[row.recipient] >= share:
            continue
        parcel = _prepare(unit, row, lane, rechecks, addresses, shared, known)
        if parcel is None:
            lost[row.thing] += 1
            continue
        shares[row.recipient] += 1
        taken.append((row, parcel))
    _mark(unit, epoch, taken)
    if lane is Lane.ANNOUNCEMENT and lost:
        spreading.moved(unit, {}, lost)  # nobody waits for them any more
    return [parcel for _, parcel in taken], lost.total()


def _mark(unit: Unit, epoch: int, taken: list[tuple[Any, Parcel]]) -> None:
    _CLAIM.run_each(unit, ({"row": row.id, "now_of": epoch} for row, _ in taken))
    anew = [row.id for row, parcel in taken if parcel.op != row.op]  # from now on this row is the card
    if anew:
        unit.conn.execute(update(Outbox).where(Outbox.id.in_(anew)).values(op="send", target_id=None))


def _prepare(
    unit: Unit,
    row: Any,
    lane: Lane,
    rechecks: Mapping[str, Recheck],
    addresses: Mapping[str, Address],
    shared: Mapping[str, bytes],
    known: outbox.Known,
) -> Parcel | None:
    """The parcel of a due row, or None where the row has just been settled without leaving."""
    if row.expires_at is not None and row.expires_at <= unit.now:
        outbox.settle(unit, row.id, OutboxState.EXPIRED)
        return None
    if row.withdraw_asked:  # it became moot while it was being sent, and did not arrive
        outbox.settle(unit, row.id, OutboxState.WITHDRAWN)
        return None
    op, target = row.op, row.target_remote
    kind = every_kind().get(row.kind)
    may_stand_alone = kind is None or not kind.ONLY_EDITS
    if op == "edit" and row.target_state in (OutboxState.HELD, OutboxState.DEAD) and may_stand_alone:
        op, target = "send", None  # the card never arrived: its newest state is sent as a message of its own
    elif row.target_id is not None and row.target_state != OutboxState.SENT:
        outbox.settle(unit, row.id, OutboxState.WITHDRAWN)
        return None
    try:
        facts = row.facts_sealed if row.facts_sealed is not None else shared[row.thing]
        message: Message | None = outbox.opened(unit, row.kind, facts, known)
        recheck = rechecks.get(row.kind)
        if recheck is not None and message is not None:
            message = recheck(unit, row.thing, row.recipient, message)
        address, language = opened(addresses, row.recipient)
        letter = letters.head_of(unit, row.thing) if row.channel == "mail" else None
    except Exception as error:  # noqa: BLE001 - one bad row blocks nobody: it is held, with its reason
        outbox.settle(unit, row.id, OutboxState.HELD, error=f"{type(error).__name__}: {error}"[:500])
        unit.nudge("parked")
        return None
    if message is None:
        outbox.settle(unit, row.id, OutboxState.WITHDRAWN)
        return None
    if address is None:
        outbox.settle(unit, row.id, OutboxState.WITHDRAWN, error="the way back was erased")
        return None
    head = (row.id, row.channel, row.recipient, op, message, language, address)
    return Parcel(*head, target, row.attempts, letter, lane, row.thing)


def release(unit: Unit, rows: list[int], not_before: datetime | None = None) -> None:
    """Back into the queue without costing an attempt: what was claimed behind a row that failed, or at a stop."""
    values: dict[str, Any] = {"state": OutboxState.QUEUED}
    if not_before is not None:
        values["not_before"] = not_before
    unit.conn.execute(update(Outbox).where(Outbox.id.in_(rows), Outbox.state == OutboxState.SENDING).values(**values))


def withdrawn(reading: Reading, rows: list[int]) -> list[int]:
    """Which of these claimed rows have become moot since."""
    return list(reading.conn.scalars(select(Outbox.id).where(Outbox.id.in_(rows), Outbox.withdraw_asked.is_(True))))
