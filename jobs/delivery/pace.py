"""When may the next message leave? Telegram's limits: so many a second over all chats, about one a second in one chat.

A row is chosen before its token here; the bucket that fills the last hundredth of the limit has its place in this
module (docs/architecture.md, "Delivery").
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from jobs.clock import Clock

PRIVATE_BURST = 3.0  # messages in a row that one private chat bears
GROUP_EVERY = 3.0  # s: 20 a minute in a group or channel
REMEMBERED = 10_000  # chats; one that has been quiet for a while needs no memory


@dataclass
class _Chat:
    tokens: float
    at: float


class Pace:
    """Waits on the injected clock. `None` in place of a pace (virtual time) means: no limits."""

    def __init__(self, clock: Clock, messages_per_second: float) -> None:
        self._clock = clock
        self._gap = 1.0 / messages_per_second
        self._next = 0.0
        self._chats: OrderedDict[str, _Chat] = OrderedDict()

    async def token(self, address: str) -> None:
        """Until a message may leave to this chat."""
        while (wait := self._chat_wait(address)) > 0:
            await self._clock.sleep(wait)
        now = self._clock.monotonic()
        at = max(now, self._next)
        self._next = at + self._gap
        if at > now:
            await self._clock.sleep(at - now)

    def _chat_wait(self, address: str) -> float:
        """Take a token of the chat and return 0, or the seconds until there is one."""
        now = self._clock.monotonic()
        group = address.startswith(("-", "@"))
        rate, burst = (1 / GROUP_EVERY, 1.0) if group else (1.0, PRIVATE_BURST)
        chat = self._chats.pop(address, None) or _Chat(burst, now)
        chat.tokens = min(burst, chat.tokens + (now - chat.at) * rate)
        chat.at = now
        self._chats[address] = chat
        while len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        if chat.tokens >= 1:
            chat.tokens -= 1
            return 0.0
        return (1 - chat.tokens) / rate
