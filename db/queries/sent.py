"""What did these departments send? The newest sent revision of each request, the newest round first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from db.queries import reports
from db.tables import Cycle, Report, Request, Review
from db.units import Reading
from domain.collection import number_order
from domain.messages.history import History, SentLine, SentReport
from domain.states import ReportState

PAGE = 8


def history(reading: Reading, departments: Sequence[int], page: int) -> History:
    newest = (
        select(func.max(Report.id))
        .join(Request, Request.id == Report.request_id)
        .where(Request.department_id.in_(departments), Report.state != ReportState.DRAFT)
        .group_by(Report.request_id)
    )
    found = reading.session.execute(
        select(Report, Cycle.opens_on)
        .join(Request, Request.id == Report.request_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(Report.id.in_(newest))
    ).all()
    by_number = sorted(found, key=lambda row: number_order(row.Report.request.task.number))
    rows = sorted(by_number, key=lambda row: row.opens_on, reverse=True)
    pages = max(-(-len(rows) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    return History(
        lines=tuple(_line(row.Report) for row in rows[page * PAGE : (page + 1) * PAGE]),
        total=len(rows),
        page=page,
        pages=pages,
        departments=len(departments) > 1,
    )


def _line(report: Report) -> SentLine:
    request = report.request
    return SentLine(
        report=report.id,
        number=request.task.number,
        problem=request.task.problem,
        key=request.cycle.key,
        department=request.department.name,
        state=report.state,
        late=report.late,
        sent_at=report.submitted_at,
    )


def sent_report(reading: Reading, report: Report, page: int) -> SentReport:
    request = report.request
    review = reading.session.scalar(select(Review).where(Review.report_id == report.id))
    return SentReport(
        report=report.id,
        page=page,
        number=request.task.number,
        problem=request.task.problem,
        department=request.department.name,
        key=request.cycle.key,
        state=report.state,
        late=report.late,
        revision=report.revision,
        status=report.status,
        text=report.text,
        figures=tuple(reports.figures_of(reading, request, report).values()),
        files=tuple(file.name for file in report.evidence),
        help=report.help_wanted,
        help_seen_at=reports.help_seen_at(reading, report.id) if report.help_wanted is not None else None,
        sent_at=report.submitted_at,
        writer=reports.name_of(reading, report.writer_id),
        comment=review.comment if review is not None else None,
        decided_at=review.at if review is not None else None,
    )
