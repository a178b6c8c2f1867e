"""Which day does this text name? A date is read only if it can be read one way; else its flaw says why not."""

import calendar as gregorian
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from domain.chinese_numbers import NUMERALS, number_in


class Flaw(Enum):
    MASKED = auto()  # 20XX年, 5月X日
    RUN_TOGETHER = auto()  # 20221122日: marks between the digits are lost
    IMPOSSIBLE = auto()  # 2月30日
    TWO_DIGIT_YEAR = auto()  # 25年5月


@dataclass(frozen=True)
class Mention:
    """A date as it stands in a plain text: what it says, and what it leaves out."""

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    flaw: Flaw | None = None

    def on(self, year: int | None = None) -> date | None:
        """The day, `year` standing in for a year that is not written."""
        known = self.year or year
        if self.flaw or not (known and self.month and self.day):
            return None
        return date(known, self.month, self.day) if _exists(known, self.month, self.day) else None


_MASK = "Xx×*╳✕✖□○_?某"
_ONE = rf"(?:\d{{1,2}}|[{NUMERALS}]{{1,3}}|[{_MASK}]{{1,2}}|\d[{_MASK}])"
_YEAR = rf"(?:[\d{NUMERALS}{_MASK}]{{4}}|\d{{2}}|[{_MASK}]{{1,3}})"
_AFTER_BARE_DAY = r"(?=\s{0,3}(?:$|[-~至到起,。;)止]))"
_SP = "[ ]{0,3}"
_DATE = re.compile(
    rf"""
    (?<!\d)(?P<run>(?:19|20)\d{{6}}(?!\d){_SP}日?|(?:19|20)\d{{2}}年\d{{3,4}}日)
  | (?<!\d)(?P<lost>(?:19|20)\d{{3,5}}(?:日|月\d{{1,2}}日))
  | (?<!\d)(?P<y2>(?:19|20)\d{{2}}){_SP}(?P<sep>[-./]){_SP}(?P<m2>\d{{1,2}}){_SP}(?P=sep){_SP}(?P<d2>\d{{1,2}})(?!\d)日?
  | (?<![\d])(?P<y1>{_YEAR}){_SP}年{_SP}(?P<m1>{_ONE}){_SP}月(?:份)?{_SP}(?P<d1>{_ONE}){_SP}(?:[日号]|{_AFTER_BARE_DAY})
  | (?<![\d])(?P<y4>{_YEAR}){_SP}年{_SP}(?P<m4>{_ONE}){_SP}月
  | (?<![\d.])(?P<m3>{_ONE}){_SP}月{_SP}(?P<d3>{_ONE}){_SP}(?:[日号]|{_AFTER_BARE_DAY})
    """,
    re.VERBOSE,
)


def mentions(text: str) -> Iterator[Mention]:
    """The dates of a plain text, in order; a month without its day is one with `day` None."""
    for found in _DATE.finditer(text):
        parts = found.groupdict()
        if parts["run"] or parts["lost"]:
            yield Mention(found[0].strip(), *found.span(), flaw=Flaw.RUN_TOGETHER)
            continue
        yield _mention(found, _parts(parts))


def _parts(parts: dict[str, str | None]) -> tuple[str | None, str | None, str | None]:
    for form in "124":
        if parts.get(f"m{form}"):
            return parts[f"y{form}"], parts[f"m{form}"], parts.get(f"d{form}")
    return None, parts["m3"], parts["d3"]


def _mention(found: re.Match[str], written: tuple[str | None, str | None, str | None]) -> Mention:
    text, (start, end) = found[0].strip(), found.span()
    year, month, day = (number_in(part) if part else None for part in written)
    if any(part and number_in(part) is None for part in written):
        masked = any(letter in _MASK for part in written for letter in part or "")
        return Mention(text, start, end, flaw=Flaw.MASKED if masked else Flaw.IMPOSSIBLE)
    if year is not None and year < 100:
        return Mention(text, start, end, None, month, day, Flaw.TWO_DIGIT_YEAR)
    whole = _exists(year or 2024, month or 1, 1 if day is None else day)
    return Mention(text, start, end, year, month, day, None if whole else Flaw.IMPOSSIBLE)


def _exists(year: int, month: int, day: int) -> bool:
    return 1900 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= gregorian.monthrange(year, month)[1]


_NO_DATE = re.compile(
    r"立行立改|立整立改|立即整改|长期坚持|长期整改|持续推进|持续坚持|持续整改|常态化|即知即改|边督边改|已完成|已整改"
)
_IN_WORDS = re.compile(
    rf"(?P<y>(?:19|20)\d\d|二[{NUMERALS}]{{3}}) {{0,3}}年 {{0,3}}(?:"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}) {0,3}月(?:份)? {0,3}(?P<third>[上中下]旬)?(?P<before>底前|底之前|末前|底|末|前|之前|以前)?"
    r"|(?P<end>年?底前?|年?末前?|内|年内|全年)|(?P<half>[上下])半年(?:底|末)?前?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:底|末)?前?)"
)


_MONTH = re.compile(r"(?P<y>(?:19|20)\d\d)[./-](?P<month>0?[1-9]|1[0-2])(?:月?(?:底|末)前?)?")
_LONGEST_DEADLINE = 400  # characters: longer is no deadline, and every date in it one more to doubt


@dataclass(frozen=True)
class Deadline:
    on: date | None
    doubtful: bool


def deadline_in(text: str) -> Deadline:
    """The last day a plain text allows, a month or a year's end in words being its last day.

    立行立改 has none; a text that names two ends, or only a ten-day part of a month, has none that is certain.
    """
    whole = list(mentions(text[:_LONGEST_DEADLINE]))
    days = {day for mention in whole if (day := mention.on())}
    rest = text[:_LONGEST_DEADLINE]
    for mention in whole:
        if mention.day is not None or mention.flaw:
            rest = rest.replace(mention.text, " ", 1)
    if bare := _MONTH.fullmatch(text.strip(" 。")):
        return Deadline(_last_day(int(bare["y"]), int(bare["month"])), doubtful=False)
    ends = [_end_of(found) for found in _IN_WORDS.finditer(rest)]
    flawed = any(mention.flaw for mention in whole) or None in ends
    candidates = days | {end for end in ends if end}
    if len(candidates) == 1 and not flawed:
        return Deadline(candidates.pop(), doubtful=False)
    return Deadline(None, doubtful=bool(candidates or flawed) or not _NO_DATE.search(text))


def _end_of(found: re.Match[str]) -> date | None:
    year = number_in(found["y"]) or 0
    if found["end"]:
        return date(year, 12, 31)
    if found["half"]:
        return date(year, 6, 30) if found["half"] == "上" else date(year, 12, 31)
    if found["quarter"]:
        quarter = number_in(found["quarter"]) or 0
        return _last_day(year, 3 * quarter)
    if found["third"] in ("上旬", "中旬") or found["before"] in ("前", "之前", "以前"):
        return None  # 10月前 is the end of September to some and of October to others
    return _last_day(year, number_in(found["month"]) or 0)


def _last_day(year: int, month: int) -> date | None:
    return date(year, month, gregorian.monthrange(year, month)[1]) if 1 <= month <= 12 else None
