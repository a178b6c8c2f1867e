"""A department's answers in one workbook: flaws first, then sent."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.tour.guide import WATER, XLSX, Guide, at, file_of
from tests.workbooks import filled


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 10, 7, 20, 0)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        water = await guide.liaison(WATER)
        await place.run_to(at(2024, 10, 8, 9, 0))

        guide.page("09-workbook", "填报表:下载,有错指出,改好报送", "The workbook: fetched, flaws named, mended, sent")
        await place.tap(water, "workbook_get")
        name, content = file_of(water)
        guide.note("在电脑上填好发回,有两处填错", "Filled in at the desk and sent back, with two flaws")
        report, figures = guide.of("填报", "Report"), guide.of("指标", "Figures")
        cells = {
            f"{report}!H7": guide.of("达到序时进度", "on track"),
            f"{report}!I7": guide.of("第三季度补水210万立方米。", "Replenished 2.1 million cubic metres."),
            f"{figures}!H7": guide.of("五百左右", "about 500"),
            f"{report}!H8": guide.of("基本完成", "nearly done"),
            f"{report}!I8": guide.of("已封堵取水口两处。", "Two intakes are closed."),
        }
        await place.send(water, name, filled(content, cells), XLSX)
        guide.note("改好再发", "Mended, and sent again")
        mended = cells | {f"{figures}!H7": 960, f"{report}!H8": guide.of("未达到序时进度", "behind")}
        await place.send(water, name, filled(content, mended), XLSX)
        await place.tap(water, "workbook_take", "send")
        await place.tap(coordinator, "review_next")
