"""What do people do that no form expects? Odd behaviour in every role, played through the sandbox, and what it is answered."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cli.life import CHANNEL, OFFICE_TIME, picture
from cli.stage import Stage, stage
from db.tables import Inbox, InboxState
from db.units import Reading
from domain.people import RoleName
from sandbox.people import Person

WATER, FOREST = "示范省水利厅", "示范省林业和草原局"
LEDGER = f"""关于第二轮省级生态环境保护督察整改任务销号情况的公示

附件1

序号:21
整改任务:青湖湿地水面逐年缩小。
责任单位:{WATER}
整改目标:水面稳定在9万亩以上。
整改措施:1.实施生态补水。 2.健全巡查制度。
完成情况:补水到位,巡查到位。

附件2

序号:33
整改任务:噪声投诉办理不及时。
责任单位:{WATER}
整改目标:投诉按期办结。
整改措施:1.建立台账。
完成情况:已按期办结。

附件3

序号:36
整改任务:危废贮存不规范。
责任单位:{FOREST}
整改目标:贮存规范。
整改措施:1.开展检查。
完成情况:检查已完成。
"""


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=OFFICE_TIME)  # type: ignore[arg-type]


START = at(2024, 9, 26, 9, 30)
QUARTER = at(2024, 10, 8, 9, 0)
PERIOD = "10月8日至10月18日"
ANNOUNCED = at(2024, 10, 8, 9, 5)


@dataclass
class Office:
    """A ledger of three tasks, a coordinator, and a liaison of each department."""

    stage: Stage
    coordinator: Person
    water: Person
    forest: Person

    def person(self, user_id: int, name: str = "") -> Person:
        return self.stage.sandbox.person(user_id, name)

    async def hear(self, person: Person, text: str, *, reply_to: int | None = None) -> str:
        """What the bot answers, in new messages and edits, to what this person types."""
        before = person.position
        await self.stage.say(person, text, reply_to=reply_to)
        return self.since(person, before)

    def since(self, person: Person, before: int) -> str:
        return "\n".join(seen.text for seen in person.received if seen.touched > before)

    async def unhandled(self) -> int:
        """Messages that were given up: a bug each."""
        return await self.stage.app.units.read(_unhandled)

    async def publish(self, number: str, dates: str, *, liaison: Person) -> str:
        """From a task in progress to a scheduled notice; the deep link's payload once it is announced."""
        stage, coordinator = self.stage, self.coordinator
        await stage.say(liaison, f"/task {number}")
        await stage.tap(liaison, "accept_apply")
        await stage.say(liaison, "措施全部完成,申请验收。")
        await stage.tap(liaison, "f", "submit")
        await stage.tap(coordinator, "accept_pass")
        await stage.tap(coordinator, "f", "none")
        await stage.tap(coordinator, "pub_new")
        await stage.say(coordinator, dates)
        await stage.tap(coordinator, "f", "office")
        await stage.tap(coordinator, "f", "office")
        await stage.tap(coordinator, "f", "confirm")
        return "o_1"


def _unhandled(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count()).where(Inbox.state == InboxState.PARKED)) or 0


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with stage(tmp_path / "var", START) as place:
        place.sandbox.channel(CHANNEL, "整改公示频道", "gongshi")
        coordinator = await place.join(1001, RoleName.COORDINATOR)
        await place.send(coordinator, "台账.txt", LEDGER.encode(), "text/plain")
        await place.tap(coordinator, "ledger_apply")
        water = await place.join(2001, RoleName.LIAISON, WATER)
        forest = await place.join(2002, RoleName.LIAISON, FOREST)
        yield Office(place, coordinator, water, forest)
        assert await Office(place, coordinator, water, forest).unhandled() == 0
    logging.getLogger().handlers.clear()


# -- a liaison on a phone -----------------------------------------------------------------------------------------


async def test_progress_typed_before_anything_is_tapped_is_kept_and_asked_about(office: Office) -> None:
    await office.stage.run_to(QUARTER)
    asked = await office.hear(office.water, "第三季度完成生态补水,湿地水面保持稳定。")
    assert "哪一项" in asked
    taken = await office.hear(office.water, "21")
    assert "已记为进展" in taken
    await office.stage.tap(office.water, "f", "on_track")
    await office.stage.tap(office.water, "f", "next")
    assert "第三季度完成生态补水" in office.water.received[-1].text


async def test_the_same_mistake_twice_is_answered_twice(office: Office) -> None:
    await office.stage.run_to(QUARTER)
    await office.stage.tap(office.water, "report_open")
    for _ in range(3):
        assert "请点一种状态" in await office.hear(office.water, "还行")
    assert office.stage.has_button(office.water, "f", "on_track"), "the form stays where it was"


