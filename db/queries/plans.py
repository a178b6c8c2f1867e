"""What does a year's plan start from? The tasks still worked on, last year's targets, what was reached. Nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from db.queries import ledger as queries
from db.tables import Cycle, Indicator, Plan, Programme, Report, ReportValue, Request, Task
from db.units import Reading
from domain.collection import is_asked, number_order
from domain.plan import KnownFigure, KnownTask
from domain.quarters import Special, parse_period
from domain.states import ReportState, TaskState


def programmes(reading: Reading) -> list[tuple[int, str]]:
    """Those that are running and have tasks: id and name."""
    rows = reading.conn.execute(
        select(Programme.id, Programme.name)
        .where(Programme.closed_at.is_(None), select(Task.id).where(Task.programme_id == Programme.id).exists())
        .order_by(Programme.id)
    )
    return [(row.id, row.name) for row in rows]


def latest(reading: Reading, programme_id: int, year: int) -> Plan | None:
    """The year's plan as it is now: the newest that was not given up."""
    return reading.session.scalar(
        select(Plan)
        .where(Plan.programme_id == programme_id, Plan.year == year)
        .order_by(Plan.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def in_force(reading: Reading, programme_id: int, year: int) -> bool:
    """Whether a plan of the year is in force."""
    found = select(Plan.id).where(Plan.programme_id == programme_id, Plan.year == year, Plan.state == "in_force")
    return reading.conn.scalar(found.limit(1)) is not None


def known(reading: Reading, programme: Programme, year: int) -> tuple[KnownTask, ...]:
    """The programme's tasks that are planned for: those in work, and those kept up for good."""
    tasks = [task for task in queries.all_tasks(reading, programme.name) if _is_planned(task)]
    figures: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in reading.session.scalars(
        select(Indicator)
        .join(Task, Task.id == Indicator.task_id)
        .where(Task.programme_id == programme.id)
        .order_by(Indicator.id)
        .options(selectinload(Indicator.targets))
        .execution_options(populate_existing=True)
    ):
        figures[indicator.task_id].append(indicator)
    reached = _reached(reading, programme.id, year - 1)
    return tuple(
        KnownTask(
            task.number,
            task.problem,
            tuple(measure.text for measure in task.measures),
            tuple(_figure(one, year, reached.get(one.id)) for one in figures[task.id]),
        )
        for task in sorted(tasks, key=lambda task: number_order(task.number))
    )


def counts(reading: Reading, programme: Programme) -> tuple[int, int]:
    """How many tasks are planned for, and how many figures they have."""
    tasks = [task.id for task in queries.all_tasks(reading, programme.name) if _is_planned(task)]
    figures = reading.conn.scalar(select(func.count(Indicator.id)).where(Indicator.task_id.in_(tasks))) or 0
    return len(tasks), figures


def _is_planned(task: Task) -> bool:
    return task.state != TaskState.CLOSED or is_asked(task.state, task.deadline_text)


def _figure(indicator: Indicator, year: int, reached: Decimal | None) -> KnownFigure:
    targets = {target.year: target.target for target in indicator.targets}
    return KnownFigure(indicator.name, indicator.unit, targets.get(year - 1), reached, targets.get(year))


def _reached(reading: Reading, programme_id: int, year: int) -> dict[int, Decimal]:
    """By indicator: the figure accepted last in that year's rounds. Figures are cumulative within the year."""
    rows = reading.conn.execute(
        select(ReportValue.indicator_id, ReportValue.value, Cycle.key)
        .join(Report, Report.id == ReportValue.report_id)
        .join(Request, Request.id == Report.request_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(
            Cycle.programme_id == programme_id,
            Cycle.key.startswith(f"{year}"),
            Report.state == ReportState.ACCEPTED,
            ReportValue.value.is_not(None),
        )
        .order_by(Report.submitted_at, Report.id)
    ).all()
    rounds = [(period, row) for row in rows if not isinstance(period := parse_period(row.key), Special)]
    return {row.indicator_id: row.value for _, row in sorted(rounds, key=lambda one: one[0].last_day)}
