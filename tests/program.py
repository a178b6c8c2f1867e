"""How does a test run the real program? `xiaohao run` in a process of its own, wired by settings alone, and killed if need be.

What happens outside it (the Bot API, the mail) is kept by servers that outlive it: the sandbox in the test's process,
or foreign ones (`FAULT_API_URL`, driven by `/ctl/`; `FAULT_SMTP`, `host:port`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
from sqlalchemy import Engine, Select, create_engine, func, select

from cli.invite import _invite
from config.settings import Settings, load_settings
from db.database import database_url, open_database
from db.tables import Inbox, InboxState, Outbox, OutboxState
from domain.people import RoleName
from jobs.clock import RealClock
from sandbox.limits import Limits
from sandbox.server import Sandbox

FOREIGN_API = os.environ.get("FAULT_API_URL")
FOREIGN_SMTP = os.environ.get("FAULT_SMTP")
SOON = timedelta(minutes=2)  # what is in back-off is still on its way
TOKEN = "1:kill-token-of-no-account-0123456789"


@dataclass
class Program:
    """`xiaohao run`. `environ` is all that it is told."""

    environ: dict[str, str]
    log: Path
    command: tuple[str, ...] = ("-m", "cli.main", "run")
    process: asyncio.subprocess.Process | None = None
    kills: int = field(default=0)

    @property
    def settings(self) -> Settings:
        return load_settings(environ=self.environ)

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.environ['XIAOHAO_HTTP__PORT']}"

    async def start(self) -> None:
        """Returns once it receives."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self.command, env=self.environ, stdout=log, stderr=log
            )
        async with asyncio.timeout(60), aiohttp.ClientSession() as session:
            while not await self._is_ready(session):
                assert self.process.returncode is None, self.log.read_text()[-2000:]
                await asyncio.sleep(0.03)

    async def _is_ready(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self.http}/readyz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        self.kills += 1

    async def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 25)

    async def quiet(self, *, channels: tuple[str, ...] = ("telegram",)) -> None:
        """Until nothing is open, and nothing is due that has not left."""
        engine = create_engine(database_url(self.settings))
        try:
            async with asyncio.timeout(60):
                while not _nothing_open(engine, channels):
                    await asyncio.sleep(0.05)
        finally:
            engine.dispose()


def _nothing_open(engine: Engine, channels: tuple[str, ...]) -> bool:
    with engine.connect() as conn:
        open_rows = conn.scalar(select(func.count()).select_from(Inbox).where(Inbox.state == InboxState.OPEN))
        unsent = conn.scalar(
            select(func.count())
            .select_from(Outbox)
            .where(
                Outbox.state.in_((OutboxState.QUEUED, OutboxState.SENDING)),
                Outbox.channel.in_(channels),
                Outbox.not_before <= RealClock().now() + SOON,  # a prompt may wait for tomorrow's working hours
            )
        )
    return not open_rows and not unsent


def environ_for(data_dir: Path, api_url: str, smtp: str, **more: str) -> dict[str, str]:
    """The environment of a program that talks to this server and this mailbox."""
    host, _, port = smtp.rpartition(":")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("XIAOHAO_")}
    return {
        **inherited,
        "XIAOHAO_DATA_DIR": str(data_dir),
        "XIAOHAO_TELEGRAM__TOKEN": TOKEN,
        "XIAOHAO_TELEGRAM__API_URL": api_url,
        "XIAOHAO_MAIL__HOST": host,
        "XIAOHAO_MAIL__PORT": port,
        "XIAOHAO_MAIL__TLS": "none",
        "XIAOHAO_MAIL__SENDER": "xiaohao@example.org",
        "XIAOHAO_OFFICE__EMAIL": "objections@example.org",
        "XIAOHAO_OFFICE__PHONES": '["010-55501234"]',
        "XIAOHAO_HTTP__PORT": str(free_port()),
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextlib.asynccontextmanager
async def running(folder: Path, api_url: str, smtp: str, **more: str) -> AsyncIterator[Program]:
    """The program, started; killed at the end if it still runs."""
    program = Program(environ_for(folder / "var", api_url, smtp, **more), folder / "run.log")
    await program.start()
    try:
        yield program
    finally:
        if program.process is not None and program.process.returncode is None:
            await program.kill()


@contextlib.asynccontextmanager
async def servers() -> AsyncIterator[tuple[str, str, Sandbox | None]]:
    """(Bot API, SMTP, the sandbox if the Bot API is ours): foreign ones where the environment names them."""
    async with contextlib.AsyncExitStack() as stack:
        sandbox: Sandbox | None = None
        if FOREIGN_API is None or FOREIGN_SMTP is None:
            sandbox = await stack.enter_async_context(Sandbox(limits=Limits(enforced=False)))
        smtp = FOREIGN_SMTP or (f"{sandbox.smtp_host}:{sandbox.smtp_port}" if sandbox is not None else "")
        if FOREIGN_API is not None:
            yield FOREIGN_API, smtp, None
        else:
            assert sandbox is not None
            yield sandbox.url, smtp, sandbox


def invite(settings: Settings, role: RoleName = RoleName.COORDINATOR, department: str | None = None) -> str:
    """`xiaohao invite`, in another process's place: a second writer on the same database. The link's payload."""
    units = open_database(settings, now=RealClock().now)
    try:
        link, _ = units.call(_invite, role, department)
    finally:
        units.close()
    return link.partition("start=")[2] or link.removeprefix("/start ")


def count(engine: Engine, query: Select[tuple[int]]) -> int:
    with engine.connect() as conn:
        return conn.scalar(query) or 0


async def invite_by_command(env: dict[str, str], *arguments: str) -> str:
    """`xiaohao invite ...`, the last line of what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli.main", "invite", *arguments, env=env, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode().strip().splitlines()[-1]
