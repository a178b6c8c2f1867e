"""What keeps the house in order? The office told of a channel that is down, the audit sealed, what is done swept away."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import select, update

from db.tables import Audit, AuditSeal, RoutineRun
from db.units import Reading, Unit, Units
from jobs import files, forgetting, inbox
from jobs.clock import Clock
from jobs.delivery import trouble
from jobs.routines import Routine, next_office_hour

SEAL_EVERY = timedelta(hours=1)
SWEEP_AT = time(3, 30)  # office time, when nobody waits
# On PostgreSQL a row with a smaller id may be committed later, by another process: younger rows are not sealed yet.
SETTLED_AFTER = timedelta(minutes=5)
SEAL_ROWS = 5_000  # audit rows a seal covers at the most: one unit stays short


# -- a channel that is down ---------------------------------------------------------------------------------------


async def _tell_trouble(units: Units, _clock: Clock) -> None:
    await units.run(trouble.tell)


# -- the audit's seals --------------------------------------------------------------------------------------------


def seal(unit: Unit) -> bool:
    """Seal the rows since the last seal into the chain, in id order. False when there is nothing new."""
    if unit.conn.dialect.name == "postgresql":  # replicas wake at the same moment: the second waits, and finds it done
        unit.conn.exec_driver_sql("LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE")
    last = unit.session.scalar(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1))
    rows = unit.conn.execute(
        _ROWS.where(Audit.id > (last.through_id if last else 0)).order_by(Audit.id).limit(SEAL_ROWS)
    ).all()
    if unit.conn.dialect.name == "postgresql":
        rows = list(takewhile(lambda row: row.at <= unit.now - SETTLED_AFTER, rows))
    if not rows:
        return False
    digest = chained(last.digest if last else "", rows)
    unit.session.add(AuditSeal(through_id=rows[-1].id, digest=digest, at=unit.now))
    return True


_ROWS = select(Audit.id, Audit.at, Audit.who, Audit.action, Audit.thing, Audit.detail, Audit.reason)


def chained(before: str, rows: Iterable[Any]) -> str:
    """SHA-256 over the digest before and each row in order."""
    running = before
    for row in rows:
        said = json.dumps(
            [row.id, row.at.isoformat(), row.who, row.action, row.thing, row.detail, row.reason],
            ensure_ascii=False,
            sort_keys=True,
        )
        running = hashlib.sha256(f"{running}\0{said}".encode()).hexdigest()
    return running


def broken_seal(reading: Reading) -> int | None:
    """The id of the first seal that does not hold, None where the chain is whole."""
    before, after = "", 0
    seals = reading.conn.execute(select(AuditSeal.id, AuditSeal.through_id, AuditSeal.digest).order_by(AuditSeal.id))
    for sealed in seals.all():
        rows = reading.conn.execute(_ROWS.where(Audit.id > after, Audit.id <= sealed.through_id).order_by(Audit.id))
        if chained(before, rows) != sealed.digest:
            return int(sealed.id)
        before, after = sealed.digest, sealed.through_id
    return None


def _next_seal(reading: Reading) -> datetime | None:
    last = reading.session.scalar(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1))
    unsealed = reading.conn.scalar(
        select(Audit.at).where(Audit.id > (last.through_id if last is not None else 0)).order_by(Audit.id).limit(1)
    )
    return unsealed + SEAL_EVERY if unsealed is not None else None


async def _seal(units: Units, _clock: Clock) -> None:
    while await units.run(seal):
        pass


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


def _sweep_job(unit: Unit, gone: list[str]) -> None:
    inbox.sweep(unit)
    files.forgotten(unit, gone)
    succeeded(unit, "sweep")


async def _sweep(units: Units, clock: Clock) -> None:
    store = files.Store(units.settings.data_dir)
    unwanted = await units.read(files.unreferred)
    gone = await asyncio.to_thread(
        lambda: [sha256 for sha256 in unwanted if store.forget(sha256, files.UNREFERRED, clock.now())]
    )
    last = 0
    while rows := await units.read(forgetting.forgettable, last):
        await units.run(forgetting.forget, rows)
        last = rows[-1]
    await units.run(_sweep_job, gone)


TELL_TROUBLE = Routine("tell_trouble", trouble.next_tell, _tell_trouble)
SEAL_AUDIT = Routine("seal_audit", _next_seal, _seal)
SWEEP = Routine("sweep", lambda reading: daily("sweep", SWEEP_AT, reading), _sweep)
