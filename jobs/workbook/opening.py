"""Whose is the file that came, and what stands in its cells? Bounded before it is opened; no database: on a thread."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from domain import workbook as rules
from domain.errors import Rejected
from domain.workbook import Issued, Mark
from jobs.workbook import layout as at

MAX_UNPACKED = 40 * 2**20  # of its XML; a workbook of a hundred tasks has one
MAX_RATIO = 200
MAX_ENTRIES = 3_000
_OLE = b"\xd0\xcf\x11\xe0"  # .xls, .et, and any workbook with a password
_ANY_MARK = re.compile(rules.MARK.encode() + rb"[0-9A-Za-z_.:-]{1,120}")
_OURS = b"ours"  # it has our columns, whether it has a mark or not
_COLUMN_IDS = (at.TASK_COLUMNS[at.LAST_STATUS][0].encode(), at.TASK_COLUMNS[at.SEE_FIGURES][0].encode())
_SEARCHED = re.compile(r"(docProps/custom|xl/sharedStrings|xl/worksheets/sheet\d+|content)\.xml")
_PICTURE = re.compile(r"xl/media/")


# -- whose is it? -------------------------------------------------------------------------------------------------


def mark_in(content: bytes) -> Mark | None:
    """The mark of a workbook of ours, however it was saved again; None for any other file.

    Raises `Rejected` for a mark that was altered or taken out, and for one of ours that is no .xlsx any more.
    """
    words = set(_marks(content))
    if not words:
        return None
    if words == {_OURS}:
        raise Rejected("workbook-mark-lost")
    found = {Mark.read(word.decode()) for word in words - {_OURS}}
    if len(found) != 1 or None in found:
        raise Rejected("workbook-mark-altered")
    if not _is_xlsx(content):
        raise Rejected("workbook-save-as-xlsx")
    return found.pop()


def _marks(content: bytes) -> Iterator[bytes]:
    if content.startswith(_OLE):
        yield from _ANY_MARK.findall(content)
        return
    if not content.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if not _is_bounded(packed, len(content)):
                return
            for entry in packed.infolist():
                if _SEARCHED.fullmatch(entry.filename):
                    text = packed.read(entry)
                    yield from _ANY_MARK.findall(text)
                    if all(word in text for word in _COLUMN_IDS):
                        yield _OURS
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return


def _is_xlsx(content: bytes) -> bool:
    if content.startswith(_OLE):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "xl/workbook.xml" in packed.namelist()


def _is_bounded(packed: zipfile.ZipFile, size: int) -> bool:
    entries = packed.infolist()
    unpacked = sum(entry.file_size for entry in entries if not _PICTURE.match(entry.filename))
    return len(entries) <= MAX_ENTRIES and unpacked <= MAX_UNPACKED and unpacked <= MAX_RATIO * size


# -- what stands in it? --------------------------------------------------------------------------------------------


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
        return any(_PICTURE.match(name) for name in packed.namelist())
