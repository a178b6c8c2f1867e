"""Who kept the due days? Against a ledger made by hand, on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

from config.settings import Settings
from db.database import open_database
from db.queries import punctuality
from db.tables import Cycle, Extension, Person, Report, Request, Review
from db.units import Unit
from domain.punctuality import Punctuality, ranked
from jobs.clock import VirtualClock
from tests.conftest import Office
from tests.integration.desk import office_time

DUE = date(2024, 10, 18)


def cycle(unit: Unit, key: str, opens_on: date, due_on: date) -> int:
    row = Cycle(programme_id=1, key=key, opens_on=opens_on, due_on=due_on, created_at=unit.now)
    unit.session.add(row)
    unit.session.flush()
    return row.id


def asked(unit: Unit, cycle_id: int, task: int, department: int, state: str, due_on: date, *sent: Any) -> int:
    """A request and its revisions: (state, instant or None, late)."""
    row = Request(
        cycle_id=cycle_id, task_id=task, department_id=department, state=state, due_on=due_on, created_at=unit.now
    )
    unit.session.add(row)
    unit.session.flush()
    for revision, (of, at, late) in enumerate(sent, start=1):
        report = Report(
            request_id=row.id,
            revision=revision,
            state=of,
            late=late,
            submitted_at=at,
            created_at=unit.now,
            touched_at=unit.now,
        )
        unit.session.add(report)
        unit.session.flush()
        if of == "returned":
            unit.session.add(Review(report_id=report.id, reviewer_id=1, decision=of, comment="缺验收单", at=unit.now))
    return row.id


def a_year(unit: Unit) -> None:
    """Two departments, three tasks, three rounds, and one round of another year."""
    in_time, just, late = office_time(2024, 10, 15, 9), office_time(2024, 10, 18, 23), office_time(2024, 10, 19, 0)
    half, third = (
        cycle(unit, "2024Q2", date(2024, 7, 1), date(2024, 7, 12)),
        cycle(unit, "2024Q3", date(2024, 10, 8), DUE),
    )
    special, other = (
        cycle(unit, "2024S01", date(2024, 10, 9), date(2024, 10, 31)),
        cycle(unit, "2023Q4", date(2024, 1, 2), date(2024, 1, 15)),
    )
    water, forest = 1, 2
    asked(unit, half, 1, water, "accepted", date(2024, 7, 12), ("accepted", office_time(2024, 7, 8, 9), False))
    asked(unit, half, 2, forest, "open", date(2024, 7, 12))
    asked(unit, third, 1, water, "accepted", DUE, ("returned", just, False), ("accepted", late, True))
    asked(unit, third, 2, forest, "submitted", DUE, ("submitted", late, True))
    excused = asked(unit, third, 3, forest, "accepted", date(2024, 10, 25), ("accepted", late, True))
    asked(unit, third, 3, water, "returned", DUE, ("returned", in_time, False), ("draft", None, False))
    asked(unit, special, 1, water, "open", date(2024, 10, 31), ("draft", None, False))
    asked(unit, other, 1, water, "open", date(2024, 1, 15))
    unit.session.add(
        Extension(
            request_id=excused,
            until=date(2024, 10, 25),
            reason="资料未齐",
            state="granted",
            asked_by=1,
            asked_at=unit.now,
        )
    )


def test_a_year_is_counted_as_by_hand(both: Settings) -> None:
    clock = VirtualClock(office_time(2024, 10, 22, 9))
    units = open_database(both, now=clock.now)
    try:
        office = Office(units)
        office.task("21")
        office.task("33", department="示范省林业局")
        office.task("36", department="示范省林业局")
        units.call(lambda unit: unit.session.add(Person(mark=b"1", account_sealed=b"", created_at=unit.now)))
        units.call(a_year)
        water = Punctuality(
            1, "示范省水利厅", owed=4, on_time=3, late=0, missing=0, ahead=1, answered=2, accepted=2, returned=2, extended=0
        )  # fmt: skip
        forest = Punctuality(
            2, "示范省林业局", owed=3, on_time=1, late=1, missing=1, ahead=0, answered=2, accepted=1, returned=0, extended=1
        )  # fmt: skip
        assert units.look(punctuality.of_year, 2024, 1) == units.look(punctuality.of_year, 2024) == [forest, water]
        assert (water.percent, forest.percent) == (100, 33)
        assert units.look(punctuality.of_year, 2024, 99) == []
        assert units.look(punctuality.years) == [2024, 2023]
        [third_forest, third_water] = units.look(punctuality.of_cycle, 2)
        assert (third_forest.owed, third_forest.percent, third_forest.percent_done) == (2, 50, 100)
        assert (third_water.owed, third_water.percent, third_water.percent_done) == (2, 100, 50)
        places = [(place, one.department) for place, one in ranked([third_water, third_forest])]
        assert places == [(1, "示范省林业局"), (2, "示范省水利厅")]
    finally:
        units.close()
