"""How many updates a second go the whole durable road, and how long does an answer wait?

A liaison types the progress of a task into the open form: the update is committed, the handler reads and writes the
draft, the card's newest state is put into the outbox, sent, and recorded. At full load everything was said before the
program starts; at 50 a second it comes evenly. Beside it: a bare python-telegram-bot echo that keeps nothing, and the
database's own commits.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bench.databases import commits_per_second, postgresql
from bench.liaisons import arrange
from bench.other_side import TOKEN, OtherSide, free_port, other_side
from bench.process import process
from bench.program import percentile, settings_of
from bench.result import Result

FIRST, PEOPLE = 1_000_000, 600
USERS = range(FIRST, FIRST + PEOPLE)  # each says one thing, so that each answer is a message of its own
EVENLY, SECONDS = 50, 8  # updates a second, for so long
SLOW_DISK_MS = 5.0
SAID = "第{serial}次巡查已完成,新增补水约0.2亿立方米,主要断面水质达标。"

Figures = dict[str, float]


async def run(api_url: str | None = None) -> Result:
    figures: Figures = {}
    peer: Figures = {}
    with tempfile.TemporaryDirectory(prefix="xiaohao-bench-") as name:
        folder = Path(name)
        async with _office(api_url, folder / "sqlite") as side:
            peer["sqlite_commits_per_second"] = commits_per_second(f"sqlite:///{folder / 'commits.db'}")
            figures |= await _both(side, "sqlite", folder / "sqlite")
            figures |= await _full_load(side, "sqlite_5ms_commit", folder / "sqlite", commit_ms=SLOW_DISK_MS)
        with postgresql() as database:
            async with _office(api_url, folder / "postgresql", database) as side:
                peer["postgresql_commits_per_second"] = commits_per_second(database)
                figures |= await _both(side, "postgresql", folder / "postgresql", database)
                two = "postgresql_two_processes"
                figures |= await _full_load(side, two, folder / "postgresql", database, processes=2)
    if api_url is None:
        async with other_side(limited=False) as side:
            await side.open_chats(USERS)
            peer |= await _full_load(side, "echo", None)
            async with _echo(side):
                peer |= await _evenly(side, "echo")
    ratio = {
        "echo": figures["sqlite"] / peer["echo"] if "echo" in peer else 0.0,
        "sqlite_commits": figures["sqlite"] / peer["sqlite_commits_per_second"],
        "postgresql_commits": figures["postgresql"] / peer["postgresql_commits_per_second"],
    }
    return Result("updates", figures=figures, peer=peer, ratio={name: value for name, value in ratio.items() if value})


@contextlib.asynccontextmanager
async def _office(api_url: str | None, folder: Path, database: str | None = None) -> AsyncIterator[OtherSide]:
    """Everybody's form is open, and its card is in their chat."""
    async with other_side(api_url, limited=False) as side:
        await side.open_chats(USERS)
        more = {"XIAOHAO_DATABASE__URL": database} if database else {}
        await asyncio.to_thread(arrange, settings_of(side.url, folder, **more), USERS)
        expected = await side.sent() + PEOPLE
        async with process(side.url, folder, database=database):
            await side.until_sent(expected)
        yield side


async def _both(side: OtherSide, name: str, folder: Path, database: str | None = None) -> Figures:
    figures = await _full_load(side, name, folder, database)
    async with process(side.url, folder, database=database):
        figures |= await _evenly(side, name)
    return figures


async def _full_load(
    side: OtherSide,
    name: str,
    folder: Path | None,
    database: str | None = None,
    *,
    processes: int = 1,
    commit_ms: float = 0,
) -> Figures:
    """Updates a second, from the first answer to the last, and CPU ms an update. Without `folder`: the peer's."""
    await side.all_say(USERS, SAID.format(serial=1))
    since, expected = time.time(), await side.sent() + PEOPLE
    port = free_port() if processes > 1 else None
    ours = []
    async with contextlib.AsyncExitStack() as stack:
        if folder is None:
            await stack.enter_async_context(_echo(side))
        for _ in range(processes if folder is not None else 0):
            assert folder is not None
            one = process(side.url, folder, database=database, port=port, commit_ms=commit_ms)
            ours.append(await stack.enter_async_context(one))
        await side.until_sent(expected)
    moments = [line["t"] for line in await side.answers(since) if line["chat"] in USERS]
    figures = {name: len(moments) / (max(moments) - min(moments))}
    if ours:
        figures[f"{name}_cpu_ms"] = 1000 * sum(one.cpu_seconds for one in ours) / PEOPLE
    return figures


async def _evenly(side: OtherSide, name: str) -> Figures:
    """From a person's words to the answer in their chat, as the other side's clock has it."""
    since, said, expected = time.time(), {}, await side.sent() + EVENLY * SECONDS
    start = time.monotonic()
    for serial in range(EVENLY * SECONDS):
        await asyncio.sleep(max(0.0, start + serial / EVENLY - time.monotonic()))
        user = FIRST + serial % PEOPLE
        said[user] = await side.say(user, SAID.format(serial=serial))
    await side.until_sent(expected)
    waits = [line["t"] - said[line["chat"]] for line in await side.answers(since) if line["chat"] in said]
    return {f"{name}_p50_ms": 1000 * percentile(waits, 0.5), f"{name}_p99_ms": 1000 * percentile(waits, 0.99)}


@contextlib.asynccontextmanager
async def _echo(side: OtherSide) -> AsyncIterator[None]:
    """What the library's own guide begins with, several updates at once."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{side.url}/bot").concurrent_updates(True)
    application = builder.connection_pool_size(256).pool_timeout(600).build()

    async def echo(update: Any, _context: Any) -> None:
        await application.bot.send_message(update.effective_chat.id, update.message.text)

    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()
