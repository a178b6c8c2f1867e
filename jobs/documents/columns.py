"""What stands in the columns of a sheet? Said here without the library that writes it, which is loaded when one is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

FONT = "宋体"  # every office has it; where it is missing the reader's own takes its place
Value = str | int | float | Decimal | date | None


class Kind(StrEnum):
    TEXT = "text"  # long words, wrapped, at the left
    LABEL = "label"  # short words or a number that is a name (47-5): centred, always text
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """`width` in characters of the default font; a Chinese one takes two. `to_fill`: its reader does, so it is tinted."""

    heading: str
    width: float
    kind: Kind = Kind.TEXT
    to_fill: bool = False
