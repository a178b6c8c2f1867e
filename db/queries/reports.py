"""What has a department said so far? The draft of a request, what was sent, and what was accepted before it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, func, inspect, select
from sqlalchemy.orm.attributes import set_committed_value

from db.prepared import Prepared
from db.session import PreparedRow
from db.tables import (
    Audit,
    Cycle,
    Evidence,
    Indicator,
    IndicatorTarget,
    Measure,
    MeasureOwner,
    Person,
    Report,
    ReportPart,
    ReportValue,
    Request,
    Task,
)
from db.units import Reading
from domain.collection import Filled
from domain.figures import comparable
from domain.messages.collection import Figure, Receipt
from domain.states import ReportState, ReportStatus

HELP_SEEN = "help.seen"  # what the audit calls it


def _own_or_nobodys(department: Any) -> ColumnElement[bool]:
    owned = exists().where(MeasureOwner.measure_id == Measure.id)
    return ~owned | exists().where(MeasureOwner.measure_id == Measure.id, MeasureOwner.department_id == department)


# Asked at every word that a liaison types: built once, as building them costs more than running them.
_TO_WRITE = PreparedRow(
    select(Request, Task, Cycle)
    .join(Task, Task.id == Request.task_id)
    .join(Cycle, Cycle.id == Request.cycle_id)
    .where(Request.id == bindparam("request"))
    .with_for_update(of=Request)
)
_DRAFT = PreparedRow(
    select(Report)
    .where(Report.request_id == bindparam("request"), Report.state == ReportState.DRAFT)
    .order_by(Report.revision.desc())
    .limit(1)
)
_LAST_ACCEPTED = PreparedRow(
    select(Report)
    .join(Request, Request.id == Report.request_id)
    .join(Cycle, Cycle.id == Request.cycle_id)
    .where(
        Request.task_id == bindparam("task"),
        Request.department_id == bindparam("department"),
        Cycle.opens_on < bindparam("opens_on"),
        Cycle.question.is_(None),
        Report.state == ReportState.ACCEPTED,
    )
    .order_by(Cycle.opens_on.desc(), Report.revision.desc())
    .limit(1)
)
_MEASURES = PreparedRow(
    select(Measure)
    .where(Measure.task_id == bindparam("task"), Measure.number > 0, _own_or_nobodys(bindparam("department")))
    .order_by(Measure.number)
)
_INDICATORS = PreparedRow(
    select(Indicator)
    .outerjoin(Measure, Measure.id == Indicator.measure_id)
    .where(
        Indicator.task_id == bindparam("task"),
        Indicator.measure_id.is_(None) | _own_or_nobodys(bindparam("department")),
    )
    .order_by(Indicator.id)
)
_VALUES = Prepared(
    select(ReportValue.indicator_id, ReportValue.value).where(ReportValue.report_id == bindparam("report"))
)
_PARTS = Prepared(select(ReportPart.measure_id, ReportPart.text).where(ReportPart.report_id == bindparam("report")))
_EVIDENCE = PreparedRow(select(Evidence).where(Evidence.report_id == bindparam("report")).order_by(Evidence.id))


def to_write(reading: Reading, request_id: int | None) -> Request | None:
    """The request with its task and round, locked: of two who write, one is first."""
    row = _TO_WRITE.first(reading, request=request_id)
    if row is None:
        return None
    request: Request
    request, task, cycle = row
    set_committed_value(request, "task", task)
    set_committed_value(request, "cycle", cycle)
    return request


def draft_of(reading: Reading, request_id: int) -> Report | None:
    """The revision that has not been sent."""
    draft: Report | None = _DRAFT.one(reading, request=request_id)
    return draft


def sent_of(reading: Reading, request_id: int) -> Report | None:
    """The newest revision that was sent, whatever became of it."""
    return reading.session.scalar(
        select(Report)
        .where(Report.request_id == request_id, Report.state != ReportState.DRAFT)
        .order_by(Report.revision.desc())
        .limit(1)
    )


def last_accepted(reading: Reading, request: Request) -> Report | None:
    """What the office accepted from this department for this task in the round before (or the one before that).

    A special round has nothing before it, and is nothing a regular one is compared with.
    """
    if request.cycle.question is not None:
        return None
    last: Report | None = _LAST_ACCEPTED.one(
        reading, task=request.task_id, department=request.department_id, opens_on=request.cycle.opens_on
    )
    return last


def measures_of(reading: Reading, request: Request) -> list[Measure]:
    """The measures this department answers for: its own, and those nobody in particular owns."""
    return [row for (row,) in _MEASURES.all(reading, task=request.task_id, department=request.department_id)]


def indicators_of(reading: Reading, request: Request) -> list[Indicator]:
    """The figures this department is asked for: none in a special round that does not say so."""
    if request.cycle.question is not None and not request.cycle.asks_figures:
        return []
    return [row for (row,) in _INDICATORS.all(reading, task=request.task_id, department=request.department_id)]


def figures_of(reading: Reading, request: Request, report: Report | None) -> dict[int, Figure]:
    """By indicator: what `report` says, beside this year's last figure and the year's target."""
    last = last_values(reading, request)
    given = values_of(reading, report)
    year = int(request.cycle.key[:4])
    indicators = indicators_of(reading, request)
    targets = {
        row.indicator_id: row.target
        for row in reading.conn.execute(
            select(IndicatorTarget.indicator_id, IndicatorTarget.target).where(
                IndicatorTarget.indicator_id.in_([indicator.id for indicator in indicators]),
                IndicatorTarget.year == year,
            )
        )
    }
    return {
        indicator.id: Figure(
            name=indicator.name,
            unit=indicator.unit,
            value=given.get(indicator.id),
            given=indicator.id in given,
            last=last.get(indicator.id),
            target=targets.get(indicator.id),
        )
        for indicator in indicators
    }


def values_of(reading: Reading, report: Report | None) -> dict[int, Decimal | None]:
    if report is None:
        return {}
    return {row.indicator_id: row.value for row in _VALUES.all(reading, report=report.id)}


def evidence_of(reading: Reading, report: Report) -> list[Evidence]:
    """What is attached, in the order it came."""
    if "evidence" in inspect(report).unloaded:
        set_committed_value(report, "evidence", [row for (row,) in _EVIDENCE.all(reading, report=report.id)])
    return report.evidence


def last_values(reading: Reading, request: Request) -> dict[int, Decimal | None]:
    """The figures accepted last, where they are of the same calendar year."""
    last = last_accepted(reading, request)
    if last is None or not comparable(request.cycle.key, last.request.cycle.key):
        return {}
    return values_of(reading, last)


def filled(reading: Reading, request: Request, draft: Report | None) -> Filled:
    """What the draft holds, as the form's rules ask for it."""
    asked = tuple(indicator.id for indicator in indicators_of(reading, request))
    asks_status = request.cycle.question is None
    if draft is None:
        return Filled(asked=asked, asks_status=asks_status)
    return Filled(
        status=ReportStatus(draft.status) if draft.status is not None else None,
        has_text=bool(draft.text),
        asked=asked,
        given=frozenset(values_of(reading, draft)),
        files=len(evidence_of(reading, draft)),
        asks_status=asks_status,
    )


