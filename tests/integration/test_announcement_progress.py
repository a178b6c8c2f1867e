"""A coordinator sees how far an announcement to many is: what has left and what can't is counted as it is written down."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from config.settings import Settings
from db.database import open_database
from db.tables import Announcement, Lane, Outbox
from db.units import Unit, Units
from domain.messages.everyday import Sentence
from domain.messages.publicity import Spreading
from domain.parcels import Parcel, Receipt, Refused
from domain.publicity import Event
from jobs import outbox, parked
from jobs.clock import VirtualClock
from jobs.publicity import spreading
from tests.conftest import Office
from tests.objecting import at_rest, delivering, publish

SUBSCRIBERS = 6


class Telegram:
    """One of the subscribers has blocked the bot."""

    name = "telegram"

    def __init__(self) -> None:
        self.shown: list[Spreading] = []

    async def deliver(self, parcel: Parcel) -> Receipt:
        if isinstance(parcel.message, Spreading):
            self.shown.append(parcel.message)
        elif parcel.recipient == "channel:-3":
            raise Refused("bot was blocked by the user", unreachable=True)
        return Receipt(str(1000 + parcel.row))


async def test_its_card_tells_how_many_have_it(
    both: Settings, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "TOLD_FROM", SUBSCRIBERS)
    units = open_database(both, now=clock.now)
    try:
        office, telegram = Office(units), Telegram()
        office.coordinator()
        units.call(_announce, publish(units, office.task("21")))
        async with delivering(units, clock, telegram):
            pass
        last = telegram.shown[-1]
        assert (last.state, last.total, last.sent, last.failed) == ("done", SUBSCRIBERS, SUBSCRIBERS - 1, 1)
    finally:
        units.close()


async def test_who_can_no_longer_be_told_is_counted_and_whoever_is_tried_again_is_not(
    units: Units, clock: VirtualClock, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is behind the row any more, or it does not open: they drop out as they are about to leave."""
    monkeypatch.setattr(spreading, "TOLD_FROM", SUBSCRIBERS)
    telegram = Telegram()
    office.coordinator()
    units.call(_announce, publish(units, office.task("21")))
    broken = units.call(_drop_out)
    async with delivering(units, clock, telegram) as delivery:
        await at_rest(delivery)
        last = telegram.shown[-1]
        assert (last.state, last.sent, last.failed) == ("done", SUBSCRIBERS - 3, 3), "and one blocked the bot"
        units.call(_mend, broken)
        units.call(parked.retry, f"out{broken}", "shell")
        clock.advance_to(clock.now() + spreading.SHOWN_EVERY)
        await at_rest(delivery)
        assert (telegram.shown[-1].sent, telegram.shown[-1].failed) == (SUBSCRIBERS - 2, 2)


def _drop_out(unit: Unit) -> int:
    """Two of them; the row that does not open."""
    rows = unit.conn.scalars(select(Outbox.id).where(Outbox.lane == Lane.ANNOUNCEMENT).order_by(Outbox.id)).all()
    unit.conn.execute(update(Outbox).where(Outbox.id == rows[0]).values(recipient="dialogue:999"))
    unit.conn.execute(update(Outbox).where(Outbox.id == rows[1]).values(facts_sealed=b"no key opens this"))
    return rows[1]


def _mend(unit: Unit, row: int) -> None:
    """The key that was missing is there again."""
    facts = outbox.sealed(unit, Sentence("moved-on"))
    unit.conn.execute(update(Outbox).where(Outbox.id == row).values(facts_sealed=facts))


def _announce(unit: Unit, notice: int) -> None:
    """All its rows are made."""
    announcement = Announcement(publicity_id=notice, occasion=Event.ANNOUNCE, created_at=unit.now)
    announcement.state, announcement.total = spreading.DONE, SUBSCRIBERS
    announcement.facts_sealed = outbox.sealed(unit, Sentence("moved-on"))
    unit.session.add(announcement)
    for number in range(SUBSCRIBERS):
        outbox.put(
            unit,
            Sentence("moved-on"),
            to=f"channel:-{number}",
            thing=spreading.thing_of(notice),
            occasion=Event.ANNOUNCE,
            lane=Lane.ANNOUNCEMENT,
        )
