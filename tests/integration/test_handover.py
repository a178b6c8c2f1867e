"""A role changes hands: handed over, left, ended by the office, or bound to a new account because the old one is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cli.stage import Stage, stage
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import office_time
from tests.integration.test_away import link_in, newest, texts

WATER, FOREST = "示范省水利厅", "示范省林业和草原局"


async def a_quarter(place: Stage) -> tuple[Person, Person]:
    """A coordinator, and a liaison who has begun the one report they owe."""
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    await asyncio.to_thread(Office(place.app.units).task, "21", department=WATER)
    await place.run_to(office_time(2024, 10, 8, 9))
    await place.tap(liaison, "report_open")
    await place.tap(liaison, "f", "on_track")
    await place.say(liaison, "取水口改造完成两处,其余年内完工。")
    return coordinator, liaison


async def test_a_successor_gets_what_is_owed_with_its_draft_and_the_one_before_gets_nothing_more(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await a_quarter(place)
        old = place.button(liaison, "f", "next")
        await place.say(liaison, "/handover")
        await place.tap(liaison, "hand_link")
        link = link_in(liaison)
        await place.say(liaison, link)
        assert any("请转给对方" in text for text in texts(liaison)), "one's own press does not use it up"
        successor = place.sandbox.person(73, "水利厅新联络员")
        await place.say(successor, link)
        await place.run_to(office_time(2024, 10, 8, 9, 5))
        assert "联络员" in texts(successor)[0]
        [prompt] = [text for text in texts(successor) if "进展调度" in text]
        assert "草稿" in prompt, "the draft belongs to the request"
        assert any("交接完成" in text and "水利厅新联络员接手" in text for text in texts(liaison))
        assert "已交接" in coordinator.last.text
        assert not place.has_button(liaison, "f")
        assert "不归您办理" in liaison.message(old[0].id).text
        assert "您已不是这个单位的联络员" in await place.press_anyway(liaison, old[1])

        mark = newest(liaison)
        await place.tap(successor, "report_open")
        assert "第3步" in successor.last.text, "it goes on behind the text that stands in the draft"
        await place.run_to(office_time(2024, 10, 18, 10))
        assert texts(liaison, mark) == []
        assert any("今天截止" in text for text in texts(successor))
        await place.say(successor, link)
        assert "联络员" in successor.last.text, "a link pressed again answers with where one is"


async def test_the_last_liaison_leaves_after_one_more_question_and_the_office_is_told(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await a_quarter(place)
        await place.say(liaison, "/handover")
        await place.tap(liaison, "hand_leave", "ask")
        assert "没有人接收" in liaison.last.text
        await place.tap(liaison, "hand_leave", "no")
        await place.tap(liaison, "hand_leave", "ask")
        await place.tap(liaison, "hand_leave", "yes")
        assert "您已退出" in liaison.last.text
        assert any("现在没有人能接收" in text for text in texts(coordinator))
        assert place.has_button(coordinator, "invite_for")
        await place.say(liaison, "/todo")
        assert "您已不是这个单位的联络员" in liaison.last.text
        await place.say(liaison, "/start")
        assert "正在公示的事项" in liaison.last.text, "a stranger's screen again"


async def test_a_lost_account_is_bound_anew_and_the_old_one_is_nobody(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await a_quarter(place)
        old = place.button(liaison, "f", "next")
        await place.say(coordinator, "/people 联络员")
        await place.tap(coordinator, "person")
        await place.tap(coordinator, "person_rebind", "ask")
        await place.tap(coordinator, "person_rebind", "link")
        link = link_in(coordinator)
        await place.say(liaison, "/todo")
        assert "待报1项" in liaison.last.text, "until the link is used nothing changes"

        anew = place.sandbox.person(83, "水利厅联络员")
        await place.say(anew, link)
        assert any("进展调度" in text and "草稿" in text for text in texts(anew))
        assert any("已换到新账号" in text for text in texts(liaison))
        assert "已换到新账号" in coordinator.last.text
        assert "只有责任单位的联络员" in await place.press_anyway(liaison, old[1])
        mark = newest(liaison)
        await place.tap(anew, "report_open")
        await place.tap(anew, "f", "next")
        await place.tap(anew, "f", "send")
        assert "已报送" in anew.last.text
        await place.run_to(office_time(2024, 10, 21, 10))
        assert texts(liaison, mark) == []


async def test_an_account_reported_lost_has_no_rights_from_that_moment(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await a_quarter(place)
        old = place.button(liaison, "f", "next")
        await place.say(coordinator, "/people 水利")
        await place.tap(coordinator, "person")
        await place.tap(coordinator, "person_rebind", "ask")
        await place.tap(coordinator, "person_rebind", "stop")
        assert "您已不是这个单位的联络员" in await place.press_anyway(liaison, old[1])
        mark = newest(liaison)
        await place.run_to(office_time(2024, 10, 14, 10))
        assert texts(liaison, mark) == [], "and nothing is sent to it"
        anew = place.sandbox.person(83, "水利厅联络员")
        await place.say(anew, link_in(coordinator))
        assert any("草稿" in text for text in texts(anew))
        await place.say(anew, "/todo")
        assert "待报1项" in anew.last.text


async def test_the_office_ends_a_role_after_one_more_question(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await a_quarter(place)
        await place.say(coordinator, "/people")
        assert "🟢 示范省水利厅 · 联络员1人" in coordinator.last.text
        await place.tap(coordinator, "people_dept")
        await place.tap(coordinator, "person")
        assert "联络员 · 示范省水利厅 · 10月7日(周一)起" in coordinator.last.text
        await place.tap(coordinator, "role_end", "ask")
        assert "结束后立即失去权限" in coordinator.last.text
        await place.tap(coordinator, "role_end", "yes")
        assert "您的身份已结束" in liaison.last.text
        await place.say(coordinator, "/people")
        assert "⚪ 示范省水利厅 · 没有联络员" in coordinator.last.text
        await coordinator.tap_text("办公室")
        await place.settle()
        await place.tap(coordinator, "person")
        await place.tap(coordinator, "role_end", "ask")
        assert "最后一位经办人" in await place.tap(coordinator, "role_end", "yes")


async def test_one_person_for_two_departments_gets_both_and_hands_over_one(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await a_quarter(place)
        await place.say(liaison, f"/start {await place.invite(RoleName.LIAISON, FOREST)}")
        assert "示范省水利厅、示范省林业和草原局" in liaison.last.text
        await place.say(liaison, "/handover")
        await place.tap(liaison, "hand_link")
        successor = place.sandbox.person(73, "接手人")
        await place.say(successor, link_in(liaison))
        await place.say(liaison, "/start")
        assert "联络员" in liaison.last.text
        held = {WATER, FOREST} - {next(name for name in (WATER, FOREST) if name in texts(successor)[0])}
        assert held.pop() in liaison.last.text
