"""What becomes of an objection that came after the last day? It is registered and marked; a coordinator decides.

Accepted as in time, with the reason on record, or kept as late. Either way it is looked into and answered.
"""

from __future__ import annotations

from db.queries.register import LATE_ACCEPTED, LATE_KEPT, late_decision
from db.tables import Dialogue, Objection
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.entry import AskLateReason, LateCard
from domain.messages.everyday import Sentence
from domain.people import Account
from jobs import audit, dialogues, outbox, rights
from jobs.objections import state

NAME = "late"
LONGEST = 300  # characters of the reason


def show_coordinators(unit: Unit, objection: Objection) -> None:
    """Rings once, with the objection's own card: somebody has to decide."""
    for to in outbox.coordinators(unit):
        outbox.show(unit, card(unit, objection), to=to, card=_card(objection), occasion="late", ring=True)


def keep(unit: Unit, who: Account, objection_id: int) -> Note:
    """[按逾期处理]"""
    coordinator = rights.coordinator(unit, who)
    objection = _undecided(unit, objection_id)
    audit.note(unit, audit.person(coordinator.id), LATE_KEPT, state.thing(objection))
    outbox.edit_shown(unit, card(unit, objection), card=_card(objection))
    return Note("late-kept-toast", {})


def ask_reason(unit: Unit, who: Account, objection_id: int, occasion: str) -> None:
    """[按期内受理]: the reason is asked for."""
    rights.coordinator(unit, who)
    objection = _undecided(unit, objection_id)
    dialogues.open_form(unit, who, NAME, objection.id, "reason")
    show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, _occasion: str) -> Note | None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, NAME, answer, show)
    if isinstance(answer, Chosen):
        _leave(unit, coordinator.id, dialogue, "late-left")
        return None
    reason = answer.text.strip() if isinstance(answer, Typed) else ""
    if not reason or len(reason) > LONGEST:
        raise Rejected("late-reason-expected", most=LONGEST)
    objection = _undecided(unit, dialogue.subject or 0)
    objection.late = False
    audit.note(unit, audit.person(coordinator.id), LATE_ACCEPTED, state.thing(objection), reason=reason)
    state.changed(unit, objection)
    outbox.edit_shown(unit, card(unit, objection), card=_card(objection))
    _leave(unit, coordinator.id, dialogue, "late-accepted")
    return None


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    number = unit.session.get_one(Objection, dialogue.subject).register_number
    message = AskLateReason(dialogue.id, dialogue.rev, number, note)
    to, occasion = outbox.to_account(unit, who), ring or f"form {dialogue.rev}"
    outbox.show(unit, message, to=to, card=_form_card(dialogue), occasion=occasion, ring=bool(ring))


def card(reading: Reading, objection: Objection) -> LateCard:
    decision, reason = late_decision(reading, objection.register_number)
    assert objection.publicity.ends_on is not None
    assert objection.received_on is not None
    return LateCard(
        id=objection.id,
        rev=objection.rev,
        register_number=objection.register_number,
        title=objection.publicity.title or "",
        source=objection.source,
        ends_on=objection.publicity.ends_on,
        received_on=objection.received_on,
        posted_on=objection.posted_on,
        decision=decision,
        reason=reason,
    )


def _undecided(unit: Unit, objection_id: int) -> Objection:
    """Decided once: of two coordinators the second is shown what the first did."""
    objection = state.locked(unit, objection_id)
    if not objection.late or late_decision(unit, objection.register_number)[0]:

        def current(unit: Unit) -> None:
            outbox.edit_shown(unit, card(unit, state.locked(unit, objection_id)), card=_card(objection))

        raise Moved("late-decided-already", then=current)
    return objection


def _leave(unit: Unit, person_id: int, dialogue: Dialogue, key: str) -> None:
    to, card = outbox.to_person(person_id), _form_card(dialogue)
    outbox.show(unit, Sentence(key), to=to, card=card, occasion=f"{key} {dialogue.rev}")
    dialogues.close(unit, dialogue)


def _card(objection: Objection) -> str:
    return f"late:{objection.id}"


def _form_card(dialogue: Dialogue) -> str:
    return f"late_reason:{dialogue.id}"
