"""Who is speaking? An account as a turn knows it, the roles a person can have, the days one of them is away."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import Rejected
from domain.publicity import read_emails, read_period
from domain.workdays import Calendar


class RoleName(StrEnum):
    COORDINATOR = "coordinator"
    LEADER = "leader"
    LIAISON = "liaison"
    DEPARTMENT_LEADER = "department_leader"


@dataclass(frozen=True)
class Account:
    """A Telegram account in one turn. `id` and `name` never reach a log or a table in the clear; `mark` is looked up by."""

    mark: str
    id: int = field(repr=False)
    name: str = field(default="", repr=False)
    language: str | None = None  # Telegram's language code, a hint until the person chooses


# -- days away ----------------------------------------------------------------------------------------------------

FARTHEST_AWAY = 183  # days ahead: a day just past, typed without its year, lands farther
_DAYS = {"今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2}
_UNTIL = re.compile(r"^(?:截?至|到|until|till|to)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Away:
    """Office dates, both included."""

    first: date
    last: date


def this_week(today: date) -> Away:
    """From today to Sunday: a make-up day may fall on either day of the weekend."""
    return Away(today, today + timedelta(days=6 - today.weekday()))


def next_week(today: date) -> Away:
    monday = today + timedelta(days=7 - today.weekday())
    return Away(monday, monday + timedelta(days=6))


def read_away(text: str, today: date, calendar: Calendar) -> Away:
    """`10月14日至10月18日`, `10.14-10.18`, `到10月18日` (from today), `10月18日`, `今天`, `本周`, `下周`, `今天起3天`.

    Raises `Rejected` for anything else, for an end before the start and a start before today.
    """
    typed = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip("。.")
    if typed in ("本周", "这周", "this week"):
        return this_week(today)
    if typed in ("下周", "下一周", "next week"):
        return next_week(today)
    if typed in _DAYS:
        day = today + timedelta(days=_DAYS[typed])
        return Away(day, day)
    last = _UNTIL.sub("", typed)
    first = f"{today.year}年{today.month}月{today.day}日", f"{today}", f"{today.month}.{today.day}"
    if last == typed:  # one day alone
        first = typed, typed, typed
    shapes = (typed, *(f"{day}至{last}" for day in first))
    refused: Rejected | None = None
    for shape in shapes:
        try:
            period = read_period(shape, today, calendar, first_day_counts=True)
        except Rejected as why:
            refused = refused if refused is not None and why.key == _UNCLEAR else why
            continue
        if (period.starts_on - today).days > FARTHEST_AWAY:
            raise Rejected("away-start-far", given=text.strip()[:40])
        return Away(period.starts_on, period.ends_on)
    assert refused is not None
    raise Rejected(_REFUSED.get(refused.key, "away-dates-unclear"), given=text.strip()[:40]) from None


_UNCLEAR = "publicity-dates-unclear"
_REFUSED = {
    "publicity-ends-first": "away-ends-first",
    "publicity-start-past": "away-start-past",
    "publicity-too-long": "away-too-long",
    "publicity-start-far": "away-start-far",
}


def read_email(text: str) -> str:
    """One address. Raises `Rejected` for what is none, or for several."""
    try:
        found = read_emails(text)
    except Rejected as refused:
        raise Rejected("department-email-unclear", given=str(refused.facts.get("given", ""))[:60]) from None
    if len(found) > 1:
        raise Rejected("department-email-one")
    return found[0]


def finds(asked: str, *names: str) -> bool:
    """Does one of the names hold what was typed? Without regard to width, case or blanks."""
    wanted = _plain(asked)
    return bool(wanted) and any(wanted in _plain(name) for name in names)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
