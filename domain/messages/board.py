"""Messages about where everything stands: the board and what it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, kind


@kind("board.board")
@dataclass(frozen=True)
class Board(Message):
    """The figures that are never one figure: due by now, reported done, accepted, publicised, closed.

    `cycles`: the running rounds' keys (2024Q3), none before the first; `answered` of `asked` in them.
    """

    cycles: tuple[str, ...]
    tasks: int
    expected: int
    reported: int
    accepted: int
    publicised: int
    closed: int
    answered: int
    asked: int
    overdue: int
    due_soon: int
    behind: int


@dataclass(frozen=True)
class OwedLine:
    """`doing`: open, draft or returned. `signed`: a liaison has signed for it."""

    task: int
    number: str
    department: str
    light: str
    doing: str
    due_on: date
    signed: bool


@kind("board.missing")
@dataclass(frozen=True)
class Missing(Message):
    """Who has not answered, the most urgent first; `asked`: of how many."""

    asked: int
    lines: tuple[OwedLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class UnitLine:
    department_id: int
    department: str
    light: str
    answered: int
    asked: int


@kind("board.units")
@dataclass(frozen=True)
class ByDepartment(Message):
    lines: tuple[UnitLine, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class RequestLine:
    task: int
    number: str
    problem: str
    light: str
    state: str
    status: str | None
    due_on: date


@kind("board.unit")
@dataclass(frozen=True)
class OneDepartment(Message):
    """What one department was asked for in the running rounds."""

    department_id: int
    department: str
    lines: tuple[RequestLine, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class TaskLine:
    """`light` is None where nothing is asked at present."""

    task: int
    number: str
    problem: str
    state: str
    light: str | None


@kind("board.tasks")
@dataclass(frozen=True)
class ByTask(Message):
    lines: tuple[TaskLine, ...]
    page: int
    pages: int
