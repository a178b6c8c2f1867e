"""Messages about who there is: departments with their people, a person's card, roles that end, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class RosterLine:
    """A department: how many liaisons, how many of them can't be reached or are away; when one was invited in vain."""

    id: int
    name: str
    liaisons: int
    unreachable: int
    away: int
    invited_on: date | None


@kind("people.roster")
@dataclass(frozen=True)
class Roster(Message):
    """To a coordinator: everybody, by department. `without` departments have nobody who can be reached."""

    lines: tuple[RosterLine, ...]
    page: int
    pages: int
    departments: int
    without: int
    coordinators: int
    leaders: int


@kind("people.find")
@dataclass(frozen=True)
class Find(Message):
    """To a coordinator who looks for somebody: what was found for `asked`, or the question itself.

    `people`: (person, name, department); `departments`: (id, name).
    """

    dialogue: int
    rev: int
    asked: str = ""
    people: tuple[tuple[int, str, str], ...] = ()
    departments: tuple[tuple[int, str], ...] = ()
    note: Note | None = None


@dataclass(frozen=True)
class RoleLine:
    """A person's live role: `for_name` is whom a deputy stands in for. Office dates."""

    id: int
    person: int
    name: str
    role: str
    department: str
    since: date
    away_from: date | None
    away_until: date | None
    for_name: str | None
    reachable: bool


@kind("people.of_department")
@dataclass(frozen=True)
class DepartmentPeople(Message):
    """To a coordinator: who is bound to a department, its address, invites nobody used. id 0: the office's own."""

    id: int
    name: str
    email: str | None
    roles: tuple[RoleLine, ...]
    invited_on: date | None


@kind("people.card")
@dataclass(frozen=True)
class PersonCard(Message):
    """To a coordinator: one person. `asks`: `end` of the role `about`, or `rebind`; `back` is the department shown before."""

    person: int
    name: str
    roles: tuple[RoleLine, ...]
    reachable: bool
    back: int
    asks: str = ""
    about: int = 0
    note: Note | None = None


@kind("people.role_ended")
@dataclass(frozen=True)
class RoleEnded(Message):
    """To whoever had a role: it is over. `why`: `ended`, `left`, `handed` (to `name`), `over` (a deputy's) or `moved`."""

    role: str
    department: str | None
    why: str
    name: str = ""


@kind("people.left")
@dataclass(frozen=True)
class Left(Message):
    """To coordinators: a liaison has left or been replaced. `last`: nobody of the department can be asked now."""

    department_id: int
    department: str
    name: str
    last: bool


@kind("people.no_longer")
@dataclass(frozen=True)
class NoLonger(Message):
    """What an old card says once it is not theirs any more: no buttons."""

    ONLY_EDITS = True


@kind("people.ask_email")
@dataclass(frozen=True)
class AskEmail(Message):
    """To a coordinator: where can the department be written to?"""

    dialogue: int
    rev: int
    department: str
    email: str | None
    note: Note | None = None
