"""What is over: a special round that was sent by mistake, a programme that goes on elsewhere."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.tour.guide import FOREST, WATER, Guide, at


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 9, 9, 9, 30)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        water, forest = await guide.liaison(WATER), await guide.liaison(FOREST)
        await place.say(coordinator, "/round")
        await place.say(coordinator, guide.of("请报一份台账变动情况。", "What has changed in your records?"))
        await place.say(coordinator, "33、36")
        await place.tap(coordinator, "f", "all")
        await place.tap(coordinator, "f", "n-5")
        await place.tap(coordinator, "f", "send")
        await place.run_to(at(2024, 9, 9, 9, 31))
        await place.tap(forest, "report_open")
        await place.say(forest, guide.of("台账新增两处,正在核对。", "Two places are new and being checked."))

        guide.page("30-round-cancelled", "专项调度发错了,撤销", "A special round was sent by mistake, and is cancelled")
        await place.tap(coordinator, "round_cancel")
        await place.tap(coordinator, "f", "cancel")
        guide.note("写了一半的联络员接着写", "A liaison who was writing goes on")
        await place.say(forest, guide.of("又核对了一处。", "One more was checked."))
        guide.pause()
        await place.run_to(at(2024, 10, 9, 10, 0))

        guide.page(
            "31-archive", "一次督察不再办理:归档、查找、重新启用", "A programme is archived, found, and reopened"
        )
        await place.say(coordinator, "/task 33")
        await place.tap(coordinator, "rhythm_task")
        await place.tap(coordinator, "rhythm_all")
        await place.tap(coordinator, "archive_ask")
        await place.say(
            coordinator,
            guide.of("并入第三轮督察一并整改", "Taken over into the third round of inspections"),
        )
        await place.tap(coordinator, "f", "archive")
        guide.note("联络员看到", "What the liaison reads")
        await place.say(water, "/todo")
        guide.note("归档以后", "Afterwards")
        await place.say(coordinator, "/board")
        await place.tap(coordinator, "archive_show")
        guide.note("还没到截止日,重新启用", "Before the due day it is reopened")
        await place.tap(coordinator, "archive_show", "ask")
        await place.tap(coordinator, "archive_reopen")
