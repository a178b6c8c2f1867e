"""The liaison's and the coordinator's quarter as they live it in chat: through the bot, against the sandbox."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import create_engine, select

from cli.stage import Stage, stage
from db.database import database_url
from db.tables import Evidence, Report, Task
from domain.people import RoleName
from sandbox.people import Attachment, Person
from tests.conftest import Office
from tests.integration.desk import office_time

WATER = "示范省水利厅"
PHOTO = b"\x89PNG\r\n\x1a\n" + b"0" * 64


async def _opened(place: Stage) -> tuple[Person, Person]:
    """A coordinator and a liaison who owes two tasks; the round has just opened."""
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    office = Office(place.app.units)
    await asyncio.to_thread(office.task, "21", department=WATER, problem="河道生态补水不足", indicator="完成营造林")
    await asyncio.to_thread(office.task, "33", department=WATER, problem="噪声投诉办理不及时")
    await place.run_to(office_time(2024, 10, 8, 9))
    return coordinator, liaison


async def test_a_liaisons_quarter_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await _opened(place)
        prompt = liaison.last
        assert prompt is not None
        assert "待报2项(共2项)" in prompt.text
        assert "已签收" in await place.tap(liaison, "report_sign")
        assert "已签收" in liaison.message(prompt.id).text
        await place.tap(liaison, "report_why")
        assert liaison.last is not None
        assert "第10个工作日是10月18日(周五)" in liaison.last.text

        # a reply to the prompt, two owed: asked which, chosen by a button
        await place.say(liaison, "取水口改造完成两处,其余年内完工。", reply_to=prompt.id)
        await place.tap(liaison, "f", "1")
        assert liaison.last is not None
        assert "第1步(共5步) 状态" in liaison.last.text
        await place.tap(liaison, "f", "on_track")
        said = await place.say(liaison, "520")
        await liaison.edit(said.id, "530")
        await place.settle()
        await liaison.send_album([Attachment(f"{name}.png", PHOTO + name.encode(), "image/png") for name in "ab"])
        await place.settle()
        assert "已收到2个文件" in liaison.last.text
        await place.tap(liaison, "f", "next")
        await place.tap(liaison, "f", "send")
        assert "已报送,待审" in liaison.last.text
        assert coordinator.last is not None
        assert "完成营造林 530万亩" in coordinator.last.text

        # taken back, sent again, and an edit of what was sent is told to change nothing
        await place.tap(liaison, "report_back", "ask")
        await place.tap(liaison, "report_back", "yes")
        await place.tap(liaison, "f", "send")
        assert not place.has_button(liaison, "f")
        paragraph = next(seen for seen in liaison.messages if seen.text.startswith("取水口"))
        await liaison.edit(paragraph.id, "改成别的")
        await place.settle()
        assert "已经报送" in (liaison.last.text if liaison.last else "")

        await place.tap(coordinator, "review_files")
        assert [seen.file.name for seen in coordinator.received if seen.file] == ["a.png", "b.png"]
        await place.tap(coordinator, "review_accept")
        await place.say(coordinator, "/review")
        assert coordinator.last is not None
        assert "没有待审核的了" in coordinator.last.text
        await place.say(liaison, "/todo")
        assert liaison.last is not None
        assert "待报1项" in liaison.last.text

        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            [report] = conn.execute(select(Report.state, Report.text)).all()
            assert tuple(report) == ("accepted", "取水口改造完成两处,其余年内完工。")
            assert len(conn.execute(select(Evidence.id)).all()) == 2
            assert len(conn.execute(select(Task.id)).all()) == 2
        engine.dispose()


async def test_a_button_pressed_after_the_form_was_left_answers_kindly(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        await place.tap(liaison, "report_open")
        assert liaison.last is not None
        card, (_, data) = liaison.last, place.button(liaison, "f", "on_track")
        await place.say(liaison, "/cancel")
        assert liaison.last.text == "已取消,见上面的卡片。"
        assert "草稿已保存" in liaison.received[-2].text, "what became of it stands on its card, once"
        press = await liaison.tap(card.id, data)
        await place.settle()
        assert press.text
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert conn.execute(select(Report.status)).all() == [(None,)]
        engine.dispose()


async def test_a_link_to_a_request_opens_its_form(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        await place.say(liaison, "/start r_2")
        assert liaison.last is not None
        assert "序号33" in liaison.last.text
        await place.say(liaison, "/start r_999")
        assert liaison.last is not None
        assert liaison.last.text
