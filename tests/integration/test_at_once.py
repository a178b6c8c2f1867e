"""A turn's answer is claimed as it is put, and leaves without being looked for; order, pace and withdrawal hold as ever."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

from sqlalchemy import Engine, select, update

from db.tables import Lease, Outbox, OutboxState
from db.units import Unit, Units
from domain.messages.everyday import Sentence
from domain.parcels import Parcel, Receipt
from domain.people import Account
from jobs import leases, outbox
from jobs.clock import VirtualClock
from jobs.delivery import AtOnce, Delivery, Rates
from tests.conftest import Office


class Phone:
    """The other side: what reached it; `open` lets it answer."""

    name = "telegram"

    def __init__(self) -> None:
        self.reached: list[Parcel] = []
        self.open = asyncio.Event()
        self.open.set()

    async def deliver(self, parcel: Parcel) -> Receipt:
        self.reached.append(parcel)
        await self.open.wait()
        return Receipt(str(1000 + parcel.row))

    def kinds(self) -> list[str]:
        return [parcel.message.key for parcel in self.reached if isinstance(parcel.message, Sentence)]


@contextlib.asynccontextmanager
async def sending(
    units: Units, clock: VirtualClock, phone: Phone, *, a_second: int = 30, shared: bool = False
) -> AsyncIterator[Delivery]:
    """Nobody tells it of what is put, and time stands still: what it finds, it was handed."""
    delivery = Delivery(units, [phone], clock, rechecks={}, rates=Rates(a_second), shared=shared)
    loop = asyncio.get_running_loop()
    ended = units.listen(
        lambda nudges: "withdrawn" in nudges and loop.call_soon_threadsafe(delivery.hear, {"withdrawn"})
    )
    task = asyncio.ensure_future(delivery.run())
    try:
        desk = delivery._desks[0]
        await until(lambda: not desk._more and not desk.at_work)  # its first look has found nothing
        yield delivery
    finally:
        ended()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.005)


def reply(unit: Unit, key: str, who: Account, at_once: AtOnce | None) -> int:
    row = outbox.say(unit, Sentence(key), to=outbox.to_account(unit, who), thing="t", occasion=key)
    assert row is not None
    if at_once is not None:
        at_once.claim(unit, who)
    return row


def states(second: Engine) -> dict[int, tuple[OutboxState, int]]:
    with second.connect() as conn:
        rows = conn.execute(select(Outbox.id, Outbox.state, Outbox.epoch))
        return {row.id: (OutboxState(row.state), row.epoch) for row in rows}


async def test_it_is_committed_as_claimed_and_leaves_unlooked_for(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    who, phone = office.liaison(), Phone()
    phone.open.clear()
    async with sending(units, clock, phone) as delivery:
        at_once = delivery.at_once(str(who.id))
        row = await units.run(reply, "help", who, at_once)
        await until(lambda: phone.reached)
        assert states(second)[row] == (OutboxState.SENDING, 1), "of the lease's epoch: the next one queues it again"
        assert [(parcel.row, parcel.address, parcel.language) for parcel in phone.reached] == [
            (row, str(who.id), "zh-CN")
        ]
        assert delivery.at_once(str(who.id)) is None, "one is on its way: the next waits, where a newer replaces it"
        phone.open.set()
        await until(lambda: delivery.at_once(str(who.id)) is not None)
    assert [parcel.row for parcel in phone.reached] == [row]


async def test_what_waited_for_the_chat_before_leaves_first(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    who, phone = office.liaison(), Phone()
    async with sending(units, clock, phone) as delivery:
        await units.run(reply, "first", who, None)
        await units.run(reply, "second", who, delivery.at_once(str(who.id)))
        await until(lambda: phone.reached)
        clock.advance_to(clock.now() + timedelta(milliseconds=50))  # the next token
        await until(lambda: len(phone.reached) == 2)
    assert phone.kinds() == ["first", "second"]


async def test_an_edit_leaves_with_what_it_edits_known_and_waits_where_that_has_not_arrived(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    who, phone = office.liaison(), Phone()

    def show(unit: Unit, key: str, at_once: AtOnce | None) -> None:
        outbox.show(unit, Sentence(key), to=outbox.to_account(unit, who), card="card", occasion="form")
        if at_once is not None:
            at_once.claim(unit, who)

    async with sending(units, clock, phone) as delivery:
        await units.run(show, "first", delivery.at_once(str(who.id)))
        await until(lambda: phone.reached)
        clock.advance_to(clock.now() + timedelta(seconds=1))
        await until(lambda: states(second)[1][0] is OutboxState.SENT)
        await units.run(show, "second", delivery.at_once(str(who.id)))
        await until(lambda: len(phone.reached) == 2)
        clock.advance_to(clock.now() + timedelta(seconds=1))
        await until(lambda: states(second)[2][0] is OutboxState.SENT)
        assert [(parcel.op, parcel.target) for parcel in phone.reached] == [("send", None), ("edit", "1001")]
        lost = update(Outbox).where(Outbox.id == 1).values(state=OutboxState.SENDING, remote_id=None)
        await units.run(lambda unit: unit.conn.execute(lost) and None)
        clock.advance_to(clock.now() + timedelta(seconds=1))
        await units.run(show, "third", delivery.at_once(str(who.id)))
        assert states(second)[3][0] is OutboxState.QUEUED, "what it edits is on its way"
    assert phone.kinds() == ["first", "second"]


async def test_a_chat_that_must_rest_gets_no_more_than_it_bears(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    who, phone = office.liaison(), Phone()
    async with sending(units, clock, phone) as delivery:
        for n in range(5):
            await until(lambda: not delivery._desks[0].at_work)
            clock.advance_to(clock.now() + timedelta(milliseconds=100))  # of the limit over all chats
            await units.run(reply, str(n), who, delivery.at_once(str(who.id)))
            await asyncio.sleep(0.05)
        assert phone.kinds() == ["0", "1", "2"], "three in a row; time stands still and the others wait"
        assert sorted(state for state, _ in states(second).values())[:2] == [OutboxState.QUEUED] * 2


async def test_what_another_unit_withdraws_meanwhile_does_not_leave(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    one, other, phone = office.liaison(), office.liaison(), Phone()
    async with sending(units, clock, phone, a_second=1) as delivery:
        await units.run(reply, "takes the token", one, delivery.at_once(str(one.id)))
        await until(lambda: phone.reached)
        row = await units.run(reply, "moot", other, delivery.at_once(str(other.id)))
        assert states(second)[row][0] is OutboxState.SENDING
        await units.run(lambda unit: outbox.withdraw(unit, kind=Sentence.KIND, thing="t", to="person:2"))
        async with asyncio.timeout(10):
            while states(second)[row][0] is not OutboxState.WITHDRAWN:
                clock.advance_to(clock.now() + timedelta(milliseconds=200))
                delivery.nudge()  # as every second in real time
                await asyncio.sleep(0.01)
    assert phone.kinds() == ["takes the token"]


async def test_nothing_is_claimed_in_the_name_of_a_lease_that_another_took(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    who, phone = office.liaison(), Phone()
    async with sending(units, clock, phone, shared=True) as delivery:
        at_once = delivery.at_once(str(who.id))
        taken = update(Lease).where(Lease.name == leases.SENDING).values(holder="another", epoch=Lease.epoch + 1)
        await units.run(lambda unit: unit.conn.execute(taken) and None)
        row = await units.run(reply, "help", who, at_once)
        assert states(second)[row] == (OutboxState.QUEUED, 0), "whoever sends now finds it"
    assert not phone.reached
