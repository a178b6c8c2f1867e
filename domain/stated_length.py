"""Does the length that a notice states fit its dates? Offices get it wrong, over holidays most of all; never in silence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from domain.chinese_numbers import NUMERALS, number_in
from domain.messages.base import Note
from domain.messages.publicity import Period

WORKING = "工作日"
Stated = tuple[int, str]
"""The number, and 工作日, 自然日, 日 or 天."""

_LENGTH = rf"(?P<n>\d{{1,3}}|[{NUMERALS}]{{1,4}})个?(?P<unit>工作日|自然日|日|天)"
_BESIDE = re.compile(rf"[,(]\s*共?计?{_LENGTH}$")
_IN_WORDS = re.compile(rf"公示(?:期限?|时间)?(?:为|共)?\s*{_LENGTH}(?!\d)")


def split_stated(text: str) -> tuple[str, Stated | None]:
    """`5月21日至5月31日,10个工作日`: the dates, and the length that is stated beside them."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("。.)")
    found = _BESIDE.search(plain)
    number = number_in(found["n"]) if found is not None else None
    return (plain[: found.start()], (number, found["unit"])) if found is not None and number else (text, None)


def stated_in(text: str) -> list[Stated]:
    """The lengths that a notice's own words give its period."""
    found = _IN_WORDS.finditer(unicodedata.normalize("NFKC", text))
    read = ((number_in(match["n"]), match["unit"]) for match in found)
    return [(number, unit) for number, unit in read if number]


def warnings(span: Period, stated: Iterable[Stated], *, first_day_counts: bool) -> list[Note]:
    """Nobody knows which of the two is meant, so nothing is corrected."""
    found = {}
    for number, unit in stated:
        counted = span.working_days if unit == WORKING else span.calendar_days
        if number != (counted if first_day_counts else counted - 1):
            facts: dict[str, str | int] = {"stated": f"{number}{'个' if unit == WORKING else ''}{unit}"}
            facts |= {"days": span.calendar_days, "working": span.working_days}
            found[number, unit] = Note("publicity-warn-stated", facts)
    return list(found.values())
