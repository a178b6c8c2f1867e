"""Which departments can't be asked here? The card of a round that says so, turned and brought up to date."""

from __future__ import annotations

from db.queries import roster, rounds
from db.tables import Cycle
from db.units import Unit
from domain.errors import Moved
from domain.people import Account
from jobs import outbox, rights


def turn_page(unit: Unit, who: Account, cycle_id: int, page: int, occasion: str) -> None:
    coordinator = rights.coordinator(unit, who)
    cycle = unit.session.get(Cycle, cycle_id)
    if cycle is None:
        raise Moved
    card = roster.unbound(unit, cycle, page)
    to = outbox.to_person(coordinator.id)
    outbox.show(unit, card, to=to, card=roster.unbound_card(cycle_id), occasion=occasion)


def bring_up_to_date(unit: Unit, department_id: int) -> None:
    """Somebody has joined, or an address was written down: the cards that named the department say so."""
    for cycle in dict.fromkeys(request.cycle for request in rounds.owed_of(unit, department_id)):
        outbox.edit_shown(unit, roster.unbound(unit, cycle), card=roster.unbound_card(cycle.id))
