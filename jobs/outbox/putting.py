"""How does a message get into the queue? Once for its kind, thing, occasion and recipient, in the unit of its fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.tables import Lane, Letter, Outbox, OutboxState
from db.units import Unit
from domain.messages import Message
from jobs.outbox.facts import sealed

BY_MAIL = ("mail:", "contact:")
NUDGES = {"telegram": "outbox", "mail": "mail"}  # by channel: whose desk has something to look for


def put(
    unit: Unit,
    message: Message,
    *,
    to: str,
    thing: str,
    occasion: str,
    lane: Lane = Lane.PROMPT,
    op: str = "send",
    target: int | None = None,
    target_remote: str | None = None,
    card: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """Put one message; the new row's id, or None where this occasion was told to this recipient before.

    `target`: the row that an edit edits; `target_remote`: its id at the other side, where it is known.
    """
    channel = "mail" if to.startswith(BY_MAIL) else "telegram"
    row: int | None = unit.put_new(
        Outbox,
        channel=channel,
        kind=message.KIND,
        thing=thing,
        occasion=occasion,
        recipient=to,
        op=op,
        target_id=target,
        card=card,
        lane=lane,
        state=OutboxState.QUEUED,
        facts_sealed=sealed(unit, message),
        not_before=not_before or unit.now,
        expires_at=expires_at,
        attempts=0,
        epoch=0,
        withdraw_asked=False,
        created_at=unit.now,
    )
    if row is not None:
        unit.nudge(NUDGES[channel])
        if lane is Lane.REPLY and not_before is None and expires_at is None:
            replies_of(unit).append(Put(row, to, op, target, target_remote, message, thing))
    return row


@dataclass(frozen=True)
class Put:
    """A reply that the unit has put itself, due at once."""

    row: int
    to: str
    op: str
    target: int | None
    target_remote: str | None
    message: Message
    thing: str


def replies_of(unit: Unit) -> list[Put]:
    """In order. What replaces a row that was there already is not among them."""
    return unit.once("replies", list[Put])


def say(unit: Unit, message: Message, *, to: str, thing: str, occasion: str) -> int | None:
    """A reply: `put` in the lane that takes the next token however long the queue is."""
    return put(unit, message, to=to, thing=thing, occasion=occasion, lane=Lane.REPLY)


def put_letter(unit: Unit, letter: Letter, message: Message, addresses: list[str]) -> None:
    """One row per address for a letter that stands in its table; each has its own state."""
    for address in addresses:
        put(
            unit,
            message,
            to=f"mail:{address}",
            thing=f"letter:{letter.id}",
            occasion=f"{letter.occasion}.{letter.part}",
        )
