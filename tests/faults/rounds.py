"""What do the people of the fault tests work on? A task and an owed report for each department, and a notice that runs today."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from config.settings import Settings
from db.database import open_database
from db.tables import Cycle, Department, Programme, Request
from db.units import Unit
from jobs.clock import RealClock
from tests.conftest import Office
from tests.objecting import publish


def department(serial: int) -> str:
    return f"示范省第{serial}厅"


def seed(settings: Settings, departments: int) -> tuple[int, list[int]]:
    """A notice that can be objected to, and a request for each department, in the real present."""
    units = open_database(settings, now=RealClock().now)
    try:
        office = Office(units)
        tasks = [office.task(str(serial + 1), department=department(serial)) for serial in range(departments)]
        today = RealClock().now().astimezone(settings.office.zone).date()
        notice = publish(units, tasks[0], starts=today - timedelta(days=1), ends=today + timedelta(days=9))
        return notice, units.call(requests_of, tasks)
    finally:
        units.close()


def requests_of(unit: Unit, tasks: list[int], departments: list[str] | None = None) -> list[int]:
    """A round that runs now, with a request for the department of each task (the first, the second, ... where not named)."""
    programme = unit.session.scalars(select(Programme)).one()
    cycle = Cycle(
        programme_id=programme.id,
        key="2024Q3",
        opens_on=unit.today,
        due_on=unit.today + timedelta(days=30),
        created_at=unit.now,
    )
    unit.session.add(cycle)
    unit.session.flush()
    rows = []
    for serial, task in enumerate(tasks):
        owing = unit.session.scalars(
            select(Department).where(Department.name == (departments[serial] if departments else department(serial)))
        ).one()
        rows.append(
            Request(cycle_id=cycle.id, task_id=task, department_id=owing.id, due_on=cycle.due_on, created_at=unit.now)
        )
    unit.session.add_all(rows)
    unit.session.flush()
    return [row.id for row in rows]
