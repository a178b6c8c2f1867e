"""What does the plan look like as a table? A row a measure or a figure; what is to be filled in is tinted.

Composing blocks: call it on a thread, never in a unit. What comes back is read by domain/plan_table.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from config.texts import Texts
from domain.messages.plan import PlanSheet, SheetTask
from domain.plan_table import Field, heading
from jobs.documents.columns import Column, Kind, Value

_LAYOUT: dict[Field, tuple[float, Kind, bool]] = {
    Field.NUMBER: (7, Kind.LABEL, False),
    Field.PROBLEM: (26, Kind.TEXT, False),
    Field.PLACE: (6, Kind.NUMBER, False),
    Field.MEASURE: (50, Kind.TEXT, True),
    Field.FIGURE: (16, Kind.TEXT, False),
    Field.UNIT: (10, Kind.LABEL, False),
    Field.LAST: (11, Kind.NUMBER, False),
    Field.REACHED: (11, Kind.NUMBER, False),
    Field.TARGET: (11, Kind.NUMBER, True),
    Field.REASON: (22, Kind.TEXT, True),
}
"""Width, what stands there, and whether it is filled in."""


def written(plan: PlanSheet, texts: Texts, language: str) -> bytes:
    """The workbook."""
    from jobs.documents.sheets import Book  # noqa: PLC0415 - on this thread, when first used

    def say(key: str, **facts: str | int) -> str:
        return texts.say(language, key, **facts)

    columns = [
        Column(heading(field, plan.year, language), width, kind, entered)
        for field, (width, kind, entered) in _LAYOUT.items()
    ]
    title = say("plan-sheet-title", programme=plan.programme, year=str(plan.year))
    notes = [say("plan-sheet-in-force" if plan.in_force else "plan-sheet-how", year=str(plan.year))]
    name = say("plan-sheet-name", year=str(plan.year))
    page = Book(language).page(name, title=title, columns=columns, notes=notes)
    for task in plan.tasks:
        rows = _rows(task)
        page.block([[row.get(field) for field in _LAYOUT] for row in rows], (0, 1), [_entered(row) for row in rows])
    return page.book.saved()


def _rows(task: SheetTask) -> list[dict[Field, Value]]:
    rows = [*_measures(task), *_figures(task)] or [{}]
    task_cells: dict[Field, Value] = {Field.NUMBER: task.number, Field.PROBLEM: task.problem}
    rows[0] = task_cells | rows[0]
    return rows


def _entered(row: dict[Field, Value]) -> set[int]:
    """The columns of a measure's row, or of a figure's, that are filled in."""
    wanted = {Field.TARGET} if Field.FIGURE in row else {Field.MEASURE, Field.REASON}
    return {place for place, field in enumerate(_LAYOUT) if field in wanted}


def _measures(task: SheetTask) -> Iterator[dict[Field, Value]]:
    for place, text in enumerate(task.measures, 1):
        yield {Field.PLACE: place, Field.MEASURE: text}


def _figures(task: SheetTask) -> Iterator[dict[Field, Value]]:
    for figure in task.figures:
        yield {
            Field.FIGURE: figure.name,
            Field.UNIT: figure.unit,
            Field.LAST: figure.last,
            Field.REACHED: figure.reached,
            Field.TARGET: figure.target,
        }
