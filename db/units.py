"""How is a fact written? In a unit: an ordinary function, run whole on the database's one writer thread.

A unit can't await, so no network call sits inside a transaction. It rolls back unless it returns. Units that wait at
the same moment share one commit, a savepoint each: one that fails undoes only itself. A unit must be repeatable: after
a deadlock the batch is rolled back and its units run again, each alone.

Reads (`units.read`) use their own connections, which can't write.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from config.settings import Settings
from db.crypto import Vault
from db.engine import READERS, Engines
from db.reading import Reading, Unit
from db.writer import DatabaseUnavailable, Writer, forbidden, lost, unavailable

__all__ = ["DatabaseUnavailable", "Reading", "Unit", "Units"]

T = TypeVar("T")
P = ParamSpec("P")


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
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="db-reader")
        self._writer = Writer(engines.writer, self._unit)

    @property
    def sqlite(self) -> bool:
        """One file, one process; else a server that other processes share."""
        return self._engines.sqlite

    async def run(self, job: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job(unit, …)` as one unit and return what it returned, once it is committed.

        Raises what the job raised (nothing was written), or `DatabaseUnavailable`.
        """
        done = self._writer.submit(job, args, kwargs, asyncio.get_running_loop())
        assert isinstance(done, asyncio.Future)
        return cast("T", await done)

    def call(self, job: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`run` for a shell command, which has no event loop."""
        done = self._writer.submit(job, args, kwargs, None)
        assert isinstance(done, Future)
        return cast("T", done.result())

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
                if not lost(error) or forbidden(error):
                    raise  # the query's own fault
                raise unavailable(error) from error
            finally:
                reading.end(keep=False)

    @contextlib.contextmanager
    def _reader(self) -> Iterator[Connection]:
        try:
            conn = self._engines.reader.connect()
        except DBAPIError as error:
            raise unavailable(error) from error
        with conn, conn.begin():
            yield conn

    def listen(self, listener: Callable[[set[str]], None]) -> Callable[[], None]:
        """Hear the nudges of committed units; called on the writer thread, so hand them on. What is returned ends it."""
        return self._writer.listen(listener)

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._writer.close()
        self._readers.shutdown()
        self._engines.dispose()

    def _unit(self, conn: Connection) -> Unit:
        return Unit(conn, now=self._now(), vault=self.vault, settings=self.settings)
