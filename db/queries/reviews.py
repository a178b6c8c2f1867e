"""What waits for a coordinator's eyes, and what does a report in review look like?"""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import func, literal, select, tuple_

from db.queries import likeness, reports
from db.tables import IS_IN_REVIEW, Report, Request, Review
from db.units import Reading
from domain.likeness import changed_percent
from domain.messages.review import Decided, ReviewCard
from domain.states import ReportState, RequestState

RETURNING = "return"  # the form in which a coordinator types why a report comes back


def review_card(report_id: int) -> str:
    return f"review:{report_id}"


def waiting(reading: Reading) -> list[int]:
    """Reports nobody has decided on, the oldest first."""
    return list(
        reading.conn.scalars(
            select(Report.id)
            .join(Request, Request.id == Report.request_id)
            .where(Report.state == ReportState.SUBMITTED, IS_IN_REVIEW)
            .order_by(Report.submitted_at, Report.id)
        )
    )


def decided(reading: Reading, report_id: int) -> Decided | None:
    review = reading.session.scalar(select(Review).where(Review.report_id == report_id))
    if review is None:
        return None
    return Decided(
        decision=review.decision,
        by=reports.name_of(reading, review.reviewer_id),
        at=review.at,
        comment=review.comment,
    )


def in_review(reading: Reading, report: Report) -> ReviewCard:
    """The report beside the one accepted before it, and the decision where there is one."""
    request = report.request
    last = reports.last_accepted(reading, request)
    others, has_rung = _others(reading, report)
    return ReviewCard(
        report=report.id,
        rev=report.rev,
        number=request.task.number,
        problem=request.task.problem,
        department=request.department.name,
        key=request.cycle.key,
        late=report.late,
        status=report.status,
        last_status=last.status if last is not None else None,
        figures=tuple(reports.figures_of(reading, request, report).values()),
        text=report.text,
        last_text=last.text if last is not None else None,
        files=len(report.evidence),
        others=others,
        decided=decided(reading, report.id),
        taken_back=report.state == ReportState.DRAFT,
        changed=changed_percent(report.text, last.text) if last is not None else None,
        based=last is not None and report.based_on is not None,
        alike=likeness.of_report(reading, report),
        help_wanted=report.help_wanted,
        last_key=last.request.cycle.key if last is not None else None,
        title=request.cycle.title,
        question=request.cycle.question,
        quiet=has_rung,
        stays=request.cycle.cancelled_at is not None,
    )


def _others(reading: Reading, report: Report) -> tuple[int, bool]:
    """How many more wait for review; did one of them come earlier on the office day on which this one came?

    That one rang: sixty reports are one ring a day for as long as the queue is not empty, not sixty.
    """
    others = select(func.count()).select_from(Report).join(Request, Request.id == Report.request_id)
    others = others.where(Report.state == ReportState.SUBMITTED, IS_IN_REVIEW, Report.id != report.id)
    if report.submitted_at is None:
        return reading.conn.scalar(others) or 0, False
    zone = reading.settings.office.zone
    day = datetime.combine(report.submitted_at.astimezone(zone).date(), time.min, tzinfo=zone)
    before = tuple_(Report.submitted_at, Report.id) < tuple_(
        literal(report.submitted_at, Report.submitted_at.type), report.id
    )
    rang = func.count().filter((Report.submitted_at >= day) & before)
    waiting, earlier = reading.conn.execute(others.add_columns(rang)).one()
    return waiting, earlier > 0


def returned_at(reading: Reading, request_id: int) -> datetime | None:
    """The instant the request's report was last returned, None where it never was."""
    at: datetime | None = reading.conn.scalar(
        select(func.max(Review.at))
        .join(Report, Report.id == Review.report_id)
        .where(Report.request_id == request_id, Review.decision == ReportState.RETURNED)
    )
    return at


def why_returned(reading: Reading, request: Request) -> str | None:
    """The reviewer's comment on a report that came back, for as long as it is being corrected."""
    if request.state != RequestState.RETURNED:
        return None
    return reading.conn.scalar(
        select(Review.comment)
        .join(Report, Report.id == Review.report_id)
        .where(Report.request_id == request.id, Review.decision == ReportState.RETURNED)
        .order_by(Review.at.desc(), Review.id.desc())
        .limit(1)
    )
