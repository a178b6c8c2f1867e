"""How does the office ask an objector back, and how does the answer come in? Through the way back that the sender alone opens.

Typed, previewed, sent: the question stands in the objector's chat and on the state card, whichever account shows the
code. While it waits for an answer the office's time stands. The answer goes to the coordinators and, as a letter of its
own, to every contact address.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.tables import Dialogue, Objection
from db.units import Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objection_cases import Question, QuestionForm
from domain.objection_states import Move, moved
from domain.people import Account
from jobs import audit, dialogues, letters, outbox, rights
from jobs.objections import case, due, exchange, state
from jobs.objections.exchange import Kind

NAME = "objection_question"
LONGEST = 1500  # characters: it stands whole on the objector's card
_SAID = {
    "发给提出人": "send",
    "发送": "send",
    "取消": "leave",
    "上一步": "back",
    "send": "send",
    "leave": "leave",
    "back": "back",
}


# -- the office ---------------------------------------------------------------------------------------------------


def begin(unit: Unit, who: Account, objection_id: int, rev: int, occasion: str) -> None:
    """[问一问] on the coordinator's card."""
    rights.coordinator(unit, who)
    objection = case.unanswered(unit, who, objection_id)
    if objection.rev != rev:
        raise Moved(then=lambda unit: case.show_current(unit, who, objection_id))
    if objection.return_sealed is None:
        raise Rejected("question-no-way")
    dialogue = dialogues.current(unit, who)
    if (dialogue.form, dialogue.subject) != (NAME, objection.id):
        dialogues.open_form(unit, who, NAME, objection.id, "text")
    show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, _occasion: str) -> Note | None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, NAME, answer, show)
    draft = dialogues.draft(unit, dialogue)
    value = answer.value if isinstance(answer, Chosen) else None
    if isinstance(answer, Typed) and not answer.edited:
        value = _SAID.get(answer.text.strip().lower())
    match value:
        case "leave":
            return _leave(unit, coordinator.id, dialogue, "question-left")
        case "back":
            dialogues.move(dialogue, "text")
        case "send" if draft:
            objection = case.unanswered(unit, who, dialogue.subject or 0)
            _send(unit, coordinator.id, objection, draft["text"])
            return _leave(unit, coordinator.id, dialogue, "question-sent")
        case _:
            _take(unit, dialogue, draft, answer)
    show(unit, who, None)
    return None


def _take(unit: Unit, dialogue: Dialogue, draft: dict[str, object], answer: Answer) -> None:
    """What is typed is the question; typed again, or edited, it is said anew."""
    if isinstance(answer, Chosen):
        raise Moved
    if not isinstance(answer, Typed):
        raise Rejected("question-text-only")
    if answer.edited and answer.message_id != draft.get("message"):
        raise Rejected("objection-edit-unknown")
    text = answer.text.strip()
    if not text or len(text) > LONGEST:
        raise Rejected("question-expected", most=LONGEST)
    dialogues.keep(unit, dialogue, {"text": text, "message": answer.message_id})
    dialogues.move(dialogue, "preview")


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    objection = unit.session.get_one(Objection, dialogue.subject)
    card = QuestionForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        register_number=objection.register_number,
        step=dialogue.step or "",
        text=dialogues.draft(unit, dialogue).get("text", ""),
        note=note,
    )
    to, occasion = outbox.to_person(coordinator.id), ring or f"form {dialogue.rev}"
    outbox.show(unit, card, to=to, card=_card(dialogue), occasion=occasion, ring=bool(ring))


def _send(unit: Unit, person_id: int, objection: Objection, text: str) -> None:
    if objection.return_sealed is None:  # erased meanwhile
        raise Rejected("question-no-way")
    objection.state = moved(objection.state, Move.ASK)
    objection.seen_at = objection.seen_at or unit.now
    asked = exchange.add(unit, objection, Kind.QUESTION, text, by=person_id)
    audit.note(unit, audit.person(person_id), "objection.asked", state.thing(objection), {"question": asked})
    state.changed(unit, objection)
    outbox.show(
        unit,
        Question(objection.id, objection.register_number, text),
        to=f"objection:{objection.id}",
        card=_question_card(asked),
        occasion="asked",
        ring=True,
    )


def _leave(unit: Unit, person_id: int, dialogue: Dialogue, key: str) -> Note:
    to = outbox.to_person(person_id)
    outbox.show(unit, Sentence(key), to=to, card=_card(dialogue), occasion=f"{key} {dialogue.rev}")
    dialogues.close(unit, dialogue)
    return Note(key, {})


def _card(dialogue: Dialogue) -> str:
    return f"asking:{dialogue.id}"


# -- the objector -------------------------------------------------------------------------------------------------


def replied(unit: Unit, objection: Objection, text: str, files: Sequence[letters.Enclosed]) -> None:
    """The answer to what was asked: to the coordinators, and as a letter to the contact addresses."""
    asked = exchange.asked(unit, objection)
    objection.state = moved(objection.state, Move.REPLY)
    objection.seen_at = None  # nobody has read the answer yet
    exchange.add(unit, objection, Kind.REPLY, text)
    number = len(exchange.of(unit, objection.id, Kind.REPLY))
    due.count(unit, objection)  # the time stood while the objector was asked
    letters.write_reply(unit, objection, number, exchange.question_text(asked), text, files)
    audit.note(
        unit, audit.OBJECTOR, "objection.replied", state.thing(objection), {"reply": number, "files": len(files)}
    )
    state.changed(unit, objection, ring=f"reply {number}")
    close_cards(unit, objection, asked, answered=True)


def close_cards(unit: Unit, objection: Objection, asked: Sequence[exchange.Said], *, answered: bool = False) -> None:
    """What was asked needs no answer any more: its messages in the objector's chat lose their button."""
    for said in asked:
        closed = Question(objection.id, objection.register_number, said.text, "answered" if answered else "closed")
        outbox.edit_shown(unit, closed, card=_question_card(said.id))


def _question_card(question_id: int) -> str:
    return f"question:{question_id}"
