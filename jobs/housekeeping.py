"""What keeps the house in order? The office told of a channel that is down, what is done swept away."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta

from sqlalchemy import select, update

from db.tables import RoutineRun
from db.units import Reading, Unit, Units
from jobs import files, forgetting, inbox, slices
from jobs.clock import Clock
from jobs.delivery import trouble
from jobs.routines import Routine, next_office_hour
from jobs.slices import Slice

SWEEP_AT = time(3, 30)  # office time, when nobody waits


# -- a channel that is down ---------------------------------------------------------------------------------------


async def _tell_trouble(units: Units, _clock: Clock) -> None:
    await units.run(trouble.tell)


# -- what is done -------------------------------------------------------------------------------------------------


def daily(name: str, at: time, reading: Reading) -> datetime:
    """When a routine that runs once a day at an office hour is next due: at once where the last success is older."""
    following = next_office_hour(reading, at)
    last = reading.conn.scalar(select(RoutineRun.last_success).where(RoutineRun.name == name))
    latest = following - timedelta(days=1)
    return latest if last is None or last < latest else following


def succeeded(unit: Unit, name: str) -> None:
    unit.conn.execute(unit.insert_new(RoutineRun).values(name=name))  # another replica may be first
    unit.conn.execute(update(RoutineRun).where(RoutineRun.name == name).values(last_success=unit.now))


def _sweep_job(unit: Unit, gone: list[str], part: Slice) -> None:
    inbox.sweep(unit)
    slices.done(unit, part)
    files.forgotten(unit, gone)
    succeeded(unit, "sweep")


async def _sweep(units: Units, clock: Clock) -> None:
    store = files.Store(units.settings.data_dir)
    unwanted = await units.read(files.unreferred)
    gone = await asyncio.to_thread(
        lambda: [sha256 for sha256 in unwanted if store.forget(sha256, files.UNREFERRED, clock.now())]
    )
    part = await units.read(forgetting.tonight)
    last = part.after
    while rows := await units.read(forgetting.forgettable, last, part.upto):
        await units.run(forgetting.forget, rows)
        last = rows[-1]
    await units.run(_sweep_job, gone, part)


TELL_TROUBLE = Routine("tell_trouble", trouble.next_tell, _tell_trouble)
SWEEP = Routine("sweep", lambda reading: daily("sweep", SWEEP_AT, reading), _sweep)
