"""May this report come later (延期)? Asked for by a liaison with a day and a reason; decided in `granting`.

One extension runs a request at a time: asking again shows it. It may be asked for after the due day, and is marked so.
"""

from __future__ import annotations

from datetime import date

from db.queries import extensions, rounds
from db.tables import Dialogue, Extension, Lane, Person, Request
from db.units import Reading, Unit
from domain import extensions as rules
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.extensions import ExtensionState as State
from domain.ladder import working_days_left
from domain.messages.base import Message, Note
from domain.messages.everyday import CardMoved, Sentence
from domain.messages.extensions import AskExtension, Offer, WhichRequest
from domain.people import Account
from domain.presses import row_number
from domain.states import OWED
from jobs import audit, dialogues, outbox, rights

FORM = "extension"
WHICH, UNTIL, REASON = "which", "until", "reason"
_BACK, _LEAVE = ("上一步", "back"), ("不申请了", "leave")


# -- begun --------------------------------------------------------------------------------------------------------


def begin(unit: Unit, who: Account, request_id: int, occasion: str) -> None:
    """/extend and [申请延期]: of one request, or (0) of the one that is chosen."""
    person = rights.liaison(unit, who)
    if request_id == 0:
        owed = rounds.owed_by(unit, person.id)
        if not owed:
            raise Rejected("extension-nothing-owed")
        if len(owed) > 1:
            dialogues.open_form(unit, who, FORM, 0, WHICH)
            _show(unit, who, None, ring=occasion)
            return
        request_id = owed[0].id
    _ask(unit, who, request_id, occasion)


def _ask(unit: Unit, who: Account, request_id: int, occasion: str) -> None:
    """The form of one request; the extension that runs already, where one does."""
    request = unit.session.get(Request, request_id)
    if request is None:
        raise Moved
    rights.liaison_for(unit, who, request.department_id)
    if request.state not in OWED:
        raise Moved("extension-sent-already", number=request.task.number)
    running = extensions.running(unit, request_id)
    if running is not None:
        _show_state(unit, running, to=outbox.to_account(unit, who), occasion=occasion, ring=True)
        return
    dialogues.open_form(unit, who, FORM, request_id, UNTIL)
    _show(unit, who, None, ring=occasion)


# -- answered -----------------------------------------------------------------------------------------------------


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    if not isinstance(answer, (Chosen, Typed)):
        raise Rejected("extension-not-text")
    given = answer.value if isinstance(answer, Chosen) else answer.text.strip()
    if given in _LEAVE:
        _leave(unit, who, dialogue, occasion)
        return None
    if dialogue.step == WHICH:
        _choose(unit, who, dialogue, given, occasion)
        return None
    request = _owed(unit, who, dialogue)
    if given in _BACK:
        dialogues.move(dialogue, UNTIL, until=None)
        _show(unit, who, None)
    elif dialogue.step == UNTIL:
        until = _day(unit, request, answer, given)
        dialogues.move(dialogue, REASON, until=until.isoformat())
        _show(unit, who, None)
    elif isinstance(answer, Chosen):
        raise Moved(then=lambda unit: show(unit, who, None))
    elif (day := rules.day_said(given, request.due_on, unit.today, rounds.calendar(unit))) is not None:
        dialogues.move(dialogue, REASON, until=day.isoformat())  # another day, no reason: a reason is not sent unread
        _show(unit, who, Note("extension-day-changed", {}))
    else:
        _put(unit, who, dialogue, request, given)
        return Note("extension-asked", {"number": request.task.number})
    return None


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show(unit, who, note)


