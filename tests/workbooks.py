"""What the tests of workbooks share: filling a file in as a clerk does, cell by cell, and saving it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def filled(content: bytes, cells: Mapping[str, Any]) -> bytes:
    """`{"填报!H7": "达到序时进度"}`: typed into the file."""
    book = opened(content)
    for where, value in cells.items():
        sheet, cell = where.split("!")
        book[sheet][cell] = value
    return saved(book)


def shown(content: bytes, where: str) -> Any:
    sheet, cell = where.split("!")
    return opened(content)[sheet][cell].value
