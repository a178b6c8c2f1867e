"""Routines are caught up at start, woken at their moment, kept apart from each other's faults, and watched.

Real time: APScheduler and the real clock, with moments a fraction of a second away.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import pytest
import structlog
from sqlalchemy import select

from config.settings import Settings
from db.database import open_database
from db.tables import RoutineRun
from db.units import Reading, Units
from jobs import schedule
from jobs.clock import Clock, RealClock, VirtualClock
from jobs.routines import Routine
from jobs.schedule import EVERY, ROUTINES, Scheduler, run_due

Run = Callable[[], Awaitable[None]]


class Due:
    """A routine that is due at given moments and counts how often it ran."""

    def __init__(self, name: str, *moments: datetime, run: Run | None = None, seconds: float = 30.0) -> None:
        self.moments = sorted(moments)
        self.ran: list[datetime] = []
        self._run = run
        self.routine = Routine(name, self._next, self._work, seconds)

    def _next(self, _reading: Reading) -> datetime | None:
        return self.moments[0] if self.moments else None

    async def _work(self, _units: Units, clock: Clock) -> None:
        self.ran.append(clock.now())
        if self._run is not None:
            await self._run()
        if self.moments:
            self.moments.pop(0)


@pytest.fixture
def real_units(settings: Settings) -> AsyncIterator[Units]:
    opened = open_database(settings, now=RealClock().now)
    yield opened  # type: ignore[misc]
    opened.close()


@contextlib.asynccontextmanager
async def scheduled(units: Units, *due: Due) -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(units, RealClock(), [one.routine for one in due])
    task = asyncio.ensure_future(scheduler.run())
    try:
        yield scheduler
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool], seconds: float = 25.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


async def test_what_came_due_while_the_program_was_down_runs_at_start(real_units: Units) -> None:
    missed = Due("missed", RealClock().now() - timedelta(days=3))
    async with scheduled(real_units, missed):
        await until(lambda: len(missed.ran) == 1)


async def test_a_routine_is_woken_at_its_moment_and_set_again(real_units: Units) -> None:
    now = RealClock().now()
    first, second = now + timedelta(seconds=0.5), now + timedelta(seconds=1.0)
    soon = Due("soon", first, second)
    async with scheduled(real_units, soon):
        await until(lambda: len(soon.ran) == 2)
    # not before it, and not by the minutely look that is there in case a wake-up is lost
    assert first <= soon.ran[0] < first + EVERY / 2
    assert second <= soon.ran[1] < second + EVERY / 2


async def test_a_nudge_looks_at_once_what_has_become_due(real_units: Units) -> None:
    late = Due("late")
    async with scheduled(real_units, late) as scheduler:
        await asyncio.sleep(0.1)
        late.moments.append(RealClock().now())
        scheduler.nudge()
        await until(lambda: len(late.ran) == 1)


async def test_a_routine_that_raises_is_remembered_and_stops_no_other(real_units: Units) -> None:
    async def fail() -> None:
        raise ZeroDivisionError("of a test")

    past = RealClock().now() - timedelta(seconds=1)
    bad, good = Due("bad", past, run=fail), Due("good", past)
    async with scheduled(real_units, bad, good):
        await until(lambda: bool(bad.ran and good.ran))
        await asyncio.sleep(0.1)
    run = real_units.look(lambda reading: reading.session.scalars(select(RoutineRun)).one())
    assert (run.name, run.last_error) == ("bad", "ZeroDivisionError: of a test")


async def test_a_stuck_routine_is_named_and_holds_up_no_other(real_units: Units) -> None:
    gate = asyncio.Event()
    past = RealClock().now() - timedelta(seconds=1)

    async def hang() -> None:
        await gate.wait()

    stuck, other = Due("stuck", past, run=hang, seconds=0.05), Due("other", past)
    async with scheduled(real_units, stuck, other) as scheduler:
        await until(lambda: bool(stuck.ran and other.ran))
        await until(lambda: scheduler.stuck() == ["stuck"])
        gate.set()
        await until(lambda: scheduler.stuck() == [])


async def test_the_watchdog_looks_on_while_a_routine_is_stuck(
    real_units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named in the log, and what is nudged meanwhile runs: nothing waits for the one that hangs."""
    monkeypatch.setattr(schedule, "WATCH", 0.05)
    gate = asyncio.Event()

    async def hang() -> None:
        await gate.wait()

    stuck, late = Due("stuck", RealClock().now() - timedelta(seconds=1), run=hang, seconds=0.05), Due("late")
    with structlog.testing.capture_logs() as logs:
        async with scheduled(real_units, stuck, late) as scheduler:
            await until(lambda: any(line.get("action") == "watchdog" for line in logs))
            late.moments.append(RealClock().now())
            scheduler.nudge()
            await until(lambda: len(late.ran) == 1)
            gate.set()
    assert [line["routine"] for line in logs if line.get("action") == "watchdog"] == ["stuck"]


async def test_a_routine_whose_question_raises_stops_no_other(real_units: Units) -> None:
    def ask(_reading: Reading) -> datetime | None:
        raise ZeroDivisionError("of a test")

    good = Due("good", RealClock().now() - timedelta(seconds=1))
    bad = Due("bad")
    bad.routine = Routine("bad", ask, bad.routine.run)
    async with scheduled(real_units, bad, good) as scheduler:
        await until(lambda: len(good.ran) == 1)
        await asyncio.sleep(0.1)
        good.moments.append(RealClock().now())
        scheduler.nudge()
        await until(lambda: len(good.ran) == 2)


async def test_in_virtual_time_the_same_routines_run_when_asked(units: Units, clock: VirtualClock) -> None:
    later = Due("later", clock.now() + timedelta(days=40))
    assert await run_due(units, clock, [later.routine]) == []
    assert await schedule.next_due(units, [later.routine]) == later.moments[0]
    clock.advance_to(later.moments[0])
    assert await run_due(units, clock, [later.routine]) == ["later"]
    assert await run_due(units, clock, [later.routine]) == []


async def test_every_routine_can_run_twice_on_an_empty_house(units: Units, clock: VirtualClock) -> None:
    assert len({routine.name for routine in ROUTINES}) == len(ROUTINES)
    for routine in ROUTINES:
        await routine.run(units, clock)
        await routine.run(units, clock)
