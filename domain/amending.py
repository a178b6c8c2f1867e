"""What may be changed of a notice that has been published, and how does the notice read afterwards?

A correction says what was wrong and what is right, field by field; an extension names a later last day; a withdrawal ends
the notice. What the public was told is never changed in silence: each of them is a notice of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from domain.errors import Rejected
from domain.messages.publicity import Period
from domain.publicity import LONGEST, MOST_LENGTH, last_day, period, read_day
from domain.workdays import ONE_DAY, Calendar

USUAL_EXTENSION = 5  # working days; only a suggestion
LONGEST_REASON = 500  # characters
LONGEST_WORDS = 600  # characters of what was wrong, and of what is right
LONGEST_BODY = 1900  # UTF-16 units of what an amendment says: all of it must stand in one message
TEXT_ROWS = ("problem", "departments", "target", "measures", "completion")

_MORE = re.compile(r"(?:再)?(?:延长)?(?P<n>\d{1,3})个?(?P<unit>工作日|自然日|日|天)")
_UNTIL = re.compile(r"^(?:延长)?(?:至|到)")


class AmendmentKind(StrEnum):
    CORRECTION = "correction"
    EXTENSION = "extension"
    WITHDRAWAL = "withdrawal"


class AmendmentState(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class Field(StrEnum):
    """What a correction may be about. `TEXT` holds pairs of words, the others what stood and what stands."""

    PHONES = "phones"
    EMAILS = "emails"
    RECEIVER = "receiver"
    TEXT = "text"


# -- words of the notice ------------------------------------------------------------------------------------------


def read_words(text: str) -> tuple[str, str]:
    """Two lines, or `错的 -> 对的`: the words that stand there, the words that shall. Raises `Rejected` for anything else."""
    parts = [part.strip() for part in re.split(r"\n+|\s*(?:->|=>|→)\s*", text.strip()) if part.strip()]
    if len(parts) != 2:
        raise Rejected("amend-two-lines")
    wrong, right = parts
    if longest := next((part for part in parts if len(part) > LONGEST_WORDS), ""):
        raise Rejected("amend-words-long", given=longest[:20], most=LONGEST_WORDS)
    if wrong == right:
        raise Rejected("amend-words-same")
    return wrong, right


def replaced(
    title: str, text: str, table: list[dict[str, Any]], wrong: str, right: str
) -> tuple[str, str, list[dict[str, Any]], int]:
    """The notice with `right` wherever `wrong` stood, and in how many places. Raises `Rejected` where it stands nowhere."""
    count = title.count(wrong) + text.count(wrong)
    count += sum(str(row.get(name, "")).count(wrong) for row in table for name in TEXT_ROWS)
    if not count:
        raise Rejected("amend-words-nowhere", given=wrong[:40])
    changed = [row | {name: str(row[name]).replace(wrong, right) for name in TEXT_ROWS if name in row} for row in table]
    return title.replace(wrong, right), text.replace(wrong, right), changed, count


# -- a later last day ---------------------------------------------------------------------------------------------


def suggested_end(running: Period, calendar: Calendar) -> Period:
    """Five working days more."""
    ends_on = last_day(running.ends_on, USUAL_EXTENSION, calendar, first_day_counts=False)
    return period(running.starts_on, ends_on, calendar)


def read_end(text: str, running: Period, calendar: Calendar) -> Period:
    """`6月10日`, `延长到6月10日`, `2025-06-10`, `延长5个工作日`: the period as it would be, later than it was.

    Raises `Rejected` for anything else.
    """
    typed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip("。.止")
    if more := _MORE.fullmatch(typed):
        number = int(more["n"])
        if not 1 <= number <= MOST_LENGTH:
            raise Rejected("publicity-length-odd", given=number)
        if more["unit"] == "工作日":
            ends_on = last_day(running.ends_on, number, calendar, first_day_counts=False)
        else:
            ends_on = running.ends_on + timedelta(days=number)
    else:
        found = read_day(_UNTIL.sub("", typed), running.ends_on - timedelta(days=60))
        if found is None:
            raise Rejected("amend-end-unclear", given=text.strip()[:40])
        ends_on = found
    return later(running, ends_on, calendar)


def later(running: Period, ends_on: date, calendar: Calendar) -> Period:
    """Raises `Rejected` for a last day that is not later, or so late that it is a slip of the year."""
    if ends_on <= running.ends_on:
        raise Rejected("amend-end-earlier")
    if (ends_on - running.starts_on) >= LONGEST * ONE_DAY:
        raise Rejected("publicity-too-long", days=(ends_on - running.starts_on).days + 1)
    return period(running.starts_on, ends_on, calendar)


# -- what was said ------------------------------------------------------------------------------------------------


def read_reason(text: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise Rejected("amend-reason-first")
    if len(reason) > LONGEST_REASON:
        raise Rejected("amend-reason-long", most=LONGEST_REASON, now=len(reason))
    return reason


def said_receiver(receiver: Mapping[str, Any]) -> str:
    """Unit, person and address in one line."""
    return "，".join(str(receiver[name]) for name in ("unit", "person", "postal") if receiver.get(name))


def split_text(text: str) -> tuple[str, str]:
    """Title and body of what was approved."""
    title, _, body = text.partition("\n\n")
    return title, body
