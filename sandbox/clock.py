"""What time does the sandbox think it is? Three callables, so that a rehearsal can hand in its own time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def real_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """`now` dates messages and lets presses expire; `monotonic` measures rates; `sleep` waits for slow faults and retries."""

    now: Callable[[], datetime] = real_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def unix(self) -> int:
        return int(self.now().timestamp())
