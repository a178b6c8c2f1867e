"""How is a report written? The form, opened by a tap, left and taken up again from any device.

What is typed, pressed or sent is checked against the draft as it is now: a second liaison of the department who wrote
in between is named, and what they wrote is shown first. Texts and files are never refused for that: they only add.
"""

from __future__ import annotations

from db.queries import reports, rounds
from db.tables import Dialogue, Request
from db.units import Unit
from domain.answers import Answer, Chosen, Files, Typed
from domain.collection import PREVIEW
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.people import Account
from domain.presses import row_number
from domain.states import OWED, RequestState
from jobs import dialogues, outbox, rights, stopping
from jobs.collection import cards, pen, pressed, received
from jobs.collection.writing import FORM, SINCE, Writing, draft_for

__all__ = ["FORM", "answer", "open_link", "open_request", "show"]


def open_link(unit: Unit, who: Account, which: str, occasion: str) -> None:
    """A deep link to one request, which anybody may have typed: checked against who presses before it is looked for."""
    rights.liaison(unit, who)
    request_id = row_number(which) or 0
    if unit.session.get(Request, request_id) is None:
        raise Rejected("report-link-unknown")
    open_request(unit, who, request_id, occasion)


def open_request(
    unit: Unit,
    who: Account,
    request_id: int,
    occasion: str,
    *,
    text: Typed | None = None,
    takes_over: bool = False,
) -> None:
    """填报, 继续, 修改, 查看: the form of a request that is owed, else what was sent. `text` came in reply to a prompt.

    Where a colleague is writing, their draft is shown first, and `takes_over` is the tap that follows.
    """
    request = reports.to_write(unit, request_id)
    if request is None:
        raise Moved
    person = rights.liaison_for(unit, who, request.department_id)
    if request.state == RequestState.ENDED:
        if not _show_kept(unit, who, request, ring=occasion):
            raise Rejected("report-ended", number=request.task.number, why=rounds.why_ended(request.cycle))
        return
    if request.state not in OWED:
        _show_sent(unit, who, request, ring=occasion)
        return
    if request.opened_at is None:
        request.opened_at = unit.now
    draft = draft_for(unit, request, person)
    dialogue = dialogues.current(unit, who)
    held = pen.holder(unit, request, person)
    if held is not None and not takes_over and (dialogue.form, dialogue.subject) != (FORM, request.id):
        _add_beside(Writing(unit, person, request, draft, dialogue), held, text, occasion)
        return
    pen.take(unit, person, request, draft)
    _leave_other(unit, who, request)
    filled = reports.filled(unit, request, draft)
    place = PREVIEW if request.state == RequestState.RETURNED and filled.gap is None else filled.resume
    since = {SINCE: unit.now.isoformat()}
    dialogue = dialogues.open_form(unit, who, FORM, request.id, place.word, seen=draft.rev, **since)
    writing = Writing(unit, person, request, draft, dialogue)
    note = None
    if text is not None:
        writing.write(writing.key(text.message_id), text.text)
        writing.go(writing.filled.resume)
        note = Note("report-text-taken", {})
    cards.show(writing, note, ring=occasion)


