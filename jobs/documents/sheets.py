"""What does a sheet of the office's look like? A title, a header that every page repeats, blocks of rows; ready to print.

Whatever people wrote is text in its cell and never a formula. The same facts always make the same bytes. Composing
blocks: call it on a thread, never in a unit.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from domain.wording import CHINESE
from jobs.documents.archives import standing_still
from jobs.documents.columns import FONT, Column, Kind, Value

LONGEST_CELL = 32_767  # characters, the format's own limit
TALLEST_ROW = 409.0  # points, the format's own limit
LINE = 15.0  # points a line of 10.5-point text takes
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML can't hold
_FORMULA = ("=", "+", "-", "@", "\t")

_THIN = Side(style="thin", color="808080")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
BODY = Font(name=FONT, size=10.5)
LEFT, CENTRED = (Alignment(horizontal=side, vertical="center", wrap_text=True) for side in ("left", "center"))
LEFT_TOP, CENTRED_TOP = (Alignment(horizontal=side, vertical="top", wrap_text=True) for side in ("left", "center"))
HEADER_FILL = PatternFill("solid", fgColor="DDE6F0")
ENTRY_FILL = PatternFill("solid", fgColor="FFF8DC")


class Book:
    """A workbook, page by page."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._book = Workbook()
        self._book.remove(self._book.active)

    def page(self, name: str, *, title: str, columns: Sequence[Column], notes: Sequence[str] = ()) -> Page:
        sheet = self._book.create_sheet(sheet_name(name, self._book.sheetnames))
        return Page(self, sheet, title=title, columns=columns, notes=notes, language=self._language)

    def saved(self) -> bytes:
        """The file. Its parts carry no instant: the same facts, the same bytes."""
        made = io.BytesIO()
        self._book.save(made)
        return standing_still(made.getvalue())


