"""Forty departments that never answered are one card a day to the office, and one to each department's own leader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from cli.stage import stage
from db.tables import Audit, Outbox
from db.units import Units
from domain.messages.reminders import Escalation
from domain.people import RoleName
from jobs import reminders
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.reminders import escalation
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded


async def forty_late(units: Units, clock: VirtualClock, office: Any) -> list[Desk]:
    desks = []
    for n in range(40):
        office.task(str(n + 1), department=f"示范省第{n + 1}厅")
        desks.append(Desk(units, office.liaison(f"示范省第{n + 1}厅")))
    await OPEN_CYCLES.run(units, clock)
    clock.advance_to(office_time(2024, 10, 24, 9, 30))
    return desks


async def test_forty_departments_are_one_paged_card(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    coordinator = Desk(units, office.coordinator())
    await forty_late(units, clock, office)
    await reminders.REMIND.run(units, clock)
    await reminders.REMIND.run(units, clock)
    [card] = coordinator.told(Escalation)
    assert isinstance(card, Escalation)
    assert (card.departments, card.requests, card.pages, len(card.lines)) == (40, 40, 5, 8)
    screen = worded(card, clock.now())
    assert screen.text.startswith("⚠️ <b>提醒已满,40个单位仍欠40项</b>(第1页,共5页)")
    assert labels(screen)[0] == ["全部催办(40)"]
    assert labels(screen)[-1] == ["下一页"]
    assert all(len(label) <= 12 for row in labels(screen) for label in row)
    everything_sent(units)
    coordinator.do(escalation.turn_page, 20241024, 4, coordinator.occasion)
    last = coordinator.card("escalation:2024-10-24")
    assert isinstance(last, Escalation)
    assert (last.page, last.lines[-1].department) == (4, "示范省第40厅")
    with second.connect() as conn:
        assert len(conn.execute(select(Audit.id).where(Audit.action == "escalate")).all()) == 40
        rows = conn.execute(select(Outbox.op).where(Outbox.kind == Escalation.KIND).order_by(Outbox.id))
        assert [row.op for row in rows] == ["send", "edit"]


async def test_a_department_that_becomes_late_another_day_is_another_days_card(
    units: Units, clock: VirtualClock, office: Any
) -> None:
    coordinator = Desk(units, office.coordinator())
    await forty_late(units, clock, office)
    await reminders.REMIND.run(units, clock)
    clock.advance_to(office_time(2024, 10, 25, 9, 30))
    await reminders.REMIND.run(units, clock)
    assert len(coordinator.told(Escalation)) == 1


async def test_the_word_upwards_in_chat_opens_a_department_and_comes_back(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        await place.join(72, RoleName.LIAISON, "示范省水利厅", "水利厅联络员")
        leader = await place.join(73, RoleName.DEPARTMENT_LEADER, "示范省水利厅", "水利厅领导")
        office = Office(place.app.units)
        office.task("21", department="示范省水利厅")
        office.task("33", department="示范省林业局")
        await place.run_to(office_time(2024, 10, 24, 10))
        assert coordinator.last is not None
        assert "提醒已满,2个单位仍欠2项" in coordinator.last.text
        assert leader.last is not None
        assert "本单位还有1项进展没有报送" in leader.last.text
        assert "林业局" not in leader.last.text
        card = coordinator.last.id
        await place.tap(coordinator, "nudge_unit")
        assert coordinator.last.id == card
        assert "示范省水利厅" in coordinator.last.text
        assert "已提醒" in coordinator.last.text
        await place.tap(coordinator, "escalation")
        assert "提醒已满" in coordinator.message(card).text
