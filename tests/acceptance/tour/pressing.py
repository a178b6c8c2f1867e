"""The office presses for answers: a special round, a nudge, and the documents above it."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.tour.guide import FOREST, WATER, Guide, at


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 10, 7, 20, 0)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        water, forest = await guide.liaison(WATER), await guide.liaison(FOREST)
        await place.run_to(at(2024, 10, 8, 9, 0))

        guide.page("12-nudge", "催办", "A nudge")
        await place.run_to(at(2024, 10, 9, 10, 0))
        await place.say(coordinator, "/nudge")
        await place.tap(coordinator, "nudge_ask")
        await place.tap(coordinator, "nudge_send")
        guide.note("当天再催", "Once more on the same day")
        await place.say(coordinator, guide.of("/nudge 水利", "/nudge 33"))

        guide.page("13-round", "专项调度:临时问一件事", "A special round: one question, asked in between")
        await place.run_to(at(2024, 10, 10, 10, 0))
        await place.say(coordinator, "/round")
        await place.say(
            coordinator,
            guide.of(
                "汛期隐患排查\n请说明排查了多少处、发现什么问题、何时整改完。",
                "Flood check\nHow many places were checked, what was found, and when will it be mended?",
            ),
        )
        await place.say(coordinator, "21、33")
        await place.tap(coordinator, "f", "all")
        await place.tap(coordinator, "f", "n-5")
        await place.tap(coordinator, "f", "send")
        await place.run_to(at(2024, 10, 10, 10, 1))
        guide.note("联络员答复", "The liaison answers")
        await place.tap(water, "report_open")
        await place.say(
            water,
            guide.of(
                "排查12处,发现隐患1处,10月底前改完。",
                "12 places checked, one flaw found, mended by the end of October.",
            ),
        )
        await place.tap(water, "f", "next")
        await place.tap(water, "f", "send")
        guide.pause()
        await place.tap(coordinator, "review_accept")
        await place.tap(forest, "report_open")
        await place.tap(forest, "f", "no_change")
        await place.tap(forest, "f", "send")
        await place.tap(coordinator, "review_accept")
        await place.run_to(at(2024, 10, 25, 10, 0))

        guide.page("14-documents", "督办单、通报、约谈", "A supervision letter, a bulletin, a talk")
        await place.say(coordinator, "/documents")
        await place.tap(coordinator, "doc_new", "letter")
        await place.tap(coordinator, "doc_letter")
        await place.tap(coordinator, "doc_letter_make")
        await place.tap(coordinator, "doc_send", "ask")
        await place.tap(coordinator, "doc_send", "yes")
        guide.note("通报", "The bulletin")
        await place.say(coordinator, "/documents")
        await place.tap(coordinator, "doc_new", "bulletin")
        await guide.press(coordinator, guide.of("第2项", "2"))
        await place.tap(coordinator, "doc_bulletin_make")
        guide.note("约谈记录", "The record of a talk")
        await place.say(coordinator, "/documents")
        await place.tap(coordinator, "doc_new", "talk")
        await place.tap(coordinator, "doc_talk")
        await place.tap(coordinator, "f", "today")
        await place.say(coordinator, guide.of("已商定月底前补报。", "They will answer by the end of the month."))
        await place.tap(coordinator, "f", "keep")
        await place.say(coordinator, "/documents")
