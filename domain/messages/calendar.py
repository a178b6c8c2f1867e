"""Messages about the office's working days: dates that were counted again, a year that is not published yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, kind


@dataclass(frozen=True)
class MovedDate:
    """A round's due day, as it was told and as it is. `department_id`: whose, where the reader has one in the round."""

    cycle: int
    key: str
    title: str | None
    before: date
    due_on: date
    provisional: bool
    department_id: int = 0


@kind("calendar.recounted")
@dataclass(frozen=True)
class Recounted(Message):
    """To liaisons who still owe, and to coordinators: the holidays have changed, and these dates with them.

    `make_up_days` and `off` (first and last day each) as they are counted now.
    """

    moved: tuple[MovedDate, ...]
    make_up_days: tuple[date, ...]
    off: tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class ComingRound:
    """A round whose dates are counted provisionally."""

    key: str
    title: str | None
    programme: str
    opens_on: date
    due_on: date


@kind("calendar.uncovered")
@dataclass(frozen=True)
class Uncovered(Message):
    """To coordinators: the holidays of `year` are not known, and these rounds are counted without them."""

    year: int
    rounds: tuple[ComingRound, ...]
