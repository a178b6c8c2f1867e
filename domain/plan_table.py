"""What does a plan's table say? A row a measure or a figure, as the bot hands it out and as it comes back filled in.

A measure is changed by writing over it, dropped by emptying it, added in a row of its own. A figure whose target is left
empty has none this year. A row that was taken out says nothing: the measure stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from domain.errors import Rejected
from domain.figures import parse_figure, said_of_a_cell
from domain.ledger import Remark, task_number
from domain.ledger_columns import Column, heading_of
from domain.ledger_grid import Cell, Grid, tidy
from domain.notice.glyphs import plain, squeezed
from domain.plan import Draft, PlanMeasure, PlanTarget

DEEPEST = 10  # rows that a title and its notes may take


class Field(StrEnum):
    """The columns, in the order they are written."""

    NUMBER = "number"
    PROBLEM = "problem"
    PLACE = "place"
    MEASURE = "measure"
    FIGURE = "figure"
    UNIT = "unit"
    LAST = "last"
    REACHED = "reached"
    TARGET = "target"
    REASON = "reason"


_HEADINGS = {
    Field.NUMBER: ("序号", "No."),
    Field.PROBLEM: ("整改任务", "Task"),
    Field.PLACE: ("措施序号", "Measure no."),
    Field.MEASURE: ("整改措施", "Measure"),
    Field.FIGURE: ("指标名称", "Indicator"),
    Field.UNIT: ("计量单位", "Unit of measure"),
    Field.LAST: ("{last}年目标", "{last} target value"),
    Field.REACHED: ("{last}年完成", "Reached in {last}"),
    Field.TARGET: ("{year}年目标", "{year} target value"),
    Field.REASON: ("改动原因", "Reason for change"),
}
_OF_LEDGER = {
    Column.NUMBER: Field.NUMBER,
    Column.PROBLEM: Field.PROBLEM,
    Column.MEASURE_NUMBER: Field.PLACE,
    Column.MEASURE: Field.MEASURE,
    Column.INDICATOR: Field.FIGURE,
    Column.INDICATOR_UNIT: Field.UNIT,
}
_REASON = re.compile(r"(?:改动|修改|调整|变更)(?:原因|理由|依据)|reason(?:forchange)?")
_TITLE = re.compile(r"(?P<programme>.*?)(?P<year>20\d\d)年(?:整改)?工作要点")
_ENGLISH_TITLE = re.compile(r"Plan of (?P<year>20\d\d)(?: · (?P<programme>.+))?")
_NOTHING = frozenset({"", "/", "-", "--", "无", "暂无", "暂无数据", "不设"})


def heading(of: Field, year: int, language: str) -> str:
    chinese, english = _HEADINGS[of]
    return (chinese if language.startswith("zh") else english).format(year=year, last=year - 1)


@dataclass(frozen=True)
class PlanTable:
    """`programme` and `year` as the title and the headings say; None where they do not."""

    programme: str | None
    year: int
    draft: Draft


def read(grids: Sequence[Grid], name: str) -> PlanTable | None:
    """The plan among a file's tables; None where none of them is one."""
    for grid in grids:
        for row in range(min(DEEPEST, len(grid.rows))):
            found = _header(grid, row)
            if found is not None:
                columns, year = found
                title = _title(grid, row)
                draft = _draft(grid, row + 1, columns)
                return PlanTable(title, year, replace(draft, source=name))
    return None


def _header(grid: Grid, row: int) -> tuple[dict[Field, int], int] | None:
    """Where each column is, and the year whose targets are planned: the last that has a column."""
    columns: dict[Field, int] = {}
    targets: dict[int, int] = {}
    for place, cell in grid.filled(row):
        written = squeezed(plain(cell.text)).lower()
        known = heading_of(cell.text)
        if _REASON.fullmatch(written):
            columns.setdefault(Field.REASON, place)
        elif known is not None and known.column is Column.INDICATOR_TARGET and known.year:
            targets.setdefault(known.year, place)
        elif known is not None and known.column in _OF_LEDGER:
            columns.setdefault(_OF_LEDGER[known.column], place)
    if not targets or not {Field.NUMBER, Field.REASON} <= columns.keys():
        return None
    if not columns.keys() & {Field.MEASURE, Field.FIGURE}:
        return None
    year = max(targets)
    return columns | {Field.TARGET: targets[year]}, year