def _choose(unit: Unit, who: Account, dialogue: Dialogue, given: str, occasion: str) -> None:
    what, _, where = given.partition("-")
    page = row_number(where) if what == "page" else None
    if page is not None:
        dialogues.move(dialogue, WHICH, page=page)
        _show(unit, who, None)
        return
    person = rights.liaison(unit, who)
    number = given.removeprefix("序号").strip()
    owed = rounds.owed_by(unit, person.id)
    fits = [one for one in owed if f"r{one.id}" == given] or [one for one in owed if one.task.number == number]
    if not fits:
        raise Rejected("reply-which")
    outbox.show(unit, CardMoved(), to=outbox.to_person(person.id), card=_which_card(person.id), occasion=occasion)
    dialogue.form = dialogue.subject = dialogue.step = None
    _ask(unit, who, fits[0].id, occasion)
    if dialogue.form is None:  # one runs already, and is shown: what was set aside comes back
        dialogues.close(unit, dialogue)


def _day(unit: Unit, request: Request, answer: Answer, given: str) -> date:
    calendar = rounds.calendar(unit)
    if isinstance(answer, Chosen):
        days = dict(rules.offered(request.due_on, unit.today, calendar))
        until = days.get(int(given[1:])) if given[:1] == "d" and given[1:].isdecimal() else None
        if until is None:
            raise Moved
        return until
    return rules.read_day(given, request.due_on, unit.today, calendar)


def _put(unit: Unit, who: Account, dialogue: Dialogue, request: Request, reason: str) -> None:
    """Asked: on disk, on record, and before every coordinator."""
    if not reason:
        raise Rejected("extension-reason-expected")
    if len(reason) > rules.LONGEST_REASON:
        raise Rejected("extension-reason-long", most=rules.LONGEST_REASON, given=len(reason))
    person = rights.liaison_for(unit, who, request.department_id)
    until = rules.checked(date.fromisoformat(dialogue.fields["until"]), request.due_on, unit.today)
    extension = Extension(
        request_id=request.id,
        until=until,
        reason=reason,
        state=State.ASKED,
        asked_by=person.id,
        asked_at=unit.now,
        rev=1,
    )
    unit.session.add(extension)
    unit.session.flush()
    detail = {"request": request.id, "due_on": request.due_on.isoformat(), "until": until.isoformat()}
    audit.note(unit, audit.person(person.id), extensions.ASK, extensions.thing(extension.id), detail)
    dialogues.close(unit, dialogue)
    _show_state(unit, extension, to=outbox.to_person(person.id), occasion=f"asked {extension.id}")
    for to in outbox.coordinators(unit):
        outbox.show(
            unit,
            extensions.to_decide(unit, extension),
            to=to,
            card=extensions.decision_card(extension.id),
            occasion="asked",
            ring=True,
            lane=Lane.PROMPT,
        )


def _owed(unit: Unit, who: Account, dialogue: Dialogue) -> Request:
    """What it is about, locked; where it was sent meanwhile or somebody asked already, the form is over."""
    request = unit.session.get(Request, dialogue.subject, with_for_update=True)
    if request is None:
        raise Moved
    rights.liaison_for(unit, who, request.department_id)
    if request.state not in OWED or extensions.running(unit, request.id) is not None:
        key = "extension-asked-already" if request.state in OWED else "extension-sent-already"
        raise Moved(key, then=lambda unit: show(unit, who, None), number=request.task.number)
    return request


# -- over ---------------------------------------------------------------------------------------------------------


def withdraw(unit: Unit, who: Account, extension_id: int, rev: int) -> Note:
    """撤回申请: before it is decided."""
    extension = unit.session.get(Extension, extension_id, with_for_update=True)
    if extension is None:
        raise Moved
    request = extension.request
    person = rights.liaison_for(unit, who, request.department_id)
    if extension.state != State.ASKED or extension.rev != rev:
        to = outbox.to_person(person.id)
        raise Moved(then=lambda unit: _show_state(unit, unit.session.get_one(Extension, extension_id), to=to))
    _end(unit, extension, State.WITHDRAWN, person)
    return Note("extension-withdrawn", {"number": request.task.number})


def sent(unit: Unit, request: Request, *, late: bool) -> None:
    """The report came. In time, it needs no extension any more; one sent late still waits for the answer."""
    running = extensions.running(unit, request.id)
    if running is not None and not late:
        _end(unit, running, State.MOOT, None)


