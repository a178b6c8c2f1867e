"""Which open objections to a notice say the same? Compared off the database's thread, each once, soon after it came in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from db.queries import publicity as periods
from db.queries.objection_groups import OFFER, all_offers
from db.tables import Meta, Objection
from db.units import Reading, Unit, Units
from domain.likeness import Essence, alike, essence
from jobs.clock import Clock
from jobs.objections import state
from jobs.routines import Routine

LEAST = 10  # letters and digits: 没有完成 is said of many things
NEAR = 75  # per cent: what people write after one another differs more than a copy; a wrong offer costs one look


@dataclass(frozen=True)
class Text:
    """`first`: the one whose group it is in or was offered for, else itself."""

    id: int
    notice: int
    tasks: frozenset[int]
    text: str
    first: int


def compare(texts: list[Text], wanted: set[int]) -> dict[int, tuple[int, int] | None]:
    """For each wanted objection the first of those before it that are like it, with per cent. Blocks: call it on a thread."""
    essences: dict[int, Essence | None] = {one.id: essence(one.text, LEAST) for one in texts}
    first = {one.id: one.first for one in texts}
    found: dict[int, tuple[int, int] | None] = {}
    for at, one in enumerate(texts):
        if one.id not in wanted:
            continue
        best: tuple[int, int] | None = None
        own = essences[one.id]
        for other in texts[:at] if own is not None else ():
            theirs = essences[other.id]
            if theirs is None or own is None or other.notice != one.notice or not one.tasks & other.tasks:
                continue
            percent = alike(own, theirs, NEAR)
            if percent is not None and (best is None or percent > best[1]):
                best = first[other.id], percent
        if best is not None:
            first[one.id] = best[0]
        found[one.id] = best
    return found


def texts(reading: Reading) -> list[Text]:
    """The open objections in the order they came, each with its words."""
    offered = {offer.objection: offer.other for offer in all_offers(reading)}
    rows = reading.session.scalars(select(Objection).where(periods.open_objections()).order_by(Objection.id)).all()
    return [
        Text(
            id=row.id,
            notice=row.publicity_id,
            tasks=frozenset(named.task_id for named in row.tasks),
            text=state.text_of(reading, row),
            first=row.grouped_with or offered.get(row.id, row.id),
        )
        for row in rows
    ]


def uncompared(reading: Reading) -> set[int]:
    open_ids = set(reading.conn.scalars(select(Objection.id).where(periods.open_objections())))
    return open_ids - _noted(reading)


def _noted(reading: Reading) -> set[int]:
    names = reading.conn.scalars(select(Meta.name).where(Meta.name.startswith(OFFER, autoescape=True)))
    return {int(name.removeprefix(OFFER)) for name in names}


def keep(unit: Unit, found: dict[int, tuple[int, int] | None]) -> None:
    """Note what was found, and show it on both cards; notes of what is no longer open go."""
    touched: set[int] = set()
    for objection_id, match in found.items():
        value = "" if match is None else f"{match[0]} {match[1]}"
        unit.conn.execute(unit.insert_new(Meta).values(name=f"{OFFER}{objection_id}", value=value))
        touched |= {objection_id, match[0]} if match is not None else set()
    for objection_id in sorted(touched):
        objection = state.locked(unit, objection_id)
        if state.is_open(objection):
            state.show_coordinators(unit, objection)
    still = set(unit.conn.scalars(select(Objection.id).where(periods.open_objections())))
    gone = [f"{OFFER}{objection_id}" for objection_id in _noted(unit) - still]
    unit.conn.execute(delete(Meta).where(Meta.name.in_(gone)))


def _next(reading: Reading) -> datetime | None:
    return reading.now if uncompared(reading) else None


async def _compare(units: Units, _clock: Clock) -> None:
    wanted = await units.read(uncompared)
    if not wanted:
        return
    everything = await units.read(texts)
    await units.run(keep, await asyncio.to_thread(compare, everything, wanted))


COMPARE_OBJECTIONS = Routine("compare_objections", _next, _compare, seconds=60.0)
