"""The office begins: the ledger comes in, and people join."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.tour.guide import HEADING, TASKS, WATER, Guide, at, csv, link_of


async def play(guide: Guide, folder: Path) -> None:
    async with guide.office(folder, at(2024, 9, 26, 9, 30)) as place:
        coordinator = await guide.coordinator()
        guide.page("01-ledger", "台账导入:有错先指出,改好再导入", "The ledger is imported: flaws first, then mended")
        wrong = (*TASKS[:2], (*TASKS[2][:4], "2024年2月30日", *TASKS[2][5:]), ("21", *TASKS[3][1:]))
        await place.send(coordinator, "台账.csv", csv(HEADING, *wrong), "text/csv")
        guide.note("照着提示改好两处,再发一遍", "Both places are mended as told, and the file is sent again")
        await place.send(coordinator, "台账.csv", csv(HEADING, *TASKS), "text/csv")
        await place.tap(coordinator, "ledger_apply")
        guide.note("同一个文件再发一遍,什么都不会变", "The same file once more changes nothing")
        await place.send(coordinator, "台账.csv", csv(HEADING, *TASKS), "text/csv")
        guide.note("看一项任务", "One task is looked at")
        await place.say(coordinator, "/task 21")

        guide.page("02-joining", "邀请联络员,点开链接即加入", "A liaison is invited, and joins by opening the link")
        await place.say(coordinator, "/invite")
        await guide.press(coordinator, WATER)
        newcomer = guide.person(2001, "水利厅联络员", "Liaison (water)")
        guide.note("经办人把链接转给对方,对方点开", "The coordinator passes the link on; the liaison opens it")
        await place.say(newcomer, link_of(coordinator))
        guide.note("别人再点同一个链接", "Somebody else opens the same link")
        await place.say(guide.person(2099, "路人", "A stranger"), link_of(coordinator))
        guide.note("谁在,谁还缺", "Who is there, and who is missing")
        await place.say(coordinator, "/people")
        await place.tap(coordinator, "people_dept")
