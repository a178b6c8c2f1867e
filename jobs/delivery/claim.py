"""Which rows may leave now? Claims them, opens what the sender needs, and drops what has become moot meanwhile.

Each kind may have a *recheck*: asked in the claiming unit whether the message is still due, and with which facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from db.tables import (
    ChannelTrouble,
    Dialogue,
    Lane,
    Lease,
    Letter,
    Objection,
    Outbox,
    OutboxState,
    Person,
)
from db.tables.post import QUEUED
from db.units import Reading, Unit
from domain.messages.base import KINDS, Message
from domain.parcels import LetterHead, Parcel
from jobs import outbox

Recheck = Callable[[Unit, str, str, Message], Message | None]
"""`recheck(unit, thing, recipient, message)`: the message with today's facts, or None: nothing is owed any more."""

SENDING = "sending"  # the lease's name


@dataclass(frozen=True)
class Claimed:
    parcels: list[Parcel]
    dropped: int


def take_over(unit: Unit, holder: str) -> int:
    """Become the sender: a new epoch, and whatever an older one left half sent is queued again."""
    lease = unit.session.get(Lease, SENDING)
    if lease is None:
        lease = Lease(name=SENDING, holder=holder, epoch=0, expires_at=unit.now)
        unit.session.add(lease)
    lease.epoch += 1
    lease.holder = holder
    unit.session.flush()
    unit.conn.execute(
        update(Outbox)
        .where(Outbox.state == OutboxState.SENDING, Outbox.epoch < lease.epoch)
        .values(state=OutboxState.QUEUED)
    )
    return lease.epoch


def claim(
    unit: Unit,
    epoch: int,
    *,
    channels: set[str],
    busy: set[str],
    room: int,
    rechecks: Mapping[str, Recheck],
) -> Claimed:
    """Up to `room` rows, replies before prompts before announcements; none to a recipient that is being served."""
    parcels: list[Parcel] = []
    dropped = 0
    for lane in Lane:
        if room <= len(parcels):
            break
        for row in unit.conn.execute(_due(unit, lane, channels, busy, room - len(parcels))).all():
            parcel = _prepare(unit, row, rechecks)
            if parcel is None:
                dropped += 1
                continue
            values: dict[str, Any] = {"state": OutboxState.SENDING, "epoch": epoch}
            if parcel.op != row.op:  # from now on this row is the card
                values |= {"op": parcel.op, "target_id": None}
            unit.conn.execute(
                update(Outbox).where(Outbox.id == row.id, Outbox.state == OutboxState.QUEUED).values(**values)
            )
            parcels.append(parcel)
    return Claimed(parcels, dropped)


_target = Outbox.__table__.alias("target")

# An edit waits for the message it edits: while that is queued or being sent it can't be claimed.
_FREE = (Outbox.target_id.is_(None)) | (_target.c.state.not_in((OutboxState.QUEUED, OutboxState.SENDING)))


def _due(unit: Unit, lane: Lane, channels: set[str], busy: set[str], room: int) -> Any:
    """`state` is compared with a literal: the partial index is chosen by it."""
    query = (
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
        .where(
            Outbox.state == QUEUED,
            Outbox.lane == lane,
            Outbox.not_before <= unit.now,
            Outbox.channel.in_(channels),
            _FREE,
        )
        .order_by(Outbox.not_before, Outbox.id)
        .limit(room)
    )
    if busy:
        query = query.where(Outbox.recipient.not_in(busy))
    if unit.conn.dialect.name == "postgresql":
        query = query.with_for_update(skip_locked=True, of=Outbox)
    return query


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


def _prepare(unit: Unit, row: Any, rechecks: Mapping[str, Recheck]) -> Parcel | None:
    """The parcel of a due row, or None where the row has just been settled without leaving."""
    if row.expires_at is not None and row.expires_at <= unit.now:
        outbox.settle(unit, row.id, OutboxState.EXPIRED)
        return None
    if row.withdraw_asked:  # it became moot while it was being sent, and did not arrive
        outbox.settle(unit, row.id, OutboxState.WITHDRAWN)
        return None
    op, target = row.op, row.target_remote
    may_stand_alone = row.kind not in KINDS or not KINDS[row.kind].ONLY_EDITS
    if op == "edit" and row.target_state in (OutboxState.HELD, OutboxState.DEAD) and may_stand_alone:
        op, target = "send", None  # the card never arrived: its newest state is sent as a message of its own
    elif row.target_id is not None and row.target_state != OutboxState.SENT:
        outbox.settle(unit, row.id, OutboxState.WITHDRAWN)
        return None
    try:
        message: Message | None = outbox.opened(unit, row.kind, row.facts_sealed)
        recheck = rechecks.get(row.kind)
        if recheck is not None and message is not None:
            message = recheck(unit, row.thing, row.recipient, message)
        address, language = _resolve(unit, row.recipient)
        letter = _letter(unit, row.thing) if row.channel == "mail" else None
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
    return Parcel(row.id, row.channel, row.recipient, op, message, language, address, target, row.attempts, letter)


def _resolve(unit: Unit, recipient: str) -> tuple[str | None, str]:
    """The address and language behind a recipient: opened here, for the sender alone."""
    office = unit.settings.office.language
    what, _, which = recipient.partition(":")
    if what == "person":
        person = unit.session.get_one(Person, int(which))
        return unit.vault.open(person.account_sealed), person.language
    if what == "dialogue":
        dialogue = unit.session.get_one(Dialogue, int(which))
        return unit.vault.open(dialogue.account_sealed), dialogue.language or office
    if what == "objection":
        objection = unit.session.get_one(Objection, int(which))
        if objection.return_sealed is None:
            return None, objection.language
        return unit.vault.open(objection.return_sealed), objection.language
    if what in ("channel", "mail"):
        return which, office
    raise LookupError(f"nobody is called {what}:…")


def _letter(unit: Unit, thing: str) -> LetterHead:
    letter = unit.session.get_one(Letter, int(thing.removeprefix("letter:")))
    files = tuple((file["sha256"], file["name"], file["media_type"]) for file in letter.files)
    return LetterHead(letter.id, letter.message_id, letter.part, letter.parts, files)


def release(unit: Unit, rows: list[int], not_before: datetime | None = None) -> None:
    """Back into the queue without costing an attempt: what was claimed behind a row that failed, or at a stop."""
    values: dict[str, Any] = {"state": OutboxState.QUEUED}
    if not_before is not None:
        values["not_before"] = not_before
    unit.conn.execute(update(Outbox).where(Outbox.id.in_(rows), Outbox.state == OutboxState.SENDING).values(**values))
