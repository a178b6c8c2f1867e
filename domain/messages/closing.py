"""Messages about striking a task off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind
from domain.messages.publicity import Period


@kind("closing.ask")
@dataclass(frozen=True)
class AskClose(Message):
    """To a coordinator: what will happen, or what is still missing. With `missing` there is nothing to strike off.

    `periods` and `objections` (register numbers) are what the closing record will name.
    """

    task: int
    rev: int
    number: str
    programme: str
    problem: str
    missing: tuple[Note, ...]
    people: int
    periods: tuple[Period, ...] = ()
    objections: tuple[str, ...] = ()


@kind("closing.done")
@dataclass(frozen=True)
class TaskClosed(Message):
    """To everyone concerned: the task has been struck off. `task` 0: the reader may not ask for the closing record."""

    number: str
    programme: str
    problem: str
    closed_on: date
    task: int = 0
    rev: int = 0
    periods: tuple[Period, ...] = ()
    objections: tuple[str, ...] = ()


@kind("closing.look_back")
@dataclass(frozen=True)
class LookBackForm(Message):
    """To a coordinator: why is this task looked at again? `reason` given: it is asked once more, in red."""

    dialogue: int
    rev: int
    number: str
    programme: str
    problem: str
    closed_on: date | None
    reason: str
    people: int
    note: Note | None = None


@kind("closing.reopened")
@dataclass(frozen=True)
class TaskReopened(Message):
    """To everyone concerned: struck off once, it is in progress again. `owes`: the reader reports on it from now on."""

    number: str
    programme: str
    problem: str
    reason: str
    reopened_on: date
    closed_on: date | None
    owes: bool
