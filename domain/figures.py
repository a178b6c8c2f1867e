"""Which figure did the department give? Reads what people type, in the unit the office counts in.

`636`, `636万亩`, `1.89亿`, `1,234.5`, full-width digits: exactly one number, with the unit, a part of it, or none.
What can be read two ways (五百左右, 约500, 5-6) is refused with an example: a figure that stands in a report was
meant by somebody. A scale (万, 亿) is converted: 6360000亩 is 636万亩.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from domain.errors import Rejected
from domain.wording import format_amount

_SCALES = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_FIGURE = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?P<scale>万亿|万|亿|)(?P<base>\D*)"
)
_UNIT = re.compile(r"(?P<scale>万亿|万|亿|)(?P<base>.*)")
MOST_DECIMALS = 4  # what the column keeps; nothing is rounded in silence
MOST_DIGITS = 11  # before the point: with four behind it a figure survives SQLite's floats
_EXAMPLE = Decimal(520)
_LIKE_DIGITS = tuple("OoIl〇○")


def example_of(unit: str, target: Decimal | None = None) -> str:
    """A figure to show how it is typed: 520, or the year's target where 520 would mislead."""
    if target:
        fits = target / 10 <= _EXAMPLE <= target
        return format_amount(_EXAMPLE if fits else target, unit)
    return format_amount(_EXAMPLE, unit) if unit != "%" else "52%"


def said_of_a_cell(key: str) -> str:
    """A ledger's or a plan's cell has no button to put a figure off with: the sentence of a refusal says so there."""
    return "figure-cell-not-exact" if key == "figure-not-exact" else key


def parse_figure(text: str, unit: str, target: Decimal | None = None) -> Decimal:
    """The number `text` gives, counted in `unit`. Raises `Rejected` with the sentence to show.

    `target` only chooses the example in that sentence.
    """
    given = text.strip()
    example = example_of(unit, target)
    match = _FIGURE.fullmatch("".join(unicodedata.normalize("NFKC", given).split()))
    if match is None:
        raise Rejected("figure-not-exact", given=given[:40], example=example)
    named = _UNIT.fullmatch(unicodedata.normalize("NFKC", unit))
    assert named is not None
    if match["base"][:1] in _LIKE_DIGITS:  # 52O万亩: a letter where a nought was meant
        raise Rejected("figure-not-exact", given=given[:40], example=example)
    if match["base"] not in ("", named["base"]):
        raise Rejected("figure-other-unit", given=given[:40], unit=unit, example=example)
    value = Decimal(f"{match['sign']}{match['whole'].replace(',', '')}{match['part'] or ''}")
    if match["scale"] or match["base"]:  # a bare number is counted in the unit as it stands: 636 is 636万亩
        value = value * _SCALES[match["scale"]] / _SCALES[named["scale"]]
    if value < 0 and unit != "%":
        raise Rejected("figure-negative", given=given[:40], example=example)
    if abs(value) >= 10**MOST_DIGITS:  # first: with more digits than a Decimal counts with, the next line would raise
        raise Rejected("figure-too-large", given=given[:40], example=example)
    if value != value.quantize(Decimal(1).scaleb(-MOST_DECIMALS)):
        raise Rejected("figure-too-fine", given=given[:40], decimals=MOST_DECIMALS)
    return value


def percent_of(value: Decimal | None, target: Decimal | None) -> int | None:
    """How much of the yearly target is reached, in whole per cent; None where it can't be said."""
    if value is None or not target:
        return None
    return int((value * 100 / target).quantize(Decimal(1), rounding=ROUND_HALF_UP))


FAR_BEYOND = 10  # times the yearly target: most likely the scale (万) was counted twice


class Doubt(StrEnum):
    """What makes a figure worth a question. It is asked, not refused: corrections happen."""

    FALLS = "falls"
    FAR = "far"


def doubt_about(value: Decimal, last: Decimal | None, target: Decimal | None) -> Doubt | None:
    """A cumulative figure below the last one, or far beyond the year's target."""
    if last is not None and value < last:
        return Doubt.FALLS
    if target and value > target * FAR_BEYOND:
        return Doubt.FAR
    return None


def comparable(key: str, earlier: str) -> bool:
    """Figures are cumulative within the calendar year: the first quarter starts again from nothing."""
    return key[:4] == earlier[:4]
