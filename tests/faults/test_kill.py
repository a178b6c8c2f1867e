"""kill -9 at the moments that matter, then at random ones: nothing told is lost, nothing happens twice.

Real processes: the program is `xiaohao run`, killed with SIGKILL; the sandbox, outside it, keeps the books.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine, Select, create_engine, func, select

from cli.invite import _invite
from cli.sandbox import sandbox_settings
from config.settings import Settings
from db.database import database_url, open_database
from db.tables import Audit, Inbox, InboxState, Outbox, OutboxState, Role
from domain.people import RoleName
from jobs.clock import RealClock
from sandbox.faults import Fault, FaultKind
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.server import Sandbox

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "6"))


@dataclass
class Program:
    """`xiaohao run` in a process of its own, against a sandbox in this one."""

    sandbox: Sandbox
    settings: Settings
    environ: dict[str, str]
    log: Path
    process: asyncio.subprocess.Process | None = None
    kills: int = field(default=0)

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "cli.main", "run", env=self.environ, stdout=log, stderr=log
            )
        asked = self._polls()
        async with asyncio.timeout(30):
            while self._polls() == asked:
                assert self.process.returncode is None, self.log.read_text()[-2000:]
                await asyncio.sleep(0.02)

    def _polls(self) -> int:
        return sum(request.method == "deleteWebhook" for request in self.sandbox.requests)

    async def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        self.kills += 1

    async def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 20)

    async def quiet(self) -> None:
        """Until nothing waits on either side."""
        engine = create_engine(database_url(self.settings))
        try:
            async with asyncio.timeout(60):
                while len(self.sandbox.world.updates) or not _nothing_open(engine):
                    await asyncio.sleep(0.05)
        finally:
            engine.dispose()


def _nothing_open(engine: Engine) -> bool:
    with engine.connect() as conn:
        open_rows = conn.scalar(select(func.count()).select_from(Inbox).where(Inbox.state == InboxState.OPEN))
        unsent = conn.scalar(
            select(func.count())
            .select_from(Outbox)
            .where(Outbox.state.in_((OutboxState.QUEUED, OutboxState.SENDING)), Outbox.channel == "telegram")
        )
    return not open_rows and not unsent


@contextlib.asynccontextmanager
async def running(tmp_path: Path) -> AsyncIterator[Program]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        http_port = free.getsockname()[1]
    async with Sandbox(limits=Limits(enforced=False)) as sandbox:
        settings = sandbox_settings(sandbox, tmp_path / "var")
        environ = {
            **os.environ,
            "XIAOHAO_DATA_DIR": str(settings.data_dir),
            "XIAOHAO_TELEGRAM__TOKEN": "1:kill-token-of-no-account",
            "XIAOHAO_TELEGRAM__API_URL": sandbox.url,
            "XIAOHAO_MAIL__HOST": sandbox.smtp_host,
            "XIAOHAO_MAIL__PORT": str(sandbox.smtp_port),
            "XIAOHAO_MAIL__TLS": "none",
            "XIAOHAO_MAIL__SENDER": "xiaohao@example.org",
            "XIAOHAO_OFFICE__EMAIL": "objections@example.org",
            "XIAOHAO_OFFICE__PHONES": '["010-55501234"]',
            "XIAOHAO_HTTP__PORT": str(http_port),
            "PYTHONUNBUFFERED": "1",
        }
        program = Program(sandbox, settings, environ, tmp_path / "run.log")
        await program.start()
        try:
            yield program
        finally:
            if program.process is not None and program.process.returncode is None:
                await program.kill()


def invite(settings: Settings, role: RoleName = RoleName.COORDINATOR) -> str:
    """`xiaohao invite`, in another process's place: a second writer on the same database."""
    units = open_database(settings, now=RealClock().now)
    try:
        link, _ = units.call(_invite, role, None)
    finally:
        units.close()
    return link.partition("start=")[2] or link.removeprefix("/start ")


async def welcomed(person: Person) -> None:
    await person.wait_for("经办人", timeout=30)


def welcomes(person: Person) -> int:
    return sum("把台账或公示文件" in seen.text for seen in person.received)


