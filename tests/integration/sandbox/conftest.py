"""A sandbox whose time is moved by hand, and a bot that calls it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Limits, Sandbox
from tests.integration.sandbox.caller import Bot, HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def sandbox(clock: HandClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(now=clock.now, monotonic=clock.monotonic, limits=Limits(enforced=False)) as sandbox:
        yield sandbox


@pytest.fixture
def bot(sandbox: Sandbox, session: aiohttp.ClientSession) -> Bot:
    return Bot(sandbox.url, session)
