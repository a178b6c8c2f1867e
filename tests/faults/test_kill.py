"""kill -9 at the moments that matter: nothing told is lost, nothing happens twice.

Real processes: the program is `xiaohao run`, killed with SIGKILL; the sandbox, outside it, keeps the books.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import create_engine, func, select

from db.database import database_url
from db.tables import Evidence, Lane, Letter, Objection, Outbox, OutboxState, Report, Role
from domain.people import RoleName
from sandbox.faults import Fault, FaultKind
from sandbox.limits import Limits
from sandbox.mailbox import Behaviour
from sandbox.people import Person
from sandbox.server import Sandbox
from tests.faults.rounds import department, seed
from tests.program import Program, count, invite, running


@asynccontextmanager
async def beside_sandbox(tmp_path: Path, **environ: str) -> AsyncIterator[tuple[Sandbox, Program]]:
    """The program, against a sandbox in this process whose faults are ours to set."""
    async with (
        Sandbox(limits=Limits(enforced=False)) as sandbox,
        running(tmp_path, sandbox.url, f"{sandbox.smtp_host}:{sandbox.smtp_port}", **environ) as program,
    ):
        yield sandbox, program


async def heard(sandbox: Sandbox) -> None:
    """Until everything said is confirmed: Telegram no longer has it."""
    async with asyncio.timeout(30):
        while len(sandbox.world.updates):
            await asyncio.sleep(0.01)


async def welcomed(person: Person) -> None:
    await person.wait_for("经办人", timeout=30)


def welcomes(person: Person) -> int:
    return sum("把台账或公示文件" in seen.text for seen in person.received)


async def test_killed_between_delivery_and_handling(tmp_path: Path) -> None:
    """The update is confirmed to Telegram and not handled: its file hangs. After the kill it is handled, once."""
    async with beside_sandbox(tmp_path) as (sandbox, program):
        person = sandbox.person(1, "甲")
        await person.start(invite(program.settings))
        await welcomed(person)
        sandbox.faults.add(Fault("getFile", kind=FaultKind.SLOW, delay=60, times=-1))
        await person.send_file("notice.txt", NOTICE.encode(), "text/plain")
        await heard(sandbox)
        await program.kill()
        assert not any("导入预览" in seen.text for seen in person.received)
        sandbox.faults.clear()
        await program.start()
        await person.wait_for("导入预览", timeout=30)
        await program.quiet()
        assert sum("导入预览" in seen.text for seen in person.received) == 1


async def test_killed_between_handling_and_sending(tmp_path: Path) -> None:
    """Joined, and the welcome could not leave. After the kill it leaves, once, and nobody joined twice."""
    async with beside_sandbox(tmp_path) as (sandbox, program):
        person = sandbox.person(1, "甲")
        payload = invite(program.settings)
        sandbox.faults.add(Fault("sendMessage", status=502, times=-1))
        await person.start(payload)
        engine = create_engine(database_url(program.settings))
        async with asyncio.timeout(20):
            while not count(engine, select(func.count()).select_from(Role)):
                await asyncio.sleep(0.01)
        await program.kill()
        assert welcomes(person) == 0
        sandbox.faults.clear()
        await program.start()
        await welcomed(person)
        await heard(sandbox)
        await program.quiet()
        assert welcomes(person) == 1
        assert count(engine, select(func.count()).select_from(Role)) == 1
        engine.dispose()


async def test_killed_in_the_middle_of_an_answer_that_may_have_arrived(tmp_path: Path) -> None:
    """The message arrived, its answer was lost with the kill: it may be repeated, and nothing else may."""
    async with beside_sandbox(tmp_path) as (sandbox, program):
        person = sandbox.person(1, "甲")
        payload = invite(program.settings)
        sandbox.faults.add(Fault("sendMessage", kind=FaultKind.SLOW, delay=60, effect=True, times=1))
        await person.start(payload)
        engine = create_engine(database_url(program.settings))
        async with asyncio.timeout(20):
            while not sandbox.faults.met:
                await asyncio.sleep(0.01)
        await program.kill()
        await program.start()
        await heard(sandbox)
        await program.quiet()
        assert 1 <= welcomes(person) <= 2
        assert count(engine, select(func.count()).select_from(Role)) == 1
        engine.dispose()


async def test_killed_between_a_turns_commit_and_its_answer_which_was_claimed_already(tmp_path: Path) -> None:
    """The answer was committed as claimed and did not arrive: the next start queues it again, and it arrives once."""
    async with beside_sandbox(tmp_path) as (sandbox, program):
        person = sandbox.person(1, "甲")
        await person.start(invite(program.settings))
        await welcomed(person)
        await program.quiet()
        sandbox.faults.add(Fault("sendMessage", kind=FaultKind.SLOW, delay=60, effect=False, times=1))
        before = len(person.received)
        await person.say("/help")
        engine = create_engine(database_url(program.settings))
        sending = select(func.count()).where(Outbox.state == OutboxState.SENDING, Outbox.lane == Lane.REPLY)
        async with asyncio.timeout(20):
            while not sandbox.faults.met:
                await asyncio.sleep(0.01)
        assert count(engine, sending) == 1
        await program.kill()
        assert len(person.received) == before
        await program.start()
        await person.wait_for("/board", timeout=30)
        await program.quiet()
        assert len(person.received) == before + 1
        assert count(engine, sending) == 0
        engine.dispose()


async def test_killed_in_the_middle_of_a_report_the_answers_so_far_are_there(tmp_path: Path) -> None:
    """After each of two kills the form goes on where it was; it is sent once, with everything."""
    async with beside_sandbox(tmp_path) as (sandbox, program):
        _, (request,) = seed(program.settings, 1)
        person = sandbox.person(2, "联络员")
        await person.start(invite(program.settings, RoleName.LIAISON, department(0)))
        await person.wait_for("/todo", timeout=30)
        await person.start(f"r_{request}")
        await person.wait_for("状态", timeout=30)
        await tap(person, ":on_track")
        await person.wait_for("第2步", timeout=30)
        await person.say("第三季度补水0.21亿立方米,管护协议全部签订。")
        await heard(sandbox)
        await program.kill()
        await person.send_file("验收单.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")  # said while nobody listens
        await program.start()
        await person.wait_for("已收到1个文件", timeout=30)
        await program.kill()
        await program.start()
        await program.quiet()
        await tap(person, ":next")
        await person.wait_for("补水0.21亿立方米", timeout=30)
        await tap(person, ":send")
        await person.wait_for("已报送", timeout=30)
        await program.quiet()
        engine = create_engine(database_url(program.settings))
        with engine.connect() as conn:
            report = conn.execute(select(Report.state, Report.revision, Report.status, Report.text)).one()
        assert (report.state, report.revision, report.status) == ("submitted", 1, "on_track")
        assert (report.text or "").count("0.21亿立方米") == 1
        assert count(engine, select(func.count()).select_from(Evidence)) == 1
        engine.dispose()


async def test_killed_in_the_middle_of_an_objection_the_draft_is_there_and_is_lodged_once(tmp_path: Path) -> None:
    async with beside_sandbox(tmp_path) as (sandbox, program):
        notice, _ = seed(program.settings, 1)
        person = sandbox.person(3, "某市民")
        await person.start(f"o_{notice}")
        await person.wait_for("匿名", timeout=30)
        await tap(person, ":anonymous")
        await person.say("三号排口附近仍有漂浮物。")
        await heard(sandbox)
        await program.kill()
        await person.say("照片可以补充。")
        await program.start()
        await heard(sandbox)
        await program.quiet()
        await tap(person, ":check")
        preview = await person.wait_for(lambda seen: any("confirm" in data for data in presses(seen)), timeout=30)
        assert "三号排口" in preview.text
        assert "照片可以补充" in preview.text
        sandbox.faults.add(Fault("sendMessage", status=502, times=-1))
        await tap(person, ":confirm")
        await heard(sandbox)
        engine = create_engine(database_url(program.settings))
        async with asyncio.timeout(20):
            while not count(engine, select(func.count()).select_from(Objection)):
                await asyncio.sleep(0.01)
        await program.kill()  # registered, and the receipt has not left
        assert sandbox.mailbox is not None
        sandbox.faults.clear()
        await program.start()
        await person.wait_for("回执码", timeout=30)
        await sandbox.mailbox.wait_for(1, timeout=30)
        await program.quiet(channels=("telegram", "mail"))
        assert (
            sum(any("copy_text" in button for row in seen.buttons for button in row) for seen in person.received) == 1
        )
        assert count(engine, select(func.count()).select_from(Objection)) == 1
        with engine.connect() as conn:
            assert {letter.message_id for letter in sandbox.mailbox.letters} == set(
                conn.scalars(select(Letter.message_id))
            )
        engine.dispose()


async def test_killed_between_a_letter_and_the_answer_it_comes_again_under_the_same_message_id(tmp_path: Path) -> None:
    """The mail server has the letter and has not said so: it may come a second time, and never as a second letter."""
    async with beside_sandbox(tmp_path) as (sandbox, program):
        assert sandbox.mailbox is not None
        notice, _ = seed(program.settings, 1)
        person = sandbox.person(3, "某市民")
        sandbox.mailbox.behaviour = Behaviour(hang_after=True)
        await person.start(f"o_{notice}")
        await person.wait_for("匿名", timeout=30)
        await tap(person, ":anonymous")
        await person.say("三号排口附近仍有漂浮物。")
        await tap(person, ":check")
        await tap(person, ":confirm")
        await person.wait_for("回执码", timeout=30)
        await sandbox.mailbox.wait_for(1, timeout=30)
        await program.kill()
        sandbox.mailbox.behaviour = Behaviour()
        await program.start()
        await sandbox.mailbox.wait_for(2, timeout=90)
        await program.quiet(channels=("telegram", "mail"))
        engine = create_engine(database_url(program.settings))
        with engine.connect() as conn:
            stored = list(conn.scalars(select(Letter.message_id)))
        engine.dispose()
        assert [letter.message_id for letter in sandbox.mailbox.letters] == stored * 2
        first, second = (letter.message for letter in sandbox.mailbox.letters)
        assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()  # type: ignore[union-attr]


async def test_a_terminated_program_ends_cleanly_within_twenty_seconds_and_repeats_nothing(tmp_path: Path) -> None:
    """Sixty answers under way, each slow, each arriving: SIGTERM waits for them, and the next run sends only the rest."""
    async with beside_sandbox(tmp_path) as (sandbox, program):
        people = [sandbox.person(100 + serial, f"访客{serial}") for serial in range(60)]
        sandbox.faults.add(Fault("sendMessage", kind=FaultKind.SLOW, delay=0.4, effect=True, times=-1))
        for person in people:
            await person.say("/help")
        await people[0].wait_for("/notices", timeout=30)
        assert await program.stop() == 0
        arrived = sum(len(person.received) for person in people)
        sandbox.faults.clear()
        await program.start()
        await heard(sandbox)
        await program.quiet()
        assert [len(person.received) for person in people] == [1] * 60
        assert arrived < 60, "the stop did not wait for the whole queue"


async def tap(person: Person, ending: str) -> None:
    """Press the newest button whose data ends so."""
    async with asyncio.timeout(30):
        while True:
            for seen in reversed(person.received):
                for data in presses(seen):
                    if data.endswith(ending):
                        await person.tap(seen.id, data)
                        return
            await asyncio.sleep(0.02)


def presses(seen: object) -> list[str]:
    rows = seen.buttons  # type: ignore[attr-defined]
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


NOTICE = """关于第二轮省级生态环境保护督察整改任务(序号7)销号的公示
整改任务:河岸垃圾清理不到位。
责任单位:示范省水利厅
整改目标:河岸无垃圾。
整改措施:每周清理。
完成情况:已清理。
"""
