"""What does the program's own HTTP door let in, and what does it tell? The webhook's secret; counts and nothing else.

`cli/http.py` as `xiaohao run` serves it, in webhook mode, against the sandbox that delivers to it.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import create_engine, func, select

from bot.receive import SECRET_HEADER
from cli.app import App, opened
from cli.http import serve
from cli.sandbox import sandbox_settings
from db.database import database_url
from db.tables import Inbox
from jobs.clock import RealClock
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.program import free_port

SECRET = "a_secret_of_the_test-0123"


class Door:
    def __init__(self, app: App, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.app = app
        self.sandbox = sandbox
        self._session = session
        self.url = f"http://127.0.0.1:{app.settings.http.port}"

    async def post(self, path: str, body: bytes, **headers: str) -> int:
        async with self._session.post(f"{self.url}{path}", data=io.BytesIO(body), headers=headers) as answer:
            await answer.read()
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with self._session.get(f"{self.url}{path}") as answer:
            return answer.status, await answer.text()

    def stored(self) -> int:
        engine = create_engine(database_url(self.app.settings))
        with engine.connect() as conn:
            found = conn.scalar(select(func.count()).select_from(Inbox))
        engine.dispose()
        return found or 0


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    port = free_port()
    async with Sandbox(limits=Limits(enforced=False)) as sandbox:
        settings = sandbox_settings(
            sandbox,
            tmp_path / "var",
            XIAOHAO_HTTP__PORT=str(port),
            XIAOHAO_TELEGRAM__MODE="webhook",
            XIAOHAO_TELEGRAM__WEBHOOK__URL=f"http://127.0.0.1:{port}/telegram",
            XIAOHAO_TELEGRAM__WEBHOOK__SECRET=SECRET,
        )
        async with opened(settings, RealClock()) as app, aiohttp.ClientSession() as session:
            work = asyncio.ensure_future(app.run(serve=serve))
            async with asyncio.timeout(20):
                await app.ready.wait()
            yield Door(app, sandbox, session)
            assert not work.done(), "the program gave up"
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


def update(number: int, text: str = "/help", user: int = 77) -> bytes:
    who = f'{{"id":{user},"is_bot":false,"first_name":"某人"}}'
    chat = f'{{"id":{user},"type":"private","first_name":"某人"}}'
    message = f'{{"message_id":{number},"date":1728439200,"chat":{chat},"from":{who},"text":"{text}"}}'
    return f'{{"update_id":{number},"message":{message}}}'.encode()


async def test_nothing_is_stored_without_the_secret(door: Door) -> None:
    assert await door.post("/telegram", update(1)) == 401
    for wrong in ("", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "密".encode().decode("latin-1")):
        assert await door.post("/telegram", update(1), **{SECRET_HEADER: wrong}) == 403, wrong
    for path in ("/", "/telegram/", "/telegram/x", "/healthz"):
        assert await door.post(path, update(1), **{SECRET_HEADER: SECRET}) in (404, 405)
    assert door.stored() == 0
    right = {SECRET_HEADER: SECRET}
    for rubbish in (
        b"",
        b"[]",
        b"{}",
        b'"x"',
        b'{"update_id":"x"}',
        b'{"update_id":null}',
        b"\xff\xfe",
        b"{" * 100_000,
    ):
        assert await door.post("/telegram", rubbish, **right) == 400, rubbish[:20]
    assert await door.post("/telegram", b"{" + b" " * (3 << 20) + b"}", **right) == 413
    assert door.stored() == 0


async def test_the_same_update_twice_and_out_of_order_is_answered_once_each(door: Door) -> None:
    person = door.sandbox.person(77, "某人")
    await person.say("/start")
    await person.wait_for("/notices", timeout=20)
    right = {SECRET_HEADER: SECRET}
    for number in (1_000_003, 1_000_001, 1_000_002, 1_000_003, 1_000_001):
        assert await door.post("/telegram", update(number), **right) == 200
    async with asyncio.timeout(20):
        while not (await door.app.is_idle() and len(person.received) >= 4):
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.2)
    assert len(person.received) == 4


async def test_the_metrics_are_counts_and_name_nobody(door: Door) -> None:
    person = door.sandbox.person(7_351_902_846, "柳暗花明", "liuan_huaming")
    await person.say("/help")
    await person.wait_for("/notices", timeout=20)
    await person.block()
    told: dict[str, Any] = {path: await door.get(path) for path in ("/healthz", "/readyz", "/metrics")}
    assert {path: status for path, (status, _) in told.items()} == dict.fromkeys(told, 200)
    for _, text in told.values():
        for needle in ("7351902846", "柳暗花明", "liuan_huaming", SECRET, door.app.settings.require_telegram()[2:]):
            assert needle not in text
    lines = [line for line in told["/metrics"][1].splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r'xiaohao_[a-z_]+(\{channel="[a-z]+"\})? [0-9.e+]+', line) for line in lines), lines
