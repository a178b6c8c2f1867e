"""[明早提醒]: one more reminder on the next working day, that day only, and the truth about what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from cli.stage import stage
from db.units import Units
from domain.errors import Moved, Rejected
from domain.messages.collection import Reminder
from domain.people import RoleName
from jobs import reminders
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.reminders import snooze
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded
from tests.integration.test_reminders import answer_it, occasions, step_through


@pytest.fixture
async def liaison(units: Units, clock: VirtualClock, office: Any) -> Desk:
    """Owes one report, due on Friday 18 October 2024."""
    office.task("21")
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    return desk


async def test_a_snooze_adds_one_reminder_on_the_next_working_day_only(
    liaison: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    clock.advance_to(office_time(2024, 10, 15, 9, 30))
    await reminders.REMIND.run(units, clock)
    everything_sent(units)
    said = liaison.do(snooze.snooze, 1, liaison.occasion)
    assert (said.key, said.facts) == ("reminder-snoozed", {"day": "10月16日(周三)", "at": "09:30"})
    assert liaison.do(snooze.snooze, 1, liaison.occasion) == said  # pressed twice
    card = worded(liaison.card(f"person:{liaison.person}"), clock.now())
    assert "已定于10月16日(周三)再提醒一次" in card.text
    assert labels(card) == [["填报"], ["申请延期"]]
    ran = await step_through(units, clock, office_time(2024, 10, 18, 10))
    assert ran == ["10-16 09:30", "10-17 09:30", "10-18 09:30"]
    assert occasions(second, Reminder) == [f"2024-10-{day}" for day in (15, 16, 17, 18)]


@pytest.mark.parametrize(
    ("pressed", "key", "day"),
    [
        (office_time(2024, 10, 17, 10), "reminder-snoozed", "10月18日(周五)"),
        (office_time(2024, 10, 18, 10), "reminder-snoozed-late", "10月21日(周一)"),  # the due day
        (office_time(2024, 10, 21, 10), "reminder-snoozed", "10月22日(周二)"),
        (office_time(2024, 10, 23, 10), "reminder-snoozed-last", "10月24日(周四)"),  # told upwards that day
    ],
)
async def test_the_answer_says_what_it_means(
    pressed: Any, key: str, day: str, liaison: Desk, clock: VirtualClock
) -> None:
    clock.advance_to(pressed)
    said = liaison.do(snooze.snooze, 1, liaison.occasion)
    assert (said.key, said.facts["day"]) == (key, day)


async def test_the_escalation_is_not_put_off(liaison: Desk, units: Units, clock: VirtualClock, second: Engine) -> None:
    await step_through(units, clock, office_time(2024, 10, 23, 12))
    liaison.do(snooze.snooze, 1, liaison.occasion)
    assert (await step_through(units, clock, office_time(2024, 12, 31))) == ["10-24 09:30"]
    assert "2024-10-24" in occasions(second, Reminder)


async def test_who_has_answered_has_nothing_to_snooze(liaison: Desk, units: Units, clock: VirtualClock) -> None:
    clock.advance_to(office_time(2024, 10, 15, 9, 30))
    liaison.do(snooze.snooze, 1, liaison.occasion)
    answer_it(liaison)
    assert await step_through(units, clock, office_time(2024, 12, 31)) == []
    with pytest.raises(Moved, match="reminder-nothing-owed"):
        liaison.do(snooze.snooze, 1, liaison.occasion)


async def test_only_a_liaison_snoozes(units: Units, office: Any) -> None:
    with pytest.raises(Rejected, match="only-liaison"):
        Desk(units, office.coordinator()).do(snooze.snooze, 1, "press 1")


async def test_the_last_reminder_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        liaison = await place.join(72, RoleName.LIAISON, "示范省水利厅", "水利厅联络员")
        Office(place.app.units).task("33", department="示范省水利厅")
        await place.run_to(office_time(2024, 10, 8, 9))
        await place.tap(liaison, "report_open")
        await place.tap(liaison, "f", "on_track")
        await place.say(liaison, "/cancel")
        await place.run_to(office_time(2024, 10, 18, 10))
        assert liaison.last is not None
        assert liaison.last.text.startswith("📋 今天截止 · 还差 序号33 一项(草稿已写到第2步)。")
        rows = [[button["text"] for button in row] for row in liaison.last.buttons]
        assert rows == [["继续填报"], ["申请延期", "明早提醒(逾期)"]]
        assert "那时已过截止日" in await place.tap(liaison, "snooze")
