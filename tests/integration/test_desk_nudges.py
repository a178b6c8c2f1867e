"""Only the desk that has something looks: a letter wakes the mail desk, a message Telegram's; what waits is found by its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

from db.tables import Letter, OutboxState
from db.units import Unit, Units
from domain.messages.everyday import Sentence
from domain.parcels import ChannelDown, Later, Parcel, Receipt, Undelivered
from jobs import outbox, parked
from jobs.clock import VirtualClock
from jobs.delivery import Delivery
from tests.conftest import Office
from tests.integration.test_at_once import until

LETTER = "mail:contact@example.org"


class Other:
    """The other side of a channel: what reached it, and the errors it answers first."""

    def __init__(self, name: str, *errors: Undelivered) -> None:
        self.name = name
        self.reached: list[str] = []
        self._errors = list(errors)

    async def deliver(self, parcel: Parcel) -> Receipt:
        assert isinstance(parcel.message, Sentence)
        if self._errors:
            raise self._errors.pop(0)
        self.reached.append(parcel.message.key)
        return Receipt(str(parcel.row))


@contextlib.asynccontextmanager
async def hearing(units: Units, clock: VirtualClock, *channels: Other) -> AsyncIterator[tuple[Delivery, list[str]]]:
    """Delivery as the program has it: it hears what units nudge, and nothing else wakes it. All that was nudged."""
    delivery = Delivery(units, channels, clock, rechecks={}, rates=None)
    loop, heard = asyncio.get_running_loop(), []

    def hear(nudges: set[str]) -> None:
        heard.extend(sorted(nudges & delivery.HEARS))
        loop.call_soon_threadsafe(delivery.hear, nudges)

    ended = units.listen(hear)
    task = asyncio.ensure_future(delivery.run())
    try:
        await until(lambda: not any(desk._more or desk.at_work for desk in delivery._desks))  # found nothing at first
        yield delivery, heard
    finally:
        ended()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def put(unit: Unit, key: str, to: str) -> int:
    """A sentence by mail is no letter, but it leaves like one where its thing names a letter."""
    thing = "t"
    if to == LETTER:
        letter = Letter(
            kind=Sentence.KIND,
            thing=key,
            occasion="o",
            message_id=f"<{key}@example.org>",
            facts_sealed=b"",
            created_at=unit.now,
        )
        unit.session.add(letter)
        unit.session.flush()
        thing = f"letter:{letter.id}"
    row = outbox.put(unit, Sentence(key), to=to, thing=thing, occasion=key)
    assert row is not None
    return row


async def test_a_letter_and_a_message_each_wake_their_own_desk(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    office.coordinator()
    telegram, mail = Other("telegram"), Other("mail")
    async with hearing(units, clock, telegram, mail) as (_, heard):
        await units.run(put, "letter", LETTER)
        await until(lambda: mail.reached == ["letter"])
        assert heard == ["mail"]
        await units.run(put, "message", "person:1")
        await until(lambda: telegram.reached == ["message"])
        assert heard == ["mail", "outbox"]


async def test_a_letter_that_must_wait_and_one_that_waited_for_the_server_are_found(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    """The one that is asked to come later, and those behind the one by which the server is tried again."""
    office.coordinator()
    mail = Other("mail", ChannelDown("no connection"), Later("greylisted", retry_after=60))
    async with hearing(units, clock, mail) as (delivery, heard):
        await units.run(lambda unit: [put(unit, key, LETTER) for key in ("1", "2", "3")] and None)
        await until(lambda: delivery._desks[0]._is_down and not delivery._desks[0].at_work)
        clock.advance_to(clock.now() + timedelta(minutes=1))
        delivery.nudge()  # as where the clock has moved
        await until(
            lambda: len(mail.reached) == 2
        )  # the first is told to wait; the server answers, so the others leave
        await until(lambda: not delivery._is_at_work())
        clock.advance_to(clock.now() + timedelta(minutes=2))
        delivery.nudge()
        await until(lambda: sorted(mail.reached) == ["1", "2", "3"])
    assert set(heard) == {"mail"}


async def test_a_parked_letter_that_is_tried_again_leaves_at_once(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    office.coordinator()
    mail = Other("mail")
    async with hearing(units, clock, mail):
        row = await units.run(put_parked)
        await units.run(parked.retry, f"out{row}", "shell")
        await until(lambda: mail.reached == ["letter"])


def put_parked(unit: Unit) -> int:
    row = put(unit, "letter", LETTER)
    outbox.settle(unit, row, OutboxState.HELD, error="tried in vain")
    return row
