"""How does the office write a date, a period, an amount? The same in chat, mail and documents, in both languages.

Dates carry the weekday, and the year when it is not this year; amounts keep the office's unit and lose no digit.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from domain.quarters import Month, PeriodKind, Quarter, Special, kind_of, parse_period

CHINESE = "zh-CN"

_WEEKDAYS = {CHINESE: "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Reports are cumulative within the year: the third quarter's figures are those of the first three.
_QUARTERS = {
    CHINESE: ("第一季度", "上半年", "前三季度", "全年"),
    "en": ("first quarter", "first half", "first three quarters", "full year"),
}


def office_date(day: date, today: date, language: str = CHINESE) -> str:
    """`10月18日(周五)`, `2025年1月3日(周五)`; `Fri 18 Oct`, `Fri 3 Jan 2025`."""
    other_year = day.year != today.year
    if language == CHINESE:
        year = f"{day.year}年" if other_year else ""
        return f"{year}{day.month}月{day.day}日(周{_WEEKDAYS[CHINESE][day.weekday()]})"
    year = f" {day.year}" if other_year else ""
    return f"{_WEEKDAYS['en'][day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}{year}"


def full_date(day: date, language: str = CHINESE) -> str:
    """As documents write it: `2025年5月21日`, `21 May 2025`."""
    if language == CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def office_time(hour: time) -> str:
    """`09:00`."""
    return f"{hour:%H:%M}"


def quarter_label(key: str, language: str = CHINESE) -> str:
    """What the round of `key` is called: `2024年前三季度`, `first three quarters of 2024`; months, weeks, special rounds too."""
    period = parse_period(key)
    chinese = language == CHINESE
    if isinstance(period, Special):
        return f"{period.year}年第{period.n}次专项调度" if chinese else f"special round {period.n} of {period.year}"
    if isinstance(period, Quarter):
        part = _QUARTERS[CHINESE if chinese else "en"][period.n - 1]
        return f"{period.year}年{part}" if chinese else f"{part} of {period.year}"
    if isinstance(period, Month):
        return f"{period.year}年{period.n}月" if chinese else f"{_MONTHS[period.n - 1]} {period.year}"
    return f"{period.year}年第{period.n}周" if chinese else f"week {period.n} of {period.year}"


_THIS_AND_LAST = {
    PeriodKind.QUARTERLY: (("本季", "上季"), ("this quarter", "last quarter")),
    PeriodKind.MONTHLY: (("本月", "上月"), ("this month", "last month")),
    PeriodKind.WEEKLY: (("本周", "上周"), ("this week", "last week")),
    None: (("本次", "上次"), ("this round", "the last round")),
}


LAST_ONES = tuple(last for languages in _THIS_AND_LAST.values() for _, last in languages)
"""Every word for the round before, in either language: a button that says one can be typed."""


def this_and_last(key: str, language: str = CHINESE) -> tuple[str, str]:
    """What a form calls the round of `key` and the one before: `本季`, `上季`; `this month`, `last month`."""
    return _THIS_AND_LAST[kind_of(key)][0 if language == CHINESE else 1]


def time_left(working_days: int, language: str = CHINESE) -> str:
    """Working days until the due day: `还剩3个工作日`, `今天截止`, `已逾期2个工作日`."""
    count = abs(working_days)
    if language == CHINESE:
        if working_days == 0:
            return "今天截止"
        return f"还剩{count}个工作日" if working_days > 0 else f"已逾期{count}个工作日"
    if working_days == 0:
        return "due today"
    unit = "working day" if count == 1 else "working days"
    return f"{count} {unit} left" if working_days > 0 else f"{count} {unit} overdue"


def format_amount(amount: Decimal, unit: str) -> str:
    """`636万亩`, `1.89亿立方米`, `65%`: every digit the department gave, no trailing zeros, no exponent.

    A unit in Latin letters stands off: `12 km`.
    """
    if not amount.is_finite():
        raise ValueError("an amount is a finite number")
    digits = f"{amount:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    if digits == "-0":
        digits = "0"
    gap = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    return f"{digits}{gap}{unit}"