async def test_an_edited_command_is_not_run_and_says_so(office: Office) -> None:
    said = await office.stage.say(office.water, "随便说一句")
    before = office.water.position
    await office.water.edit(said.id, "/todo")
    await office.stage.settle()
    assert "改过的命令不会执行" in office.since(office.water, before)


async def test_a_link_to_a_report_that_is_none_gets_a_sentence(office: Office) -> None:
    await office.stage.run_to(QUARTER)
    for payload in ("r_99", "r_0", "r_x", "r_99999999999999999999"):
        assert "没有找到这一项填报" in await office.hear(office.water, f"/start {payload}")
    assert "别的单位" in await office.hear(office.water, "/start r_3")
    assert "联络员可以做" in await office.hear(office.person(9001), "/start r_1")


async def test_a_liaison_who_blocks_the_bot_twice_is_told_of_twice(office: Office) -> None:
    stage = office.stage
    told = 0
    for day in (at(2024, 10, 8, 9, 0), at(2024, 10, 15, 12, 0)):
        await office.water.block()
        await stage.settle()
        await stage.run_to(day)
        told_now = sum("联系不上了" in seen.text or "又能联系上了" in seen.text for seen in office.coordinator.received)
        before, told = told, told_now
        assert told == before + 1, day
        await office.water.unblock()
        assert "待报2项" in await office.hear(office.water, "/todo")


async def test_a_departments_leader_sees_its_tasks_and_no_others(office: Office) -> None:
    leader = await office.stage.join(3001, RoleName.DEPARTMENT_LEADER, WATER)
    assert "青湖湿地" in await office.hear(leader, "/task 21")
    assert not leader.received[-1].buttons
    assert "别的单位" in await office.hear(leader, "/task 36")
    await office.stage.run_to(QUARTER)
    for command, foreign in (("/board", "board_unit:2.0"), ("/missing", "board_request:3.0:u")):
        shown = await office.hear(leader, command)
        for words in (WATER, "序号21", "序号33"):
            assert words in shown, command
        assert FOREST not in shown
        assert "序号36" not in shown
        assert "别的单位" in await _pressed(office, leader, foreign)
    for data in ("board_tasks:1.0", "board_task:3.0", "board_picture:1.0", "board_kept:1.0"):
        assert "办公室的人" in await _pressed(office, leader, data), data


async def _pressed(office: Office, person: Person, data: str) -> str:
    """The toast of a press that no button of theirs offers."""
    press = await person.tap(person.received[-1].id, data)
    await office.stage.settle()
    return press.text


# -- coordinators -------------------------------------------------------------------------------------------------


async def test_a_number_is_found_as_people_write_it(office: Office) -> None:
    for typed in ("21。", "序号21", "二十一", "No.21", " 21 项"):
        assert "青湖湿地" in await office.hear(office.coordinator, f"/task {typed}"), typed
    for typed in ("0", "21 33", "99999999999999999999", "<b>21</b>"):
        assert "台账里没有" in await office.hear(office.coordinator, f"/task {typed}"), typed


async def test_a_form_that_was_settled_meanwhile_does_not_come_back(office: Office) -> None:
    """Two draw up one notice, the other confirms it; ending the next form must not promise the first one again."""
    stage, coordinator = office.stage, office.coordinator
    second = await stage.join(1002, RoleName.COORDINATOR)
    await office.publish("21", "11月11日至11月20日", liaison=office.water)
    await stage.say(coordinator, "/publicity")
    await stage.tap(coordinator, "pub_show")
    await stage.tap(coordinator, "pub_cancel")
    await stage.tap(coordinator, "pub_cancel_do")
    for person in (coordinator, second):
        await stage.say(person, "/publicity")
        await stage.tap(person, "pub_new")
    await stage.say(second, "11月11日至11月20日")
    await stage.tap(second, "f", "office")
    await stage.tap(second, "f", "office")
    await stage.tap(second, "f", "confirm")
    await stage.say(coordinator, "/task 33")
    await stage.tap(coordinator, "task_indicator")
    before = coordinator.position
    await stage.tap(coordinator, "f", "done")
    assert "又打开了" not in office.since(coordinator, before)
    assert "没看懂" in await office.hear(coordinator, "你好")


# -- an angry citizen ---------------------------------------------------------------------------------------------


