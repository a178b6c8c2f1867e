"""A task that is asked every month among others that are asked every quarter: each in its own round, none twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, select, update

from db.queries import cycles as queries
from db.tables import Cycle, Request, Task
from db.units import Unit, Units
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, cycles
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