def parts_of(reading: Reading, report: Report | None) -> dict[int, str]:
    """What a report says measure by measure, by the measure's id; nothing where it was written whole."""
    if report is None:
        return {}
    return {row.measure_id: row.text for row in _PARTS.all(reading, report=report.id)}


def name_of(reading: Reading, person_id: int | None) -> str:
    """A colleague's name, for colleagues; empty where none is known."""
    person = reading.session.get(Person, person_id) if person_id is not None else None
    return reading.vault.open(person.name_sealed) if person is not None and person.name_sealed is not None else ""


def receipt(reading: Reading, request: Request, *, asks_take_back: bool = False) -> Receipt | None:
    """The report as it was sent; None where nothing was."""
    report = sent_of(reading, request.id)
    if report is None:
        return None
    return Receipt(
        request=request.id,
        report=report.id,
        rev=report.rev,
        number=request.task.number,
        key=request.cycle.key,
        state=report.state,
        status=report.status,
        text=report.text,
        figures=tuple(figures_of(reading, request, report).values()),
        files=len(report.evidence),
        late=report.late,
        sent_at=report.submitted_at,
        writer=name_of(reading, report.writer_id),
        asks_take_back=asks_take_back,
        help=report.help_wanted,
        help_seen_at=help_seen_at(reading, report.id) if report.help_wanted is not None else None,
        stays=request.cycle.cancelled_at is not None,
    )


def help_seen_at(reading: Reading, report_id: int) -> datetime | None:
    """When a coordinator first saw the matter that needs help; it stands in the audit."""
    at: datetime | None = reading.conn.scalar(
        select(func.min(Audit.at)).where(Audit.thing == f"report:{report_id}", Audit.action == HELP_SEEN)
    )
    return at


def request_card(request_id: int) -> str:
    """The card that is a request to its liaison: form, receipt and all."""
    return f"request:{request_id}"
