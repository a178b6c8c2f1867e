"""How does everything come under a new key? Every column whose name ends in `_sealed`, in small units."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Table, bindparam, select, update

from db.tables import Base
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
    return sum(_column(units, table, name) for table, name in sealed_columns())


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
    if after is not None:
        query = query.where(table.c[key] > after)
    rows = unit.conn.execute(query).all()
    if not rows:
        return 0, None
    statement = update(table).where(table.c[key] == bindparam("_key")).values({name: bindparam("_value")})
    unit.conn.execute(statement, [{"_key": row[0], "_value": unit.vault.reseal(row[1])} for row in rows])
    return len(rows), rows[-1][0]
