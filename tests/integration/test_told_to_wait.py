"""Who is told to wait waits, and nobody else; told so in two chats at once, it is the bot that must wait."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

from sqlalchemy import Engine, select

from db.tables import Outbox, OutboxState
from db.units import Units
from domain.messages.everyday import Sentence
from domain.parcels import Later, Parcel, Receipt
from jobs import outbox
from jobs.clock import VirtualClock
from jobs.delivery import Delivery, Rates
from tests.conftest import Office

WAIT = 30.0


class Telegram:
    """Tells those chats to wait, once each."""

    name = "telegram"

    def __init__(self, *told: str) -> None:
        self._told = {*told}
        self.arrived: list[str] = []

    async def deliver(self, parcel: Parcel) -> Receipt:
        if parcel.recipient in self._told:
            self._told.discard(parcel.recipient)
            raise Later("429", retry_after=WAIT)
        self.arrived.append(parcel.recipient)
        return Receipt(str(parcel.row))


@contextlib.asynccontextmanager
async def sending(units: Units, clock: VirtualClock, telegram: Telegram) -> AsyncIterator[Delivery]:
    """At Telegram's pace; time moves only where a test moves it."""
    delivery = Delivery(units, [telegram], clock, rechecks={}, rates=Rates(30))
    task = asyncio.ensure_future(delivery.run())
    try:
        yield delivery
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def passes(clock: VirtualClock, delivery: Delivery, seconds: float, *, until: Callable[[], object]) -> None:
    """Time, in small steps, until something is so or it is up."""
    end = clock.now() + timedelta(seconds=seconds)
    while clock.now() < end and not until():
        clock.advance_to(min(end, clock.now() + timedelta(milliseconds=500)))
        delivery.nudge()
        await asyncio.sleep(0.005)


def put(units: Units, *people: int) -> None:
    for person in people:
        to = f"person:{person}"
        units.call(lambda unit, to: outbox.put(unit, Sentence("moved-on"), to=to, thing="t", occasion=to), to)


def attempts(second: Engine) -> set[tuple[int, int]]:
    with second.connect() as conn:
        return {(row.state, row.attempts) for row in conn.execute(select(Outbox.state, Outbox.attempts))}


async def test_another_chat_does_not_wait_for_the_one_that_was_told_to(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    for _ in range(3):
        office.liaison()
    put(units, 1, 2, 3)
    telegram = Telegram("person:1")
    async with sending(units, clock, telegram) as delivery:
        await passes(clock, delivery, 5, until=lambda: len(telegram.arrived) == 2)
        assert telegram.arrived == ["person:2", "person:3"]
        await passes(clock, delivery, WAIT + 5, until=lambda: len(telegram.arrived) == 3)
        await passes(clock, delivery, 1, until=lambda: attempts(second) == {(OutboxState.SENT, 0)})
    assert telegram.arrived[2:] == ["person:1"]
    assert attempts(second) == {(OutboxState.SENT, 0)}, "obedience is no failed attempt"


async def test_told_in_two_chats_at_once_everybody_waits(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    for _ in range(3):
        office.liaison()
    put(units, 1, 2)
    telegram = Telegram("person:1", "person:2")
    async with sending(units, clock, telegram) as delivery:
        await passes(clock, delivery, 5, until=lambda: not telegram._told)
        put(units, 3)
        await passes(clock, delivery, WAIT - 10, until=lambda: telegram.arrived)
        assert not telegram.arrived
        await passes(clock, delivery, 20, until=lambda: len(telegram.arrived) == 3)
    assert sorted(telegram.arrived) == ["person:1", "person:2", "person:3"]
