"""How many sendMessage a second go through our transport, the library's own, and aiogram, with 50 calls at once?

All three talk to the same server, a process of its own with its limits switched off; the order is turned so that none
is always first. CPU is the client's alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Bot
from telegram.request import HTTPXRequest

from bench.other_side import TOKEN, other_side
from bench.result import Result
from bot.transport import AiohttpRequest

AT_ONCE = 50
MESSAGES = 1_500
ROUNDS = 3
Send = Callable[[int, str], Awaitable[object]]


async def run(api_url: str | None = None) -> Result:
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    async with other_side(api_url, limited=False) as side:
        await side.open_chats(range(1, 2))
        best: dict[str, list[float]] = {"ours": [], "httpx": [], "aiogram": []}
        makers = {"ours": _ours, "httpx": _httpx, "aiogram": _aiogram}
        for turn in range(ROUNDS):
            names = list(makers)
            for name in names[turn:] + names[:turn]:
                async with makers[name](side.url) as send:
                    best[name].append(await _per_second(send))
    middle = {name: sorted(values)[ROUNDS // 2] for name, values in best.items()}
    return Result(
        "transport",
        figures={"send_message_per_second": middle["ours"]},
        peer={"httpx_per_second": middle["httpx"], "aiogram_per_second": middle["aiogram"]},
        ratio={"httpx": middle["ours"] / middle["httpx"], "aiogram": middle["ours"] / middle["aiogram"]},
    )


async def _per_second(send: Send) -> float:
    numbers = iter(range(MESSAGES))

    async def work() -> None:
        for number in numbers:
            await send(1, f"message {number}")

    started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(work())
    return MESSAGES / (time.perf_counter() - started)


@contextlib.asynccontextmanager
async def _ours(url: str) -> AsyncIterator[Send]:
    request = AiohttpRequest()
    async with Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request) as bot:
        yield bot.send_message


@contextlib.asynccontextmanager
async def _httpx(url: str) -> AsyncIterator[Send]:
    request = HTTPXRequest(connection_pool_size=AT_ONCE, pool_timeout=60)
    async with Bot(TOKEN, base_url=f"{url}/bot", request=request) as bot:
        yield bot.send_message


@contextlib.asynccontextmanager
async def _aiogram(url: str) -> AsyncIterator[Send]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url), limit=AT_ONCE)
    bot = AiogramBot(TOKEN, session=session)
    yield bot.send_message
    await session.close()
