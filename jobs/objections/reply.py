"""How is an objection answered, and did the answer settle it? Upheld sends the tasks it names back, and no others."""

from __future__ import annotations

from dataclasses import asdict

from db.tables import Dialogue, Objection
from db.units import Reading, Unit
from domain import objection_replies as rules
from domain.answers import Answer
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import Answered, ReplyForm
from domain.objection_replies import Act, Reply, Step
from domain.objection_states import Move, moved
from domain.people import Account
from domain.states import Edge
from jobs import audit, dialogues, outbox, rights, transition
from jobs.objections import case, exchange, question, state

NAME = "reply"


def begin(unit: Unit, who: Account, objection_id: int, rev: int, occasion: str, *, text: str = "") -> None:
    """[答复] on the coordinator's card. `text`: the answer as it came by mail, to be looked at before it is sent."""
    rights.coordinator(unit, who)
    objection = case.unanswered(unit, who, objection_id)
    if objection.rev != rev:  # something was added since: that is to be read first
        raise Moved(then=lambda unit: case.show_current(unit, who, objection_id))
    dialogue = dialogues.current(unit, who)
    if (dialogue.form, dialogue.subject) != (NAME, objection.id):
        dialogue = dialogues.open_form(
            unit, who, NAME, objection.id, Step.VERDICT, additions=state.additions_of(unit, objection)
        )
        dialogues.keep(unit, dialogue, asdict(Reply(text=text)))
    elif text:
        dialogues.keep(unit, dialogue, asdict(Reply(text=text)))
        dialogues.move(dialogue, Step.VERDICT)
    show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, _occasion: str) -> Note | None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    try:
        dialogues.expect(dialogue, NAME, answer)
        reply = Reply(**dialogues.draft(unit, dialogue))
        step, reply, act = rules.advance(Step(dialogue.step or ""), reply, answer)
    except Moved as moved:
        raise Moved(moved.key, then=lambda unit: show(unit, who, None)) from None
    if act == Act.LEAVE:
        return _leave(unit, coordinator.id, dialogue, "reply-left")
    if act == Act.SEND:
        objection = case.unanswered(unit, who, dialogue.subject or 0)
        added = state.additions_of(unit, objection)
        if added != dialogue.fields["additions"]:
            dialogues.move(dialogue, Step.PREVIEW, additions=added)
            show(unit, who, Note("reply-objection-grew", {}))
            return None
        _send(unit, coordinator.id, objection, reply)
        return _leave(unit, coordinator.id, dialogue, "reply-sent")
    dialogues.keep(unit, dialogue, asdict(reply))
    dialogues.move(dialogue, step)
    show(unit, who, None)
    return None


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    objection = unit.session.get_one(Objection, dialogue.subject)
    reply = Reply(**dialogues.draft(unit, dialogue))
    card = ReplyForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        step=dialogue.step or "",
        register_number=objection.register_number,
        numbers=tuple(row.task.number for row in objection.tasks),
        upheld=reply.upheld,
        text=reply.text,
        note=note,
    )
    to, occasion = outbox.to_person(coordinator.id), ring or f"form {dialogue.rev}"
    outbox.show(unit, card, to=to, card=_card(dialogue), occasion=occasion, ring=bool(ring))


def _send(unit: Unit, person_id: int, objection: Objection, reply: Reply) -> None:
    if reply.upheld is None or not reply.text:
        raise Rejected("reply-verdict-first")
    by = audit.person(person_id)
    asked = exchange.asked(unit, objection)
    objection.state = moved(objection.state, Move.ANSWER)
    objection.upheld, objection.answer = reply.upheld, reply.text
    objection.answered_by, objection.answered_at = person_id, unit.now
    objection.seen_at = objection.seen_at or unit.now
    if reply.upheld:
        for row in sorted(objection.tasks, key=lambda row: row.task_id):
            transition.move(unit, row.task_id, Edge.UPHELD, who=by, reason=objection.register_number)
    audit.note(unit, by, "objection.answered", state.thing(objection), {"upheld": reply.upheld})
    state.changed(unit, objection)
    question.close_cards(unit, objection, asked)
    show_answer(unit, objection, ring="answered")


def show_answer(unit: Unit, objection: Objection, *, ring: str = "") -> None:
    """To the objector: the office's words, and the question whether they settle it."""
    if objection.return_sealed is None:  # no account here: told by phone or mail
        return
    outbox.show(
        unit,
        answered(unit, objection),
        to=f"objection:{objection.id}",
        card=f"answer:{objection.id}",
        occasion=ring or "settled",
        ring=bool(ring),
    )


def answered(reading: Reading, objection: Objection) -> Answered:
    return Answered(
        id=objection.id,
        rev=objection.rev,
        register_number=objection.register_number,
        upheld=bool(objection.upheld),
        answer=objection.answer or "",
        numbers=tuple(row.task.number for row in objection.tasks),
        settled=state.settled(reading, objection),
    )


def _leave(unit: Unit, person_id: int, dialogue: Dialogue, key: str) -> Note:
    to = outbox.to_person(person_id)
    outbox.show(unit, Sentence(key), to=to, card=_card(dialogue), occasion=f"{key} {dialogue.rev}")
    dialogues.close(unit, dialogue)
    return Note(key, {})


def _card(dialogue: Dialogue) -> str:
    return f"reply:{dialogue.id}"
