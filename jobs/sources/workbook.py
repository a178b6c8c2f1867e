"""What stands in an .xlsx? Cells, merged areas, what is hidden. Formulas are never calculated: their saved values are read.

Each sheet is walked once for its bounds, its merged areas and formulas without a value, and only then read: a sheet that
claims a million rows costs nothing before it is refused.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree
from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

from domain.ledger_grid import BLANK, Area, Cell, Grid
from jobs.sources.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Reason,
    Unreadable,
)
from jobs.sources.workbook_cells import CHINESE_DATES, cell_of

_TORN = (
    CellCoordinatesException,
    InvalidFileException,
    zipfile.BadZipFile,
    etree.LxmlError,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    EOFError,
    zlib.error,
    OSError,
)
"""What openpyxl lets through from a package whose parts are missing or torn."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_SHARED_BYTES = 16 * 2**20  # of the texts' part: two million Chinese characters and their markup
_MOST_AREAS = 20_000


@dataclass
class _Outline:
    """What a sheet says of itself before its values are read. Rows and columns from 0."""

    height: int = 0
    width: int = 0
    cells: int = 0
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    areas: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def grids_of_workbook(content: bytes) -> list[Grid]:
    """The workbook's sheets. Raises Unreadable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and validations it leaves out; we need neither
            return list(_grids(content))
    except _TORN:
        raise Unreadable(Reason.BROKEN) from None


def _grids(content: bytes) -> Iterator[Grid]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        _check(package)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            left = MAX_CELLS
            for sheet in book.worksheets[:MAX_SHEETS]:
                with package.open(sheet._worksheet_path) as part:  # noqa: SLF001 - the part this sheet is read from
                    outline = _outline(part, left)
                left -= outline.cells
                yield _grid(sheet, outline, book)
        finally:
            book.close()


def _check(package: zipfile.ZipFile) -> None:
    """No part defines entities of its own, and the texts that all cells share can be held."""
    for entry in package.infolist():
        if entry.filename.endswith(("sharedStrings.xml", "sharedstrings.xml")) and entry.file_size > _SHARED_BYTES:
            raise Unreadable(Reason.TOO_BIG)
        if entry.filename.endswith((".xml", ".rels")):
            with package.open(entry) as part:
                if b"<!DOCTYPE" in part.read(4096):
                    raise Unreadable(Reason.BROKEN)


def _outline(part: Any, most_cells: int) -> _Outline:
    found = _Outline()
    row = column = -1
    hidden = False
    tags = tuple(space + name for space in (_MAIN, _STRICT) for name in ("row", "c", "mergeCell", "col"))
    walk = etree.iterparse(part, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True)
    for event, element in walk:
        name = etree.QName(element).localname
        if event == "start":
            if name == "row":
                row = int(element.get("r", row + 2)) - 1
                column, hidden = -1, element.get("hidden") in ("1", "true")
            continue
        if name == "c":
            column = _column_of(element, column)
            _count(found, element, row, column, most_cells)
            if hidden and len(element):
                found.hidden_rows.add(row)
        elif name == "mergeCell":
            _merge(found, element.get("ref", ""))
        elif name == "col" and element.get("hidden") in ("1", "true"):
            last = min(int(element.get("max", "1")), MAX_COLUMNS)
            found.hidden_columns.update(range(int(element.get("min", "1")) - 1, last))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return found


def _column_of(cell: Any, before: int) -> int:
    """From 0; a cell that does not say where it stands follows the one before."""
    written = cell.get("r")
    return column_index_from_string(written.rstrip("0123456789")) - 1 if written else before + 1


def _count(found: _Outline, cell: Any, row: int, column: int, most_cells: int) -> None:
    parts = {etree.QName(child).localname: child for child in cell}
    valued = "is" in parts or ("v" in parts and bool(parts["v"].text or cell.get("t") == "str"))
    if not valued and "f" not in parts:
        return  # a colour or a border only
    if column >= MAX_COLUMNS:
        return
    found.cells += 1
    if row >= MAX_ROWS or found.cells > most_cells:
        raise Unreadable(Reason.TOO_BIG)
    found.height, found.width = max(found.height, row + 1), max(found.width, column + 1)
    if not valued:
        found.uncalculated.add((row, column))


def _merge(found: _Outline, ref: str) -> None:
    left, top, right, bottom = range_boundaries(ref)
    if len(found.areas) >= _MOST_AREAS or None in (left, top, right, bottom):
        raise Unreadable(Reason.TOO_BIG)
    found.areas.append(Area(top - 1, left - 1, bottom - 1, right - 1))


def _grid(sheet: Any, outline: _Outline, book: Any) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    characters = 0
    if outline.height:
        sheet.reset_dimensions()  # a sheet's own word for its size is not believed
        for number, cells in enumerate(sheet.iter_rows(max_row=outline.height, max_col=outline.width)):
            row = tuple(
                Cell("", flaw="formula") if (number, place) in outline.uncalculated else _cell(cell, book)
                for place, cell in enumerate(cells)
            )
            characters += sum(len(cell.text) for cell in row)
            if characters > MAX_CHARACTERS:
                raise Unreadable(Reason.TOO_BIG)
            rows.append(row)
    return Grid(
        tuple(rows),
        name=sheet.title,
        areas=tuple(area for area in outline.areas if area.top < len(rows)),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(outline.hidden_rows),
        hidden_columns=frozenset(outline.hidden_columns),
    )


def _cell(cell: Any, book: Any) -> Cell:
    value = cell.value
    if value is None:
        return BLANK
    if cell.data_type == "e":
        return Cell(str(value), flaw="error")
    if isinstance(value, int | float) and not isinstance(value, bool):
        known = CHINESE_DATES.get(book._cell_styles[cell._style_id].numFmtId)  # noqa: SLF001 - openpyxl names only the others
        if known is not None and isinstance(day := from_excel(value, book.epoch), datetime):
            return cell_of(day, known)
    return cell_of(value, cell.number_format or "")
