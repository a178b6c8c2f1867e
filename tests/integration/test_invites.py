"""An invite is used once, by whoever is first, however close the second."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing

import pytest
from sqlalchemy import func, select

from config.settings import Settings
from db.database import open_database
from db.tables import Role
from db.units import Unit, Units
from domain.errors import Rejected
from domain.people import Account, RoleName
from jobs import dialogues, people
from jobs.clock import VirtualClock
from tests.conftest import Office


def _join(unit: Unit, who: Account, token: str) -> None:
    dialogues.current(unit, who)
    people.join(unit, who, token, "update 1")


async def test_two_who_press_the_same_link_in_two_programs(both: Settings, clock: VirtualClock) -> None:
    pressed, go_on = threading.Event(), threading.Event()

    def first_to_press(unit: Unit, who: Account, token: str) -> None:
        _join(unit, who, token)
        pressed.set()
        go_on.wait(10)

    def roles(one: Units) -> int:
        return one.look(lambda reading: reading.conn.scalar(select(func.count()).select_from(Role))) or 0

    with closing(open_database(both, now=clock.now)) as one, closing(open_database(both, now=clock.now)) as other:
        token = one.call(lambda unit: people.create_invite(unit, RoleName.COORDINATOR)[0])
        office = Office(one)
        first = asyncio.ensure_future(one.run(first_to_press, office.account(), token))
        await asyncio.to_thread(pressed.wait, 10)
        second = asyncio.ensure_future(other.run(_join, office.account(), token))
        await asyncio.sleep(0.3)  # it is at the row by now
        go_on.set()
        await first
        with pytest.raises(Rejected, match="invite-used"):
            await second
        assert roles(one) == 1
