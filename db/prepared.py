"""How does a statement run that is asked at every word somebody types? Compiled once a database, then the driver's own.

SQLAlchemy looks into its cache, builds a context and wraps each row at every execution: for a row by its key this is
many times what the driver needs, and on the way to an answer it was most of the work (ADR 017). A `Prepared` statement
is written in Core like any other and gives named tuples. What a column's type does to its values is done here too.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from db.reading import Reading

Process = Callable[[Any], Any] | None
"""What a type does to a value on its way in or out; None: nothing."""


class Prepared:
    """A statement of a hot road. Its constants stand in it, what varies is a `bindparam`; no expanding `IN`.

    It knows its tables: what a session holds back of them is written first, and nothing else. The same question asked
    again in a unit is answered from what was found before, as long as the unit has written none of its tables.
    Raises `sqlalchemy.exc.DBAPIError` as every execution does.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}  # by dialect
        self.tables = _tables(statement)
        self._reads = isinstance(statement, Select)
        self._locks = self._reads and statement._for_update_arg is not None  # type: ignore[attr-defined]  # noqa: SLF001 - told nowhere else

    def all(self, reading: Reading, /, **values: Any) -> list[Any]:
        conn = reading.connection(self.tables)
        if not self._reads:  # what it wrote, returned
            reading.known.clear(self.tables)
            return self._fetched(conn, values)
        key = (self, *values.items())
        found = reading.known.get(key)
        if found is None:
            if self._locks:  # others may have written while it waited
                reading.known.clear()
            found = self._fetched(conn, values)
            reading.known.keep(key, found)
        return [*found]

    def first(self, reading: Reading, /, **values: Any) -> Any:
        """The first row, None without one."""
        rows = self.all(reading, **values)
        return rows[0] if rows else None

    def scalar(self, reading: Reading, /, **values: Any) -> Any:
        """The first column of the first row, None without one."""
        rows = self.all(reading, **values)
        return rows[0][0] if rows else None

    def run(self, reading: Reading, /, **values: Any) -> int:
        """How many rows it changed."""
        conn = reading.connection(self.tables)
        reading.known.clear(self.tables)
        return int(self._execute(conn, values)[1].rowcount)

    def run_each(self, reading: Reading, each: Iterable[dict[str, Any]]) -> None:
        """Once for each set of values, in one go."""
        conn = reading.connection(self.tables)
        reading.known.clear(self.tables)
        compiled = self._of(conn)
        many = [compiled.parameters(values) for values in each]
        cursor = conn.connection.cursor()
        try:
            cursor.executemany(compiled.sql, many)
        except conn.dialect.loaded_dbapi.Error as error:
            raise _told(conn, cursor, compiled.sql, error) from error

    def _fetched(self, conn: Connection, values: dict[str, Any]) -> list[Any]:
        compiled, cursor = self._execute(conn, values)
        return [compiled.row(cursor, row) for row in cursor.fetchall()]

    def _execute(self, conn: Connection, values: dict[str, Any]) -> tuple[_Compiled, Any]:
        compiled = self._of(conn)
        parameters = compiled.parameters(values)
        cursor = conn.connection.cursor()
        try:
            cursor.execute(compiled.sql, parameters)
        except conn.dialect.loaded_dbapi.Error as error:
            raise _told(conn, cursor, compiled.sql, error) from error
        return compiled, cursor

    def _of(self, conn: Connection) -> _Compiled:
        name = conn.dialect.name
        if name not in self._compiled:
            self._compiled[name] = _Compiled(self._statement, conn.dialect)
        return self._compiled[name]


class Known:
    """What prepared questions have found so far in a unit, by question and values."""

    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], list[Any]] = {}

    def get(self, key: tuple[Any, ...]) -> list[Any] | None:
        return self._found.get(key)

    def keep(self, key: tuple[Any, ...], rows: list[Any]) -> None:
        self._found[key] = rows

    def clear(self, tables: frozenset[str] | None = None) -> None:
        """What is known of these tables may be another now. Without `tables`: of any."""
        if tables is None:
            self._found.clear()
        else:
            for key in [key for key in self._found if not key[0].tables.isdisjoint(tables)]:
                del self._found[key]


def _tables(statement: Any) -> frozenset[str]:
    """By their names: a statement may hold copies of a table."""
    return frozenset(str(part.name) for part in visitors.iterate(statement) if isinstance(part, Table))


def drive(conn: Connection, sql: str) -> None:
    """A statement without values or rows: a savepoint."""
    cursor = conn.connection.cursor()
    try:
        cursor.execute(sql)
    except conn.dialect.loaded_dbapi.Error as error:
        raise _told(conn, cursor, sql, error) from error


def _told(conn: Connection, cursor: Any, sql: str, error: Exception) -> BaseException:
    """The driver's error as SQLAlchemy's, which the writer judges by; it quotes no row, as errors end in logs."""
    dialect = conn.dialect
    gone = dialect.is_disconnect(error, conn.connection, cursor)  # type: ignore[arg-type]
    if gone:
        conn.invalidate(error)
    return DBAPIError.instance(
        sql,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=gone,
        dialect=dialect,
    )


class _Compiled:
    """The statement for one kind of database: its text, how values go in, how columns come out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        if compiled.post_compile_params or compiled.literal_execute_params:
            raise ValueError(f"an IN that grows can't be prepared: {compiled}")
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise ValueError(f"a prepared statement names every column itself: {compiled}")
        self.sql = str(compiled)
        names = compiled.positiontup if compiled.positional else list(compiled.bind_names.values())
        self._fixed: dict[str, Any] = {}
        self._varying: list[tuple[str, Process]] = []
        for name in dict.fromkeys(names or ()):
            bind = compiled.binds[name]
            process = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required:
                self._varying.append((name, process))
            else:
                value = bind.effective_value
                self._fixed[name] = process(value) if process is not None else value
        self._order = tuple(compiled.positiontup or ()) if compiled.positional else None
        columns: list[ColumnElement[Any]] = list(getattr(statement, "selected_columns", ()) or statement._returning)  # noqa: SLF001 - insert, update and delete name what they return nowhere else
        self._types = [column.type.dialect_impl(dialect) for column in columns]
        self._dialect = dialect
        self._out: list[Process] | None = None
        row: Any = namedtuple("Row", [column.key or "" for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024
        self._row = row._make

    def parameters(self, values: dict[str, Any]) -> Any:
        given = self._fixed.copy()
        for name, process in self._varying:
            value = values[name]
            given[name] = value if process is None else process(value)
        return given if self._order is None else [given[name] for name in self._order]

    def row(self, cursor: Any, row: Any) -> Any:
        if self._out is None:  # known at the first row: some types go by what the driver says of its column
            codes = [column[1] for column in cursor.description]
            out: list[Process] = [
                type_.result_processor(self._dialect, code) for type_, code in zip(self._types, codes, strict=True)
            ]
            self._out = out if any(out) else []
        if not self._out:
            return self._row(row)
        return self._row([value if out is None else out(value) for value, out in zip(row, self._out, strict=True)])
