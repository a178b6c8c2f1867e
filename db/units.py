"""How is a fact written? In a unit: an ordinary function, run whole on the database's one writer thread.

A unit can't await, so no network call sits inside a transaction. It rolls back unless it returns. Units that wait at
the same moment share one commit, a savepoint each: one that fails undoes only itself. A unit must be repeatable: after
a deadlock the batch is rolled back and its units run again, each alone.

Reads (`units.read`) use their own connections, which can't write.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session

from config.settings import Settings
from db.crypto import Vault
from db.engine import READERS, Engines
from db.tables import Base

T = TypeVar("T")
P = ParamSpec("P")

SHARE_SQLITE = 64  # units in one commit; machine-room figures: 900 units/s shared, 550 alone
SHARE_POSTGRESQL = 32  # fewer: row locks are held until the shared commit
SHARE_SECONDS = 0.020  # and no unit waits longer than this for others to finish
ALONE_TRIES = 3  # after a deadlock
_LOCKED = {"40001", "40P01", "55P03"}  # serialization failure, deadlock, lock timeout


class DatabaseUnavailable(RuntimeError):
    """The database could not begin, commit or be read. Nothing was written; what asked may ask again."""


class _Session(Session):
    """The ORM as a unit needs it: a row that is locked is read as it is now, whatever was loaded of it before."""


@event.listens_for(_Session, "do_orm_execute")
def _read_what_is_locked(state: ORMExecuteState) -> None:
    """`FOR UPDATE` waits for the other transaction, but the ORM would keep the values it loaded before the wait."""
    if getattr(state.statement, "_for_update_arg", None) is not None:
        state.session.flush()  # else what this unit changed itself would be read over
        state.update_execution_options(populate_existing=True)


class Reading:
    """What a query is given: a connection that sees one moment, the instant it runs at, the vault, the settings."""

    def __init__(self, conn: Connection, *, now: datetime, vault: Vault, settings: Settings) -> None:
        self._conn = conn
        self.now = now
        self.vault = vault
        self.settings = settings
        self._session: Session | None = None

    @property
    def conn(self) -> Connection:
        """For Core statements. What the ORM still holds back is written first, so that both see the same rows."""
        if self._session is not None:
            self._session.flush()
        return self._conn

    @property
    def session(self) -> Session:
        """The ORM over the same transaction, where it reads better and the statement is not hot."""
        if self._session is None:
            self._session = _Session(self._conn, join_transaction_mode="rollback_only", expire_on_commit=False)
        return self._session

    @property
    def today(self) -> date:
        """The office's date at this instant."""
        return self.now.astimezone(self.settings.office.zone).date()

    def _end(self, *, flush: bool) -> None:
        if self._session is not None:
            if flush:
                self._session.flush()
            self._session.close()
            self._session = None


class Unit(Reading):
    """A `Reading` that writes. `nudge` names what should look after the commit; a nudge is a hint, the row is the truth."""

    def __init__(self, conn: Connection, *, now: datetime, vault: Vault, settings: Settings) -> None:
        super().__init__(conn, now=now, vault=vault, settings=settings)
        self.nudges: set[str] = set()

    def nudge(self, what: str) -> None:
        self.nudges.add(what)

    def insert_new(self, table: type[Base]) -> Any:
        """`INSERT … ON CONFLICT DO NOTHING` in the dialect at hand: add `.values(…)`, and `.returning(…)` to know."""
        return _insert_new(table, self._conn.dialect.name)

    def put_new(self, table: type[Base], **values: Any) -> Any:
        """Insert a row unless its key is there: the new row's primary key, or None where it was. For the hot units."""
        return self.conn.execute(_insert_new_and_tell(table, self._conn.dialect.name), values).scalar()


@cache
def _insert_new(table: type[Base], dialect: str) -> Any:
    """Built once a table: building a statement costs more than running it. On the table, not the class: no ORM."""
    insert = sqlite_insert if dialect == "sqlite" else postgresql_insert
    return insert(cast("Table", table.__table__)).on_conflict_do_nothing()


@cache
def _insert_new_and_tell(table: type[Base], dialect: str) -> Any:
    return _insert_new(table, dialect).returning(*table.__table__.primary_key)


