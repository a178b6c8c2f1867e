"""What became of a row? Its outcome, written after the fact: sent, tried again later, parked, sent anew.

A failure belongs to the row (a refused recipient, a refused content) or to the channel (login, token, connection).
A row's failure costs it an attempt; a channel's costs no row anything.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from db.tables import ContactAddress, Lane, Objection, Outbox, OutboxState, Person
from db.tables.post import QUEUED
from db.units import Unit
from domain import proving
from domain.messages.objections import Answered
from domain.messages.publicity import StillPinned, UnpinAnnouncement
from domain.messages.trouble import AnswerUndelivered, Parked
from domain.parcels import Later, Migrated, Parcel, Receipt, Refused, TargetGone, TooLarge, Undelivered
from jobs import channels, letters, outbox
from jobs.people import reach
from jobs.publicity import spreading

FIRST_BACK_OFF = 5.0  # s; doubled at each attempt, with jitter so that rows do not come back in step
LONGEST_BACK_OFF = 1800.0  # s
BUG_ATTEMPTS = 3  # a row whose delivery raises what no channel should raise is held after this many
CHAT_ATTEMPTS = 12  # about four hours of transient failures; mail has no such end, it is retried for days
MAIL_DAYS = timedelta(days=5)  # then the row is parked and people are told; it is never thrown away


@dataclass(frozen=True)
class Outcome:
    """`receipt`, or the `error` it met. `bug`: something no channel should raise."""

    parcel: Parcel
    receipt: Receipt | None = None
    error: Undelivered | None = None
    bug: str | None = None


def record(unit: Unit, outcomes: list[Outcome]) -> None:
    """Write a batch of outcomes, in id order."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.parcel.row)
    arrived = [(outcome.parcel.row, outcome.receipt.remote_id) for outcome in ordered if outcome.receipt is not None]
    if arrived:
        outbox.sent(unit, arrived)
        if unit.conn.scalar(_WAITS_FOR, {"rows": [row for row, _ in arrived]}) is not None:
            unit.nudge(outbox.NUDGES["telegram"])
    for limit in {
        outcome.receipt.limit for outcome in ordered if outcome.receipt is not None and outcome.receipt.limit
    }:
        letters.note_limit(unit, limit)
    for outcome in ordered:
        if outcome.receipt is None:
            _failed(unit, outcome)
    announced = [outcome for outcome in ordered if outcome.parcel.lane == Lane.ANNOUNCEMENT]
    if announced:
        spreading.moved(unit, Counter(outcome.parcel.thing for outcome in announced if outcome.receipt is not None), {})
    _note_reached(unit, outcomes)


_WAITS_FOR = (  # an edit of a card waits until the card has arrived
    select(Outbox.id).where(Outbox.target_id.in_(bindparam("rows", expanding=True)), Outbox.state == QUEUED).limit(1)
)


_LOST = (
    select(Person.id)
    .where(Person.id.in_(bindparam("people", expanding=True)), Person.reachable.is_(False))
    .order_by(Person.id)
)


def _note_reached(unit: Unit, outcomes: list[Outcome]) -> None:
    """Whoever got a message can be reached again: if the bot is blocked once more, that is told once more."""
    reached = {
        int(outcome.parcel.recipient.removeprefix("person:"))
        for outcome in outcomes
        if outcome.receipt is not None
        and outcome.parcel.op == "send"
        and outcome.parcel.recipient.startswith("person:")
    }
    if reached:
        for person_id in unit.conn.scalars(_LOST, {"people": sorted(reached)}).all():
            reach.found(unit, person_id, f"reached {unit.now.isoformat()}")


def _failed(unit: Unit, outcome: Outcome) -> None:
    row, error = outcome.parcel.row, outcome.error
    if outcome.bug is not None:
        _bug(unit, outcome.parcel, outcome.bug)
    elif isinstance(error, TargetGone) and outcome.parcel.message.ONLY_EDITS:
        outbox.settle(unit, row, OutboxState.WITHDRAWN, error=error.reason[:500])
    elif isinstance(error, TargetGone):
        _again(unit, outcome.parcel, op="send", target_id=None)
    elif isinstance(error, Migrated):
        moved = f"channel:{error.new_address}"
        channels.migrated(unit, outcome.parcel.address, error.new_address)
        unit.conn.execute(
            update(Outbox)
            .where(Outbox.recipient == f"channel:{outcome.parcel.address}", Outbox.state == OutboxState.QUEUED)
            .values(recipient=moved)
        )
        _again(unit, outcome.parcel, recipient=moved)
    elif isinstance(error, Refused):
        _refused(unit, outcome.parcel, error)
    elif isinstance(error, TooLarge):
        _too_large(unit, outcome.parcel, error)
    else:
        assert isinstance(error, Later)
        _later(unit, outcome.parcel, error)


