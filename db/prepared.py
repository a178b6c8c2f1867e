"""How does a statement run that is asked at every word somebody types? Compiled once a database, then the driver's own.

SQLAlchemy looks into its cache, builds a context and wraps each row at every execution: for a row by its key this is
many times what the driver needs, and on the way to an answer it was most of the work (ADR 017). A `Prepared` statement
is written in Core like any other and gives named tuples. What a column's type does to its values is done here too.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from db.reading import Reading

Process = Callable[[Any], Any] | None
"""What a type does to a value on its way in or out; None: nothing."""


class Prepared:
    """A statement of a hot road. Its constants stand in it, what varies is a `bindparam`; no expanding `IN`.

    `aside`: the ORM writes none of its tables, so nothing that a session holds back has to be written first.
    Raises `sqlalchemy.exc.DBAPIError` as every execution does.
    """

    def __init__(self, statement: Executable, *, aside: bool = False) -> None:
        self._statement = statement
        self._aside = aside
        self._compiled: dict[str, _Compiled] = {}  # by dialect

    def all(self, reading: Reading, /, **values: Any) -> list[Any]:
        compiled, cursor = self._execute(reading, values)
        return [compiled.row(row) for row in cursor.fetchall()]

    def first(self, reading: Reading, /, **values: Any) -> Any:
        """The first row, None without one."""
        compiled, cursor = self._execute(reading, values)
        row = cursor.fetchone()
        return compiled.row(row) if row is not None else None

    def scalar(self, reading: Reading, /, **values: Any) -> Any:
        """The first column of the first row, None without one."""
        compiled, cursor = self._execute(reading, values)
        row = cursor.fetchone()
        return compiled.row(row)[0] if row is not None else None

    def run(self, reading: Reading, /, **values: Any) -> int:
        """How many rows it changed."""
        return int(self._execute(reading, values)[1].rowcount)

    def run_each(self, reading: Reading, each: Iterable[dict[str, Any]]) -> None:
        """Once for each set of values, in one go."""
        conn = reading.connection(aside=self._aside)
        compiled = self._of(conn)
        many = [compiled.parameters(values) for values in each]
        _driven(conn, compiled.sql, lambda cursor: cursor.executemany(compiled.sql, many))

    def _execute(self, reading: Reading, values: dict[str, Any]) -> tuple[_Compiled, Any]:
        conn = reading.connection(aside=self._aside)
        compiled = self._of(conn)
        parameters = compiled.parameters(values)
        return compiled, _driven(conn, compiled.sql, lambda cursor: cursor.execute(compiled.sql, parameters))

    def _of(self, conn: Connection) -> _Compiled:
        name = conn.dialect.name
        if name not in self._compiled:
            self._compiled[name] = _Compiled(self._statement, conn.dialect)
        return self._compiled[name]


def drive(conn: Connection, sql: str) -> None:
    """A statement without values or rows: a savepoint."""
    _driven(conn, sql, lambda cursor: cursor.execute(sql))


def _driven(conn: Connection, sql: str, execute: Callable[[Any], object]) -> Any:
    """The cursor, after what it did; the driver's error as SQLAlchemy's, which the writer judges by."""
    cursor = conn.connection.cursor()
    try:
        execute(cursor)
    except Exception as error:
        dialect = conn.dialect
        base = dialect.loaded_dbapi.Error
        if not isinstance(error, base):
            raise
        gone = dialect.is_disconnect(error, conn.connection, cursor)
        if gone:
            conn.invalidate(error)
        raise DBAPIError.instance(
            sql,
            None,  # errors end in logs: they quote no row
            error,
            base,
            hide_parameters=True,
            connection_invalidated=gone,
            dialect=dialect,
        ) from error
    return cursor


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
        self._named = not compiled.positional
        self._binds = [self._bind(compiled, name, dialect) for name in names or ()]
        columns: list[ColumnElement[Any]] = list(getattr(statement, "selected_columns", ()) or statement._returning)  # noqa: SLF001 - insert, update and delete name what they return nowhere else
        self._out = [_processor(column.type, dialect, out=True) for column in columns]
        self._plain = not any(self._out)
        row: Any = namedtuple("Row", [column.key or "" for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024
        self._row = row._make

    def _bind(self, compiled: SQLCompiler, name: str, dialect: Dialect) -> tuple[str, bool, Any, Process]:
        """Its name, whether it varies, its value where it does not (as the driver is given it), and its type's doing."""
        bind = compiled.binds[name]
        process = _processor(bind.type, dialect, out=False)
        if bind.required:
            return name, True, None, process
        value = bind.effective_value
        return name, False, process(value) if process is not None else value, None

    def parameters(self, values: dict[str, Any]) -> Any:
        found = [
            (name, (process(values[name]) if process is not None else values[name]) if varies else value)
            for name, varies, value, process in self._binds
        ]
        return dict(found) if self._named else tuple(value for _, value in found)

    def row(self, row: Any) -> Any:
        if self._plain:
            return self._row(row)
        return self._row([value if out is None else out(value) for value, out in zip(row, self._out, strict=True)])


def _processor(type_: TypeEngine[Any], dialect: Dialect, *, out: bool) -> Process:
    of_dialect = type_.dialect_impl(dialect)
    return of_dialect.result_processor(dialect, None) if out else of_dialect.bind_processor(dialect)
