"""Which database is it, and how is it opened so that a commit is a promise?

SQLite is the default; the same code runs on PostgreSQL. SQLite has two engines: the writer begins every transaction
with `BEGIN IMMEDIATE` (with SQLAlchemy's default, concurrent read-modify-write units lose updates without an error),
the readers can't write at all. Errors don't quote rows (`hide_parameters`): they end in logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

BUSY_MS = 15_000  # how long SQLite waits for another process (a back-up, a shell command) before it says "locked"
SYNCHRONOUS = "FULL"  # of SQLite: NORMAL would lose the last commits at a power cut
READERS = 4  # threads that read beside the writer; each holds one connection


@dataclass(frozen=True)
class Engines:
    """The writer's engine and the readers' one. On PostgreSQL they differ in pool and in `default_transaction_read_only`."""

    writer: Engine
    reader: Engine

    @property
    def sqlite(self) -> bool:
        return self.writer.dialect.name == "sqlite"

    def dispose(self) -> None:
        self.writer.dispose()
        self.reader.dispose()


def open_engines(url: str) -> Engines:
    """Engines for a SQLAlchemy URL (`sqlite:///path` or `postgresql+psycopg://…`). Nothing is connected yet."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise ValueError("an in-memory database forgets what people were told; name a file")
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        writer = create_engine(
            parsed, poolclass=NullPool, connect_args={"check_same_thread": False}, hide_parameters=True
        )
        reader = create_engine(
            parsed, pool_size=READERS, connect_args={"check_same_thread": False}, hide_parameters=True
        )
        _sqlite_pragmas(writer, query_only=False)
        _sqlite_pragmas(reader, query_only=True)
        event.listen(writer, "begin", _begin_immediate)
        event.listen(reader, "begin", _begin_deferred)
        return Engines(writer, reader)
    writer = create_engine(parsed, poolclass=NullPool, hide_parameters=True)
    reader = create_engine(
        parsed,
        pool_size=READERS,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"options": "-c default_transaction_read_only=on"},
        isolation_level="REPEATABLE READ",  # one query function sees one moment, as on SQLite
    )
    return Engines(writer, reader)


def _sqlite_pragmas(engine: Engine, *, query_only: bool) -> None:
    def connected(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={SYNCHRONOUS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if query_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    event.listen(engine, "connect", connected)


def _begin_immediate(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN")
