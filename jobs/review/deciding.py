"""Who decides on a report? The first coordinator; the second is told who it was, when, and what was decided."""

from __future__ import annotations

from collections.abc import Callable

from db.queries import reports, reviews, rounds
from db.tables import Person, Report, Request, Review
from db.units import Reading, Unit
from domain.errors import Moved
from domain.messages.base import Message, Note
from domain.messages.review import Accepted, AcceptedMany
from domain.people import Account
from domain.states import ReportState, ReportStatus, RequestState
from jobs import audit, dialogues, outbox, rights


def accept(unit: Unit, who: Account, report_id: int, rev: int) -> Note:
    """通过."""
    person, report = undecided(unit, who, report_id, rev)
    accept_one(unit, person, report)
    lists_up_to_date(unit, report.request)
    tell_accepted(unit, [report])
    return Note("review-accepted-toast", {"number": report.request.task.number})


def accept_one(unit: Unit, person: Person, report: Report) -> None:
    """A report that is locked and undecided. Its department is told by the caller, who may have accepted many."""
    request = report.request
    decide(unit, person, report, ReportState.ACCEPTED, None)
    report.state, request.state = ReportState.ACCEPTED, RequestState.ACCEPTED
    unit.session.flush()
    outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))
    receipt = reports.receipt(unit, request)
    assert receipt is not None
    outbox.edit_shown(unit, receipt, card=reports.request_card(request.id))


def tell_accepted(unit: Unit, reports: list[Report]) -> None:
    """Each department, once a round; what is done is told by itself, for acceptance can be applied for now."""
    parts: dict[tuple[int, int], list[Report]] = {}
    for report in reports:
        request = report.request
        if report.status == ReportStatus.DONE:
            done = Accepted(request.task.number, request.cycle.key, request.task_id, request.task.rev)
            _tell(unit, request, done, report)
        else:
            parts.setdefault((request.cycle_id, request.department_id), []).append(report)
    for part in parts.values():
        first, key = part[0], part[0].request.cycle.key
        numbers = tuple(report.request.task.number for report in part)
        _tell(unit, first.request, Accepted(numbers[0], key) if len(part) == 1 else AcceptedMany(numbers, key), first)


def _tell(unit: Unit, request: Request, message: Message, report: Report) -> None:
    for to in outbox.liaisons(unit, request.department_id):
        outbox.put(unit, message, to=to, thing=f"report:{report.id}", occasion="accepted")


def decide(unit: Unit, person: Person, report: Report, decision: ReportState, comment: str | None) -> None:
    """The decision is one row a report: the unique key keeps two from deciding, whatever else they see."""
    unit.session.add(
        Review(report_id=report.id, reviewer_id=person.id, decision=decision, comment=comment, at=unit.now)
    )
    audit.note(
        unit, audit.person(person.id), f"report.{decision}", f"request:{report.request_id}", {"report": report.id}
    )


def undecided(unit: Unit, who: Account, report_id: int, rev: int) -> tuple[Person, Report]:
    """The coordinator and the report, locked. Raises `Moved` with who decided what, or that it was taken back."""
    person = rights.coordinator(unit, who)
    report = unit.session.get(Report, report_id, with_for_update=True)
    if report is None:
        raise Moved
    if stands(report, rev):
        return person, report

    def as_it_is(unit: Unit) -> None:
        report = unit.session.get_one(Report, report_id)
        dialogue = dialogues.current(unit, who)
        if (dialogue.form, dialogue.subject) == (reviews.RETURNING, report_id):
            dialogues.close(unit, dialogue)
        show_to(unit, who, report, reviews.in_review(unit, report))

    raise _moved(unit, report, as_it_is)


def stands(report: Report, rev: int) -> bool:
    """Still in review, and as it was when the button was drawn."""
    return report.state == ReportState.SUBMITTED and report.rev == rev


def _moved(reading: Reading, report: Report, as_it_is: Callable[[Unit], None]) -> Moved:
    decided = reviews.decided(reading, report.id)
    if decided is None:
        return Moved("review-taken-back" if report.state == ReportState.DRAFT else "moved-on", then=as_it_is)
    at = decided.at.astimezone(reading.settings.office.zone)
    same_day = at.date() == reading.today
    return Moved(
        "review-decided",
        then=as_it_is,
        by=decided.by or "none",
        at=f"{at:%H:%M}" if same_day else f"{at:%m-%d %H:%M}",
        decision=decided.decision,
        comment=decided.comment or "",
    )


def show_to(unit: Unit, who: Account, report: Report, message: Message) -> None:
    outbox.show(
        unit,
        message,
        to=outbox.to_account(unit, who),
        card=reviews.review_card(report.id),
        occasion=f"seen {report.rev}.{report.state}",
    )


def lists_up_to_date(unit: Unit, request: Request) -> None:
    """Every card of the department that lists the request."""
    for card, message in rounds.cards(unit, request):
        outbox.edit_shown(unit, message, card=card)
