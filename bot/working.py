"""Does the chat see that something is being done? Work that takes over a second shows "typing…" or "sending a file…".

The sign lasts five seconds at Telegram, so it is given again while the work lasts. It is worth no retry: nothing waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from jobs.clock import Clock

PATIENCE = 1.0  # s: what is done by then needs no sign
AGAIN = 4.5  # s: shortly before the sign goes out


@contextlib.asynccontextmanager
async def seen_working(bot: Bot, clock: Clock, chat: int | str, action: ChatAction) -> AsyncIterator[None]:
    """Around the work. Whatever becomes of the sign, the work neither waits for it nor fails with it."""
    sign = asyncio.ensure_future(_sign(bot, clock, chat, action))  # noqa: TID251 - ends with the work
    try:
        yield
    finally:
        sign.cancel()
        await asyncio.wait({sign})


async def _sign(bot: Bot, clock: Clock, chat: int | str, action: ChatAction) -> None:
    await clock.sleep(PATIENCE)
    with contextlib.suppress(TelegramError):
        while True:
            await bot.send_chat_action(chat, action)
            await clock.sleep(AGAIN)
