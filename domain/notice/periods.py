"""From which day to which day is the notice open, and how long does it say that is?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from domain.chinese_numbers import NUMERALS, number_in
from domain.notice.dates import Mention, mentions


class Unit(Enum):
    WORKING_DAYS = auto()
    CALENDAR_DAYS = auto()
    DAYS = auto()  # 天, 日: which kind is not said
    OTHER = auto()


@dataclass(frozen=True)
class Length:
    text: str
    number: int
    unit: Unit


@dataclass(frozen=True)
class Span:
    """A period as it is written: two dates, or one of them."""

    text: str
    start: Mention | None
    end: Mention | None


_SP = " {0,3}"
_EXTRA = (
    rf"(?:{_SP}\([^()]{{1,12}}\))?(?:{_SP}(?:上午|下午|早上?|晚上?|中午|凌晨)?"
    rf"{_SP}\d{{1,2}}(?:(?::\d\d){{1,2}}|[时点](?:整|半|\d{{1,2}}分?)?))?"
)
_BETWEEN = re.compile(rf"{_EXTRA}{_SP}(?:[日号]{_SP})?起?{_SP}[,、]?{_SP}(?:至|到|截至|截止到|止于|[-~]{{1,3}}){_SP}")
_SHORT_END = re.compile(
    rf"(?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}})(?![\d.])日?|(?P<only>\d{{1,2}}|[{NUMERALS}]{{1,3}})(?:{_SP}[日号]|(?![\d.年月]))"
)
_FROM = re.compile(rf"(?:自|从|于){_SP}$")
_UNTIL = re.compile(rf"(?:至|到|截至|截止|截止到|截止至|截止时间为?|截止日期为?){_SP}$")
_ENDS = re.compile(rf"{_EXTRA}{_SP}(?:止|截止|前|结束)")
_STARTS = re.compile(rf"{_EXTRA}{_SP}(?:起|开始)")


def spans(text: str) -> Iterator[Span]:
    """The periods of a plain text, in order; a date that belongs to none is an open span with that date alone."""
    taken = 0
    for first in mentions(text):
        if first.start < taken or (first.day is None and not first.flaw):
            continue
        gap = _BETWEEN.match(text, first.end)
        last = _end_at(text, gap.end(), first) if gap else None
        if last:
            taken = last.end
            yield Span(text[first.start : last.end].strip(), first, last)
        elif _UNTIL.search(text, max(0, first.start - 8), first.start) or _ENDS.match(text, first.end):
            yield Span(first.text, None, first)
        else:
            yield Span(first.text, first, None)


def _end_at(text: str, at: int, first: Mention) -> Mention | None:
    whole = next(mentions(text[at : at + 30]), None)
    if whole and whole.start == 0 and (whole.day or whole.flaw):
        return Mention(whole.text, at, at + whole.end, whole.year, whole.month, whole.day, whole.flaw)
    short = _SHORT_END.match(text, at)
    if not short:
        return None
    month = number_in(short["m"]) if short["m"] else first.month
    day = number_in(short["d"] or short["only"])
    return Mention(short[0].strip(), at, short.end(), None, month, day, first.flaw if not short["m"] else None)


def starts_there(text: str, mention: Mention) -> bool:
    """Whether the words around a date say that the period begins on it (自…起)."""
    before = _FROM.search(text, max(0, mention.start - 4), mention.start)
    return bool(before or _STARTS.match(text, mention.end))


_NEW_YEAR_MONTHS = (10, 12)  # a period that begins in these and ends in an earlier month ends in the next year
_LONGEST = 366


def days_of(span: Span, issued_on: date | None) -> tuple[date | None, date | None]:
    """Both days of a span.

    A year that is left out is the other day's; over the New Year the next. Left out in both, it is the year in which the
    period lies nearest to the day of issue.
    """
    year = span.start.year if span.start else None
    if span.start and year is None and span.end and span.end.year:
        year = span.end.year - (1 if _turns_the_year(span.start, span.end) else 0)
    if year is None and issued_on and not (span.end and span.end.year):
        year = _nearest(span.start or span.end, issued_on)
    start = span.start.on(year) if span.start else None
    end_year = year + 1 if year and span.start and span.end and _turns_the_year(span.start, span.end) else year
    return start, span.end.on(end_year) if span.end else None


def _turns_the_year(start: Mention, end: Mention) -> bool:
    first, last = _NEW_YEAR_MONTHS
    return bool(start.month and end.month and first <= start.month <= last and end.month < start.month)


def _nearest(mention: Mention | None, issued_on: date) -> int | None:
    years = (issued_on.year - 1, issued_on.year, issued_on.year + 1)
    days = [day for year in years if mention and (day := mention.on(year))]
    return min(days, key=lambda day: abs(day - issued_on)).year if days else None


def is_sound(start: date, end: date) -> bool:
    return timedelta(0) <= end - start <= timedelta(days=_LONGEST)


_LENGTH = re.compile(
    rf"(?<![\d年月./~-])(?<![{NUMERALS}至到])(?P<n>\d{{1,3}}|[{NUMERALS}]{{1,4}}){_SP}"
    r"(?P<unit>个? {0,3}工作 {0,3}[日天]|个? {0,3}(?:自然|日历) {0,3}[日天]|天|个月|个?星期|周|日(?![期常前后]))"
)


def lengths(text: str) -> Iterator[tuple[int, Length]]:
    """The lengths a plain text names, each with its place; the days of its dates are none."""
    letters = list(text)
    for span in spans(text):
        for day in filter(None, (span.start, span.end)):
            letters[day.start : day.end] = " " * (day.end - day.start)
    for found in _LENGTH.finditer("".join(letters)):
        number = number_in(found["n"])
        if number:
            yield found.start(), Length(found[0].replace(" ", ""), number, _unit(found["unit"]))


def _unit(written: str) -> Unit:
    if "工作" in written.replace(" ", ""):
        return Unit.WORKING_DAYS
    if "自然" in written or "日历" in written:
        return Unit.CALENDAR_DAYS
    return Unit.DAYS if written in ("天", "日") else Unit.OTHER
