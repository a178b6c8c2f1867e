"""What stands in a table somebody sent? Its cells as a person sees them, and where each is: `台账!B7`, `line 7`, `table 1 row 7`.

Workbooks, .csv files, and the tables of Word documents and web pages all come to this form (jobs/sources/).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from domain.notice.glyphs import visible


@dataclass(frozen=True, slots=True)
class Cell:
    """`day`, `number`: the value of a cell that holds a real date or number, with the format it is shown in.

    `flaw` says why a cell has no value to read: `formula` (never calculated), `error` (#REF!). It is never calculated here.
    """

    text: str = ""
    day: date | None = None
    number: Decimal | None = None
    format: str = ""
    flaw: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text and not self.flaw


BLANK = Cell()


@dataclass(frozen=True)
class Area:
    """Cells merged into one; rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """A table. Of a merged area the first cell holds the value, the others are blank.

    `name` is a sheet's; `table` numbers those of a document from 1; `lines` gives each row's line in a text file.
    `before` are the words above it in a document. Hidden rows and columns are there all the same.
    """

    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    table: int = 0
    lines: tuple[int, ...] = ()
    before: str = ""
    areas: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Cell:
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if column < len(cells) else BLANK

    def over(self, row: int, column: int) -> Cell:
        """The cell, or the one it is merged into from above."""
        area = self._areas.get((row, column))
        return self.at(area.top, area.left) if area is not None and area.left == column else self.at(row, column)

    def area(self, row: int, column: int) -> Area | None:
        """The merged area the cell belongs to."""
        return self._areas.get((row, column))

    def continues(self, row: int, column: int) -> bool:
        """Whether the cell is the lower part of one that was merged downwards."""
        area = self._areas.get((row, column))
        return area is not None and row > area.top

    def filled(self, row: int) -> Iterator[tuple[int, Cell]]:
        """The row's cells that hold something, with their columns."""
        return ((column, cell) for column, cell in enumerate(self.rows[row]) if not cell.is_blank)

    def where(self, row: int, column: int = 0) -> str:
        if self.lines:
            return f"line {self.lines[max(row, 0)]}"
        if self.table:
            return f"table {self.table} row {row + 1}"
        return f"{self.name}!{letters(column)}{row + 1}"

    @cached_property
    def _areas(self) -> dict[tuple[int, int], Area]:
        return {
            (row, column): area
            for area in self.areas
            for row in range(area.top, min(area.bottom + 1, len(self.rows)))
            for column in range(area.left, min(area.right + 1, self.width))
        }


def letters(column: int) -> str:
    """A column from 0 as a workbook calls it: 0 -> A, 27 -> AB."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def tidy(text: str) -> str:
    """A cell's words without what nobody sees; its own line ends stay."""
    return "\n".join(line.strip() for line in visible(text).split("\n")).strip()
