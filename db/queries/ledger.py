"""What does the ledger hold? Read to compare a file with it, to show a task, to export it. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from db.queries import publicity as periods
from db.tables import (
    Cycle,
    Department,
    Indicator,
    Programme,
    Publicity,
    PublicityTask,
    Report,
    Request,
    Role,
    Task,
    TaskUnit,
)
from db.tables.ledger import Measure, MeasureOwner
from db.units import Reading
from domain.collection import number_order
from domain.ledger import Row, YearTarget
from domain.people import RoleName
from domain.states import PublicityState, ReportState, UnitRole
from domain.wording import format_amount

ANSWERING = (UnitRole.LEAD, UnitRole.RESPONSIBLE)
"""The units a notice calls 责任单位: a lead unit is one too."""


def programme_names(reading: Reading) -> list[str]:
    return list(reading.conn.scalars(select(Programme.name).order_by(Programme.id)))


def archived_names(reading: Reading) -> set[str]:
    return set(reading.conn.scalars(select(Programme.name).where(Programme.closed_at.is_not(None))))


def known_rows(reading: Reading) -> dict[str, dict[str, Row]]:
    """Each programme's tasks by number, in the form a file is read to."""
    known: dict[str, dict[str, Row]] = {name: {} for name in programme_names(reading)}
    indicators = _indicators(reading)
    for task in _tasks(reading):
        known[task.programme.name][task.number] = row_of(task, indicators.get(task.id, []))
    return known


def row_of(task: Task, indicators: Iterable[Indicator] = ()) -> Row:
    def named(role: UnitRole) -> tuple[str, ...]:
        return tuple(unit.department.name for unit in task.units if unit.role == role)

    return Row(
        number=task.number,
        problem=task.problem,
        lead=named(UnitRole.LEAD),
        responsible=named(UnitRole.RESPONSIBLE),
        cooperating=named(UnitRole.COOPERATING),
        supervising=named(UnitRole.SUPERVISING),
        accepting=named(UnitRole.ACCEPTING),
        owners=tuple(tuple(owner.department.name for owner in measure.owners) for measure in task.measures),
        indicators=tuple(
            YearTarget(indicator.name, indicator.unit, target.year, target.target)
            for indicator in indicators
            for target in indicator.targets
        ),
        programme=task.programme.name,
        target=task.target,
        measures=tuple(measure.text for measure in task.measures),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        completion=task.completion,
        completion_as_of=task.completion_as_of,
    )


def tasks_numbered(reading: Reading, number: str) -> list[Task]:
    """Two programmes may both have a 21."""
    return _tasks(reading, Task.number == number)


def parts_numbered(reading: Reading, number: str) -> list[Task]:
    """Of a number that stands nowhere by itself: 47-1 to 47-9, in their order."""
    found = _tasks(reading, Task.number.startswith(f"{number}-", autoescape=True))
    return sorted(found, key=lambda task: (number_order(task.number), task.id))


def task_numbered(reading: Reading, programme: str, number: str) -> Task | None:
    found = _tasks(reading, Task.number == number, Programme.name == programme)
    return found[0] if found else None


def all_tasks(reading: Reading, programme: str | None = None) -> list[Task]:
    """Those of one programme, or of all."""
    return _tasks(reading, *([Programme.name == programme] if programme is not None else []))


def _tasks(reading: Reading, *where: Any) -> list[Task]:
    return list(
        reading.session.scalars(
            select(Task)
            .join(Programme)
            .where(*where)
            .order_by(Task.programme_id, Task.id)
            .options(
                selectinload(Task.programme),
                selectinload(Task.units).selectinload(TaskUnit.department),
                selectinload(Task.measures).selectinload(Measure.owners).selectinload(MeasureOwner.department),
            )
            .execution_options(populate_existing=True)
        )
    )


