"""What stands in the cells of the file that came? It is ours by its mark, and bounded; no database: on a thread."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from domain.errors import Rejected
from domain.workbook import Issued
from jobs.workbook import layout as at
from jobs.workbook.mark import PICTURE


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells, those that hold anything: {row: {letter: cell}}."""

    title: str
    rows: dict[int, dict[str, Cell]]

    def name(self, letter: str, row: int) -> str:
        return f"{self.title}!{letter}{row}"


@dataclass(frozen=True)
class Cell:
    """`kind` as in the file: f is a formula; `value` what it came to then."""

    value: Any
    kind: str
    is_percent: bool


def sheets_of(content: bytes, issued: Issued) -> tuple[Sheet, Sheet | None]:
    found: dict[str, list[Sheet]] = {issued.mark: [], at.figures_mark(issued.mark): []}
    try:
        for sheet in _loaded(content):
            first = sheet.rows.get(1, {}).get(at.KEY)
            if first is not None and str(first.value).strip() in found:
                found[str(first.value).strip()].append(sheet)
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, TypeError, AttributeError, IndexError) as fault:
        raise Rejected("workbook-broken") from fault
    except (EOFError, OSError, NotImplementedError, RuntimeError, zlib.error) as fault:
        raise Rejected("workbook-broken") from fault
    tasks, figures = found.values()
    if len(tasks) > 1 or len(figures) > 1:
        raise Rejected("workbook-sheet-twice")
    if not tasks or (issued.figures and not figures):
        raise Rejected("workbook-sheet-missing")
    _check_columns(tasks[0], at.TASK_COLUMNS)
    for sheet in figures:
        _check_columns(sheet, at.FIGURE_COLUMNS)
    return tasks[0], figures[0] if figures else None


def _check_columns(sheet: Sheet, columns: dict[str, tuple[str, int]]) -> None:
    """A column that was put in between would turn a text into a status."""
    ids = sheet.rows.get(at.IDS, {})
    if any(str(ids[letter].value if letter in ids else "") != name for letter, (name, _) in columns.items()):
        raise Rejected("workbook-columns-moved")


def _loaded(content: bytes) -> Iterator[Sheet]:
    """Formulas as formulas, with what they came to when the file was saved."""
    plain = load_workbook(io.BytesIO(content), read_only=True)
    counted = None
    try:
        for sheet in plain.worksheets:
            rows = _rows_of(sheet)
            if any(cell.kind == "f" for row in rows.values() for cell in row.values()):
                counted = counted or load_workbook(io.BytesIO(content), read_only=True, data_only=True)
                values = _rows_of(counted[sheet.title])
                rows = {
                    n: {
                        letter: _with_result(cell, values.get(n, {}).get(letter)) if cell.kind == "f" else cell
                        for letter, cell in row.items()
                    }
                    for n, row in rows.items()
                }
            yield Sheet(sheet.title, rows)
    finally:
        plain.close()
        if counted is not None:
            counted.close()


def _with_result(cell: Cell, result: Cell | None) -> Cell:
    return Cell(result.value if result is not None else None, "f", cell.is_percent)


def _rows_of(sheet: Any) -> dict[int, dict[str, Cell]]:
    rows: dict[int, dict[str, Cell]] = {}
    for n, row in enumerate(sheet.iter_rows(max_row=at.MOST_ROWS, max_col=at.MOST_COLUMNS), 1):
        held = {
            chr(ord("A") + place): Cell(cell.value, cell.data_type, "%" in (cell.number_format or ""))
            for place, cell in enumerate(row)
            if cell.value is not None and str(cell.value).strip()
        }
        if held:
            rows[n] = held
    return rows


def holds_pictures(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(PICTURE.match(name) for name in packed.namelist())
