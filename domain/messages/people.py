"""Messages about who is who: coming in, who there is, going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class Standing:
    """A deputy's days: the department, from when to when; `first` None: whenever the other one is away."""

    department: str
    first: date | None = None
    last: date | None = None


@kind("people.welcome")
@dataclass(frozen=True)
class Welcome(Message):
    """To someone who has just joined, or pressed /start again: `roles` as in `RoleName`, `departments` of a liaison."""

    roles: tuple[str, ...]
    departments: tuple[str, ...]
    office: str
    standing: tuple[Standing, ...] = ()


@kind("people.choose_department")
@dataclass(frozen=True)
class ChooseDepartment(Message):
    """To a coordinator: for which department is the invite? (id, name, liaisons bound). `waiting` invites are unused."""

    departments: tuple[tuple[int, str, int], ...]
    page: int
    pages: int
    role: str = "liaison"
    waiting: int = 0


@kind("people.ask_department")
@dataclass(frozen=True)
class AskDepartment(Message):
    """To a coordinator who types the department of an invite: `unknown` is a name that no department has."""

    dialogue: int
    rev: int
    role: str
    found: tuple[tuple[int, str], ...] = ()
    unknown: str = ""
    note: Note | None = None


@kind("people.invite")
@dataclass(frozen=True)
class InviteLink(Message):
    """To whoever invites: a link to pass on. A message of its own, never edited.

    `about`: `role`, `deputy`, `successor` or `rebind` (of the person called `name`).
    """

    role: str
    department: str | None
    link: str
    expires_at: datetime
    about: str = "role"
    name: str = ""


@dataclass(frozen=True)
class OpenInvite:
    """An invite that nobody has used yet; `about` as in `InviteLink`."""

    id: int
    role: str
    department: str | None
    about: str
    made_on: date
    until: datetime


@kind("people.open_invites")
@dataclass(frozen=True)
class OpenInvites(Message):
    """To a coordinator: which links still work? `asks` is the one to be made void."""

    invites: tuple[OpenInvite, ...]
    page: int
    pages: int
    asks: int = 0


@kind("people.joined")
@dataclass(frozen=True)
class Joined(Message):
    """To coordinators (and to whom it is about): somebody has joined. `about` as in `InviteLink`."""

    role: str
    department: str | None
    name: str
    about: str = "role"


@kind("people.choose_language")
@dataclass(frozen=True)
class ChooseLanguage(Message):
    """Which language? Each button in its own."""
