"""What did my departments send? /history: by round and task, paged; one report opened on the same card, to read."""

from __future__ import annotations

from db.queries import sent
from db.tables import Report
from db.units import Unit
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.history import SentFile
from domain.people import Account
from domain.states import ReportState
from jobs import outbox, rights


def show_list(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """A page of the list; a command rings, a button turns."""
    person = rights.liaison(unit, who)
    outbox.show(
        unit,
        sent.history(unit, rights.departments_of(unit, person.id), page),
        to=outbox.to_person(person.id),
        card=_card(person.id),
        occasion=occasion,
        ring=not occasion.startswith("press"),
    )


def show_report(unit: Unit, who: Account, report_id: int, page: int, occasion: str) -> None:
    report = _sent(unit, who, report_id)
    person = rights.liaison_for(unit, who, report.request.department_id)
    outbox.show(
        unit,
        sent.sent_report(unit, report, page),
        to=outbox.to_person(person.id),
        card=_card(person.id),
        occasion=occasion,
    )


def send_files(unit: Unit, who: Account, report_id: int, occasion: str) -> Note:
    """看佐证: what was sent, back as documents."""
    report = _sent(unit, who, report_id)
    request = report.request
    person = rights.liaison_for(unit, who, request.department_id)
    for at, evidence in enumerate(report.evidence, start=1):
        file = SentFile(
            number=request.task.number,
            key=request.cycle.key,
            at=at,
            of=len(report.evidence),
            name=evidence.name,
            sha256=evidence.file.sha256,
        )
        outbox.say(unit, file, to=outbox.to_person(person.id), thing=f"evidence:{evidence.id}", occasion=occasion)
    return Note("review-evidence-coming", {"count": len(report.evidence)})


def _sent(unit: Unit, who: Account, report_id: int) -> Report:
    report = unit.session.get(Report, report_id)
    if report is None:
        raise Moved
    rights.liaison_for(unit, who, report.request.department_id)
    if report.state == ReportState.DRAFT:  # taken back since the list was drawn
        raise Moved
    return report


def _card(person_id: int) -> str:
    return f"history:{person_id}"