async def test_killed_between_delivery_and_handling(tmp_path: Path) -> None:
    """The update is confirmed to Telegram and not handled: its file hangs. After the kill it is handled, once."""
    async with running(tmp_path) as program:
        person = program.sandbox.person(1, "甲")
        await person.start(invite(program.settings))
        await welcomed(person)
        program.sandbox.faults.add(Fault("getFile", kind=FaultKind.SLOW, delay=60, times=-1))
        await person.send_file("notice.txt", NOTICE.encode(), "text/plain")
        async with asyncio.timeout(20):  # confirmed: Telegram no longer has it
            while len(program.sandbox.world.updates):
                await asyncio.sleep(0.01)
        await program.kill()
        assert not any("导入预览" in seen.text for seen in person.received)
        program.sandbox.faults.clear()
        await program.start()
        await person.wait_for("导入预览", timeout=30)
        await program.quiet()
        assert sum("导入预览" in seen.text for seen in person.received) == 1


async def test_killed_between_handling_and_sending(tmp_path: Path) -> None:
    """Joined, and the welcome could not leave. After the kill it leaves, once, and nobody joined twice."""
    async with running(tmp_path) as program:
        person = program.sandbox.person(1, "甲")
        payload = invite(program.settings)
        program.sandbox.faults.add(Fault("sendMessage", status=502, times=-1))
        await person.start(payload)
        engine = create_engine(database_url(program.settings))
        async with asyncio.timeout(20):
            while not _count(engine, select(func.count()).select_from(Role)):
                await asyncio.sleep(0.01)
        await program.kill()
        assert welcomes(person) == 0
        program.sandbox.faults.clear()
        await program.start()
        await welcomed(person)
        await program.quiet()
        assert welcomes(person) == 1
        assert _count(engine, select(func.count()).select_from(Role)) == 1
        engine.dispose()


async def test_killed_in_the_middle_of_an_answer_that_may_have_arrived(tmp_path: Path) -> None:
    """The message arrived, its answer was lost with the kill: it may be repeated, and nothing else may."""
    async with running(tmp_path) as program:
        person = program.sandbox.person(1, "甲")
        payload = invite(program.settings)
        program.sandbox.faults.add(Fault("sendMessage", kind=FaultKind.SLOW, delay=60, effect=True, times=1))
        await person.start(payload)
        engine = create_engine(database_url(program.settings))
        async with asyncio.timeout(20):
            while not _count(
                engine, select(func.count()).select_from(Outbox).where(Outbox.state == OutboxState.SENDING)
            ):
                await asyncio.sleep(0.01)
        await program.kill()
        await program.start()
        await program.quiet()
        assert 1 <= welcomes(person) <= 2
        assert _count(engine, select(func.count()).select_from(Role)) == 1
        engine.dispose()


async def test_a_terminated_program_ends_cleanly_within_twenty_seconds(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        person = program.sandbox.person(1, "甲")
        await person.start(invite(program.settings))
        await welcomed(person)
        assert await program.stop() == 0


@pytest.mark.heavy
@pytest.mark.timeout(600)
async def test_random_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Coordinators join, ask for screens and import, while the program is killed at seeded random moments."""
    dice = random.Random(20241008)
    async with running(tmp_path) as program:
        people: list[Person] = []
        for round_ in range(ROUNDS):
            newcomer = program.sandbox.person(100 + round_, f"经办人{round_}")
            people.append(newcomer)
            await newcomer.start(invite(program.settings))
            for person in dice.sample(people, min(3, len(people))):
                await person.say("/help")
            await asyncio.sleep(dice.uniform(0, 0.6))
            await program.kill()
            for person in dice.sample(people, min(2, len(people))):
                await person.say("/help")
            await program.start()
        await program.quiet()
        engine = create_engine(database_url(program.settings))
        assert _count(engine, select(func.count()).select_from(Role)) == ROUNDS
        joined = select(func.count()).select_from(Audit).where(Audit.action == "join")
        assert _count(engine, joined) == ROUNDS, "each invite was used once"
        asked = {person.id: sum(not seen.by_bot for seen in person.messages) for person in people}
        answered = {person.id: welcomes(person) for person in people}
        assert all(answered[one] >= asked[one] for one in asked), "a message was lost"
        repeated = sum(answered[one] - asked[one] for one in asked)
        in_flight = 32 * program.kills
        assert repeated <= in_flight
        distinct = _count(engine, select(func.count()).select_from(Outbox).where(Outbox.kind == "people.welcome"))
        assert distinct == sum(asked.values()), "one row an occasion, however often it was killed"
        engine.dispose()


def _count(engine: Engine, query: Select[tuple[int]]) -> int:
    with engine.connect() as conn:
        return conn.scalar(query) or 0


NOTICE = """关于第二轮省级生态环境保护督察整改任务(序号7)销号的公示
整改任务:河岸垃圾清理不到位。
责任单位:示范省水利厅
整改目标:河岸无垃圾。
整改措施:每周清理。
完成情况:已清理。
"""
