"""What time is it, and how long until? The one door to time: everything that waits or dates reads the clock it is handed."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Due(Protocol):
    """What is to happen later; nothing happens once it is cancelled."""

    def cancel(self) -> object: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """This instant, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow, whatever happens to the wall clock."""
        ...

    async def sleep(self, seconds: float) -> None: ...

    def later(self, seconds: float, act: Callable[[], None]) -> Due:
        """Call `act` on the loop when the time has come, without a task that waits for it."""
        ...

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Until the event is set (True) or the time is up (False): for loops that would look again anyway."""
        ...


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the door

    def monotonic(self) -> float:
        return time.monotonic()  # noqa: TID251 - this is the door

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)  # noqa: TID251 - this is the door

    def later(self, seconds: float, act: Callable[[], None]) -> Due:
        return asyncio.get_running_loop().call_later(seconds, act)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        return True


class VirtualClock:
    """A clock that stands still until a stepper moves it. Sleepers wake when it passes them.

    `wait` ignores its timeout: looking again at the same instant finds nothing new, and the stepper sets the events.
    """

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a virtual clock starts at an aware instant")
        self._now = start.astimezone(UTC)
        self._start = self._now
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._serial = itertools.count()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._start).total_seconds()

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)  # noqa: TID251 - this is the door
            return
        await self._sleeper(seconds)

    def later(self, seconds: float, act: Callable[[], None]) -> Due:
        def woken(wake: asyncio.Future[None]) -> None:
            if not wake.cancelled():
                act()

        wake = self._sleeper(seconds)
        wake.add_done_callback(woken)
        return wake

    def _sleeper(self, seconds: float) -> asyncio.Future[None]:
        wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._serial), wake))
        return wake

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:  # noqa: ARG002 - see the class
        await event.wait()
        return True

    def next_wake(self) -> datetime | None:
        while self._sleepers and self._sleepers[0][2].cancelled():
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    def advance_to(self, moment: datetime) -> None:
        """Never backwards: a moment that has passed moves nothing."""
        self._now = max(self._now, moment.astimezone(UTC))
        while self._sleepers and self._sleepers[0][0] <= self._now:
            _, _, wake = heapq.heappop(self._sleepers)
            if not wake.done():
                wake.set_result(None)