def _add_beside(writing: Writing, held: pen.Holder, text: Typed | None, occasion: str) -> None:
    """A colleague is at it: what was typed is added to the draft all the same, for it only adds."""
    note = None
    if text is not None:
        writing.write(writing.key(text.message_id), text.text)
        note = Note("report-text-added", {})
    pen.show_holder(writing.unit, writing.person, writing.request, held, note, occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """Whatever comes while the form is open."""
    writing = _writing(unit, who, answer)
    try:
        said = _take(writing, answer, occasion)
    except Moved as moved:
        moved.then = moved.then or (lambda unit: show(unit, who, None))
        raise
    if writing.dialogue.form != FORM:  # sent, or left: the card says so already
        return said
    cards.show(writing, said, below=answer.message_id if isinstance(answer, Files) else None)
    return None


def _take(writing: Writing, answer: Answer, occasion: str) -> Note | None:
    match answer:
        case Chosen():
            return pressed.press(writing, answer.value, occasion)
        case Files():
            return received.files(writing, answer)
        case Typed():
            return received.text(writing, answer, occasion)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    """The form as it is, with a note on top; what was sent, where somebody sent it meanwhile."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    request = unit.session.get(Request, dialogue.subject)
    person = rights.person_of(unit, who)
    if request is None or person is None or request.department_id not in rights.departments_of(unit, person.id):
        dialogues.close(unit, dialogue)  # not theirs any more: nothing is shown
        return
    if request.state not in OWED:
        dialogues.close(unit, dialogue)
        if request.state != RequestState.ENDED or not _show_kept(unit, who, request):
            _show_sent(unit, who, request)
        return
    writing = Writing(unit, person, request, draft_for(unit, request, person), dialogue)
    if not writing.is_seen:
        writing.stay()
    cards.show(writing, note)


def _writing(unit: Unit, who: Account, answer: Answer) -> Writing:
    """The draft the answer belongs to. Raises `Moved`, with the screen as it is, where it belongs to none."""
    dialogue = dialogues.current(unit, who)

    def as_it_is(unit: Unit) -> None:
        show(unit, who, None)

    try:
        dialogues.expect(dialogue, FORM, answer)
    except Moved:
        raise Moved(then=as_it_is) from None
    request = reports.to_write(unit, dialogue.subject)
    if request is None:
        raise Moved(then=as_it_is)
    person = rights.liaison_for(unit, who, request.department_id)
    if request.state not in OWED:
        key = "report-ended" if request.state == RequestState.ENDED else "report-sent-already"
        raise Moved(key, then=as_it_is, number=request.task.number, why=rounds.why_ended(request.cycle))
    writing = Writing(unit, person, request, draft_for(unit, request, person), dialogue)
    if not writing.is_seen and isinstance(answer, Chosen):
        writer = reports.name_of(unit, writing.draft.writer_id) or "none"
        raise Moved("report-someone-else", then=as_it_is, name=writer)
    return writing


def _leave_other(unit: Unit, who: Account, request: Request) -> None:
    """Another report's form that is open is left as by [存草稿离开]: its draft is kept, it need not be parked."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject in (None, request.id):
        return
    other = unit.session.get_one(Request, dialogue.subject)
    draft = reports.draft_of(unit, other.id)
    if draft is not None and other.state in OWED:
        _show_saved(unit, who, other, dialogue)
    dialogue.form = dialogue.subject = dialogue.step = None
    dialogue.fields = {}


def _show_saved(unit: Unit, who: Account, request: Request, dialogue: Dialogue) -> None:
    draft = reports.draft_of(unit, request.id)
    assert draft is not None
    outbox.show(
        unit,
        cards.saved(unit, request, draft),
        to=outbox.to_account(unit, who),
        card=reports.request_card(request.id),
        occasion=f"left {dialogue.id}.{dialogue.rev}",
    )


def _show_kept(unit: Unit, who: Account, request: Request, *, ring: str | None = None) -> bool:
    """What was written for a request that ended; False where there is nothing."""
    draft = reports.draft_of(unit, request.id)
    if draft is None:
        return False
    outbox.show(
        unit,
        stopping.kept(unit, request, draft),
        to=outbox.to_account(unit, who),
        card=reports.request_card(request.id),
        occasion=ring or f"kept {draft.rev}",
        ring=ring is not None,
    )
    return True


def _show_sent(unit: Unit, who: Account, request: Request, *, ring: str | None = None) -> None:
    receipt = reports.receipt(unit, request)
    if receipt is None:
        return
    outbox.show(
        unit,
        receipt,
        to=outbox.to_account(unit, who),
        card=reports.request_card(request.id),
        occasion=ring or f"sent {receipt.report}.{receipt.rev}",
        ring=ring is not None,
    )
