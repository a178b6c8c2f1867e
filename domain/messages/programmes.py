"""Messages about how often a task, or a whole programme, is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class NextRound:
    key: str
    opens_on: date
    due_on: date
    provisional: bool


@kind("programmes.task_rhythm")
@dataclass(frozen=True)
class TaskRhythm(Message):
    """To a coordinator: how often one task is asked. `own`: it has a rhythm of its own; `still`: rounds it yet owes in.

    `coming`: None where the task is asked no more.
    """

    task: int
    rev: int
    number: str
    problem: str
    programme: int
    programme_name: str
    rhythm: str
    own: bool
    programme_rhythm: str
    coming: NextRound | None
    still: tuple[str, ...]
    note: Note | None = None


@kind("programmes.rhythm")
@dataclass(frozen=True)
class ProgrammeRhythm(Message):
    """To a coordinator: how often a programme's tasks are asked. `apart`: (number, rhythm) of those with their own."""

    programme: int
    name: str
    rhythm: str
    tasks: int
    apart: tuple[tuple[str, str], ...]
    coming: NextRound
    note: Note | None = None


@kind("programmes.closing")
@dataclass(frozen=True)
class ClosingOrder(Message):
    """To a coordinator: what striking off asks for, in order. `order`: its name among `ORDERS`, empty for another.

    `open_tasks` are those it holds for; `published` notices are scheduled or run, and go on.
    """

    programme: int
    name: str
    steps: tuple[str, ...]
    order: str
    open_tasks: int
    published: int
    note: Note | None = None
