"""A run in which everything goes wrong, logged at its most talkative: does a line hold a token, a code, or a person?"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from cli.stage import Stage, stage
from config.logs import configure_logging
from db.tables import Outbox, OutboxState
from db.units import Unit
from domain.people import Account, RoleName
from jobs import people
from sandbox.faults import Fault, FaultKind
from sandbox.mailbox import Behaviour
from sandbox.people import Person
from tests.conftest import SHANGHAI, Office
from tests.objecting import publish

START = datetime(2024, 10, 9, 10, 0, tzinfo=SHANGHAI)
ID, NAME, HANDLE = 7_351_902_846, "柳暗花明", "liuan_huaming"
PHONE, CONTACT, WORDS = "13712345678", "liuan.huaming@example.com", "三号排口附近仍有漂浮物"
SECRETS = ("sandbox-token-of-no-account", "password-of-the-mail", str(ID), NAME, HANDLE, PHONE, CONTACT, WORDS)


@pytest.fixture
def quiet_afterwards() -> Iterator[None]:
    yield
    logging.getLogger().handlers.clear()


@pytest.mark.usefixtures("quiet_afterwards")
async def test_a_run_full_of_faults_tells_the_log_nothing_about_anybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    mail = {"XIAOHAO_MAIL__USERNAME": "xiaohao", "XIAOHAO_MAIL__PASSWORD": "password-of-the-mail"}
    async with stage(tmp_path / "var", START, **mail) as place:
        configure_logging(place.settings, stream=log, level="DEBUG", now=place.clock.now)
        code = await _everything_goes_wrong(place, monkeypatch)
    told = log.getvalue()
    for event in ("not delivered", "no updates", "handler raised", "channel down", "delivery raised", "turn raised"):
        assert event in told, f"{event} did not happen: nothing is shown"
    for secret in (*SECRETS, code, code.replace("-", "")):
        lines = [line for line in told.splitlines() if secret in line]
        assert lines == [], secret


async def _everything_goes_wrong(place: Stage, monkeypatch: pytest.MonkeyPatch) -> str:
    """An objection by name through faults of every kind; the receipt code."""
    sandbox = place.sandbox
    assert sandbox.mailbox is not None
    await place.join(1, RoleName.COORDINATOR)
    notice = publish(place.app.units, Office(place.app.units).task(), emails=("receive@example.org", CONTACT))
    citizen = sandbox.person(ID, NAME, HANDLE)
    invite = await place.invite(RoleName.LIAISON, "示范省水利厅")

    async def said(text: str, *faults: Fault) -> None:
        for fault in faults:
            sandbox.faults.add(fault)
        await place.say(citizen, text)
        await place.run_to(place.clock.now() + timedelta(minutes=5))
        sandbox.faults.clear()

    await said("/start", Fault("sendMessage", status=500), Fault("sendMessage", kind=FaultKind.GARBAGE))
    await _no_updates(place, citizen)
    await said(f"/start {invite}x", Fault("sendMessage", status=429, retry_after=3))
    await said(f"/start o_{notice}", Fault("sendMessage", kind=FaultKind.CUT))
    await place.tap(citizen, "f", "named")
    await said(NAME)
    await said(PHONE)
    await said(WORDS)
    refused = f"550 5.1.1 <{CONTACT}> unknown, call {PHONE}"
    sandbox.mailbox.behaviour = Behaviour(recipients={CONTACT: refused})
    await place.tap(citizen, "f", "check")
    await place.tap(citizen, "f", "confirm")
    code = next(
        str(button["copy_text"]["text"])
        for seen in citizen.received
        for row in seen.buttons
        for button in row
        if "copy_text" in button
    )
    sandbox.mailbox.behaviour = Behaviour(login=f"535 5.7.8 xiaohao password-of-the-mail {PHONE}")
    await sandbox.mailbox.stop()  # the line that is kept goes with it: the next letter has to log in
    await sandbox.mailbox.start()
    await place.app.units.run(_refused_again)
    await place.run_to(place.clock.now() + timedelta(minutes=20))

    def broken(_unit: Unit, who: Account, *_: Any) -> None:
        raise ValueError(f"{who} with {code} at {PHONE}, account {who.id}")

    with monkeypatch.context() as patched:
        patched.setattr(people, "help_screen", broken)
        await said(f"/help {WORDS}")
        await said(f"/receipt {code}", Fault("sendMessage", status=403, chat=ID))
    with monkeypatch.context() as patched:
        desk = next(one for one in place.app.delivery._desks if one.channel.name == "telegram")
        patched.setattr(desk.channel, "deliver", _raise_all)
        await said("/start")
    with monkeypatch.context() as patched:
        patched.setattr(place.app.dispatch._fetcher, "fetch", _raise_all)
        await said(WORDS)
    return code


async def _no_updates(place: Stage, citizen: Person) -> None:
    """The poller waits on the office's clock, which nothing else moves meanwhile."""
    place.sandbox.faults.add(Fault("getUpdates", status=502))
    place.sandbox.faults.add(Fault("getUpdates", kind=FaultKind.CUT))
    met = place.sandbox.faults.met + 2
    await citizen.say("/start")
    async with asyncio.timeout(20):
        while place.sandbox.faults.met < met or place.sandbox.world.updates:
            place.clock.advance_to(place.clock.now() + timedelta(seconds=1))
            await asyncio.sleep(0.01)
    await place.settle()


async def _raise_all(thing: object) -> None:
    raise ZeroDivisionError(repr(thing))


def _refused_again(unit: Unit) -> None:
    """What was refused for good is queued once more, as `/parked` does it."""
    unit.conn.execute(
        update(Outbox)
        .where(Outbox.channel == "mail", Outbox.state == OutboxState.DEAD)
        .values(state=OutboxState.QUEUED, not_before=unit.now)
    )
    unit.nudge("outbox")
