"""What does a cell's value mean to the person who sees it? 21.0 is 21, 0.65 shown as a percentage is 65%, a date is a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from domain.ledger_grid import BLANK, Cell, tidy

# Formats that a Chinese Excel knows by number alone, so that the file does not spell them out (ECMA-376, 18.8.30).
CHINESE_DATES = {
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    36: "yyyy年m月",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}


def cell_of(value: Any, shown_as: str) -> Cell:
    """A value that openpyxl or calamine hands out, with its number format ("" where that is not known)."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, int | float | Decimal):
        return _number(value, shown_as)
    if isinstance(value, datetime):
        return Cell(value.date().isoformat(), day=value.date(), format=shown_as)
    if isinstance(value, date):
        return Cell(value.isoformat(), day=value, format=shown_as)
    if isinstance(value, time | timedelta):
        return Cell(str(value))
    return Cell(tidy(str(value)))


def _number(value: float | Decimal, shown_as: str) -> Cell:
    exact = Decimal(f"{value:.15g}")  # what Excel keeps; beyond it only the machine's own dust follows
    if not exact.is_finite():
        return Cell(str(value), flaw="error")
    if "%" in shown_as:
        return Cell(f"{_plain(exact * 100)}%", number=exact, format=shown_as)
    return Cell(_plain(exact), number=exact, format=shown_as)


def _plain(number: Decimal) -> str:
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
