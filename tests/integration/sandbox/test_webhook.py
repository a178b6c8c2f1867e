"""Are updates delivered to a webhook as Telegram does it: one at a time per chat and kind, and again until taken?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from sandbox import Limits, Sandbox
from tests.integration.sandbox.caller import Bot, Refusal

Receiver = Callable[[Callable[[web.Request], Awaitable[web.Response]]], Awaitable[str]]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Opens a real HTTP door for a handler; gives its address."""
    runners: list[web.AppRunner] = []

    async def opened(handler: Callable[[web.Request], Awaitable[web.Response]]) -> str:
        app = web.Application()
        app.router.add_post("/hook", handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}/hook"

    yield opened
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
async def waits() -> list[float]:
    return []


@pytest.fixture
async def sandbox(waits: list[float]) -> AsyncIterator[Sandbox]:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0.001)

    async with Sandbox(sleep=sleep, limits=Limits(enforced=False), smtp_port=None) as sandbox:
        yield sandbox


async def until(question: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not question():
            await asyncio.sleep(0.005)


async def test_updates_are_posted_with_the_secret_and_again_until_a_2xx(
    sandbox: Sandbox, bot: Bot, receiver: Receiver, waits: list[float]
) -> None:
    taken: list[tuple[str, str]] = []
    answers = iter([500, 429, 500, 200])

    async def hook(request: web.Request) -> web.Response:
        body = await request.json()
        taken.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], body["message"]["text"]))
        status = next(answers)
        return web.Response(status=status, headers={"Retry-After": "7"} if status == 429 else {})

    await bot("setWebhook", url=await receiver(hook), secret_token="s3cret_-")
    await sandbox.person(1).say("好")
    await until(lambda: len(taken) == 4)
    await until(lambda: sandbox.stats()["pending_updates"] == 0)
    assert taken == [("s3cret_-", "好")] * 4
    assert waits == [1.0, 7.0, 4.0]  # growing, but for the wait it was told
    assert "Wrong response from the webhook: 500" in (await bot("getWebhookInfo"))["last_error_message"]


async def test_one_at_a_time_per_chat_and_kind_while_others_go_on(
    sandbox: Sandbox, bot: Bot, receiver: Receiver
) -> None:
    inside: list[str] = []
    gate = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        body = await request.json()
        text = body["message"]["text"] if "message" in body else "press"
        inside.append(text)
        if text == "甲1":
            await gate.wait()
        return web.Response()

    await bot("setWebhook", url=await receiver(hook))
    await sandbox.person(1).say("甲1")
    await sandbox.person(1).say("甲2")
    await sandbox.person(1).tap(1, "x")
    await sandbox.person(2).say("乙")
    await until(lambda: len(inside) == 3)
    assert sorted(inside) == sorted(["甲1", "press", "乙"])
    gate.set()
    await until(lambda: len(inside) == 4)
    assert inside[-1] == "甲2"


async def test_polling_and_webhook_exclude_each_other(sandbox: Sandbox, bot: Bot, receiver: Receiver) -> None:
    async def hook(_request: web.Request) -> web.Response:
        return web.Response()

    poll = asyncio.create_task(bot.updates(timeout=30))
    await asyncio.sleep(0.05)
    await bot("setWebhook", url=await receiver(hook))
    with pytest.raises(Refusal, match="Conflict: terminated by setWebhook request"):
        await poll
    with pytest.raises(Refusal, match="Conflict: can't use getUpdates method while webhook is active"):
        await bot.updates()
    await bot("deleteWebhook")
    assert await bot.updates(7) == []
    assert (await bot("getWebhookInfo"))["url"] == ""
    assert sandbox.stats()["statuses"]["409"] == 2


async def test_plain_http_is_for_this_machine_only(bot: Bot) -> None:
    with pytest.raises(Refusal, match="bad webhook: An HTTPS URL must be provided for webhook"):
        await bot("setWebhook", url="http://bot.example/hook")
