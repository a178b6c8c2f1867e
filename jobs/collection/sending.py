"""How does a report reach the office, and how does its department take it back before it is reviewed?"""

from __future__ import annotations

from db.queries import reports, reviews, rounds
from db.tables import Lane, Report, Request
from db.units import Unit
from domain.collection import PREVIEW, is_late
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.collection import Reminder
from domain.people import Account
from domain.states import ReportState, RequestState
from jobs import audit, dialogues, outbox, rights
from jobs.collection import cards, extensions, help_wanted, pen
from jobs.collection.writing import FORM, SINCE, Writing


def send(writing: Writing, occasion: str) -> Note:
    """报送: the draft becomes the report, and everyone concerned is told in the same unit."""
    unit, request, report = writing.unit, writing.request, writing.draft
    submit(writing)
    bring_up_to_date(unit, request)
    dialogues.close(unit, writing.dialogue)
    _show_receipt(unit, request, to=outbox.to_person(writing.person.id), occasion=occasion)
    card = reviews.in_review(unit, report)
    for to in outbox.coordinators(unit):
        outbox.show(
            unit,
            card,
            to=to,
            card=reviews.review_card(report.id),
            occasion=f"submitted {report.rev}",
            ring=True,
            lane=Lane.PROMPT,
        )
    return Note("report-sent-late" if report.late else "report-sent", {"number": request.task.number})


def submit(writing: Writing) -> None:
    """The facts of sending, of one report or each of many (a workbook). Who is rung, and the lists, are the caller's.

    Raises `Rejected` where something that must be said is not said yet.
    """
    unit, request, report = writing.unit, writing.request, writing.draft
    gap = writing.filled.gap
    if gap is not None:
        raise Rejected(f"report-lacks-{gap.step}")
    report.state, request.state = ReportState.SUBMITTED, RequestState.SUBMITTED
    report.submitted_at, report.late = unit.now, is_late(unit.today, request.due_on)
    writing.touch()
    unit.session.flush()
    audit.note(
        unit,
        audit.person(writing.person.id),
        "report.submit",
        f"request:{request.id}",
        {"report": report.id, "revision": report.revision, "late": report.late},
    )
    extensions.sent(unit, request, late=report.late)
    help_wanted.tell(unit, report)
    receipt = reports.receipt(unit, request)
    assert receipt is not None
    outbox.edit_shown(unit, receipt, card=reports.request_card(request.id))
    unit.nudge("schedule")  # it is compared with the others at once


def ask_take_back(unit: Unit, who: Account, report_id: int, rev: int, *, asks: bool) -> None:
    """[撤回修改] asks once more; [不撤回] shows the receipt again."""
    report = _sent(unit, who, report_id, rev)
    _show_receipt(unit, report.request, to=outbox.to_account(unit, who), occasion="asked", asks=asks)


def take_back(unit: Unit, who: Account, report_id: int, rev: int) -> Note:
    """The report is a draft again, and the form open at its preview. What is sent after the due day is late."""
    report = _sent(unit, who, report_id, rev)
    request = report.request
    person = rights.liaison_for(unit, who, request.department_id)
    report.state, report.submitted_at, report.late = ReportState.DRAFT, None, False
    request.state = RequestState.RETURNED if report.revision > 1 else RequestState.OPEN
    pen.take(unit, person, request, report)
    dialogue = dialogues.open_form(unit, who, FORM, request.id, PREVIEW.word, **{SINCE: unit.now.isoformat()})
    writing = Writing(unit, person, request, report, dialogue)
    writing.touch()
    writing.stay()
    unit.session.flush()
    audit.note(unit, audit.person(person.id), "report.take_back", f"request:{request.id}", {"report": report.id})
    outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))
    help_wanted.bring_up_to_date(unit, report)
    outbox.edit_shown(unit, cards.saved(unit, request, report), card=reports.request_card(request.id))
    bring_up_to_date(unit, request)
    cards.show(writing, None)
    return Note("report-taken-back", {"number": request.task.number})


def _sent(unit: Unit, who: Account, report_id: int, rev: int) -> Report:
    """The report as it stands, locked: still waiting for review, and theirs."""
    report = unit.session.get(Report, report_id, with_for_update=True)
    if report is None:
        raise Moved
    rights.liaison_for(unit, who, report.request.department_id)
    if report.state != ReportState.SUBMITTED or report.rev != rev:

        def as_it_is(unit: Unit) -> None:
            request = unit.session.get_one(Report, report_id).request
            _show_receipt(unit, request, to=outbox.to_account(unit, who), occasion="as it is")

        raise Moved("report-reviewed-already", then=as_it_is, number=report.request.task.number)
    if report.request.cycle.cancelled_at is not None:
        raise Rejected("report-stays")
    return report


def _show_receipt(unit: Unit, request: Request, *, to: str, occasion: str, asks: bool = False) -> None:
    receipt = reports.receipt(unit, request, asks_take_back=asks)
    if receipt is not None:
        outbox.show(unit, receipt, to=to, card=reports.request_card(request.id), occasion=occasion)


def bring_up_to_date(unit: Unit, request: Request) -> None:
    """What lists the request among others: the prompts and lists of its department; reminders that became moot."""
    _withdraw_reminders(unit, request)
    for card, message in rounds.cards(unit, request):
        outbox.edit_shown(unit, message, card=card)


def _withdraw_reminders(unit: Unit, request: Request) -> None:
    """A liaison who owes nothing else needs no reminder any more, today's waiting one either."""
    for person_id in rounds.bound_to(unit, request.department_id):
        if not rounds.owed_by(unit, person_id):
            to = outbox.to_person(person_id)
            outbox.withdraw(unit, kind=Reminder.KIND, thing=to, to=to)
