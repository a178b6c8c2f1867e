"""What does a liaison do with the prompt? Signs for it, asks why this day, turns a page, answers it with a text."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import cycles, rounds
from db.tables import Cycle, Dialogue, Outbox, Request
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.collection import OWED_ROWS, is_prose
from domain.errors import Moved, Rejected
from domain.messages.base import Message, Note
from domain.messages.collection import Prompt, Which
from domain.messages.everyday import CardMoved, Sentence
from domain.people import Account
from domain.states import OWED
from jobs import audit, dialogues, outbox, rights
from jobs.collection import form

WHICH = "report_which"
LONGEST_QUOTE = 200  # characters of the kept text that the card shows again


# -- buttons ------------------------------------------------------------------------------------------------------


def sign(unit: Unit, who: Account, cycle_id: int, department_id: int) -> Note:
    """签收: recorded, once for the department."""
    person = rights.liaison_for(unit, who, department_id)
    requests = rounds.requests_of(unit, cycle_id, department_id)
    unsigned = [request for request in requests if request.signed_at is None]
    for request in unsigned:
        request.signed_at = unit.now
    if unsigned:
        thing = rounds.prompt_thing(cycle_id, department_id)
        audit.note(unit, audit.person(person.id), "request.sign", thing, {"requests": [one.id for one in unsigned]})
        card = rounds.prompt_card(cycle_id, department_id)
        outbox.edit_shown(unit, rounds.prompt(unit, cycle_id, department_id), card=card)
    return Note("prompt-signed", {})


def tell_why(unit: Unit, who: Account, cycle_id: int, department_id: int, occasion: str) -> None:
    """为什么是这天: the sum behind the due day."""
    person = rights.liaison_for(unit, who, department_id)
    cycle = unit.session.get(Cycle, cycle_id)
    if cycle is None:
        raise Moved
    outbox.say(
        unit,
        cycles.why_this_day(unit, cycle, department_id),
        to=outbox.to_person(person.id),
        thing=rounds.prompt_thing(cycle_id, department_id),
        occasion=occasion,
    )


def turn_page(unit: Unit, who: Account, cycle_id: int, department_id: int, page: int, occasion: str) -> None:
    """Another page of this person's copy of the prompt."""
    person = rights.liaison_for(unit, who, department_id)
    if unit.session.get(Cycle, cycle_id) is None:
        raise Moved
    outbox.show(
        unit,
        rounds.prompt(unit, cycle_id, department_id, page),
        to=outbox.to_person(person.id),
        card=rounds.prompt_card(cycle_id, department_id),
        occasion=occasion,
    )


