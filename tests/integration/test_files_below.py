"""Whoever sends photos finds the form's card below them: once for an album or a burst, edited where it is lowest anyway."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from cli.stage import Stage, stage
from domain.people import RoleName
from sandbox.people import Attachment, Person, Seen
from tests.conftest import Office
from tests.integration.desk import office_time
from tests.objecting import PNG, publish

WATER = "示范省水利厅"
A_LITTLE_LATER = timedelta(seconds=2)


def _picture(name: str) -> Attachment:
    return Attachment(name, PNG + name.encode(), "image/png")


def _cards(person: Person) -> list[Seen]:
    """The form's messages that still have buttons of it."""
    return [
        seen
        for seen in person.received
        if any(button.get("callback_data", "").startswith("f:") for row in seen.buttons for button in row)
    ]


async def _objecting(place: Stage) -> Person:
    office = Office(place.app.units)
    task = await asyncio.to_thread(office.task)
    await asyncio.to_thread(publish, place.app.units, task)
    citizen = place.sandbox.person(7001, "某市民")
    await place.say(citizen, "/start o_1")
    await place.tap(citizen, "f", "anonymous")
    await place.say(citizen, "湖面仍有漂浮物。")
    return citizen


async def test_an_objector_who_sends_an_album_finds_one_card_below_it(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 10, 10)) as place:
        citizen = await _objecting(place)
        before = _cards(citizen)[-1]
        sent = await citizen.send_album([_picture(name) for name in ("a.png", "b.png", "c.png", "d.png")])
        await place.settle()
        [card] = _cards(citizen)
        assert card.id > max(photo.id for photo in sent)
        assert "材料4份" in card.text
        assert not citizen.message(before.id).buttons
        assert len([seen for seen in citizen.received if seen.id > before.id]) == 1  # rung once, not four times

        # so it is with what is added afterwards
        for choice in ("as_is", "check", "confirm"):
            await place.tap(citizen, "f", choice)
        await place.tap(citizen, "obj_add")
        await place.send(citizen, "e.png", PNG, "image/png", photo=True)
        assert _cards(citizen)[-1].id == citizen.messages[-1].id


async def test_a_liaison_who_sends_photos_one_by_one_is_rung_for_the_first_and_after_the_last(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        await place.join(71, RoleName.COORDINATOR, name="经办人")
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        office = Office(place.app.units)
        await asyncio.to_thread(office.task, "21", department=WATER)
        await place.run_to(office_time(2024, 10, 8, 9))
        await place.tap(liaison, "report_open")
        await place.tap(liaison, "f", "on_track")
        await place.say(liaison, "已完成。")
        before = liaison.last
        assert before is not None
        for name in "abcde":
            await place.send(liaison, f"{name}.png", PNG + name.encode(), "image/png", photo=True)
        assert "照片5.jpg" in _cards(liaison)[-1].text  # above the last ones, and its buttons work
        await place.run_to(place.clock.now() + A_LITTLE_LATER)
        cards = [seen for seen in liaison.received if seen.id > before.id]
        assert len(cards) == 2
        assert liaison.messages[-1].id == cards[-1].id
        assert [card.id for card in _cards(liaison)] == [cards[-1].id]
        assert "照片5.jpg" in cards[-1].text

        # a card that is the lowest message is edited: what is typed by button needs no other
        await place.tap(liaison, "f", "next")
        assert liaison.messages[-1].id == cards[-1].id


async def test_an_album_that_is_too_much_is_refused_in_one_sentence_below_it(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 10, 10), XIAOHAO_OBJECTIONS__LIMITS__FILES="1") as place:
        citizen = await _objecting(place)
        before = len(citizen.received)
        await citizen.send_album([_picture(name) for name in ("a.png", "b.png", "c.png", "d.png")])
        await place.settle()
        said = [seen.text for seen in citizen.received[before:]]
        assert len(said) == 2  # the card with the one that was kept, and why no more were
        assert any("材料1份" in text for text in said)
