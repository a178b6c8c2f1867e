"""Which reports still have to be compared, with what, and which are known to be like another?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from db.tables import IS_IN_REVIEW, Cycle, Department, Likeness, Meta, Report, Request, Task
from db.units import Reading
from domain.messages.review import Alike
from domain.states import ReportState, ReportStatus

COMPARED = "compared "  # Meta: `compared <report>` holds the rev it was compared at, while the report waits for review
LOOKS_BACK = timedelta(days=400)  # rounds: the year before, to the same quarter


@dataclass(frozen=True)
class Sent:
    """The newest revision a department sent for one task in one round."""

    report: int
    rev: int
    request: int
    task: int
    department: int
    cycle: int
    opens_on: date
    state: str
    status: str | None
    text: str
    at: datetime

    @property
    def owner(self) -> tuple[int, int]:
        return self.task, self.department


def compared_at(reading: Reading) -> dict[int, int]:
    """By report: the rev it was compared at."""
    rows = reading.conn.execute(
        select(Meta.name, Meta.value).where(Meta.name.startswith(COMPARED, autoescape=True))
    ).all()
    return {int(row.name.removeprefix(COMPARED)): int(row.value or 0) for row in rows}


def uncompared(reading: Reading) -> dict[int, int]:
    """Reports that wait for review and have not been compared as they stand, with the rev they stand at."""
    done = compared_at(reading)
    rows = reading.conn.execute(
        select(Report.id, Report.rev)
        .join(Request, Request.id == Report.request_id)  # by what is found without reading every report
        .where(IS_IN_REVIEW, Report.state == ReportState.SUBMITTED)
    )
    return {row.id: row.rev for row in rows if done.get(row.id) != row.rev}


def sent(reading: Reading) -> list[Sent]:
    """What was sent in the rounds of the last year, the newest revision each, the oldest first."""
    rows = reading.conn.execute(
        select(
            Report.id,
            Report.rev,
            Report.request_id,
            Report.state,
            Report.status,
            Report.text,
            Report.submitted_at,
            Request.task_id,
            Request.department_id,
            Request.cycle_id,
            Cycle.opens_on,
        )
        .join(Request, Request.id == Report.request_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(Report.state != ReportState.DRAFT, Cycle.opens_on >= reading.today - LOOKS_BACK)
        .order_by(Report.submitted_at, Report.id)
    )
    newest = {
        row.request_id: Sent(
            report=row.id,
            rev=row.rev,
            request=row.request_id,
            task=row.task_id,
            department=row.department_id,
            cycle=row.cycle_id,
            opens_on=row.opens_on,
            state=row.state,
            status=row.status,
            text=row.text or "",
            at=row.submitted_at,
        )
        for row in rows
    }
    return sorted(newest.values(), key=lambda one: (one.at, one.report))


def others_of(one: Sent, everything: list[Sent]) -> list[Sent]:
    """What a report is compared with: what stood there before it was sent.

    Of its own round (and of others that run beside it) what other tasks and other departments sent; of the rounds
    before, what was accepted last from each, its own too. 无新进展 says itself that it is last quarter's.
    """
    before = [other for other in everything if (other.at, other.report) < (one.at, one.report)]
    beside = [other for other in before if other.opens_on >= one.opens_on and other.owner != one.owner]
    accepted = {
        other.owner: other
        for other in sorted(before, key=lambda other: other.opens_on)
        if other.opens_on < one.opens_on and other.state == ReportState.ACCEPTED
    }
    if one.status == ReportStatus.NO_CHANGE:
        accepted.pop(one.owner, None)
    return [*accepted.values(), *beside]


def of_report(reading: Reading, report: Report) -> tuple[Alike, ...]:
    """What a report was found to be like, the most alike first."""
    rows = reading.conn.execute(
        select(
            Likeness.other_id,
            Likeness.percent,
            Request.task_id,
            Request.department_id,
            Task.number,
            Department.name,
            Cycle.key,
        )
        .join(Report, Report.id == Likeness.other_id)
        .join(Request, Request.id == Report.request_id)
        .join(Task, Task.id == Request.task_id)
        .join(Department, Department.id == Request.department_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(Likeness.report_id == report.id)
        .order_by(Likeness.percent.desc(), Likeness.other_id)
    )
    own = (report.request.task_id, report.request.department_id)
    return tuple(
        Alike(
            report=row.other_id,
            number=row.number,
            department=row.name,
            key=row.key,
            percent=row.percent,
            own=(row.task_id, row.department_id) == own,
        )
        for row in rows
    )
