"""Ledgers as offices keep them, made here: workbooks with merged cells, .csv files, Word tables, web pages."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADING = ("序号", "整改任务", "责任单位", "整改目标", "整改措施", "整改时限")
TASK = ("21", "河道生态补水不足", "示范省水利厅", "恢复生态基流", "实施生态补水。", "2024年12月底")


def book(
    *rows: Sequence[Any], merge: Iterable[str] = (), name: str = "台账", formats: dict[str, str] | None = None
) -> bytes:
    """A workbook of one sheet, its rows from A1."""
    whole = openpyxl.Workbook()
    sheet = whole.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    fill(sheet, rows, merge, formats or {})
    return saved(whole)


def fill(
    sheet: Worksheet, rows: Iterable[Sequence[Any]], merge: Iterable[str] = (), formats: dict[str, str] | None = None
) -> None:
    for row in rows:
        sheet.append(list(row))
    for area in merge:
        sheet.merge_cells(area)
    for cell, shown_as in (formats or {}).items():
        sheet[cell].number_format = shown_as


def saved(whole: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    whole.save(held)
    return held.getvalue()


def document(*rows: Sequence[str], title: str = "", merge: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    """A Word document with one table; `merge` as (row, column, row, column) from 0."""
    paper = docx.Document()
    if title:
        paper.add_paragraph(title)
    table = paper.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    for top, left, bottom, right in merge:
        table.cell(top, left).merge(table.cell(bottom, right))
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()
