"""How many steps does each piece of work take? Taps and messages are counted from the message that rings to done.

The figures are those the screens were designed to; what protects (a preview, consent, a red confirmation) is among the
steps. Run with `-s` to see the table.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest

from cli.life import CHANNEL, OFFICE_TIME, picture
from cli.stage import Stage, stage
from domain.people import RoleName
from sandbox.people import Person
from tests.objecting import publish

WATER, FOREST = "示范省水利厅", "示范省林业和草原局"
LEDGER = f"""序号,整改任务,责任单位,整改目标,整改时限,整改措施,指标名称,计量单位,指标年度,年度目标
21,青湖湿地水面逐年缩小。,{WATER},水面稳定在9万亩以上。,长期坚持,实施生态补水。,补水量,亿立方米,2024,1.2
33,噪声投诉办理不及时。,{WATER},投诉按期办结。,2024年12月底,建立台账。,,,,
36,危废贮存不规范。,{FOREST},贮存规范。,2024年12月底,开展检查。,,,,
"""
TABLE: list[str] = []
QUARTER = datetime(2024, 10, 8, 9, 0, tzinfo=OFFICE_TIME)


@dataclass
class Counted:
    """One person's way through one piece of work. Every tap and every message is a step."""

    place: Stage
    person: Person
    steps: list[str] = field(default_factory=list)

    async def tap(self, verb: str, argument: str | None = None) -> None:
        await self.place.tap(self.person, verb, argument)
        self.steps.append(f"{verb}:{argument}" if argument else verb)

    async def say(self, text: str) -> None:
        await self.place.say(self.person, text)
        self.steps.append(text.split(maxsplit=1)[0][:12])

    async def photo(self) -> None:
        await self.place.send(self.person, "今天.png", picture("lake"), "image/png", photo=True)
        self.steps.append("[photo]")

    def took(self, what: str, at_most: int) -> None:
        """One row of the table. Raises where there were more than the screens promise."""
        TABLE.append(f"{what:<40} {len(self.steps)} of {at_most}   {' - '.join(self.steps)}")
        assert len(self.steps) <= at_most, f"{what}: {self.steps}"


@dataclass
class Office:
    place: Stage
    coordinator: Person
    water: Person
    forest: Person

    def count(self, person: Person) -> Counted:
        return Counted(self.place, person)

    async def applied(self) -> None:
        await self.place.say(self.forest, "/task 36")
        await self.place.tap(self.forest, "accept_apply")
        await self.place.say(self.forest, "措施全部完成,申请验收。")
        await self.place.tap(self.forest, "f", "submit")

    async def published(self, by: Counted) -> None:
        """From a task that has just been accepted to a notice that is confirmed."""
        await by.tap("pub_new")
        await by.say("10月8日至10月18日")
        await by.tap("f", "office")
        await by.tap("f", "office")
        await by.tap("f", "confirm")


def seen(person: Person) -> str:
    return "\n".join(one.text for one in person.received)


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    print("\n" + "\n".join(TABLE))  # noqa: T201 - seen with -s


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with stage(tmp_path / "var", datetime(2024, 9, 26, 9, 30, tzinfo=OFFICE_TIME)) as place:
        place.sandbox.channel(CHANNEL, "整改公示频道", "gongshi")
        coordinator = await place.join(1001, RoleName.COORDINATOR)
        await place.send(coordinator, "台账.csv", LEDGER.encode(), "text/csv")
        await place.tap(coordinator, "ledger_apply")
        water = await place.join(2001, RoleName.LIAISON, WATER)
        forest = await place.join(2002, RoleName.LIAISON, FOREST)
        yield Office(place, coordinator, water, forest)
    logging.getLogger().handlers.clear()


async def test_a_quarter_of_a_liaison_and_its_review(office: Office) -> None:
    place = office.place
    await place.run_to(QUARTER)
    liaison = office.count(office.water)
    await liaison.tap("report_open")
    await liaison.tap("f", "on_track")
    await liaison.say("第三季度完成生态补水0.3亿立方米,湿地水面保持稳定。")
    await liaison.say("0.9亿立方米")
    await liaison.tap("f", "next")
    await liaison.tap("f", "send")
    assert "序号21 · 2024年前三季度 · 已报送" in seen(office.water)
    liaison.took("an answer with a text and a number", 6)

    coordinator = office.count(office.coordinator)
    await coordinator.tap("review_return")
    await coordinator.say("请补充补水记录。")
    assert "意见:请补充补水记录。" in seen(office.water)
    coordinator.took("a report returned", 2)

    liaison = office.count(office.forest)
    await liaison.tap("report_open")
    await liaison.tap("f", "no_change")
    while not place.has_button(office.forest, "f", "send"):
        await liaison.tap("f", "next")
    await liaison.tap("f", "send")
    assert "序号36 · 2024年前三季度 · 已报送" in seen(office.forest)
    liaison.took("no progress", 4)

    coordinator = office.count(office.coordinator)
    await coordinator.tap("review_accept")
    assert "序号36 · 2024年前三季度 · 已通过" in seen(office.forest)
    coordinator.took("a report accepted", 1)

    await place.run_to(datetime(2025, 1, 2, 9, 0, tzinfo=OFFICE_TIME))
    liaison = office.count(office.forest)
    await liaison.tap("report_open")
    await liaison.tap("f", "same")
    while not place.has_button(office.forest, "f", "send"):
        await liaison.tap("f", "next")
    await liaison.tap("f", "send")
    assert "序号36 · 2024年全年 · 已报送" in seen(office.forest)
    liaison.took("the same as last quarter", 4)


