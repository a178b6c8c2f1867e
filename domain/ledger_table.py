"""How does the ledger stand in a table? A block of rows a task: its words in the first row, then a row a measure or figure.

A figure of a measure stands in that measure's rows; one of the whole task has rows of its own. What is written so is
read back as the same task (jobs/ledger/imports.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.ledger_columns import ROLES, Column

Cell = str | int | Decimal | date | bool | None

FIGURE = frozenset(
    {Column.INDICATOR, Column.INDICATOR_UNIT, Column.INDICATOR_YEAR, Column.INDICATOR_TARGET},
)
DOWN = FIGURE | {Column.MEASURE_NUMBER, Column.MEASURE, Column.MEASURE_OWNERS}
"""The columns that change within a task; the others are said once."""


@dataclass(frozen=True)
class TableMeasure:
    number: int
    text: str
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableFigure:
    """An indicator's target of one year; `measure` is the number of the measure it counts, None the whole task's."""

    name: str
    unit: str
    year: int | None
    target: Decimal | None
    measure: int | None = None


@dataclass(frozen=True)
class TableTask:
    """`units` in the order of `ROLES`."""

    programme: str
    number: str
    problem: str
    target: str | None
    units: tuple[tuple[str, ...], ...]
    measures: tuple[TableMeasure, ...]
    figures: tuple[TableFigure, ...]
    deadline: date | None
    deadline_text: str | None
    completion: str | None
    completion_as_of: date | None
    state: str
    publicised: bool


def rows_of(task: TableTask) -> list[dict[Column, Cell]]:
    """The task's rows; what is not said has no cell."""
    rows = [row for measure in task.measures for row in _measure_rows(measure, task.figures)]
    rows += [_figure_cells(figure) for figure in task.figures if figure.measure is None]
    rows = rows or [{}]
    rows[0] = _task_cells(task) | rows[0]
    return rows


def said(tasks: Iterable[TableTask]) -> frozenset[Column]:
    """The columns in which any of them says something; what belongs to a figure comes together."""
    spoken = frozenset(
        column
        for task in tasks
        for row in rows_of(task)
        for column, value in row.items()
        if value is not None and value != ""
    )
    return spoken | FIGURE if Column.INDICATOR in spoken else spoken


def _task_cells(task: TableTask) -> dict[Column, Cell]:
    units = {role: "、".join(names) or None for role, names in zip(ROLES, task.units, strict=True)}
    return {
        Column.PROGRAMME: task.programme,
        Column.NUMBER: task.number,
        Column.PROBLEM: task.problem,
        **units,
        Column.TARGET: task.target,
        Column.DEADLINE: task.deadline_text or task.deadline,  # the office's words come to the same day when read
        Column.COMPLETION: task.completion,
        Column.COMPLETION_AS_OF: task.completion_as_of,
        Column.STATE: task.state,
        Column.PUBLICISED: task.publicised,
    }


def _measure_rows(measure: TableMeasure, figures: Sequence[TableFigure]) -> list[dict[Column, Cell]]:
    named: dict[Column, Cell] = {Column.MEASURE_NUMBER: measure.number}  # in each row: so it is read back as its figure
    mine = [named | _figure_cells(figure) for figure in figures if figure.measure == measure.number] or [{}]
    owners = "、".join(measure.departments) or None
    mine[0] = named | {Column.MEASURE: measure.text, Column.MEASURE_OWNERS: owners} | mine[0]
    return mine


def _figure_cells(figure: TableFigure) -> dict[Column, Cell]:
    return {
        Column.INDICATOR: figure.name,
        Column.INDICATOR_UNIT: figure.unit,
        Column.INDICATOR_YEAR: figure.year,
        Column.INDICATOR_TARGET: figure.target,
    }
