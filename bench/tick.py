"""What does the clock cost an office of many years? Every routine's question and every routine's run, with nothing due.

`asked_ms`: the slowest routine's question when it is next due (the median of several); `run_ms`: the slowest run with
nothing to do, of those that run all day. The two that run once a night read a share of what is stored, on a reader's connection
(the first night all of it): `nightly_ms`, of the second. Then a hundred requests come due: `due_asked_ms`, and the run of the routine that reminds. `claim_ms`: the
unit that claims one message of the outbox. Beside it: one bare `SELECT count(*)` over the requests.
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import text

from bench import stored
from bench.databases import postgresql
from bench.program import quiet
from bench.result import Result
from config.settings import load_settings
from db.database import open_database
from db.tables import Lane
from db.units import Reading, Unit, Units
from domain.messages.everyday import Sentence
from jobs import leases, outbox, schedule
from jobs.clock import VirtualClock
from jobs.delivery.claim import Wanted, claim
from jobs.delivery.recheck import RECHECKS
from jobs.routines import Routine

SIZES = (10_000, 100_000)
MILLION = 1_000_000
TIMES, CLAIMS, DUE = 7, 101, 100
NIGHTLY = {"sweep", "trim_audit", "reconcile"}

Figures = dict[str, float]


async def run(rows: int | None = None) -> Result:
    """`rows`: only so many requests, a million if wanted; that takes some minutes, most of them to make them."""
    quiet()
    figures: Figures = {}
    peer: Figures = {}
    for size in (rows,) if rows else SIZES:
        for database in ("sqlite", "postgresql"):
            name = f"{database}_{size // 1000}k"
            with _office(database) as units:
                await asyncio.to_thread(stored.fill, units, size)
                peer[f"{name}_count_ms"] = _median(lambda: units.look(_count))
                figures |= {f"{name}_{what}": value for what, value in (await _measured(units)).items()}
    ratio = {
        name.removesuffix("_count_ms"): figures[name.replace("_count_ms", "_asked_ms")] / value
        for name, value in peer.items()
    }
    return Result("tick", figures=figures, peer=peer, ratio=ratio)


@contextlib.contextmanager
def _office(database: str) -> Iterator[Units]:
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="xiaohao-bench-"))
        environ = {"XIAOHAO_DATA_DIR": str(Path(folder))}
        if database == "postgresql":
            environ["XIAOHAO_DATABASE__URL"] = stack.enter_context(postgresql())
        units = open_database(load_settings(environ=environ), now=VirtualClock(stored.NOW).now)
        stack.callback(units.close)
        yield units


async def _measured(units: Units) -> Figures:
    clock = VirtualClock(stored.NOW)
    all_day = [routine for routine in schedule.ROUTINES if routine.name not in NIGHTLY]
    asked = {routine.name: _asked(units, routine) for routine in schedule.ROUTINES}
    runs = {routine.name: await _ran(units, clock, routine) for routine in all_day}
    figures = {
        "asked_ms": max(asked.values()),
        "asked_all_ms": sum(asked.values()),
        "run_ms": max(runs.values()),
        "claim_ms": _claims(units),
    }
    for routine in schedule.ROUTINES:
        if routine.name in NIGHTLY:
            await _ran(units, clock, routine)  # the first night has everything before it
            figures[f"nightly_{routine.name}_ms"] = await _ran(units, clock, routine)
    units.call(stored.make_due, DUE)
    figures["due_asked_ms"] = max(_asked(units, routine) for routine in schedule.ROUTINES)
    for routine in all_day:
        took = await _ran(units, clock, routine)
        if routine.name == "remind":
            figures["due_remind_ms"] = took
    return figures


def _asked(units: Units, routine: Routine) -> float:
    return _median(lambda: units.look(routine.next_due))


async def _ran(units: Units, clock: VirtualClock, routine: Routine) -> float:
    began = time.perf_counter()
    if not await schedule.run_one(routine, units, clock):
        raise RuntimeError(f"{routine.name} failed")
    return (time.perf_counter() - began) * 1e3


def _claims(units: Units) -> float:
    """One message is put, and claimed by itself."""
    epoch = units.call(leases.take, leases.SENDING, "bench", at_once=True)
    assert epoch is not None
    took = []
    for serial in range(CLAIMS):
        units.call(_put, serial)
        began = time.perf_counter()
        claimed = units.call(claim, epoch, Wanted("telegram", dict.fromkeys(Lane, 5)), RECHECKS)
        took.append((time.perf_counter() - began) * 1e3)
        assert len(claimed.parcels) == 1
    return statistics.median(took)


def _put(unit: Unit, serial: int) -> None:
    outbox.put(unit, Sentence("moved-on"), to="channel:@bench", thing="bench", occasion=str(serial), lane=Lane.REPLY)


def _count(reading: Reading) -> int:
    return int(reading.conn.scalar(text("SELECT count(*) FROM request")) or 0)


def _median(work: Callable[[], object]) -> float:
    """Milliseconds; the first time, which plans and reads from disk, counts as one of them."""
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1e3)
    return statistics.median(took)
