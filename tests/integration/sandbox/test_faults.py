"""Do scripted faults fall where they should, and do rates hold over HTTP?"""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox import Fault, FaultKind, Limits, Sandbox
from tests.integration.sandbox.caller import TOKEN, Bot, HandClock, Refusal


async def test_a_status_falls_so_many_times_on_the_named_method_only(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(1).start()
    sandbox.faults.add(Fault(method="sendMessage", status=429, retry_after=7, times=2))
    await bot("getMe")
    for _ in range(2):
        with pytest.raises(Refusal, match="Too Many Requests: retry after 7") as refused:
            await bot("sendMessage", chat_id=1, text="x")
        assert refused.value.parameters == {"retry_after": 7}
    await bot("sendMessage", chat_id=1, text="x")
    assert len(sandbox.person(1).received) == 1


async def test_a_fault_can_be_for_one_chat(sandbox: Sandbox, bot: Bot) -> None:
    for user_id in (1, 2):
        await sandbox.person(user_id).start()
    sandbox.faults.add(Fault(chat=2, status=502, times=-1))
    await bot("sendMessage", chat_id=1, text="x")
    for _ in range(3):
        with pytest.raises(Refusal, match="Bad Gateway"):
            await bot("sendMessage", chat_id=2, text="x")
    sandbox.faults.clear()
    await bot("sendMessage", chat_id=2, text="x")


@pytest.mark.parametrize(("effect", "arrived"), [(False, 0), (True, 1)])
async def test_a_line_cut_before_the_answer_leaves_the_bot_not_knowing(
    sandbox: Sandbox, bot: Bot, effect: bool, arrived: int
) -> None:
    await sandbox.person(1).start()
    sandbox.faults.add(Fault(kind=FaultKind.CUT, effect=effect))
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=1, text="x")
    assert len(sandbox.person(1).received) == arrived


async def test_garbage_is_a_200_that_is_not_json(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    sandbox.faults.add(Fault(kind=FaultKind.GARBAGE))
    async with session.get(f"{sandbox.url}/bot{TOKEN}/getMe") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")


async def test_a_slow_answer_sleeps_on_the_clock_handed_in(session: aiohttp.ClientSession) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with Sandbox(sleep=sleep, smtp_port=None) as sandbox:
        sandbox.faults.add(Fault(kind=FaultKind.SLOW, delay=90))
        await Bot(sandbox.url, session)("getMe")
    assert slept == [90]


async def test_thirty_a_second_over_http_with_edits_counted_and_toasts_free(
    clock: HandClock, session: aiohttp.ClientSession
) -> None:
    async with Sandbox(monotonic=clock.monotonic, limits=Limits(), smtp_port=None) as sandbox:
        bot = Bot(sandbox.url, session)
        for user_id in range(1, 32):
            await sandbox.person(user_id).start()
        card = await bot("sendMessage", chat_id=1, text="x")
        await bot("editMessageText", chat_id=1, message_id=card["message_id"], text="y")

        async def sent(user_id: int) -> bool:
            try:
                await bot("sendMessage", chat_id=user_id, text="x")
            except Refusal as refusal:
                return refusal.status != 429
            return True

        results: list[Any] = await asyncio.gather(*(sent(user_id) for user_id in range(2, 32)))
        assert sum(results) == 28
        press = await sandbox.person(1).tap(card["message_id"], "1")
        await bot("answerCallbackQuery", callback_query_id=press.id)
        stats = sandbox.stats()
        assert (stats["messages"], stats["too_many_requests"], stats["peak_per_second"]) == (30, 2, 30)
