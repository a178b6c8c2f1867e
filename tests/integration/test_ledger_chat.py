"""A coordinator sends the office's workbook to the bot, reads what it would do, and takes it over: through the sandbox."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, func, select

from cli.stage import stage
from db.database import database_url
from db.tables import Inbox, Task
from domain.people import RoleName
from tests.integration.desk import office_time
from tests.ledger_files import HEADING, TASK, book, document

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = ("第二轮省级生态环境保护督察整改台账",)
ROWS = (TITLE, HEADING, TASK, (None, None, None, None, "建立调度机制。", None), ("47-5", "噪声扰民", *TASK[2:]))
MERGED = ("A1:F1", *(f"{column}3:{column}4" for column in "ABCDF"))
MORNING = office_time(2024, 10, 9, 10)


async def test_a_workbook_becomes_the_ledger_after_a_yes(tmp_path: Path) -> None:
    async with stage(tmp_path / "var", MORNING) as place:
        coordinator = await place.join(1, RoleName.COORDINATOR, name="经办人")
        await place.send(coordinator, "整改台账.xlsx", book(*ROWS, merge=MERGED), XLSX)
        assert coordinator.last is not None
        assert "新增 2 · 改动 0 · 不变 0" in coordinator.last.text
        assert "督察:第二轮省级生态环境保护督察(新建)" in coordinator.last.text
        assert await place.tap(coordinator, "ledger_apply") == "已导入:新增2,改动0"
        await place.say(coordinator, "/task 21")
        assert coordinator.last is not None
        assert "河道生态补水不足" in coordinator.last.text
        assert "2. 建立调度机制。" in coordinator.last.text
        assert "2024年12月底" in coordinator.last.text

        await place.send(coordinator, "整改台账.xlsx", book(*ROWS, merge=MERGED), XLSX)
        assert "新增 0 · 改动 0 · 不变 2" in coordinator.last.text
        assert not place.has_button(coordinator, "ledger_apply:2")

        later = (*ROWS[:-1], ("47-5", "噪声扰民", "示范省公安厅", *TASK[3:]))
        await place.send(coordinator, "整改台账.xlsx", book(*later, merge=MERGED), XLSX)
        assert "责任单位:示范省水利厅 → 示范省公安厅" in coordinator.last.text


async def test_flaws_are_told_with_their_cells_and_nothing_can_be_pressed(tmp_path: Path) -> None:
    wrong = (TITLE, HEADING, TASK, ("21", "又一个", *TASK[2:]), ("33", "扬尘", *TASK[2:5], "2024年2月30日"))
    async with stage(tmp_path / "var", MORNING) as place:
        coordinator = await place.join(1, RoleName.COORDINATOR, name="经办人")
        await place.send(coordinator, "整改台账.xlsx", book(*wrong), XLSX)
        assert coordinator.last is not None
        assert "台账!A4:序号21在 台账!A3 已经有了。请只留一项。" in coordinator.last.text
        assert "台账!F5:没有“2024年2月30日”这一天。请改正。" in coordinator.last.text
        assert coordinator.last.buttons == []

        minutes = document(("时间", "地点"), ("上午", "三楼"), title="关于召开调度会的通知")
        await place.send(coordinator, "通知.docx", minutes, "application/octet-stream")
        assert coordinator.last.text.startswith("没有从“通知.docx”里读到整改任务。")
        for name, said in (("旧台账.doc", "请另存为 .docx 再发"), ("台账.et", "请另存为 .xlsx 再发")):
            content = b"\xd0\xcf\x11\xe0" + ("WordDocument" if name.endswith("doc") else "Workbook").encode("utf-16-le")
            await place.send(coordinator, name, content, "application/octet-stream")
            assert said in coordinator.last.text
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert conn.scalar(select(func.count()).select_from(Task)) == 0
            assert conn.scalar(select(func.count()).where(Inbox.attempts > 0)) == 0
        engine.dispose()


async def test_a_long_list_of_flaws_comes_as_a_document(tmp_path: Path) -> None:
    rows = [(str(n), f"第{n}个问题", *TASK[2:5], "2024年2月30日") for n in range(1, 201)]
    async with stage(tmp_path / "var", MORNING) as place:
        coordinator = await place.join(1, RoleName.COORDINATOR, name="经办人")
        await place.send(coordinator, "整改台账.xlsx", book(TITLE, HEADING, *rows), XLSX)
        await place.tap(coordinator, "ledger_whole")
        (sent,) = [seen.file for seen in coordinator.received if seen.file is not None]
        assert sent.name == "导入预览 整改台账.xlsx.txt"


async def test_only_a_coordinators_file_is_a_ledger(tmp_path: Path) -> None:
    async with stage(tmp_path / "var", MORNING) as place:
        leader = await place.join(1, RoleName.LEADER, name="领导")
        liaison = await place.join(2, RoleName.LIAISON, "示范省水利厅", "水利厅联络员")
        for person, said in ((leader, "导入台账只有经办人可以做"), (liaison, "没有采用")):
            await place.send(person, "整改台账.xlsx", book(*ROWS, merge=MERGED), XLSX)
            assert person.last is not None
            assert said in person.last.text
