"""An update is stored before Telegram is told, handled in order, once; a handler that raises leaves nothing half done.

The handlers here are the test's own, registered with the real application, over HTTP against the sandbox.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import Engine, func, select
from telegram.ext import filters

from bot.application import AnyApplication, build_application
from bot.channel import TelegramChannel
from bot.dispatch import Dispatch, note_error
from bot.fetch import Fetcher
from bot.handlers import on
from bot.receive import SECRET_HEADER, CannotReceive, Poller, webhook_handler
from bot.render import Renderer
from bot.transport import AiohttpRequest
from bot.turn import Turn
from config.settings import Settings
from config.texts import Texts
from db.tables import Audit, Inbox, InboxState
from db.units import Unit, Units
from domain.errors import Rejected
from domain.messages.base import Note
from jobs import audit, files, inbox
from jobs.clock import VirtualClock
from jobs.delivery import Delivery
from sandbox.faults import Fault, FaultKind
from sandbox.limits import Limits
from sandbox.server import Sandbox

TOKEN = "1:token-of-a-test"
OnTurn = Callable[[Turn], Awaitable[None]]
SENDER = {"id": 1, "is_bot": False, "first_name": "联络员"}
MESSAGE = {"message_id": 1, "date": 1_700_000_000, "chat": {"id": 1, "type": "private"}, "from": SENDER}


@dataclass
class Program:
    sandbox: Sandbox
    units: Units
    clock: VirtualClock
    dispatch: Dispatch
    delivery: Delivery
    poller: Poller
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def idle(self) -> None:
        async with asyncio.timeout(20):
            while self.sandbox.world.updates or not self.dispatch.is_idle or not await self.delivery.is_idle():
                self.delivery.nudge()
                await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def program(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, handle: OnTurn, *, poll: bool = True
) -> AsyncIterator[Program]:
    transport = AiohttpRequest()
    application: AnyApplication = build_application(TOKEN, sandbox.url, transport)
    application.handlers.clear()
    application.add_handler(on.message(filters.ALL, handle))
    application.add_handler(on.press("t", handle))
    application.error_handlers.clear()
    application.add_error_handler(note_error)
    await application.initialize()
    renderer = Renderer(Texts.shipped(), settings.office.zone, clock.now, "bot")
    store = files.Store(settings.data_dir)
    dispatch = Dispatch(
        units, application, Fetcher(application.bot, transport, store, units), renderer, clock, lambda *_: False
    )
    delivery = Delivery(
        units, [TelegramChannel(application.bot, transport, renderer, store)], clock, rechecks={}, rates=None
    )
    running = Program(sandbox, units, clock, dispatch, delivery, Poller(application.bot, transport, dispatch, clock))
    running.tasks = [asyncio.ensure_future(dispatch.run()), asyncio.ensure_future(delivery.run())]
    if poll:
        running.tasks.append(asyncio.ensure_future(running.poller.run()))
    try:
        yield running
    finally:
        for task in running.tasks:
            task.cancel()
        await asyncio.gather(*running.tasks, return_exceptions=True)
        await application.shutdown()
        await transport.shutdown()


@pytest.fixture
async def sandbox(clock: VirtualClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(smtp_port=None, limits=Limits(enforced=False), now=clock.now) as server:
        yield server


def effect(unit: Unit, text: str) -> None:
    audit.note(unit, "test", "effect", text)


def effect_and_fail(unit: Unit, text: str) -> None:
    effect(unit, text)
    raise ZeroDivisionError


def effects(second: Engine) -> list[str]:
    with second.connect() as conn:
        return list(conn.scalars(select(Audit.thing).where(Audit.action == "effect").order_by(Audit.id)))


def states(second: Engine) -> list[int]:
    with second.connect() as conn:
        return list(conn.scalars(select(Inbox.state).order_by(Inbox.update_id)))


async def test_what_is_said_is_handled_once_in_order(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle) as running:
        people = [sandbox.person(n) for n in range(1, 6)]
        for number in range(10):
            for person in people:
                await person.say(f"{person.id} {number}")
        await running.idle()
    done = effects(second)
    assert len(done) == 50
    for person in people:
        assert [text for text in done if text.startswith(f"{person.id} ")] == [f"{person.id} {n}" for n in range(10)]
    with second.connect() as conn:
        assert conn.scalar(select(func.count()).where(Inbox.payload_sealed.is_not(None))) == 0


async def test_an_update_is_stored_before_telegram_is_told(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle, poll=False) as running:
        await sandbox.person(1).say("first")
        offsets: list[tuple[int, int]] = []

        def stored() -> int:
            with second.connect() as conn:
                return conn.scalar(select(func.count()).select_from(Inbox)) or 0

        ask = running.poller._ask

        async def watched() -> list[dict[str, object]]:
            offsets.append((running.poller._offset or 0, stored()))
            return await ask()

        running.poller._ask = watched  # type: ignore[method-assign]
        running.tasks.append(asyncio.ensure_future(running.poller.run()))
        await running.idle()
    assert offsets[0] == (0, 0)
    confirming = [row for row in offsets if row[0]]
    assert confirming, "the update was never confirmed"
    assert all(rows == 1 for _, rows in confirming), "confirmed before it was stored"


async def test_a_handler_that_raises_before_its_job_is_tried_again(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    tries = 0

    async def handle(turn: Turn) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise ZeroDivisionError
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle) as running:
        await sandbox.person(1).say("hello")
        await _let_back_offs_pass(running)
    assert (tries, effects(second), states(second)) == (3, ["hello"], [InboxState.DONE])


async def test_a_handler_that_raises_in_its_job_leaves_nothing_and_is_parked_and_the_person_told(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    tries = 0

    async def handle(turn: Turn) -> None:
        nonlocal tries
        if turn.text == "poison":
            tries += 1
            await turn.run(effect_and_fail, turn.text)
        else:
            await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle) as running:
        person = sandbox.person(1)
        await person.say("poison")
        await person.say("after it")
        await sandbox.person(2).say("beside it")
        await _let_back_offs_pass(running)
    assert tries == inbox.ATTEMPTS
    assert sorted(effects(second)) == ["after it", "beside it"]
    assert sorted(states(second)) == [InboxState.DONE, InboxState.DONE, InboxState.PARKED]
    assert [seen.text[:2] for seen in person.received] == ["⚠️"]


async def test_what_the_library_cannot_read_is_handled_without_it(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    """A poll as a server of an older release sends it, and words in reply to one."""
    poll = {"id": "1", "question": "?"}

    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text or "neither text nor file")

    async with program(settings, units, clock, sandbox, handle, poll=False) as running:
        for update_id, extra in (
            (1, {"poll": poll}),
            (2, {"text": "hello", "reply_to_message": MESSAGE | {"poll": poll}}),
        ):
            await running.dispatch.receive([{"update_id": update_id, "message": MESSAGE | extra}])
        await running.idle()
    assert (effects(second), states(second)) == (["neither text nor file", "hello"], [InboxState.DONE] * 2)


async def test_what_cannot_be_read_at_all_is_parked_and_its_sender_told(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle) as running:
        person = sandbox.person(1)
        await person.say("hello")
        await running.dispatch.receive([{"update_id": 1, "message": MESSAGE | {"date": "yesterday"}}])
        await _let_back_offs_pass(running)
    assert (effects(second), sorted(states(second))) == (["hello"], [InboxState.DONE, InboxState.PARKED])
    assert [seen.text[:2] for seen in person.received] == ["⚠️"]


async def test_a_handler_that_raises_after_its_job_has_done_it_once(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)
        raise ZeroDivisionError

    async with program(settings, units, clock, sandbox, handle) as running:
        await sandbox.person(1).say("hello")
        await _let_back_offs_pass(running)
    assert (effects(second), states(second)) == (["hello"], [InboxState.DONE])


async def test_a_handler_that_runs_two_jobs_does_the_first_only(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, "first")
        await turn.run(effect, "second")

    async with program(settings, units, clock, sandbox, handle) as running:
        await sandbox.person(1).say("hello")
        await _let_back_offs_pass(running)
    assert effects(second) == ["first"]


async def test_a_refusal_is_a_sentence_and_undoes_the_job(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    def refuse(unit: Unit) -> None:
        effect(unit, "half")
        raise Rejected("not-yours")

    async def handle(turn: Turn) -> None:
        await turn.run(refuse)

    async with program(settings, units, clock, sandbox, handle) as running:
        person = sandbox.person(1)
        await person.say("hello")
        await running.idle()
        press = await person.tap(1, "t:1.1")
        await running.idle()
    assert effects(second) == []
    assert [seen.text for seen in person.received] == ["这一项属于别的单位。如果应该由您填报,请联系办公室。"]
    assert press.alert
    assert press.text == person.received[0].text


async def test_a_toast_that_cannot_be_worded_stops_nobody(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    def job(unit: Unit, text: str) -> Note | None:
        effect(unit, text)
        return Note("no-such-sentence", {}) if text == "pressed" else None

    async def handle(turn: Turn) -> None:
        await turn.run(job, "pressed" if turn.update.callback_query is not None else turn.text)

    async with program(settings, units, clock, sandbox, handle) as running:
        person = sandbox.person(1)
        await person.say("before")
        await running.idle()
        await person.tap(1, "t:1.1")
        await running.idle()
        await person.say("after")
        await running.idle()
    assert effects(second) == ["before", "pressed", "after"]


async def test_what_no_handler_matched_gets_a_sentence_and_is_done(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle) as running:
        person = sandbox.person(1)
        await person.say("hello")
        await person.tap(1, "nobody:1.1")
        await running.idle()
        sandbox.channel(-1001, "频道")
        await running.idle()
    assert effects(second) == ["hello"]
    assert person.toasts == ["这个按钮已不能用。请点 /start 从头进入。"]
    assert set(states(second)) == {InboxState.DONE}


async def test_files_are_in_the_store_before_the_turn(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        names = [f"{file.name} {file.media_type} {file.size}" for file in turn.files]
        names += [f"{file.name} too big" for file in turn.too_big]
        await turn.run(effect, "; ".join(names))

    async with program(settings, units, clock, sandbox, handle) as running:
        person = sandbox.person(1)
        sandbox.faults.add(Fault("getFile", status=502, times=1))
        await person.send_file("../../报告.pdf", b"%PDF-1.7\n%%EOF\n", "text/html")
        await _let_back_offs_pass(running)
        await person.send_file("大文件.zip", b"x", size=25 * 1024 * 1024)
        await _let_back_offs_pass(running)
        fetched = [request for request in sandbox.requests if request.method == "getFile"]
    assert effects(second) == ["报告.pdf application/pdf 15", "大文件.zip too big"]
    assert len(fetched) == 2, "the failed one and its second try; the one too big is not even asked for"


async def test_the_same_update_twice_has_one_effect(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    payload = {
        "update_id": 5,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 1, "type": "private", "first_name": "a"},
            "from": {"id": 1, "is_bot": False, "first_name": "a"},
            "text": "once",
        },
    }
    async with program(settings, units, clock, sandbox, handle, poll=False) as running:
        for _ in range(3):
            running.dispatch.feed(await units.run(inbox.receive, [payload, payload]))
        await running.idle()
    assert effects(second) == ["once"]


async def test_a_webhook_call_without_the_secret_is_not_stored(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle, poll=False) as running:
        server = web.Application()
        server.router.add_post("/hook", webhook_handler("right", running.dispatch))
        runner = web.AppRunner(server)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        async with aiohttp.ClientSession() as session:

            async def post(body: object, **headers: str) -> int:
                async with session.post(url, json=body, headers=headers) as answer:
                    return answer.status

            assert await post({"update_id": 1}) == 401
            assert await post({"update_id": 1}, **{SECRET_HEADER: "wrong"}) == 403
            assert await post(["not an update"], **{SECRET_HEADER: "right"}) == 400
            assert await post({"update_id": 2**70}, **{SECRET_HEADER: "right"}) == 400
            assert states(second) == []
            message = {"message_id": 1, "date": 1, "text": "hi"}
            message |= {"chat": {"id": 1, "type": "private"}, "from": {"id": 1, "is_bot": False, "first_name": "a"}}
            assert await post({"update_id": 1, "message": message}, **{SECRET_HEADER: "right"}) == 200
            assert len(states(second)) == 1, "stored before the 200"
        await running.idle()
        await runner.cleanup()
    assert effects(second) == ["hi"]


async def test_another_poller_stops_the_program_with_a_sentence(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle, poll=False) as running:
        sandbox.faults.add(Fault("getUpdates", status=409))
        with pytest.raises(CannotReceive, match="another program"):
            await running.poller.run()
        sandbox.faults.add(Fault("getUpdates", status=401))
        with pytest.raises(CannotReceive, match="@BotFather"):
            await running.poller.run()


async def test_receiving_outlives_garbage_cuts_and_errors(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    async def handle(turn: Turn) -> None:
        await turn.run(effect, turn.text)

    async with program(settings, units, clock, sandbox, handle, poll=False) as running:
        for fault in (
            Fault("getUpdates", kind=FaultKind.GARBAGE),
            Fault("getUpdates", kind=FaultKind.CUT),
            Fault("getUpdates", status=502),
            Fault("getUpdates", status=429, retry_after=7),
        ):
            sandbox.faults.add(fault)
        await sandbox.person(1).say("still here")
        running.tasks.append(asyncio.ensure_future(running.poller.run()))
        async with asyncio.timeout(20):
            while not effects(second):
                clock.advance_to(clock.now() + timedelta(seconds=1))
                await asyncio.sleep(0.01)
    assert effects(second) == ["still here"]


async def _let_back_offs_pass(running: Program) -> None:
    async with asyncio.timeout(30):
        while running.sandbox.world.updates or running.dispatch.open_rows or not await running.delivery.is_idle():
            running.clock.advance_to(running.clock.now() + timedelta(seconds=1))
            running.delivery.nudge()
            await asyncio.sleep(0.01)


async def test_work_over_a_second_shows_that_it_is_being_done(
    settings: Settings, units: Units, clock: VirtualClock, sandbox: Sandbox, second: Engine
) -> None:
    """And what is done within a second does not."""
    begun, done = asyncio.Event(), asyncio.Event()

    async def handle(turn: Turn) -> None:
        if turn.text == "慢":
            begun.set()
            await done.wait()
        await turn.run(effect, turn.text)

    def signs() -> int:
        return sandbox.stats()["methods"].get("sendChatAction", 0)

    async def signs_after(count: int, seconds: float) -> None:
        """Let time pass until there are that many."""
        while signs() < count:
            clock.advance_to(clock.now() + timedelta(seconds=seconds))
            await asyncio.sleep(0.01)

    async with program(settings, units, clock, sandbox, handle) as running:
        person = sandbox.person(1, "甲")
        await person.say("快")
        await running.idle()
        clock.advance_to(clock.now() + timedelta(seconds=10))
        assert signs() == 0
        await person.say("慢")
        await begun.wait()
        await signs_after(1, 1)
        await signs_after(2, 5)
        done.set()
        await running.idle()
        given = signs()
        clock.advance_to(clock.now() + timedelta(seconds=10))
        await running.idle()
        assert signs() == given
    assert effects(second) == ["快", "慢"]
