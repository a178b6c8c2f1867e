"""The same objection from several people, and people who have no account here: one answer form, an answer for each."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from config.settings import Settings
from config.texts import Texts
from db.database import open_database
from db.tables import Audit, Letter, Objection, Outbox, Publicity, Task
from db.units import Unit, Units
from domain.case_list import View, Which
from domain.errors import Moved
from domain.messages.objection_cases import TaskBack
from domain.messages.objections import Answered, ObjectionCard, ReplyForm
from domain.registering import Source
from jobs import objections, reconcile, schedule
from jobs.clock import VirtualClock
from jobs.delivery import trouble
from jobs.files import Store
from jobs.health import health_card, parked_card
from jobs.mail import MailChannel
from jobs.objections import addition, case, case_list, groups, reply
from jobs.objections.registering import register
from sandbox.mailbox import Mailbox
from tests.conftest import Office, settings_in
from tests.objecting import Chat, Speaker, delivering, newest, publish, rows

WORDS = "三号断面下游两公里河道仍然没有水,与公示的完成情况不符,请核查。"
NEARLY = "三号断面下游二公里的河道仍然没有水,与公示完成情况不符,请核查!"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(
        tmp_path, XIAOHAO_MAIL__HOST="127.0.0.1", XIAOHAO_MAIL__TLS="none", XIAOHAO_MAIL__SENDER="bot@example.org"
    )


def told(units: Units, notice: int, source: Source, identity: dict[str, str] | None) -> Objection:
    """A call or a letter that a coordinator has registered."""

    def job(unit: Unit) -> Objection:
        period = unit.session.get_one(Publicity, notice)
        return register(unit, source=source, publicity=period, tasks=(), text=WORDS, identity=identity, by=1).objection

    units.call(job)
    return newest(units)


async def test_on_postgresql_too(clock: VirtualClock, postgresql_url: str, tmp_path: Path) -> None:
    """Every question that is asked of the database here is asked of the other kind as well."""
    settings = settings_in(
        tmp_path,
        XIAOHAO_DATABASE__URL=postgresql_url,
        XIAOHAO_OBJECTIONS__ANSWER_DAYS="1",
        XIAOHAO_OBJECTIONS__DIGEST="true",
    )
    units = open_database(settings, now=clock.now)
    try:
        office = Office(units)
        coordinator = Speaker(units, office.coordinator())
        await three_alike(units, clock, office)
        for view in (View(which, notice) for which in Which for notice in (0, 1)):
            units.look(case_list.listed, view)
        coordinator.run(case_list.choose_notice, "press 1", View())
        clock.advance_to(clock.now() + timedelta(days=1, minutes=40))
        ran = await schedule.run_due(units, clock)
        assert {"remind_of_objections", "objection_digest"} <= set(ran)
        third = one(units, "2024-0003")
        coordinator.run(groups.join, third.id, third.rev)
        third = one(units, "2024-0003")
        coordinator.run(reply.begin, third.id, third.rev, coordinator.occasion())
        coordinator.press("refused")
        coordinator.type("已恢复。")
        coordinator.press("send")
        assert one(units, "2024-0001").state == "answered"
        coordinator.run(health_card.show, health_card.Disk(1, 2), coordinator.occasion())
        coordinator.run(parked_card.show, coordinator.occasion())
        units.call(trouble.down, "mail", "no connection to the mail server: refused", retry_after=None, fatal=False)
        clock.advance_to(clock.now() + trouble.TOLD_AFTER)
        units.call(trouble.tell)
    finally:
        units.close()


async def three_alike(units: Units, clock: VirtualClock, office: Office) -> tuple[int, list[Speaker]]:
    notice = publish(units, office.task())
    people = [Speaker(units, office.account()) for _ in range(4)]
    for person, text in zip(people, (WORDS, "围栏已经倒了,没有人管,请修复。", NEARLY, WORDS), strict=True):
        person.lodge(notice, text)
    assert await schedule.run_due(units, clock, [objections.COMPARE_OBJECTIONS]) == ["compare_objections"]
    assert await schedule.run_due(units, clock, [objections.COMPARE_OBJECTIONS]) == []
    return notice, people


def one(units: Units, number: str) -> Objection:
    def look(unit: Unit) -> Objection:
        return unit.session.scalars(select(Objection).where(Objection.register_number == number)).one()

    return units.call(look)


async def test_the_same_from_several_is_offered_joined_and_answered_at_once(
    units: Units, clock: VirtualClock, office: Office, chat: Chat, second: Engine
) -> None:
    coordinator = Speaker(units, office.coordinator())
    await three_alike(units, clock, office)
    first = one(units, "2024-0001")
    coordinator.run(case.open_case, first.id, coordinator.occasion())
    async with delivering(units, clock, chat):
        pass
    screen = chat.screen(chat.last(ObjectionCard))
    assert "与 2024-0003、2024-0004 等2件内容相似(最高100%),是同一件事吗?" in screen.text
    assert [button.label for row in screen.rows for button in row][4:6] == ["并入同组", "不是"]

    said = coordinator.run(groups.join, first.id, first.rev)
    assert said is not None
    assert said.facts == {"count": 3}
    first = one(units, "2024-0001")
    coordinator.run(reply.begin, first.id, first.rev, coordinator.occasion())
    coordinator.press("refused")
    coordinator.type("经核实,三号断面已于昨日恢复补水。")
    async with delivering(units, clock, chat):
        pass
    assert "同组共3件(连同 2024-0003、2024-0004),各收到同一答复。" in chat.screen(chat.last(ReplyForm)).text
    coordinator.press("send")
    assert rows(second, select(Objection.register_number, Objection.state).order_by(Objection.id)) == [
        ("2024-0001", "answered"),
        ("2024-0002", "registered"),
        ("2024-0003", "answered"),
        ("2024-0004", "answered"),
    ]
    async with delivering(units, clock, chat):
        pass
    answers = [parcel for parcel in chat.parcels if isinstance(parcel.message, Answered)]
    assert {parcel.message.register_number for parcel in answers} == {"2024-0001", "2024-0003", "2024-0004"}  # type: ignore[attr-defined]
    assert len({parcel.address for parcel in answers}) == 3


async def test_what_is_not_the_same_is_not_offered_again_and_a_group_can_be_undone(
    units: Units, clock: VirtualClock, office: Office, second: Engine
) -> None:
    coordinator = Speaker(units, office.coordinator())
    await three_alike(units, clock, office)
    third = one(units, "2024-0003")
    coordinator.run(groups.not_the_same, third.id, third.rev)
    with pytest.raises(Moved):
        coordinator.run(groups.join, third.id, one(units, "2024-0003").rev)
    fourth = one(units, "2024-0004")
    coordinator.run(groups.join, fourth.id, fourth.rev)
    grouped = select(Objection.grouped_with).order_by(Objection.id)
    assert rows(second, grouped) == [(None,), (None,), (None,), (1,)]
    fourth = one(units, "2024-0004")
    coordinator.run(groups.leave, fourth.id, fourth.rev)
    assert rows(second, grouped) == [(None,)] * 4
    assert await schedule.run_due(units, clock, [objections.COMPARE_OBJECTIONS]) == []


async def test_what_joins_or_is_added_while_the_answer_is_written_is_read_first(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    coordinator = Speaker(units, office.coordinator())
    _, people = await three_alike(units, clock, office)
    first = one(units, "2024-0001")
    coordinator.run(groups.join, first.id, first.rev)
    first = one(units, "2024-0001")
    coordinator.run(reply.begin, first.id, first.rev, coordinator.occasion())
    coordinator.press("refused")
    coordinator.type("已恢复。")
    last = one(units, "2024-0004")
    people[3].run(addition.begin, last.id, last.rev, people[3].occasion())
    people[3].type("今天又看了,还是没有水")
    people[3].press("send")
    coordinator.press("send")
    assert one(units, "2024-0001").state == "registered"
    coordinator.press("send")
    assert one(units, "2024-0001").state == "answered"


# -- no account here ----------------------------------------------------------------------------------------------


async def test_whoever_called_is_answered_by_phone_and_it_is_noted(
    units: Units, clock: VirtualClock, office: Office, chat: Chat, second: Engine
) -> None:
    coordinator = Speaker(units, office.coordinator())
    called = told(units, publish(units, office.task()), Source.PHONE, {"name": "某村民", "contact": "13800012345"})
    coordinator.run(reply.begin, called.id, called.rev, coordinator.occasion())
    coordinator.press("refused")
    coordinator.type("已恢复补水。")
    async with delivering(units, clock, chat):
        pass
    labels = [button.label for row in chat.screen(chat.last(ReplyForm)).rows for button in row]
    assert labels == ["已电话答复", "已书面答复", "已邮件答复", "改内容", "先不答复"]
    with pytest.raises(Moved):
        coordinator.press("send")
    coordinator.press("phone")
    assert rows(second, select(Objection.state, Objection.answered_way)) == [("answered", "phone")]
    async with delivering(units, clock, chat):
        pass
    assert not chat.of(Answered)
    assert "已电话答复。" in chat.screen(chat.last(ObjectionCard)).text


async def test_an_address_that_was_left_is_written_to_and_stays_sealed(
    units: Units, clock: VirtualClock, office: Office, settings: Settings, chat: Chat, second: Engine
) -> None:
    coordinator = Speaker(units, office.coordinator())
    notice = publish(units, office.task())
    async with Mailbox() as mailbox:
        by_mail = settings.model_copy(update={"mail": settings.mail.model_copy(update={"port": mailbox.port})})
        mail = MailChannel(by_mail, Texts.shipped(), Store(settings.data_dir))
        async with delivering(units, clock, mail, chat):
            wrote = told(units, notice, Source.LETTER, {"name": "某村民", "contact": "villager@example.net"})
            coordinator.run(reply.begin, wrote.id, wrote.rev, coordinator.occasion())
            coordinator.press("refused")
            coordinator.type("已恢复补水。")
            coordinator.press("mail")
        await mail.aclose()
        letter = mailbox.letters[-1]
    assert letter.rcpt_tos == ["villager@example.net"]
    assert rows(second, select(Objection.answered_way)) == [("mail",)]
    assert rows(second, select(Letter.occasion).order_by(Letter.id)) == [("lodged",), ("answer",)]
    with second.connect() as conn:
        for table in (Outbox, Letter, Audit, Objection):
            for row in conn.execute(select(table)):
                assert "villager" not in str(row._mapping)
    assert not units.look(reconcile.misses)


async def test_the_units_that_owe_it_hear_that_the_task_is_back_and_nothing_of_who_objected(
    units: Units, clock: VirtualClock, office: Office, chat: Chat, objector: Speaker, second: Engine
) -> None:
    coordinator, liaison = Speaker(units, office.coordinator()), office.liaison()
    task = office.task()
    units.call(lambda unit: unit.session.query(Task).update({"state": "accepted"}) and None)
    lodged = objector.lodge(publish(units, task), "没有完成", name="某职工", contact="13800012345")
    coordinator.run(reply.begin, lodged.id, lodged.rev, coordinator.occasion())
    coordinator.press("upheld")
    coordinator.type("经核实,确未完成,感谢某职工反映。")
    coordinator.press("send")
    coordinator.press("sure")
    async with delivering(units, clock, chat):
        pass
    back = chat.last(TaskBack)
    assert back.address == str(liaison.id)
    text = chat.screen(back).text
    assert "序号21 退回“整改中”" in text
    assert "登记号 2024-0001" in text
    assert "某职工" not in text
    reasons = select(Audit.reason).where(Audit.action == "task.upheld")
    assert rows(second, reasons) == [("2024-0001",)]
