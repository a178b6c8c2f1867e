"""The office reviews a second quarter, and looks at the board."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.tour.guide import FOREST, WATER, Guide, at

MORE = (
    "47", "封山育林区管护不到位。", FOREST, "管护责任全部落实。", "2025年6月底", "落实管护责任。", "", "", "", "",
)  # fmt: skip
BEFORE = (
    "河道取水口排查已经完成,共查出非法取水口48处,已封堵36处,其余12处已与用水单位签订协议,计划年底前全部封堵到位。",
    "All 48 intakes along the river were surveyed; 36 of them are closed by now, and contracts for the other 12 are signed.",
)
NOW = (
    "河道取水口排查已经完成,共查出非法取水口48处,已封堵44处,其余4处已与用水单位签订协议,计划年底前全部封堵到位。",
    "All 48 intakes along the river were surveyed; 44 of them are closed by now, and contracts for the other 4 are signed.",
)


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 10, 7, 20, 0)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator, MORE)
        water, forest = await guide.liaison(WATER), await guide.liaison(FOREST)
        await place.run_to(at(2024, 10, 8, 9, 0))
        await guide.answer(water, *BEFORE, number="33")
        await place.tap(coordinator, "review_accept")
        await guide.answer(forest, "已与12个村签订管护协议。", "Contracts with 12 villages are signed.", number="47")
        await place.tap(coordinator, "review_accept")
        await guide.answer(
            forest,
            "补植补造1200亩,成活率正在复核。",
            "1,200 mu replanted; the survival rate is being checked.",
            number="36",
        )
        await place.tap(coordinator, "review_accept")
        await guide.skip_to(at(2025, 1, 1, 12, 0))
        await place.run_to(at(2025, 1, 2, 9, 0))

        guide.page(
            "10-review",
            "审核:与上季对照、雷同、退回、一并通过",
            "Review: against last quarter, copies, returned, several accepted at once",
        )
        await place.tap(water, "report_sign")
        guide.pause()
        await guide.answer(water, *NOW, number="33")
        await guide.answer(
            water,
            "年度补水任务完成,湿地水面稳定在9.1万亩。",
            "The year's water is delivered; the lake holds 91,000 mu.",
            "1210",
            number="21",
        )
        await guide.answer(forest, *NOW, number="36")
        await guide.answer(
            forest,
            "管护协议签订率达到100%,巡护记录齐全。",
            "Every plot has a signed contract, and the patrols are on record.",
            number="47",
        )
        await place.run_to(at(2025, 1, 2, 9, 30))
        guide.resume("10-review")
        await place.say(coordinator, "/review")
        guide.note("文字和别的任务几乎一样的一份", "The one whose words are nearly another task's")
        await guide.press(coordinator, "36")
        await place.tap(coordinator, "review_compare", r"\d+")
        await place.tap(coordinator, "review_return")
        await place.say(
            coordinator,
            guide.of(
                "文字与序号33相同,请写本项任务的进展。",
                "These are the words of no. 33. Please write what was done for this task.",
            ),
        )
        guide.note("与上季对照", "Against last quarter")
        await place.say(coordinator, "/review")
        await guide.press(coordinator, "33")
        guide.note("其余的一并通过", "The others are accepted together")
        await place.say(coordinator, "/review")
        await place.tap(coordinator, "review_all")
        await place.tap(coordinator, "f", "yes")

        guide.page("11-board", "看板:一层层往下看", "The board, level by level")
        await place.say(coordinator, "/board")
        for verb in ("board_missing", "board_request", "board_missing", "board_show"):
            await place.tap(coordinator, verb)
        for verb in ("board_units", "board_unit", "board_units", "board_show"):
            await place.tap(coordinator, verb)
        for verb in ("board_tasks", "board_task", "board_tasks", "board_show", "board_kept"):
            await place.tap(coordinator, verb)
