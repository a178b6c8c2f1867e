"""Messages about striking a task off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind


@kind("closing.ask")
@dataclass(frozen=True)
class AskClose(Message):
    """To a coordinator: what will happen, or what is still missing. With `missing` there is nothing to press."""

    task: int
    rev: int
    number: str
    programme: str
    problem: str
    missing: tuple[Note, ...]
    people: int


@kind("closing.done")
@dataclass(frozen=True)
class TaskClosed(Message):
    """To everyone concerned: the task has been struck off."""

    number: str
    programme: str
    problem: str
    closed_on: date
