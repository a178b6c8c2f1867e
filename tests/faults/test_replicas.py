"""Two processes on one PostgreSQL, and the one that sends is killed: nothing is lost, and hardly anything is said twice.

Both receive, decide and run routines; one holds the lease to send, one the lease to poll. `FAULT_ROUNDS` scales what is sent.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, func, select

from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Inbox, InboxState, Lane, Lease, Outbox, OutboxState
from db.units import Unit
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import dialogues, leases, outbox
from jobs.clock import RealClock
from tests.ctl import Ctl
from tests.program import Program, count, environ_for, servers

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
ANNOUNCED = 150 * ROUNDS
ASKING, QUESTIONS = 20, 2 * ROUNDS
RATE = 200  # messages a second
IN_FLIGHT = 64  # what was on its way, or arrived and was not yet written down: far below a second of sending


@pytest.mark.heavy
@pytest.mark.timeout(180 + 10 * ROUNDS)
async def test_the_one_that_sends_is_killed(tmp_path: Path, postgresql_url: str) -> None:
    async with servers() as (api, smtp, _), Ctl(api) as ctl:
        await ctl.post("reset")
        shared = {
            "XIAOHAO_DATABASE__URL": postgresql_url,
            "XIAOHAO_TELEGRAM__PAID_BROADCAST": "true",
            "XIAOHAO_TELEGRAM__MESSAGES_PER_SECOND": str(RATE),
        }
        two = [
            Program(environ_for(tmp_path / "var", api, smtp, **shared), tmp_path / f"{name}.log") for name in ("a", "b")
        ]
        readers = [ctl.person(5000 + n, f"读者{n}") for n in range(ANNOUNCED)]
        for reader in readers:
            await reader.say("/start")
        engine = create_engine(postgresql_url)
        try:
            for program in two:
                await program.start()
            await two[0].quiet()
            settings = two[0].settings
            await asyncio.to_thread(_announce, settings)
            async with asyncio.TaskGroup() as people:
                people.create_task(_ask(ctl))
                await _until_sent(engine, ANNOUNCED // 3)
                sender = await asyncio.to_thread(_holder, engine, leases.SENDING)
                killed = next(program for program in two if str(program.process.pid) in sender)  # type: ignore[union-attr]
                await killed.kill()
            other = next(program for program in two if program is not killed)
            await other.quiet()
            assert await asyncio.to_thread(_holder, engine, leases.SENDING) != sender
            # whoever was killed comes back as the one that stands by, and a clean stop hands over to it
            await killed.start()
            await ctl.post("say", user=9999, text="/help")
            assert await other.stop() == 0
            await killed.quiet()
            assert await killed.stop() == 0
            await _books(ctl, engine)
        finally:
            for program in two:
                if program.process is not None and program.process.returncode is None:
                    await program.kill()
            engine.dispose()


async def _books(ctl: Ctl, engine: Engine) -> None:
    assert count(engine, select(func.count()).select_from(Inbox).where(Inbox.state != InboxState.DONE)) == 0
    stuck = select(func.count()).select_from(Outbox).where(Outbox.state != OutboxState.SENT)
    assert count(engine, stuck) == 0
    rows = count(engine, select(func.count()).select_from(Outbox).where(Outbox.op == "send"))
    lines = [line for line in await ctl.get("log") if line.get("kind") == "send"]
    assert rows <= len(lines) <= rows + IN_FLIGHT, "nothing lost, and no more said twice than was on its way"
    announced = Counter(line["chat"] for line in lines if 5000 <= line["chat"] < 5000 + ANNOUNCED)
    assert len(announced) == ANNOUNCED
    answers = Counter(line["chat"] for line in lines if 8000 <= line["chat"] < 8000 + ASKING)
    assert all(answers[8000 + n] >= QUESTIONS for n in range(ASKING))
    doubled = select(Audit.thing).where(Audit.action == "join").group_by(Audit.thing).having(func.count() > 1)
    with engine.connect() as conn:
        assert conn.execute(doubled).all() == []


async def _ask(ctl: Ctl) -> None:
    """People who ask while it happens: each gets one answer a question."""
    for _ in range(QUESTIONS):
        for n in range(ASKING):
            await ctl.post("say", user=8000 + n, text="/help")
        await asyncio.sleep(0.3)


def _announce(settings: Settings) -> None:
    units = open_database(settings, now=RealClock().now)
    try:
        for start in range(0, ANNOUNCED, 200):
            units.call(_put, range(start, min(start + 200, ANNOUNCED)))
    finally:
        units.close()


def _put(unit: Unit, numbers: range) -> None:
    for n in numbers:
        who = Account(unit.vault.mark("account", 5000 + n), 5000 + n, "", "zh-hans")
        dialogue = dialogues.current(unit, who)
        unit.session.flush()
        to = f"dialogue:{dialogue.id}"
        outbox.put(unit, Sentence("moved-on"), to=to, thing="replicas", occasion="once", lane=Lane.ANNOUNCEMENT)


async def _until_sent(engine: Engine, wanted: int) -> None:
    sent = select(func.count()).select_from(Outbox).where(Outbox.thing == "replicas", Outbox.state == OutboxState.SENT)
    async with asyncio.timeout(60):
        while await asyncio.to_thread(count, engine, sent) < wanted:
            await asyncio.sleep(0.02)


def _holder(engine: Engine, name: str) -> str:
    with engine.connect() as conn:
        return conn.execute(select(Lease.holder).where(Lease.name == name)).scalar_one()


def test_a_take_over_is_sooner_than_fifteen_seconds() -> None:
    """The lease of a dead one ends, and the next try comes, within the time that the office is promised."""
    assert leases.LASTS.total_seconds() + leases.RETRY < 15
    assert leases.LASTS.total_seconds() - leases.MARGIN.total_seconds() > leases.RENEW, "a holder renews in time"