def _title(grid: Grid, header: int) -> str | None:
    for row in range(header):
        for _, cell in grid.filled(row):
            found = _TITLE.search(cell.text) or _ENGLISH_TITLE.search(cell.text)
            if found is not None:
                return (found["programme"] or "").strip() or None
    return None


def _draft(grid: Grid, first: int, columns: dict[Field, int]) -> Draft:
    targets: list[PlanTarget] = []
    measures: list[PlanMeasure] = []
    errors: list[Remark] = []
    number = ""
    for row in range(first, len(grid.rows)):
        line = _Line(grid, row, columns)
        if line.is_blank:
            continue
        number = line.number or number
        if not number:
            if line.says_something:
                errors.append(Remark(line.where(Field.NUMBER), "plan-no-number"))
            continue
        for one in line.read(number):
            if isinstance(one, PlanTarget):
                targets.append(one)
            elif isinstance(one, PlanMeasure):
                measures.append(one)
            else:
                errors.append(one)
    return Draft("", tuple(targets), tuple(measures), tuple(errors))


@dataclass(frozen=True)
class _Line:
    grid: Grid
    row: int
    columns: dict[Field, int]

    def cell(self, of: Field) -> Cell:
        place = self.columns.get(of)
        return self.grid.at(self.row, place) if place is not None else Cell()

    def text(self, of: Field) -> str:
        return tidy(self.cell(of).text)

    def where(self, of: Field) -> str:
        return self.grid.where(self.row, self.columns.get(of, 0))

    @property
    def is_blank(self) -> bool:
        return all(self.cell(field).is_blank for field in self.columns)

    @property
    def says_something(self) -> bool:
        """A footnote below the table stands in its first column alone."""
        return any(not self.cell(field).is_blank for field in (Field.MEASURE, Field.FIGURE, Field.TARGET))

    @property
    def number(self) -> str:
        cell = self.cell(Field.NUMBER)
        if cell.number is not None and cell.number == cell.number.to_integral_value():
            return str(int(cell.number))
        return task_number(cell.text) if not cell.is_blank else ""

    def read(self, number: str) -> Iterator[PlanTarget | PlanMeasure | Remark]:
        if flaw := next((field for field in self.columns if self.cell(field).flaw), None):
            yield Remark(self.where(flaw), "plan-cell-formula")
            return
        yield from self._measure(number)
        yield from self._target(number)

    def _measure(self, number: str) -> Iterator[PlanMeasure | Remark]:
        place, text, reason = self.cell(Field.PLACE), self.text(Field.MEASURE), self.text(Field.REASON)
        where = self.where(Field.MEASURE)
        if place.is_blank:
            if text:
                yield PlanMeasure(number, None, text, reason, where)
            return
        digits = task_number(place.text) if place.number is None else f"{place.number.normalize():f}"
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 5):
            yield Remark(self.where(Field.PLACE), "plan-place-number", {"given": place.text[:20]})
        else:
            yield PlanMeasure(number, int(digits), text, reason, where)

    def _target(self, number: str) -> Iterator[PlanTarget | Remark]:
        name, unit = self.text(Field.FIGURE), self.text(Field.UNIT)
        if not name:
            if not self.cell(Field.TARGET).is_blank:
                yield Remark(self.where(Field.FIGURE), "plan-no-figure")
            return
        try:
            target = self._amount(unit)
        except Rejected as refusal:
            yield Remark(self.where(Field.TARGET), said_of_a_cell(refusal.key), dict(refusal.facts))
            return
        if target is not None and not unit:
            yield Remark(self.where(Field.UNIT), "plan-no-unit", {"name": name})
            return
        yield PlanTarget(number, name, unit, target, self.where(Field.TARGET))

    def _amount(self, unit: str) -> Decimal | None:
        cell = self.cell(Field.TARGET)
        written = squeezed(plain(cell.text))
        if written in _NOTHING:
            return None
        if cell.number is not None and not cell.text.strip().endswith("%"):
            return parse_figure(f"{cell.number:f}", unit)
        return parse_figure(cell.text, unit)
