"""Until when may a report come later? The days an extension can name, and how people write a day.

    10月25日 · 10-25 · 2024-10-25 · 2024年10月25日 · +5

A day without a year is the next one of that name from the due day on.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import Rejected
from domain.workdays import Calendar

OFFERED = (3, 5, 10)  # working days more: what a button offers
MOST_DAYS = 365  # later than this the next round's report says it anyway
LONGEST_REASON = 500  # characters


class ExtensionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    MOOT = "moot"  # the report came in time all the same


_DAY = re.compile(r"(?:(?P<year>\d{4})[年./-])?(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})[日号]?")
_MORE = re.compile(r"\+?(?P<days>\d{1,2})(?:个?工作日)?")


def counted_from(due_on: date, today: date) -> date:
    """Days more are counted from the due day, or from today where that is past."""
    return max(due_on, today)


def offered(due_on: date, today: date, calendar: Calendar) -> list[tuple[int, date]]:
    """(working days more, the day it comes to)."""
    start = counted_from(due_on, today)
    return [(days, calendar.add_working_days(start, days)) for days in OFFERED]


def read_day(text: str, due_on: date, today: date, calendar: Calendar) -> date:
    """The day that is meant. Raises `Rejected` where it can't be read, or is no later day."""
    given = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("到").removeprefix("至")
    if match := _MORE.fullmatch(given):
        days = int(match["days"])
        if not 1 <= days <= 90:
            raise Rejected("extension-not-a-day", given=text[:40])
        return calendar.add_working_days(counted_from(due_on, today), days)
    match = _DAY.fullmatch(given)
    if match is None:
        raise Rejected("extension-not-a-day", given=text[:40])
    try:
        until = date(int(match["year"] or due_on.year), int(match["month"]), int(match["day"]))
        if match["year"] is None and until < counted_from(due_on, today) - timedelta(days=180):
            until = until.replace(year=until.year + 1)
    except ValueError:
        raise Rejected("extension-not-a-day", given=text[:40]) from None
    return checked(until, due_on, today)


def day_said(text: str, due_on: date, today: date, calendar: Calendar) -> date | None:
    """The day, where the text says nothing but one that can be taken; None where it says something else."""
    try:
        return read_day(text, due_on, today, calendar)
    except Rejected as refusal:
        if refusal.key == "extension-not-a-day":
            return None
        raise


def checked(until: date, due_on: date, today: date) -> date:
    """The day, where it is one that helps: after the due day and after today, within a year."""
    if until <= due_on:
        raise Rejected("extension-not-later")
    if until <= today:
        raise Rejected("extension-is-past")
    if until > counted_from(due_on, today) + timedelta(days=MOST_DAYS):
        raise Rejected("extension-too-far")
    return until
