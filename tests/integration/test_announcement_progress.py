"""A coordinator sees how far an announcement to many is: what has left and what can't is counted as it is written down."""

from __future__ import annotations

import pytest

from config.settings import Settings
from db.database import open_database
from db.tables import Announcement, Lane
from db.units import Unit
from domain.messages.everyday import Sentence
from domain.messages.publicity import Spreading
from domain.parcels import Parcel, Receipt, Refused
from domain.publicity import Event
from jobs import outbox
from jobs.clock import VirtualClock
from jobs.publicity import spreading
from tests.conftest import Office
from tests.objecting import delivering, publish

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
