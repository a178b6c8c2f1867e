"""Messages about archiving a programme that is done with, what is found of it afterwards, and its coming back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class OpenPeriod:
    title: str
    ends_on: date | None


@dataclass(frozen=True)
class OpenObjection:
    number: str
    objection: int


@kind("archive.form")
@dataclass(frozen=True)
class ArchiveForm(Message):
    """To a coordinator: what is still open, why it is archived all the same, and once more in red.

    `in_review`, `periods` and `objections` forbid it. `step` is blocked, reason or sure; `people` are told.
    `kept_up`: struck off, and reporting for good until now; `owed`: requests that end unanswered.
    """

    dialogue: int
    rev: int
    programme: int
    name: str
    step: str
    tasks: int
    open_numbers: tuple[str, ...] = ()
    kept_up: int = 0
    owed: int = 0
    in_review: int = 0
    periods: tuple[OpenPeriod, ...] = ()
    objections: tuple[OpenObjection, ...] = ()
    reason: str = ""
    people: int = 0
    note: Note | None = None


@kind("archive.archived")
@dataclass(frozen=True)
class ProgrammeArchived(Message):
    """To coordinators and leaders. `programme` 0: the reader has no archive to look into."""

    name: str
    closed_on: date
    tasks: int
    open_tasks: int
    ended: int
    reason: str
    programme: int = 0


@kind("archive.reopened")
@dataclass(frozen=True)
class ProgrammeReopened(Message):
    """To coordinators and leaders, and to liaisons who owe again (`owes`). `back`: requests whose due day is still ahead."""

    name: str
    closed_on: date
    reopened_on: date
    back: int
    owes: bool = False


@dataclass(frozen=True)
class ArchiveLine:
    programme: int
    name: str
    closed_on: date
    tasks: int


@kind("archive.list")
@dataclass(frozen=True)
class ArchiveList(Message):
    """To a coordinator: the archived programmes, the newest first."""

    lines: tuple[ArchiveLine, ...]
    page: int = 0
    pages: int = 1
    note: Note | None = None


@dataclass(frozen=True)
class ArchivedTask:
    task: int
    number: str
    problem: str


@kind("archive.card")
@dataclass(frozen=True)
class ArchiveCard(Message):
    """To a coordinator: one archived programme with its papers. `asking`: reopening it is asked once more.

    `years` have a summary each, the newest first. `tasks` are one page; `total` in all, of them `open_tasks` not struck off.
    """

    programme: int
    name: str
    closed_on: date
    reason: str
    total: int
    open_tasks: int
    years: tuple[int, ...]
    tasks: tuple[ArchivedTask, ...]
    page: int = 0
    pages: int = 1
    back: int = 0
    asking: bool = False
    note: Note | None = None