async def test_what_is_written_before_choosing_how_to_object_is_kept(office: Office) -> None:
    citizen, stage = office.person(7001), office.stage
    link = await office.publish("21", PERIOD, liaison=office.water)
    await stage.run_to(ANNOUNCED)
    await stage.say(citizen, f"/start {link}")
    assert "请先选" in await office.hear(citizen, "随便")
    assert "请先选" in await office.hear(citizen, "上一步")
    assert "已放进草稿" in await office.hear(citizen, "湖面上还有很多漂浮物,根本没有清理。")
    await stage.send(citizen, "今天.png", picture("lake"), "image/png", photo=True)
    card = await office.hear(citizen, "匿名")
    assert "根本没有清理" in card
    assert "材料1份" in card
    citizen._send(service={"location": {"latitude": 38.0, "longitude": 114.5}})
    before = citizen.position
    await stage.settle()
    assert "没有收下" in office.since(citizen, before)


async def test_every_part_of_a_long_objection_is_acknowledged(office: Office) -> None:
    citizen, stage = office.person(7001), office.stage
    link = await office.publish("21", PERIOD, liaison=office.water)
    await stage.run_to(ANNOUNCED)
    await stage.say(citizen, f"/start {link}")
    await stage.say(citizen, "匿名")
    for part in range(4):
        assert "已加入" in await office.hear(citizen, f"第{part}段:" + "水面还是很脏。" * 200)


async def test_after_midnight_of_the_last_day_nothing_can_be_sent_and_the_card_says_so(office: Office) -> None:
    citizen, stage = office.person(7001), office.stage
    link = await office.publish("21", PERIOD, liaison=office.water)
    await stage.run_to(at(2024, 10, 18, 23, 59, 50))
    for text in (f"/start {link}", "匿名", "最后一天的意见,请核实。", "核对"):
        await stage.say(citizen, text)
    await stage.run_to(at(2024, 10, 19, 0, 0, 10))
    refused = await office.hear(citizen, "确认提交")
    assert "没有提交" in refused
    assert "010-55501234" in refused
    assert "不能再提交" in await office.hear(citizen, "为什么不行?我昨天就写好了。")
    assert not stage.has_button(citizen, "f", "confirm")
    await stage.run_to(at(2024, 10, 20, 1, 0))
    assert any("内容已清除,没有提交" in seen.text for seen in citizen.received), "erased drafts are told of"
    assert not stage.has_button(citizen, "f"), "and the card has no button that can do nothing"


async def test_an_answer_that_met_a_blocked_bot_is_seen_with_the_receipt(office: Office) -> None:
    citizen, stage, coordinator = office.person(7001), office.stage, office.coordinator
    link = await office.publish("21", PERIOD, liaison=office.water)
    await stage.run_to(ANNOUNCED)
    for text in (f"/start {link}", "匿名", "湖面上还有很多漂浮物。", "核对", "确认提交"):
        await stage.say(citizen, text)
    code = next(
        button["copy_text"]["text"]
        for seen in citizen.received
        for row in seen.buttons
        for button in row
        if "copy_text" in button
    )
    await citizen.block()
    await stage.settle()
    await stage.tap(coordinator, "obj_reply")
    for text in ("不成立", "已现场核查,漂浮物当日已清理。", "发送答复"):
        await stage.say(coordinator, text)
    assert any("的答复没有送达" in seen.text for seen in coordinator.received), "the office learns of it"
    assert not any(str(citizen.id) in seen.text for seen in coordinator.received)
    await citizen.unblock()
    other = office.person(7002)
    for reader in (citizen, other):
        assert "漂浮物当日已清理" in await office.hear(reader, f"/receipt {code}")
    await stage.tap(other, "obj_settled", "yes")
    for reader in (citizen, other):
        assert not stage.has_button(reader, "obj_settled"), "asked once"


# -- two at once --------------------------------------------------------------------------------------------------


async def two_liaisons(office: Office) -> tuple[Person, Person]:
    """Two of one department, whose messages have the same numbers in their two chats."""
    second = await office.stage.join(2003, RoleName.LIAISON, WATER)
    await office.stage.run_to(QUARTER)
    first, behind = office.water, second
    while len(behind.messages) != len(first.messages):
        await office.stage.say(min(first, behind, key=lambda one: len(one.messages)), "/help")
    return first, behind


async def test_two_liaisons_write_one_report_and_no_paragraph_is_lost(office: Office) -> None:
    first, second = await two_liaisons(office)
    stage = office.stage
    await stage.tap(first, "report_open")
    await stage.tap(first, "f", "on_track")
    await stage.tap(second, "report_open")
    assert "正在填这一项" in second.received[-1].text
    await stage.say(first, "第一位联络员写的进展,补水已经完成。")
    await stage.tap(second, "report_take")
    assert "您写的都在草稿里" in first.received[-1].text
    await stage.say(second, "第二位联络员写的进展,巡查正常开展。")
    await stage.say(first, "第一位又写了一段,管护协议已签。")
    await stage.say(first, "21")
    assert "正在填这一项" in first.received[-1].text
    await stage.tap(second, "f", "next")
    await stage.tap(second, "f", "next")
    card = second.received[-1].text
    assert "核对" in card
    for written in ("第一位联络员写的", "第二位联络员写的", "第一位又写了一段"):
        assert card.count(written) == 1, written


