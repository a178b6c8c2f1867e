"""Where does the ledger begin in this table? Its heading is one row or two, below a title and a line with unit and date.

Of two columns with the same heading the visible one is read, then the first; of 问题 and 整改任务 side by side the former, and
of 任务序号 and 序号, which may only count the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.ledger import Remark
from domain.ledger_columns import TOLD_ONLY, Column, Heading, heading_of
from domain.ledger_grid import Grid, letters
from domain.notice.glyphs import squeezed

DEEPEST = 30  # rows a title and its notes may take
LONGEST_HEADING = 40  # characters; longer is a sentence, not a heading


@dataclass(frozen=True)
class Header:
    """The heading's rows, first and last, and what each column of the table says."""

    first: int
    last: int
    columns: dict[int, Heading]
    written: dict[int, str]
    warnings: tuple[Remark, ...] = field(default=())

    def of(self, *wanted: Column) -> list[int]:
        return [place for place, heading in self.columns.items() if heading.column in wanted]

    def one(self, wanted: Column) -> int | None:
        return next(iter(self.of(wanted)), None)

    @property
    def found(self) -> frozenset[Column]:
        return frozenset(heading.column for heading in self.columns.values())

    @property
    def is_ledger(self) -> bool:
        """Whether each row can be told apart as a task: a number, and something about it."""
        return Column.NUMBER in self.found and len(self.found - TOLD_ONLY) >= 2


def header_of(grid: Grid) -> Header | None:
    """The heading that names the most columns, the uppermost of equals; None where no row is one."""
    best: Header | None = None
    for row in range(min(DEEPEST, len(grid.rows))):
        for depth in (1, 2):
            header = _read(grid, row, depth)
            if header is not None and (best is None or _rank(header) > _rank(best)):
                best = header
    return best


def _rank(header: Header) -> tuple[bool, int]:
    return header.is_ledger, len(header.found)


def _read(grid: Grid, row: int, depth: int) -> Header | None:
    written = _two_rows(grid, row) if depth == 2 else _one_row(grid, row)
    found = {
        place: heading
        for place, (word, group) in written.items()
        if len(word) <= LONGEST_HEADING and (heading := heading_of(word, group) or heading_of(group + word))
    }
    for place, (word, _) in written.items():
        beside = found.get(place - 1)
        if squeezed(word) == "单位" and beside is not None and beside.column is Column.INDICATOR:
            found[place] = Heading(Column.INDICATOR_UNIT)  # 指标, 单位, 目标值
    columns = {heading.column for heading in found.values()}
    if len(columns) < 2 or (Column.NUMBER not in columns and len(columns) < 3):
        return None
    if depth == 2 and (_is_note(grid, row, found) or not _is_heading(grid, row + 1, found)):
        return None
    if any(place not in found and re.fullmatch(r"[\d.\-]+", word) for place, (word, _) in written.items()):
        return None  # 序号 | 21 | 责任单位 | …: labels with their values beside them
    words = {place: " ".join(f"{group} {word}".split()) for place, (word, group) in written.items()}
    return _settled(grid, row, row + depth - 1, found, words)


def _one_row(grid: Grid, row: int) -> dict[int, tuple[str, str]]:
    return {place: (cell.text, "") for place, cell in grid.filled(row)}


def _two_rows(grid: Grid, row: int) -> dict[int, tuple[str, str]]:
    """Each column's own word and the word above it; a word that is merged over both rows has none above."""
    if row + 1 >= len(grid.rows):
        return {}
    written: dict[int, tuple[str, str]] = {}
    above = ""
    for column in range(grid.width):
        top, below = grid.at(row, column), grid.at(row + 1, column)
        area = grid.area(row, column)
        if not top.is_blank:
            above = top.text
        elif area is None and below.is_blank:
            above = ""
        elif area is not None and area.top == row:
            above = grid.at(area.top, area.left).text
        if not below.is_blank:
            written[column] = (below.text, above)
        elif not top.is_blank and (area is None or area.left == area.right or area.bottom > row):
            written[column] = (top.text, "")
    return written


def _is_heading(grid: Grid, row: int, found: dict[int, Heading]) -> bool:
    """Whether the row belongs to the heading above it: no task begins in it, and its words are headings."""
    if not any(heading_of(cell.text) for _, cell in grid.filled(row - 1)):
        return False  # a title
    below = dict(grid.filled(row))
    number = next((place for place, heading in found.items() if heading.column is Column.NUMBER), None)
    if number in below and heading_of(below[number].text, grid.over(row - 1, number).text) is None:
        return False
    known = [place for place in below if place in found]
    return bool(known) and all(len(cell.text) <= LONGEST_HEADING for cell in below.values())


def _is_note(grid: Grid, row: int, found: dict[int, Heading]) -> bool:
    """Whether the first row is a line about the whole table (its unit, its date), no heading over some of its columns."""
    filled = list(grid.filled(row))
    if len(filled) != 1:
        return False
    area = grid.area(row, filled[0][0])
    return area is None or area.right - area.left + 1 >= len(found)


def _settled(grid: Grid, first: int, last: int, found: dict[int, Heading], written: dict[int, str]) -> Header:
    """One column for each meaning; the rest is named in a warning."""
    taken: dict[tuple[Column, int | None], int] = {}
    warnings: list[Remark] = []
    for place in sorted(found, key=lambda place: _preference(grid, place, found[place], written[place])):
        heading = found[place]
        year = heading.year if heading.column is Column.INDICATOR_TARGET else None
        first_place = taken.setdefault((heading.column, year), place)
        if first_place != place:
            facts: dict[str, str | int] = {"heading": _shown(written[place]), "other": _shown(written[first_place])}
            warnings.append(Remark(grid.where(last, place), "ledger-column-twice", facts))
    kept = sorted(taken.values())
    warnings += _strangers(grid, last, found, written)
    warnings += _hidden(grid, last, kept, written)
    return Header(first, last, {place: found[place] for place in kept}, written, tuple(warnings))


def _preference(grid: Grid, place: int, heading: Heading, word: str) -> tuple[bool, bool, int]:
    second_choice = (heading.column is Column.PROBLEM and "问题" not in word) or (
        heading.column is Column.NUMBER and not re.search("任务|问题|反馈|督察|整改|清单", word)
    )
    return place in grid.hidden_columns, second_choice, place


def _strangers(grid: Grid, last: int, found: dict[int, Heading], written: dict[int, str]) -> Iterator[Remark]:
    for place in range(grid.width):
        if place in found:
            continue
        if word := written.get(place):
            yield Remark(grid.where(last, place), "ledger-column-unknown", {"heading": _shown(word)})
        elif any(not grid.at(row, place).is_blank for row in range(last + 1, len(grid.rows))):
            yield Remark(grid.where(last, place), "ledger-column-unnamed", {"column": letters(place)})


def _hidden(grid: Grid, last: int, kept: list[int], written: dict[int, str]) -> Iterator[Remark]:
    for place in kept:
        if place in grid.hidden_columns:
            yield Remark(grid.where(last, place), "ledger-column-hidden", {"heading": _shown(written[place])})


def _shown(word: str) -> str:
    return squeezed(word)[:LONGEST_HEADING] if not re.search("[A-Za-z]", word) else " ".join(word.split())
