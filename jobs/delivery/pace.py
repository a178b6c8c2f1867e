"""When may the next message leave? Telegram's limits: so many a second over all chats, about one a second in one chat.

The bucket fills the last hundredth of the limit and never passes it, as the server counts: a message is counted when it
arrives there, some time between its token and its answer. So each of the `rate` slots of a second is free again one
second after its token, and later by as much as its round trip was longer than the shortest one seen: one second after
its answer, less the shortest round trip. That is asked when the slot is used again, as a shorter one may be seen until
then.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import OrderedDict
from dataclasses import dataclass

from jobs.clock import Clock

SECOND = 1.003  # s: the server's second, and a little for clocks that do not run alike
CATCH_UP = 0.020  # s that a late wake-up may make good
MANY = 100  # a second: from here on tokens are given as in the three lines below; the slots hold the limit
MANY_NAP = 0.002  # s: several tokens are given at each wake-up, which costs as much as a message
MANY_PACE = 0.95  # of the even gap between two messages: what a hiccup cost is made good within the second
MANY_CATCH_UP = 0.050  # s
NEVER = float("-inf")
KNOWN_AFTER = 20  # answers until the shortest round trip is believed
PRIVATE_BURST = 3.0  # messages in a row that one private chat bears
GROUP_EVERY = 3.05  # s: 20 a minute in a group or channel
REMEMBERED = 10_000  # chats; one that has been quiet for a while needs no memory


class Bucket:
    """One process holds the sending lease, so one bucket knows all that is sent. Reads the injected clock."""

    def __init__(self, clock: Clock, messages_per_second: int) -> None:
        self._clock = clock
        many = messages_per_second >= MANY
        self._gap = (MANY_PACE if many else 1.0) / messages_per_second
        self._nap, self._catch_up = (MANY_NAP, MANY_CATCH_UP) if many else (0.0, CATCH_UP)
        self._free = [NEVER] * messages_per_second  # a heap: when what each slot was used for was answered
        self._next = 0.0
        self._least = float("inf")  # s: the shortest round trip
        self._answers = 0
        self._answered = asyncio.Event()

    async def token(self) -> float:
        """Wait for the next token; the moment it was given. Each is handed back by `answered` or `unused`."""
        while (token := self.token_now()) is None:
            if self._free:
                await self._clock.sleep(max(self._nap, self._soonest() - self._clock.monotonic()))
            else:
                self._answered.clear()
                await self._answered.wait()
        return token

    def token_now(self) -> float | None:
        """A token if there is one at this moment."""
        now = self._clock.monotonic()
        if not self._free or self._soonest() > now:
            return None
        heapq.heappop(self._free)
        self._next = max(self._next, now - self._catch_up) + self._gap
        return now

    def answered(self, token: float) -> None:
        """The server has answered the message of this token, whatever it said."""
        now = self._clock.monotonic()
        self._least = min(self._least, now - token)
        self._answers += 1
        heapq.heappush(self._free, now)
        self._answered.set()

    def more(self, messages: int) -> None:
        """An album counts as many as it has files: their slots are gone too."""
        for _ in range(min(messages, len(self._free))):
            heapq.heapreplace(self._free, self._clock.monotonic())

    def unused(self) -> None:
        """Nothing left with the token: its slot is free at once."""
        heapq.heappush(self._free, NEVER)
        self._answered.set()

    def _soonest(self) -> float:
        """When the next token can be given, as far as is known now."""
        known = self._least if self._answers > KNOWN_AFTER else 0.0
        return max(self._next, self._free[0] + SECOND - known)

    def hold(self, seconds: float) -> None:
        """The server told everybody to wait."""
        self._next = max(self._next, self._clock.monotonic() + seconds)


@dataclass
class _Chat:
    tokens: float
    at: float
    held_until: float = 0.0


class Chats:
    """What each chat bears. Times are the clock's monotonic seconds."""

    def __init__(self) -> None:
        self._chats: OrderedDict[str, _Chat] = OrderedDict()

    def wait(self, address: str, now: float) -> float:
        """Seconds until a message may leave to this chat."""
        chat, rate = self._chat(address, now)
        return max((1 - chat.tokens) / rate, chat.held_until - now, 0.0)

    def take(self, address: str, now: float) -> None:
        self._chat(address, now)[0].tokens -= 1

    def give_back(self, address: str) -> None:
        """What was taken did not leave."""
        self._chats[address].tokens += 1

    def hold(self, address: str, until: float) -> None:
        """The server told this chat to wait."""
        chat, _ = self._chat(address, until)
        chat.held_until = max(chat.held_until, until)

    def _chat(self, address: str, now: float) -> tuple[_Chat, float]:
        group = address.startswith(("-", "@"))
        rate, burst = (1 / GROUP_EVERY, 1.0) if group else (1.0, PRIVATE_BURST)
        chat = self._chats.pop(address, None) or _Chat(burst, now)
        chat.tokens = min(burst, chat.tokens + max(0.0, now - chat.at) * rate)
        chat.at = max(chat.at, now)
        self._chats[address] = chat
        while len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return chat, rate
