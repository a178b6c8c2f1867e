"""Ten thousand people object within an hour, and one account floods: is everybody answered, and every letter sent?

`FAULT_OBJECTIONS` people (100 by default, 10000 is the promise) in an hour of virtual time; and a twentieth of them in real
time, against a program in a process of its own.
"""

from __future__ import annotations

import asyncio
import os
import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from cli.sandbox import CHANNEL
from cli.stage import Stage, stage
from db.database import database_url
from db.tables import Letter, Objection
from domain.people import RoleName
from sandbox.people import Person
from tests.acceptance.storm.crowd import CODE, Objector, Way, storm
from tests.conftest import SHANGHAI, Office
from tests.ctl import Ctl
from tests.faults.rounds import seed
from tests.faults.test_random_kills import codes_of, objects
from tests.objecting import publish
from tests.program import FOREIGN_SMTP, count, running, servers

OBJECTIONS = int(os.environ.get("FAULT_OBJECTIONS", "100"))
SLOTS, SLOT = 12, timedelta(minutes=5)
AT_ONCE = max(OBJECTIONS // 20, 1)
FLOODER = 666


@pytest.mark.heavy
@pytest.mark.timeout(120 + OBJECTIONS)
async def test_an_hour_of_objections_and_a_flood(tmp_path: Path) -> None:
    """Whoever confirmed holds a receipt before the clock moves on; the flooder is told to wait, and slows nobody."""
    dice = random.Random(10_000)
    begun = datetime(2024, 10, 9, 10, 0, tzinfo=SHANGHAI)
    async with stage(tmp_path / "var", begun) as place:
        place.sandbox.channel(CHANNEL, "整改公示频道", "gongshi")
        notice = publish(place.app.units, Office(place.app.units).task(), starts=date(2024, 10, 8))
        await place.join(1, RoleName.COORDINATOR)
        flooder = place.sandbox.person(FLOODER, "闹")
        people: list[Objector] = []
        for slot in range(SLOTS):
            share = OBJECTIONS * (slot + 1) // SLOTS - OBJECTIONS * slot // SLOTS
            here = [
                Objector(place, place.sandbox.person(10_000 + serial), notice, serial, random.Random(serial))
                for serial in range(len(people), len(people) + share)
            ]
            people += here
            await storm(place, [*(one.plainly() for one in here), flooding(place, flooder, notice)], dice)
            assert [one.serial for one in here if len(one.codes) != 1] == []
            await place.run_to(begun + (slot + 1) * SLOT)
        assert place.sandbox.mailbox is not None
        mails = [letter.message_id for letter in place.sandbox.mailbox.letters]
        limits = place.settings.objections.limits
    assert any("次数太多" in seen.text or "一天内最多" in seen.text for seen in flooder.received)
    lodged = sum(CODE.search(seen.text) is not None for seen in flooder.received)
    assert lodged == limits.objections_per_day
    assert len(mails) == len(set(mails)) == OBJECTIONS + lodged


async def flooding(place: Stage, person: Person, notice: int) -> Way:
    """As fast as the crowd lets it: from the link to the confirmation, whatever is answered."""
    for words in (f"/start o_{notice}", "匿名", "这是一件刷出来的异议。", "核对", "确认提交"):
        await person.say(words)
        yield


@pytest.mark.heavy
@pytest.mark.timeout(120 + OBJECTIONS)
async def test_a_crowd_in_real_time_from_another_process(tmp_path: Path) -> None:
    async with servers() as (api, smtp, sandbox), Ctl(api) as ctl:
        await ctl.post("reset")
        async with running(tmp_path, api, smtp) as program:
            notice, _ = seed(program.settings, 1)
            citizens = [ctl.person(1000 + serial, f"市民{serial}") for serial in range(AT_ONCE)]
            async with asyncio.TaskGroup() as crowd:
                for citizen in citizens:
                    crowd.create_task(objects(citizen, notice))
            codes = [codes_of(await citizen.received()) for citizen in citizens]
            await program.quiet(channels=("telegram", "mail"))
            assert await program.stop() == 0
        assert [len(one) for one in codes] == [1] * AT_ONCE
        engine = create_engine(database_url(program.settings))
        assert count(engine, select(func.count()).select_from(Objection)) == AT_ONCE
        with engine.connect() as conn:
            letters = list(conn.scalars(select(Letter.message_id)))
        engine.dispose()
        if FOREIGN_SMTP is None:
            assert sandbox is not None
            assert sandbox.mailbox is not None
            assert sorted(letter.message_id for letter in sandbox.mailbox.letters) == sorted(letters)
