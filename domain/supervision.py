"""The acts above a reminder: which there are, and on which day was a talk held, as people type it?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import Rejected

ANSWER_DAYS = (3, 5, 10)  # working days a letter may demand the answer in; the middle one unless chosen
DEFAULT_DAYS = 5
LONGEST_NOTE = 2000  # characters of what was said in a talk


class ActKind(StrEnum):
    LETTER = "letter"
    BULLETIN = "bulletin"
    TALK = "talk"


_WORDS = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}
_DAY = re.compile(r"(?:(?P<year>\d{4})\s*[-./年]\s*)?(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*[日号]?")


def read_day(text: str, today: date) -> date:
    """`今天`, `10月24日`, `10.24`, `2024-10-24`: a day that is not ahead; without a year, the last one there was.

    Raises `Rejected` for what is no day, and for one that is still to come.
    """
    typed = text.strip().casefold().translate(_HALF_WIDTH)
    if typed in _WORDS:
        return today - timedelta(days=_WORDS[typed])
    found = _DAY.fullmatch(typed)
    if found is None:
        raise Rejected("talk-day-expected", given=text.strip()[:40])
    year = int(found["year"]) if found["year"] else today.year
    try:
        day = date(year, int(found["month"]), int(found["day"]))
        if day > today and not found["year"]:
            day = day.replace(year=year - 1)
    except ValueError:
        raise Rejected("talk-day-expected", given=text.strip()[:40]) from None
    if day > today:
        raise Rejected("talk-day-ahead", given=text.strip()[:40])
    return day


_HALF_WIDTH = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("．"): ".", ord("－"): "-", ord("／"): "/"}
