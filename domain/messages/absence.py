"""Messages of days away and of handing over: the liaison's cards, and what a deputy hears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@kind("people.ask_away")
@dataclass(frozen=True)
class AskAway(Message):
    """To a liaison: from which day to which? The last days of this week and the next."""

    dialogue: int
    rev: int
    week_ends: date
    next_week_ends: date
    note: Note | None = None


@dataclass(frozen=True)
class Cover:
    """Who is asked for a department meanwhile: `deputies` (role, name), `others` (person, name) of its liaisons."""

    role: int
    department: str
    deputies: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, str], ...]
    invited: bool
    email: str | None


@kind("people.away")
@dataclass(frozen=True)
class AwayCard(Message):
    """To a liaison: the days, and who is asked meanwhile. `first` None: back again."""

    first: date | None
    last: date | None
    begun: bool
    covers: tuple[Cover, ...]
    note: Note | None = None


@kind("people.stand_in")
@dataclass(frozen=True)
class StandIn(Message):
    """To a deputy or a fellow liaison: whom they stand in for, from when to when."""

    department: str
    name: str
    first: date
    last: date | None
    owed: int
    deputy: bool


@dataclass(frozen=True)
class Handable:
    """A department a liaison may hand over: how many other liaisons it has, whether a link to a successor is out."""

    role: int
    department: str
    others: int
    invited: bool
    deputy: bool = False


@kind("people.hand_over")
@dataclass(frozen=True)
class HandOver(Message):
    """To a liaison: hand over to a successor, or leave. `asks`: the role that is about to be left."""

    roles: tuple[Handable, ...]
    asks: int = 0


@dataclass(frozen=True)
class LetterItem:
    number: str
    problem: str


@kind("people.department_letter")
@dataclass(frozen=True)
class DepartmentLetter(Message):
    """By mail to a department nobody of whom can be reached in chat. `about`: `prompt` or `overdue`.

    `title` and `question` are a special round's. `workbook`: a file to fill in is enclosed.
    """

    about: str
    department: str
    key: str
    due_on: date
    provisional: bool
    items: tuple[LetterItem, ...]
    office: str
    phones: tuple[str, ...]
    email: str
    title: str = ""
    question: str = ""
    workbook: bool = False