class Page:
    """One sheet, filled from above: title, notes, header; then `block` after block."""

    def __init__(
        self,
        book: Book,
        sheet: Worksheet,
        *,
        title: str,
        columns: Sequence[Column],
        notes: Sequence[str],
        language: str,
    ) -> None:
        self.book, self.sheet = book, sheet
        self.columns = tuple(columns)
        self._date_format = "yyyy-mm-dd" if language == CHINESE else "d mmm yyyy"
        self._row = 0
        self._looks: dict[tuple[int, bool, bool, bool, bool], Any] = {}
        self._heading(title, size=16, bold=True)
        for note in notes:
            self._heading(note, size=10.5, bold=False)
        self._header()
        _for_print(self.sheet, self.header_row, language)

    @property
    def header_row(self) -> int:
        return self._header_row

    def block(
        self,
        rows: Sequence[Sequence[Value]],
        merged: Iterable[int] = (),
        tinted: Sequence[Collection[int]] | None = None,
    ) -> None:
        """Rows that belong together. In the columns `merged` (from 0) the first row's value spans them all.

        `tinted`: for each row the columns that keep their fill; None: all of them.
        """
        first, count, spanning = self._row + 1, len(rows), frozenset(merged)
        spanned = spanning if count > 1 else frozenset[int]()
        for at, values in enumerate(rows):
            self._row += 1
            for place, value in enumerate(values):
                tint = tinted is None or place in tinted[at]
                self._fill(self.sheet.cell(self._row, place + 1), place, value, tint=tint, top=place in spanned)
        heights = [
            max((_lines(row[n], c.width) for n, c in enumerate(self.columns) if n not in spanned), default=1)
            for row in rows
        ]
        if spanned:
            tallest = max(_lines(rows[0][n], self.columns[n].width) for n in spanned)
            short = max(0, tallest - sum(heights))
            heights = [lines + math.ceil(short / count) for lines in heights]
            for place in spanned:
                self._merge(first, place)
        for row, lines in enumerate(heights, first):
            self.sheet.row_dimensions[row].height = min(lines * LINE + 4, TALLEST_ROW)

    def _merge(self, first: int, place: int) -> None:
        """From row `first` to the last. `merge_cells` would compare with every area merged before: minutes for a ledger."""
        letter = get_column_letter(place + 1)
        area = CellRange(f"{letter}{first}:{letter}{self._row}")
        self.sheet.merged_cells.ranges.add(area)

    def _fill(self, cell: Cell, place: int, value: Value, *, tint: bool, top: bool) -> None:
        """`top`: what spans several rows, perhaps over a page break, is read where it begins."""
        put(cell, value)
        column = self.columns[place]
        look = (place, tint, top, isinstance(value, date), bool(cell.quotePrefix))
        known = self._looks.get(look)
        if known is not None:
            cell._style = copy(known)  # noqa: SLF001 - looking the same style up for every cell takes ten times as long
            return
        cell.font, cell.border = BODY, GRID
        if column.to_fill and tint:
            cell.fill = ENTRY_FILL
        long = column.kind is Kind.TEXT
        cell.alignment = (LEFT_TOP if long else CENTRED_TOP) if top else (LEFT if long else CENTRED)
        if column.kind is Kind.LABEL:
            cell.number_format = "@"
        elif isinstance(value, date):
            cell.number_format = self._date_format
        self._looks[look] = copy(cell._style)  # noqa: SLF001

    def _heading(self, text: str, *, size: float, bold: bool) -> None:
        self._row += 1
        across = max(1, len(self.columns))
        if across > 1:
            self.sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=across)
        cell = self.sheet.cell(self._row, 1)
        put(cell, text)
        cell.font = Font(name=FONT, size=size, bold=bold)
        cell.alignment = Alignment(horizontal="center" if bold else "left", vertical="center", wrap_text=True)
        width = sum(column.width for column in self.columns)
        self.sheet.row_dimensions[self._row].height = max(_lines(text, width * 10.5 / size), 1) * size * 1.5 + 4

    def _header(self) -> None:
        self._row += 1
        self._header_row = self._row
        for place, column in enumerate(self.columns, 1):
            cell = self.sheet.cell(self._row, place)
            put(cell, column.heading)
            cell.font = Font(name=FONT, size=10.5, bold=True)
            cell.fill, cell.border = HEADER_FILL, GRID
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            self.sheet.column_dimensions[get_column_letter(place)].width = column.width
        tallest = max((_lines(column.heading, column.width) for column in self.columns), default=1)
        self.sheet.row_dimensions[self._row].height = tallest * LINE + 8
        self.sheet.freeze_panes = self.sheet.cell(self._row + 1, 1)


def put(cell: Cell, value: Value) -> None:
    """A value into a cell: a text is a text whatever it begins with, a Decimal keeps its digits."""
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        cell.value = int(value) if whole else float(value)
    elif isinstance(value, str):
        text = printable(value)
        cell.value = text or None
        if text:
            cell.data_type = "s"  # else what begins with = would be taken for a formula
            cell.quotePrefix = text.startswith(_FORMULA)  # and would become one when somebody edits the cell
    else:
        cell.value = value


def printable(text: str) -> str:
    """Without what a workbook can't hold, its line ends alike."""
    clean = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


def sheet_name(wanted: str, taken: Sequence[str] = ()) -> str:
    """A name a sheet may have: 31 characters, no brackets, slashes, colons or wildcards, none twice."""
    name = re.sub(r"[\[\]:*?/\\]", " ", printable(wanted)).replace("\n", " ").strip().strip("'")[:31] or "Sheet"
    short, serial, used = name, 2, {one.casefold() for one in taken}
    while name.casefold() in used:
        tail = f" ({serial})"
        name, serial = short[: 31 - len(tail)] + tail, serial + 1
    return name


def _for_print(sheet: Worksheet, header_row: int, language: str) -> None:
    """A4 across, as wide as the page, the header on every page, its number at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
    sheet.oddFooter.center.text = "第 &P 页,共 &N 页" if language == CHINESE else "&P / &N"


def _lines(value: Value, width: float) -> int:
    """Lines a value takes in a column that wide."""
    if not isinstance(value, str):
        return 1
    room = max(width - 1, 2)
    return sum(max(1, math.ceil(cells(line) / room)) for line in value.split("\n")) if value else 1


def cells(text: str) -> int:
    """How wide a text is: a Chinese character takes the place of two Latin ones."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
