"""Is it the same objection from several people? A coordinator says so; the group is answered at once, each with its own answer."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries.objection_groups import OFFER, Offer, members, offers
from db.tables import Meta, Objection
from db.units import Unit
from domain.errors import Moved
from domain.messages.base import Note
from domain.people import Account
from jobs import audit, rights
from jobs.objections import case, state


def join(unit: Unit, who: Account, objection_id: int, rev: int) -> Note:
    """[并入同组]: this one and all it is offered with."""
    coordinator = rights.coordinator(unit, who)
    found = _offered(unit, who, objection_id, rev)
    head = found[0].other
    first = unit.session.get_one(Objection, head)
    head = first.grouped_with or first.id
    for offer in found:
        row = state.locked(unit, offer.objection)
        row.grouped_with = head if row.id != head else None
        _decide(unit, offer)
        audit.note(unit, audit.person(coordinator.id), "objection.grouped", state.thing(row), {"with": head})
    _bring_up_to_date(unit, [head, *(offer.objection for offer in found)])
    return Note("objection-grouped", {"count": len(members(unit, unit.session.get_one(Objection, head)))})


def not_the_same(unit: Unit, who: Account, objection_id: int, rev: int) -> Note:
    """[不是]"""
    rights.coordinator(unit, who)
    found = _offered(unit, who, objection_id, rev)
    for offer in found:
        _decide(unit, offer)
    _bring_up_to_date(unit, [id_ for offer in found for id_ in (offer.objection, offer.other)])
    return Note("objection-not-grouped", {})


def leave(unit: Unit, who: Account, objection_id: int, rev: int) -> Note:
    """[移出同组]: out of its group; the first of one lets all the others go. Until it is answered."""
    coordinator = rights.coordinator(unit, who)
    objection = case.unanswered(unit, who, objection_id)
    before = members(unit, objection)
    if objection.rev != rev or len(before) < 2:
        raise Moved(then=lambda unit: case.show_current(unit, who, objection_id))
    gone = (
        [objection] if objection.grouped_with is not None else [row for row in before if row.grouped_with is not None]
    )
    for row in gone:
        row.grouped_with = None
        audit.note(unit, audit.person(coordinator.id), "objection.ungrouped", state.thing(row))
    _bring_up_to_date(unit, [row.id for row in before])
    return Note("objection-ungrouped", {})


def _offered(unit: Unit, who: Account, objection_id: int, rev: int) -> list[Offer]:
    objection = case.unanswered(unit, who, objection_id)
    found = offers(unit, objection)
    if objection.rev != rev or not found:
        raise Moved(then=lambda unit: case.show_current(unit, who, objection_id))
    return found


def _decide(unit: Unit, offer: Offer) -> None:
    unit.session.get_one(Meta, f"{OFFER}{offer.objection}").value = ""
    unit.session.flush()


def _bring_up_to_date(unit: Unit, objection_ids: Sequence[int]) -> None:
    """Buttons drawn before are stale on every card of the group."""
    unit.session.flush()
    for objection_id in dict.fromkeys(objection_ids):
        state.changed(unit, state.locked(unit, objection_id))
