"""What does a department need the office's help with (需协调事项)? Told the moment the report is sent, and seen once.

That it was seen (已知悉) stands in the audit, by who and when: the first of the coordinators counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.queries import reports
from db.tables import Audit, Lane, Report
from db.units import Reading, Unit
from domain.answers import Typed
from domain.errors import Moved, Rejected
from domain.messages.answering import HelpWanted
from domain.messages.base import Note
from domain.people import Account
from domain.states import ReportState
from jobs import audit, outbox, rights
from jobs.collection.writing import Writing

_NONE = ("无", "没有", "不需要", "不需要协调", "none", "no help wanted")
LONGEST = 1000  # characters: a matter to be told, not a second report


# -- written ------------------------------------------------------------------------------------------------------


def take(writing: Writing, typed: Typed) -> Note:
    """What is typed is the matter; typed again, it is said anew."""
    text = typed.text.strip()
    if text.lower() in _NONE:
        return _drop(writing)
    if len(text) > LONGEST:
        raise Rejected("help-too-long", most=LONGEST, given=len(text))
    writing.draft.help_wanted = text
    writing.touch()
    writing.stay(help=None, help_message=typed.message_id)
    return Note("help-written", {})


def press(writing: Writing, value: str) -> Note | None:
    match value:
        case "back":
            writing.stay(help=None)
            return None
        case "nohelp":
            return _drop(writing)
        case _:
            raise Moved


def _drop(writing: Writing) -> Note:
    writing.draft.help_wanted = None
    writing.touch()
    writing.stay(help=None)
    return Note("help-dropped", {})


# -- told ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    by: str
    at: datetime


def seen(reading: Reading, report_id: int) -> Seen | None:
    """Who saw it first, and when."""
    row = reading.conn.execute(
        select(Audit.who, Audit.at)
        .where(Audit.thing == _thing(report_id), Audit.action == reports.HELP_SEEN)
        .order_by(Audit.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Seen(reports.name_of(reading, int(row.who.removeprefix("person:"))), row.at)


def tell(unit: Unit, report: Report) -> None:
    """To every coordinator, in the unit that sends the report; what was told with an earlier revision does not ring again."""
    if report.help_wanted is None:
        return
    before = unit.session.scalar(
        select(Report.help_wanted)
        .where(Report.request_id == report.request_id, Report.revision < report.revision)
        .order_by(Report.revision.desc())
        .limit(1)
    )
    if before == report.help_wanted:
        return
    for to in outbox.coordinators(unit):
        outbox.show(
            unit,
            _card(unit, report),
            to=to,
            card=help_card(report.id),
            occasion=f"sent {report.rev}",
            ring=True,
            lane=Lane.PROMPT,
        )


def bring_up_to_date(unit: Unit, report: Report) -> None:
    """The coordinators' card, where the report was taken back or sent without it."""
    if report.help_wanted is not None:
        outbox.edit_shown(unit, _card(unit, report), card=help_card(report.id))


def see(unit: Unit, who: Account, report_id: int, rev: int) -> Note:
    """已知悉: recorded, and the department told on its own card."""
    person = rights.coordinator(unit, who)
    report = unit.session.get(Report, report_id, with_for_update=True)
    if report is None or report.help_wanted is None or report.state == ReportState.DRAFT or report.rev < rev:
        raise Moved
    first = seen(unit, report_id)
    if first is not None:
        at = first.at.astimezone(unit.settings.office.zone)

        def as_it_is(unit: Unit) -> None:
            bring_up_to_date(unit, unit.session.get_one(Report, report_id))

        raise Moved("help-seen-already", then=as_it_is, by=first.by or "none", at=f"{at:%m-%d %H:%M}")
    audit.note(unit, audit.person(person.id), reports.HELP_SEEN, _thing(report_id), {"request": report.request_id})
    bring_up_to_date(unit, report)
    receipt = reports.receipt(unit, report.request)
    if receipt is not None:
        outbox.edit_shown(unit, receipt, card=reports.request_card(report.request_id))
    return Note("help-seen-toast", {})


def help_card(report_id: int) -> str:
    return f"help:{report_id}"


def _thing(report_id: int) -> str:
    return f"report:{report_id}"


def _card(reading: Reading, report: Report) -> HelpWanted:
    request = report.request
    found = seen(reading, report.id)
    return HelpWanted(
        report=report.id,
        rev=report.rev,
        number=request.task.number,
        problem=request.task.problem,
        department=request.department.name,
        key=request.cycle.key,
        text=report.help_wanted or "",
        sent_at=report.submitted_at or reading.now,
        seen_by=found.by if found is not None else None,
        seen_at=found.at if found is not None else None,
        taken_back=report.state == ReportState.DRAFT,
    )