def _end(unit: Unit, extension: Extension, state: State, person: Person | None) -> None:
    extension.state, extension.decided_at = state, unit.now
    extension.rev += 1
    unit.session.flush()
    who = audit.person(person.id) if person is not None else audit.CLOCK
    audit.note(unit, who, f"extension.{state}", extensions.thing(extension.id), {"request": extension.request_id})
    bring_up_to_date(unit, extension)


def bring_up_to_date(unit: Unit, extension: Extension) -> None:
    """Every copy, of the department and of the office."""
    card = extensions.extension_card(extension.request_id)
    outbox.edit_shown(unit, extensions.state(unit, extension), card=card)
    outbox.edit_shown(unit, extensions.to_decide(unit, extension), card=extensions.decision_card(extension.id))


# -- shown --------------------------------------------------------------------------------------------------------


def _leave(unit: Unit, who: Account, dialogue: Dialogue, occasion: str) -> None:
    """Nothing was asked for; the card says so and has no buttons."""
    to = outbox.to_account(unit, who)
    card = _card_of(unit, who, dialogue)
    dialogues.close(unit, dialogue)
    outbox.show(unit, Sentence("extension-left"), to=to, card=card, occasion=occasion)


def _show_state(unit: Unit, extension: Extension, *, to: str, occasion: str = "as it is", ring: bool = False) -> None:
    card = extensions.extension_card(extension.request_id)
    outbox.show(unit, extensions.state(unit, extension), to=to, card=card, occasion=occasion, ring=ring)


def _show(unit: Unit, who: Account, note: Note | None, *, ring: str | None = None) -> None:
    """The form as it is; what was settled meanwhile closes it."""
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM:
        return
    to = outbox.to_account(unit, who)
    if dialogue.step == WHICH:
        person = rights.liaison(unit, who)
        message: Message = _which(unit, dialogue, person, note)
    else:
        request = unit.session.get_one(Request, dialogue.subject)
        running = extensions.running(unit, request.id)
        if running is not None or request.state not in OWED:
            card = _card_of(unit, who, dialogue)
            dialogues.close(unit, dialogue)
            over: Message = Sentence("extension-sent-already", {"number": request.task.number})
            if running is not None:
                over = extensions.state(unit, running)
            outbox.show(unit, over, to=to, card=card, occasion=f"over {dialogue.rev}")
            return
        message = _form(unit, dialogue, request, note)
    outbox.show(
        unit,
        message,
        to=to,
        card=_card_of(unit, who, dialogue),
        occasion=ring or f"form {dialogue.id}.{dialogue.rev}",
        ring=ring is not None,
    )


def _form(reading: Reading, dialogue: Dialogue, request: Request, note: Note | None) -> AskExtension:
    calendar = rounds.calendar(reading)
    until = dialogue.fields.get("until") if dialogue.step == REASON else None
    return AskExtension(
        number=request.task.number,
        problem=request.task.problem,
        key=request.cycle.key,
        due_on=request.due_on,
        days_left=working_days_left(reading.today, request.due_on, calendar),
        offers=tuple(Offer(days, day) for days, day in rules.offered(request.due_on, reading.today, calendar)),
        until=date.fromisoformat(until) if until else None,
        dialogue=dialogue.id,
        rev=dialogue.rev,
        note=note,
    )


def _which(reading: Reading, dialogue: Dialogue, person: Person, note: Note | None) -> WhichRequest:
    owed = rounds.owed_by(reading, person.id)
    return WhichRequest(
        owed=tuple(rounds.owed(reading, one) for one in owed),
        asked=tuple(extensions.running_of(reading, [one.id for one in owed])),
        dialogue=dialogue.id,
        rev=dialogue.rev,
        page=dialogue.fields.get("page", 0),
        note=note,
    )


def _card_of(reading: Unit, who: Account, dialogue: Dialogue) -> str:
    if dialogue.step == WHICH:
        return _which_card(rights.liaison(reading, who).id)
    return extensions.extension_card(dialogue.subject or 0)


def _which_card(person_id: int) -> str:
    return f"extension_which:{person_id}"
