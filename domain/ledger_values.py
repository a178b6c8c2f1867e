"""What does one cell of a ledger say? A number, a last day, measures, a yearly target; what is no such thing is a `Remark`.

What can be read two ways is not guessed: it is a warning and stays in its words, or an error that names the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import Rejected
from domain.figures import parse_figure, said_of_a_cell
from domain.ledger import Remark, head
from domain.ledger_grid import Cell
from domain.notice.dates import Flaw, deadline_in, mentions
from domain.notice.glyphs import plain, squeezed
from domain.notice.measures import measures_in, measures_in_order
from domain.notice.numbers import number_of_cell

_NOTHING = frozenset({"", "/", "\\", "-", "--", "—", "——", "无", "略"})


def says_nothing(text: str) -> bool:
    """An empty cell, and the strokes that offices put into one."""
    return squeezed(text) in _NOTHING


# -- a task's number ----------------------------------------------------------------------------------------------

_OWN_NUMBER = re.compile(r"(?=.*\d)[^\s,;。:]{1,20}")


@dataclass(frozen=True)
class Numbered:
    """`number` is None where the cell holds no number; `doubt` is why a person should look at it."""

    number: str | None
    doubt: Remark | None = None


def number_in_cell(cell: Cell, where: str) -> Numbered:
    """21.0 is 21, 序号二十一 is 21. A sub-item that the spreadsheet took for a date is read back, with a warning."""
    if cell.day is not None:
        number = _number_of_day(cell.day, cell.format)
        if number is None:
            return Numbered(None, Remark(where, "ledger-number-date", {"text": cell.text}))
        return Numbered(number, Remark(where, "ledger-number-was-date", {"text": cell.text, "number": number}))
    if cell.number is not None and cell.number != cell.number.to_integral_value():
        number = str(cell.number.normalize()).replace(".", "-")
        facts: dict[str, str | int] = {"text": cell.text, "number": number}
        return Numbered(number, Remark(where, "ledger-number-was-decimal", facts))
    written = plain(cell.text).strip()
    number = number_of_cell(written)
    if number is None and _OWN_NUMBER.fullmatch(written):
        number = re.sub(r"\s*-\s*", "-", written)  # 水-3: as it stands
    return Numbered(number)


def _number_of_day(day: date, written_as: str) -> str | None:
    """47-5 is taken for May 1947 (shown without its day), 5-12 for a day of this year (shown without its year)."""
    shape = _shown_parts(written_as)
    if "d" not in shape and "y" in shape and day.day == 1:
        return f"{day.year % 100}-{day.month}"
    if "d" in shape and "y" not in shape:
        return f"{day.month}-{day.day}"
    return None


def _shown_parts(written_as: str) -> str:
    """A number format without the words it puts between the parts of a date."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", written_as.lower())


# -- a last day ---------------------------------------------------------------------------------------------------

_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?(?:\.0+)?$")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_LONGEST = 400  # characters: longer is no deadline


@dataclass(frozen=True)
class LastDay:
    day: date | None = None
    words: str | None = None
    remark: Remark | None = None
    is_wrong: bool = False
    """Whether the remark is an error: a date that does not exist."""


def last_day_in_cell(cell: Cell, where: str) -> LastDay:
    """A date is a day without words; 2024年12月底 is its last day and stays in its words; 立行立改 has no day."""
    if cell.day is not None:
        shown = _shown_parts(cell.format)
        if cell.day.day == 1 and "y" in shown and "d" not in shown:  # 2024年12月, which the spreadsheet made a day of
            words = f"{cell.day.year}年{cell.day.month}月"
            return LastDay(deadline_in(words).on, words)
        return LastDay(cell.day)
    text = cell.text
    if says_nothing(text):
        return LastDay()
    shape = _COMPACT.sub(r"\1-\2-\3", _MIDNIGHT.sub("", plain(text[:_LONGEST])).strip(), count=1)
    found = list(mentions(shape))
    if any(mention.flaw is Flaw.IMPOSSIBLE for mention in found):
        return LastDay(words=text, remark=_no_such_day(text, where), is_wrong=True)
    if len(found) == 1 and found[0].text == shape and (day := found[0].on()):
        return LastDay(day)  # a whole date and nothing else: 2024.10.31 says no more than the day does
    deadline = deadline_in(shape)
    doubt = Remark(where, "ledger-deadline-unclear", {"text": head(text, 40)}) if deadline.doubtful else None
    return LastDay(deadline.on, text, doubt)


def _no_such_day(text: str, where: str) -> Remark:
    return Remark(where, "ledger-no-such-day", {"text": head(text, 40)})


# -- measures -----------------------------------------------------------------------------------------------------


def measures_of_cell(text: str, number: str = "", *, alone: bool = True) -> list[str]:
    """The measures of a cell without their numbering. `number` is what stands in a column of numbers beside it.

    `alone`: the task's only cell of measures, whose paragraphs may be measures without numbers.
    """
    if number:
        return [_without(number, text)]
    listed = measures_in_order(text)
    if listed:
        return listed
    return measures_in(text) if alone else [text]


def _without(number: str, text: str) -> str:
    """One measure, its own number left out where it is written a second time."""
    listed = re.match(rf"{re.escape(plain(number).strip(' .、()'))}\s*[.、)]\s*(?!\d)", plain(text))
    return text[listed.end() :] if listed else text


# -- yearly targets -----------------------------------------------------------------------------------------------

_FIGURE = re.compile(
    r"(?P<name>[^\d]*?[^\d\s:为达到至])(?:为|达到|达|至|不低于)?[\s:]*(?P<number>\d[\d,]*(?:\.\d+)?\s*(?:万亿|万|亿)?)(?P<unit>[^\d\s,;。]{0,11})[。]?"
)
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[^\d\s.,]{1,12})")


@dataclass(frozen=True)
class Amount:
    """`wrong` says why the words are no amount."""

    value: Decimal | None = None
    unit: str | None = None
    wrong: Remark | None = None


def amount_in_cell(cell: Cell, unit: str | None, where: str) -> Amount:
    """640, 640万亩, 65%: counted in `unit`, or in the unit that stands behind it where no other cell names one."""
    text = plain(cell.text)
    if unit is None and (written := _AMOUNT.fullmatch(text)):
        unit = written["unit"]
    if unit is None:
        return Amount(wrong=Remark(where, "ledger-figure-no-unit", {"text": head(cell.text, 40)}))
    try:
        return Amount(parse_figure(text, unit), unit)
    except Rejected as refusal:
        return Amount(wrong=Remark(where, said_of_a_cell(refusal.key), refusal.facts))


def figures_in_words(text: str) -> Iterator[tuple[str, str | None]]:
    """`完成营造林640万亩;补水1.9亿立方米` as names with their amounts; None where a piece is no figure."""
    for piece in re.split(r"[;。\n]|、(?=[^\d]*\d)", plain(text)):
        bare = re.sub(r"^\s*(?:\d{1,2}[.、)]|\(?[一二三四五六七八九十]{1,2}\)?[、.])\s*(?!\d)", "", piece).strip()
        if not bare:
            continue
        found = _FIGURE.fullmatch(bare)
        yield (found["name"].strip(), bare[found.start("number") :].strip(" 。")) if found else (bare, None)
