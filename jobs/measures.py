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
    after: list[Measure] = []
    for pair in paired([measure.text for measure in before], texts):
        old = before[pair.old] if pair.old is not None else None
        if pair.new is None:
            assert old is not None
            drop(unit, old, reason=reason, by=by)
        elif old is None:
            trace = reason if before else None
            after.append(add(unit, task, texts[pair.new], reason=trace, by=by))
        else:
            change(unit, old, texts[pair.new], reason=reason, by=by)
            after.append(old)
    _number(unit, task, after)
    return after


def change(unit: Unit, measure: Measure, text: str, *, reason: str, by: int | None) -> None:
    """Another text for a measure that stays; the same one changes nothing."""
    if measure.text == text:
        return
    _trace(unit, measure, measure.text, reason, by)
    measure.text = text


def add(unit: Unit, task: Task, text: str, *, reason: str | None, by: int | None) -> Measure:
    """One more, at the end for now. Without a reason it leaves no trace."""
    last = max((measure.number for measure in task.measures), default=0)
    measure = Measure(task_id=task.id, number=last + 1, text=text)
    unit.session.add(measure)
    unit.session.flush()
    unit.session.expire(task, ["measures"])
    if reason is not None:
        _trace(unit, measure, "", reason, by)
    return measure


def drop(unit: Unit, measure: Measure, *, reason: str, by: int | None) -> None:
    """It is no longer asked for: nobody owns it any more and no figure is counted by it."""
    _trace(unit, measure, measure.text, reason, by)
    unit.conn.execute(update(Indicator).where(Indicator.measure_id == measure.id).values(measure_id=None))
    unit.conn.execute(delete(MeasureOwner).where(MeasureOwner.measure_id == measure.id))
    measure.number = -measure.id
    unit.session.flush()
    unit.session.expire(measure.task, ["measures"])


def renumber(unit: Unit, task: Task) -> None:
    """1, 2, 3 again, where some were dropped."""
    _number(unit, task, list(task.measures))


def _number(unit: Unit, task: Task, measures: Sequence[Measure]) -> None:
    if [measure.number for measure in measures] != list(range(1, len(measures) + 1)):
        for measure in measures:
            measure.number = -measure.id  # out of the way: a number belongs to one measure of a task at a time
        unit.session.flush()
        for number, measure in enumerate(measures, 1):
            measure.number = number
    unit.session.flush()
    unit.session.expire(task, ["measures"])


def _trace(unit: Unit, measure: Measure, said: str, reason: str, by: int | None) -> None:
    unit.session.add(MeasureChange(measure_id=measure.id, text=said, reason=reason, changed_by=by, at=unit.now))
