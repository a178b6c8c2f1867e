"""Which round is meant? By its key (2024Q3), of the one programme there is or of the one that is named."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Cycle, Programme
from db.units import Reading


class NoOneRoundError(LookupError):
    """No round is called so, or those of several programmes are. The message is a sentence for a shell."""


def one(reading: Reading, key: str | None, programme: str | None) -> Cycle:
    """The round; without a key the newest. Raises `NoOneRoundError`."""
    query = select(Cycle).join(Programme).order_by(Cycle.opens_on.desc(), Cycle.id.desc())
    if programme is not None:
        query = query.where(Programme.name == programme)
    if key is not None:
        query = query.where(Cycle.key == key.strip().upper())
    found = list(reading.session.scalars(query))
    if not found:
        called = f"called {key}" if key else "yet"
        raise NoOneRoundError(f"there is no round {called}{f' in {programme}' if programme else ''}")
    if key is None:
        found = [cycle for cycle in found if cycle.opens_on == found[0].opens_on]
    if len(found) > 1:
        names = ", ".join(f"{cycle.key} {cycle.programme.name}" for cycle in found)
        raise NoOneRoundError(f"several rounds could be meant: name one, and its --programme ({names})")
    return found[0]
