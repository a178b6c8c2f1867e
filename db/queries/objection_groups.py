"""Which open objections are answered together, and which are offered to be?

The first of a group stands in `grouped_with` of the others. What is offered, and what was refused, is noted until the
objection is answered or withdrawn: `alike:<id>` in `meta`, "<the other's id> <per cent>", empty where nothing is like it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select

from db.prepared import Prepared
from db.queries import publicity as periods
from db.session import PreparedRow
from db.tables import Meta, Objection
from db.units import Reading

OFFER = "alike:"


@dataclass(frozen=True)
class Offer:
    """`objection` is like `other`, the first of those it is like."""

    objection: int
    other: int
    percent: int


_MEMBERS = PreparedRow(
    select(Objection)
    .where(
        or_(Objection.id == bindparam("head"), Objection.grouped_with == bindparam("head")), periods.open_objections()
    )
    .order_by(Objection.id)
)
_NOTES = Prepared(select(Meta.name, Meta.value).where(Meta.name.startswith(OFFER, autoescape=True), Meta.value != ""))


def members(reading: Reading, objection: Objection) -> list[Objection]:
    """The open objections that are answered with this one, itself among them, in id order."""
    if not periods.is_open(objection):
        return [objection]
    head = objection.grouped_with or objection.id
    return [row for (row,) in _MEMBERS.all(reading, head=head)]


def offers(reading: Reading, objection: Objection) -> list[Offer]:
    """What is offered on this objection's card: the one it is like, or those that are like it."""
    if not periods.is_open(objection):
        return []
    return [offer for offer in all_offers(reading) if objection.id in (offer.objection, offer.other)]


def all_offers(reading: Reading) -> list[Offer]:
    found = []
    for note in _NOTES.all(reading):
        other, percent = str(note.value).split()
        found.append(Offer(int(note.name.removeprefix(OFFER)), int(other), int(percent)))
    if not found:
        return []
    live = {id_ for offer in found for id_ in (offer.objection, offer.other)}
    still = set(reading.conn.scalars(select(Objection.id).where(Objection.id.in_(live), periods.open_objections())))
    return sorted(
        (offer for offer in found if {offer.objection, offer.other} <= still), key=lambda offer: offer.objection
    )