def back_off(attempts: int) -> timedelta:
    """5 s, 10 s, 20 s … at most half an hour, each between half and one and a half of it."""
    seconds = min(FIRST_BACK_OFF * 2 ** (attempts - 1), LONGEST_BACK_OFF)
    return timedelta(seconds=seconds * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, no secret


def _again(unit: Unit, parcel: Parcel, **values: Any) -> None:
    unit.conn.execute(update(Outbox).where(Outbox.id == parcel.row).values(state=OutboxState.QUEUED, **values))
    unit.nudge(outbox.NUDGES[parcel.channel])


def _later(unit: Unit, parcel: Parcel, error: Later) -> None:
    if error.retry_after is not None:  # the other side said when: that is obedience, not a failed attempt
        _again(unit, parcel, not_before=unit.now + timedelta(seconds=error.retry_after), last_error=error.reason)
        return
    attempts = parcel.attempts + 1
    created = unit.conn.scalar(select(Outbox.created_at).where(Outbox.id == parcel.row))
    assert created is not None
    given_up = unit.now - created > MAIL_DAYS if parcel.channel == "mail" else attempts >= CHAT_ATTEMPTS
    if given_up:
        _park(unit, parcel, OutboxState.DEAD, f"given up after {attempts} tries: {error.reason}", attempts)
        return
    _again(unit, parcel, attempts=attempts, not_before=unit.now + back_off(attempts), last_error=error.reason[:500])


def _too_large(unit: Unit, parcel: Parcel, error: TooLarge) -> None:
    """Nothing has left yet: the letter is made lighter, for good and for all its addresses, and tried again at once."""
    assert parcel.letter is not None
    letters.note_limit(unit, error.limit)
    if letters.leave_behind(unit, parcel.letter, error.over):
        _again(unit, parcel)
    else:
        _refused(unit, parcel, Refused(error.reason))


def _bug(unit: Unit, parcel: Parcel, reason: str) -> None:
    attempts = parcel.attempts + 1
    if attempts >= BUG_ATTEMPTS:
        _park(unit, parcel, OutboxState.HELD, reason, attempts)
    else:
        _again(unit, parcel, attempts=attempts, not_before=unit.now + back_off(attempts), last_error=reason[:500])


def _refused(unit: Unit, parcel: Parcel, error: Refused) -> None:
    if isinstance(parcel.message, UnpinAnnouncement):
        _tell_still_pinned(unit, parcel, parcel.message, error)
        return
    _park(unit, parcel, OutboxState.DEAD, error.reason, parcel.attempts + 1)
    if parcel.channel == "mail":  # what refuses a letter for good is no address to rely on
        unit.conn.execute(
            update(ContactAddress)
            .where(ContactAddress.address == proving.normal(parcel.address))
            .values(proven_at=None, proven_by=None)
        )
    recipient = unit.conn.scalar(select(Outbox.recipient).where(Outbox.id == parcel.row))
    if error.unreachable and recipient is not None and recipient.startswith("person:"):
        reach.lost(unit, int(recipient.removeprefix("person:")))


def _park(unit: Unit, parcel: Parcel, state: OutboxState, reason: str, attempts: int) -> None:
    """Parked with its reason. Coordinators are told of what matters to others: letters and announcements."""
    outbox.settle(unit, parcel.row, state, error=reason[:500])
    unit.conn.execute(update(Outbox).where(Outbox.id == parcel.row).values(attempts=attempts))
    if parcel.lane == Lane.ANNOUNCEMENT:
        spreading.moved(unit, {}, {parcel.thing: 1})
    unit.nudge("parked")
    row = unit.conn.execute(
        select(Outbox.kind, Outbox.thing, Outbox.lane, Outbox.recipient).where(Outbox.id == parcel.row)
    ).one()
    if row.kind == Answered.KIND:
        _tell_undelivered_answer(unit, row.thing, parcel.row, attempts)
        return
    if row.kind == Parked.KIND or not (parcel.channel == "mail" or row.recipient.startswith("channel:")):
        return
    for to in outbox.coordinators(unit):
        outbox.put(
            unit,
            Parked(row=parcel.row, what=row.kind, where=_where(unit, row.recipient), reason=reason[:200]),
            to=to,
            thing=f"outbox:{parcel.row}",
            card=f"parked:out{parcel.row}",
            occasion=f"parked {attempts}",
            lane=Lane.REPLY,
        )


def _tell_still_pinned(unit: Unit, parcel: Parcel, message: UnpinAnnouncement, error: Refused) -> None:
    """Nothing is owed to anybody and nothing will be tried again: a person can do it by hand."""
    outbox.settle(unit, parcel.row, OutboxState.WITHDRAWN, error=error.reason[:500])
    told = StillPinned(message.title, _where(unit, parcel.recipient), error.reason[:200])
    for to in outbox.coordinators(unit):
        outbox.put(unit, told, to=to, thing=f"outbox:{parcel.row}", occasion="still pinned")


def _where(unit: Unit, recipient: str) -> str:
    """Where it was to go: an objector's own address is named by the register number alone."""
    what, _, which = recipient.partition(":")
    if what != "contact":
        return which
    return unit.conn.scalar(select(Objection.register_number).where(Objection.id == int(which))) or ""


def _tell_undelivered_answer(unit: Unit, thing: str, row: int, attempts: int) -> None:
    """Whoever objected stopped the bot: the office must know that its answer was not seen, and learns nothing more."""
    number = unit.conn.scalar(select(Objection.register_number).where(Objection.id == int(thing.rpartition(":")[2])))
    if number is None:
        return
    for to in outbox.coordinators(unit):
        outbox.put(
            unit,
            AnswerUndelivered(register_number=number),
            to=to,
            thing=f"outbox:{row}",
            occasion=f"parked {attempts}",
            lane=Lane.REPLY,
        )
