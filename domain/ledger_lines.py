"""Which rows of the table belong to which task? A number begins one; rows without a number, or merged into it, go on with it.

Blank rows, the heading repeated on a printed page and footnotes are passed over; a row of its own (一、水环境) is named in
a warning. A number that comes again below the same task, with more measures, goes on with it too: cells once merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.ledger import Remark, head
from domain.ledger_columns import Column, heading_of
from domain.ledger_grid import Cell, Grid
from domain.ledger_header import Header
from domain.ledger_values import number_in_cell, says_nothing
from domain.notice.glyphs import plain, squeezed

_FOOTNOTE = re.compile(
    r"^[*※(\[【]?(?:备?注|说明|填报说明|填表说明|合计|总计|共计|小计|填报人|填表人|制表人?|审核人?|审签人?|单位负责人|分管领导|联系人|联系电话|填报单位|填报时间|填报日期)"
    r"(?:[:\d.、)\]】(]|$|[\u4e00-\u9fff]{0,6}:)"
)
_PARTS = (Column.MEASURE, Column.MEASURE_OWNERS, Column.INDICATOR, Column.INDICATOR_TARGET)


@dataclass
class Lines:
    """A task's rows, the first one with its number: "" where that can't be read, so that their other flaws are told too."""

    number: str
    programme: str
    rows: list[int] = field(default_factory=list)


@dataclass
class Found:
    tasks: list[Lines] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


def lines_of(grid: Grid, header: Header) -> Found:
    """The tasks' rows below the heading, and what is wrong with those that are nobody's."""
    found = Found()
    number = header.one(Column.NUMBER)
    if number is None:
        found.errors.append(Remark(grid.where(header.first), "ledger-no-number-column"))
        return found
    for row in range(header.last + 1, len(grid.rows)):
        filled = dict(grid.filled(row))
        if filled and not _repeats_heading(grid, header, row) and not _counts_columns(header, row, filled):
            _sort(found, grid, header, row, filled, number)
    return found


def _sort(found: Found, grid: Grid, header: Header, row: int, filled: dict[int, Cell], number: int) -> None:
    """The row to the task above, to one of its own, or to nobody."""
    current = found.tasks[-1] if found.tasks else None
    if current is not None and grid.continues(row, number):
        current.rows.append(row)
    elif _is_footnote(filled, number):
        return
    elif number in filled:
        _numbered(found, grid, header, row)
    elif _stands_alone(grid, row, filled):
        _left_out(found, grid, row)
    elif filled.keys().isdisjoint(header.columns):
        return
    elif current is None or _begins_a_problem(grid, header, row):
        facts: dict[str, str | int] = {"problem": head(_problem(grid, header, row), 20)}
        found.errors.append(Remark(grid.where(row, number), "ledger-row-without-number", facts))
        found.tasks.append(Lines("", "", [row]))
    else:
        current.rows.append(row)


def _numbered(found: Found, grid: Grid, header: Header, row: int) -> None:
    place = header.of(Column.NUMBER)[0]
    cell, where = grid.at(row, place), grid.where(row, place)
    if cell.flaw:
        found.errors.append(flaw_of(cell.flaw, cell.text, where))
        found.tasks.append(Lines("", "", [row]))
        return
    read = number_in_cell(cell, where)
    if read.number is None:
        if _stands_alone(grid, row, dict(grid.filled(row))):
            _left_out(found, grid, row)
        else:
            found.errors.append(read.doubt or Remark(where, "ledger-number-unclear", {"text": head(cell.text, 40)}))
            found.tasks.append(Lines("", "", [row]))
        return
    if read.doubt is not None:
        found.warnings.append(read.doubt)
    _add(found, read.number, grid, header, row)


def _add(found: Found, number: str, grid: Grid, header: Header, row: int) -> None:
    programme = _programme(grid, header, row)
    current = found.tasks[-1] if found.tasks else None
    if current is not None and current.number == number and _goes_on(grid, header, current, programme, row):
        current.rows.append(row)
        return
    found.tasks.append(Lines(number, programme, [row]))


def _programme(grid: Grid, header: Header, row: int) -> str:
    place = header.one(Column.PROGRAMME)
    return grid.over(row, place).text if place is not None else ""


def _goes_on(grid: Grid, header: Header, task: Lines, programme: str, row: int) -> bool:
    """Whether a row with the same number is the same task once more: cells that were merged, taken apart and filled down."""
    if programme != task.programme or row != task.rows[-1] + 1:
        return False
    for column in (Column.PROBLEM, Column.TARGET):
        place = header.one(column)
        if place is not None and grid.over(row, place).text not in ("", grid.at(task.rows[0], place).text):
            return False
    return any(
        grid.at(row, place).text and grid.at(row, place) not in [grid.at(one, place) for one in task.rows]
        for place in header.of(*_PARTS)
    )


def _begins_a_problem(grid: Grid, header: Header, row: int) -> bool:
    place = header.one(Column.PROBLEM)
    return place is not None and not grid.at(row, place).is_blank and not says_nothing(grid.at(row, place).text)


def _problem(grid: Grid, header: Header, row: int) -> str:
    place = header.one(Column.PROBLEM)
    text = grid.at(row, place).text if place is not None else ""
    return text or next((cell.text for _, cell in grid.filled(row)), "")


def _stands_alone(grid: Grid, row: int, filled: dict[int, Cell]) -> bool:
    """A heading between the tasks: one cell, the row's first or merged across it."""
    if len(filled) != 1:
        return False
    (place,) = filled
    area = grid.area(row, place)
    return place == 0 or (area is not None and area.right > area.left)


def _left_out(found: Found, grid: Grid, row: int) -> None:
    place, cell = next(grid.filled(row))
    facts: dict[str, str | int] = {"text": head(cell.text, 30)}
    found.warnings.append(Remark(grid.where(row, place), "ledger-row-left-out", facts))


def _is_footnote(filled: dict[int, Cell], number: int) -> bool:
    """注:…, 填报人:… 审核人:…, 合计 12项: in a row of its own, or before where a number would stand."""
    place, cell = next(iter(filled.items()))
    return (len(filled) == 1 or place <= number) and bool(_FOOTNOTE.match(squeezed(plain(cell.text))))


def _repeats_heading(grid: Grid, header: Header, row: int) -> bool:
    same = [
        place
        for place, heading in header.columns.items()
        if (again := heading_of(grid.at(row, place).text)) is not None and again.column is heading.column
    ]
    return len(same) >= min(3, len(header.columns))


def _counts_columns(header: Header, row: int, filled: dict[int, Cell]) -> bool:
    """1 2 3 4 below the heading."""
    if row != header.last + 1 or len(filled) < 3:
        return False
    written = [squeezed(plain(cell.text)).strip("()") for cell in filled.values()]
    return written == [str(n) for n in range(1, len(written) + 1)]


def flaw_of(flaw: str, text: str, where: str) -> Remark:
    """A cell without a value to read: a formula nobody calculated, or #REF!."""
    return Remark(where, f"ledger-cell-{flaw}", {"text": head(text, 20)})


def hidden_rows(grid: Grid, tasks: list[Lines]) -> Iterator[Remark]:
    """Rows that a filter or a hand hides are read all the same: say so."""
    hidden = [row for task in tasks for row in task.rows if row in grid.hidden_rows]
    if hidden:
        yield Remark(grid.where(hidden[0]), "ledger-rows-hidden", {"count": len(hidden)})
