"""Where do an objector's files lose place, device and author? Copies without are made before the unit; then one is let go.

The copy is made when the file comes, whatever the objector will say: what they say then takes effect at once. What is
not sent, the original or the copy, is forgotten some minutes later, or with the sweep where the program stopped between.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, func, select

from db.tables import Meta
from db.units import DatabaseUnavailable, Reading, Unit, Units
from domain import traces as rules
from domain.answers import Answer, Files, ReceivedFile
from domain.enclosures import file_names
from domain.messages.objections import Traces
from domain.traces import Wish
from jobs import files
from jobs.cleaning import CannotClean, cleaned
from jobs.clock import Clock
from jobs.routines import Routine

log = structlog.get_logger("files")

# Nobody's turn lasts so long: whoever is just sending the same file again has referred to it by then.
QUIET = timedelta(minutes=2)
_LET_GO = "let go:"
_HANDS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="cleaning")


async def with_clean_copies(units: Units, answer: Answer) -> Answer:
    """The answer, its files with their copies in the store. A disk that is full is waited for, as by the fetcher."""
    if not isinstance(answer, Files) or not answer.files:
        return answer
    store, loop = files.Store(units.settings.data_dir), asyncio.get_running_loop()
    try:
        with_copies = [await loop.run_in_executor(_HANDS, _with_copy, store, file) for file in answer.files]
    except OSError as error:
        raise DatabaseUnavailable(f"a file could not be stored: {error.strerror}") from error
    await units.run(_remember, with_copies)
    return replace(answer, files=tuple(with_copies))


def _with_copy(store: files.Store, file: ReceivedFile) -> ReceivedFile:
    try:
        content = cleaned(store.get(file.sha256), file.media_type)
    except CannotClean as error:
        log.info("file not cleaned", action="clean", reason=str(error))
        return file
    return replace(file, clean_sha256=store.put(content), clean_size=len(content))


def _remember(unit: Unit, received: list[ReceivedFile]) -> None:
    """A row for each copy, so that the sweep finds those nobody will send."""
    for file in received:
        if file.clean_sha256:
            files.remember(unit, replace(file, sha256=file.clean_sha256, size=file.clean_size))


def told(received: Sequence[ReceivedFile], wish: Wish, *, anonymous: bool, before: int = 0) -> Traces | None:
    """What the form says about the files."""
    if not received:
        return None
    names = dict(zip(received, file_names(received, anonymous=anonymous, before=before), strict=True))
    return Traces(
        asks=rules.asks(received, wish, anonymous=anonymous),
        clean=wish.clean,
        rest=wish.rest,
        stubborn=tuple(names[file] for file in rules.stubborn(received)),
    )


# -- letting go ---------------------------------------------------------------------------------------------------


def let_go(unit: Unit, contents: Iterable[str]) -> None:
    """SHA-256 of contents that were given and will not be sent."""
    for sha256 in sorted(contents):
        value = f"{unit.now.isoformat()} {sha256}"
        unit.conn.execute(unit.insert_new(Meta).values(name=_name(sha256), value=value))


def _name(sha256: str) -> str:
    return f"{_LET_GO}{sha256[:32]}"


def _due(reading: Reading) -> list[str]:
    ripe = (reading.now - QUIET).isoformat()
    rows = select(Meta.value).where(Meta.name.startswith(_LET_GO, autoescape=True), Meta.value <= f"{ripe}~")
    return [str(value).rpartition(" ")[2] for value in reading.conn.scalars(rows.order_by(Meta.name))]


def _next(reading: Reading) -> datetime | None:
    first = reading.conn.scalar(select(func.min(Meta.value)).where(Meta.name.startswith(_LET_GO, autoescape=True)))
    return datetime.fromisoformat(first.partition(" ")[0]) + QUIET if first is not None else None


async def _forget(units: Units, clock: Clock) -> None:
    """What nobody refers to is removed; what came again meanwhile, or is somebody's, stays and is no longer watched."""
    store = files.Store(units.settings.data_dir)
    due = await units.read(_due)
    unwanted = await units.read(files.unreferred, due)
    gone = await asyncio.to_thread(lambda: [sha for sha in unwanted if store.forget(sha, QUIET, clock.now())])
    await units.run(_forgotten, due, gone)


def _forgotten(unit: Unit, due: list[str], gone: list[str]) -> None:
    files.forgotten(unit, gone)
    unit.conn.execute(delete(Meta).where(Meta.name.in_([_name(sha256) for sha256 in due])))


FORGET_ORIGINALS = Routine("forget_originals", _next, _forget)
