"""People who owe a report and have its form open at the step where the progress is typed, as the office's jobs leave them."""

from __future__ import annotations

from datetime import timedelta

from config.settings import Settings
from db.database import open_database
from db.tables import (
    Cycle,
    Department,
    Dialogue,
    Measure,
    Person,
    Programme,
    Request,
    Role,
    Task,
    TaskUnit,
)
from db.units import Unit
from domain.answers import Chosen
from domain.people import Account, RoleName
from domain.states import ReportStatus, UnitRole
from jobs.clock import RealClock
from jobs.collection import form

A_UNIT = 50  # people arranged in one unit


def arrange(settings: Settings, users: range) -> None:
    """One department, one task, one request and one liaison for each of `users`; their cards wait in the outbox."""
    units = open_database(settings, now=RealClock().now)
    try:
        cycle_id = units.call(_cycle)
        for start in range(users.start, users.stop, A_UNIT):
            units.call(_liaisons, cycle_id, range(start, min(start + A_UNIT, users.stop)))
    finally:
        units.close()


def _cycle(unit: Unit) -> int:
    programme = Programme(name="bench", closing=[], created_at=unit.now)
    unit.session.add(programme)
    unit.session.flush()
    due = unit.today + timedelta(days=10)
    cycle = Cycle(
        programme_id=programme.id, key=f"{unit.today.year}Q1", opens_on=unit.today, due_on=due, created_at=unit.now
    )
    unit.session.add(cycle)
    unit.session.flush()
    return cycle.id


def _liaisons(unit: Unit, cycle_id: int, users: range) -> None:
    for user in users:
        who = Account(unit.vault.mark("account", user), user, "", "zh-hans")
        request = _request(unit, cycle_id, who)
        form.open_request(unit, who, request.id, "bench")
        dialogue = unit.session.query(Dialogue).filter_by(mark=who.mark).one()
        form.answer(unit, who, Chosen(ReportStatus.ON_TRACK, dialogue.id, dialogue.rev), "bench")


def _request(unit: Unit, cycle_id: int, who: Account) -> Request:
    cycle = unit.session.get_one(Cycle, cycle_id)
    department = Department(name=f"示范单位{who.id}")
    task = Task(
        programme_id=cycle.programme_id,
        number=str(who.id),
        problem="河道生态补水不足,部分河段常年断流",
        target="主要河段恢复生态基流",
        created_at=unit.now,
    )
    person = Person(
        mark=who.mark,
        account_sealed=unit.vault.seal(str(who.id)),
        name_sealed=unit.vault.seal("联络员"),
        language="zh-CN",
        created_at=unit.now,
    )
    unit.session.add_all([department, task, person])
    unit.session.flush()
    request = Request(
        cycle_id=cycle_id,
        task_id=task.id,
        department_id=department.id,
        due_on=cycle.due_on,
        created_at=unit.now,
    )
    unit.session.add_all(
        [
            Role(person_id=person.id, role=RoleName.LIAISON, department_id=department.id, since=unit.now),
            TaskUnit(task_id=task.id, department_id=department.id, role=UnitRole.RESPONSIBLE),
            Measure(task_id=task.id, number=1, text="实施生态补水"),
            request,
        ]
    )
    unit.session.flush()
    return request
