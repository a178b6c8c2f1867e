"""What did a programme's year come to? Every figure of the yearly summary, each counted by itself. Only reads.

Tasks are counted as they stood at the end of the year, or stand today while it runs: what was accepted or struck off
later belongs to the next. "Reported" goes by the last answer to a round of that year or an earlier one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from sqlalchemy import func, select

from db.queries import acts as all_acts
from db.queries import punctuality, register
from db.queries.register import Asked, Entry
from db.tables import (
    Act,
    Audit,
    Cycle,
    Department,
    Extension,
    Indicator,
    IndicatorTarget,
    Measure,
    MeasureChange,
    Programme,
    Publicity,
    PublicityTask,
    Report,
    ReportValue,
    Request,
    Task,
)
from db.units import Reading
from domain.collection import number_order, owes
from domain.messages.supervision import ActLine
from domain.punctuality import Punctuality, ranked
from domain.states import EDGES, Edge, PublicityState, ReportState, ReportStatus, TaskState
from domain.workdays import ONE_DAY

SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED)
_EDGES = {f"task.{edge}": edge for edge in Edge}
_BACK = (Edge.UPHELD, Edge.LOOK_BACK)


@dataclass(frozen=True)
class Stood:
    """Where one task stood at the end. Each is a figure of its own: reported done is not accepted, accepted not closed."""

    number: str
    problem: str
    deadline: date | None
    due: bool
    reported: bool
    accepted: bool
    publicised: bool
    closed: bool


@dataclass(frozen=True)
class RoundLine:
    """One round of the year, in requests."""

    key: str
    owed: int
    on_time: int
    late: int
    missing: int
    ahead: int


@dataclass(frozen=True)
class FigureLine:
    """An indicator as one department last reported it in the year. None: no target, or nothing reported."""

    number: str
    name: str
    unit: str
    department: str
    target: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True)
class MeasureLine:
    number: str
    measure: int
    on: date
    reason: str


@dataclass(frozen=True)
class ExtensionLine:
    number: str
    department: str
    key: str
    until: date
    state: str
    reason: str


@dataclass(frozen=True)
class YearPaper:
    year: int
    programme: str
    made_on: date
    as_of: date
    tasks: tuple[Stood, ...]
    moved: dict[str, int]
    rounds: tuple[RoundLine, ...]
    departments: tuple[tuple[int | None, Punctuality], ...]
    figures: tuple[FigureLine, ...]
    measures: tuple[MeasureLine, ...]
    extensions: tuple[ExtensionLine, ...]
    objections: tuple[Entry, ...]
    acts: tuple[ActLine, ...]

    def count(self, name: str, *, due_only: bool = False) -> int:
        """How many tasks are `reported`, `accepted`, `publicised` or `closed`, of all or of those that were due."""
        return sum(getattr(task, name) for task in self.tasks if task.due or not due_only)


def paper(reading: Reading, programme: Programme, year: int) -> YearPaper:
    as_of = min(date(year, 12, 31), reading.today)
    start, end = _instant(reading, date(year, 1, 1)), _instant(reading, as_of + ONE_DAY)
    moves = _moves(reading, programme.id, end)
    return YearPaper(
        year=year,
        programme=programme.name,
        made_on=reading.today,
        as_of=as_of,
        tasks=tuple(_tasks(reading, programme, year, as_of, moves)),
        moved=dict(Counter(str(edge) for found in moves.values() for edge, at in found if at >= start)),
        rounds=tuple(_rounds(reading, programme.id, year)),
        departments=tuple(ranked(punctuality.of_year(reading, year, programme.id))),
        figures=tuple(_figures(reading, programme.id, year)),
        measures=tuple(_measures(reading, programme.id, start, end)),
        extensions=tuple(_extensions(reading, programme.id, year)),
        objections=tuple(
            register.entries(reading, Asked(programme=programme.name, since=date(year, 1, 1), until=as_of))
        ),
        acts=tuple(
            all_acts.line(reading, act)
            for act in reading.session.scalars(select(Act).where(Act.year == year).order_by(Act.id))
        ),
    )


# -- tasks --------------------------------------------------------------------------------------------------------


def _tasks(
    reading: Reading, programme: Programme, year: int, as_of: date, moves: dict[int, list[tuple[Edge, datetime]]]
) -> list[Stood]:
    said, published = _said(reading, programme.id, year), _published(reading, as_of)
    found = []
    rows = reading.session.scalars(select(Task).where(Task.programme_id == programme.id))
    for task in sorted(rows, key=lambda task: number_order(task.number)):
        mine = moves.get(task.id, [])
        state = EDGES[mine[-1][0]][1] if mine else TaskState.IN_PROGRESS  # no other way leads out of it
        back = max((at for edge, at in mine if edge in _BACK), default=None)
        owners = {owner.department_id for measure in task.measures for owner in measure.owners}
        owing = {
            part.department_id for part in task.units if owes(part.role, owns_measure=part.department_id in owners)
        }
        done = bool(owing) and all(said[task.id].get(one) == ReportStatus.DONE for one in owing)
        confirmed = published.get(task.id)
        found.append(
            Stood(
                number=task.number,
                problem=task.problem,
                deadline=task.deadline,
                due=task.deadline is not None and task.deadline <= date(year, 12, 31),
                reported=done or state is not TaskState.IN_PROGRESS,
                accepted=state is TaskState.ACCEPTED
                or (state is TaskState.CLOSED and "acceptance" in programme.closing),
                publicised=confirmed is not None and (back is None or confirmed > back),
                closed=state is TaskState.CLOSED,
            )
        )
    return found


def _moves(reading: Reading, programme_id: int, end: datetime) -> dict[int, list[tuple[Edge, datetime]]]:
    """By task: every move of its state before `end`, the oldest first."""
    ids = set(reading.conn.scalars(select(Task.id).where(Task.programme_id == programme_id)))
    moves: dict[int, list[tuple[Edge, datetime]]] = defaultdict(list)
    for row in reading.conn.execute(
        select(Audit.thing, Audit.action, Audit.at).where(Audit.action.in_(_EDGES), Audit.at < end).order_by(Audit.id)
    ):
        task_id = int(row.thing.removeprefix("task:"))
        if task_id in ids:
            moves[task_id].append((_EDGES[row.action], row.at))
    return moves


def _said(reading: Reading, programme_id: int, year: int) -> dict[int, dict[int, str]]:
    """By task and department: the status last reported in a round of the year, or an earlier one."""
    rows = reading.conn.execute(
        select(Request.task_id, Request.department_id, Report.status)
        .join(Report, Report.request_id == Request.id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(
            Cycle.programme_id == programme_id,
            func.substr(Cycle.key, 1, 4) <= f"{year:04}",
            Report.state.in_(SENT),
            Report.status.is_not(None),
        )
        .order_by(Cycle.opens_on, Report.submitted_at, Report.revision)
    )
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows:
        said[row.task_id][row.department_id] = row.status
    return said


def _published(reading: Reading, as_of: date) -> dict[int, datetime]:
    """By task: when the newest of its periods that were over by then was confirmed."""
    rows = reading.conn.execute(
        select(PublicityTask.task_id, func.max(Publicity.confirmed_at).label("at"))
        .join(Publicity, Publicity.id == PublicityTask.publicity_id)
        .where(Publicity.state == PublicityState.ENDED, Publicity.ends_on <= as_of, Publicity.confirmed_at.is_not(None))
        .group_by(PublicityTask.task_id)
    )
    return {row.task_id: row.at for row in rows}


# -- what was reported --------------------------------------------------------------------------------------------


def _rounds(reading: Reading, programme_id: int, year: int) -> list[RoundLine]:
    found = []
    for cycle in reading.session.scalars(
        select(Cycle)
        .where(Cycle.programme_id == programme_id, Cycle.key.startswith(f"{year:04}", autoescape=True))
        .order_by(Cycle.opens_on, Cycle.id)
    ):
        kept = punctuality.of_cycle(reading, cycle.id)
        counts = {
            name: sum(getattr(one, name) for one in kept) for name in ("owed", "on_time", "late", "missing", "ahead")
        }
        found.append(RoundLine(cycle.key, **counts))
    return found


def _figures(reading: Reading, programme_id: int, year: int) -> list[FigureLine]:
    """Every indicator with a target of the year or a figure in it; a line for each department that reported one."""
    actuals: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    for row in reading.conn.execute(
        select(ReportValue.indicator_id, ReportValue.value, Department.name)
        .join(Report, Report.id == ReportValue.report_id)
        .join(Request, Request.id == Report.request_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .join(Department, Department.id == Request.department_id)
        .where(
            Cycle.programme_id == programme_id,
            Cycle.key.startswith(f"{year:04}", autoescape=True),
            Report.state.in_(SENT),
            ReportValue.value.is_not(None),
        )
        .order_by(Cycle.opens_on, Report.submitted_at, Report.revision)
    ):
        actuals[row.indicator_id][row.name] = row.value
    rows = reading.conn.execute(
        select(Indicator.id, Indicator.name, Indicator.unit, Task.number, IndicatorTarget.target)
        .join(Task, Task.id == Indicator.task_id)
        .outerjoin(IndicatorTarget, (IndicatorTarget.indicator_id == Indicator.id) & (IndicatorTarget.year == year))
        .where(Task.programme_id == programme_id)
    ).all()
    found = []
    for one in sorted(rows, key=lambda row: (number_order(row.number), row.id)):
        said = actuals.get(one.id, {})
        if one.target is None and not said:
            continue
        for department, actual in said.items() or [("", None)]:
            found.append(FigureLine(one.number, one.name, one.unit, department, one.target, actual))
    return found


# -- what the office did ------------------------------------------------------------------------------------------


def _measures(reading: Reading, programme_id: int, start: datetime, end: datetime) -> list[MeasureLine]:
    rows = reading.conn.execute(
        select(Task.number, Measure.number.label("measure"), MeasureChange.at, MeasureChange.reason)
        .join(Measure, Measure.id == MeasureChange.measure_id)
        .join(Task, Task.id == Measure.task_id)
        .where(Task.programme_id == programme_id, MeasureChange.at >= start, MeasureChange.at < end)
        .order_by(MeasureChange.at, MeasureChange.id)
    )
    return [MeasureLine(row.number, row.measure, _day(reading, row.at), row.reason) for row in rows]


def _extensions(reading: Reading, programme_id: int, year: int) -> list[ExtensionLine]:
    rows = reading.conn.execute(
        select(Task.number, Department.name, Cycle.key, Extension.until, Extension.state, Extension.reason)
        .join(Request, Request.id == Extension.request_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .join(Task, Task.id == Request.task_id)
        .join(Department, Department.id == Request.department_id)
        .where(Cycle.programme_id == programme_id, Cycle.key.startswith(f"{year:04}", autoescape=True))
        .order_by(Extension.id)
    )
    return [ExtensionLine(row.number, row.name, row.key, row.until, row.state, row.reason) for row in rows]


def _instant(reading: Reading, day: date) -> datetime:
    """The beginning of an office day."""
    return datetime.combine(day, time(0), tzinfo=reading.settings.office.zone).astimezone(UTC)


def _day(reading: Reading, instant: datetime) -> date:
    return instant.astimezone(reading.settings.office.zone).date()
