"""How fast may a bot send? Telegram's limits over all chats and per chat, and honest counters of what was let through.

About 30 messages a second over all chats (1,000 when paid for), about 1 a second in a private chat with a short
burst, 20 a minute in a group or channel. Edits count as sends. Refused calls cost nothing here.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import too_many


@dataclass(frozen=True)
class Limits:
    """`enforced=False` for virtual time. `chat_burst` messages at once are tolerated in one private chat."""

    enforced: bool = True
    per_second: int = 30
    paid: bool = False  # whether allow_paid_broadcast buys the higher rate
    paid_per_second: int = 1000
    chat_burst: int = 4
    chat_per_second: float = 1.0
    group_per_minute: int = 20


class _Window:
    """At most `count` within any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, now: float, wanted: int) -> float:
        """Seconds until `wanted` more fit; 0 when they fit now."""
        times = self._times
        while times and times[0] <= now - self._seconds:
            times.popleft()
        over = len(times) + wanted - self._count
        if over <= 0 or not times:  # an album larger than the limit passes when nothing else does
            return 0.0
        return times[min(over, len(times)) - 1] + self._seconds - now

    def take(self, now: float, count: int) -> None:
        self._times.extend([now] * count)


class _Bucket:
    """`burst` at once, then `rate` a second."""

    def __init__(self, burst: int, rate: float, now: float) -> None:
        self._burst = burst
        self._rate = rate
        self._tokens = float(burst)
        self._at = now

    def wait(self, now: float, wanted: int) -> float:
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        missing = min(wanted, self._burst) - self._tokens
        return missing / self._rate if missing > 1e-9 else 0.0

    def take(self, _now: float, count: int) -> None:
        self._tokens -= count


class Throttle:
    """Asked once per sending call, after the call was found good and before it has an effect."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self.limits = limits
        self._monotonic = monotonic
        self._free = _Window(limits.per_second, 1.0)
        self._paid = _Window(limits.paid_per_second, 1.0)
        self._chats: dict[int, _Window | _Bucket] = {}
        self.reset_counters()

    def reset_counters(self) -> None:
        self._start = self._monotonic()
        self._second: deque[float] = deque()
        self.by_second: Counter[int] = Counter()
        self.passed = 0
        self.refused = 0
        self.peak = 0

    def take(self, chat_id: int, *, private: bool, count: int = 1, paid: bool = False) -> None:
        """Counts `count` messages to a chat, or raises 429 with the seconds to wait."""
        now = self._monotonic()
        if self.limits.enforced:
            chat = self._chats.get(chat_id) or self._new_chat(chat_id, now, private=private)
            overall = self._paid if paid and self.limits.paid else self._free
            wait = max(overall.wait(now, count), chat.wait(now, count))
            if wait > 0:
                self.refused += 1
                raise too_many(max(1, math.ceil(wait)))
            overall.take(now, count)
            chat.take(now, count)
        self._count(now, count)

    def _new_chat(self, chat_id: int, now: float, *, private: bool) -> _Window | _Bucket:
        limits = self.limits
        chat: _Window | _Bucket
        if private:
            chat = _Bucket(limits.chat_burst, limits.chat_per_second, now)
        else:
            chat = _Window(limits.group_per_minute, 60.0)
        self._chats[chat_id] = chat
        return chat

    def _count(self, now: float, count: int) -> None:
        self.passed += count
        self.by_second[int(now - self._start)] += count
        self._second.extend([now] * count)
        while self._second[0] <= now - 1.0:
            self._second.popleft()
        self.peak = max(self.peak, len(self._second))

    def stats(self) -> dict[str, Any]:
        last = max(self.by_second, default=-1)
        return {
            "messages": self.passed,
            "too_many_requests": self.refused,
            "peak_per_second": self.peak,
            "by_second": [self.by_second[second] for second in range(last + 1)],
            "seconds": self._monotonic() - self._start,
        }
