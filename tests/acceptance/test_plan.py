"""January at the office, in chat: the ledger out and in again, and the year's plan from a table to a trace on the card."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from cli.life import OFFICE_TIME
from cli.stage import Stage, stage
from db.tables import Inbox, InboxState
from db.units import Reading
from domain.people import RoleName
from sandbox.people import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WATER = "示范省水利厅"
LEDGER = f"""序号,整改任务,责任单位,整改目标,整改时限,整改措施,指标名称,计量单位,指标年度,年度目标
21,青湖湿地水面逐年缩小。,{WATER},水面稳定在9万亩以上。,长期坚持,实施生态补水。,补水量,亿立方米,2024,1.2
,,,,,健全巡查制度。,,,,
33,噪声投诉办理不及时。,{WATER},投诉按期办结。,2025年12月底,建立台账。,,,,
"""


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "var", datetime(2025, 1, 6, 9, 30, tzinfo=OFFICE_TIME)) as place:
        yield place
        assert await place.app.units.read(_given_up) == 0
    logging.getLogger().handlers.clear()


@pytest.fixture
async def coordinator(place: Stage) -> Person:
    """With a ledger of two tasks that came as a .csv."""
    person = await place.join(1001, RoleName.COORDINATOR, name="综合处经办人")
    await place.send(person, "台账.csv", LEDGER.encode("gbk"), "text/csv")
    await place.tap(person, "ledger_apply")
    return person


def _given_up(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count()).where(Inbox.state == InboxState.PARKED)) or 0


def document(person: Person) -> tuple[str, bytes]:
    """The newest document that came."""
    seen = next(seen for seen in reversed(person.received) if seen.file_name)
    assert seen.file_name is not None
    assert seen.media is not None
    return seen.file_name, seen.media


def edited(content: bytes, fill: Callable[[Any], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    fill(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def test_the_ledger_is_downloaded_and_sent_back_unchanged(place: Stage, coordinator: Person) -> None:
    await place.say(coordinator, "/ledger")
    await place.tap(coordinator, "ledger_sheet")
    name, content = document(coordinator)
    assert name == "整改任务台账2025-01-06.xlsx"
    await place.send(coordinator, name, content, XLSX)
    assert "不变 2" in coordinator.received[-1].text
    assert "没有要写入的" in coordinator.received[-1].text
    await place.tap(coordinator, "ledger_template")
    assert document(coordinator)[0] == "台账模板.xlsx"


async def test_a_plan_from_the_table_to_the_tasks_card(place: Stage, coordinator: Person) -> None:
    other = await place.join(1002, RoleName.COORDINATOR, name="督办处经办人")
    await place.say(coordinator, "/plan")
    assert "在办2项任务,1个指标" in coordinator.received[-1].text
    await place.tap(coordinator, "plan_sheet")
    name, content = document(coordinator)
    assert name == "2025年工作要点.xlsx"

    def fill(sheet: Any) -> None:
        sheet["D4"] = "实施生态补水,年补水不少于1.3亿立方米。"
        sheet["I6"] = "1.3亿立方米"

    await place.send(coordinator, name, edited(content, fill), XLSX)
    draft = coordinator.received[-1].text
    assert "调整 1" in draft
    assert "1.3亿立方米" in draft
    assert "没写原因" in draft

    await place.say(other, "/plan")
    await place.tap(coordinator, "plan_confirm")
    assert "请写一句原因" in coordinator.received[-1].text
    await place.restart()
    await place.say(coordinator, "按省政府专题会议要求调整")
    assert "已施行" in coordinator.received[-1].text

    assert any("由综合处经办人确认" in seen.text for seen in other.received)
    assert not place.has_button(other, "plan_confirm")
    assert "综合处经办人确认),不用再确认" in await place.press_anyway(other, "plan_confirm:1.2")

    await place.say(coordinator, "/task 21")
    card = coordinator.received[-1].text
    assert "补水量:2025年目标 1.3亿立方米" in card
    assert "措施变更(1)" in card
    assert "按省政府专题会议要求调整" in card
    assert "综合处经办人" in card


async def test_a_faulty_table_says_where_and_the_right_one_takes_its_place(place: Stage, coordinator: Person) -> None:
    await place.say(coordinator, "/plan")
    await place.tap(coordinator, "plan_sheet")
    name, content = document(coordinator)
    await place.tap(coordinator, "plan_file")
    assert "请把填好的表格" in coordinator.received[-2].text + coordinator.received[-1].text

    def wrong(sheet: Any) -> None:
        sheet["I6"] = "一亿多"

    await place.send(coordinator, name, edited(content, wrong), XLSX)
    assert "I6" in coordinator.received[-1].text
    assert not place.has_button(coordinator, "plan_confirm")

    def right(sheet: Any) -> None:
        sheet["I6"] = 1.25

    await place.send(coordinator, name, edited(content, right), XLSX)
    await place.tap(coordinator, "plan_confirm")
    assert "已施行" in coordinator.received[-1].text


async def test_a_ledger_will_do_while_a_table_is_awaited(place: Stage, coordinator: Person) -> None:
    await place.say(coordinator, "/plan")
    await place.tap(coordinator, "plan_file")
    ledger = LEDGER.replace("2024,1.2", "2025,1.4").replace("健全巡查制度。", "健全月巡查制度。")
    await place.send(coordinator, "新台账.csv", ledger.encode(), "text/csv")
    draft = coordinator.received[-1].text
    assert "1.4亿立方米" in draft
    assert "健全月巡查制度" in draft
    await place.tap(coordinator, "plan_confirm")
    await place.say(coordinator, "/cancel")
    await place.tap(coordinator, "plan_drop")
    assert place.has_button(coordinator, "plan_carry")


async def test_a_ledger_that_changes_a_measure_is_asked_why(place: Stage, coordinator: Person) -> None:
    await place.send(coordinator, "新台账.csv", LEDGER.replace("建立台账", "建立投诉台账").encode(), "text/csv")
    await place.tap(coordinator, "ledger_apply")
    assert "请写一句原因" in coordinator.received[-1].text
    await place.say(coordinator, "按批复调整")
    await place.say(coordinator, "/task 33")
    assert "建立台账。 → 建立投诉台账。" in coordinator.received[-1].text


async def test_others_have_no_plan(place: Stage, coordinator: Person) -> None:
    liaison = await place.join(2001, RoleName.LIAISON, WATER)
    stranger = place.sandbox.person(3001, "路人")
    for person in (liaison, stranger):
        await place.say(person, "/plan")
        assert "经办人" in person.received[-1].text
