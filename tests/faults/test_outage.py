"""The mail is down for long, or misbehaves; the program itself is down for days. Nothing is lost, nobody is flooded.

The whole program on a stage, in virtual time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from cli.sandbox import CHANNEL
from cli.stage import Stage, stage
from db.database import database_url
from db.tables import Cycle, Letter, Outbox, OutboxState, Publicity, Request
from db.units import Unit
from domain.people import RoleName
from domain.states import PublicityState
from sandbox.mailbox import Behaviour, Mailbox
from sandbox.people import Person
from tests.conftest import SHANGHAI, Office
from tests.objecting import publish

DEPARTMENT = "示范省水利厅"
TWO = ("first@example.org", "second@example.org")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type,misc]


class House:
    """A stage with a coordinator, and a notice that runs."""

    def __init__(self, place: Stage, coordinator: Person, notice: int) -> None:
        self.place = place
        self.coordinator = coordinator
        self.notice = notice
        self.objectors = 0

    @property
    def mailbox(self) -> Mailbox:
        assert self.place.sandbox.mailbox is not None
        return self.place.sandbox.mailbox

    @property
    def message_ids(self) -> list[str]:
        """Of the letters that have arrived, in order."""
        return [letter.message_id for letter in self.mailbox.letters]

    async def object(self, words: str) -> None:
        self.objectors += 1
        person = self.place.sandbox.person(7000 + self.objectors, "某市民")
        await self.place.say(person, f"/start o_{self.notice}")
        await self.place.tap(person, "f", "anonymous")
        await self.place.say(person, words)
        await self.place.tap(person, "f", "check")
        await self.place.tap(person, "f", "confirm")
        assert any("回执码" in seen.text for seen in person.received), "a receipt, whatever the mail does"

    async def later(self, **span: int) -> None:
        await self.place.run_to(self.place.clock.now() + timedelta(**span))

    def told(self, words: str) -> int:
        """How often the coordinator was told something with these words."""
        return sum(words in seen.text for seen in self.coordinator.received)

    def letters(self) -> list[str]:
        """The stored Message-IDs, oldest first."""
        engine = create_engine(database_url(self.place.settings))
        with engine.connect() as conn:
            found = list(conn.scalars(select(Letter.message_id).order_by(Letter.id)))
        engine.dispose()
        return found

    def attempts(self) -> list[int]:
        engine = create_engine(database_url(self.place.settings))
        with engine.connect() as conn:
            found = list(conn.scalars(select(Outbox.attempts).where(Outbox.channel == "mail").order_by(Outbox.id)))
        engine.dispose()
        return found


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[House]:
    """Wednesday 9 October 2024, 10:00."""
    login = {"XIAOHAO_MAIL__USERNAME": "xiaohao", "XIAOHAO_MAIL__PASSWORD": "a-password-of-the-test"}
    async with stage(tmp_path / "var", at(2024, 10, 9, 10, 0), **login) as place:
        task = Office(place.app.units).task()
        notice = publish(place.app.units, task, emails=TWO)
        yield House(place, await place.join(1, RoleName.COORDINATOR), notice)


async def test_a_long_mail_outage_is_told_once_and_drains_in_order(office: House) -> None:
    await office.mailbox.stop()
    for words in ("第一件:仍有漂浮物。", "第二件:补水没有到位。", "第三件:管护没有人。"):
        await office.object(words)
    await office.later(minutes=14)
    assert office.told("分钟发不出去") == 0
    await office.later(minutes=2)
    assert office.told("分钟发不出去") == 1
    await office.later(minutes=40)
    assert office.told("分钟发不出去") == 1, "an outage is told once, however long it lasts"
    assert office.attempts() == [0] * 6, "the channel's failure costs no row an attempt"
    await office.mailbox.start()
    await office.later(minutes=10)
    assert office.told("邮件已恢复") == 1
    first, second, third = office.letters()
    assert sorted(office.message_ids) == sorted([first, second, third] * 2), "each letter at both addresses"
    assert [one for one in office.message_ids if one in (first, third)][-1] == third
    assert office.message_ids[0] == first
    assert office.message_ids[-1] == third


async def test_one_of_two_addresses_refused_for_good_is_told_and_the_other_served(office: House) -> None:
    office.mailbox.behaviour = Behaviour(recipients={TWO[0]: "550 5.1.1 unknown"})
    await office.object("仍有漂浮物。")
    assert [letter.rcpt_tos for letter in office.mailbox.letters] == [[TWO[1]]]
    assert office.told("550 5.1.1") == 1
    await office.later(hours=5)
    assert office.told("550 5.1.1") == 1
    assert len(office.message_ids) == 1


@pytest.mark.parametrize(
    ("behaviour", "copies"),
    [
        (Behaviour(recipients={TWO[0]: "450 4.2.1 greylisted"}, times=3), 0),
        (Behaviour(data="451 4.3.0 later", times=2), 0),
        (Behaviour(cut_before=True, times=1), 0),
        (Behaviour(cut_after=True, times=1), 1),
    ],
    ids=["greylisted", "4xx after DATA", "cut before the answer, not kept", "cut before the answer, kept"],
)
async def test_what_may_pass_is_tried_again_under_the_one_message_id(
    office: House, behaviour: Behaviour, copies: int
) -> None:
    office.mailbox.behaviour = behaviour
    await office.object("仍有漂浮物。")
    await office.later(hours=1)
    (stored,) = office.letters()
    assert office.message_ids == [stored] * (2 + copies)
    assert {to for letter in office.mailbox.letters for to in letter.rcpt_tos} == set(TWO)
    assert office.told("分钟发不出去") == 0, "nobody is alarmed over minutes"


async def test_a_refused_login_stops_the_mail_costs_nothing_and_is_told(office: House) -> None:
    office.mailbox.behaviour = Behaviour(login="535 5.7.8 authentication failed")
    await office.object("仍有漂浮物。")
    await office.later(hours=2)
    assert office.told("分钟发不出去") == 1
    assert office.attempts() == [0, 0]
    assert "a-password-of-the-test" not in "".join(seen.text for seen in office.coordinator.received)
    office.mailbox.behaviour = Behaviour()
    await office.later(minutes=10)
    assert sorted(office.message_ids) == office.letters() * 2
    assert office.told("邮件已恢复") == 1


# -- days of downtime ---------------------------------------------------------------------------------------------


async def test_ten_days_of_downtime_are_one_message_and_no_flood(tmp_path: Path) -> None:
    """Stopped on 7 October, before the round opens; started on the 17th, with two days left."""
    async with stage(tmp_path / "var", at(2024, 9, 20, 10, 0)) as place:
        Office(place.app.units).task()
        liaison = await place.join(2, RoleName.LIAISON, DEPARTMENT)
        coordinator = await place.join(1, RoleName.COORDINATOR)
        await place.run_to(at(2024, 10, 7, 12, 0))
        before, known = len(liaison.received), len(coordinator.received)
        await place.stop()
        place.clock.advance_to(at(2024, 10, 17, 9, 5))
        await place.start()
        await place.run_to(at(2024, 10, 17, 18, 0))
        rung = liaison.received[before:]
        assert len(rung) == 1, [seen.text for seen in rung]
        assert "待报1项" in rung[0].text
        assert place.has_button(liaison, "report_open")
        assert len(coordinator.received) - known <= 1
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert list(conn.scalars(select(Cycle.key))) == ["2024Q3"]
            assert len(list(conn.scalars(select(Request.id)))) == 1
        engine.dispose()


async def test_a_period_that_ends_while_the_program_is_down_ends_once(tmp_path: Path) -> None:
    """Announced on the 8th, over after the 18th; stopped on the 10th, started on the 28th."""
    async with stage(tmp_path / "var", at(2024, 10, 7, 10, 0)) as place:
        channel = place.sandbox.channel(CHANNEL, "整改公示频道", "gongshi")
        task = Office(place.app.units).task()
        coordinator = await place.join(1, RoleName.COORDINATOR)
        notice = publish(place.app.units, task)
        await place.app.units.run(_schedule, notice)
        await place.run_to(at(2024, 10, 10, 12, 0))
        posts, known = len(channel.messages), len(coordinator.received)
        assert posts > 0
        await place.stop()
        place.clock.advance_to(at(2024, 10, 28, 9, 30))
        await place.start()
        await place.run_to(at(2024, 10, 28, 18, 0))
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert conn.scalar(select(Publicity.state)) == PublicityState.ENDED
            assert not conn.execute(
                select(Outbox.id).where(Outbox.state.in_((OutboxState.HELD, OutboxState.DEAD)))
            ).all()
        engine.dispose()
        assert len(channel.messages) == posts, "no reminder of days that are past"
        assert "结束" in channel.messages[0].text
        said = [seen.text[:20] for seen in coordinator.received[known:]]
        assert sum("公示期满" in text for text in said) == 1
        assert len(said) == 2, said  # and one word about the report that is overdue meanwhile
        citizen = place.sandbox.person(9, "某市民")
        await place.say(citizen, f"/start o_{notice}")
        assert "已于" in citizen.received[-1].text


async def test_a_press_the_program_never_saw_can_be_made_again(tmp_path: Path) -> None:
    """Telegram keeps a press 150 s. What was pressed before a longer stop is gone without a trace, and asked nobody."""
    async with stage(tmp_path / "var", at(2024, 10, 8, 8, 0)) as place:
        Office(place.app.units).task()
        liaison = await place.join(2, RoleName.LIAISON, DEPARTMENT)
        await place.run_to(at(2024, 10, 8, 9, 30))
        seen, data = place.button(liaison, "report_open")
        before = len(liaison.received)
        await place.stop()
        lost = await liaison.tap(seen.id, data)
        place.clock.advance_to(at(2024, 10, 8, 9, 33))
        await place.start()
        await place.settle()
        assert not lost.answered
        assert len(liaison.received) == before
        kept = await liaison.tap(seen.id, data)
        await place.settle()
        assert kept.answered
        assert place.has_button(liaison, "f", "on_track")
        stale = place.button(liaison, "f", "on_track")
        await place.tap(liaison, "f", "on_track")
        for _ in range(3):  # the old keyboard, kept on another device
            again = await liaison.tap(stale[0].id, stale[1])
            await place.settle()
            assert again.answered
        assert "第2步" in liaison.received[-1].text


def _schedule(unit: Unit, notice: int) -> None:
    """As a coordinator's confirmation leaves it: the day's routine announces it."""
    row = unit.session.get_one(Publicity, notice)
    row.state, row.confirmed_at = PublicityState.SCHEDULED, unit.now
    row.starts_on, row.ends_on = date(2024, 10, 8), date(2024, 10, 18)
