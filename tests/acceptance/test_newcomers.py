"""What does somebody meet who has never seen it? A ledger as offices keep it, a liaison late in the day, a leader's first look."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from cli.life import OFFICE_TIME, picture
from cli.stage import Stage, stage
from domain.people import RoleName
from sandbox.people import Attachment, Person

WATER, FINANCE, CITY = "示范省水利厅", "示范省财政厅", "青湖市政府"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=OFFICE_TIME)  # type: ignore[arg-type]


def ledger() -> bytes:
    """A merged title, two heading rows, 牵头 and 配合 in one cell, a time limit in words and one that is a date."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["第二轮省级生态环境保护督察整改任务台账"])
    sheet.merge_cells("A1:G1")
    sheet.append(["序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位"])
    sheet.append([None, None, None, None, None, "牵头/配合单位", "责任单位"])
    sheet.merge_cells("F2:G2")
    for column in "ABCDE":
        sheet.merge_cells(f"{column}2:{column}3")
    both = f"牵头:{WATER}\n配合:{FINANCE}"
    sheet.append([21, "湿地水面逐年缩小", "水面稳定", "1.实施补水。", "2024年12月底", both, CITY])
    sheet.append([33, "噪声投诉办理不及时", "按期办结", "1.建立台账。", datetime(2025, 3, 31), WATER, WATER])  # noqa: DTZ001 - a cell
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "var", at(2024, 9, 26, 9, 30)) as place:
        coordinator = await place.join(1001, RoleName.COORDINATOR)
        await place.send(coordinator, "台账.xlsx", ledger(), SHEET)
        await place.tap(coordinator, "ledger_apply")
        await place.join(2001, RoleName.LIAISON, WATER)
        yield place
    logging.getLogger().handlers.clear()


def person(place: Stage, user_id: int) -> Person:
    return place.sandbox.person(user_id)


async def hear(place: Stage, who: Person, text: str) -> str:
    before = who.position
    await place.say(who, text)
    return "\n".join(seen.text for seen in who.received if seen.touched > before)


async def test_a_ledger_with_two_heading_rows_and_all_units_in_one_cell_is_read_whole(place: Stage) -> None:
    card = await hear(place, person(place, 1001), "/task 21")
    for line in (f"牵头单位 {WATER}", f"责任单位 {CITY}", f"配合单位 {FINANCE}", "时限 2024年12月底"):
        assert line in card
    assert "2025年3月31日" in await hear(place, person(place, 1001), "/task 33")


async def test_a_command_refused_in_mid_form_is_answered_below_and_the_form_stays(place: Stage) -> None:
    coordinator = person(place, 1001)
    await place.say(coordinator, "/round")
    form = coordinator.last
    assert form is not None
    assert "没有找到" in await hear(place, coordinator, "/nudge 省公安厅")
    assert coordinator.message(form.id).text == form.text, "an old card that changes in silence answers nobody"
    assert "汛期排查" in await hear(place, coordinator, "汛期排查\n请说明排查了多少处。")


async def test_who_is_not_understood_is_sent_to_their_own_work(place: Stage) -> None:
    assert "/todo" in await hear(place, person(place, 2001), "在吗")
    assert "/help" in await hear(place, person(place, 1001), "在吗")
    assert "/notices" in await hear(place, person(place, 9001), "在吗")


async def test_a_photo_album_of_evidence_has_names_that_differ(place: Stage) -> None:
    liaison = person(place, 2001)
    await place.run_to(at(2024, 10, 18, 17, 20))
    await place.tap(liaison, "report_open")
    await place.tap(liaison, "f", "on_track")
    await place.say(liaison, "本季补水4次,湖面稳定。")
    await liaison.send_album([Attachment("x.jpg", picture(name), "image/png", "photo") for name in "abc"])
    await place.settle()
    assert any("已收到3个文件" in seen.text for seen in liaison.received)
    assert any("1. 照片1.jpg\n2. 照片2.jpg\n3. 照片3.jpg" in seen.text for seen in liaison.received)


async def test_a_draft_left_after_the_due_day_asks_for_no_day_that_is_past(place: Stage) -> None:
    liaison = person(place, 2001)
    await place.run_to(at(2024, 10, 21, 10, 0))
    await place.tap(liaison, "report_open")
    await place.tap(liaison, "f", "on_track")
    await place.tap(liaison, "f", "leave")
    assert any("10月18日(周五)的截止日已过,请尽快报送" in seen.text for seen in liaison.received)


async def test_a_date_where_the_reason_is_awaited_is_no_reason(place: Stage) -> None:
    liaison, coordinator = person(place, 2001), person(place, 1001)
    await place.run_to(at(2024, 10, 17, 10, 0))
    for text in ("/extend", "33", "5个工作日"):
        await place.say(liaison, text)
    changed = await hear(place, liaison, "10月30日")
    assert "日期已改" in changed
    assert "延到 10月30日(周三)" in changed
    assert not any("申请延期" in seen.text for seen in coordinator.received), "nothing was sent"
    await place.say(liaison, "验收推迟到28日")
    assert any("10月30日(周三)" in seen.text and "验收推迟到28日" in seen.text for seen in coordinator.received)


async def test_one_number_owed_in_two_rounds_has_two_buttons_that_differ(place: Stage) -> None:
    coordinator, liaison = person(place, 1001), person(place, 2001)
    await place.run_to(at(2024, 10, 9, 10, 0))
    for text in ("/round", "汛期排查\n请说明排查了多少处。", "33", "水利厅", "选好了", "10", "发出"):
        await place.say(coordinator, text)
    await place.say(liaison, "/todo")
    assert liaison.last is not None
    labels = liaison.last.labels
    assert {"填报 序号33", "专项 序号33"} <= set(labels)
    assert len(labels) == len(set(labels))


async def test_a_leader_is_shown_what_they_can_look_at(place: Stage) -> None:
    leader = await place.join(3001, RoleName.LEADER)
    head = await place.join(3002, RoleName.DEPARTMENT_LEADER, WATER)
    assert "/missing" in await hear(place, leader, "/help")
    assert "现在没有要报的" in await hear(place, head, "/board")
    await place.run_to(at(2024, 10, 21, 10, 0))
    assert "🔴逾期 序号21" in await hear(place, head, "/board")
