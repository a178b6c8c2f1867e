"""A coordinator's nudge is that day's one message, a department is nudged once a day, and outside the hours it waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from cli.stage import stage
from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Outbox, Person
from db.units import Unit, Units
from domain.errors import Moved, Rejected
from domain.messages.collection import Reminder
from domain.messages.nudging import Confirm, DepartmentCard, Done, Nudge, Overview
from domain.people import RoleName
from jobs import reminders
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form
from jobs.nudging import cards, sending
from jobs.nudging.sending import recheck
from tests.conftest import Office, settings_in
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded
from tests.integration.test_reminders import occasions, step_through

WATER, FORESTS, ROADS = "示范省水利厅", "示范省林业局", "示范省交通运输厅"


@pytest.fixture
async def three(units: Units, clock: VirtualClock, office: Any) -> tuple[Desk, Desk, Desk]:
    """Coordinator, liaison of water (owes 21 and 33), liaison of forests (owes 36). Roads owes 40 and has nobody."""
    for number, department in (("21", WATER), ("33", WATER), ("36", FORESTS), ("40", ROADS)):
        office.task(number, department=department)
    desks = Desk(units, office.coordinator()), Desk(units, office.liaison(WATER)), Desk(units, office.liaison(FORESTS))
    await OPEN_CYCLES.run(units, clock)
    everything_sent(units)
    clock.advance_to(office_time(2024, 10, 16, 10))  # a Wednesday without a rung
    await reminders.REMIND.run(units, clock)  # what Tuesday's rung would have said, had the program run
    everything_sent(units)
    clock.advance_to(office_time(2024, 10, 17, 8, 30))  # Thursday, before the hours; a rung at 09:30
    return desks


def nudges(second: Engine) -> list[Any]:
    with second.connect() as conn:
        rows = conn.execute(select(Outbox.recipient, Outbox.not_before).where(Outbox.kind == Nudge.KIND))
        return list(rows.all())


async def test_everybody_who_owes_is_confirmed_with_counts_and_nudged_once(
    three: tuple[Desk, Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    coordinator, water, forests = three
    coordinator.do(cards.find, "", coordinator.occasion)
    card = coordinator.card("nudge")
    assert isinstance(card, Overview)
    assert (card.departments, card.requests, card.overdue) == (3, 4, 0)
    assert labels(worded(card, clock.now())) == [["全部催办(3)"], [WATER, FORESTS], [ROADS]]
    coordinator.do(sending.ask, "all", "", coordinator.occasion)
    asks = coordinator.card("nudge")
    assert isinstance(asks, Confirm)
    text = worded(asks, clock.now()).text
    assert "将催办2个单位2位联络员(共3项)。" in text
    assert "1个单位还没有联络员" in text
    assert nudges(second) == []
    said = coordinator.do(sending.send_many, "all", "", coordinator.occasion)
    assert said.facts == {"departments": 2, "people": 2, "lost": 1, "at": "10月17日(周四) 09:00"}
    assert isinstance(coordinator.card("nudge"), Done)
    [told] = water.told(Nudge)
    screen = worded(told, clock.now())
    assert screen.text.startswith("<b>办公室催办</b>\n\n📋 <b>还剩1个工作日</b> · 还差2项没有报送")
    assert len(forests.told(Nudge)) == 1
    with pytest.raises(Rejected, match="nudge-barred"):
        coordinator.do(sending.send_many, "all", "", coordinator.occasion)
    assert len(nudges(second)) == 2


async def test_a_nudge_before_the_hours_waits_and_takes_the_ladders_place(
    three: tuple[Desk, Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    coordinator, *_ = three
    coordinator.do(sending.send_department, 1, "", coordinator.occasion)
    [row] = nudges(second)
    assert row.not_before == office_time(2024, 10, 17, 9)
    await step_through(units, clock, office_time(2024, 10, 17, 17))
    told = [one for one in occasions(second, Reminder) if one == "2024-10-17"]
    assert len(told) == 1, "forests alone: water had its nudge"


async def test_a_nudge_after_the_ladders_reminder_is_refused_and_says_why(
    three: tuple[Desk, Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    coordinator, *_ = three
    await step_through(units, clock, office_time(2024, 10, 17, 10))
    with pytest.raises(Rejected, match="nudge-told"):
        coordinator.do(sending.send_department, 1, "", coordinator.occasion)
    with pytest.raises(Rejected, match="nudge-told"):
        coordinator.do(sending.send_request, 1)
    assert nudges(second) == []


async def test_after_the_last_rung_a_nudge_goes_at_once_and_again_the_next_day(
    three: tuple[Desk, Desk, Desk], units: Units, clock: VirtualClock, second: Engine
) -> None:
    coordinator, water, _ = three
    await step_through(units, clock, office_time(2024, 10, 25))
    everything_sent(units)
    clock.advance_to(office_time(2024, 10, 25, 11))
    said = coordinator.do(sending.send_request, 2)
    assert said.facts["at"] == "now"
    with pytest.raises(Rejected, match="nudge-barred"):
        coordinator.do(sending.send_request, 1)
    clock.advance_to(office_time(2024, 10, 25, 20))  # Friday evening: Monday
    said = coordinator.do(sending.send_department, 1, "", coordinator.occasion)
    assert said.facts["at"] == "10月28日(周一) 09:00"
    assert [row.not_before for row in nudges(second)] == [
        office_time(2024, 10, 25, 11), office_time(2024, 10, 28, 9),
    ]  # fmt: skip
    card = coordinator.card("nudge")
    assert isinstance(card, DepartmentCard)
    assert card.nudged_on == (date(2024, 10, 25), date(2024, 10, 28))
    with second.connect() as conn:
        assert len(conn.execute(select(Audit.id).where(Audit.action == "nudge")).all()) == 2
    assert len(water.told(Nudge)) == 1, "the card of Friday was taken over before it left, as one card a thing asks"


async def test_a_waiting_nudge_is_dropped_by_the_answer(three: tuple[Desk, Desk, Desk], units: Units) -> None:
    coordinator, _, forests = three
    coordinator.do(sending.send_request, 3)
    [waiting] = forests.told(Nudge)
    forests.do(form.open_request, 3, forests.occasion)
    forests.tap(form.answer, "on_track")
    forests.type(form.answer, "已完成退化林修复两处,其余年内完工。")
    forests.tap(form.answer, "next")
    forests.tap(form.answer, "send")
    assert units.call(recheck, "", f"person:{forests.person}", waiting) is None
    with pytest.raises(Moved, match="nudge-nothing-owed"):
        coordinator.do(sending.send_request, 3)


async def test_who_cannot_be_reached_is_named_to_the_coordinator(
    three: tuple[Desk, Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    coordinator, water, _ = three

    def lose(unit: Unit) -> None:
        unit.session.get_one(Person, water.person).reachable = False

    units.call(lose)
    with pytest.raises(Rejected, match="nudge-lost"):
        coordinator.do(sending.send_department, 1, "", coordinator.occasion)
    with pytest.raises(Rejected, match="nudge-unbound"):
        coordinator.do(sending.send_department, 3, "", coordinator.occasion)
    said = coordinator.do(sending.send_many, "all", "", coordinator.occasion)
    assert (said.facts["people"], said.facts["lost"]) == (1, 2)
    assert "1位联系不上" in worded(coordinator.card("nudge"), clock.now()).text


async def test_words_behind_the_command_find_a_department_or_a_number(
    three: tuple[Desk, Desk, Desk], clock: VirtualClock
) -> None:
    coordinator, *_ = three
    for typed, department in (("林业", FORESTS), ("21", WATER)):
        coordinator.do(cards.find, typed, coordinator.occasion)
        card = coordinator.card("nudge")
        assert isinstance(card, DepartmentCard)
        assert card.department == department
    assert labels(worded(card, clock.now()))[0] == ["催办"]
    with pytest.raises(Rejected, match="nudge-nobody-so-called"):
        coordinator.do(cards.find, "没有这个单位", coordinator.occasion)


async def test_only_a_coordinator_nudges(three: tuple[Desk, Desk, Desk], units: Units, office: Any) -> None:
    for desk in (three[1], Desk(units, office.leader())):
        with pytest.raises(Rejected, match="only-coordinator"):
            desk.do(sending.send_department, 1, "", desk.occasion)


@pytest.mark.parametrize(("most", "reached"), [("0", 0), ("2", 2)])
async def test_the_setting_says_how_often(most: str, reached: int, tmp_path: Path, clock: VirtualClock) -> None:
    settings: Settings = settings_in(tmp_path, XIAOHAO_COLLECTION__NUDGES_PER_DAY=most)
    units = open_database(settings, now=clock.now)
    try:
        office = Office(units)
        office.task("21")
        coordinator = Desk(units, office.coordinator())
        office.liaison()
        await OPEN_CYCLES.run(units, clock)
        clock.advance_to(office_time(2024, 10, 9, 10))
        done = 0
        for _ in range(3):
            try:
                coordinator.do(sending.send_department, 1, "", coordinator.occasion)
            except Rejected:
                continue
            done += 1
        assert done == reached
    finally:
        units.close()


async def test_nudging_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        Office(place.app.units).task("21", department=WATER)
        await place.run_to(office_time(2024, 10, 9, 10))
        await place.say(coordinator, "/nudge")
        await place.tap(coordinator, "nudge_unit")
        toast = await place.tap(coordinator, "nudge_one")
        assert toast == "已催办1个单位1位联络员。"
        assert liaison.last is not None
        assert liaison.last.text.startswith("办公室催办")
        assert coordinator.last is not None
        assert "已催办1个单位1位联络员(共1项)。" in coordinator.last.text
        await place.say(coordinator, "/nudge 21")
        assert not place.has_button(coordinator, "nudge_one"), "nobody is left to nudge today"
        await place.tap(liaison, "report_open")
        assert "序号21" in liaison.last.text
