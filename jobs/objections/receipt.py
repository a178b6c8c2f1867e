"""Who may follow an objection? The account that lodged it, and whoever holds its receipt code.

The code is looked up by its mark, so a guess takes the same time whatever it is; wrong ones slow the account down. What
was proved is noted in the dialogue as a mark too: no row says which dialogue is whose objection.
"""

from __future__ import annotations

from sqlalchemy import select

from db.crypto import plain_receipt_code
from db.queries import register
from db.tables import Dialogue, Objection
from db.units import Reading, Unit
from domain.answers import Answer, Typed
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import AskCode
from domain.objection_states import Move, moved
from domain.people import Account
from domain.states import ObjectionState
from jobs import audit, dialogues, letters, outbox
from jobs.objections import answering, exchange, form, limits, question, state

NAME = "receipt"
_WORDS = ("不提了", "离开", "leave")


def ask(unit: Unit, who: Account, occasion: str) -> None:
    """/receipt without a code: the next message is taken for it."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        dialogue = dialogues.open_form(unit, who, NAME, 0, "code", **kept(dialogue))
    show(unit, who, None, ring=occasion)


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    card = AskCode(dialogue.id, dialogue.rev, note)
    occasion = ring or f"form {dialogue.rev}"
    outbox.show(unit, card, to=f"dialogue:{dialogue.id}", card=_card(dialogue), occasion=occasion, ring=bool(ring))


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = dialogues.current(unit, who)
    dialogues.expect(dialogue, NAME, answer)
    if not isinstance(answer, Typed):
        return form.leave(unit, dialogue, Sentence("receipt-left"), card=_card(dialogue))
    if answer.text.strip().lower() in _WORDS:
        return form.leave(unit, dialogue, Sentence("receipt-left"), card=_card(dialogue))
    follow(unit, who, answer.text, occasion)
    return None


def follow(unit: Unit, who: Account, code: str, occasion: str) -> None:
    """The state of the objection this code is of, from any account, without anyone's identity."""
    limits.check_guess(unit, who)
    mark = unit.vault.mark("receipt", plain_receipt_code(code))
    objection = unit.session.scalar(select(Objection).where(Objection.receipt_mark == mark))
    if objection is None:
        # This unit is undone by the refusal: the guess is counted in the one that says so.
        raise Rejected("receipt-unknown", then=lambda unit: limits.count(unit, who, "guess"))
    dialogue = dialogues.current(unit, who)
    if dialogue.form == NAME:
        to = f"dialogue:{dialogue.id}"
        outbox.show(unit, Sentence("receipt-found"), to=to, card=_card(dialogue), occasion=f"found {dialogue.rev}")
        close(unit, dialogue)
    _note_proved(unit, dialogue, objection.id)
    show_state(unit, who, objection, ring=occasion)
    if objection.state == ObjectionState.ANSWERED:
        show_answer(unit, who, objection, ring=occasion)


def show_answer(unit: Unit, who: Account, objection: Objection, *, ring: str = "") -> None:
    """The office's answer again: the first may have met a blocked bot, and the code is good for any account."""
    if is_owner(unit, who, objection):
        answering.show_answer(unit, objection, ring=unlinked(unit, ring) if ring else "")
        return
    dialogue = dialogues.current(unit, who)
    outbox.show(
        unit,
        answering.answered(unit, objection),
        to=f"dialogue:{dialogue.id}",
        card=f"answered:{dialogue.id}",
        occasion=unlinked(unit, ring) if ring else f"rev {objection.rev}",
        ring=bool(ring),
    )


# -- more material, withdrawing -----------------------------------------------------------------------------------


def theirs(unit: Unit, who: Account, objection_id: int, rev: int | None = None) -> Objection:
    """The objection, if it is this account's to act on: it lodged it, or has shown its code. Checked at every press."""
    objection = unit.session.get(Objection, objection_id, with_for_update=True)
    if objection is None or not (is_owner(unit, who, objection) or _has_proved(unit, who, objection_id)):
        raise Forbidden("objection-not-yours")
    if rev is not None and objection.rev != rev:
        raise Moved(then=lambda unit: show_state(unit, who, theirs(unit, who, objection_id)))
    return objection


