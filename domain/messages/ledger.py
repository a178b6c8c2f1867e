"""Messages about the ledger: what a file would change, a task's card, the form for its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.ledger import Change, Remark
from domain.measures import MeasureTrace
from domain.messages.base import Message, Note, kind
from domain.messages.supervision import ActLine


@dataclass(frozen=True)
class AddedTask:
    """`programme` where the file brings tasks of several."""

    number: str
    problem: str
    programme: str = ""


@dataclass(frozen=True)
class ChangedTask:
    number: str
    changes: tuple[Change, ...]
    programme: str = ""


@kind("ledger.preview")
@dataclass(frozen=True)
class LedgerPreview(Message):
    """To the coordinator who sent a file. `state`: open, same (it changes nothing), faulty, applied or dropped."""

    proposal: int
    rev: int
    state: str
    file: str
    programme: str
    new_programme: bool
    added: tuple[AddedTask, ...]
    changed: tuple[ChangedTask, ...]
    unchanged: int
    errors: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    unbound: int = 0
    """Of an applied one: departments of its tasks that have no liaison yet."""
    note: Note | None = None


@kind("ledger.details")
@dataclass(frozen=True)
class LedgerDetails(Message):
    """All that a preview's card had no room for, as a document."""

    file: str
    programme: str
    added: tuple[AddedTask, ...]
    changed: tuple[ChangedTask, ...]
    unchanged: int
    errors: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


@dataclass(frozen=True)
class RoleUnits:
    role: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """An indicator with the target of `year`; None where none is set."""

    name: str
    unit: str
    year: int
    target: Decimal | None


@dataclass(frozen=True)
class Period:
    """A publicity period of the task that has not ended."""

    state: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Progress:
    """What one department last owed for the task. `state` is the request's; `status` None until it has answered."""

    department: str
    cycle: str
    state: str
    status: str | None
    light: str


@dataclass(frozen=True)
class TurnLine:
    """A move of the task's state: `edge`, the office's day, the reason where one was given."""

    edge: str
    on: date
    reason: str


@kind("ledger.task")
@dataclass(frozen=True)
class TaskCard(Message):
    """A task as its reader may see it; `actions` are those this reader may take now."""

    task: int
    rev: int
    programme: str
    number: str
    state: str
    problem: str
    units: tuple[RoleUnits, ...]
    target: str | None
    measures: tuple[str, ...]
    figures: tuple[Figure, ...]
    deadline: date | None
    deadline_text: str | None
    completion: str | None
    periods: tuple[Period, ...]
    progress: tuple[Progress, ...]
    actions: tuple[str, ...]
    note: Note | None = None
    history: tuple[MeasureTrace, ...] = ()
    """What was changed in the measures, the oldest first."""
    acts: tuple[ActLine, ...] = ()
    """Supervision letters, bulletins and talks on the task's record, the oldest first."""
    turns: tuple[TurnLine, ...] = ()
    """How the task has gone so far, the oldest first; empty where it was never struck off nor sent back."""
    archived: bool = False
    """Its programme is: nothing of it moves any more."""
    missing: tuple[Note, ...] = ()
    """What stands in the way of striking it off, to the coordinator who could do it otherwise."""


@kind("ledger.task_text")
@dataclass(frozen=True)
class TaskText(Message):
    """A task in full, as a document: its card had room for excerpts only."""

    programme: str
    number: str
    problem: str
    units: tuple[RoleUnits, ...]
    target: str | None
    measures: tuple[str, ...]
    deadline: date | None
    deadline_text: str | None
    completion: str | None
    history: tuple[MeasureTrace, ...] = ()


@dataclass(frozen=True)
class TaskChoice:
    task: int
    programme: str
    problem: str
    number: str = ""


@kind("ledger.which")
@dataclass(frozen=True)
class WhichTask(Message):
    """A number that stands in several programmes: which is meant?"""

    number: str
    choices: tuple[TaskChoice, ...]


@kind("ledger.indicator")
@dataclass(frozen=True)
class IndicatorForm(Message):
    """To a coordinator: which figure is counted? `saved`: one has just been, another may follow."""

    dialogue: int
    rev: int
    number: str
    problem: str
    year: int
    figures: tuple[Figure, ...]
    saved: bool
    note: Note | None = None