@dataclass
class _Waiting:
    job: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: Future[Any]
    loop: asyncio.AbstractEventLoop | None
    outcome: tuple[bool, Any] | None = None  # (returned?, value or exception)


@dataclass
class _Batch:
    waiting: list[_Waiting] = field(default_factory=list)
    nudges: set[str] = field(default_factory=set)


class Units:
    """The one door to the database. `now` is the injected clock's."""

    def __init__(
        self,
        engines: Engines,
        *,
        vault: Vault,
        settings: Settings,
        now: Callable[[], datetime],
    ) -> None:
        self._engines = engines
        self.vault = vault
        self.settings = settings
        self._now = now
        self._share = SHARE_SQLITE if engines.sqlite else SHARE_POSTGRESQL
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._listeners: list[Callable[[set[str]], None]] = []
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="db-reader")
        self._conn: Connection | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._write, name="db-writer", daemon=True)
        self._thread.start()

    # -- the doors ------------------------------------------------------------------------------------------------

    async def run(self, job: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job(unit, …)` as one unit and return what it returned, once it is committed.

        Raises what the job raised (nothing was written), or `DatabaseUnavailable`.
        """
        loop = asyncio.get_running_loop()
        return cast("T", await asyncio.wrap_future(self._submit(job, args, kwargs, loop)))

    def call(self, job: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`run` for a shell command, which has no event loop."""
        return cast("T", self._submit(job, args, kwargs, None).result())

    async def read(self, query: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `query(reading, …)` on a reader's connection, which sees one moment and can't write.

        Raises what the query raised, or `DatabaseUnavailable`.
        """
        loop = asyncio.get_running_loop()
        return cast("T", await loop.run_in_executor(self._readers, lambda: self.look(query, *args, **kwargs)))

    def look(self, query: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for a shell command."""
        with self._reader() as conn:
            reading = Reading(conn, now=self._now(), vault=self.vault, settings=self.settings)
            try:
                return query(reading, *args, **kwargs)
            except DBAPIError as error:
                if not _lost(error) or _forbidden(error):
                    raise  # the query's own fault
                raise _unavailable(error) from error
            finally:
                reading._end(flush=False)  # noqa: SLF001 - this module's own

    @contextlib.contextmanager
    def _reader(self) -> Iterator[Connection]:
        try:
            conn = self._engines.reader.connect()
        except DBAPIError as error:
            raise _unavailable(error) from error
        with conn, conn.begin():
            yield conn

    def listen(self, listener: Callable[[set[str]], None]) -> None:
        """Hear the nudges of committed units; called on the writer thread, so hand them on."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Finish what waits, then stop."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._readers.shutdown()
        self._engines.dispose()

    # -- the writer thread ----------------------------------------------------------------------------------------

    def _submit(
        self,
        job: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        loop: asyncio.AbstractEventLoop | None,
    ) -> Future[Any]:
        if threading.current_thread() is self._thread:
            raise RuntimeError("a unit was opened inside another: pass the unit on instead")
        if self._closed:
            raise DatabaseUnavailable("the database is closed")
        waiting = _Waiting(job, args, kwargs, Future(), loop)
        self._queue.put(waiting)
        return waiting.future

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = _Batch()
            try:
                self._fill(batch, first)
            except _Repeat:
                self._each_alone(batch)
            except Exception as error:  # noqa: BLE001 - whatever it was, those who wait must be told
                self._drop_connection()
                self._tell_failed(batch, error)
            self._settle(batch)
        self._drop_connection()

    def _fill(self, batch: _Batch, first: _Waiting) -> None:
        """Run `first` and whoever else waits, commit once."""
        batch.waiting.append(first)
        started = time.perf_counter()  # measures work, decides nothing the office would see
        with self._connection().begin():
            self._one(batch, first)
            while len(batch.waiting) < self._share and time.perf_counter() - started < SHARE_SECONDS:
                try:
                    following = self._queue.get_nowait()
                except queue.Empty:
                    break
                if following is None:
                    self._queue.put(None)  # the closing mark: met again when this batch is settled, however it ends
                    break
                batch.waiting.append(following)
                self._one(batch, following)

    def _one(self, batch: _Batch, waiting: _Waiting) -> None:
        conn = self._connection()
        unit = Unit(conn, now=self._now(), vault=self.vault, settings=self.settings)
        savepoint = conn.begin_nested()
        try:
            value = waiting.job(unit, *waiting.args, **waiting.kwargs)
            unit._end(flush=True)  # noqa: SLF001 - this module's own
            savepoint.commit()
        except BaseException as error:
            with contextlib.suppress(Exception):
                unit._end(flush=False)  # noqa: SLF001
            if _lost(error):
                raise
            if _locked(error):
                raise _Repeat from error
            if savepoint.is_active:  # a flush that failed has rolled back to it already
                savepoint.rollback()
            waiting.outcome = (False, error)
        else:
            waiting.outcome = (True, value)
            batch.nudges |= unit.nudges

    def _each_alone(self, batch: _Batch) -> None:
        """After a deadlock nothing of the batch stands: run each unit again in a transaction of its own."""
        batch.nudges.clear()
        for waiting in batch.waiting:
            waiting.outcome = None
            for attempt in range(ALONE_TRIES):
                try:
                    with self._connection().begin():
                        self._one(batch, waiting)
                    break
                except _Repeat as error:
                    if attempt == ALONE_TRIES - 1:
                        waiting.outcome = (False, DatabaseUnavailable(f"locked {ALONE_TRIES} times: {error.__cause__}"))
                except Exception as error:  # noqa: BLE001 - as in _write
                    self._drop_connection()
                    waiting.outcome = (False, _unavailable(error))
                    break

    def _tell_failed(self, batch: _Batch, error: Exception) -> None:
        """The begin or the commit failed: nothing stands, whatever a unit of the batch thought."""
        batch.nudges.clear()
        for waiting in batch.waiting:
            if waiting.outcome is None or waiting.outcome[0]:
                waiting.outcome = (False, _unavailable(error))

    def _settle(self, batch: _Batch) -> None:
        by_loop: dict[asyncio.AbstractEventLoop | None, list[_Waiting]] = {}
        for waiting in batch.waiting:
            by_loop.setdefault(waiting.loop, []).append(waiting)
        for loop, group in by_loop.items():
            if loop is None:
                _resolve(group)
                continue
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to hear
                loop.call_soon_threadsafe(_resolve, group)  # one call a batch: each costs a system call
        if batch.nudges:
            for listener in self._listeners:
                with contextlib.suppress(RuntimeError):  # as above
                    listener(batch.nudges)

    def _connection(self) -> Connection:
        if self._conn is None:
            self._conn = self._engines.writer.connect()
        return self._conn

    def _drop_connection(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            with contextlib.suppress(Exception):  # it is broken, that is why it goes
                conn.close()


class _Repeat(Exception):
    """The batch met a deadlock or a lock timeout."""


def _resolve(group: list[_Waiting]) -> None:
    for waiting in group:
        if waiting.future.cancelled() or not waiting.future.set_running_or_notify_cancel():
            continue
        assert waiting.outcome is not None
        returned, value = waiting.outcome
        if returned:
            waiting.future.set_result(value)
        else:
            waiting.future.set_exception(value)


def _locked(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _LOCKED


def _lost(error: BaseException) -> bool:
    """The transaction as a whole is gone: connection lost, disk full, database locked by another process."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    name, state = getattr(error.orig, "sqlite_errorname", None), getattr(error.orig, "sqlstate", None)
    return (name or "").startswith(_LOST_SQLITE) or (state or "").startswith(_LOST_POSTGRESQL)


# By their beginnings: SQLite names the finer cause behind it (SQLITE_IOERR_WRITE), PostgreSQL's codes have classes:
# no connection, no memory or disk, shutting down, no I/O, a server that takes no writes.
_LOST_SQLITE = (
    *("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_CANTOPEN"),
    *("SQLITE_READONLY", "SQLITE_CORRUPT", "SQLITE_NOTADB"),
)
_LOST_POSTGRESQL = ("08", "53", "57P", "58", "25006")


def _forbidden(error: DBAPIError) -> bool:
    """A reader that tried to write: our mistake, not the database's."""
    name, state = getattr(error.orig, "sqlite_errorname", None), getattr(error.orig, "sqlstate", None)
    return name == "SQLITE_READONLY" or state == "25006"


def _unavailable(error: Exception) -> Exception:
    if isinstance(error, DatabaseUnavailable):
        return error
    unavailable = DatabaseUnavailable(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
    unavailable.__cause__ = error
    return unavailable
