"""Inviting in chat, counted in steps: a liaison with a tap, the others as well, links listed and made void."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cli.stage import Stage, stage
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import office_time
from tests.integration.test_away import link_in, newest, texts

WATER, FOREST = "示范省水利厅", "示范省林业和草原局"
NOON = office_time(2024, 10, 8, 12)


async def an_office(place: Stage) -> Person:
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    office = Office(place.app.units)
    await asyncio.to_thread(office.task, "21", department=WATER)
    await asyncio.to_thread(office.task, "33", department=FOREST)
    return coordinator


def menu(place: Stage, person: Person) -> set[str]:
    """The commands Telegram shows in this person's chat."""
    return {one["command"] for one in place.sandbox.world.commands[f"chat:{person.id}", ""]}


async def test_a_liaison_is_signed_up_in_three_steps_and_one(tmp_path: Path) -> None:
    async with stage(tmp_path, NOON) as place:
        coordinator = await an_office(place)
        await place.say(coordinator, "/invite")  # 1
        assert "示范省水利厅(0人)" in str(coordinator.last.labels)
        await place.tap(coordinator, "invite_for")  # 2; passing the link on is 3
        liaison = place.sandbox.person(72, "水利厅联络员")
        await place.say(liaison, link_in(coordinator))
        assert "联络员 · 示范省水利厅" in texts(liaison)[0]
        assert "示范省水利厅的联络员(水利厅联络员)已加入" in coordinator.last.text


async def test_the_others_are_invited_with_a_tap_each(tmp_path: Path) -> None:
    async with stage(tmp_path, NOON) as place:
        coordinator = await an_office(place)
        await place.say(coordinator, "/invite")
        for number, role, said in ((81, "coordinator", "经办人"), (82, "leader", "领导")):
            await place.tap(coordinator, "invite_role", role)
            newcomer = place.sandbox.person(number, said)
            await place.say(newcomer, link_in(coordinator))
            assert said in texts(newcomer)[0]
        await place.tap(coordinator, "invite_role", "department_leader")
        await place.tap(coordinator, "invite_for", "department_leader")
        head = place.sandbox.person(83, "水利厅领导")
        await place.say(head, link_in(coordinator))
        assert "单位领导" in texts(head)[0]


async def test_a_department_is_typed_and_a_new_one_is_asked_about_once(tmp_path: Path) -> None:
    async with stage(tmp_path, NOON) as place:
        coordinator = await an_office(place)
        await place.say(coordinator, "/invite 林业")
        assert FOREST in coordinator.last.text
        await place.say(coordinator, "/invite 示范省")
        assert "找到几个单位" in coordinator.last.text
        await place.say(coordinator, "水利")
        assert WATER in coordinator.last.text
        await place.say(coordinator, "/invite")
        await place.tap(coordinator, "invite_type")
        await place.say(coordinator, "示范省住房城乡建设厅")
        assert "没有叫“示范省住房城乡建设厅”的单位" in coordinator.last.text
        await place.tap(coordinator, "f", "new")
        assert "示范省住房城乡建设厅" in coordinator.last.text
        assert "start=i_" in coordinator.last.text


async def test_a_link_that_is_made_void_works_no_longer(tmp_path: Path) -> None:
    async with stage(tmp_path, NOON) as place:
        coordinator = await an_office(place)
        await place.say(coordinator, "/invite 水利")
        link = link_in(coordinator)
        await place.say(coordinator, "/invite")
        await place.tap(coordinator, "invite_list")
        assert "示范省水利厅联络员(10月8日(周二)发" in coordinator.last.text
        await place.tap(coordinator, "invite_void", "ask")
        assert "作废这个邀请" in coordinator.last.text
        await place.tap(coordinator, "invite_void", "no")
        await place.tap(coordinator, "invite_void", "ask")
        assert "已作废" in await place.tap(coordinator, "invite_void", "yes")
        assert "没有" in coordinator.last.text
        outsider = place.sandbox.person(72, "路人甲")
        await place.say(outsider, link)
        assert "已过期或已作废" in outsider.last.text


async def test_a_stranger_sees_only_the_public_part(tmp_path: Path) -> None:
    async with stage(tmp_path, NOON) as place:
        coordinator = await an_office(place)
        await place.say(coordinator, "/people")
        _, dept = place.button(coordinator, "people_dept")
        stranger = place.sandbox.person(99, "路人甲")
        await place.say(stranger, "/start")
        assert "/object" in stranger.last.text
        assert "/people" not in stranger.last.text
        for command in ("/people", "/invite", "/people 水利"):
            await place.say(stranger, command)
            assert "只有经办人" in stranger.last.text, command
        mark = newest(stranger)
        for data in (
            dept,
            "person:1.0",
            "role_end:1.0:yes",
            "person_rebind:1.0:stop",
            "dept_email:1.0",
            "invite_for:1.0",
        ):
            assert "只有经办人" in await place.press_anyway(stranger, data), data
        assert texts(stranger, mark) == []


async def test_the_menu_follows_the_roles(tmp_path: Path) -> None:
    async with stage(tmp_path, NOON) as place:
        coordinator = await an_office(place)
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")

        assert {"todo", "away", "handover"} <= menu(place, liaison)
        assert {"people", "invite"} <= menu(place, coordinator)
        assert "people" not in menu(place, liaison)
        await place.say(liaison, "/handover")
        await place.tap(liaison, "hand_leave", "ask")
        await place.tap(liaison, "hand_leave", "yes")
        assert "todo" not in menu(place, liaison)
        assert "notices" in menu(place, liaison)


async def test_people_are_found_by_some_letters_of_a_name(tmp_path: Path) -> None:
    async with stage(tmp_path, NOON) as place:
        coordinator = await an_office(place)
        await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        await place.say(coordinator, "/people")
        await place.tap(coordinator, "people_find")
        await place.say(coordinator, "没有这个人")
        assert "没有找到“没有这个人”" in coordinator.last.text
        await place.say(coordinator, "联络员")
        await place.tap(coordinator, "person")
        assert "水利厅联络员" in coordinator.last.text
        await place.say(coordinator, "林业")
        assert "没看懂" in coordinator.last.text, "the search is over"
