"""What does sharing a commit bring? Units a second when 64 wait at once, beside the same units a commit each.

A unit reads a dialogue, changes it, reads the last audit row and writes one, and puts a message: five statements.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update

import db.writer
from bench.result import Result
from config.settings import load_settings
from db.database import open_database
from db.tables import Audit, Dialogue
from db.units import Unit, Units
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import audit, dialogues, outbox

WAITING = 64
TOTAL = 3_000


def work(unit: Unit, who: Account, serial: int) -> None:
    row = unit.conn.execute(select(Dialogue.id, Dialogue.rev).where(Dialogue.mark == who.mark)).one()
    unit.conn.execute(update(Dialogue).where(Dialogue.id == row.id).values(rev=row.rev + 1))
    unit.conn.execute(select(Audit.id).order_by(Audit.id.desc()).limit(1)).first()
    audit.note(unit, audit.OBJECTOR, "bench", f"dialogue:{row.id}")
    outbox.put(unit, Sentence("moved-on"), to=f"dialogue:{row.id}", thing="bench", occasion=str(serial))


async def per_second(units: Units, share: int) -> float:
    units._writer._share = share  # noqa: SLF001 - the one parameter that is measured
    who = Account(units.vault.mark("account", share), share)
    await units.run(lambda unit: dialogues.current(unit, who) and None)
    started = time.perf_counter()
    for base in range(0, TOTAL, WAITING):
        await asyncio.gather(*(units.run(work, who, share * TOTAL * 10 + base + n) for n in range(WAITING)))
    return TOTAL / (time.perf_counter() - started)


async def run() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(environ={"XIAOHAO_DATA_DIR": str(Path(folder))})
        units = open_database(settings, now=lambda: datetime.now(UTC))
        try:
            shared = await per_second(units, db.writer.SHARE_SQLITE)
            alone = await per_second(units, 1)
        finally:
            units.close()
    return Result(
        "units",
        figures={"sqlite_shared_per_second": shared},
        peer={"sqlite_commit_each_per_second": alone},
        ratio={"commit_each": shared / alone},
    )
