"""Did the answer settle it? Asked once; "no" comes back to the office with the objector's words, and blocks nothing."""

from __future__ import annotations

from db.tables import Dialogue, Objection
from db.units import Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import AskWords, Unsettled
from domain.people import Account
from domain.states import ObjectionState
from jobs import audit, dialogues, outbox
from jobs.objections import answering, exchange, form, receipt, state

NAME = "objection_unsettled"
LONGEST = 1000  # characters of what is still open


def say(unit: Unit, who: Account, objection_id: int, rev: int, settled: str, occasion: str) -> Note | None:
    """[已解决] or [未解决] under the answer."""
    objection = receipt.theirs(unit, who, objection_id, rev)
    _asked(unit, objection)
    if settled == "yes":
        objection.settled = True
        audit.note(unit, audit.OBJECTOR, state.SETTLED, state.thing(objection))
        _show_answered(unit, who, objection)
        return Note("objection-settled", {})
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        dialogue = dialogues.open_form(unit, who, NAME, 0, "words", **receipt.kept(dialogue))
    dialogues.keep(unit, dialogue, {"objection": objection.id})
    show(unit, who, None, ring=occasion)
    return None


def answer(unit: Unit, who: Account, answer: Answer, _occasion: str) -> Note | None:
    dialogue = dialogues.current(unit, who)
    try:
        dialogues.expect(dialogue, NAME, answer)
    except Moved as moved:
        raise Moved(moved.key, then=lambda unit: show(unit, who, None)) from None
    if isinstance(answer, Chosen):
        return form.leave(unit, dialogue, Sentence("form-left"), card=_card(dialogue))
    words = answer.text.strip() if isinstance(answer, Typed) else answer.caption.strip()
    if not words or len(words) > LONGEST:
        raise Rejected("objection-words-expected", most=LONGEST)
    objection = receipt.theirs(unit, who, _objection_id(unit, dialogue))
    _asked(unit, objection)
    objection.settled = False
    exchange.add(unit, objection, exchange.Kind.UNSETTLED, words)
    audit.note(unit, audit.OBJECTOR, state.UNSETTLED, state.thing(objection))
    for to in outbox.coordinators(unit):
        message = Unsettled(objection.register_number, words)
        outbox.put(unit, message, to=to, thing=state.case(objection), occasion="unsettled")
    _show_answered(unit, who, objection)
    to, occasion = f"dialogue:{dialogue.id}", f"unsettled {dialogue.rev}"
    outbox.show(unit, Sentence("objection-unsettled"), to=to, card=_card(dialogue), occasion=occasion)
    receipt.close(unit, dialogue)
    return None


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    objection = unit.session.get_one(Objection, _objection_id(unit, dialogue))
    card = AskWords(dialogue.id, dialogue.rev, objection.register_number, note)
    to, occasion = f"dialogue:{dialogue.id}", ring or f"form {dialogue.rev}"
    outbox.show(unit, card, to=to, card=_card(dialogue), occasion=occasion, ring=bool(ring))


def _asked(unit: Unit, objection: Objection) -> None:
    """It is asked once: the first word counts."""
    if objection.state != ObjectionState.ANSWERED or state.settled(unit, objection) is not None:
        raise Moved("objection-settled-already")


def _show_answered(unit: Unit, who: Account, objection: Objection) -> None:
    """The question is gone from the objector's card, and from the one that the code was shown for."""
    unit.session.flush()
    answering.show_answer(unit, objection)
    state.show_coordinators(unit, objection)
    if not receipt.is_owner(unit, who, objection):
        receipt.show_answer(unit, who, objection)


def _objection_id(unit: Unit, dialogue: Dialogue) -> int:
    return int(dialogues.draft(unit, dialogue)["objection"])


def _card(dialogue: Dialogue) -> str:
    return f"unsettled:{dialogue.id}"
