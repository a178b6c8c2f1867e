"""Whose identity was erased, for a database that is restored to an earlier day? A list beside it: register numbers alone.

An archive knows nothing of what was erased after it was taken. `data_dir/erased.txt` does; put beside an empty database
with the keys, it is applied by `xiaohao restore` before anything else happens to what was restored.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select

from db.tables import Audit, Meta, Objection
from db.units import Reading, Unit, Units
from jobs import audit, erasing
from jobs.clock import Clock
from jobs.routines import Routine

ACTIONS = ("objection.erased", "objection.identity_erased")


def place(data_dir: Path) -> Path:
    return data_dir / "erased.txt"


def numbers(file: Path) -> list[str]:
    """Of the list, in its order; none where there is no list."""
    return file.read_text("ascii", "replace").split() if file.exists() else []


def erase_again(unit: Unit, wanted: Sequence[str]) -> int:
    """Erase whom the list names, in a database just restored; how many still had an identity or a way back."""
    again = 0
    for number in wanted:
        objection = unit.session.scalar(select(Objection).where(Objection.register_number == number))
        if objection is None or (objection.identity_sealed is None and objection.return_sealed is None):
            continue
        erasing.take_identity(unit, objection)
        audit.note(unit, audit.CLOCK, "objection.identity_erased", f"objection:{number}", {"restored": True})
        again += 1
    return again


def _last(reading: Reading) -> str | None:
    """When an identity was erased that the list may not name yet."""
    return reading.conn.scalar(select(Meta.value).where(Meta.name == erasing.UNLISTED))


def _all(reading: Reading) -> tuple[str | None, list[str]]:
    rows = select(Audit.thing).where(Audit.action.in_(ACTIONS)).distinct().order_by(Audit.thing)
    return _last(reading), [str(thing).removeprefix("objection:") for thing in reading.conn.scalars(rows)]


def _write(file: Path, found: list[str]) -> None:
    """Whole, or as it was. What an earlier list named stays named: the database may be the restored one."""
    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="ascii") as out:
        out.write("".join(f"{number}\n" for number in sorted({*numbers(file), *found})))
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)


async def _record(units: Units, _clock: Clock) -> None:
    last, found = await units.read(_all)
    await asyncio.to_thread(_write, place(units.settings.data_dir), found)
    await units.run(_listed, last)


def _listed(unit: Unit, last: str | None) -> None:
    """What was erased while the list was written stays to be listed."""
    unit.conn.execute(delete(Meta).where(Meta.name == erasing.UNLISTED, Meta.value == last))


LIST_ERASED = Routine("list_erased", lambda reading: reading.now if _last(reading) else None, _record)
