"""A liaison who owes many takes one workbook, fills it in at the desk and sends it back: as they live it in chat."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import create_engine, select

from cli.stage import Stage, stage
from db.database import database_url
from db.tables import Report, ReportValue, Request, Task, WorkbookReturn
from domain.people import RoleName
from sandbox.people import Person
from tests import workbooks
from tests.conftest import Office
from tests.integration.desk import office_time

WATER = "示范省水利厅"
STATUS, TEXT, HELP, FIGURE = "填报!H{}", "填报!I{}", "填报!J{}", "指标!H{}"


async def _opened(place: Stage, *, tasks: int = 3) -> tuple[Person, Person]:
    """A coordinator and a liaison who owes some tasks, two of them with a figure; the round has just opened."""
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    office = Office(place.app.units)
    for n in range(tasks):
        indicator = "完成营造林" if n < 2 else None
        await asyncio.to_thread(office.task, str(21 + n), department=WATER, problem="河道补水不足", indicator=indicator)
    await place.run_to(office_time(2024, 10, 8, 9))
    return coordinator, liaison


async def _workbook(place: Stage, liaison: Person) -> bytes:
    await place.say(liaison, "/workbook")
    file = liaison.received[-1].file
    assert file is not None
    return bytes(file.data)


async def _send(place: Stage, person: Person, content: bytes, name: str = "填报表.xlsx") -> None:
    await place.send(person, name, content, workbooks.XLSX)


def _reports(place: Stage) -> list[tuple[str, str, str | None, str | None]]:
    """(number, state, status, text) of every report, through a connection of our own."""
    engine = create_engine(database_url(place.settings))
    with engine.connect() as conn:
        rows = conn.execute(
            select(Task.number, Report.state, Report.status, Report.text)
            .join(Request, Request.id == Report.request_id)
            .join(Task, Task.id == Request.task_id)
            .order_by(Task.number)
        ).all()
    engine.dispose()
    return [tuple(row) for row in rows]  # type: ignore[misc]


def _values(place: Stage) -> list[str]:
    engine = create_engine(database_url(place.settings))
    with engine.connect() as conn:
        rows = conn.scalars(select(ReportValue.value).order_by(ReportValue.id)).all()
    engine.dispose()
    return [f"{value.normalize():f}" if value is not None else "none" for value in rows]


async def test_a_workbook_is_taken_filled_in_and_sent_whole(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await _opened(place)
        await place.tap(liaison, "workbook_get")  # on the prompt
        file = liaison.received[-1].file
        assert file is not None
        assert file.name == "2024年前三季度填报表_示范省水利厅_第1版.xlsx"
        assert "待报3项,请于10月18日(周五)前报送" in liaison.received[-1].text
        content = workbooks.filled(
            bytes(file.data),
            {
                STATUS.format(7): "达到序时进度",
                TEXT.format(7): "前三季度营造林520万亩。",
                FIGURE.format(7): 520,
                STATUS.format(8): "无新进展",
                STATUS.format(9): "未达到序时进度",
                TEXT.format(9): "两处取水口未完成改造。",
                HELP.format(9): "请协调用地手续",
            },
        )
        await _send(place, liaison, content)
        card = liaison.last
        assert card is not None
        assert "改动3项 · 没有改动0项" in card.text
        assert "序号21 达到序时进度 · 进展“前三季度营造林520万亩。”(13字) · 完成营造林 520万亩" in card.text
        await place.tap(liaison, "workbook_take", "send")
        assert "已报送3项" in liaison.message(card.id).text
        assert [row[:3] for row in _reports(place)] == [
            ("21", "submitted", "on_track"),
            ("22", "submitted", "no_change"),
            ("23", "submitted", "behind"),
        ]
        assert _values(place) == ["520", "none"]
        seen = [message.text for message in coordinator.received]
        assert any("用填报表报来3项" in text for text in seen)
        assert any("请协调用地手续" in text for text in seen)
        assert not any(text.startswith("🔎") for text in seen)  # one ring, not three
        await place.tap(coordinator, "review_next")
        assert "序号21" in (coordinator.last.text if coordinator.last else "")

        # the same file again: every row was sent meanwhile, and says so by name
        await _send(place, liaison, content)
        assert liaison.last is not None
        assert "已由本单位报送,这一行不采用" in liaison.last.text
        assert not place.has_button(liaison, "workbook_take")


async def test_every_cell_that_is_wrong_is_named_and_nothing_is_taken(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        empty = await _workbook(place, liaison)
        await _send(
            place,
            liaison,
            workbooks.filled(
                empty, {STATUS.format(7): "基本完成", TEXT.format(8): "已开工", FIGURE.format(7): "五百左右"}
            ),
        )
        assert liaison.last is not None
        assert "有2处要改" in liaison.last.text
        assert "指标!H7 “五百左右”不是一个准确的数" in liaison.last.text
        assert "填报!H7 “基本完成”不是这里的状态" in liaison.last.text
        assert not place.has_button(liaison, "workbook_take")
        assert _reports(place) == []


async def test_drafts_are_kept_over_a_restart_and_sent_from_the_same_card(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        content = await _workbook(place, liaison)
        done = {STATUS.format(9): "已完成", TEXT.format(9): "全部完成。", STATUS.format(7): "达到序时进度"}
        await _send(place, liaison, workbooks.filled(content, done))
        assert liaison.last is not None
        card = liaison.last
        assert "还缺:进展、完成营造林" in card.text
        assert not place.has_button(liaison, "workbook_take", "send")  # what can do nothing is not shown
        await place.restart()
        _, keep = place.button(liaison, "workbook_take", "keep")
        await place.tap(liaison, "workbook_take", "keep")
        assert [row[:3] for row in _reports(place)] == [("21", "draft", "on_track"), ("23", "draft", "done")]
        await place.press_anyway(liaison, keep)  # twice pressed is once done
        assert len(_reports(place)) == 2
        toast = await place.tap(liaison, "workbook_take", "send")
        assert "序号21还没有填全" in toast
        assert [row[1] for row in _reports(place)] == ["draft", "draft"]

        # completed in chat, then all sent from the workbook's card
        await place.say(liaison, "/start r_1")
        await place.say(liaison, "取水口改造完成两处,其余年内完工。")
        await place.say(liaison, "530")
        await place.tap(liaison, "workbook_take", "send")
        assert [row[1] for row in _reports(place)] == ["submitted", "submitted"]
        assert "已报送2项" in liaison.message(card.id).text


async def test_what_a_button_says_can_be_typed(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        await place.say(liaison, "全部报送")  # nothing waits: no word of ours
        assert "填报表" not in (liaison.last.text if liaison.last else "")
        content = await _workbook(place, liaison)
        await _send(
            place, liaison, workbooks.filled(content, {STATUS.format(9): "已完成", TEXT.format(9): "全部完成。"})
        )
        await place.say(liaison, "存为草稿")
        assert [row[1] for row in _reports(place)] == ["draft"]
        await place.say(liaison, " 全部报送 ")
        assert [row[1] for row in _reports(place)] == ["submitted"]


async def test_a_figure_below_the_last_one_is_asked_about_before_it_is_sent(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place, tasks=2)
        content = await _workbook(place, liaison)
        cells = {STATUS.format(7): "达到序时进度", TEXT.format(7): "已完成。", FIGURE.format(7): "9000万亩"}
        await _send(place, liaison, workbooks.filled(content, cells))
        assert liaison.last is not None
        assert "远超全年目标(640万亩)" in liaison.last.text
        await place.tap(liaison, "workbook_take", "send")
        assert _reports(place) == []
        await place.tap(liaison, "workbook_take", "back")
        await place.tap(liaison, "workbook_take", "send")
        await place.tap(liaison, "workbook_take", "sure")
        assert [row[1] for row in _reports(place)] == ["submitted"]


async def test_a_workbook_is_taken_whatever_form_is_open(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        content = workbooks.filled(await _workbook(place, liaison), {TEXT.format(9): "已开工。"})
        await place.say(liaison, "/start r_3")
        await place.tap(liaison, "f", "on_track")
        await place.say(liaison, "这是在对话里写的进展,写得很详细。")  # the form stands at evidence
        await _send(place, liaison, content)
        assert liaison.last is not None
        assert "填报表核对" in liaison.last.text
        assert "领表以后,水利厅联络员也改过这份草稿" in liaison.last.text
        await place.tap(liaison, "workbook_take", "drop")
        assert _reports(place) == [("23", "draft", "on_track", "这是在对话里写的进展,写得很详细。")]


async def test_a_newer_file_takes_the_place_of_one_that_waits(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        content = await _workbook(place, liaison)
        await _send(place, liaison, workbooks.filled(content, {TEXT.format(7): "第一次。"}))
        first = liaison.last
        assert first is not None
        await _send(place, liaison, workbooks.filled(content, {TEXT.format(7): "第二次。"}))
        assert "以那份为准" in liaison.message(first.id).text
        await place.tap(liaison, "workbook_take", "keep")
        assert _reports(place) == [("21", "draft", None, "第二次。")]
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert list(conn.scalars(select(WorkbookReturn.state))) == ["replaced", "drafted"]
        engine.dispose()


async def test_a_coordinator_sends_a_departments_workbook_in_its_name(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await _opened(place)
        content = await _workbook(place, liaison)
        done = {STATUS.format(9): "已完成", TEXT.format(9): "全部完成。"}
        await _send(place, coordinator, workbooks.filled(content, done))
        assert coordinator.last is not None
        assert "请核实确是示范省水利厅填的" in coordinator.last.text
        seen, _ = place.button(coordinator, "workbook_take", "send")
        assert seen.buttons[0][0]["text"] == "代为报送"
        await place.tap(coordinator, "workbook_take", "send")
        assert [row[:2] for row in _reports(place)] == [("23", "submitted")]
        assert "已代为报送1项" in (coordinator.last.text if coordinator.last else "")
        assert "已报,待审" in next(seen.text for seen in liaison.received if "进展调度" in seen.text)


async def test_two_departments_are_asked_which_and_get_one_each(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        await place.say(liaison, f"/start {await place.invite(RoleName.LIAISON, '示范省林业局')}")
        office = Office(place.app.units)
        await asyncio.to_thread(office.task, "21", department=WATER)
        await asyncio.to_thread(office.task, "22", department="示范省林业局")
        await place.run_to(office_time(2024, 10, 8, 9))
        await place.say(liaison, "/workbook")
        assert liaison.last is not None
        assert "要哪一份填报表" in liaison.last.text
        await place.tap(liaison, "workbook_get", "2")
        await place.tap(liaison, "workbook_get", "all")
        names = [seen.file.name for seen in liaison.received if seen.file is not None]
        assert len(names) == 3
        assert len(set(names)) == 2


async def test_what_is_no_workbook_of_ours_is_refused_with_what_to_do(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await _opened(place)
        other = await place.join(73, RoleName.LIAISON, "示范省林业局", "林业局联络员")
        stranger = place.sandbox.person(74, "路人")
        content = await _workbook(place, liaison)
        await _send(place, other, content)
        assert "这份填报表是示范省水利厅的" in (other.last.text if other.last else "")
        await place.say(stranger, "/start")
        await _send(place, stranger, content)
        assert "填报表核对" not in (stranger.last.text if stranger.last else "")
        book = workbooks.opened(content)
        book["填报"]["A1"] = str(book["填报"]["A1"].value).replace(".1:", ".2:")
        await _send(place, liaison, workbooks.saved(book))
        assert "标记被改过" in (liaison.last.text if liaison.last else "")
        foreign = workbooks.saved(type(book)())
        await _send(place, liaison, foreign, "我的台账.xlsx")
        assert "“我的台账.xlsx”不是机器人发出的填报表" in (liaison.last.text if liaison.last else "")
        await _send(place, coordinator, foreign, "台账.xlsx")  # a coordinator's spreadsheet is a ledger
        assert "填报表" not in (coordinator.last.text if coordinator.last else "")
        assert _reports(place) == []
