"""What the tests of workbooks share: one that was handed out; filling it in as a clerk does, cell by cell, and saving it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from config.texts import Texts
from domain.workbook import FigureRow, Issued, Mark, TaskRow
from jobs.workbook import sheet

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


TEXTS = Texts.shipped()
MARK = Mark(7, 3, 4, 1, "0123456789abcdefghij-_").word
AREA = FigureRow(31, "完成营造林", "万亩", Decimal("640.0000"), Decimal("480.0000"))
RATE = FigureRow(32, "断面达标率", "%", Decimal("90.0000"), None, Decimal("61.5000"), given=True)
TASK = TaskRow(
    request=11,
    number="21",
    problem="河道生态补水不足",
    target=None,
    measures=("实施生态补水", "改造取水口"),
    last_status="on_track",
    last_text="上季完成480万亩。\n其余年内完成。",
    status=None,
    text=None,
    help=None,
    figures=(AREA, RATE),
)
DRAFTED = replace(TASK, request=12, number="47-5", status="behind", text="=草稿,还没写完", help="请协调", figures=())
ISSUED = Issued(MARK, 1, "2024Q3", None, None, "示范省水利厅", date(2024, 10, 18), (TASK, DRAFTED))


def composed(issued: Issued = ISSUED, language: str = "zh-CN") -> bytes:
    return sheet.composed(
        issued,
        lambda key, **facts: TEXTS.say(language, key, **{"this": "本季", "before": "上季"} | facts),
        period="前三季度",
        due="10月18日(周五)",
    )
