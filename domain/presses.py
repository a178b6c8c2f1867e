"""What does a button carry? A verb, the row's id and its `rev`, at most a short argument: `verb:id.rev[:argument]`.

Never a name, never a right: the data is worth nothing to another account, and everything is checked when pressed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_BYTES = 64  # Telegram's limit on callback_data
MOST_DIGITS = 18  # of a row's number: more fit no column of 64 bits
_SHAPE = re.compile(
    rf"(?P<verb>[a-z_]{{1,20}}):(?P<id>[0-9]{{1,{MOST_DIGITS}}})\.(?P<rev>[0-9]{{1,9}})(?::(?P<argument>[A-Za-z0-9_.,-]{{1,24}}))?"
)


@dataclass(frozen=True)
class Press:
    verb: str
    id: int = 0
    rev: int = 0
    argument: str = ""

    @property
    def data(self) -> str:
        tail = f":{self.argument}" if self.argument else ""
        data = f"{self.verb}:{self.id}.{self.rev}{tail}"
        if not _SHAPE.fullmatch(data) or len(data.encode()) > MOST_BYTES:
            raise ValueError(f"not a button's data: {data!r}")
        return data

    @classmethod
    def read(cls, data: str) -> Press | None:
        """None for what no button of ours carries: forged, or of a release long gone."""
        match = _SHAPE.fullmatch(data)
        if match is None:
            return None
        return cls(match["verb"], int(match["id"]), int(match["rev"]), match["argument"] or "")


def row_number(text: str) -> int | None:
    """The number of a row as an argument or a link carries it; None for what is none, or longer than any of ours."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
