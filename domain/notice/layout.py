"""What stands on the page: lines and table rows, once each, however the page was copied.

A row is a line with `|` between its cells, or, as browsers copy tables, cells on lines of their own that end in `|`, rows
parted by a lone `|`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.notice.chrome import is_menu
from domain.notice.copies import once, without_second_copy
from domain.notice.glyphs import plain, visible
from domain.notice.unbroken import unbroken


@dataclass(frozen=True)
class Line:
    text: str


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]


Block = Line | Row

_RULE = re.compile(r"[|\-=+: ]*[-=]{2,}[|\-=+: ]*")  # |---|---|


def blocks_of(text: str) -> list[Block]:
    lines = [line.strip() for line in once(visible(text)).split("\n")]
    lines = unbroken(without_second_copy([line for line in lines if line]))
    return list(_blocks(_Page(lines, [plain(line) for line in lines])))


@dataclass(frozen=True)
class _Page:
    lines: list[str]
    shapes: list[str]

    def has(self, at: int) -> bool:
        return at < len(self.lines)

    def is_mark(self, at: int) -> bool:
        return self.shapes[at] == "|"

    def is_row(self, at: int) -> bool:
        shape = self.shapes[at]
        return "|" in shape and (shape == "|" or not is_menu(shape))


def _blocks(page: _Page) -> Iterator[Block]:
    at = 0
    while page.has(at):
        if page.is_mark(at):
            at, found = _stacked(page, at + 1)
        elif page.is_row(at):
            at, found = _ruled(page, at)
        else:
            at, found = at + 1, [Line(page.lines[at])]
        yield from found


def _stacked(page: _Page, at: int) -> tuple[int, list[Block]]:
    """One row of a table whose cells stand on lines of their own: from a lone `|` to the next."""
    cells: list[str] = []
    while page.has(at) and not page.is_mark(at):
        end = _cell_end(page, at)
        if end is None:
            break
        first, *others = _split(page, end)
        cells += ["\n".join([*page.lines[at:end], first]).strip(), *others]
        at = end + 1
    row = tuple(cell for cell in cells if cell)
    return at, [Row(row)] if row else []


_LONGEST_CELL = 400  # lines: a cell of more paragraphs than that has not been seen


def _cell_end(page: _Page, at: int) -> int | None:
    """The line that ends the cell which begins at `at`: it must close with a `|` and not open a row of its own."""
    for end in range(at, min(at + _LONGEST_CELL, len(page.lines))):
        if page.is_row(end):
            shape = page.shapes[end]
            return end if shape.endswith("|") and not shape.startswith("|") else None
    return None


def _ruled(page: _Page, at: int) -> tuple[int, list[Block]]:
    """The rows of a table with `|` inside its lines; a row whose cells hold line ends is put together again."""
    rows: list[tuple[str, ...]] = []
    pending: list[str] = []
    width, bars = 0, False  # bars: rows open and close with a `|`, so one that does not close goes on
    while page.has(at) and page.is_row(at) and not page.is_mark(at):
        cells, shape = _split(page, at), page.shapes[at]
        at += 1
        if _RULE.fullmatch(shape):
            continue
        if pending and (shape.startswith("|") or len(pending) + len(cells) - 1 > width):
            rows.append(tuple(pending))
            pending = []
        pending = [*pending[:-1], f"{pending[-1]}\n{cells[0]}".strip(), *cells[1:]] if pending and cells else cells
        closed = shape.endswith("|")
        bars = bars or (closed and shape.startswith("|"))
        if closed or (len(pending) >= width and not bars):
            rows.append(tuple(pending))
            width, pending = max(width, len(pending)), []
        elif pending:
            held = _lines_before_next_row(page, at)
            pending[-1] = "\n".join([pending[-1], *page.lines[at : at + held]])
            at += held
    if pending:
        rows.append(tuple(pending))
    return at, [Row(cells) for cells in rows if any(cells)]


def _lines_before_next_row(page: _Page, at: int) -> int:
    for end in range(at, min(at + _LONGEST_CELL, len(page.lines))):
        if page.is_row(end):
            return 0 if page.shapes[end].startswith("|") else end - at
    return 0


def _split(page: _Page, at: int) -> list[str]:
    line, shape = page.lines[at], page.shapes[at]
    marks = [place for place, letter in enumerate(shape) if letter == "|"]
    cells = [line[a + 1 : b].strip() for a, b in pairwise([-1, *marks, len(line)])]
    cells = cells[1:] if shape.startswith("|") else cells
    return cells[:-1] if shape.endswith("|") and cells else cells
