"""How close to Telegram's limit does an announcement leave, and how long does an answer wait meanwhile?

So many messages to as many chats, against a server that enforces 30 a second; five answers a second are asked for while
it runs. Peers, in the same run and with the same answers: python-telegram-bot's own rate limiter, and the loop aiogram's
documentation shows (a pause between two messages).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from itertools import count
from typing import Any

from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ApplicationBuilder, CommandHandler

from bench.other_side import TOKEN, OtherSide, other_side
from bench.program import percentile, program, put_announcements, running
from bench.result import Result

LIMIT = 30  # messages a second
PEERS_RECIPIENTS = 300  # at most: their rate is the same from the first to the last
ASKING = 20  # people who ask, in turn
ASK_EVERY = 0.2  # s
FIRST, FIRST_ASKING = 1_000_000, 500_000
AIOGRAM_PAUSE = 0.05  # s, as its documentation has it: 20 a second


async def run(api_url: str | None = None, recipients: int = 600) -> Result:
    peers: dict[str, dict[str, float]] = {}
    async with other_side(api_url) as side:
        ours = await _measured(side, recipients, _ours)
    if api_url is None:
        for name, sender in (("aioratelimiter", _rate_limiter), ("aiogram", _aiogram)):
            async with other_side() as side:
                peers[name] = await _measured(side, min(recipients, PEERS_RECIPIENTS), sender)
    figures = {key: value for key, value in ours.items() if key != "limit"}
    peer = {f"{name}_{key}": value for name, values in peers.items() for key, value in values.items()}
    return Result("broadcast", figures=figures, peer=peer, ratio={"limit": ours["limit"]})


Sender = Callable[[OtherSide, range], contextlib.AbstractAsyncContextManager[Awaitable[None] | None]]


async def _measured(side: OtherSide, recipients: int, sender: Sender) -> dict[str, float]:
    """From the first message's arrival to the last one's; what was asked and answered meanwhile is counted in."""
    users = range(FIRST, FIRST + recipients)
    await side.open_chats(range(FIRST_ASKING, FIRST_ASKING + ASKING))
    await side.open_chats(users)
    refused = await side.refused()
    began = time.time()
    asked: dict[int, list[float]] = {}
    async with sender(side, users) as sending:
        asking = asyncio.get_running_loop().create_task(_ask(side, asked))
        if sending is not None:
            await sending
        reached: set[int] = set()
        while len(reached) < recipients:
            await asyncio.sleep(0.1)
            reached = {line["chat"] for line in await side.sends(began) if line["chat"] in users}
        asking.cancel()
        await asyncio.sleep(0.5)  # the last answers
        sends = await side.sends(began)
    announced = [line["t"] for line in sends if line["chat"] in users]
    first, last = min(announced), max(announced)
    in_time = sum(first <= line["t"] <= last for line in sends)
    seconds = last - first + 1 / LIMIT  # each message takes its share of a second, the last one too
    waits = _waits(asked, sends)
    return {
        "messages": float(in_time),
        "seconds": seconds,
        "too_many_requests": float(await side.refused() - refused),
        "reply_p50_ms": 1000 * percentile(waits, 0.5),
        "reply_p99_ms": 1000 * percentile(waits, 0.99),
        "limit": in_time / LIMIT / seconds,
    }


async def _ask(side: OtherSide, asked: dict[int, list[float]]) -> None:
    for serial in count():
        user = FIRST_ASKING + serial % ASKING
        asked.setdefault(user, []).append(await side.say(user, "/help"))
        await asyncio.sleep(ASK_EVERY)


def _waits(asked: dict[int, list[float]], sends: list[dict[str, Any]]) -> list[float]:
    """From a question in to its answer out, the nth answer of a chat being that of its nth question."""
    waits = []
    for user, moments in asked.items():
        answers = sorted(line["t"] for line in sends if line["chat"] == user)
        waits += [answer - moment for moment, answer in zip(moments, answers, strict=False)]
    return waits


@contextlib.asynccontextmanager
async def _ours(side: OtherSide, users: range) -> AsyncIterator[None]:
    async with program(side.url) as app:
        await put_announcements(app, users)
        async with running(app):
            yield None


@contextlib.asynccontextmanager
async def _rate_limiter(side: OtherSide, users: range) -> AsyncIterator[Awaitable[None]]:
    limiter = AIORateLimiter(max_retries=10)
    builder = (
        ApplicationBuilder().token(TOKEN).base_url(f"{side.url}/bot").rate_limiter(limiter).concurrent_updates(True)
    )
    application = builder.connection_pool_size(256).pool_timeout(600).build()

    async def send(user: int) -> None:
        while True:
            try:
                await application.bot.send_message(user, "announcement")
            except RetryAfter as told:
                await asyncio.sleep(_seconds(told))
            else:
                return

    async def answer(update: Any, _context: Any) -> None:
        await application.bot.send_message(update.effective_chat.id, "help")

    application.add_handler(CommandHandler("help", answer))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield _all(send(user) for user in users)
        await application.updater.stop()
        await application.stop()


async def _all(sent: Iterable[Awaitable[None]]) -> None:
    await asyncio.gather(*sent)


def _seconds(told: RetryAfter) -> float:
    waiting = told.retry_after
    return float(waiting) if isinstance(waiting, int) else waiting.total_seconds()


@contextlib.asynccontextmanager
async def _aiogram(side: OtherSide, users: range) -> AsyncIterator[Awaitable[None]]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(side.url))
    bot = AiogramBot(TOKEN, session=session)

    async def send(user: int, text: str) -> None:
        while True:
            try:
                await bot.send_message(user, text)
            except TelegramRetryAfter as told:
                await asyncio.sleep(told.retry_after)
            else:
                return

    async def all_of_them() -> None:
        for user in users:
            await send(user, "announcement")
            await asyncio.sleep(AIOGRAM_PAUSE)

    async def answer() -> None:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=10):
                offset = update.update_id + 1
                assert update.message is not None
                await send(update.message.chat.id, "help")

    answering = asyncio.get_running_loop().create_task(answer())
    yield all_of_them()
    answering.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await answering
    await session.close()
