"""How does everything come under a new key? Every column whose name ends in `_sealed`, in small units.

And one thing more: a form that was put aside lies in `dialogue.parked`, its draft sealed within the JSON.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, Table, bindparam, select, update

from db.tables import Base, Dialogue
from db.units import Unit, Units

ROWS = 500  # a unit


def sealed_columns() -> list[tuple[Table, str]]:
    """(table, column) of all that is sealed; the naming is the rule, and a test holds every table to it."""
    return [
        (table, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed") and isinstance(column.type, LargeBinary)
    ]


def reseal_all(units: Units) -> int:
    """The number of values sealed again. Can be stopped and run again: sealing twice harms nothing."""
    return sum(_column(units, table, name) for table, name in sealed_columns()) + _parked(units)


def _column(units: Units, table: Table, name: str) -> int:
    (key,) = table.primary_key.columns
    done, after = 0, None
    while True:
        count, after = units.call(_some, table, name, key.name, after)
        done += count
        if after is None:
            return done


def _some(unit: Unit, table: Table, name: str, key: str, after: object) -> tuple[int, object]:
    query = select(table.c[key], table.c[name]).where(table.c[name].is_not(None)).order_by(table.c[key]).limit(ROWS)
    query = query.with_for_update()  # else what the running program empties meanwhile would be written back
    if after is not None:
        query = query.where(table.c[key] > after)
    rows = unit.conn.execute(query).all()
    if not rows:
        return 0, None
    statement = update(table).where(table.c[key] == bindparam("_key")).values({name: bindparam("_value")})
    unit.conn.execute(statement, [{"_key": row[0], "_value": unit.vault.reseal(row[1])} for row in rows])
    return len(rows), rows[-1][0]


def _parked(units: Units) -> int:
    """The drafts of forms put aside."""
    done, after = 0, 0
    while True:
        count, last = units.call(_some_parked, after)
        done += count
        if last is None:
            return done
        after = last


def _some_parked(unit: Unit, after: int) -> tuple[int, int | None]:
    query = select(Dialogue).where(Dialogue.id > after).order_by(Dialogue.id).limit(ROWS).with_for_update()
    dialogues = unit.session.scalars(query).all()
    count = 0
    for dialogue in dialogues:
        if any(aside["draft"] is not None for aside in dialogue.parked):
            dialogue.parked = [_resealed(unit, aside) for aside in dialogue.parked]
            count += sum(aside["draft"] is not None for aside in dialogue.parked)
    return count, dialogues[-1].id if dialogues else None


def _resealed(unit: Unit, aside: dict[str, Any]) -> dict[str, Any]:
    draft = aside["draft"]
    return aside | {"draft": unit.vault.reseal(draft.encode()).decode() if draft is not None else None}