async def test_a_notice_and_an_objection(office: Office) -> None:
    place = office.place
    await office.applied()
    await place.tap(office.coordinator, "accept_pass")
    await place.tap(office.coordinator, "f", "none")
    coordinator = office.count(office.coordinator)
    await office.published(coordinator)
    assert place.has_button(office.coordinator, "pub_cancel"), "it is confirmed"
    coordinator.took("a notice from an accepted task", 6)

    await place.run_to(QUARTER)
    citizen = office.count(place.sandbox.person(7001, "某市民"))
    await citizen.say("/start o_1")
    await citizen.tap("f", "anonymous")
    await citizen.say("湖面上还有很多漂浮物,根本没有清理。")
    await citizen.photo()
    await citizen.tap("f", "clean")
    await citizen.tap("f", "check")
    await citizen.tap("f", "confirm")
    assert "已受理" in seen(citizen.person)
    citizen.took("an objection with a text and a photo", 7)

    coordinator = office.count(office.coordinator)
    await coordinator.tap("obj_reply")
    await coordinator.tap("f", "refused")
    await coordinator.say("已现场核查,漂浮物当日清理完毕。")
    await coordinator.tap("f", "send")
    assert "已现场核查" in seen(citizen.person)
    coordinator.took("an objection answered", 4)
    citizen = office.count(citizen.person)
    await citizen.tap("obj_settled", "yes")
    citizen.took("whether it is settled", 1)

    await place.say(office.coordinator, "/objections")
    coordinator = office.count(office.coordinator)
    await coordinator.tap("entry_new")
    await coordinator.tap("f", "phone")
    await coordinator.say("来电群众 0311-55509999\n公园北侧仍有污水直排")
    await coordinator.tap("f", "register")
    assert "已登记 2024-0002" in seen(office.coordinator)
    coordinator.took("a call registered: three taps, a message", 4)


async def test_an_objection_is_answered_and_asked_back(office: Office) -> None:
    place = office.place
    notice = publish(place.app.units, 1, starts=date(2024, 9, 26), ends=date(2024, 10, 8))
    citizen = place.sandbox.person(7001, "某市民")
    await place.say(citizen, f"/start o_{notice}")
    await place.tap(citizen, "f", "anonymous")
    await place.say(citizen, "湖面上还有很多漂浮物。")
    await place.tap(citizen, "f", "check")
    await place.tap(citizen, "f", "confirm")
    coordinator = office.count(office.coordinator)
    await coordinator.tap("obj_ask")
    await coordinator.say("在湖的哪一侧?")
    await coordinator.tap("f", "send")
    assert "在湖的哪一侧?" in seen(citizen)
    coordinator.took("a question to an objector", 3)

    replying = office.count(citizen)
    await replying.tap("obj_answer")
    await replying.say("东岸。")
    await replying.tap("f", "send")
    replying.took("an objector's reply", 3)

    coordinator = office.count(office.coordinator)
    await coordinator.tap("obj_reply")
    await coordinator.tap("f", "refused")
    await coordinator.say("已清理,附近设了围网。")
    await coordinator.tap("f", "send")
    assert "已清理" in seen(citizen)
    coordinator.took("an objection answered", 4)


async def test_a_liaison_is_signed_up(office: Office) -> None:
    coordinator = office.count(office.coordinator)
    await coordinator.say("/invite")
    await coordinator.tap("invite_for")
    link = next(one.text for one in reversed(office.coordinator.received) if "?start=i_" in one.text)
    coordinator.steps.append("[forwards the link]")
    newcomer = office.count(office.place.sandbox.person(2003, "联络员"))
    await newcomer.say(f"/start i_{link.partition('?start=i_')[2].split()[0]}")
    assert "联络员" in seen(newcomer.person)
    coordinator.took("a liaison signed up, the coordinator", 3)
    newcomer.took("a liaison signed up, the liaison", 1)
