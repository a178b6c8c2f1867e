"""What stands in the ledger, as a table shows it? Every task with its units, measures and figures. Nothing here writes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db.queries import ledger as queries
from db.tables import Indicator, Task
from db.units import Reading
from domain.collection import number_order
from domain.ledger_columns import ROLES
from domain.ledger_table import TableFigure, TableMeasure, TableTask


def table(reading: Reading, programme: str | None = None, *, archived: bool = True) -> tuple[TableTask, ...]:
    """The tasks of one programme, or of all, in the order of programmes and numbers; `archived`: also of those that are."""
    published = queries.publicised(reading)
    figures: dict[int, list[Indicator]] = {}
    for indicator in reading.session.scalars(
        select(Indicator).order_by(Indicator.id).options(selectinload(Indicator.targets))
    ):
        figures.setdefault(indicator.task_id, []).append(indicator)
    found = [task for task in queries.all_tasks(reading, programme) if archived or task.programme.closed_at is None]
    tasks = sorted(found, key=lambda task: (task.programme_id, number_order(task.number)))
    return tuple(_row(task, figures.get(task.id, []), publicised=task.id in published) for task in tasks)


def _row(task: Task, indicators: list[Indicator], *, publicised: bool) -> TableTask:
    numbers = {measure.id: measure.number for measure in task.measures}
    return TableTask(
        programme=task.programme.name,
        number=task.number,
        problem=task.problem,
        target=task.target,
        units=tuple(tuple(part.department.name for part in task.units if part.role == role.value) for role in ROLES),
        measures=tuple(
            TableMeasure(measure.number, measure.text, tuple(owner.department.name for owner in measure.owners))
            for measure in task.measures
        ),
        figures=tuple(
            TableFigure(
                indicator.name,
                indicator.unit,
                target.year,
                target.target,
                numbers.get(indicator.measure_id) if indicator.measure_id is not None else None,
            )
            for indicator in indicators
            for target in indicator.targets
        ),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        completion=task.completion,
        completion_as_of=task.completion_as_of,
        state=task.state,
        publicised=publicised,
    )
