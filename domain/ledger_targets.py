"""Which yearly figures does a task have? One a row, a column for each year, or several in the words of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.indicators import LONGEST_NAME, LONGEST_UNIT
from domain.ledger import Remark, YearTarget, head
from domain.ledger_cells import TaskCells
from domain.ledger_columns import Column
from domain.ledger_grid import Cell
from domain.ledger_values import amount_in_cell, figures_in_words, says_nothing
from domain.notice.glyphs import plain

_UNIT_BEHIND = re.compile(r"^(?P<name>.+?)\s*[(（](?:单位[::])?(?P<unit>[^()（）\d]{1,12})[)）]$")
_YEAR = re.compile(r"\D*((?:19|20)\d\d)\D*")


@dataclass(frozen=True)
class _Named:
    """A figure's name, unit and year as its row says them; None is not said."""

    name: str
    unit: str | None
    year: int | None


def targets_of(task: TaskCells) -> tuple[YearTarget, ...]:
    found: dict[tuple[str, int], YearTarget] = {}
    for where, target in _each(task):
        if len(target.name) > LONGEST_NAME or len(target.unit) > LONGEST_UNIT:
            facts: dict[str, str | int] = {"name": head(target.name, 40), "unit": head(target.unit, 20)}
            task.errors.append(Remark(where, "ledger-figure-too-long", facts))
            continue
        before = found.setdefault((target.name, target.year), target)
        if before != target:
            facts = {"name": target.name, "year": str(target.year)}
            task.errors.append(Remark(where, "ledger-figure-twice", facts))
        elif before is target:
            task.places[f"indicators.{len(found)}"] = where
    return tuple(found.values())


def _each(task: TaskCells) -> Iterator[tuple[str, YearTarget]]:
    names = task.header.one(Column.INDICATOR)
    if names is None:
        yield from _in_words(task, Column.INDICATOR_TARGET)
    elif not task.header.of(Column.INDICATOR_TARGET):
        yield from _in_words(task, Column.INDICATOR)
    else:
        yield from _in_columns(task, names)


def _in_columns(task: TaskCells, names: int) -> Iterator[tuple[str, YearTarget]]:
    task.cells_at(names)
    for row in task.lines.rows:
        written = task.grid.over(row, names)
        name = "" if written.flaw or says_nothing(written.text) else written.text
        for place in task.header.of(Column.INDICATOR_TARGET):
            cell, heading = task.grid.at(row, place), task.header.columns[place]
            where = task.grid.where(row, place)
            empty = says_nothing(cell.text)
            if cell.flaw:
                task.cells_at(place)
                continue
            if not name:
                if not empty:
                    task.errors.append(Remark(where, "ledger-figure-no-name", {"text": head(cell.text, 40)}))
                continue
            if empty and (heading.year is not None or task.grid.continues(row, names)):
                continue  # a year that has no target
            named = _named(task, row, name, heading.unit, heading.year)
            if (target := _target(task, named, cell, where)) is not None:
                yield where, replace(target, measure=task.of_row.get(row))


def _named(task: TaskCells, row: int, name: str, unit: str | None, year: int | None) -> _Named:
    """What the row's other cells say of the figure; a unit may stand in brackets behind its name."""
    own = task.grid.over(row, place).text if (place := task.header.one(Column.INDICATOR_UNIT)) is not None else ""
    unit = own if own and not says_nothing(own) else unit
    name = " ".join(name.split())
    if unit is None and (behind := _UNIT_BEHIND.match(name)):
        name, unit = behind["name"], behind["unit"]
    if year is None and (at := task.header.one(Column.INDICATOR_YEAR)) is not None:
        written = _YEAR.fullmatch(plain(task.grid.over(row, at).text))
        year = int(written[1]) if written else None
        if written is None and not says_nothing(said := task.grid.over(row, at).text):
            facts: dict[str, str | int] = {"text": head(said, 20)}
            task.errors.append(Remark(task.grid.where(row, at), "ledger-year-unclear", facts))
            year = 0
    return _Named(name, "".join(unit.split()) if unit else None, year)


def _target(task: TaskCells, named: _Named, cell: Cell, where: str) -> YearTarget | None:
    """None where something is missing or wrong: then it is told."""
    year = named.year if named.year is not None else task.year
    if year == 0:
        return None
    if year is None:
        task.errors.append(Remark(where, "ledger-figure-no-year", {"name": named.name}))
        return None
    if says_nothing(cell.text):
        if named.unit is None:
            task.errors.append(Remark(where, "ledger-figure-no-unit", {"text": head(named.name, 40)}))
            return None
        return YearTarget(named.name, named.unit, year)
    amount = amount_in_cell(cell, named.unit, where)
    if amount.wrong is not None:
        task.errors.append(amount.wrong)
        return None
    assert amount.unit is not None
    return YearTarget(named.name, amount.unit, year, amount.value)


def _in_words(task: TaskCells, column: Column) -> Iterator[tuple[str, YearTarget]]:
    """`完成营造林640万亩;补水1.9亿立方米`. Words that hold no figure stay what they are: a warning, nothing is made of them."""
    for place in task.header.of(column):
        heading = task.header.columns[place]
        for row, cell in task.cells_at(place):
            where = task.grid.where(row, place)
            for name, amount in figures_in_words(cell.text):
                read = amount_in_cell(Cell(amount), None, where) if amount is not None else None
                if read is None or read.wrong is not None:
                    task.warnings.append(Remark(where, "ledger-figure-words", {"text": head(name, 40)}))
                    continue
                named = _named(task, row, name, None, heading.year)
                if (target := _target(task, named, Cell(amount or ""), where)) is not None:
                    yield where, target
