"""A department that nobody can ask in chat is written to by mail, once, and the office knows why."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import update

from cli.stage import Stage, stage
from db.tables import Department
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import office_time
from tests.integration.test_away import link_in, newest, texts

WATER = "示范省水利厅"
ADDRESS = "water@example.org"


async def a_task(place: Stage, email: str | None = ADDRESS) -> None:
    await asyncio.to_thread(Office(place.app.units).task, "21", department=WATER)
    await place.app.units.run(lambda unit: unit.conn.execute(update(Department).values(email=email)))


def mails(place: Stage) -> list[tuple[str, str]]:
    """(to, subject) of every letter that has arrived."""
    return [(letter.message["To"], letter.message["Subject"]) for letter in place.sandbox.mailbox.letters]


async def test_who_never_joined_is_asked_by_mail_once_and_once_more_when_it_is_overdue(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        await a_task(place)
        await place.say(coordinator, "/invite 水利")
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        assert mails(place) == [(ADDRESS, "2024年前三季度进展调度 · 待报1项 · 请于10月18日(周五)前报送")]
        body = place.sandbox.mailbox.letters[0].message.get_body(("plain",)).get_content()
        assert "序号21 河道生态补水不足" in body
        [workbook] = place.sandbox.mailbox.letters[0].message.iter_attachments()
        assert workbook.get_filename().endswith(".xlsx")
        assert "请填写附件里的填报表" in body
        [unbound] = [text for text in texts(coordinator) if "没有人接收的单位" in text]
        assert f"没有联络员,10月7日(周一)发的邀请还没有人用,改发邮件到 {ADDRESS}" in unbound
        await place.restart()
        await place.run_to(office_time(2024, 10, 18, 23))
        assert len(mails(place)) == 1
        await place.run_to(office_time(2024, 10, 21, 9, 1))
        assert mails(place)[1:] == [(ADDRESS, "逾期未报 · 2024年前三季度进展 · 1项 · 应于10月18日(周五)前报送")]
        await place.run_to(office_time(2024, 10, 31, 12))
        assert len(mails(place)) == 2
        await place.say(coordinator, "/people")
        assert "⚪ 示范省水利厅 · 没有联络员,10月7日(周一)发的邀请还没有人用" in texts(coordinator)[-1]


async def test_a_missing_address_is_asked_for_and_typed_in_two_steps(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        await a_task(place, email=None)
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        assert mails(place) == []
        assert "没有填写邮箱" in coordinator.last.text
        await place.tap(coordinator, "dept_email")
        await place.say(coordinator, "水利厅的")
        assert any("不是一个完整的邮箱地址" in text for text in texts(coordinator))
        await place.say(coordinator, ADDRESS)
        assert f"邮箱已设为 {ADDRESS}" in coordinator.last.text
        assert any(f"改发邮件到 {ADDRESS}" in text for text in texts(coordinator)), "the card is brought up to date"
        await place.run_to(office_time(2024, 10, 8, 9, 2))
        assert [to for to, _ in mails(place)] == [ADDRESS]


async def test_the_office_gets_one_card_a_round_however_many_departments_have_nobody(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        office = Office(place.app.units)
        for number in range(1, 13):
            await asyncio.to_thread(office.task, str(number), department=f"示范省第{number}厅")
        mark = newest(coordinator)
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        [card] = texts(coordinator, mark)
        assert "没有人接收的单位 · 2024年前三季度 · 12个" in card
        await place.tap(coordinator, "unbound_page")
        assert "示范省第12厅" in coordinator.last.text
        await place.tap(coordinator, "people_dept")
        await place.tap(coordinator, "invite_for")
        liaison = place.sandbox.person(72, "联络员")
        await place.say(liaison, link_in(coordinator))
        assert any("2024年前三季度 · 11个" in text for text in texts(coordinator))
        await place.run_to(office_time(2024, 10, 9, 10))
        assert sum("没有人接收的单位" in text for text in texts(coordinator)) == 1


async def blocked(place: Stage) -> tuple[Person, Person]:
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    await a_task(place)
    await liaison.block()
    await place.settle()
    return coordinator, liaison


async def test_whoever_stops_the_bot_is_noticed_and_mailed_and_asked_again_when_they_come_back(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await blocked(place)
        assert "联络员联系不上了" in coordinator.last.text
        assert f"待报事项会发到 {ADDRESS}" in coordinator.last.text
        seen, told = newest(liaison), newest(coordinator)
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        assert [to for to, _ in mails(place)] == [ADDRESS]
        assert texts(coordinator, told) == [], "they know"
        await place.run_to(office_time(2024, 10, 15, 10))
        assert len(mails(place)) == 1

        await liaison.unblock()
        await place.say(liaison, "/start")
        await place.run_to(office_time(2024, 10, 15, 10, 1))
        assert ["进展调度" in text for text in texts(liaison, seen)].count(True) == 1
        assert any("又能联系上了" in text for text in texts(coordinator))
        await place.run_to(office_time(2024, 10, 17, 9, 30))
        assert "还剩1个工作日" in texts(liaison)[-1]
        await place.run_to(office_time(2024, 10, 22, 10))
        assert len(mails(place)) == 1, "nobody is written to who can be asked"


async def test_a_prompt_that_was_refused_is_told_once_when_they_come_back(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        await a_task(place)
        liaison.account.blocked = True  # and Telegram has not said so
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        assert "联络员联系不上了" in coordinator.last.text
        assert [to for to, _ in mails(place)] == [ADDRESS]
        seen = newest(liaison)
        await liaison.unblock()
        await place.settle()
        assert ["进展调度" in text for text in texts(liaison, seen)] == [True]
        await place.say(liaison, "/start")
        assert sum("进展调度" in text for text in texts(liaison, seen)) == 1


async def test_while_a_colleague_can_be_asked_no_mail_is_written(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        colleague = await place.join(73, RoleName.LIAISON, WATER, "水利厅办公室")
        coordinator, _ = await blocked(place)
        assert "单位还有别人能接收" in coordinator.last.text
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        assert any("进展调度" in text for text in texts(colleague))
        assert mails(place) == []


async def test_a_liaison_away_without_a_deputy_is_written_to_and_the_office_told(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        await a_task(place)
        await place.say(liaison, "/away")
        await place.say(liaison, "到10月9日")
        assert f"发到 {ADDRESS}" in liaison.last.text
        await place.run_to(office_time(2024, 10, 8, 9, 1))
        assert [to for to, _ in mails(place)] == [ADDRESS]
        assert any("离岗,没有代填人" in text for text in texts(coordinator))
        await place.run_to(office_time(2024, 10, 10, 9, 1))
        assert any("进展调度" in text for text in texts(liaison))
