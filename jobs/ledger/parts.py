"""How are a task's departments, the owners of its measures and its yearly targets set? As a file says them, no more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from db.tables import Department, Indicator, IndicatorTarget, MeasureOwner, Task, TaskUnit
from db.units import Unit
from domain.ledger import UNITS, LedgerField, Row, YearTarget
from domain.states import UnitRole


def set_units(unit: Unit, task: Task, row: Row) -> None:
    """Each role's departments, in the row's order; a part that stays keeps its row."""
    for field in UNITS:
        role, names = UnitRole(field.value), row.units(field)
        held = {part.department.name: part.id for part in task.units if part.role == role}
        gone = [part for name, part in held.items() if name not in names]
        unit.conn.execute(delete(TaskUnit).where(TaskUnit.id.in_(gone)))
        for name in names:
            if name not in held:
                joined = unit.insert_new(TaskUnit).values(
                    task_id=task.id, department_id=department_id(unit, name), role=role
                )
                unit.conn.execute(joined)
    unit.session.expire(task, ["units"])


def department_id(unit: Unit, name: str) -> int:
    """The department of that name, made if need be."""
    unit.conn.execute(unit.insert_new(Department).values(name=name))
    return unit.conn.execute(select(Department.id).where(Department.name == name)).scalar_one()


def set_owners(unit: Unit, task: Task, owners: Sequence[Sequence[str]]) -> None:
    """The departments of each measure, in the measures' order; one that is not named belongs to the whole task."""
    for place, measure in enumerate(task.measures):
        names = owners[place] if place < len(owners) else ()
        wanted = {department_id(unit, name) for name in names}
        held = {owner.department_id for owner in measure.owners}
        if wanted == held:
            continue
        unit.conn.execute(
            delete(MeasureOwner).where(
                MeasureOwner.measure_id == measure.id, MeasureOwner.department_id.in_(held - wanted)
            )
        )
        for department in sorted(wanted - held):
            unit.conn.execute(unit.insert_new(MeasureOwner).values(measure_id=measure.id, department_id=department))
        unit.session.expire(measure, ["owners"])


def set_targets(unit: Unit, task: Task, targets: Sequence[YearTarget]) -> None:
    """Each figure, and what it shall reach in each year; those that are not named stay."""
    figures = {
        figure.name: figure for figure in unit.session.scalars(select(Indicator).where(Indicator.task_id == task.id))
    }
    for one in targets:
        figure = figures.get(one.name)
        if figure is None:
            counted = next((measure.id for measure in task.measures if measure.number == one.measure), None)
            figure = Indicator(task_id=task.id, name=one.name, unit=one.unit, measure_id=counted)
            unit.session.add(figure)
            unit.session.flush()
            figures[one.name] = figure
        target = unit.session.scalar(
            select(IndicatorTarget).where(IndicatorTarget.indicator_id == figure.id, IndicatorTarget.year == one.year)
        )
        if target is None:
            unit.session.add(IndicatorTarget(indicator_id=figure.id, year=one.year, target=one.target))
        else:
            target.target = one.target
    unit.session.flush()


PARTS = frozenset(UNITS)


def touches_units(fields: Sequence[LedgerField]) -> bool:
    return not PARTS.isdisjoint(fields)
