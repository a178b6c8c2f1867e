"""How is a comparison written into the ledger? In the unit at hand: programme, tasks, units, measures, each change audited.

A measure's text is frozen once it is in the ledger: where a file changes it, a trace says what it was, and why.
"""

from __future__ import annotations

from sqlalchemy import select

from db.queries import ledger as queries
from db.tables import Measure, Programme, Task
from db.units import Unit
from domain.ledger import ChangedRow, Comparison, LedgerField, Row
from jobs import archived, audit, measures
from jobs.ledger import parts


def write(unit: Unit, comparison: Comparison, who: str, reason: str, by: int | None = None) -> None:
    """`who` as in jobs/audit.py, `by` the person. `reason`: why approved measures change. The comparison has no errors."""
    assert not comparison.errors
    if comparison.changes_nothing:
        return
    named = {row.programme or comparison.programme for row in comparison.rows}
    programmes = {name: _programme(unit, name) for name in sorted(named)}
    for row in comparison.added:
        _add(unit, programmes[row.programme or comparison.programme], row, who)
    for changed in comparison.changed:
        _change(unit, programmes[changed.row.programme or comparison.programme], changed, who, reason, by)


def _programme(unit: Unit, name: str) -> Programme:
    """The programme's row, locked: two imports into it follow one another. Departments' and tasks' keys do the rest.

    Raises `Rejected` where it is archived.
    """
    unit.conn.execute(
        unit.insert_new(Programme).values(
            name=name,
            closing=list(unit.settings.programme.closing),
            rhythm="quarterly",
            created_at=unit.now,
        )
    )
    programme = unit.session.scalars(select(Programme).where(Programme.name == name).with_for_update()).one()
    archived.refuse(unit, programme.id)
    return programme


def _add(unit: Unit, programme: Programme, row: Row, who: str) -> None:
    task = Task(programme_id=programme.id, number=row.number, problem=row.problem, created_at=unit.now)
    _set_words(task, row)
    unit.session.add(task)
    unit.session.flush()
    for number, text in enumerate(row.measures, 1):
        unit.session.add(Measure(task_id=task.id, number=number, text=text))
    unit.session.flush()
    parts.set_units(unit, task, row)
    parts.set_owners(unit, task, row.owners)
    parts.set_targets(unit, task, row.indicators)
    audit.note(unit, who, "task.add", f"task:{task.id}", {"number": row.number})


def _change(unit: Unit, programme: Programme, changed: ChangedRow, who: str, reason: str, by: int | None) -> None:
    task = queries.task_numbered(unit, programme.name, changed.row.number)
    assert task is not None
    fields = [change.field for change in changed.changes]
    detail: dict[str, object] = {"fields": [one.value for one in fields]}
    _set_words(task, changed.row)
    task.rev += 1
    if parts.touches_units(fields):
        parts.set_units(unit, task, changed.row)
    if LedgerField.MEASURES in fields:
        detail["measures_before"] = list(changed.before.measures)
        measures.rewrite(unit, task, changed.row.measures, reason=reason, by=by)
    if LedgerField.MEASURES in fields or LedgerField.OWNERS in fields:
        parts.set_owners(unit, task, changed.row.owners)
    if LedgerField.INDICATORS in fields:
        parts.set_targets(unit, task, changed.row.indicators)
    unit.session.flush()
    audit.note(unit, who, "task.change", f"task:{task.id}", detail, reason=reason or "ledger import")


def _set_words(task: Task, row: Row) -> None:
    task.problem = row.problem or task.problem
    task.target = row.target
    task.deadline, task.deadline_text = row.deadline, row.deadline_text
    task.completion, task.completion_as_of = row.completion, row.completion_as_of