def indicators_of(reading: Reading, task_id: int) -> list[Indicator]:
    return list(
        reading.session.scalars(
            select(Indicator)
            .where(Indicator.task_id == task_id)
            .order_by(Indicator.id)
            .options(selectinload(Indicator.targets))
            .execution_options(populate_existing=True)
        )
    )


def _indicators(reading: Reading) -> dict[int, list[Indicator]]:
    """Every task's indicators with their targets."""
    found: dict[int, list[Indicator]] = {}
    for indicator in reading.session.scalars(
        select(Indicator)
        .order_by(Indicator.id)
        .options(selectinload(Indicator.targets))
        .execution_options(populate_existing=True)
    ):
        found.setdefault(indicator.task_id, []).append(indicator)
    return found


def publicised(reading: Reading) -> set[int]:
    """The tasks with a period that is over and counts: begun after the task last had to go back to work."""
    candidates = reading.conn.scalars(
        select(PublicityTask.task_id)
        .join(Publicity)
        .where(Publicity.state == PublicityState.ENDED)
        .distinct()
        .order_by(PublicityTask.task_id)
    ).all()
    return {task_id for task_id in candidates if periods.ended(reading, task_id)}


def last_requests(reading: Reading, task_id: int) -> list[tuple[Request, str | None]]:
    """Each department's newest request for the task, with the status it last sent (None: nothing sent).

    A special round's question says nothing of how far the task is.
    """
    requests = reading.session.scalars(
        select(Request)
        .join(Cycle)
        .where(Request.task_id == task_id, Cycle.question.is_(None))
        .order_by(Cycle.opens_on.desc(), Request.id)
        .options(selectinload(Request.cycle), selectinload(Request.department))
    )
    newest: dict[int, Request] = {}
    for request in requests:
        newest.setdefault(request.department_id, request)
    ids = [request.id for request in newest.values()]
    sent = reading.conn.execute(
        select(Report.request_id, Report.status)
        .where(Report.request_id.in_(ids), Report.state != ReportState.DRAFT)
        .order_by(Report.revision)
    )
    status = {row.request_id: row.status for row in sent}
    return [(request, status.get(request.id)) for request in newest.values()]


def unbound_departments(reading: Reading, names: set[str]) -> int:
    """How many of these departments have no liaison."""
    bound = (
        select(Role.id)
        .where(Role.role == RoleName.LIAISON, Role.department_id == Department.id, Role.ended_at.is_(None))
        .exists()
    )
    return reading.conn.scalar(select(func.count(Department.id)).where(Department.name.in_(names), ~bound)) or 0


def export(reading: Reading) -> dict[str, Any]:
    """The contract's JSON: every task of every programme."""
    published = publicised(reading)
    indicators = _indicators(reading)
    tasks = sorted(_tasks(reading), key=lambda task: (task.programme_id, number_order(task.number)))
    return {"tasks": [_exported(task, task.id in published, indicators.get(task.id, [])) for task in tasks]}


def _exported(task: Task, publicised: bool, indicators: list[Indicator]) -> dict[str, Any]:
    roles = {role: [unit.department.name for unit in task.units if unit.role == role] for role in UnitRole}
    numbers: dict[int | None, int] = {measure.id: measure.number for measure in task.measures}
    return {
        "programme": task.programme.name,
        "number": task.number,
        "problem": task.problem,
        "target": task.target,
        "deadline": task.deadline.isoformat() if task.deadline else None,
        "deadline_text": task.deadline_text,
        "state": task.state,
        "publicised": publicised,
        **{role.value: names for role, names in roles.items()},
        "measures": [
            {
                "number": measure.number,
                "text": measure.text,
                "departments": [owner.department.name for owner in measure.owners],
            }
            for measure in task.measures
        ],
        "indicators": [
            {
                "name": indicator.name,
                "unit": indicator.unit,
                "year": target.year,
                "target": format_amount(target.target, "") if target.target is not None else None,
            }
            for indicator in sorted(indicators, key=lambda one: numbers.get(one.measure_id, len(numbers) + 1))
            for target in indicator.targets
        ],
    }
