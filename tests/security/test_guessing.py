"""Can an invite or a receipt be guessed? 128 bits, looked up by a keyed mark, once, for a while; and guessing is slow.

The whole program on a stage.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from cli.stage import Stage, stage
from db.crypto import new_receipt_code, new_token
from db.database import database_url
from db.tables import Role
from domain.people import RoleName
from tests.conftest import SHANGHAI, Office
from tests.objecting import publish

START = datetime(2024, 10, 9, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "var", START) as place:
        yield place


def roles(place: Stage) -> int:
    engine = create_engine(database_url(place.settings))
    with engine.connect() as conn:
        found = conn.scalar(select(func.count()).select_from(Role))
    engine.dispose()
    return found or 0


def test_tokens_hold_128_bits_and_never_come_twice() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", new_token())
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}", new_receipt_code())
    assert len({new_token() for _ in range(2000)} | {new_receipt_code() for _ in range(2000)}) == 4000


async def test_guessing_invites_is_slowed_for_the_guesser_alone(place: Stage) -> None:
    guesser, guest = place.sandbox.person(1, "猜的人"), place.sandbox.person(2, "客人")
    for _ in range(5):
        await place.say(guesser, f"/start i_{secrets.token_urlsafe(16)}")
        assert "无效" in guesser.received[-1].text
    good = await place.invite(RoleName.COORDINATOR)
    await place.say(guesser, f"/start i_{secrets.token_urlsafe(16)}")
    assert "分钟后再试" in guesser.received[-1].text
    await place.say(guesser, f"/start {good}")
    assert "分钟后再试" in guesser.received[-1].text, "even the right one has to wait, or waiting would tell"
    assert roles(place) == 0
    await place.say(guest, f"/start {await place.invite(RoleName.COORDINATOR)}")
    assert roles(place) == 1
    await place.run_to(START + timedelta(minutes=2))
    await place.say(guesser, f"/start {good}")
    assert roles(place) == 2


async def test_codes_and_invites_are_guessed_from_one_allowance(place: Stage) -> None:
    guesser = place.sandbox.person(1, "猜的人")
    for _ in range(3):
        await place.say(guesser, f"/start i_{secrets.token_urlsafe(16)}")
        await place.say(guesser, f"/receipt {new_receipt_code()}")
    assert "分钟后再试" in guesser.received[-1].text


async def test_an_invite_is_good_once_and_for_a_while(place: Stage) -> None:
    first, second = place.sandbox.person(1, "甲"), place.sandbox.person(2, "乙")
    good, old = await place.invite(RoleName.COORDINATOR), await place.invite(RoleName.COORDINATOR)
    await place.say(first, f"/start {good}")
    await place.say(second, f"/start {good}")
    assert "只能用一次" in second.received[-1].text
    await place.say(first, f"/start {good}")
    assert "经办人" in first.received[-1].text, "pressed again by its owner it says where they are"
    await place.run_to(START + timedelta(days=place.settings.people.invite_days, seconds=1))
    await place.say(second, f"/start {old}")
    assert "过期" in second.received[-1].text
    assert roles(place) == 1


async def test_a_code_shows_nothing_until_it_is_whole(place: Stage) -> None:
    """A register number, a part of the code, the code with one letter off: each is just unknown."""
    notice = publish(place.app.units, Office(place.app.units).task())
    citizen, stranger = place.sandbox.person(3, "某市民"), place.sandbox.person(4, "路人")
    await place.say(citizen, f"/start o_{notice}")
    await place.tap(citizen, "f", "anonymous")
    await place.say(citizen, "三号排口附近仍有漂浮物。")
    await place.tap(citizen, "f", "check")
    await place.tap(citizen, "f", "confirm")
    code = next(
        button["copy_text"]["text"]
        for seen in citizen.received
        for row in seen.buttons
        for button in row
        if "copy_text" in button
    )
    off = ("0" if code[0] != "0" else "1") + code[1:]
    for tried in ("2024-0001", code[:-1], code[:14], off):
        await place.say(stranger, f"/receipt {tried}")
        assert "2024-0001" not in stranger.received[-1].text
    await place.say(stranger, f"/receipt {code.lower().replace('-', ' ')}")
    assert "2024-0001" in "".join(seen.text for seen in stranger.received)
