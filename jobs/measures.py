"""How is a frozen measure changed? With a reason, and a trace of what it said: who, when, why, before and after.

A measure that is dropped keeps its row, with a number below zero: what was reported on it and what it once said still
refer to it (db/tables/ledger.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, update

from db.tables import Indicator, Measure, MeasureChange, MeasureOwner, Task
from db.units import Unit
from domain.measures import paired


def rewrite(unit: Unit, task: Task, texts: Sequence[str], *, reason: str, by: int | None) -> list[Measure]:
    """The task's measures from now on, in this order. `by` is a person, None for the shell.

    A task's first measures need no trace: they are what is approved.
    """
    before = list(task.measures)
    pairs = paired([measure.text for measure in before], texts)
    for measure in before:
        measure.number = -measure.id  # out of the way: a number belongs to one measure of a task at a time
    unit.session.flush()
    after: list[Measure] = []
    for pair in pairs:
        old = before[pair.old] if pair.old is not None else None
        if pair.new is None:
            assert old is not None
            _trace(unit, old, old.text, reason, by)
            _let_go(unit, old)
            continue
        text = texts[pair.new]
        measure = old or Measure(task_id=task.id, text="")
        measure.number = pair.new + 1
        if old is None:
            unit.session.add(measure)
            unit.session.flush()
        if measure.text != text:
            if before:
                _trace(unit, measure, measure.text, reason, by)
            measure.text = text
        after.append(measure)
    unit.session.flush()
    unit.session.expire(task, ["measures"])
    return after


def _trace(unit: Unit, measure: Measure, said: str, reason: str, by: int | None) -> None:
    unit.session.add(MeasureChange(measure_id=measure.id, text=said, reason=reason, changed_by=by, at=unit.now))


def _let_go(unit: Unit, measure: Measure) -> None:
    """Nobody owns it any more and no figure is counted by it."""
    unit.conn.execute(update(Indicator).where(Indicator.measure_id == measure.id).values(measure_id=None))
    unit.conn.execute(delete(MeasureOwner).where(MeasureOwner.measure_id == measure.id))
