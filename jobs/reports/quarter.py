"""The quarterly table: what every department said of every task in a round, its figures, in time or not."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.queries import punctuality, reports
from db.tables import Cycle, Report, Request
from db.units import Reading
from domain import wording
from domain.collection import number_order
from domain.punctuality import kept, ranked
from domain.states import ReportState
from jobs.documents.quarter import QuarterLine, QuarterPaper, UnitLine


def paper(reading: Reading, cycle: Cycle) -> QuarterPaper:
    """Everything that stands in the table, as it is now."""
    requests = sorted(
        reading.session.scalars(select(Request).where(Request.cycle_id == cycle.id)),
        key=lambda request: (number_order(request.task.number), request.department.name),
    )
    return QuarterPaper(
        key=cycle.key,
        programme=cycle.programme.name,
        office=reading.settings.office.name or "",
        made_on=reading.today,
        opened_on=cycle.opens_on,
        due_on=cycle.due_on,
        lines=tuple(_line(reading, request) for request in requests),
        units=tuple(
            UnitLine(
                place=place,
                department=one.department,
                owed=one.owed,
                answered=one.answered,
                on_time=one.on_time,
                late=one.late,
                missing=one.missing,
                percent_done=one.percent_done,
                percent_on_time=one.percent,
            )
            for place, one in ranked(punctuality.of_cycle(reading, cycle.id))
        ),
    )


def _line(reading: Reading, request: Request) -> QuarterLine:
    report = reports.sent_of(reading, request.id)
    sent_on, late = _first_sent(reading, request)
    figures = reports.figures_of(reading, request, report).values() if report is not None else ()
    return QuarterLine(
        number=request.task.number,
        problem=request.task.problem,
        department=request.department.name,
        state=request.state,
        kept=kept(request.due_on, sent_on=sent_on, sent_late=late, today=reading.today),
        status=report.status if report is not None else None,
        text=(report.text or "") if report is not None else "",
        figures=tuple(
            (
                figure.name,
                wording.format_amount(figure.value, figure.unit),
                wording.format_amount(figure.target, figure.unit) if figure.target is not None else "",
            )
            for figure in figures
            if figure.value is not None
        ),
        due_on=request.due_on,
        sent_on=sent_on,
        evidence=len(report.evidence) if report is not None else 0,
        help_wanted=(report.help_wanted or "") if report is not None else "",
    )


def _first_sent(reading: Reading, request: Request) -> tuple[date | None, bool]:
    """The office day of the first answer that was not taken back, and whether it was late then."""
    row = reading.conn.execute(
        select(Report.submitted_at, Report.late)
        .where(Report.request_id == request.id, Report.submitted_at.is_not(None), Report.state != ReportState.DRAFT)
        .order_by(Report.revision)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None, False
    return row.submitted_at.astimezone(reading.settings.office.zone).date(), row.late
