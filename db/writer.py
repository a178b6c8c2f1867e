"""How do units share a commit? The one thread that runs them, a savepoint each but the first; what fails undoes only itself.

After a deadlock or a lock timeout the batch is rolled back and its units run again, each alone; so are those that share
a commit with a unit whose flush failed, as the ORM takes back the whole transaction.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from db.prepared import drive
from db.reading import Unit

SHARE_SQLITE = 64  # units in one commit; machine-room figures: 900 units/s shared, 550 alone
SHARE_POSTGRESQL = 32  # fewer: row locks are held until the shared commit
SHARE_SECONDS = 0.020  # and no unit waits longer than this for others to finish
MARK, UNMARK = "SAVEPOINT unit", "RELEASE SAVEPOINT unit"
ALONE_TRIES = 3  # after a deadlock
_LOCKED = {"40001", "40P01", "55P03"}  # serialization failure, deadlock, lock timeout


class DatabaseUnavailable(RuntimeError):
    """The database could not begin, commit or be read. Nothing was written; what asked may ask again."""


@dataclass
class _Waiting:
    job: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: Future[Any] | asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop | None
    outcome: tuple[bool, Any] | None = None  # (returned?, value or exception)
    afterwards: list[Callable[[], None]] = field(default_factory=list)


@dataclass
class _Batch:
    waiting: list[_Waiting] = field(default_factory=list)
    nudges: set[str] = field(default_factory=set)
    each_alone: bool = False


class Writer:
    """The thread. `unit` makes what a job is given, over the thread's own connection."""

    def __init__(self, engine: Engine, unit: Callable[[Connection], Unit]) -> None:
        self._engine = engine
        self._unit = unit
        sqlite = engine.dialect.name == "sqlite"
        self._share = SHARE_SQLITE if sqlite else SHARE_POSTGRESQL
        self._next_mark = (UNMARK, MARK) if sqlite else (f"{UNMARK}; {MARK}",)  # one way there and back
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._listeners: list[Callable[[set[str]], None]] = []
        self._conn: Connection | None = None
        self._marked = False  # whether the transaction holds a savepoint
        self._closed = False
        self._thread = threading.Thread(target=self._write, name="db-writer", daemon=True)
        self._thread.start()

    def submit(
        self,
        job: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        loop: asyncio.AbstractEventLoop | None,
    ) -> Future[Any] | asyncio.Future[Any]:
        """Queue a unit; its future is the loop's and resolved there, or on the thread itself where there is none."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a unit was opened inside another: pass the unit on instead")
        if self._closed:
            raise DatabaseUnavailable("the database is closed")
        waiting = _Waiting(job, args, kwargs, Future() if loop is None else loop.create_future(), loop)
        self._queue.put(waiting)
        return waiting.future

    def listen(self, listener: Callable[[set[str]], None]) -> Callable[[], None]:
        """Hear the nudges of committed units; called on this thread, so hand them on. What is returned ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Finish what waits, then stop."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = _Batch()
            try:
                self._fill(batch, first)
            except _Over:
                pass  # of nobody else was anything in it, and who waits behind goes on in a new one
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
        with self._transaction():
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
        unit = self._unit(conn)
        first = waiting is batch.waiting[0] or batch.each_alone
        if not first:
            self._mark(conn)
        try:
            value = waiting.job(unit, *waiting.args, **waiting.kwargs)
            unit.end(keep=True)
        except BaseException as error:
            with contextlib.suppress(Exception):
                unit.end(keep=False)
            if lost(error):
                raise
            if _locked(error):
                raise _Repeat from error
            waiting.outcome = (False, error)
            if first:
                raise _Over from error
            if not conn.in_transaction():
                raise _Undone from error
            drive(conn, "ROLLBACK TO SAVEPOINT unit")
        else:
            waiting.outcome, waiting.afterwards = (True, value), unit.afterwards
            batch.nudges.update(unit.nudges)

    def _mark(self, conn: Connection) -> None:
        """Where a unit that shares the transaction goes back to. The first needs none: there is nothing before it."""
        for statement in self._next_mark if self._marked else (MARK,):
            drive(conn, statement)
        self._marked = True

    def _each_alone(self, batch: _Batch) -> None:
        """After a deadlock nothing of the batch stands: run each unit again in a transaction of its own."""
        batch.nudges.clear()
        batch.each_alone = True
        for waiting in batch.waiting:
            waiting.outcome = None
            for attempt in range(ALONE_TRIES):
                try:
                    with self._transaction():
                        self._one(batch, waiting)
                    break
                except _Over:
                    break  # what it raised is its outcome
                except _Repeat as error:
                    if attempt == ALONE_TRIES - 1:
                        waiting.outcome = (False, DatabaseUnavailable(f"locked {ALONE_TRIES} times: {error.__cause__}"))
                except Exception as error:  # noqa: BLE001 - as in _write
                    self._drop_connection()
                    waiting.outcome = (False, unavailable(error))
                    break

    def _tell_failed(self, batch: _Batch, error: Exception) -> None:
        """The begin or the commit failed: nothing stands, whatever a unit of the batch thought."""
        batch.nudges.clear()
        for waiting in batch.waiting:
            if waiting.outcome is None or waiting.outcome[0]:
                waiting.outcome = (False, unavailable(error))

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
            for listener in [*self._listeners]:
                with contextlib.suppress(RuntimeError):  # as above
                    listener(batch.nudges)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._marked = False
        with self._connection().begin():
            yield

    def _connection(self) -> Connection:
        if self._conn is None:
            self._conn = self._engine.connect()
        return self._conn

    def _drop_connection(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            with contextlib.suppress(Exception):  # it is broken, that is why it goes
                conn.close()


class _Repeat(Exception):
    """The batch met a deadlock or a lock timeout."""


class _Over(Exception):
    """The transaction's first unit failed: it has its outcome, and the transaction is undone with it."""


class _Undone(_Repeat):
    """A flush of the ORM failed, and took the whole transaction back with it."""


def _resolve(group: list[_Waiting]) -> None:
    """On the loop of those who wait, or on the writer's thread where there is none. Who gave up waiting is passed over."""
    for waiting in group:
        assert waiting.outcome is not None
        returned, value = waiting.outcome
        if returned:
            for act in waiting.afterwards:
                act()
        if waiting.future.done():
            continue
        if returned:
            waiting.future.set_result(value)
        else:
            waiting.future.set_exception(value)


def _locked(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _LOCKED


def lost(error: BaseException) -> bool:
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


def forbidden(error: DBAPIError) -> bool:
    """A reader that tried to write: our mistake, not the database's."""
    name, state = getattr(error.orig, "sqlite_errorname", None), getattr(error.orig, "sqlstate", None)
    return name == "SQLITE_READONLY" or state == "25006"


def unavailable(error: Exception) -> Exception:
    if isinstance(error, DatabaseUnavailable):
        return error
    unavailable = DatabaseUnavailable(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
    unavailable.__cause__ = error
    return unavailable
