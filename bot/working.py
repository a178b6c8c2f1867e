"""Does the chat see that something is being done? Work that takes over a second shows "typing…" or "sending a file…".

The sign lasts five seconds at Telegram, so it is given again while the work lasts. It is worth no retry: nothing waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from jobs.clock import Clock

PATIENCE = 1.0  # s: what is done by then needs no sign
AGAIN = 4.5  # s: shortly before the sign goes out


class SeenWorking:
    """Around the work. Whatever becomes of the sign, the work neither waits for it nor fails with it.

    Nearly all work is done before a sign is due, so nothing but a moment is noted until then.
    """

    def __init__(self, bot: Bot, clock: Clock, chat: int | str, action: ChatAction) -> None:
        self._bot = bot
        self._clock = clock
        self._chat = chat
        self._action = action
        self._sign: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._due = self._clock.later(PATIENCE, self._begin)

    async def __aexit__(self, *_error: object) -> None:
        self._due.cancel()
        if self._sign is not None:
            self._sign.cancel()
            await asyncio.wait({self._sign})

    def _begin(self) -> None:
        self._sign = asyncio.ensure_future(self._show())  # noqa: TID251 - ends with the work

    async def _show(self) -> None:
        with contextlib.suppress(TelegramError):
            while True:
                await self._bot.send_chat_action(self._chat, self._action)
                await self._clock.sleep(AGAIN)
