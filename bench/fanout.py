"""How long until an announcement's rows stand in the outbox, and how long does an answer wait meanwhile?

Ten thousand, a hundred thousand and (`--rows`) a million subscribers, in units as large as an answer can wait for. `longest_ms` is the
longest unit, which is the longest an answer can be kept waiting; `memory_mb` what the process grew by at its highest.
Beside it: every row by one bare `INSERT ... SELECT` of the database's own driver, in one transaction.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench import stored
from bench.databases import postgresql
from bench.result import Result
from config.settings import load_settings
from db.database import database_url, open_database
from db.units import Units
from jobs.clock import VirtualClock
from jobs.publicity import spreading
from jobs.publicity.chunk import Chunk

SIZES = (10_000, 100_000)

Figures = dict[str, float]


async def run(rows: int | None = None) -> Result:
    """`rows`: only so many subscribers."""
    figures: Figures = {}
    peer: Figures = {}
    ratio: Figures = {}
    for size in (rows,) if rows else SIZES:
        for database in ("sqlite", "postgresql"):
            name = f"{database}_{size // 1000}k"
            measured, bare = await asyncio.to_thread(_measured, database, size)
            figures |= {f"{name}_{what}": value for what, value in measured.items()}
            peer[f"{name}_bare_seconds"] = bare
            ratio[name] = measured["seconds"] / bare
    return Result("fanout", figures=figures, peer=peer, ratio=ratio)


def _measured(database: str, size: int) -> tuple[Figures, float]:
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="xiaohao-bench-"))
        environ = {"XIAOHAO_DATA_DIR": str(Path(folder))}
        if database == "postgresql":
            environ["XIAOHAO_DATABASE__URL"] = stack.enter_context(postgresql())
        settings = load_settings(environ=environ)
        units = open_database(settings, now=VirtualClock(stored.NOW).now)
        stack.callback(units.close)
        stored.subscribe(units, size)
        bare = _bare(database_url(settings))
        first, second = stored.announce(units), stored.announce(units)
        _spread(units, first)  # a database that has done it once: what is measured is not its first pages
        return _spread(units, second), bare


def _spread(units: Units, announcement: int) -> Figures:
    gc.collect()
    before, highest, longest = _memory(), 0.0, 0.0
    began = time.perf_counter()
    chunk, more = Chunk(), True
    while more:
        started = time.perf_counter()
        more = units.call(spreading.go_on, announcement, chunk.size)
        took = time.perf_counter() - started
        chunk.took(took)
        longest = max(longest, took)
        highest = max(highest, _memory())
    return {
        "seconds": time.perf_counter() - began,
        "longest_ms": longest * 1e3,
        "memory_mb": max(highest - before, 0.0),
    }


def _memory() -> float:
    """MB of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


ROWS = """INSERT INTO outbox (channel, kind, thing, occasion, recipient, op, lane, state, not_before, attempts, epoch,
withdraw_asked, created_at)
SELECT 'telegram', 'bare', 'bare', 'bare', 'dialogue:' || dialogue_id, 'send', 2, 2, '2025-04-03 02:00:00', 0, 0,
false, '2025-04-03 02:00:00' FROM subscription WHERE ended_at IS NULL ORDER BY id"""


def _bare(url: str) -> float:
    """Seconds of one statement and its commit; the rows are then taken away again."""
    with _connection(url) as conn:
        began = time.perf_counter()
        conn.execute(ROWS)
        conn.commit()
        took = time.perf_counter() - began
        conn.execute("DELETE FROM outbox")
        conn.commit()
    return took


@contextlib.contextmanager
def _connection(url: str) -> Iterator[sqlite3.Connection | psycopg.Connection]:
    if url.startswith("sqlite"):
        conn = sqlite3.connect(url.removeprefix("sqlite:///"))
        conn.execute("PRAGMA synchronous=FULL")
        with contextlib.closing(conn):
            yield conn
    else:
        with psycopg.connect(url.replace("+psycopg", "", 1)) as other:
            yield other
