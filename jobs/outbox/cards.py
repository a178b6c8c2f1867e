"""How does a person see the newest state of a thing? A *card*: the one message that shows it, edited, or sent anew to ring."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, select, update

from db.prepared import Prepared
from db.tables import Lane, Outbox, OutboxState
from db.tables.post import QUEUED, literals
from db.units import Unit
from domain.messages import Message
from domain.messages.everyday import CardMoved
from jobs.outbox.facts import sealed
from jobs.outbox.putting import NUDGES, put
from jobs.outbox.settling import settle

LIVE = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT)
_rows = cast("Table", Outbox.__table__)

_later = _rows.alias("later")
_SHOWN = Prepared(
    select(
        Outbox.id,
        Outbox.state,
        Outbox.occasion,
        Outbox.not_before,
        Outbox.remote_id,
        Outbox.created_at,
        select(_later.c.id)
        .where(_later.c.target_id == Outbox.id, _later.c.op == "edit", _later.c.state == QUEUED)
        .limit(1)
        .scalar_subquery()
        .label("waiting"),  # its edit that has not left
        select(func.max(_later.c.id))
        .where(_later.c.card == bindparam("card"), _later.c.recipient == bindparam("to"))
        .scalar_subquery()
        .label("newest"),
    )
    .where(
        Outbox.card == bindparam("card"),
        Outbox.recipient == bindparam("to"),
        Outbox.op == "send",
        Outbox.state.in_(literals(LIVE)),
    )
    .order_by(Outbox.id.desc())
    .limit(1)
)
_HELD = Prepared(
    select(Outbox.id, Outbox.target_id, Outbox.occasion).where(
        Outbox.card == bindparam("card"),
        Outbox.recipient == bindparam("to"),
        Outbox.state == QUEUED,
        Outbox.not_before > bindparam("now"),
        Outbox.not_before <= bindparam("until"),
    ),
)
_BELOW = "below"  # the occasion of a card that was shown anew under files
A_BURST = timedelta(seconds=2)  # files that follow one another faster are one sending: their card rings once
_EDIT_WAITING = Prepared(
    select(Outbox.id).where(Outbox.target_id == bindparam("target"), Outbox.op == "edit", Outbox.state == QUEUED),
)
_NEWEST = Prepared(
    select(func.max(Outbox.id)).where(Outbox.card == bindparam("card"), Outbox.recipient == bindparam("to")),
)
_REPLACE = Prepared(
    update(_rows)
    .where(_rows.c.id == bindparam("row"))
    .values(kind=bindparam("newer"), facts_sealed=bindparam("facts")),
)


def show(
    unit: Unit,
    message: Message,
    *,
    to: str,
    card: str,
    occasion: str,
    ring: bool = False,
    lane: Lane = Lane.REPLY,
    not_before: datetime | None = None,
) -> int:
    """The newest state of a card: an edit of the message that shows it, or a new one (`ring`, or none shown yet).

    A newer edit replaces an unsent older one. When a new message takes over, the old one loses its buttons.
    `not_before` holds a new one back.
    """
    shown = _shown(unit, card, to)
    if shown is not None and not ring:
        if shown.state == OutboxState.QUEUED:
            _replace(unit, shown.id, message)
            if shown.occasion.startswith(_BELOW) and shown.not_before <= unit.now + A_BURST:
                _hold(unit, card, to, unit.now)  # it was held back for more files, and the person has gone on
            return int(shown.id)
        return _edit(unit, message, to=to, card=card, target=shown.id, lane=lane, shown=shown)
    row = put(unit, message, to=to, thing=card, occasion=occasion, lane=lane, card=card, not_before=not_before)
    if row is None:  # the same occasion again: its message is there already, bring it up to date
        again = unit.conn.scalar(
            select(Outbox.id).where(
                Outbox.kind == message.KIND, Outbox.thing == card, Outbox.occasion == occasion, Outbox.recipient == to
            )
        )
        assert again is not None
        return _edit(unit, message, to=to, card=card, target=again, lane=lane)
    _hand_over(unit, shown, to=to, card=card, lane=lane, not_before=not_before)
    return row


def show_below(unit: Unit, message: Message, *, to: str, card: str, sent: int) -> None:
    """The card below the files that its reader has just sent (`sent`: the number of their message in the chat).

    Once for an album or a burst: while the next one is held back, what follows is put into it. A card that stands
    below them already, or is on its way there, is edited: an album's messages have their numbers before its first is
    answered.
    """
    shown = _shown(unit, card, to)
    occasion = f"{_BELOW} {sent}"
    if shown is None or shown.state == OutboxState.SENDING or _number(shown.remote_id) > sent:
        show(unit, message, to=to, card=card, occasion=occasion)
        return
    if shown.state == OutboxState.QUEUED:
        _replace(unit, shown.id, message)
    elif shown.occasion.startswith(_BELOW) and shown.created_at > unit.now - A_BURST:
        show(unit, message, to=to, card=card, occasion=occasion, ring=True, not_before=unit.now + A_BURST)
    else:
        show(unit, message, to=to, card=card, occasion=occasion, ring=True)
        return
    for above in _hold(unit, card, to, unit.now + A_BURST):  # until then the one above goes on, with buttons that work
        held = f"above {sent}"
        put(unit, message, to=to, thing=card, occasion=held, lane=Lane.REPLY, op="edit", target=above, card=card)


def _hold(unit: Unit, card: str, to: str, until: datetime) -> list[int]:
    """Both halves of a change that is held back: the card that takes over, and what the one above it, returned, will say."""
    held = _HELD.all(unit, card=card, to=to, now=unit.now, until=unit.now + A_BURST)
    rows = [row for row in held if row.occasion.startswith((_BELOW, "edit"))]
    unit.conn.execute(update(_rows).where(_rows.c.id.in_([row.id for row in rows])).values(not_before=until))
    return [row.target_id for row in rows if row.target_id is not None]


def _number(remote_id: str | None) -> int:
    return int(remote_id) if remote_id is not None and remote_id.isdecimal() else 0


def ring_once(
    unit: Unit,
    message: Message,
    *,
    to: str,
    card: str,
    occasion: str,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """A card that rings once an occasion and takes over from the one of the occasion before; None where it has rung."""
    shown = _shown(unit, card, to)
    row = put(
        unit,
        message,
        to=to,
        thing=card,
        occasion=occasion,
        card=card,
        not_before=not_before,
        expires_at=expires_at,
    )
    if row is not None:
        _hand_over(unit, shown, to=to, card=card, lane=Lane.PROMPT, not_before=not_before)
    return row


def _hand_over(unit: Unit, shown: Any, *, to: str, card: str, lane: Lane, not_before: datetime | None = None) -> None:
    """The card that was shown until now loses its buttons; one that had not left yet never does."""
    if shown is None:
        return
    if shown.state == OutboxState.QUEUED:
        settle(unit, shown.id, OutboxState.WITHDRAWN)
    else:
        _edit(unit, CardMoved(), to=to, card=card, target=shown.id, lane=lane, not_before=not_before)


def edit_shown(unit: Unit, message: Message, *, card: str) -> None:
    """Bring every recipient's copy of a card up to date; nobody who has none is sent one."""
    rows = unit.conn.scalars(
        select(Outbox.recipient).where(Outbox.card == card, Outbox.op == "send", Outbox.state.in_(LIVE)).distinct()
    ).all()
    for recipient in rows:
        show(unit, message, to=recipient, card=card, occasion="edit")


