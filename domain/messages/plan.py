"""Messages of the year's plan: drawing it up, what it changes, the table to fill in, that it is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.ledger import Remark
from domain.messages.base import Message, Note, kind
from domain.plan import MeasureLine, TargetLine


@dataclass(frozen=True)
class PlanProgramme:
    programme: int
    name: str


@kind("plan.which")
@dataclass(frozen=True)
class WhichProgramme(Message):
    """To a coordinator: several inspections run; whose plan is meant?"""

    year: int
    choices: tuple[PlanProgramme, ...]


@kind("plan.card")
@dataclass(frozen=True)
class PlanCard(Message):
    """To coordinators. `state`: open (nothing drawn up yet), draft, in_force.

    `source` is `carried` or the sender's name for a file; `by` a colleague: who drew it up, or who put it in force.
    """

    plan: int
    rev: int
    state: str
    programme: str
    year: int
    tasks: int
    figures: int
    source: str
    targets: tuple[TargetLine, ...]
    measures: tuple[MeasureLine, ...]
    unreasoned: int
    errors: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    by: str
    at: datetime | None
    note: Note | None = None
    again: bool = False
    """A plan of the year is in force already: this one adjusts it."""


@kind("plan.ask_file")
@dataclass(frozen=True)
class AskPlanFile(Message):
    """To the coordinator who brings a table: it is waited for."""

    dialogue: int
    rev: int
    programme: str
    year: int
    note: Note | None = None


@kind("plan.ask_reason")
@dataclass(frozen=True)
class AskPlanReason(Message):
    """To the coordinator who confirms: why are `count` approved measures changed?"""

    dialogue: int
    rev: int
    programme: str
    year: int
    measures: tuple[MeasureLine, ...]
    note: Note | None = None


@dataclass(frozen=True)
class SheetFigure:
    """`last` and `reached` are of the year before; `target` is what stands there already."""

    name: str
    unit: str
    last: Decimal | None
    reached: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class SheetTask:
    number: str
    problem: str
    measures: tuple[str, ...]
    figures: tuple[SheetFigure, ...]


@kind("plan.sheet")
@dataclass(frozen=True)
class PlanSheet(Message):
    """To a coordinator: the plan as a table, to fill in and send back, or to print."""

    programme: str
    year: int
    in_force: bool
    tasks: tuple[SheetTask, ...]


@kind("plan.in_force")
@dataclass(frozen=True)
class PlanInForce(Message):
    """To the other coordinators, once: a colleague has put the year's plan in force."""

    programme: str
    year: int
    by: str
    targets: int
    measures: int
