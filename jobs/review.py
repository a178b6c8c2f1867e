"""What does the office say to a report? Accepts it, or returns it with a comment; once, whoever is faster.

The second coordinator is told who decided and how. A return is not the end of a report: a copy of it is the new draft,
so that the department corrects what it wrote instead of starting over.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from db.queries import reports, reviews, rounds
from db.tables import Dialogue, Evidence, Lane, Person, Report, ReportPart, ReportValue, Review
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Message, Note
from domain.messages.everyday import Sentence
from domain.messages.review import Accepted, AskComment, EvidenceFile, FullText, Returned
from domain.people import Account
from domain.states import ReportState, ReportStatus, RequestState
from jobs import audit, dialogues, outbox, rights

FORM = "return"
LONGEST_COMMENT = 1000  # characters; it stands on the liaison's card


# -- looking ------------------------------------------------------------------------------------------------------


def show_oldest(unit: Unit, who: Account, occasion: str, after: int | None = None) -> None:
    """/review and [下一份]: the report that has waited longest, `after` the one that was just looked at."""
    person = rights.coordinator(unit, who)
    to = outbox.to_person(person.id)
    waiting = reviews.waiting(unit)
    later = [report for report in waiting if report != after]
    if not later and not waiting:
        outbox.say(unit, Sentence("review-none"), to=to, thing="review", occasion=occasion)
        return
    report = unit.session.get_one(Report, (later or waiting)[0])
    outbox.show(
        unit,
        reviews.in_review(unit, report),
        to=to,
        card=reviews.review_card(report.id),
        occasion=occasion,
        ring=True,
    )


def send_evidence(unit: Unit, who: Account, report_id: int, occasion: str) -> Note:
    """看佐证: every file as a document of its own."""
    person = rights.coordinator(unit, who)
    report = unit.session.get(Report, report_id)
    if report is None or not report.evidence:
        raise Moved
    request = report.request
    for at, evidence in enumerate(report.evidence, start=1):
        file = EvidenceFile(
            number=request.task.number,
            department=request.department.name,
            key=request.cycle.key,
            at=at,
            of=len(report.evidence),
            name=evidence.name,
            sha256=evidence.file.sha256,
        )
        to = outbox.to_person(person.id)
        outbox.say(unit, file, to=to, thing=f"evidence:{evidence.id}", occasion=occasion)
    audit.note(unit, audit.person(person.id), "evidence.see", f"report:{report.id}")
    return Note("review-evidence-coming", {"count": len(report.evidence)})


def send_text(unit: Unit, who: Account, report_id: int, occasion: str) -> None:
    """看全文: a text too long for the card."""
    person = rights.coordinator(unit, who)
    report = unit.session.get(Report, report_id)
    if report is None or not report.text:
        raise Moved
    request = report.request
    whole = FullText(request.task.number, request.department.name, request.cycle.key, report.text)
    outbox.say(unit, whole, to=outbox.to_person(person.id), thing=f"report:{report.id}", occasion=occasion)


# -- deciding -----------------------------------------------------------------------------------------------------


def accept(unit: Unit, who: Account, report_id: int, rev: int) -> Note:
    """通过."""
    person, report = _undecided(unit, who, report_id, rev)
    request = report.request
    _decide(unit, person, report, ReportState.ACCEPTED, None)
    report.state, request.state = ReportState.ACCEPTED, RequestState.ACCEPTED
    unit.session.flush()
    _bring_up_to_date(unit, report)
    receipt = reports.receipt(unit, request)
    assert receipt is not None
    outbox.edit_shown(unit, receipt, card=reports.request_card(request.id))
    done = report.status == ReportStatus.DONE
    accepted = Accepted(
        number=request.task.number,
        key=request.cycle.key,
        task=request.task_id if done else None,
        task_rev=request.task.rev if done else 0,
    )
    for to in outbox.liaisons(unit, request.department_id):
        outbox.put(unit, accepted, to=to, thing=f"report:{report.id}", occasion="accepted")
    return Note("review-accepted-toast", {"number": request.task.number})


def ask_comment(unit: Unit, who: Account, report_id: int, rev: int) -> None:
    """退回并说明: the card asks what is missing."""
    _, report = _undecided(unit, who, report_id, rev)
    dialogues.open_form(unit, who, FORM, report.id, "comment", rev=rev)
    show(unit, who, None)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:  # noqa: ARG001 - a form's signature
    """The comment, or [不退回]."""
    dialogue = dialogues.current(unit, who)
    try:
        dialogues.expect(dialogue, FORM, answer)
    except Moved:
        raise Moved(then=lambda unit: show(unit, who, None)) from None
    assert dialogue.subject is not None
    if isinstance(answer, Chosen):
        _keep(unit, who, dialogue)
        return None
    if not isinstance(answer, Typed) or not answer.text.strip():
        raise Rejected("review-comment-expected")
    comment = answer.text.strip()
    if len(comment) > LONGEST_COMMENT:
        raise Rejected("review-comment-long", most=LONGEST_COMMENT, given=len(comment))
    person, report = _undecided(unit, who, dialogue.subject, dialogue.fields["rev"])
    dialogues.close(unit, dialogue)
    _return(unit, person, report, comment)
    return Note("review-returned-toast", {"number": report.request.task.number})


def show(unit: Unit, who: Account, note: Note | None) -> None:
    """The card that asks for the comment; the report as it stands where it was decided meanwhile."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    report = unit.session.get_one(Report, dialogue.subject)
    request = report.request
    if report.state != ReportState.SUBMITTED or report.rev != dialogue.fields["rev"]:
        dialogues.close(unit, dialogue)
        _show_to(unit, who, report, reviews.in_review(unit, report))
        return
    card = AskComment(
        report=report.id,
        number=request.task.number,
        department=request.department.name,
        key=request.cycle.key,
        dialogue=dialogue.id,
        rev=dialogue.rev,
        note=note,
    )
    _show_to(unit, who, report, card)


