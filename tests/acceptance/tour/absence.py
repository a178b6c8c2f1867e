"""A liaison is away, and later hands over."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.tour.guide import WATER, Guide, at, link_of


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 10, 8, 8, 0)) as place:
        coordinator = await guide.coordinator()
        await guide.ledger(coordinator)
        water = await guide.liaison(WATER)
        await place.run_to(at(2024, 10, 8, 10, 0))

        guide.page("07-away", "离岗,请人代填", "Away, with a deputy")
        await place.say(water, "/away")
        await place.say(water, guide.of("10月10日至10月16日", "2024-10-10 to 2024-10-16"))
        await place.tap(water, "away_invite")
        deputy = guide.person(2004, "水利厅代填人", "Deputy (water)")
        guide.note("把链接转给代填的人,对方点开", "The link is passed on; the deputy opens it")
        await place.say(deputy, link_of(water))
        await place.run_to(at(2024, 10, 10, 10, 0))
        guide.note("代填人填报一项", "The deputy answers for one task")
        await guide.answer(deputy, "已封堵取水口两处。", "Two intakes are closed.", number="33")
        guide.note("回岗那天早上", "The morning of the return")
        await place.run_to(at(2024, 10, 17, 9, 0))

        guide.page("08-handover", "交接给接手的人", "Handed over to a successor")
        await place.say(water, "/handover")
        await place.tap(water, "hand_link")
        successor = guide.person(2005, "水利厅新联络员", "New liaison (water)")
        guide.note("接手的人点开链接", "The successor opens the link")
        await place.say(successor, link_of(water))
        await place.run_to(at(2024, 10, 17, 9, 10))
        guide.note("以前的联络员再来", "The one before comes back")
        await place.say(water, "/todo")
