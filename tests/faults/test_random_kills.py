"""kill -9 at random moments while people join, report and object: the books of outside servers are counted exactly.

`FAULT_ROUNDS` kills; `FAULT_API_URL` and `FAULT_SMTP` let servers from outside keep the books.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select

from db.database import database_url
from db.tables import Audit, Evidence, Inbox, InboxState, Letter, Objection, Outbox, OutboxState, Report, Role
from domain.people import RoleName
from tests.ctl import Ctl, Phone, Shown, has_button
from tests.faults.rounds import department, seed
from tests.program import FOREIGN_SMTP, TOKEN, count, invite, running, servers

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
IN_FLIGHT = 32  # parcels on their way at the same moment: what one kill can repeat
CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}")


@pytest.mark.heavy
@pytest.mark.timeout(120 + 30 * ROUNDS)
async def test_random_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Each round a liaison and a citizen begin, and the program is killed while they and those before them go on."""
    dice = random.Random(20241008)
    async with servers() as (api, smtp, sandbox), Ctl(api) as ctl:
        await ctl.post("reset")
        async with running(tmp_path, api, smtp) as program, asyncio.TaskGroup() as people:
            notice, requests = seed(program.settings, ROUNDS)
            citizens = [ctl.person(1000 + serial, f"市民{serial}") for serial in range(ROUNDS)]
            liaisons = [ctl.person(2000 + serial, f"联络员{serial}") for serial in range(ROUNDS)]
            for serial in range(ROUNDS):
                payload = invite(program.settings, RoleName.LIAISON, department(serial))
                people.create_task(objects(citizens[serial], notice))
                people.create_task(reports(liaisons[serial], payload, requests[serial]))
                await asyncio.sleep(dice.uniform(0, 0.9))
                await program.kill()
                await asyncio.sleep(dice.uniform(0, 0.3))
                await program.start()
        # The block above ends when everybody has what they came for; the program is killed once more by leaving it.
        async with running(tmp_path, api, smtp) as program:
            await program.quiet(channels=("telegram", "mail"))
            assert await program.stop() == 0
            kills = ROUNDS + 1
        engine = create_engine(database_url(program.settings))
        assert count(engine, select(func.count()).select_from(Inbox).where(Inbox.state != InboxState.DONE)) == 0
        assert count(engine, select(func.count()).select_from(Role)) == ROUNDS
        joined = select(func.count()).select_from(Audit).where(Audit.action == "join")
        assert count(engine, joined) == ROUNDS, "each invite was used once"
        with engine.connect() as conn:
            sent = conn.execute(select(Report.request_id, Report.state, Report.revision, Report.text)).all()
            letters = set(conn.scalars(select(Letter.message_id)))
        assert sorted(row.request_id for row in sent) == sorted(requests), "one report a request"
        assert {(row.state, row.revision) for row in sent} == {("submitted", 1)}
        assert {(row.text or "").count("补水") for row in sent} == {1}
        assert count(engine, select(func.count()).select_from(Evidence)) == ROUNDS
        assert count(engine, select(func.count()).select_from(Objection)) == ROUNDS
        codes = [codes_of(await phone.received()) for phone in citizens]
        assert [len(one) for one in codes] == [1] * ROUNDS, "one receipt each, however often it was said"
        assert len(set().union(*codes)) == ROUNDS
        assert len(letters) == ROUNDS
        await _books(ctl, engine, kills)
        if FOREIGN_SMTP is None:
            assert sandbox is not None
            assert sandbox.mailbox is not None
            arrived = [letter.message_id for letter in sandbox.mailbox.letters]
            assert set(arrived) == letters, "every letter under its one Message-ID"
            assert len(arrived) <= ROUNDS + kills, "one letter is on the line at a time"
        engine.dispose()
        log = program.log.read_text()
        for needle in (TOKEN.partition(":")[2], "市民", "联络员", *set().union(*codes)):
            assert needle not in log


async def _books(ctl: Ctl, engine: Any, kills: int) -> None:
    """Messages that arrived against rows that were sent: repeated at most what was in flight."""
    lines = [line for line in await ctl.get("log") if line.get("kind") not in ("in", "toast")]
    arrived = len({(line["chat"], line["message_id"]) for line in lines})
    rows = count(
        engine,
        select(func.count())
        .select_from(Outbox)
        .where(Outbox.channel == "telegram", Outbox.op == "send", Outbox.state == OutboxState.SENT),
    )
    assert rows <= arrived <= rows + IN_FLIGHT * kills
    unsent = select(func.count()).select_from(Outbox).where(Outbox.state.in_((OutboxState.HELD, OutboxState.DEAD)))
    assert count(engine, unsent) == 0, "nothing was parked"


async def objects(phone: Phone, notice: int) -> None:
    await phone.say(f"/start o_{notice}")
    await phone.press("f", "anonymous", "请写下您的意见")
    await phone.say(f"{phone.name}:三号排口附近仍有漂浮物。")
    await phone.press("f", "check", has_button("f", "confirm"))
    await phone.press("f", "confirm", lambda shown: CODE.search(shown.text) is not None)


async def reports(phone: Phone, payload: str, request: int) -> None:
    await phone.say(f"/start {payload}")
    await phone.wait_for("/todo")
    await phone.say(f"/start r_{request}")
    await phone.press("f", "on_track", "第2步")
    await phone.say("第三季度补水0.21亿立方米,管护协议全部签订。")
    await phone.send_file("验收单.pdf", b"%PDF-1.4\n" + phone.name.encode() + b"\n%%EOF\n", "application/pdf")
    await phone.wait_for("已收到1个文件")
    await phone.press("f", "next", has_button("f", "send"))
    await phone.press("f", "send", "已报送")


def codes_of(shown: list[Shown]) -> set[str]:
    return {found for one in shown for found in CODE.findall(one.text)}