def _keep(unit: Unit, who: Account, dialogue: Dialogue) -> None:
    """[不退回]: the report is in review as before."""
    report = unit.session.get_one(Report, dialogue.subject)
    dialogues.close(unit, dialogue)
    _show_to(unit, who, report, reviews.in_review(unit, report))


def _return(unit: Unit, person: Person, report: Report, comment: str) -> None:
    request = report.request
    _decide(unit, person, report, ReportState.RETURNED, comment)
    report.state, request.state = ReportState.RETURNED, RequestState.RETURNED
    _copy(unit, report)
    unit.session.flush()
    _bring_up_to_date(unit, report)
    returned = Returned(
        request=request.id,
        number=request.task.number,
        key=request.cycle.key,
        comment=comment,
        due_on_passed=unit.today > request.due_on,
    )
    for to in outbox.liaisons(unit, request.department_id):
        outbox.show(
            unit,
            returned,
            to=to,
            card=reports.request_card(request.id),
            occasion=f"returned {report.revision}",
            ring=True,
            lane=Lane.PROMPT,
        )


def _copy(unit: Unit, report: Report) -> None:
    """The new draft: everything the returned revision said, to be corrected."""
    draft = Report(
        request_id=report.request_id,
        revision=report.revision + 1,
        rev=1,
        state=ReportState.DRAFT,
        status=report.status,
        text=report.text,
        help_wanted=report.help_wanted,
        based_on=report.based_on,
        messages=dict(report.messages),
        writer_id=report.writer_id,
        late=False,
        created_at=unit.now,
        touched_at=unit.now,
    )
    unit.session.add(draft)
    unit.session.flush()
    for part in unit.session.scalars(select(ReportPart).where(ReportPart.report_id == report.id)):
        unit.session.add(ReportPart(report_id=draft.id, measure_id=part.measure_id, text=part.text))
    for value in report.values:
        unit.session.add(ReportValue(report_id=draft.id, indicator_id=value.indicator_id, value=value.value))
    for file in report.evidence:
        unit.session.add(Evidence(report_id=draft.id, file_id=file.file_id, name=file.name, message_id=file.message_id))


def _decide(unit: Unit, person: Person, report: Report, decision: ReportState, comment: str | None) -> None:
    """The decision is one row a report: the unique key keeps two from deciding, whatever else they see."""
    unit.session.add(
        Review(report_id=report.id, reviewer_id=person.id, decision=decision, comment=comment, at=unit.now)
    )
    audit.note(
        unit, audit.person(person.id), f"report.{decision}", f"request:{report.request_id}", {"report": report.id}
    )


def _undecided(unit: Unit, who: Account, report_id: int, rev: int) -> tuple[Person, Report]:
    """The coordinator and the report, locked. Raises `Moved` with who decided what, or that it was taken back."""
    person = rights.coordinator(unit, who)
    report = unit.session.get(Report, report_id, with_for_update=True)
    if report is None:
        raise Moved
    if report.state == ReportState.SUBMITTED and report.rev == rev:
        return person, report

    def as_it_is(unit: Unit) -> None:
        report = unit.session.get_one(Report, report_id)
        dialogue = dialogues.current(unit, who)
        if (dialogue.form, dialogue.subject) == (FORM, report_id):
            dialogues.close(unit, dialogue)
        _show_to(unit, who, report, reviews.in_review(unit, report))

    raise _moved(unit, report, as_it_is)


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


def _show_to(unit: Unit, who: Account, report: Report, message: Message) -> None:
    outbox.show(
        unit,
        message,
        to=outbox.to_account(unit, who),
        card=reviews.review_card(report.id),
        occasion=f"seen {report.rev}.{report.state}",
    )


def _bring_up_to_date(unit: Unit, report: Report) -> None:
    """Every coordinator's copy of the report, and every card of the department that lists the request."""
    outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))
    for card, message in rounds.cards(unit, report.request):
        outbox.edit_shown(unit, message, card=card)