def todo(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """/todo: what I owe, by date."""
    person = rights.liaison(unit, who)
    outbox.show(
        unit,
        rounds.todo(unit, person.id, page),
        to=outbox.to_person(person.id),
        card=rounds.todo_card(person.id),
        occasion=occasion,
        ring=not occasion.startswith("press"),
    )


# -- a text in reply ----------------------------------------------------------------------------------------------


def is_reply_to_prompt(reading: Reading, who: Account, message_id: int | None) -> bool:
    """Is this Telegram message a prompt of the person's, and no form open that the text would belong to?"""
    if message_id is None or dialogues.form_of(reading, who) is not None:
        return False
    return _prompt_replied_to(reading, who, message_id) is not None


def answer_reply(unit: Unit, who: Account, typed: Typed, occasion: str) -> None:
    """A plain text in reply to the prompt is the report's text: of the one task owed, or of the one that is chosen."""
    replied = _prompt_replied_to(unit, who, typed.reply_to or 0)
    if replied is None:
        raise Moved
    cycle_id, department_id = replied
    rights.liaison_for(unit, who, department_id)
    _take(unit, who, typed, cycle_id, department_id, occasion)


def is_unasked_progress(reading: Reading, who: Account, text: str) -> bool:
    """Is this whole sentence likely a report's text: of a liaison who owes, while no form is open?"""
    if not is_prose(text) or dialogues.form_of(reading, who) is not None:
        return False
    person = rights.person_of(reading, who)
    return person is not None and bool(rounds.owed_by(reading, person.id))


def answer_unasked(unit: Unit, who: Account, typed: Typed, occasion: str) -> None:
    """Typed before anything was tapped: taken as a reply to the prompt, where there is but one."""
    person = rights.liaison(unit, who)
    owed = rounds.owed_by(unit, person.id)
    if not owed:
        raise Rejected("reply-nothing-owed")
    if len({(request.cycle_id, request.department_id) for request in owed}) > 1:
        raise Rejected("reply-to-which")
    _take(unit, who, typed, owed[0].cycle_id, owed[0].department_id, occasion)


def _take(unit: Unit, who: Account, typed: Typed, cycle_id: int, department_id: int, occasion: str) -> None:
    """Of the one task owed, or of the one that is chosen."""
    owed = [request for request in rounds.requests_of(unit, cycle_id, department_id) if request.state in OWED]
    if not owed:
        raise Rejected("reply-nothing-owed")
    if len(owed) == 1:
        form.open_request(unit, who, owed[0].id, occasion, text=typed)
        return
    dialogue = dialogues.open_form(unit, who, WHICH, cycle_id, "which", department=department_id)
    dialogues.keep(unit, dialogue, {"text": typed.text, "message": typed.message_id})
    _show_which(unit, who, None, ring=occasion)


def answer_which(unit: Unit, who: Account, answer: Answer, occasion: str) -> None:
    """The task is chosen, by button or by its number: its form opens with the text that was kept."""
    dialogue = dialogues.answering(unit, who, WHICH, answer, show_which)
    if isinstance(answer, Chosen) and answer.value == "leave":
        card = _which_card(dialogue)
        dialogues.close(unit, dialogue)
        outbox.show(unit, Sentence("form-left"), to=outbox.to_account(unit, who), card=card, occasion=occasion)
        return
    chosen = next((request for request in _choices(unit, dialogue) if _names(answer, request)), None)
    if chosen is None:
        raise Rejected("reply-which")
    kept = dialogues.draft(unit, dialogue)
    typed = Typed(kept["text"], kept["message"])
    outbox.show(unit, CardMoved(), to=outbox.to_account(unit, who), card=_which_card(dialogue), occasion=occasion)
    dialogues.close(unit, dialogue)
    form.open_request(unit, who, chosen.id, occasion, text=typed)


def show_which(unit: Unit, who: Account, note: Note | None) -> None:
    _show_which(unit, who, note)


def _show_which(unit: Unit, who: Account, note: Note | None, *, ring: str | None = None) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != WHICH:
        return
    card = Which(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        text=dialogues.draft(unit, dialogue)["text"][:LONGEST_QUOTE],
        items=tuple(rounds.item(unit, request) for request in _choices(unit, dialogue)),
        note=note,
    )
    outbox.show(
        unit,
        card,
        to=outbox.to_account(unit, who),
        card=_which_card(dialogue),
        occasion=ring or f"form {dialogue.rev}",
        ring=ring is not None,
    )


def _which_card(dialogue: Dialogue) -> str:
    return f"which:{dialogue.id}"


def _choices(reading: Reading, dialogue: Dialogue) -> list[Request]:
    assert dialogue.subject is not None
    requests = rounds.requests_of(reading, dialogue.subject, dialogue.fields["department"])
    return [request for request in requests if request.state in OWED]


def _names(answer: Answer, request: Request) -> bool:
    if isinstance(answer, Chosen):
        return answer.value == str(request.id)
    return isinstance(answer, Typed) and answer.text.strip().removeprefix("序号") == request.task.number


def _prompt_replied_to(reading: Reading, who: Account, message_id: int) -> tuple[int, int] | None:
    """(cycle, department) of the prompt that stands in this message of the person's chat."""
    person = rights.person_of(reading, who)
    if person is None:
        return None
    card = reading.conn.scalar(
        select(Outbox.card)
        .where(
            Outbox.recipient == outbox.to_person(person.id),
            Outbox.card.like("prompt:%"),
            Outbox.remote_id == str(message_id),
        )
        .limit(1)
    )
    if card is None:
        return None
    _, cycle_id, department_id = card.split(":")
    return int(cycle_id), int(department_id)


# -- when it leaves -----------------------------------------------------------------------------------------------


def recheck(unit: Unit, thing: str, _recipient: str, message: Message) -> Message | None:
    """A prompt says what is owed when it leaves; one that was never sent is dropped where nothing is owed any more.

    The first sending is about the round (`cycle:…`); edits are of the card (`prompt:…`) and always leave.
    """
    assert isinstance(message, Prompt)
    today = rounds.prompt(unit, message.cycle, message.department_id, message.page)
    if thing.startswith("cycle:") and not any(item.state in OWED_ROWS for item in today.items):
        return None
    return today


RECHECKS = {Prompt.KIND: recheck}
