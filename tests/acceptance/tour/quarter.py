"""A quarter of the liaisons: prompt, form, two at one report, more time, a reminder put off."""

from __future__ import annotations

from pathlib import Path

from cli.life import picture
from tests.acceptance.tour.guide import FOREST, WATER, Guide, at


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 10, 7, 20, 0)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        water, second = await guide.liaison(WATER), await guide.liaison(WATER, second=True)
        forest = await guide.liaison(FOREST)

        guide.page(
            "03-quarter",
            "季度调度:收到、填报、输错、佐证、需协调、报送",
            "A quarter: asked, answered, mistyped, evidence, help wanted, sent",
        )
        await place.run_to(at(2024, 10, 8, 9, 0))
        await place.tap(water, "report_sign")
        await guide.press(water, "21")
        await place.say(water, guide.of("差不多吧", "more or less"))
        await place.tap(water, "f", "on_track")
        await place.say(
            water,
            guide.of(
                "第三季度补水210万立方米,湿地水面保持稳定。",
                "Replenished 2.1 million cubic metres; the water level is stable.",
            ),
        )
        await place.say(water, guide.of("五百左右", "about 500"))
        await place.say(water, "960")
        await place.send(water, "补水现场.png", picture("water"), "image/png", photo=True)
        await place.tap(water, "f", "next")
        await place.tap(water, "f", "help")
        await place.say(
            water, guide.of("上游水库调度需省里协调。", "The release from the upstream reservoir needs the province.")
        )
        await place.tap(water, "f", "send")
        await place.tap(coordinator, "help_seen")

        guide.page("04-two-liaisons", "两位联络员写同一项", "Two liaisons at one report")
        await place.run_to(at(2024, 10, 8, 10, 0))
        await guide.press(water, "33")
        await place.tap(water, "f", "behind")
        await place.say(water, guide.of("已封堵取水口两处。", "Two intakes are closed."))
        guide.note("同事也点开这一项", "The colleague opens the same task")
        await guide.press(second, "33")
        await place.tap(second, "report_take")
        await place.say(
            second,
            guide.of(
                "其余三处已签订封堵协议,11月完成。", "The other three are under contract, to be closed in November."
            ),
        )
        guide.note("前一位还想接着写", "The first one wants to go on")
        await place.say(water, guide.of("另有一处取水口今天也封堵了。", "One more intake was closed today."))

        guide.page("05-extension", "申请延期,同意", "More time is asked for, and granted")
        await place.run_to(at(2024, 10, 9, 9, 0))
        await place.say(forest, "/extend")
        await place.tap(forest, "f", "d5")
        await place.say(forest, guide.of("验收推迟到20日。", "The acceptance is put off to the 20th."))
        await place.tap(coordinator, "extend_grant")

        guide.page("06-reminder", "提醒和推迟提醒", "A reminder, put off to the morning")
        await place.run_to(at(2024, 10, 17, 11, 0))
        guide.note("到了明早", "Next morning")
        await place.tap(second, "snooze")
        await place.run_to(at(2024, 10, 18, 11, 0))
