"""`python -m bench.process URL FOLDER [...]`: the program in a process of its own, without routines, until SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy import event

import cli.app
from bench.program import program, quiet, running
from bot.receive import webhook_handler
from cli.app import App
from cli.loop import live_on
from jobs.delivery import Rates

NO_LIMIT = 5_000  # messages a second: an edit can't be paid for, and thirty a second would be all that is measured
SECRET = "bench"


@dataclass
class Running:
    """`cpu_seconds`: from its start to its end, known then."""

    cpu_seconds: float = 0.0


@contextlib.asynccontextmanager
async def process(
    url: str, folder: Path, *, database: str | None = None, port: int | None = None, commit_ms: float = 0
) -> AsyncIterator[Running]:
    """`port`: updates come to this webhook, which several processes may share; else it polls."""
    arguments = [url, str(folder)]
    for flag, value in (("--database", database), ("--port", port), ("--commit-ms", commit_ms)):
        arguments += [flag, str(value)] if value else []
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.process", *arguments, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert child.stdout is not None
        if not await child.stdout.readline():
            raise RuntimeError("the program did not start")
        running = Running()
        yield running
        child.terminate()
        running.cpu_seconds = float(await child.stdout.readline())
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        await child.wait()


async def _live(asked: argparse.Namespace) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings = {}
    if asked.database:
        settings["XIAOHAO_DATABASE__URL"] = asked.database
    if asked.port:
        settings["XIAOHAO_TELEGRAM__MODE"] = "webhook"
        settings["XIAOHAO_TELEGRAM__WEBHOOK"] = f'{{"url": "http://127.0.0.1:{asked.port}/", "secret": "{SECRET}"}}'
    cli.app._rates = lambda settings: Rates(free=NO_LIMIT)  # noqa: ARG005, SLF001 - the server has none either
    async with program(asked.url, asked.folder, **settings) as app:
        cli.app.spare_what_is_loaded()
        if asked.commit_ms:
            _slow_disk(app, asked.commit_ms / 1000)
        async with contextlib.AsyncExitStack() as stack:
            if asked.port:
                await stack.enter_async_context(_webhook(app, asked.port))
            await stack.enter_async_context(running(app))
            print("running", flush=True)
            began = time.process_time()
            await stop.wait()
            await app.delivery.drain()
            print(time.process_time() - began, flush=True)


def _slow_disk(app: App, seconds: float) -> None:
    """Each commit takes so much longer, in the writer's thread: where a slow disk would hold it up."""
    writer: Any = app.units._engines.writer  # noqa: SLF001 - the one thing that is simulated
    event.listen(writer, "commit", lambda _conn: time.sleep(seconds))


@contextlib.asynccontextmanager
async def _webhook(app: App, port: int) -> AsyncIterator[None]:
    """The kernel shares the connections out among the processes that listen on one port."""
    server = web.Application()
    server.router.add_post("/", webhook_handler(SECRET, app.dispatch))
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port, reuse_port=True).start()
        yield
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database")
    parser.add_argument("--port", type=int)
    parser.add_argument("--commit-ms", type=float, default=0)
    quiet()
    live_on(_live(parser.parse_args()))
