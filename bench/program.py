"""The program as it runs for an office, against the other side of a benchmark, with a database of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import structlog

from bench.other_side import TOKEN
from cli.app import App, opened, spare_what_is_loaded
from config.settings import Settings, load_settings
from db.tables import Lane
from db.units import Unit
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import dialogues, outbox
from jobs.clock import RealClock

CHUNK = 1_000


@contextlib.asynccontextmanager
async def program(url: str, data: Path | None = None, **more: str) -> AsyncIterator[App]:
    """Receiving, deciding and sending; no routines, so that only what is measured runs. Without `data`: in a new folder."""
    quiet()
    with tempfile.TemporaryDirectory(prefix="xiaohao-bench-") as folder:
        async with opened(settings_of(url, data or Path(folder), **more), RealClock()) as app:
            yield app


def settings_of(url: str, data: Path, **more: str) -> Settings:
    return load_settings(
        environ={
            "XIAOHAO_DATA_DIR": str(data),
            "XIAOHAO_TELEGRAM__TOKEN": TOKEN,
            "XIAOHAO_TELEGRAM__API_URL": url,
            "XIAOHAO_OFFICE__NAME": "bench",
        }
        | more
    )


@contextlib.asynccontextmanager
async def running(app: App) -> AsyncIterator[None]:
    spare_what_is_loaded()
    work = asyncio.get_running_loop().create_task(app.run(scheduled=False))
    try:
        await app.ready.wait()
        yield
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


def quiet() -> None:
    """A benchmark's output is its figures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)


async def put_announcements(app: App, users: range, times: int = 1) -> None:
    """One row each, all due now, of the lane that answers must not wait for."""
    accounts = [Account(app.units.vault.mark("account", user), user, "", "zh-hans") for user in users]
    for which in range(times):
        for start in range(0, len(accounts), CHUNK):
            await app.units.run(_put, accounts[start : start + CHUNK], which)


def _put(unit: Unit, accounts: list[Account], which: int) -> None:
    for account in accounts:
        dialogue = dialogues.current(unit, account)
        unit.session.flush()
        outbox.put(
            unit,
            Sentence("moved-on"),
            to=f"dialogue:{dialogue.id}",
            thing="bench",
            occasion=str(which),
            lane=Lane.ANNOUNCEMENT,
        )


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
