"""Messages about acceptance: the application, the coordinators' card, the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, Note, kind


@kind("acceptance.form")
@dataclass(frozen=True)
class ApplyForm(Message):
    """To the liaison who applies: what stands in the draft so far."""

    dialogue: int
    rev: int
    number: str
    problem: str
    statement: str
    files: tuple[str, ...]
    note: Note | None = None


@kind("acceptance.applied")
@dataclass(frozen=True)
class Applied(Message):
    """To the liaison who applied: the form's last state. `state` as in `AcceptanceState`, or `left`."""

    number: str
    problem: str
    state: str
    files: int


@kind("acceptance.card")
@dataclass(frozen=True)
class AcceptanceCard(Message):
    """To coordinators: an application and what became of it. `next_step`: what the programme asks for after it."""

    acceptance: int
    rev: int
    task: int
    task_rev: int
    number: str
    problem: str
    department: str
    statement: str
    files: int
    state: str
    applied_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    opinion: str = ""
    next_step: str = ""


@kind("acceptance.opinion")
@dataclass(frozen=True)
class OpinionForm(Message):
    """To the coordinator who decides: the opinion is awaited."""

    dialogue: int
    rev: int
    number: str
    problem: str
    passing: bool
    note: Note | None = None


@kind("acceptance.decided")
@dataclass(frozen=True)
class AcceptanceDecided(Message):
    """To the liaisons of the units that owe the task: passed or not, with the opinion."""

    task: int
    task_rev: int
    number: str
    problem: str
    passed: bool
    opinion: str


@kind("acceptance.file")
@dataclass(frozen=True)
class AcceptanceFileSent(Message):
    """One file of an application, to the coordinator who asked for it."""

    number: str
    position: int
    total: int
    sha256: str
    name: str