def is_shown(unit: Unit, card: str, to: str) -> bool:
    return _shown(unit, card, to) is not None


def _shown(unit: Unit, card: str, to: str) -> Any:
    return _SHOWN.first(unit, card=card, to=to)


def _edit(
    unit: Unit,
    message: Message,
    *,
    to: str,
    card: str,
    target: int,
    lane: Lane,
    not_before: datetime | None = None,
    shown: Any = None,
) -> int:
    """`shown`: what `_SHOWN` has just said of the target."""
    while True:
        waiting: int | None = shown.waiting if shown is not None else _EDIT_WAITING.scalar(unit, target=target)
        if waiting is not None:
            _replace(unit, waiting, message)
            return waiting
        newest = shown.newest if shown is not None else _NEWEST.scalar(unit, card=card, to=to)
        row = put(
            unit,
            message,
            to=to,
            thing=card,
            occasion=f"edit {target} after {newest}",
            lane=lane,
            op="edit",
            target=target,
            target_remote=shown.remote_id if shown is not None else None,
            card=card,
            not_before=not_before,
        )
        if row is not None:
            return row
        shown = None  # another process has just put one of the same moment: that is the row to replace


def _replace(unit: Unit, row: int, message: Message) -> None:
    _REPLACE.run(unit, row=row, newer=message.KIND, facts=sealed(unit, message))
    unit.nudge(NUDGES["telegram"])
