"""How many messages a second leave where a thousand are paid for, each claimed and recorded on disk, and at what cost?

Beside a bare aiohttp loop that sends the same messages as evenly and remembers nothing.
"""

from __future__ import annotations

import asyncio
import time

import aiohttp

from bench.other_side import TOKEN, OtherSide, other_side
from bench.program import program, put_announcements, running
from bench.result import Result

LIMIT = 1_000  # messages a second
CHATS, EACH = 3_000, 4
FIRST = 1_000_000
USERS = range(FIRST, FIRST + CHATS)
MESSAGES = CHATS * EACH


async def run(api_url: str | None = None) -> Result:
    async with other_side(api_url, paid=True) as side:
        ours = await _ours(side)
    peer = {}
    if api_url is None:
        async with other_side(paid=True) as side:
            peer = {f"bare_{key}": value for key, value in (await _bare(side)).items()}
    ratio = {"limit": ours["messages_per_second"] / LIMIT}
    if peer:
        ratio["bare_cpu"] = ours["cpu_seconds_per_1000"] / peer["bare_cpu_seconds_per_1000"]
        ratio["cores_more_than_bare"] = ours["cpu_seconds_per_1000"] - peer["bare_cpu_seconds_per_1000"]
    return Result("paid", figures=ours, peer=peer, ratio=ratio)


async def _ours(side: OtherSide) -> dict[str, float]:
    await side.open_chats(USERS)
    paid: dict[str, str] = {
        "XIAOHAO_TELEGRAM__MESSAGES_PER_SECOND": str(LIMIT),
        "XIAOHAO_TELEGRAM__PAID_BROADCAST": "true",
    }
    async with program(side.url, None, **paid) as app:
        await put_announcements(app, USERS, EACH)
        began, cpu = time.time(), time.process_time()
        async with running(app):
            while not await app.delivery.is_idle():  # noqa: ASYNC110 - asked four times a second, so that asking costs nothing
                await asyncio.sleep(0.25)
        return await _figures(side, began, time.process_time() - cpu)


async def _bare(side: OtherSide) -> dict[str, float]:
    """A slot every thousandth of a second, as many calls on their way as that takes."""
    await side.open_chats(USERS)
    began, cpu = time.time(), time.process_time()
    url = f"{side.url}/bot{TOKEN}/sendMessage"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64)) as session:

        async def send(user: int) -> None:
            body = {"chat_id": user, "text": "announcement", "allow_paid_broadcast": True}
            async with session.post(url, json=body) as answer:
                await answer.read()

        async with asyncio.TaskGroup() as group:
            start = time.monotonic()
            for serial in range(MESSAGES):
                late = (
                    start + serial * 1.03 / LIMIT - time.monotonic()
                )  # evenly, and below the limit by three hundredths
                if late > 0:
                    await asyncio.sleep(late)
                group.create_task(send(FIRST + serial % CHATS))
    return await _figures(side, began, time.process_time() - cpu)


async def _figures(side: OtherSide, began: float, cpu: float) -> dict[str, float]:
    arrived = sorted(line["t"] for line in await side.sends(began))
    seconds = arrived[-1] - arrived[0] + 1 / LIMIT
    return {
        "messages": float(len(arrived)),
        "messages_per_second": len(arrived) / seconds,
        "most_in_a_second": float((await side.get("stats"))["peak_per_second"]),
        "too_many_requests": float(await side.refused()),
        "cpu_seconds_per_1000": 1000 * cpu / len(arrived),
    }