async def test_two_liaisons_apply_for_acceptance_and_none_is_overwritten(office: Office) -> None:
    first, second = await two_liaisons(office)
    stage = office.stage
    for person in (first, second):
        await stage.say(person, "/task 21")
        await stage.tap(person, "accept_apply")
    await stage.say(first, "第一位写的说明:补水完成。")
    second._send(service={"location": {"latitude": 38.0, "longitude": 114.5}})
    before = second.position
    await stage.settle()
    assert "没有收下" in office.since(second, before)
    await stage.say(second, "第二位写的说明:巡查完成。")
    assert "另一位联络员刚改过" in await stage.tap(first, "f", "submit")
    card = first.received[-1].text
    assert card.index("第一位写的说明") < card.index("第二位写的说明")
    await stage.tap(first, "f", "submit")
    assert "已经提交过" in await office.hear(second, "还有一句要补充。")
    assert not stage.has_button(second, "f")
    asked = next(seen for seen in reversed(office.coordinator.received) if "申请验收" in seen.text)
    assert "第二位写的说明" in asked.text


async def test_a_sticker_decides_nothing(office: Office) -> None:
    stage, coordinator = office.stage, office.coordinator
    await stage.say(office.water, "/task 21")
    await stage.tap(office.water, "accept_apply")
    await stage.say(office.water, "措施全部完成,申请验收。")
    await stage.tap(office.water, "f", "submit")
    await stage.tap(coordinator, "accept_pass")
    coordinator._send(service={"dice": {"emoji": "🎲", "value": 3}})
    before = coordinator.position
    await stage.settle()
    assert "请用文字" in office.since(coordinator, before)
    assert stage.has_button(coordinator, "f", "none"), "it is not accepted by that"


# -- leaving ------------------------------------------------------------------------------------------------------


async def test_cancel_leaves_every_form_and_its_card_has_no_buttons_left(office: Office) -> None:
    stage, water, coordinator, citizen = office.stage, office.water, office.coordinator, office.person(7001)
    await stage.run_to(QUARTER)

    async def cancelled(person: Person) -> None:
        assert stage.has_button(person, "f"), "a form is open"
        said = await office.hear(person, "/cancel")
        assert "已取消,见上面的卡片" in said or "已离开" in said
        assert not stage.has_button(person, "f")
        assert "没有正在进行" in await office.hear(person, "/cancel")

    await stage.say(coordinator, "/task 21")
    await stage.tap(coordinator, "task_indicator")
    await cancelled(coordinator)
    await stage.say(water, "本季完成了补水,湿地水面保持稳定。")
    await cancelled(water)
    await stage.tap(water, "report_open")
    await stage.tap(water, "f", "on_track")
    await cancelled(water)
    assert "草稿" in await office.hear(water, "/todo")
    await stage.tap(water, "report_open")
    for text in ("本季完成了补水,湿地水面保持稳定。", "下一步", "没有佐证", "报送"):
        await stage.say(water, text)
    await stage.tap(coordinator, "review_return")
    await cancelled(coordinator)
    assert stage.has_button(coordinator, "review_accept"), "the report is in review as before"
    await stage.say(water, "/task 33")
    await stage.tap(water, "accept_apply")
    await cancelled(water)
    await stage.say(water, "/task 33")
    await stage.tap(water, "accept_apply")
    await stage.say(water, "措施全部完成,申请验收。")
    await stage.tap(water, "f", "submit")
    await stage.tap(coordinator, "accept_fail")
    await cancelled(coordinator)
    await stage.tap(coordinator, "accept_pass")
    await stage.tap(coordinator, "f", "none")
    await stage.tap(coordinator, "pub_new")
    await cancelled(coordinator)
    await stage.say(coordinator, "/publicity")
    await stage.tap(coordinator, "pub_open")
    await stage.say(coordinator, "今天起10个工作日")
    for choice in ("office", "office", "confirm"):
        await stage.tap(coordinator, "f", choice)
    await stage.run_to(ANNOUNCED)
    await stage.say(citizen, "/start o_1")
    await cancelled(citizen)
    await stage.say(citizen, "/receipt")
    await cancelled(citizen)
    for text in ("/start o_1", "匿名", "投诉还是没有人回复。", "核对", "确认提交"):
        await stage.say(citizen, text)
    await stage.tap(citizen, "obj_add")
    await cancelled(citizen)
    await stage.tap(coordinator, "obj_reply")
    await cancelled(coordinator)
