"""One account floods the bot: it is slowed by its own order, and everybody else is answered as before.

The whole program on the real clock, unpaced: what is measured is order, not time.
"""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from cli.app import opened
from cli.sandbox import sandbox_settings
from jobs.clock import RealClock
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.conftest import Office
from tests.objecting import publish

FLOOD = 600


async def test_a_flooders_presses_hold_up_nobody(tmp_path: Path) -> None:
    """Six hundred presses and texts at once; a citizen who speaks after them is answered long before they are through."""
    async with Sandbox(limits=Limits(enforced=False)) as sandbox:
        settings = sandbox_settings(sandbox, tmp_path / "var")
        flooder, citizens = sandbox.person(666, "闹"), [sandbox.person(10 + serial, "某人") for serial in range(5)]
        async with opened(settings, RealClock(), paced=False) as app:
            work = asyncio.ensure_future(app.run(scheduled=False))
            await flooder.say("/start")
            await flooder.wait_for("/notices", timeout=20)
            card = flooder.received[-1].id
            for serial in range(FLOOD):
                await (flooder.tap(card, f"obj_open:{serial}.1") if serial % 2 else flooder.say("/help"))
            for citizen in citizens:
                await citizen.say("/help")
            for citizen in citizens:
                await citizen.wait_for("/notices", timeout=60)
            assert len(flooder.received) + sum(press.answered for press in flooder.presses) < FLOOD + 1
            assert not work.done()
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


async def test_an_account_that_begins_and_lodges_without_end_is_stopped_and_others_are_not(tmp_path: Path) -> None:
    from cli.stage import stage  # noqa: PLC0415 - this test alone needs the stage
    from tests.faults.test_outage import at  # noqa: PLC0415

    async with stage(tmp_path / "var", at(2024, 10, 9, 10, 0)) as place:
        office = Office(place.app.units)
        notice = publish(place.app.units, office.task(), starts=date(2024, 10, 8), ends=date(2024, 10, 18))
        flooder, citizen = place.sandbox.person(666, "闹"), place.sandbox.person(10, "某人")

        async def objects(person: object, words: str) -> bool:
            await place.say(person, f"/start o_{notice}")  # type: ignore[arg-type]
            if not place.has_button(person, "f", "anonymous"):  # type: ignore[arg-type]
                return False
            await place.tap(person, "f", "anonymous")  # type: ignore[arg-type]
            await place.say(person, words)  # type: ignore[arg-type]
            await place.tap(person, "f", "check")  # type: ignore[arg-type]
            await place.tap(person, "f", "confirm")  # type: ignore[arg-type]
            return True

        for serial in range(8):
            await objects(flooder, f"第{serial}次")
        assert place.sandbox.mailbox is not None
        most = place.settings.objections.limits.objections_per_day
        assert len(place.sandbox.mailbox.letters) == most
        assert await objects(citizen, "仍有漂浮物。")
        assert len(place.sandbox.mailbox.letters) == most + 1
