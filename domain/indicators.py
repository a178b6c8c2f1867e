"""Which figure does this line name? `完成营造林 万亩 640`: a name, a unit, this year's target."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = r"\d{1,11}|\d{1,3}(?:,\d{3}){1,2}"  # eleven before the point, as domain/figures.py takes what is reported
_NUMBER = re.compile(rf"(?P<number>(?:{_DIGITS})(?:\.\d{{1,4}})?)", re.ASCII)
_NUMBER_AND_UNIT = re.compile(rf"{_NUMBER.pattern}(?P<unit>[^\d\s.,][^\s]{{0,11}})", re.ASCII)
LONGEST_NAME = 60
LONGEST_UNIT = 12


class NoIndicatorError(ValueError):
    """The line can't be read one way only."""


@dataclass(frozen=True)
class IndicatorLine:
    name: str
    unit: str
    target: Decimal


def read_indicator(line: str) -> IndicatorLine:
    """`完成营造林 万亩 640` or `完成营造林 640万亩`; full-width digits too. Raises `NoIndicatorError` for all else."""
    words = unicodedata.normalize("NFKC", line).split()
    if len(words) >= 2 and (amount := _NUMBER_AND_UNIT.fullmatch(words[-1])):
        name, unit, number = words[:-1], amount["unit"], amount["number"]
    elif len(words) >= 3 and (plain := _NUMBER.fullmatch(words[-1])):
        name, unit, number = words[:-2], words[-2], plain["number"]
    else:
        raise NoIndicatorError(line)
    title = " ".join(name)
    if len(title) > LONGEST_NAME or len(unit) > LONGEST_UNIT or re.search(r"\d", unit) or not re.search(r"\w", title):
        raise NoIndicatorError(line)
    if _NUMBER.fullmatch(title):
        raise NoIndicatorError(line)
    return IndicatorLine(title, unit, Decimal(number.replace(",", "")))
