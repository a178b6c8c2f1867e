"""What waits for review, and what keeps each of it from being accepted unread? A few queries, however long the queue is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from db.queries import likeness
from db.tables import IS_IN_REVIEW, Cycle, Indicator, IndicatorTarget, Likeness, Report, ReportValue, Request
from db.units import Reading
from domain.figures import comparable, doubt_about
from domain.messages.review import Waiting
from domain.states import ReportState

Values = dict[int, dict[int, Decimal | None]]
"""By report and indicator."""


def lines(reading: Reading) -> list[tuple[Report, Waiting]]:
    """Every report nobody has decided on, the oldest first."""
    waiting = _waiting(reading)
    ids = [report.id for report in waiting]
    uncompared = likeness.uncompared(reading)
    alike = set(reading.conn.scalars(select(Likeness.report_id).where(Likeness.report_id.in_(ids))))
    doubts = _doubts(reading, waiting)
    found = []
    for report in waiting:
        request = report.request
        warnings = ["late"] if report.late else []
        warnings += ["alike"] if report.id in alike else []
        warnings += sorted(doubts.get(report.id, set()))
        warnings += ["help"] if report.help_wanted else []
        warnings += ["uncompared"] if report.id in uncompared else []
        line = Waiting(
            report=report.id,
            number=request.task.number,
            department=request.department.name,
            key=request.cycle.key,
            status=report.status,
            warnings=tuple(warnings),
        )
        found.append((report, line))
    return found


def _waiting(reading: Reading) -> list[Report]:
    whole = joinedload(Report.request)
    return list(
        reading.session.scalars(
            select(Report)
            .join(Request, Request.id == Report.request_id)
            .where(Report.state == ReportState.SUBMITTED, IS_IN_REVIEW)
            .order_by(Report.submitted_at, Report.id)
            .options(
                whole.joinedload(Request.task), whole.joinedload(Request.department), whole.joinedload(Request.cycle)
            )
        )
    )


# -- figures ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Before:
    """What was accepted of one task from one department in an earlier round."""

    report: int
    key: str
    opens_on: date


def _doubts(reading: Reading, waiting: list[Report]) -> dict[int, set[str]]:
    """By report: what its figures were asked about, as `domain.figures.doubt_about` asks the department."""
    given = _values(reading, [report.id for report in waiting])
    asked = [report for report in waiting if report.id in given]
    if not asked:
        return {}
    before = {report.id: _last(report, earlier) for report, earlier in _earlier(reading, asked)}
    last = _values(reading, [one.report for one in before.values() if one is not None])
    targets = _targets(reading, {indicator for values in given.values() for indicator in values})
    return {report.id: set(_doubts_of(report, before[report.id], given[report.id], last, targets)) for report in asked}


def _doubts_of(
    report: Report,
    before: _Before | None,
    given: dict[int, Decimal | None],
    last: Values,
    targets: dict[tuple[int, int], Decimal | None],
) -> Iterator[str]:
    key = report.request.cycle.key
    held = last.get(before.report, {}) if before is not None and comparable(key, before.key) else {}
    for indicator, value in given.items():
        if value is None:
            continue
        doubt = doubt_about(value, held.get(indicator), targets.get((indicator, int(key[:4]))))
        if doubt is not None:
            yield str(doubt)


def _earlier(reading: Reading, reports: list[Report]) -> Iterator[tuple[Report, list[_Before]]]:
    """Beside each report what was accepted before it; special rounds are compared with nothing (see reports.py)."""
    rows = reading.conn.execute(
        select(Report.id, Request.task_id, Request.department_id, Cycle.key, Cycle.opens_on)
        .join(Request, Request.id == Report.request_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(
            Request.task_id.in_({report.request.task_id for report in reports}),
            Report.state == ReportState.ACCEPTED,
            Cycle.question.is_(None),
        )
        .order_by(Cycle.opens_on, Report.revision)
    )
    found: dict[tuple[int, int], list[_Before]] = {}
    for row in rows:
        found.setdefault((row.task_id, row.department_id), []).append(_Before(row.id, row.key, row.opens_on))
    for report in reports:
        special = report.request.cycle.question is not None
        owner = report.request.task_id, report.request.department_id
        yield report, [] if special else found.get(owner, [])


def _last(report: Report, earlier: list[_Before]) -> _Before | None:
    opens_on = report.request.cycle.opens_on
    return next((one for one in reversed(earlier) if one.opens_on < opens_on), None)


def _values(reading: Reading, reports: list[int]) -> Values:
    rows = reading.conn.execute(
        select(ReportValue.report_id, ReportValue.indicator_id, ReportValue.value).where(
            ReportValue.report_id.in_(reports)
        )
    )
    found: Values = {}
    for row in rows:
        found.setdefault(row.report_id, {})[row.indicator_id] = row.value
    return found


def _targets(reading: Reading, indicators: set[int]) -> dict[tuple[int, int], Decimal | None]:
    """By indicator and year."""
    rows = reading.conn.execute(
        select(Indicator.id, IndicatorTarget.year, IndicatorTarget.target)
        .join(IndicatorTarget, IndicatorTarget.indicator_id == Indicator.id)
        .where(Indicator.id.in_(indicators))
    )
    return {(row.id, row.year): row.target for row in rows}
