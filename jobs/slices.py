"""Which rows does a nightly look read? Those that came since the last one, and the next of the old ones, in a circle.

A night costs what came in it and a bounded share of what is stored; in so many nights as there are shares every row has
been looked at again (docs/adr/018). How far a look came stands in `Meta`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update

from db.tables import Base, Meta
from db.units import Reading, Unit


@dataclass(frozen=True)
class Slice:
    """Of a table: ids above `fresh` up to `newest`, and of the older ones those above `after` up to `upto`."""

    name: str
    fresh: int
    newest: int
    after: int
    upto: int

    def of(self, column: Any) -> ColumnElement[bool]:
        """The condition on a table's id."""
        return or_(column > self.fresh, (column > self.after) & (column <= self.upto))

    def holds(self, which: int) -> bool:
        return which > self.fresh or self.after < which <= self.upto


def tonight(reading: Reading, name: str, table: type[Base], most: int) -> Slice:
    """What the look `name` reads of a table now: `most` old ids at the most."""
    newest = reading.conn.scalar(select(func.max(table.__table__.c.id))) or 0
    stored = reading.conn.scalar(select(Meta.value).where(Meta.name == _key(name))) or "0 0"
    fresh, after = (int(part) for part in stored.split(" "))
    if after >= newest:  # once round; rows that were taken away meanwhile may have taken the end with them
        after = 0
    return Slice(name, min(fresh, newest), newest, after, after + most)


def done(unit: Unit, looked: Slice) -> None:
    """The look is over: the next one goes on from here."""
    value = f"{looked.newest} {looked.upto}"
    unit.conn.execute(unit.insert_new(Meta).values(name=_key(looked.name), value=value))
    unit.conn.execute(update(Meta).where(Meta.name == _key(looked.name)).values(value=value))


def _key(name: str) -> str:
    return f"slice:{name}"
