"""Where does each cell of a document's table stand, when some span rows and columns?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.ledger_grid import BLANK, Area, Cell
from jobs.sources.limits import MAX_CELLS, MAX_ROWS, Reason, Unreadable

_WIDEST = 1_000  # columns; a page's layout tables have some dozens


@dataclass(frozen=True)
class Laid:
    """A cell and how far it spans. `goes_on`: it is the lower part of the one above (Word's way to merge downwards)."""

    cell: Cell
    rows: int = 1
    columns: int = 1
    goes_on: bool = False


def laid_out(rows: Iterable[list[Laid]]) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Area, ...]]:
    """The cells by row and column, those that are covered blank; and the merged areas. Raises Unreadable if too many."""
    laid: list[dict[int, Cell]] = []
    areas: list[list[int]] = []
    held: dict[int, tuple[int, int]] = {}  # column -> the last row it is covered in, and its area
    width = 0
    for row, cells in enumerate(rows):
        if row >= MAX_ROWS or row * width > MAX_CELLS:
            raise Unreadable(Reason.TOO_BIG)
        placed: dict[int, Cell] = {}
        column = 0
        for one in cells:
            while column in held and held[column][0] >= row and not one.goes_on:
                column += 1
            if one.goes_on and column in held:
                area = held[column][1]
                areas[area][2] = row
            else:
                placed[column] = one.cell
                area = len(areas)
                areas.append([row, column, row + one.rows - 1, column + one.columns - 1])
            for covered in range(column, column + one.columns):
                held[covered] = (areas[area][2], area)
            column += one.columns
            if column > _WIDEST:
                raise Unreadable(Reason.TOO_BIG)
        width = max(width, column)
        laid.append(placed)
    whole = tuple(tuple(placed.get(column, BLANK) for column in range(width)) for placed in laid)
    return whole, tuple(Area(*area) for area in areas if area[0] != area[2] or area[1] != area[3])
