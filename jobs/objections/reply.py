"""How does a coordinator write the answer? Upheld or not, a text, a preview; for a whole group at once."""

from __future__ import annotations

from dataclasses import asdict

from db.queries.objection_groups import members
from db.tables import Dialogue, Objection
from db.units import Unit
from domain import objection_replies as rules
from domain.answers import Answer
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import ReplyForm
from domain.objection_replies import Act, Reply, Step, Way
from domain.people import Account
from jobs import dialogues, outbox, rights
from jobs.objections import answering, case, exchange, state

NAME = "reply"


def begin(unit: Unit, who: Account, objection_id: int, rev: int, occasion: str, *, text: str = "") -> None:
    """[答复] on the coordinator's card. `text`: the answer as it came by mail, to be looked at before it is sent."""
    rights.coordinator(unit, who)
    objection = case.unanswered(unit, who, objection_id)
    if objection.rev != rev:  # something was added since: that is to be read first
        raise Moved(then=lambda unit: case.show_current(unit, who, objection_id))
    dialogue = dialogues.current(unit, who)
    if (dialogue.form, dialogue.subject) != (NAME, objection.id):
        dialogue = dialogues.open_form(unit, who, NAME, objection.id, Step.VERDICT, read=_read(unit, objection))
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
        group = members(unit, unit.session.get_one(Objection, dialogue.subject))
        step, reply, act = rules.advance(Step(dialogue.step or ""), reply, answer, answering.ways(unit, group))
    except Moved as moved:
        raise Moved(moved.key, then=lambda unit: show(unit, who, None)) from None
    if act == Act.LEAVE:
        return _leave(unit, coordinator.id, dialogue, "reply-left")
    if act == Act.SEND:
        objection = case.unanswered(unit, who, dialogue.subject or 0)
        read = _read(unit, objection)
        if read != dialogue.fields.get("read"):
            dialogues.move(dialogue, Step.PREVIEW, read=read)
            show(unit, who, Note("reply-objection-grew", {}))
            return None
        answering.send(unit, coordinator.id, objection, reply)
        return _leave(unit, coordinator.id, dialogue, "reply-sent" if reply.way in _SENT else "reply-noted")
    dialogues.keep(unit, dialogue, asdict(reply))
    dialogues.move(dialogue, step)
    show(unit, who, None)
    return None


_SENT = (Way.CHAT, Way.MAIL)


def _read(unit: Unit, objection: Objection) -> list[list[int]]:
    """What a coordinator has before them: the objections of the group, and how much was added to each."""
    return [
        [row.id, state.additions_of(unit, row) + len(exchange.of(unit, row.id, exchange.Kind.REPLY))]
        for row in members(unit, objection)
    ]


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    objection = unit.session.get_one(Objection, dialogue.subject)
    group = members(unit, objection)
    reply = Reply(**dialogues.draft(unit, dialogue))
    card = ReplyForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        step=dialogue.step or "",
        register_number=objection.register_number,
        numbers=tuple(dict.fromkeys(row.task.number for one in group for row in one.tasks)),
        upheld=reply.upheld,
        text=reply.text,
        note=note,
        others=tuple(one.register_number for one in group if one.id != objection.id),
        ways=answering.ways(unit, group),
    )
    to, occasion = outbox.to_person(coordinator.id), ring or f"form {dialogue.rev}"
    outbox.show(unit, card, to=to, card=_card(dialogue), occasion=occasion, ring=bool(ring))


def _leave(unit: Unit, person_id: int, dialogue: Dialogue, key: str) -> Note:
    to = outbox.to_person(person_id)
    outbox.show(unit, Sentence(key), to=to, card=_card(dialogue), occasion=f"{key} {dialogue.rev}")
    dialogues.close(unit, dialogue)
    return Note(key, {})


def _card(dialogue: Dialogue) -> str:
    return f"reply:{dialogue.id}"
