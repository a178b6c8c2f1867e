"""More comes than can be done: receiving waits, and what waits stays with Telegram instead of growing here."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from aiohttp import web
from sqlalchemy import Engine

from bot.dispatch import AT_ONCE, FULL, ROOM
from bot.receive import BATCH, SECRET_HEADER, webhook_handler
from bot.turn import Turn
from config.settings import Settings
from db.units import Units
from jobs.clock import VirtualClock
from sandbox.server import Sandbox
from tests.integration.test_turns import effect, effects, program, sandbox, states

__all__ = ["sandbox"]  # the fixture


class Gate:
    """A handler that waits for the test, and counts how many wait with it."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.inside = self.most = 0

    async def handle(self, turn: Turn) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self.open.wait()
        self.inside -= 1
        await turn.run(effect, turn.text)


def payload(number: int) -> dict[str, Any]:
    who = {"id": number, "is_bot": False, "first_name": "a"}
    message = {"message_id": 1, "date": 1, "text": str(number), "from": who, "chat": {"id": number, "type": "private"}}
    return {"update_id": number, "message": message}


async def test_the_webhook_refuses_above_the_mark_before_it_stores_anything_and_goes_on_below(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    gate = Gate()
    async with program(settings, units, clock, sandbox, gate.handle, poll=False) as running:
        server = web.Application()
        server.router.add_post("/hook", webhook_handler("right", running.dispatch))
        runner = web.AppRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

            async def post(number: int) -> tuple[int, str | None]:
                async with session.post(url, json=payload(number), headers={SECRET_HEADER: "right"}) as answer:
                    return answer.status, answer.headers.get("Retry-After")

            answers = await asyncio.gather(*(post(number) for number in range(1, FULL + 101)))
            taken = [number for number, (status, _) in enumerate(answers, 1) if status == 200]
            refused = [number for number, (status, _) in enumerate(answers, 1) if status == 503]
            assert (len(taken), len(refused)) == (FULL + 1, 99)
            assert all(0 < int(told or "0") < 150 for status, told in answers if status == 503)
            assert len(states(second)) == FULL + 1, "what was refused is not stored"
            async with asyncio.timeout(20):
                while gate.inside < AT_ONCE:
                    await asyncio.sleep(0.01)
            assert gate.most == AT_ONCE, "and of what was taken so much is under way at once"
            gate.open.set()
            async with asyncio.timeout(20):
                while running.dispatch.open_rows > ROOM:
                    await asyncio.sleep(0.01)
            assert {status for status, _ in await asyncio.gather(*(post(number) for number in refused))} == {200}
        await running.idle()
        await runner.cleanup()
    assert sorted(map(int, effects(second))) == list(range(1, FULL + 101))


async def test_the_poller_stops_asking_above_the_mark_and_each_persons_order_is_kept(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    people, times = 80, 6
    gate = Gate()
    for time in range(times):
        for number in range(1, people + 1):
            await sandbox.person(number).say(f"{number} {time}")
    async with program(settings, units, clock, sandbox, gate.handle) as running:
        async with asyncio.timeout(20):
            while running.dispatch.open_rows <= FULL:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.2)  # nothing more is asked for, however long
        assert FULL < running.dispatch.open_rows <= FULL + BATCH
        assert len(sandbox.world.updates) >= people * times - FULL - 2 * BATCH, "the rest is still Telegram's"
        gate.open.set()
        await running.idle()
    said = effects(second)
    assert len(said) == people * times
    for number in range(1, people + 1):
        assert [one for one in said if one.split()[0] == str(number)] == [f"{number} {time}" for time in range(times)]
