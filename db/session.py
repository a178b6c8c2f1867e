"""How does the ORM write on a hot road? What only changes columns of rows it holds, as one prepared UPDATE a row.

A flush sorts everything a session knows by its dependencies: several times what the driver needs to change one row,
and most units change one or two rows that exist. What adds, removes or links rows is SQLAlchemy's to flush as ever.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ClauseElement, Connection, Select, bindparam, event, inspect, update
from sqlalchemy.orm import InstanceState, Mapper, ORMExecuteState, Session
from sqlalchemy.orm.attributes import instance_state, set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from db.prepared import Prepared
from db.tables import Base

if TYPE_CHECKING:
    from db.reading import Reading

KEY = "key_"  # before a primary key's name where it is looked for, beside the columns that are set

FEW = 16  # rows held back: with more, looking through them at each statement costs more than writing them

Change = tuple[InstanceState[Any], tuple[str, ...]]
"""A row that is held, and its columns that differ from what was read."""


class UnitSession(Session):
    """The ORM over a unit's transaction. A row that is locked is read as it is now, whatever was loaded of it before."""

    def __init__(self, reading: Reading, conn: Connection) -> None:
        super().__init__(conn, join_transaction_mode="rollback_only", expire_on_commit=False)
        self.reading = reading
        self._writing = False

    def holds_back(self, tables: frozenset[str]) -> bool:
        """Is there anything to be written first where these tables are asked for?"""
        if self._writing:
            return False
        rows = [*self.identity_map._modified, *self._new, *self._deleted]  # noqa: SLF001 - `dirty` builds sets of them
        return len(rows) > FEW or any(_concerns(state, tables) for state in rows)

    def flush(self, *args: Any, **kwargs: Any) -> None:
        changes = self._plain_changes()
        if changes is None:
            self.reading.known.clear()
            super().flush(*args, **kwargs)
            return
        self._writing = True
        try:
            for state, names in changes:
                _write(self, state, names)
        finally:
            self._writing = False

    def _plain_changes(self) -> list[Change] | None:
        """In the order of tables and keys, as shared rows are taken; None where more has happened than that."""
        if self._new or self._deleted:
            return None
        if not self.identity_map.check_modified():
            return []
        changes = []
        for row in self.dirty:
            state = instance_state(row)
            if not state.committed_state:
                continue  # what it was changed to is written
            names = _changed(state)
            if names is None:
                return None
            if names:
                changes.append((state, names))
        return sorted(changes, key=_place) if len(changes) > 1 else changes


@event.listens_for(UnitSession, "do_orm_execute")
def _read_what_is_locked(state: ORMExecuteState) -> None:
    """`FOR UPDATE` waits for the other transaction, but the ORM would keep the values it loaded before the wait."""
    if not state.is_select:
        state.session.reading.known.clear()  # type: ignore[attr-defined]
    elif getattr(state.statement, "_for_update_arg", None) is not None:
        state.session.flush()  # else what this unit changed itself would be read over
        state.update_execution_options(populate_existing=True)


def _concerns(state: InstanceState[Any], tables: frozenset[str]) -> bool:
    """Is it a row of one of these tables, or linked to another anew, so that who knows what is written?"""
    columns = state.mapper.columns
    return state.mapper.local_table.name in tables or any(name not in columns for name in state.committed_state)  # type: ignore[attr-defined]


def _changed(state: InstanceState[Any]) -> tuple[str, ...] | None:
    """Columns with another value than was read; None where a link, a key or an expression has changed."""
    names = []
    columns = state.mapper.columns
    for name, before in state.committed_state.items():
        if name not in columns:
            return None
        value = state.dict.get(name)
        if columns[name].primary_key or isinstance(value, ClauseElement):
            return None
        if value is not before and value != before:
            names.append(name)
    return tuple(sorted(names))


def _write(session: UnitSession, state: InstanceState[Any], names: tuple[str, ...]) -> None:
    mapper = state.mapper
    keys = {f"{KEY}{column.key}": value for column, value in zip(mapper.primary_key, state.identity or (), strict=True)}
    values = {name: state.dict[name] for name in names}
    if _update(mapper, names).run(session.reading, **values, **keys) != 1:
        raise StaleDataError(f"a row of {mapper.local_table} is not there any more")
    state._commit_all(state.dict, session.identity_map)  # noqa: SLF001 - as the ORM does after a flush of its own


@cache
def _update(mapper: Mapper[Any], names: tuple[str, ...]) -> Prepared:
    table: Any = mapper.local_table
    found = [column == bindparam(f"{KEY}{column.key}", type_=column.type) for column in mapper.primary_key]
    set_ = {mapper.columns[name]: bindparam(name, type_=mapper.columns[name].type) for name in names}
    return Prepared(update(table).where(*found).values(set_))


@cache
def _order() -> dict[Any, int]:
    return {table: place for place, table in enumerate(Base.metadata.sorted_tables)}


def _place(change: Change) -> tuple[int, Any]:
    state = change[0]
    return _order()[state.mapper.local_table], state.identity


class PreparedRow:
    """A prepared `select(A, B, …)` of whole rows of the ORM: the session holds them as if it had read them itself.

    `FOR UPDATE` reads over what was loaded before. Links between the rows are found in the session, without a question.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._shapes = [_Shape(inspect(one["entity"])) for one in statement.column_descriptions]
        columns = [column for shape in self._shapes for column in shape.columns]
        # each under a name of its own, as several tables have an `id`
        numbered = [column.label(f"c{number}") for number, column in enumerate(columns)]
        self._prepared = Prepared(statement.with_only_columns(*numbered))
        self._locks = statement._for_update_arg is not None  # noqa: SLF001 - told nowhere else

    def first(self, reading: Reading, /, **values: Any) -> tuple[Any, ...] | None:
        row = self._prepared.first(reading, **values)
        return self._held(reading, row) if row is not None else None

    def all(self, reading: Reading, /, **values: Any) -> list[tuple[Any, ...]]:
        return [self._held(reading, row) for row in self._prepared.all(reading, **values)]

    def one(self, reading: Reading, /, **values: Any) -> Any:
        """The first of the first row's, None without a row: where but one table is asked for."""
        row = self.first(reading, **values)
        return row[0] if row is not None else None

    def _held(self, reading: Reading, row: tuple[Any, ...]) -> tuple[Any, ...]:
        held, at = [], 0
        for shape in self._shapes:
            end = at + len(shape.names)
            held.append(shape.hold(reading.session, row[at:end], anew=self._locks))
            at = end
        return tuple(held)


class _Shape:
    """A table's columns, and how a row of them becomes one that the session holds."""

    def __init__(self, mapper: Mapper[Any]) -> None:
        self._mapper = mapper
        self.names = list(mapper.columns.keys())
        self.columns: list[Any] = list(mapper.columns)
        self._key = [self.columns.index(column) for column in mapper.primary_key]

    def hold(self, session: Session, values: tuple[Any, ...], *, anew: bool) -> Any:
        identity = self._mapper.identity_key_from_primary_key(tuple(values[at] for at in self._key))
        row = session.identity_map.get(identity)
        if row is None:
            row = self._mapper.class_manager.new_instance()
            row.__dict__.update(zip(self.names, values, strict=True))
            state = instance_state(row)
            state.key, state.session_id = identity, session.hash_key  # as the ORM does with what it loads
            session.identity_map.add(state)
        elif anew:
            for name, value in zip(self.names, values, strict=True):
                set_committed_value(row, name, value)
        return row
