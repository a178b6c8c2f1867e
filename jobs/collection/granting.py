"""Is an extension granted? The first coordinator decides, the second is told who and when.

Granted, the request's due day moves, and with it the reminders, the cards and what counts as late. Refused, the
department is told why.
"""

from __future__ import annotations

from db.queries import extensions, reports, reviews, rounds
from db.tables import Dialogue, Extension, Lane, Person
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.collection import is_late
from domain.errors import Moved, Rejected
from domain.extensions import LONGEST_REASON
from domain.extensions import ExtensionState as State
from domain.messages.base import Message, Note
from domain.messages.everyday import Sentence
from domain.messages.extensions import AskOpinion
from domain.people import Account, RoleName
from domain.states import ReportState
from jobs import audit, dialogues, outbox, rights
from jobs.collection.extensions import bring_up_to_date

FORM = "extension_refuse"
SHOWN = 5  # cards a command shows again; the next five once these are decided


def grant(unit: Unit, who: Account, extension_id: int, rev: int) -> Note:
    """同意."""
    person, extension = _undecided(unit, who, extension_id, rev)
    request = extension.request
    request.due_on = max(request.due_on, extension.until)  # a recount may have moved it further meanwhile
    _decide(unit, person, extension, State.GRANTED, None)
    _judge_anew(unit, extension)
    for card, message in rounds.cards(unit, request):
        outbox.edit_shown(unit, message, card=card)
    return Note("extension-granted-toast", {"number": request.task.number})


def decides(reading: Reading, who: Account) -> bool:
    """Is it a coordinator who speaks, and no liaison as well? Then /extend is about what others asked for."""
    person = rights.person_of(reading, who)
    roles = {role.role for role in rights.roles_of(reading, person.id)} if person is not None else set()
    return RoleName.COORDINATOR in roles and RoleName.LIAISON not in roles


def show_waiting(unit: Unit, who: Account, occasion: str) -> None:
    """/extend, said by a coordinator: what waits for a decision, the oldest first, each on its card again."""
    person = rights.coordinator(unit, who)
    to = outbox.to_person(person.id)
    waiting = extensions.waiting(unit)
    for extension in waiting[:SHOWN]:
        card = extensions.decision_card(extension.id)
        decide = extensions.to_decide(unit, extension)
        outbox.show(unit, decide, to=to, card=card, occasion=occasion, ring=True)
    if len(waiting) > SHOWN or not waiting:
        facts: dict[str, str | int] = {"shown": min(SHOWN, len(waiting)), "count": len(waiting)}
        outbox.say(unit, Sentence("extension-waiting", facts), to=to, thing="extensions", occasion=occasion)


def _judge_anew(unit: Unit, extension: Extension) -> None:
    """What was sent while it waited is late no more, where it came by the new day."""
    report = reports.sent_of(unit, extension.request_id)
    if report is None or report.submitted_at is None or not report.late:
        return
    sent_on = report.submitted_at.astimezone(unit.settings.office.zone).date()
    report.late = is_late(sent_on, extension.request.due_on)
    unit.session.flush()
    receipt = reports.receipt(unit, extension.request)
    if receipt is not None:
        outbox.edit_shown(unit, receipt, card=reports.request_card(extension.request_id))
    if report.state == ReportState.SUBMITTED:
        outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))


def ask_opinion(unit: Unit, who: Account, extension_id: int, rev: int) -> None:
    """不同意并说明: the card asks why."""
    _, extension = _undecided(unit, who, extension_id, rev)
    dialogues.open_form(unit, who, FORM, extension.id, "opinion", rev=rev)
    show(unit, who, None)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:  # noqa: ARG001 - a form's signature
    """The opinion, or [先不决定]."""
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    assert dialogue.subject is not None
    if isinstance(answer, Chosen):
        extension = unit.session.get_one(Extension, dialogue.subject)
        dialogues.close(unit, dialogue)
        _show_to(unit, who, extension, extensions.to_decide(unit, extension))
        return None
    if not isinstance(answer, Typed) or not answer.text.strip():
        raise Rejected("extension-opinion-expected")
    opinion = answer.text.strip()
    if len(opinion) > LONGEST_REASON:
        raise Rejected("extension-reason-long", most=LONGEST_REASON, given=len(opinion))
    person, extension = _undecided(unit, who, dialogue.subject, dialogue.fields["rev"])
    dialogues.close(unit, dialogue)
    _decide(unit, person, extension, State.REFUSED, opinion)
    return Note("extension-refused-toast", {"number": extension.request.task.number})


def show(unit: Unit, who: Account, note: Note | None) -> None:
    """The card that asks for the opinion; the extension as it stands where it was decided meanwhile."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    extension = unit.session.get_one(Extension, dialogue.subject)
    if extension.state != State.ASKED:
        dialogues.close(unit, dialogue)
        _show_to(unit, who, extension, extensions.to_decide(unit, extension))
        return
    _show_to(unit, who, extension, _opinion_card(dialogue, extension, note))


def _opinion_card(dialogue: Dialogue, extension: Extension, note: Note | None) -> AskOpinion:
    request = extension.request
    return AskOpinion(
        extension=extension.id,
        number=request.task.number,
        department=request.department.name,
        until=extension.until,
        dialogue=dialogue.id,
        rev=dialogue.rev,
        note=note,
    )


def _decide(unit: Unit, person: Person, extension: Extension, state: State, opinion: str | None) -> None:
    """On record; the office's cards follow silently, the department's rings."""
    extension.state, extension.opinion = state, opinion
    extension.decided_by, extension.decided_at = person.id, unit.now
    extension.rev += 1
    unit.session.flush()
    detail = {"request": extension.request_id, "until": extension.until.isoformat()}
    audit.note(unit, audit.person(person.id), f"extension.{state}", extensions.thing(extension.id), detail)
    bring_up_to_date(unit, extension)
    for to in outbox.liaisons(unit, extension.request.department_id):
        outbox.show(
            unit,
            extensions.state(unit, extension),
            to=to,
            card=extensions.extension_card(extension.request_id),
            occasion=f"{state} {extension.id}",
            ring=True,
            lane=Lane.PROMPT,
        )


def _undecided(unit: Unit, who: Account, extension_id: int, rev: int) -> tuple[Person, Extension]:
    """The coordinator and the extension, locked. Raises `Moved` with who decided it, or that it was withdrawn."""
    person = rights.coordinator(unit, who)
    extension = unit.session.get(Extension, extension_id, with_for_update=True)
    if extension is None:
        raise Moved
    if extension.state == State.ASKED and extension.rev == rev:
        return person, extension

    def as_it_is(unit: Unit) -> None:
        extension = unit.session.get_one(Extension, extension_id)
        dialogue = dialogues.current(unit, who)
        if (dialogue.form, dialogue.subject) == (FORM, extension_id):
            dialogues.close(unit, dialogue)
        _show_to(unit, who, extension, extensions.to_decide(unit, extension))

    if extension.decided_by is None or extension.decided_at is None:
        raise Moved("extension-over", then=as_it_is)
    at = extension.decided_at.astimezone(unit.settings.office.zone)
    raise Moved(
        "extension-decided",
        then=as_it_is,
        by=reports.name_of(unit, extension.decided_by) or "none",
        at=f"{at:%H:%M}" if at.date() == unit.today else f"{at:%m-%d %H:%M}",
        decision=extension.state,
    )


def _show_to(unit: Unit, who: Account, extension: Extension, message: Message) -> None:
    outbox.show(
        unit,
        message,
        to=outbox.to_account(unit, who),
        card=extensions.decision_card(extension.id),
        occasion=f"seen {extension.rev}",
    )
