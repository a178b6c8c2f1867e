"""Which tasks does a workbook, a .csv or a document's tables bring into the ledger?

Of several sheets those with a ledger's heading are read. Two that name the same tasks are one ledger and a copy of it: the
visible one, then the one with more tasks is read, and a warning names the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.ledger import Remark, Row, Sheet
from domain.ledger_cells import TaskCells
from domain.ledger_grid import Grid
from domain.ledger_header import Header, header_of
from domain.ledger_lines import Found, hidden_rows, lines_of
from domain.ledger_tasks import row_of
from domain.notice.glyphs import plain
from domain.notice.programmes import programme_in


@dataclass(frozen=True)
class _Part:
    """A table with a ledger's heading."""

    grid: Grid
    header: Header
    found: Found

    @property
    def keys(self) -> set[tuple[str, str]]:
        return {(task.programme, task.number) for task in self.found.tasks if task.number}


def sheet_of_grids(grids: Sequence[Grid], name: str) -> Sheet | None:
    """The file's rows; None where no table is a ledger."""
    parts = _parts(grids)
    whole = [part for part in parts if part.header.is_ledger]
    if not whole:
        return None if not parts else _without_numbers(parts[0], name)
    taken, warnings = _apart(whole)
    rows: list[Row] = []
    errors: list[Remark] = []
    programmes: list[str] = []
    for part in taken:
        title = _title(part.grid, part.header)
        programme = programme_in(plain(title), "").name or programme_in(plain(part.grid.name), "").name
        programmes += [programme] if programme else []
        read, wrong, doubtful = _rows(part, _year(title))
        rows += [row if row.programme or len(taken) == 1 else replace(row, programme=programme) for row in read]
        errors += wrong
        warnings += doubtful
    errors += _twice(rows)
    programme = programmes[0] if programmes else programme_in(plain(name), "").name
    if not rows and not errors:
        errors.append(Remark(taken[0].grid.where(taken[0].header.last), "ledger-nothing-found"))
    order = {grid.name: place for place, grid in enumerate(grids)}
    return Sheet(name, programme, tuple(rows), _in_order(errors, order), _in_order(warnings, order))


def _parts(grids: Sequence[Grid]) -> list[_Part]:
    """Tables with a heading; one without that follows a table of the same width goes on with it (a page's end)."""
    parts: list[_Part] = []
    for grid in grids:
        header = header_of(grid)
        if header is None and grid.table and parts and parts[-1].grid.table and parts[-1].grid.width == grid.width:
            above = parts[-1].header
            header = Header(-1, -1, above.columns, above.written)
        if header is not None:
            parts.append(_Part(grid, header, lines_of(grid, header)))
    return parts


def _without_numbers(part: _Part, name: str) -> Sheet:
    return Sheet(name, None, (), tuple(part.found.errors), part.header.warnings)


def _apart(parts: list[_Part]) -> tuple[list[_Part], list[Remark]]:
    """The sheets to read, in their order, and a warning for each copy that is not."""
    taken: list[_Part] = []
    warnings: list[Remark] = []
    shown = [part for part in parts if not part.grid.hidden and part.found.tasks]
    for part in sorted(parts, key=lambda part: (part.grid.hidden, -len(part.found.tasks))):
        other = next((one for one in taken if one.keys & part.keys), None)
        if part.grid.hidden and shown:
            warnings.append(Remark(part.grid.where(part.header.last), "ledger-sheet-hidden", {"sheet": part.grid.name}))
        elif other is not None and not part.grid.table:
            facts: dict[str, str | int] = {"sheet": part.grid.name, "other": other.grid.name}
            warnings.append(Remark(part.grid.where(part.header.last), "ledger-sheet-copy", facts))
        elif part.found.tasks or part.found.errors or len(parts) == 1:
            taken.append(part)
    taken = taken or parts[:1]
    return [part for part in parts if part in taken], warnings


def _rows(part: _Part, year: int | None) -> tuple[list[Row], list[Remark], list[Remark]]:
    rows: list[Row] = []
    errors = list(part.found.errors)
    warnings = [*part.header.warnings, *part.found.warnings, *hidden_rows(part.grid, part.found.tasks)]
    for lines in part.found.tasks:
        task = TaskCells(part.grid, part.header, lines, year)
        row = row_of(task)
        rows += [row] if lines.number else []
        errors += task.errors
        warnings += task.warnings
    return rows, errors, warnings


def _twice(rows: list[Row]) -> Iterator[Remark]:
    """Each place where a number comes again, and where it stood first."""
    many = {key for key, count in Counter((row.programme, row.number) for row in rows).items() if count > 1}
    first: dict[tuple[str | None, str], str] = {}
    for row in rows:
        key = row.programme, row.number
        if key in many and first.setdefault(key, row.where) != row.where:
            facts: dict[str, str | int] = {"number": row.number, "first": first[key]}
            yield Remark(row.where, "ledger-number-again", facts)


def _title(grid: Grid, header: Header) -> str:
    """The words above the heading."""
    above = [cell.text for row in range(max(header.first, 0)) for _, cell in grid.filled(row)]
    return "\n".join([grid.before, *above]).strip()


def _year(title: str) -> int | None:
    """The year that the title names, where it names one."""
    named = set(re.findall(r"((?:19|20)\d\d)年?度", plain(title))) or set(
        re.findall(r"((?:19|20)\d\d)年", plain(title))
    )
    return int(named.pop()) if len(named) == 1 else None


_AT = re.compile(
    r"(?:(?P<sheet>.*)!(?P<column>[A-Z]+)(?P<cell>\d+))|(?:table (?P<table>\d+) row (?P<row>\d+))|line (?P<line>\d+)"
)


def _in_order(remarks: list[Remark], sheets: dict[str, int]) -> tuple[Remark, ...]:
    """As they stand in the file, from above."""

    def place(remark: Remark) -> tuple[int, int, int, str]:
        at = _AT.fullmatch(remark.where)
        if at is None:
            return 0, 0, 0, ""
        if at["line"]:
            return 0, int(at["line"]), 0, ""
        if at["table"]:
            return int(at["table"]), int(at["row"]), 0, ""
        return sheets.get(at["sheet"], 0), int(at["cell"]), len(at["column"]), at["column"]

    return tuple(sorted(remarks, key=place))
