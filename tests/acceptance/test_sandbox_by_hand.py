"""Can someone without an account play it all on the page? `xiaohao sandbox` in a process of its own, driven as the page does."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from cli.sandbox import COORDINATOR, SAMPLE

LIAISON = 2001
DEPARTMENT = "示范省水利厅"
STEPS = 5  # forward, until the quarter turns


class Page:
    """What the page does: it acts under /ctl/ and looks at chats."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session

    async def act(self, act: str, **body: Any) -> int:
        async with self._session.post(f"{self._url}/ctl/{act}", json=body) as answer:
            return answer.status

    async def seen(self, user: int, words: str) -> list[str]:
        """The texts of the bot to this person with these words, oldest first."""
        async with self._session.get(f"{self._url}/ctl/log", params={"chat": user}) as answer:
            return [entry["text"] for entry in await answer.json() if words in entry["text"]]

    async def heard(self, user: int, words: str) -> str:
        """The newest of them, waited for."""
        async with asyncio.timeout(20):
            while not (found := await self.seen(user, words)):
                await asyncio.sleep(0.05)
            return found[-1]


@contextlib.asynccontextmanager
async def played(folder: Path) -> AsyncIterator[tuple[Page, list[str]]]:
    command = [sys.executable, "-m", "cli.main", "sandbox", "--no-open", "--port", "0", "--smtp-port", "0"]
    program = await asyncio.create_subprocess_exec(*command, "--out", str(folder), stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    said = []
    try:
        async with asyncio.timeout(30):
            while not said or not said[-1].startswith("Notice"):
                line = (await program.stdout.readline()).decode()
                assert line, f"the sandbox ended: {said}"
                said.append(line)
        url = re.search(r"http://[\d.]+:\d+", said[0])
        assert url is not None
        async with aiohttp.ClientSession() as session:
            yield Page(url[0], session), said
    finally:
        if program.returncode is None:
            program.terminate()
        assert await program.wait() == 0


async def test_a_coordinator_is_there_and_the_clock_goes_on_to_the_prompt(tmp_path: Path) -> None:
    async with played(tmp_path / "play") as (page, _said):
        await page.heard(COORDINATOR, "经办人")
        assert await page.act("advance") == 400, "with an empty ledger nothing lies ahead"
        notice = base64.b64encode(SAMPLE.read_bytes()).decode()
        await page.act("file", user=COORDINATOR, name=SAMPLE.name, mime="text/plain", b64=notice, kind="document")
        await page.heard(COORDINATOR, "导入预览")
        await page.act("tap", user=COORDINATOR, label="导入")
        await page.heard(COORDINATOR, "已导入")
        await page.act("say", user=COORDINATOR, text="/invite")
        await page.heard(COORDINATOR, "选择单位")
        await page.act("tap", user=COORDINATOR, label=DEPARTMENT)
        link = await page.heard(COORDINATOR, "start=i_")
        await page.act("start", user=LIAISON, payload=link.partition("start=")[2].split()[0])
        await page.heard(LIAISON, DEPARTMENT)
        for _ in range(STEPS):  # the office may hear of something first: of a year whose holidays are not known, say
            assert await page.act("advance") == 200
            if prompts := await page.seen(LIAISON, "进展调度"):
                break
        assert "待报1项" in prompts[-1]


async def test_a_second_play_needs_a_fresh_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "xiaohao.db").touch()
    command = [sys.executable, "-m", "cli.main", "sandbox", "--no-open", "--port", "0", "--smtp-port", "0"]
    program = await asyncio.create_subprocess_exec(*command, "--out", str(tmp_path), stdout=asyncio.subprocess.DEVNULL)
    assert await program.wait() == 1
    assert "choose an empty folder" in capfd.readouterr().err
