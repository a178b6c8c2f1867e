"""A task that is asked every month among others that are asked every quarter: each in its own round, none twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select, update

from cli.stage import stage
from config.settings import Settings
from db.database import database_url, open_database
from db.queries import cycles as queries
from db.tables import Audit, Cycle, Request, Task
from db.units import Reading, Unit, Units
from domain.people import RoleName
from jobs import rights
from jobs.calendar import coverage, recount
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, cycles, special
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import office_time


def ask_monthly(since: datetime | None = None) -> Callable[[Unit], None]:
    def job(unit: Unit) -> None:
        unit.conn.execute(update(Task).where(Task.number == "33").values(rhythm="monthly", rhythm_since=since))

    return job


def asked(second: Engine) -> list[Any]:
    with second.connect() as conn:
        rows = conn.execute(
            select(Cycle.key, Cycle.opens_on, Cycle.due_on, Task.number)
            .join(Request, Request.cycle_id == Cycle.id)
            .join(Task, Task.id == Request.task_id)
            .order_by(Cycle.opens_on, Cycle.key, Task.number)
        )
        return [tuple(row) for row in rows]


async def test_a_monthly_task_is_asked_in_its_month_and_not_again_with_the_quarter(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    office.task("33")
    office.liaison()
    units.call(ask_monthly())
    await OPEN_CYCLES.run(units, clock)
    opened, due = date(2024, 10, 8), date(2024, 10, 18)
    assert asked(second) == [("2024M09", opened, due, "33"), ("2024Q3", opened, due, "21")]
    assert units.look(cycles.next_opening) == office_time(2024, 11, 1, 9)
    clock.advance_to(office_time(2024, 11, 1, 9))
    await OPEN_CYCLES.run(units, clock)
    assert asked(second)[2:] == [("2024M10", date(2024, 11, 1), date(2024, 11, 14), "33")]
    assert units.look(lambda reading: len(queries.current(reading))) == 2
    before = asked(second)
    await OPEN_CYCLES.run(units, clock)
    assert asked(second) == before


async def test_a_programme_of_which_every_task_is_struck_off_opens_no_round_any_more(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    """It costs the clock nothing, and a look-back brings it back."""

    def moved(state: str) -> Callable[[Unit], None]:
        def job(unit: Unit) -> None:
            unit.conn.execute(update(Task).values(state=state))

        return job

    office.task("21")
    office.liaison()
    units.call(moved("closed"))
    await OPEN_CYCLES.run(units, clock)
    assert asked(second) == []
    assert units.look(cycles.next_opening) is None
    units.call(moved("in_progress"))
    await OPEN_CYCLES.run(units, clock)
    assert [row[0] for row in asked(second)] == ["2024Q3"]


async def test_a_rhythm_that_is_chosen_in_a_running_round_begins_with_the_next(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    office.task("33")
    office.liaison()
    await OPEN_CYCLES.run(units, clock)
    clock.advance_to(office_time(2024, 10, 10, 15))
    units.call(ask_monthly(clock.now()))
    await OPEN_CYCLES.run(units, clock)
    assert [row[0] for row in asked(second)] == ["2024Q3", "2024Q3"], "asked already: still owed, and not twice"
    assert units.look(cycles.next_opening) == office_time(2024, 11, 1, 9)


async def test_a_coordinator_sets_a_rhythm_in_chat_and_it_holds_from_the_next_round(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
        liaison = await place.join(72, RoleName.LIAISON, "示范省水利厅", "水利厅联络员")
        office = Office(place.app.units)
        for number in ("21", "33"):
            await asyncio.to_thread(office.task, number)
        await place.run_to(office_time(2024, 10, 10, 15))
        await place.say(coordinator, "/task 33")
        await place.tap(coordinator, "rhythm_task")
        assert "按季调度,随第二轮省级生态环境保护督察" in text(coordinator)
        assert "已改为按月调度" in await place.tap(coordinator, "rhythm_set", "monthly")
        card = text(coordinator)
        assert "单独按月调度(第二轮省级生态环境保护督察:按季)" in card
        assert "下次 2024年10月:11月1日(周五)开始,11月14日(周四)截止" in card
        assert "2024年前三季度已经下达,仍要报送" in card
        await place.tap(coordinator, "rhythm_all")
        assert "单独按月1项:序号33" in text(coordinator)

        await place.run_to(office_time(2024, 11, 1, 9))
        prompt = text(liaison)
        assert "2024年10月进展调度" in prompt
        assert "待报1项" in prompt
        assert "序号33" in prompt
        await place.tap(liaison, "report_why")
        why = text(liaison)
        assert "这些任务按月调度,不在季度里再报" in why
        assert "第10个工作日是11月14日(周四)" in why

        # the whole programme every week; the task of its own keeps its month
        assert "已改为按周调度" in await place.tap(coordinator, "rhythm_all_set", "weekly")
        await place.run_to(office_time(2024, 11, 4, 9))
        assert "2024年第44周进展调度" in text(liaison)
        assert "11月8日(周五)前" in text(liaison), "before the next week's round opens"
        assert "序号21" in text(liaison)
        engine = create_engine(database_url(place.settings))
        assert [row[0::3] for row in asked(engine)] == [
            ("2024Q3", "21"),
            ("2024Q3", "33"),
            ("2024M10", "33"),
            ("2024W44", "21"),
        ]
        with engine.connect() as conn:
            changes = conn.execute(select(Audit.action, Audit.detail).where(Audit.action.like("%.rhythm"))).all()
        assert [tuple(row) for row in changes] == [
            ("task.rhythm", {"from": None, "to": "monthly"}),
            ("programme.rhythm", {"from": "quarterly", "to": "weekly"}),
        ]
        engine.dispose()


def text(person: Person) -> str:
    assert person.last is not None
    return person.last.text


@pytest.fixture
def anywhere(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(both, now=clock.now)
    yield opened
    opened.close()


async def test_what_runs_is_known_on_both_databases(anywhere: Units, clock: VirtualClock) -> None:
    office = Office(anywhere)
    for number in ("21", "33"):
        office.task(number)
    coordinator = office.coordinator()
    anywhere.call(ask_monthly())
    await OPEN_CYCLES.run(anywhere, clock)

    def by_hand(unit: Unit) -> str:
        person = rights.coordinator(unit, coordinator)
        wanted = special.Round(1, "排查", "请报。", (1,), (1,), date(2024, 10, 11), asks_figures=False)
        return special.open_round(unit, person, wanted).key

    assert [anywhere.call(by_hand), anywhere.call(by_hand)] == ["2024S01", "2024S02"]

    def running(reading: Reading) -> list[str]:
        return sorted(reading.session.get_one(Cycle, cycle).key for cycle in queries.current(reading))

    assert anywhere.look(running) == ["2024M09", "2024Q3", "2024S01", "2024S02"]
    assert anywhere.look(recount.changes) == []
    assert anywhere.look(coverage.uncovered) == {}
    clock.advance_to(office_time(2024, 11, 1, 9))
    await OPEN_CYCLES.run(anywhere, clock)
    assert anywhere.look(running) == ["2024M10", "2024Q3", "2024S01", "2024S02"], "still owed"
