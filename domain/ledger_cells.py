"""What stands in the cells of one task? Its lines, column by column, with the place and the flaws of each cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.ledger import Remark
from domain.ledger_columns import Column
from domain.ledger_grid import Cell, Grid
from domain.ledger_header import Header
from domain.ledger_lines import Lines, flaw_of
from domain.ledger_values import says_nothing


@dataclass
class TaskCells:
    """One task while it is read: where everything stands, and what is wrong with it."""

    grid: Grid
    header: Header
    lines: Lines
    year: int | None  # that the title names, for figures whose year no cell does
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    of_row: dict[int, int] = field(default_factory=dict)  # the measure that a row is about, where it is about one

    def cells(self, column: Column) -> list[tuple[int, Cell]]:
        """The column's cells that say something, with their rows; a flawed one is an error and says nothing."""
        place = self.header.one(column)
        return [] if place is None else self.cells_at(place)

    def cells_at(self, place: int) -> list[tuple[int, Cell]]:
        """As `cells`, by the column's place."""
        found = [(row, self.grid.at(row, place)) for row in self.lines.rows]
        self.errors += [
            remark
            for row, cell in found
            if cell.flaw and (remark := flaw_of(cell.flaw, cell.text, self.grid.where(row, place))) not in self.errors
        ]
        return [(row, cell) for row, cell in found if not cell.flaw and not says_nothing(cell.text)]

    def where(self, row: int, column: Column) -> str:
        return self.grid.where(row, self.header.one(column) or 0)

    def words(self, column: Column) -> str | None:
        """The column's texts one below the other, each once."""
        found = self.cells(column)
        if found:
            self.places[column.value] = self.where(found[0][0], column)
        return "\n".join(dict.fromkeys(cell.text for _, cell in found)) or None
