"""What is missing in a report? It is returned with a comment, and a copy of it is the department's new draft.

A return is not the end of a report: the department corrects what it wrote instead of starting over.
"""

from __future__ import annotations

from sqlalchemy import select

from db.queries import reports, reviews
from db.tables import Dialogue, Evidence, Lane, Person, Report, ReportPart, ReportValue
from db.units import Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Rejected
from domain.messages.base import Note
from domain.messages.review import AskComment, Returned
from domain.people import Account
from domain.states import ReportState, RequestState
from jobs import dialogues, outbox
from jobs.review.deciding import decide, lists_up_to_date, show_to, stands, undecided

FORM = reviews.RETURNING
LONGEST_COMMENT = 1000  # characters; it stands on the liaison's card


def ask_comment(unit: Unit, who: Account, report_id: int, rev: int) -> None:
    """退回并说明: the card asks what is missing."""
    _, report = undecided(unit, who, report_id, rev)
    _refuse_cancelled(report)
    dialogues.open_form(unit, who, FORM, report.id, "comment", rev=rev)
    show(unit, who, None)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:  # noqa: ARG001 - a form's signature
    """The comment, or [不退回]."""
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    assert dialogue.subject is not None
    if isinstance(answer, Chosen):
        _keep(unit, who, dialogue)
        return None
    if not isinstance(answer, Typed) or not answer.text.strip():
        raise Rejected("review-comment-expected")
    comment = answer.text.strip()
    if len(comment) > LONGEST_COMMENT:
        raise Rejected("review-comment-long", most=LONGEST_COMMENT, given=len(comment))
    person, report = undecided(unit, who, dialogue.subject, dialogue.fields["rev"])
    _refuse_cancelled(report)
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
    if not stands(report, dialogue.fields["rev"]):
        dialogues.close(unit, dialogue)
        show_to(unit, who, report, reviews.in_review(unit, report))
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
    show_to(unit, who, report, card)


def _keep(unit: Unit, who: Account, dialogue: Dialogue) -> None:
    """[不退回]: the report is in review as before."""
    report = unit.session.get_one(Report, dialogue.subject)
    dialogues.close(unit, dialogue)
    show_to(unit, who, report, reviews.in_review(unit, report))


def _refuse_cancelled(report: Report) -> None:
    """Nobody would wait for what is corrected."""
    if report.request.cycle.cancelled_at is not None:
        raise Rejected("review-cancelled")


def _return(unit: Unit, person: Person, report: Report, comment: str) -> None:
    request = report.request
    decide(unit, person, report, ReportState.RETURNED, comment)
    report.state, request.state = ReportState.RETURNED, RequestState.RETURNED
    _copy(unit, report)
    unit.session.flush()
    outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))
    lists_up_to_date(unit, request)
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
    for value in report.values:
        unit.session.add(ReportValue(report_id=draft.id, indicator_id=value.indicator_id, value=value.value))
    for file in report.evidence:
        unit.session.add(Evidence(report_id=draft.id, file_id=file.file_id, name=file.name, message_id=file.message_id))
    parts = unit.session.scalars(select(ReportPart).where(ReportPart.report_id == report.id)).all()
    for part in parts:
        unit.session.add(ReportPart(report_id=draft.id, measure_id=part.measure_id, text=part.text))
