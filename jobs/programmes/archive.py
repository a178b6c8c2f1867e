"""How is a programme archived (办结归档)? What is still open is shown; a coordinator gives a reason where tasks are; once more in red.

A period that is coming or runs, an objection without an answer and a report nobody has decided on forbid it, and are
named. What is confirmed is what was shown: if something came or went meanwhile, the card is shown as it is now.
"""

from __future__ import annotations

import hashlib

from db.queries import archive as queries
from db.queries.archive import StillOpen
from db.tables import Dialogue, Programme
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.archive import ArchiveForm, OpenObjection, OpenPeriod
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import dialogues, outbox, rights
from jobs.programmes import archiving

FORM = "archive"
BLOCKED, REASON, SURE = "blocked", "reason", "sure"
LONGEST_REASON = 500  # characters
_SAID = {"确认归档": "archive", "archive it": "archive", "不归档": "leave", "leave": "leave"}


def begin(unit: Unit, who: Account, programme_id: int, occasion: str) -> None:
    """[办结归档]."""
    rights.coordinator(unit, who)
    _running(unit, who, programme_id)
    dialogues.open_form(unit, who, FORM, programme_id, "")
    show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """The reason; [确认归档]; [再看一次]; [不归档]."""
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    programme = _running(unit, who, dialogue.subject or 0)
    said = answer.text.strip() if isinstance(answer, Typed) else ""
    value = answer.value if isinstance(answer, Chosen) else _SAID.get(said.lower(), "")
    if value == "leave":
        return _leave(unit, coordinator.id, dialogue)
    if value == "archive" and dialogue.step == SURE:
        return _archive(unit, who, coordinator.id, dialogue, programme, occasion)
    if isinstance(answer, Chosen):
        if value != "again":
            raise Moved(then=lambda unit: show(unit, who, None))
        show(unit, who, None)
        return None
    if dialogue.step == BLOCKED:
        raise Rejected("archive-not-yet", name=programme.name)
    if not said or len(said) > LONGEST_REASON:
        raise Rejected("archive-reason-expected", most=LONGEST_REASON)
    dialogues.keep(unit, dialogue, {"reason": said})
    show(unit, who, None)
    return None


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    """The form as things stand now; which step it is at follows from them."""
    dialogue = dialogues.current(unit, who)
    programme = unit.session.get(Programme, dialogue.subject) if dialogue.form == FORM else None
    if programme is None:
        return
    found, reason = queries.still_open(unit, programme.id), _reason(unit, dialogue)
    step = BLOCKED if found.forbidden else REASON if found.open_tasks and not reason else SURE
    dialogues.move(dialogue, step, seen=_seen(found, reason))
    message = ArchiveForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        programme=programme.id,
        name=programme.name,
        step=step,
        tasks=found.tasks,
        open_numbers=found.open_tasks,
        kept_up=found.kept_up,
        owed=found.owed,
        in_review=found.in_review,
        periods=tuple(OpenPeriod(title, ends_on) for title, ends_on in found.periods),
        objections=tuple(OpenObjection(number, id_) for number, id_ in found.objections),
        reason=reason,
        people=len(outbox.office(unit)),
        note=note,
    )
    to, occasion = outbox.to_account(unit, who), ring or f"form {dialogue.rev}"
    outbox.show(unit, message, to=to, card=_card(dialogue), occasion=occasion, ring=bool(ring))


def _archive(unit: Unit, who: Account, person_id: int, dialogue: Dialogue, programme: Programme, occasion: str) -> Note:
    reason = _reason(unit, dialogue)
    if dialogue.fields.get("seen") != _seen(queries.still_open(unit, programme.id), reason):
        raise Moved("archive-moved-on", then=lambda unit: show(unit, who, None))
    done = archiving.archive(unit, programme, person_id, reason)
    outbox.show(unit, done, to=outbox.to_person(person_id), card=_card(dialogue), occasion=occasion)
    dialogues.close(unit, dialogue)
    return Note("archive-done-toast", {})


def _seen(found: StillOpen, reason: str) -> str:
    """What is approved: what is open, and the reason."""
    return hashlib.sha256(f"{found} {reason}".encode()).hexdigest()[:16]


def _reason(reading: Reading, dialogue: Dialogue) -> str:
    return str(dialogues.draft(reading, dialogue).get("reason", ""))


def _running(unit: Unit, who: Account, programme_id: int) -> Programme:
    """The programme, locked, while it is not archived: of two coordinators the second is told, and their form is over."""
    programme = unit.session.get(Programme, programme_id, with_for_update=True)
    if programme is None:
        raise Moved
    if programme.closed_at is not None:

        def over(unit: Unit) -> None:
            dialogue = dialogues.current(unit, who)
            if (dialogue.form, dialogue.subject) == (FORM, programme_id):
                _leave(unit, rights.coordinator(unit, who).id, dialogue)

        raise Moved("archive-is-archived", then=over, name=programme.name)
    return programme


def _leave(unit: Unit, person_id: int, dialogue: Dialogue) -> Note:
    to = outbox.to_person(person_id)
    outbox.show(unit, Sentence("archive-left"), to=to, card=_card(dialogue), occasion=f"left {dialogue.rev}")
    dialogues.close(unit, dialogue)
    return Note("archive-left", {})


def _card(dialogue: Dialogue) -> str:
    return f"archive:form:{dialogue.subject}"
