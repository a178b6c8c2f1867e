"""How did a task come to its end? Acceptance, periods, objections and who decided, as its closing record (销号记录) says.

Also the way the task has gone so far, round by round: what was closed and reopened keeps its history. Only reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from config.holidays import calendar_now
from db.queries import publicity as periods
from db.queries import register
from db.queries.register import Entry
from db.queries.reports import name_of
from db.tables import Acceptance, Audit, Task
from db.units import Reading
from domain import publicity as rules
from domain.errors import Rejected
from domain.messages.publicity import Period
from domain.states import AcceptanceState, Edge, PublicityState, UnitRole

# Every way a task's state goes, as the audit names it.
EDGES = {f"task.{edge}": edge for edge in Edge}


@dataclass(frozen=True)
class Turn:
    """One move of the task. `reason` as it was given: an opinion, a look-back's; of an upheld objection its number."""

    edge: Edge
    on: date
    by: str
    reason: str


@dataclass(frozen=True)
class AcceptedOnce:
    applied_on: date | None
    decided_on: date | None
    passed: bool
    by: str
    opinion: str
    files: int


@dataclass(frozen=True)
class HeldPeriod:
    """A publicity period that is over, with both counts. `counts`: begun after the task was last sent back."""

    id: int
    title: str
    issuer: str
    period: Period
    announced_on: date | None
    withdrawn: bool
    counts: bool
    objections: tuple[Entry, ...]


@dataclass(frozen=True)
class ClosingRecord:
    """The whole end of a task. `closed_on` None while it is not struck off."""

    task_id: int
    programme: str
    number: str
    problem: str
    target: str
    completion: str
    deadline: date | None
    deadline_text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    asks: tuple[str, ...]
    acceptances: tuple[AcceptedOnce, ...]
    periods: tuple[HeldPeriod, ...]
    post_wait_days: int
    turns: tuple[Turn, ...]
    closed_on: date | None
    closed_by: str

    @property
    def counted(self) -> tuple[HeldPeriod, ...]:
        return tuple(period for period in self.periods if period.counts)

    @property
    def objections(self) -> tuple[Entry, ...]:
        """Of every period that was not withdrawn, also of former rounds: nothing is left out."""
        return tuple(entry for period in self.periods for entry in period.objections)


def record(reading: Reading, task: Task) -> ClosingRecord:
    turns = turns_of(reading, task.id)
    closed = next((turn for turn in reversed(turns) if turn.edge == Edge.CLOSE), None)
    counted = {period.id for period in periods.ended(reading, task.id)}
    over = periods.of_task(reading, task.id, PublicityState.ENDED, PublicityState.WITHDRAWN)
    calendar = calendar_now(reading.settings.data_dir)
    held = []
    for period in over:
        if period.starts_on is None or period.ends_on is None or period.announced_at is None:
            continue  # taken back before anyone saw it
        entries = register.entries_of(reading, periods.objections(reading, period.id, task.id))
        held.append(
            HeldPeriod(
                id=period.id,
                title=period.title or "",
                issuer=period.issuer,
                period=rules.period(period.starts_on, period.ends_on, calendar),
                announced_on=_day(reading, period.announced_at),
                withdrawn=period.state == PublicityState.WITHDRAWN,
                counts=period.id in counted,
                objections=tuple(entries),
            )
        )
    return ClosingRecord(
        task_id=task.id,
        programme=task.programme.name,
        number=task.number,
        problem=task.problem,
        target=task.target or "",
        completion=task.completion or "",
        deadline=task.deadline,
        deadline_text=task.deadline_text or "",
        lead=_units(task, UnitRole.LEAD),
        responsible=_units(task, UnitRole.RESPONSIBLE),
        asks=tuple(task.programme.closing),
        acceptances=tuple(_accepted(reading, task.id)),
        periods=tuple(held),
        post_wait_days=reading.settings.publicity.post_wait_days,
        turns=turns,
        closed_on=closed.on if closed is not None and task.state == "closed" else None,
        closed_by=closed.by if closed is not None else "",
    )


def turns_of(reading: Reading, task_id: int) -> tuple[Turn, ...]:
    """Every move of the task's state, the oldest first."""
    rows = reading.conn.execute(
        select(Audit.action, Audit.at, Audit.who, Audit.reason)
        .where(Audit.thing == f"task:{task_id}", Audit.action.in_(EDGES))
        .order_by(Audit.id)
    )
    return tuple(
        Turn(EDGES[row.action], _day(reading, row.at), _who(reading, row.who), row.reason or "") for row in rows
    )


def task_numbered(reading: Reading, number: str, programme: str | None = None) -> Task:
    """The one task of that number. Raises `Rejected` where there is none, or several programmes have it."""
    query = select(Task).where(Task.number == number)
    if programme is not None:
        query = query.where(Task.programme.has(name=programme))
    found = list(reading.session.scalars(query))
    if not found:
        raise Rejected("task-unknown", number=number)
    if len(found) > 1:
        raise Rejected("task-several", number=number, programmes="、".join(task.programme.name for task in found))
    return found[0]


def _accepted(reading: Reading, task_id: int) -> list[AcceptedOnce]:
    rows = reading.session.scalars(
        select(Acceptance)
        .where(Acceptance.task_id == task_id, Acceptance.decided_at.is_not(None))
        .order_by(Acceptance.id)
    )
    return [
        AcceptedOnce(
            applied_on=_day(reading, row.applied_at) if row.applied_at else None,
            decided_on=_day(reading, row.decided_at) if row.decided_at else None,
            passed=row.state == AcceptanceState.PASSED,
            by=name_of(reading, row.decided_by),
            opinion=row.opinion or "",
            files=len(row.files),
        )
        for row in rows
    ]


def _units(task: Task, role: UnitRole) -> tuple[str, ...]:
    return tuple(part.department.name for part in task.units if part.role == role)


def _who(reading: Reading, who: str) -> str:
    kind, _, id_ = who.partition(":")
    return name_of(reading, int(id_)) if kind == "person" and id_.isdecimal() else ""


def _day(reading: Reading, instant: datetime) -> date:
    return instant.astimezone(reading.settings.office.zone).date()
