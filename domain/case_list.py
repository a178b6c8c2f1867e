"""Which objections does the list show? Five ways to look at it, of one notice or of all; as a button carries it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.presses import row_number


class Which(StrEnum):
    OPEN = "open"
    SOON = "soon"
    ASKED = "asked"
    ANSWERED = "answered"
    ALL = "all"


@dataclass(frozen=True)
class View:
    """`notice` 0: of all notices."""

    which: Which = Which.OPEN
    notice: int = 0

    @property
    def argument(self) -> str:
        return f"{self.which}.{self.notice}"

    @classmethod
    def read(cls, argument: str) -> View:
        """The view that a button names; the open ones of all notices where it names none that there is."""
        which, _, notice = argument.partition(".")
        return cls(Which(which) if which in tuple(Which) else Which.OPEN, row_number(notice) or 0)
