"""The year: its plan, how often a task is asked, and a day off that is decreed in between."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

from openpyxl import load_workbook

from config.holidays import overrides_file
from tests.acceptance.tour.guide import WATER, XLSX, Guide, at, file_of


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 10, 8, 8, 0)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        await guide.liaison(WATER)
        await place.run_to(at(2024, 10, 10, 9, 30))

        guide.page("15-rhythm", "一项任务改为按月调度", "One task is asked every month")
        await place.say(coordinator, "/task 33")
        await place.tap(coordinator, "rhythm_task")
        await place.tap(coordinator, "rhythm_set", "monthly")
        guide.note("下一个月", "The month after")
        guide.pause()
        await place.run_to(at(2024, 10, 10, 15, 0))

        guide.page("16-recount", "放假安排有变,截止日重新计算", "A day off is decreed, and the due day counted anew")
        guide.note("运维把10月15日记为放假", "The operator enters 15 October as a day off")
        file = overrides_file(place.settings.data_dir)
        file.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(file.write_text, '[2024]\nholidays = ["2024-10-15"]\n', encoding="utf-8")
        await place.run_to(at(2024, 10, 10, 16, 0))
        guide.pause()
        await guide.skip_to(at(2024, 10, 31, 20, 0))
        await place.run_to(at(2024, 11, 1, 8, 59))
        guide.resume("15-rhythm")
        await place.run_to(at(2024, 11, 1, 9, 0))


async def plan(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2025, 1, 6, 9, 30)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        guide.page(
            "17-plan", "年度工作要点:下载、填好、确认施行", "The plan of the year: fetched, filled in, put into force"
        )
        await place.say(coordinator, "/plan")
        await place.tap(coordinator, "plan_sheet")
        name, content = file_of(coordinator)
        guide.note("填好发回:一个目标写错", "Filled in and sent back, one target mistyped")
        await place.send(coordinator, name, _filled(content, {"I6": guide.of("一千多", "over 1000")}), XLSX)
        guide.note("改好再发", "Mended, and sent again")
        cells = {"I6": "1300万立方米", "D4": "实施生态补水,年补水不少于1300万立方米。"}
        await place.send(coordinator, name, _filled(content, cells), XLSX)
        await place.tap(coordinator, "plan_confirm")
        await place.say(coordinator, guide.of("按省政府专题会议要求调整", "As decided by the government's meeting"))
        await place.say(coordinator, "/task 21")


def _filled(content: bytes, cells: dict[str, str]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