def show_again(unit: Unit, who: Account, objection_id: int) -> None:
    """Back to the state card, not withdrawn after all."""
    show_state(unit, who, theirs(unit, who, objection_id))


def ask_withdraw(unit: Unit, who: Account, objection_id: int, rev: int) -> None:
    """It can't be undone: asked once more."""
    objection = _still_open(unit, who, objection_id, rev)
    show_state(unit, who, objection, asking=True)


def withdraw(unit: Unit, who: Account, objection_id: int, rev: int) -> Note:
    objection = _still_open(unit, who, objection_id, rev)
    asked = exchange.asked(unit, objection)
    objection.state = moved(objection.state, Move.WITHDRAW)
    letters.write_withdrawn(unit, objection)
    audit.note(unit, audit.OBJECTOR, register.WITHDRAWN, state.thing(objection))
    state.changed(unit, objection, ring="withdrawn")
    question.close_cards(unit, objection, asked)
    if not is_owner(unit, who, objection):
        show_state(unit, who, objection)
    return Note("objection-withdrawn", {"number": objection.register_number})


def _still_open(unit: Unit, who: Account, objection_id: int, rev: int) -> Objection:
    objection = theirs(unit, who, objection_id, rev)
    if not state.is_open(objection):
        raise Moved(then=lambda unit: show_state(unit, who, theirs(unit, who, objection_id)))
    return objection


def show_state(
    unit: Unit, who: Account, objection: Objection, *, ring: str = "", asking: bool = False, note: Note | None = None
) -> None:
    """The one card of the account that lodged it; for another account a card that no row ties to the objection."""
    to, card = place(unit, who, objection)
    outbox.show(
        unit,
        state.state_card(unit, objection, asking=asking, note=note),
        to=to,
        card=card,
        occasion=unlinked(unit, ring) if ring else f"rev {objection.rev}",
        ring=bool(ring),
    )


def place(unit: Unit, who: Account, objection: Objection) -> tuple[str, str]:
    """(recipient, card) of an account's one card of the objection."""
    if is_owner(unit, who, objection):
        return f"objection:{objection.id}", f"objection:{objection.id}"
    dialogue = dialogues.current(unit, who)
    return f"dialogue:{dialogue.id}", f"followed:{dialogue.id}"


def is_owner(reading: Reading, who: Account, objection: Objection) -> bool:
    return objection.return_sealed is not None and reading.vault.open(objection.return_sealed) == str(who.id)


def unlinked(reading: Reading, occasion: str) -> str:
    """The occasion as unique as it was, without naming the update: inbox and objection can't be laid side by side."""
    return reading.vault.mark("occasion", occasion)


# -- what was proved ----------------------------------------------------------------------------------------------


def close(unit: Unit, dialogue: Dialogue) -> None:
    """Close a form; what was proved in this dialogue stays proved."""
    proved = kept(dialogue)
    dialogues.close(unit, dialogue)
    if proved:
        dialogue.fields = dialogue.fields | proved


def kept(dialogue: Dialogue) -> dict[str, list[str]]:
    proved = dialogue.fields.get("proved")
    return {"proved": proved} if proved else {}


def _note_proved(unit: Unit, dialogue: Dialogue, objection_id: int) -> None:
    proved = [*dialogue.fields.get("proved", []), unit.vault.mark("proved", objection_id)]
    dialogue.fields = dialogue.fields | {"proved": list(dict.fromkeys(proved))}


def _has_proved(unit: Unit, who: Account, objection_id: int) -> bool:
    proved = dialogues.current(unit, who).fields.get("proved", [])
    return unit.vault.mark("proved", objection_id) in proved


def _card(dialogue: Dialogue) -> str:
    return f"receipt:{dialogue.id}"
