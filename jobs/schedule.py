"""What does the clock start, and how is one of them run? The one list, and the one function.

In real time `Scheduler` wakes each routine at its next due moment, all of them at start and once a minute. In virtual
time a stepper calls `run_due` itself. Both run the same routines, which ask the database what is due.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import update

from db.tables import RoutineRun
from db.units import DatabaseUnavailable, Reading, Unit, Units
from jobs import (
    audit_keeping,
    calendar,
    collection,
    department_mail,
    erased_list,
    housekeeping,
    likeness,
    objections,
    people,
    privacy,
    publicity,
    reconcile,
    reminders,
    returns,
)
from jobs.clock import Clock
from jobs.routines import Routine

log = structlog.get_logger("schedule")

ROUTINES: tuple[Routine, ...] = (
    calendar.RECOUNT,
    collection.OPEN_CYCLES,
    calendar.WARN_UNCOVERED,
    likeness.COMPARE,
    reminders.REMIND,
    people.ABSENCES,
    department_mail.WRITE_TO_DEPARTMENTS,
    publicity.RUN_PUBLICITY,
    objections.COMPARE_OBJECTIONS,
    objections.RECOUNT_ANSWERS,
    objections.REMIND_OF_OBJECTIONS,
    objections.WRITE_DIGEST,
    objections.OBJECTION_STATES,
    objections.FORGET_DRAFTS,
    returns.READ_MAILBOXES,
    objections.FORGET_ORIGINALS,
    privacy.ERASE_IDENTITY,
    erased_list.LIST_ERASED,
    returns.FORGET_MAIL,
    housekeeping.TELL_TROUBLE,
    housekeeping.SWEEP,
    audit_keeping.SEAL_AUDIT,
    audit_keeping.TRIM_AUDIT,
    reconcile.RECONCILE,
)
WATCH = 5.0  # s between looks for a routine that is stuck
EVERY = timedelta(minutes=1)  # with or without a due moment: a wake-up is a hint


async def run_one(routine: Routine, units: Units, clock: Clock) -> bool:
    """Run a routine; log, time and remember how it went. False when it raised: the others go on."""
    started = clock.monotonic()
    try:
        await routine.run(units, clock)
    except DatabaseUnavailable as error:
        log.warning("database unavailable", action="routine", routine=routine.name, error=str(error))
        return False
    except Exception as error:  # one routine's bug must not stop the others
        log.exception("routine raised", action="routine", routine=routine.name)
        await units.run(_remember, routine.name, f"{type(error).__name__}: {error}")
        return False
    took = clock.monotonic() - started
    log.debug("routine ran", action="routine", routine=routine.name, seconds=round(took, 3))
    if took > routine.seconds:
        log.warning("routine slow", action="routine", routine=routine.name, seconds=round(took, 1))
    return True


async def run_due(units: Units, clock: Clock, routines: Sequence[Routine] = ROUTINES) -> list[str]:
    """Run each routine that is due now, once; the names of those that ran. For the stepper and the tests."""
    return (await step(units, clock, routines))[0]


async def step(units: Units, clock: Clock, routines: Sequence[Routine] = ROUTINES) -> tuple[list[str], datetime | None]:
    """As `run_due`, and the earliest instant any was due at when they were asked."""
    moments = await units.read(_due_of_each, routines)
    due = [routine for routine, moment in zip(routines, moments, strict=True) if moment and moment <= clock.now()]
    earliest = min((moment for moment in moments if moment is not None), default=None)
    return [routine.name for routine in due if await run_one(routine, units, clock)], earliest


async def next_due(units: Units, routines: Sequence[Routine] = ROUTINES) -> datetime | None:
    """The earliest instant any routine is due."""
    moments = await units.read(_due_of_each, routines)
    return min((moment for moment in moments if moment is not None), default=None)


class Scheduler:
    """Real time: APScheduler over the routines, and a watchdog that names the stuck one."""

    def __init__(self, units: Units, clock: Clock, routines: Sequence[Routine] = ROUTINES) -> None:
        self._units = units
        self._clock = clock
        self._routines = routines
        self._running: dict[str, float] = {}  # routine -> monotonic start
        self._named: set[str] = set()
        self._nudged = asyncio.Event()
        # misfire_grace_time None: with APScheduler's default of 1 s a stalled loop would drop a job
        self._scheduler = AsyncIOScheduler(
            timezone=units.settings.office.zone, job_defaults={"coalesce": True, "misfire_grace_time": None}
        )

    async def run(self) -> None:
        """Until cancelled. Everything that came due while the program was down runs at once."""
        self._scheduler.start()
        try:
            for routine in self._routines:
                self._scheduler.add_job(
                    self._wake,
                    IntervalTrigger(seconds=int(EVERY.total_seconds())),
                    [routine],
                    id=f"{routine.name}.minutely",
                )
            async with asyncio.TaskGroup() as group:  # not awaited here: a stuck one must not blind the watchdog
                self._wake_all(group)
                while True:
                    if await self._clock.wait(self._nudged, WATCH):
                        self._nudged.clear()
                        self._wake_all(group)
                    self._watch()
        finally:
            self._scheduler.shutdown(wait=False)

    def nudge(self) -> None:
        """Something may be due that was not: look now, not at the next minute."""
        self._nudged.set()

    def _wake_all(self, group: asyncio.TaskGroup) -> None:
        for routine in self._routines:
            group.create_task(self._wake(routine), name=f"wake.{routine.name}")

    async def _wake(self, routine: Routine) -> None:
        if routine.name in self._running:
            return
        self._running[routine.name] = self._clock.monotonic()
        try:
            due = await self._units.read(_due_of, routine)
            if due is not None and due <= self._clock.now():
                await run_one(routine, self._units, self._clock)
                due = await self._units.read(_due_of, routine)
            if due is not None and due > self._clock.now():
                self._scheduler.add_job(self._wake, DateTrigger(due), [routine], id=routine.name, replace_existing=True)
        except DatabaseUnavailable as error:
            log.warning("database unavailable", action="routine", routine=routine.name, error=str(error))
        except Exception:  # its question raised: asked again in a minute, and the others go on
            log.exception("routine's next moment unknown", action="routine", routine=routine.name)
        finally:
            del self._running[routine.name]
            self._named.discard(routine.name)

    def _watch(self) -> None:
        for name in self.stuck():
            if name not in self._named:
                self._named.add(name)
                log.error("routine stuck", action="watchdog", routine=name)

    def stuck(self) -> list[str]:
        """Routines that have been running for longer than they may."""
        limits = {routine.name: routine.seconds for routine in self._routines}
        now = self._clock.monotonic()
        return [name for name, since in self._running.items() if now - since > limits[name]]


def _due_of_each(reading: Reading, routines: Sequence[Routine]) -> list[datetime | None]:
    return [routine.next_due(reading) for routine in routines]


def _due_of(reading: Reading, routine: Routine) -> datetime | None:
    return routine.next_due(reading)


def _remember(unit: Unit, name: str, error: str) -> None:
    unit.conn.execute(unit.insert_new(RoutineRun).values(name=name))  # another replica may be first
    failed = update(RoutineRun).where(RoutineRun.name == name)
    unit.conn.execute(failed.values(last_failure=unit.now, last_error=error[:500]))
