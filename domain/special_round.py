"""What does a coordinator say to open a special round (专项调度)? The question, which tasks, which departments, until when.

The first of several lines is the round's name. Days are typed as `5`, `5个工作日`, `10月18日`, `18日`, `2024-10-18`; a day
without a year is the next one of that name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.chinese_numbers import NUMERALS, number_in
from domain.errors import Rejected
from domain.ledger import task_number
from domain.workdays import Calendar

OFFERED = (3, 5, 10)  # working days: what a button offers
MOST_DAYS = 60  # working days; a longer one is a quarter's own matter
FARTHEST = timedelta(days=366)
LONGEST_TITLE = 30  # characters: it stands on one line of a phone
LONGEST_QUESTION = 1500  # characters; a prompt with it still has room for its tasks

_SEPARATORS = re.compile(r"[\s、,,;;/]+")
_NUMERALS = re.compile(f"[{NUMERALS}]+")
_COUNT = re.compile(r"(?P<n>\d{1,3})(?:个?工作日)?(?:内|以内)?")
_DAY = re.compile(r"(?:(?:(?P<y>\d{4})[-年/.])?(?P<m>\d{1,2})[-月/.])?(?P<d>\d{1,2})[日号]?(?:之?前|以前|止)?")


class Step(StrEnum):
    PROGRAMME = "programme"
    QUESTION = "question"
    TASKS = "tasks"
    DEPARTMENTS = "departments"
    DUE = "due"
    PREVIEW = "preview"


@dataclass(frozen=True)
class Question:
    """`title` is None where only one line was typed."""

    title: str | None
    text: str


def read_question(typed: str) -> Question:
    first, _, rest = typed.strip().partition("\n")
    question = Question(first.strip(), rest.strip()) if rest.strip() else Question(None, first.strip())
    if not question.text:
        raise Rejected("round-question-expected")
    if question.title is not None and len(question.title) > LONGEST_TITLE:
        raise Rejected("round-title-long", most=LONGEST_TITLE, given=len(question.title))
    if len(question.text) > LONGEST_QUESTION:
        raise Rejected("round-question-long", most=LONGEST_QUESTION, given=len(question.text))
    return question


def read_numbers(typed: str, known: Mapping[str, int]) -> list[int]:
    """The tasks that are meant, by id, in the order typed. `known`: number -> id. Names whatever is not there."""
    numbers = [task_number(part) for part in _SEPARATORS.split(typed.strip()) if task_number(part)]
    if not numbers:
        raise Rejected("round-numbers-expected")
    unknown = [number for number in numbers if number not in known]
    if unknown:
        raise Rejected("round-numbers-unknown", numbers="、".join(unknown)[:60])
    return list(dict.fromkeys(known[number] for number in numbers))


def read_departments(typed: str, known: Mapping[str, int]) -> list[int]:
    """The departments that are meant, by id: a whole name, or a part that only one of them has."""
    found = []
    for part in (part for part in _SEPARATORS.split(typed.strip()) if part):
        names = [part] if part in known else [name for name in known if part in name]
        if not names:
            raise Rejected("round-department-unknown", name=part[:30])
        if len(names) > 1:
            raise Rejected("round-department-several", name=part[:30], names="、".join(names[:4])[:120])
        found.append(known[names[0]])
    if not found:
        raise Rejected("round-departments-expected")
    return list(dict.fromkeys(found))


def read_due(typed: str, opens_on: date, calendar: Calendar) -> int | date:
    """So many working days, the opening day being the first; or the day itself, which must be a working one."""
    given = "".join(unicodedata.normalize("NFKC", typed).split()).rstrip("。.")
    given = _NUMERALS.sub(lambda match: str(number_in(match[0]) or match[0]), given)
    if count := _COUNT.fullmatch(given):
        return checked_days(int(count["n"]), typed)
    match = _DAY.fullmatch(given)
    if match is None or (match["m"] is None and given.isdecimal()):
        raise Rejected("round-due-unclear", given=typed.strip()[:30])
    return _checked_day(_next(match, opens_on, typed), opens_on, calendar)


def checked_days(days: int, typed: str = "") -> int:
    if not 1 <= days <= MOST_DAYS:
        raise Rejected("round-days-many", given=typed.strip()[:30] or str(days), most=MOST_DAYS)
    return days


def _next(match: re.Match[str], opens_on: date, typed: str) -> date:
    """The day of the match; without a year, or a month, the next such day."""
    day = int(match["d"])
    months: Iterable[tuple[int, int]]
    if match["y"]:
        months = [(int(match["y"]), int(match["m"]))]
    elif match["m"]:
        months = [(opens_on.year, int(match["m"])), (opens_on.year + 1, int(match["m"]))]
    else:
        months = [(opens_on.year + (opens_on.month + n - 1) // 12, (opens_on.month + n - 1) % 12 + 1) for n in range(3)]
    found = [_date(year, month, day) for year, month in months]
    days = [one for one in found if one is not None]
    if not days:
        raise Rejected("round-due-unclear", given=typed.strip()[:30])
    return next((one for one in days if one >= opens_on), days[-1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _checked_day(day: date, opens_on: date, calendar: Calendar) -> date:
    if day < opens_on:
        raise Rejected("round-due-past")
    if day > opens_on + FARTHEST:
        raise Rejected("round-due-far")
    if not calendar.is_working(day):
        raise Rejected("round-due-day-off", day=day.isoformat(), other=calendar.next_working_day(day).isoformat())
    return day
