"""How does a bot fetch its updates? getUpdates: long polls, confirmation by offset, and one poller at a time."""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox.clock import Clock
from sandbox.parameters import Call
from sandbox.refusals import conflict
from sandbox.updates import Update, Updates

OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
WEBHOOK_SET = "terminated by setWebhook request"
SAME_OFFSET_SECONDS = 0.5  # a repeat within it gets one update at most
SHORT_POLL_SECONDS = 3  # repeats of a short poll are made to wait


class Poller:
    """Long polls wait in real time, whatever the sandbox's clock: a bot's connection is a real one."""

    def __init__(self, updates: Updates, clock: Clock) -> None:
        self._updates = updates
        self._clock = clock
        self._waiting: asyncio.Future[str] | None = None
        self._last_offset: int | None = None
        self._last_start = float("-inf")

    def terminate(self, words: str) -> None:
        """The poll under way, if any, ends with a 409."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(words)
        self._waiting = None

    async def get_updates(self, call: Call) -> list[dict[str, Any]]:
        self._updates.allow(call.structure("allowed_updates", "allowed_updates"))
        offset = call.integer("offset")
        limit = min(max(call.integer("limit", 100), 1), 100)
        timeout = float(min(max(call.integer("timeout"), 0), 50))
        timeout, limit = self._throttled(offset, timeout, limit)
        self.terminate(OTHER_POLLER)
        if offset < 0:
            self._updates.keep_newest(-offset)
        elif offset > 0:
            self._updates.confirm_below(offset)
        found = self._batch(limit)
        if not found and timeout > 0:
            found = await self._wait(timeout, limit)
        return [update.json() for update in found]

    def _throttled(self, offset: int, timeout: float, limit: int) -> tuple[float, int]:
        now, since = self._clock.monotonic(), self._last_start
        if offset == self._last_offset and timeout < SHORT_POLL_SECONDS and now < since + SHORT_POLL_SECONDS:
            timeout = float(SHORT_POLL_SECONDS)
        if offset == self._last_offset and now < since + SAME_OFFSET_SECONDS:
            limit = 1
        self._last_offset, self._last_start = offset, now
        return timeout, limit

    def _batch(self, limit: int) -> list[Update]:
        found = []
        for update in self._updates.waiting():
            found.append(update)
            if len(found) == limit:
                break
        return found

    async def _wait(self, timeout: float, limit: int) -> list[Update]:  # noqa: ASYNC109 - Telegram's own parameter
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[str] = loop.create_future()
        self._waiting = mine
        deadline = loop.time() + timeout
        while True:
            self._updates.arrived.clear()
            found = self._batch(limit)
            left = deadline - loop.time()
            if found or left <= 0:
                break
            arrival = asyncio.ensure_future(self._updates.arrived.wait())
            waits: set[asyncio.Future[Any]] = {arrival, mine}
            try:
                await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                arrival.cancel()
            if mine.done():
                raise conflict(mine.result())
        if self._waiting is mine:
            self._waiting = None
        return found
