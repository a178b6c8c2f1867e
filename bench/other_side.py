"""The Bot API server a benchmark runs against, in a process of its own, and its people, driven through `/ctl/` alone.

`python -m bench.other_side [--paid] [--unlimited]` is that process; with `--api-url` a foreign server takes its place.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import socket
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox.limits import Limits
from sandbox.server import Sandbox

TOKEN = "1:bench-token-of-no-account"
AT_ONCE = 32
PATIENCE = 30.0  # s


@dataclass
class OtherSide:
    """`url` of the server; `say` is a person's doing, `log` what the bot did since a moment of the server's clock."""

    url: str
    session: aiohttp.ClientSession

    async def post(self, act: str, **body: Any) -> Any:
        async with self.session.post(f"{self.url}/ctl/{act}", json=body) as answer:
            answer.raise_for_status()
            return await answer.json(content_type=None)

    async def get(self, what: str, **query: str) -> Any:
        async with self.session.get(f"{self.url}/ctl/{what}", params=query) as answer:
            answer.raise_for_status()
            return await answer.json(content_type=None)

    async def say(self, user: int, text: str) -> float:
        """The moment at which it was said."""
        at = time.time()
        await self.post("say", user=user, text=text)
        return at

    async def all_say(self, users: range, text: str) -> None:
        """Everybody says the same, many at once."""
        numbers = iter(users)

        async def work() -> None:
            for user in numbers:
                await self.post("say", user=user, text=text)

        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(work())

    async def sent(self) -> int:
        """Messages and new states of messages, by now."""
        return int((await self.get("stats"))["messages"])

    async def until_sent(self, count: int) -> None:
        """Until so many have come. Raises `RuntimeError` where nothing comes any more."""
        before, at = -1, time.monotonic()
        while (now := await self.sent()) < count:
            if now != before:
                before, at = now, time.monotonic()
            elif time.monotonic() - at > PATIENCE:
                raise RuntimeError(f"{now} messages came, and {count} were expected")
            await asyncio.sleep(0.2)

    async def answers(self, since: float) -> list[dict[str, Any]]:
        """Messages and new states of messages."""
        return [line for line in await self.get("log", since=str(since)) if line["kind"] in ("send", "edit")]

    async def sends(self, since: float) -> list[dict[str, Any]]:
        return [line for line in await self.get("log", since=str(since)) if line["kind"] == "send"]

    async def open_chats(self, users: range) -> None:
        """Everybody has started the bot, and what they said is confirmed: nothing of it reaches the program."""
        await self.all_say(users, "/start")
        await self.skip_updates()

    async def skip_updates(self) -> None:
        offset = 0
        while True:
            asked = {"offset": offset, "limit": 100, "timeout": 0}
            async with self.session.post(f"{self.url}/bot{TOKEN}/getUpdates", json=asked) as answer:
                updates = (await answer.json(content_type=None))["result"]
            if not updates:
                return
            offset = updates[-1]["update_id"] + 1

    async def called(self, method: str) -> int:
        """How often the bot has called a method by now."""
        return int((await self.get("stats"))["methods"].get(method, 0))

    async def refused(self) -> int:
        """How often the server has answered 429 by now."""
        return int((await self.get("stats"))["too_many_requests"])


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.asynccontextmanager
async def other_side(
    api_url: str | None = None, *, paid: bool = False, limited: bool = True
) -> AsyncIterator[OtherSide]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
        if api_url is not None:
            yield OtherSide(api_url.rstrip("/"), session)
            return
        flags = [flag for flag, wanted in (("--paid", paid), ("--unlimited", not limited)) if wanted]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.other_side", *flags, stdout=asyncio.subprocess.PIPE
        )
        try:
            assert process.stdout is not None
            yield OtherSide((await process.stdout.readline()).decode().strip(), session)
        finally:
            process.terminate()
            await process.wait()


async def _serve(limits: Limits) -> None:
    async with Sandbox(smtp_port=None, limits=limits) as sandbox:
        print(sandbox.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--paid", action="store_true")
    parser.add_argument("--unlimited", action="store_true")
    asked = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(Limits(enforced=not asked.unlimited, paid=asked.paid)))
