"""Messages about who is who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, kind


@kind("people.welcome")
@dataclass(frozen=True)
class Welcome(Message):
    """To someone who has just joined, or pressed /start again: `roles` as in `RoleName`, `departments` of a liaison."""

    roles: tuple[str, ...]
    departments: tuple[str, ...]
    office: str


@kind("people.choose_department")
@dataclass(frozen=True)
class ChooseDepartment(Message):
    """To a coordinator: for which department is the invite? (id, name, liaisons bound)."""

    departments: tuple[tuple[int, str, int], ...]
    page: int
    pages: int


@kind("people.invite")
@dataclass(frozen=True)
class InviteLink(Message):
    """To a coordinator: a link to pass on. A message of its own, never edited."""

    role: str
    department: str | None
    link: str
    expires_at: datetime


@kind("people.joined")
@dataclass(frozen=True)
class Joined(Message):
    """To coordinators: a liaison has joined."""

    role: str
    department: str | None
    name: str


@kind("people.choose_language")
@dataclass(frozen=True)
class ChooseLanguage(Message):
    """Which language? Each button in its own."""
