"""What did a task's measures say before? The traces of their changes, the oldest first. Nothing here writes."""

from __future__ import annotations

from sqlalchemy import select

from db.queries.reports import name_of
from db.tables import Measure, MeasureChange
from db.units import Reading
from domain.measures import MeasureTrace


def history(reading: Reading, task_id: int) -> tuple[MeasureTrace, ...]:
    """Every change of the task's measures, of those that were dropped too."""
    rows = reading.session.execute(
        select(MeasureChange, Measure)
        .join(Measure, Measure.id == MeasureChange.measure_id)
        .where(Measure.task_id == task_id)
        .order_by(MeasureChange.at, MeasureChange.id)
        .execution_options(populate_existing=True)
    ).all()
    said_next: dict[int, str] = {}
    traces: list[MeasureTrace] = []
    for change, measure in reversed([(row[0], row[1]) for row in rows]):
        lives = measure.number > 0
        after = said_next.get(measure.id, measure.text if lives else "")
        said_next[measure.id] = change.text
        by = name_of(reading, change.changed_by)
        number = measure.number if lives else 0
        traces.append(MeasureTrace(number, change.at, by, change.reason, change.text, after))
    return tuple(reversed(traces))
