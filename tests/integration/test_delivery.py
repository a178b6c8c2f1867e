"""One bad row blocks nobody; a row's failure costs the row, a channel's costs no row anything; what is sent is written down.

The channels here are scripted other sides of `domain.parcels.Channel`: what Telegram and mail servers themselves answer
is tried in test_telegram_channel.py and test_mail.py.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from db.tables import ChannelTrouble, Letter, Outbox, OutboxState, Person
from db.units import Unit, Units
from domain.messages.everyday import CardMoved, Sentence
from domain.parcels import (
    Channel,
    ChannelDown,
    Later,
    Migrated,
    Parcel,
    Receipt,
    Refused,
    TargetGone,
)
from jobs import leases, outbox
from jobs.clock import VirtualClock
from jobs.delivery import Delivery, trouble
from tests.conftest import Office

Answer = Receipt | Exception


class Other:
    """The other side: answers by `script`, keeps the books of what reached it."""

    def __init__(self, name: str, script: Callable[[Parcel], Answer]) -> None:
        self.name = name
        self._script = script
        self.reached: list[Parcel] = []

    async def deliver(self, parcel: Parcel) -> Receipt:
        self.reached.append(parcel)
        answer = self._script(parcel)
        if isinstance(answer, Exception):
            raise answer
        return answer


def ok(parcel: Parcel) -> Answer:
    return Receipt(str(1000 + parcel.row))


@contextlib.asynccontextmanager
async def delivering(units: Units, clock: VirtualClock, *channels: Channel) -> AsyncIterator[Delivery]:
    delivery = Delivery(units, channels, clock, rechecks={}, rates=None)
    loop = asyncio.get_running_loop()
    units.listen(lambda _: loop.call_soon_threadsafe(delivery.nudge))
    task = asyncio.ensure_future(delivery.run())
    try:
        yield delivery
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def settled(delivery: Delivery) -> None:
    async with asyncio.timeout(20):
        while not await delivery.is_idle():
            delivery.nudge()
            await asyncio.sleep(0.005)


def put(units: Units, occasion: str, to: str = "person:1", **more: object) -> int:
    row = units.call(lambda unit: outbox.put(unit, Sentence("moved-on"), to=to, thing="t", occasion=occasion, **more))  # type: ignore[arg-type]
    assert row is not None
    return row


def states(second: Engine) -> dict[int, OutboxState]:
    with second.connect() as conn:
        return {row.id: OutboxState(row.state) for row in conn.execute(select(Outbox.id, Outbox.state))}


async def test_what_is_put_arrives_once_with_its_remote_id(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    telegram = Other("telegram", ok)
    async with delivering(units, clock, telegram) as delivery:
        row = put(units, "1")
        await settled(delivery)
    assert [parcel.row for parcel in telegram.reached] == [row]
    with second.connect() as conn:
        sent = conn.execute(select(Outbox.state, Outbox.remote_id, Outbox.facts_sealed)).one()
    assert tuple(sent) == (OutboxState.SENT, str(1000 + row), None)


async def test_a_bad_row_is_parked_and_everything_behind_it_flows(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    bad = put(units, "bad")
    good = [put(units, str(n)) for n in range(5)]
    telegram = Other("telegram", lambda parcel: Refused("message is too long") if parcel.row == bad else ok(parcel))
    async with delivering(units, clock, telegram) as delivery:
        await settled(delivery)
    assert states(second)[bad] is OutboxState.DEAD
    assert {states(second)[row] for row in good} == {OutboxState.SENT}


async def test_a_row_that_makes_the_channel_raise_is_held_after_three_tries(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    bad, good = put(units, "bad"), put(units, "good")
    telegram = Other("telegram", lambda parcel: ZeroDivisionError() if parcel.row == bad else ok(parcel))
    async with delivering(units, clock, telegram) as delivery:
        for _ in range(4):
            await settled(delivery)
            clock.advance_to(clock.now() + timedelta(hours=1))
    assert states(second) == {bad: OutboxState.HELD, good: OutboxState.SENT}
    assert [parcel.row for parcel in telegram.reached].count(bad) == 3


async def test_being_told_to_wait_is_obeyed_to_the_second_and_costs_no_attempt(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    first, behind = put(units, "1"), put(units, "2")
    answers = iter([Later("429", retry_after=30)])
    telegram = Other("telegram", lambda parcel: next(answers, ok(parcel)))
    start = clock.now()
    async with delivering(units, clock, telegram) as delivery:
        await settled(delivery)
        clock.advance_to(start + timedelta(seconds=29))
        await settled(delivery)
        assert [parcel.row for parcel in telegram.reached] == [first], "neither it nor what stands behind it"
        clock.advance_to(start + timedelta(seconds=30))
        await settled(delivery)
    assert [parcel.row for parcel in telegram.reached] == [first, first, behind]
    with second.connect() as conn:
        assert conn.scalar(select(Outbox.attempts).where(Outbox.id == first)) == 0


async def test_a_transient_failure_backs_off_further_each_time(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    office.coordinator()
    put(units, "1")
    waits: list[timedelta] = []

    async with delivering(units, clock, Other("telegram", lambda _: Later("HTTP 502"))) as delivery:
        for _ in range(6):
            await settled(delivery)
            following = await delivery.next_due()
            assert following is not None
            waits.append(following - clock.now())
            clock.advance_to(following)
    assert waits[0] < timedelta(seconds=8)
    assert waits[5] > timedelta(seconds=60)


async def test_a_channel_that_is_down_costs_no_row_an_attempt_and_drains_in_order_when_back(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    rows = [put(units, str(n), to=f"mail:a{n}@example.org") for n in range(4)]
    units.call(_make_letters, rows)
    down = True
    mail = Other("mail", lambda parcel: ChannelDown("connection refused") if down else ok(parcel))
    telegram = Other("telegram", ok)
    async with delivering(units, clock, mail, telegram) as delivery:
        for _ in range(40):  # twenty minutes of tries
            await settled(delivery)
            clock.advance_to(clock.now() + timedelta(seconds=31))
            await units.run(trouble.tell)
        await settled(delivery)
        with second.connect() as conn:
            assert set(conn.scalars(select(Outbox.attempts).where(Outbox.channel == "mail"))) == {0}
        told = [parcel.message.KIND for parcel in telegram.reached]
        assert told == ["trouble.channel_down"], "once, after fifteen minutes"
        down = False
        tried = len(mail.reached)
        clock.advance_to(clock.now() + timedelta(seconds=31))
        await settled(delivery)
        clock.advance_to(clock.now() + trouble.CAUGHT_UP)
        await settled(delivery)
    assert [parcel.row for parcel in mail.reached[tried:]] == rows
    assert [parcel.message.KIND for parcel in telegram.reached] == ["trouble.channel_down", "trouble.channel_back"]
    with second.connect() as conn:
        assert conn.execute(select(ChannelTrouble)).first() is None


async def test_a_card_the_person_deleted_is_sent_anew(units: Units, clock: VirtualClock, office: Office) -> None:
    office.coordinator()
    telegram = Other("telegram", lambda parcel: TargetGone("gone") if parcel.op == "edit" else ok(parcel))
    async with delivering(units, clock, telegram) as delivery:
        units.call(_show, "moved-on")
        await settled(delivery)
        units.call(_show, "form-left")
        await settled(delivery)
    assert [(parcel.op, parcel.message) for parcel in telegram.reached] == [
        ("send", Sentence("moved-on")),
        ("edit", Sentence("form-left")),
        ("send", Sentence("form-left")),
    ]


async def test_an_old_card_that_was_deleted_is_not_followed_by_word_that_it_moved(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    telegram = Other("telegram", lambda parcel: TargetGone("gone") if parcel.op == "edit" else ok(parcel))
    async with delivering(units, clock, telegram) as delivery:
        units.call(_show, "moved-on")
        await settled(delivery)
        units.call(_show, "form-left", ring=True)
        await settled(delivery)
    assert [(parcel.op, parcel.message.KIND) for parcel in telegram.reached] == [
        ("send", Sentence.KIND),
        ("send", Sentence.KIND),
        ("edit", CardMoved.KIND),
    ]
    assert list(states(second).values()) == [OutboxState.SENT, OutboxState.SENT, OutboxState.WITHDRAWN]


async def test_a_group_that_moved_is_followed(units: Units, clock: VirtualClock, second: Engine) -> None:
    telegram = Other("telegram", lambda parcel: Migrated("moved", "-1002") if parcel.address == "-5" else ok(parcel))
    async with delivering(units, clock, telegram) as delivery:
        put(units, "1", to="channel:-5")
        put(units, "2", to="channel:-5")
        await settled(delivery)
    assert [parcel.row for parcel in telegram.reached if parcel.address == "-1002"] == [1, 2]
    assert set(states(second).values()) == {OutboxState.SENT}


async def test_an_outcome_that_cannot_be_written_down_is_held_and_everything_behind_it_flows(
    units: Units, clock: VirtualClock, second: Engine
) -> None:
    """Both names of the group were told of the same occasion: the second can't take the first one's name."""
    telegram = Other("telegram", lambda parcel: Migrated("moved", "-1002") if parcel.address == "-5" else ok(parcel))
    async with delivering(units, clock, telegram) as delivery:
        arrived = put(units, "1", to="channel:-1002")
        await settled(delivery)
        old = put(units, "1", to="channel:-5")
        await settled(delivery)
        behind = put(units, "2", to="channel:-1002")
        await settled(delivery)
    assert states(second) == {
        arrived: OutboxState.SENT,
        old: OutboxState.HELD,
        behind: OutboxState.SENT,
    }
    assert [parcel.row for parcel in telegram.reached].count(old) == 1, "it is not sent again and again"


async def test_a_person_who_blocked_the_bot_is_marked_and_the_coordinators_told(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    office.liaison("示范省水利厅")
    telegram = Other(
        "telegram",
        lambda parcel: (
            Refused("bot was blocked by the user", unreachable=True) if parcel.recipient == "person:2" else ok(parcel)
        ),
    )
    async with delivering(units, clock, telegram) as delivery:
        put(units, "1", to="person:2")
        put(units, "2", to="person:2")
        await settled(delivery)
    with second.connect() as conn:
        assert conn.scalar(select(Person.reachable).where(Person.id == 2)) is False
    assert [parcel.message.KIND for parcel in telegram.reached if parcel.recipient == "person:1"] == [
        "trouble.unreachable"
    ]


async def test_whoever_comes_back_and_leaves_again_is_told_of_again(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    office.liaison("示范省水利厅")
    blocked = True

    def answer(parcel: Parcel) -> Answer:
        gone = blocked and parcel.recipient == "person:2"
        return Refused("bot was blocked by the user", unreachable=True) if gone else ok(parcel)

    telegram = Other("telegram", answer)
    reachable = []
    async with delivering(units, clock, telegram) as delivery:
        for serial in range(3):
            blocked = serial != 1
            clock.advance_to(clock.now() + timedelta(hours=1))
            put(units, f"{serial}", to="person:2")
            await settled(delivery)
            with second.connect() as conn:
                reachable.append(conn.scalar(select(Person.reachable).where(Person.id == 2)))
    assert reachable == [False, True, False]
    told = [
        parcel.message.KIND for parcel in telegram.reached if parcel.recipient == "person:1" and parcel.op == "send"
    ]
    assert told == ["trouble.unreachable"] * 2


async def test_a_stop_waits_for_what_is_on_its_way(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    office.coordinator()
    gate = asyncio.Event()

    class Slow(Other):
        async def deliver(self, parcel: Parcel) -> Receipt:
            await gate.wait()
            return await super().deliver(parcel)

    slow = Slow("telegram", ok)
    async with delivering(units, clock, slow) as delivery:
        row = put(units, "1")
        while states(second)[row] is not OutboxState.SENDING or delivery._desks[0]._claiming:
            await asyncio.sleep(0.01)
        drained = asyncio.ensure_future(delivery.drain())
        late = put(units, "2")
        gate.set()
        async with asyncio.timeout(5):
            while not drained.done():
                delivery.nudge()
                await asyncio.sleep(0.01)
    assert states(second) == {row: OutboxState.SENT, late: OutboxState.QUEUED}


def _show(unit: Unit, key: str, *, ring: bool = False) -> None:
    outbox.show(unit, Sentence(key), to="person:1", card="c", occasion=key, ring=ring)


def _make_letters(unit: Unit, rows: list[int]) -> None:
    """Letters for rows put by hand: mail rows name one."""
    for row in rows:
        letter = Letter(
            kind="everyday.sentence",
            thing=f"t{row}",
            occasion="o",
            message_id=f"<{row}@example.org>",
            facts_sealed=unit.vault.seal("{}"),
            created_at=unit.now,
        )
        unit.session.add(letter)
        unit.session.flush()
        unit.conn.execute(update(Outbox).where(Outbox.id == row).values(thing=f"letter:{letter.id}"))


async def test_a_second_sender_on_a_database_of_one_process_ends_the_first(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    """Two that took the lease from each other in turn would each say again what the other has on its way."""
    office.coordinator()
    telegram = Other("telegram", ok)
    delivery = Delivery(units, [telegram], clock, rechecks={}, rates=None)
    task = asyncio.ensure_future(delivery.run())
    put(units, "1")
    await settled(delivery)
    units.call(leases.take, leases.SENDING, "another", at_once=True)
    put(units, "2")
    delivery.nudge()
    with pytest.raises(ExceptionGroup) as ended:
        await asyncio.wait_for(task, 10)
    assert ended.group_contains(leases.LeaseLost)
    assert [parcel.row for parcel in telegram.reached] == [1]
