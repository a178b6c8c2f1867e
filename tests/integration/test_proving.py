"""A contact address is proven by a code mailed to it; unproven it is a warning, and refused for good it is unproven again."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from cli.stage import Stage, stage
from config.settings import Settings
from db.database import open_database
from db.queries import addresses
from db.tables import Audit, ContactAddress
from db.units import Unit, Units
from domain.errors import Rejected
from domain.messages.proving import ProofForm, ProofLetter
from domain.parcels import Parcel, Refused
from jobs import publicity
from jobs.clock import VirtualClock
from jobs.delivery.record import Outcome, record
from jobs.publicity import proving
from tests.conftest import Office, settings_in
from tests.integration.closing_road import Road, occasion
from tests.integration.publishing import ADDRESS, START, accepted, drawn_up, newest


def code_in_mailbox(place: Stage) -> str:
    mailbox = place.sandbox.mailbox
    assert mailbox is not None
    letter = mailbox.letters[-1].message
    assert letter["To"] == ADDRESS
    found = re.search(r"\b\d{6}\b", letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert found is not None
    return found[0]


async def test_an_address_is_proven_by_the_code_that_came_to_it(tmp_path: Path) -> None:
    async with stage(tmp_path, START) as place:
        coordinator = await accepted(place)
        assert f"邮箱 {ADDRESS} 没有验证过" in await drawn_up(place, coordinator)
        await place.tap(coordinator, "f", "prove")
        code = code_in_mailbox(place)
        assert code not in newest(coordinator, "验证邮箱")
        await place.say(coordinator, "不知道")
        assert "验证码是6位数字" in newest(coordinator, "验证邮箱")
        await place.say(coordinator, f"{(int(code) + 1) % 1_000_000:06d}")
        assert "验证码不对。还可以输入4次。" in newest(coordinator, "验证邮箱")
        await place.say(coordinator, f"{code[:3]} {code[3:]}")
        assert newest(coordinator, "已验证,收得到邮件")
        preview = newest(coordinator, "核对公示")  # the notice is where it was, and warns no more
        assert "没有验证过" not in preview
        assert place.has_button(coordinator, "f", "confirm")
        assert not place.has_button(coordinator, "f", "prove")


# -- the rules ----------------------------------------------------------------------------------------------------


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path, XIAOHAO_MAIL__HOST="mail.example.org")


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    road = Road(units, clock, office)
    road.change(proving.begin, road.coordinator, ADDRESS, occasion())
    return road


def wrong(road: Road) -> str:
    return f"{(int(road.last(ProofLetter).proof) + 1) % 1_000_000:06d}"


def test_five_wrong_codes_end_it_and_the_next_is_a_while_off(road: Road) -> None:
    guess = wrong(road)
    for _ in range(5):
        road.type(proving.answer, road.coordinator, guess)
    assert not road.last(ProofForm).live
    with pytest.raises(Rejected, match="proof-no-code"):
        road.type(proving.answer, road.coordinator, road.last(ProofLetter).proof)
    road.clock.advance_to(road.clock.now() + timedelta(minutes=2))
    with pytest.raises(Rejected, match="proof-wait"):
        road.press(proving.answer, road.coordinator, road.last(ProofForm), "again")
    road.clock.advance_to(road.clock.now() + timedelta(minutes=14))
    road.press(proving.answer, road.coordinator, road.last(ProofForm), "again")
    road.type(proving.answer, road.coordinator, road.last(ProofLetter).proof)
    assert road.last(ProofForm).step == "done"


def test_a_code_is_good_for_half_an_hour_and_a_newer_one_ends_it(road: Road) -> None:
    first = road.last(ProofLetter).proof
    road.clock.advance_to(road.clock.now() + timedelta(minutes=31))
    with pytest.raises(Rejected, match="proof-old"):
        road.type(proving.answer, road.coordinator, first)
    (stale,) = road.rows(ProofLetter)
    letter = road.last(ProofLetter)
    assert road.change(proving.recheck, stale.thing, stale.recipient, letter) is None  # nor is it mailed that late
    road.press(proving.answer, road.coordinator, road.last(ProofForm), "again")
    assert len(road.sent(ProofLetter)) == 2, "a letter of its own, with a code of its own"
    road.type(proving.answer, road.coordinator, road.last(ProofLetter).proof)
    assert road.units.look(addresses.unproven, [ADDRESS, ADDRESS.upper()]) == ()


def test_the_code_stands_nowhere_in_the_clear_and_who_proved_it_is_on_record(road: Road) -> None:
    code = road.last(ProofLetter).proof
    marks = road.units.look(lambda reading: list(reading.conn.scalars(select(ContactAddress.code_mark))))
    assert code not in str(marks)
    road.type(proving.answer, road.coordinator, code)
    found = road.units.look(
        lambda reading: reading.conn.execute(
            select(Audit.who, Audit.thing).where(Audit.action == "address.proven")
        ).all()
    )
    assert [tuple(row) for row in found] == [(road.to(road.coordinator), "address:1")]


def test_an_address_that_refuses_a_letter_for_good_is_unproven_again(road: Road) -> None:
    road.type(proving.answer, road.coordinator, road.last(ProofLetter).proof)
    (row,) = road.rows(ProofLetter)

    def refused(unit: Unit) -> None:
        parcel = Parcel(row.id, "mail", row.recipient, "send", ProofLetter("0", "", 30), "zh-CN", ADDRESS)
        record(unit, [Outcome(parcel, error=Refused("550 no such user"))])

    road.change(refused)
    assert road.units.look(addresses.unproven, [ADDRESS]) == (ADDRESS,)


def test_without_a_mail_server_nothing_is_proven(tmp_path: Path, clock: VirtualClock) -> None:
    units = open_database(settings_in(tmp_path / "other"), now=clock.now)
    try:
        road = Road(units, clock, Office(units))
        with pytest.raises(Rejected, match="proof-no-mail"):
            road.change(proving.begin, road.coordinator, ADDRESS, occasion())
        with pytest.raises(Rejected, match="only-coordinator"):
            road.change(publicity.prove_address, road.liaison, 1, occasion())
    finally:
        units.close()
