"""How does what came by phone, by post or by mail get into the register? A coordinator enters it, whoever calls waits.

The draft holds what people said and who they are: it is sealed, and forgotten after a day if it is left.
"""

from __future__ import annotations

from sqlalchemy import select

from db.queries import publicity as periods
from db.tables import Dialogue, Publicity
from db.units import Reading, Unit
from domain import entering as rules
from domain.answers import Answer
from domain.entering import Act, Draft, NoticeChoice, Place, Step
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.entry import EntryCode, EntryDone, EntryForm, NoticeLine, TaskChoice
from domain.messages.everyday import Sentence
from domain.named_tasks import TaskChoice as Choice
from domain.people import Account
from domain.registering import Source, is_late
from domain.states import PublicityState, TaskState
from jobs import dialogues, outbox, rights
from jobs.objections import form, state
from jobs.objections.registering import Registered, register

NAME = "entry"
MOST_NOTICES = 8  # on a card; an older one is found by its task's number
_COME_TO = (PublicityState.RUNNING, PublicityState.ENDED)


def begin(unit: Unit, who: Account, publicity_id: int, occasion: str) -> None:
    """[登记来电来信]: under /objections (`publicity_id` 0) or on a notice's card. One begun before is gone on with."""
    rights.coordinator(unit, who)
    choices = _notices(unit)
    if not choices:
        raise Rejected("entry-no-notice")
    if publicity_id and publicity_id not in {choice.id for choice in choices}:
        raise Moved
    dialogue = dialogues.current(unit, who)
    draft = _draft(unit, dialogue) if dialogue.form == NAME else Draft()
    if not draft.texts and not draft.files:
        only = choices[0].id if len(choices) == 1 else 0
        draft = Draft(publicity=publicity_id or only)
        dialogue = dialogues.open_form(unit, who, NAME, 0, rules.first_step(draft, unit.today))
        dialogues.keep(unit, dialogue, draft.as_json())
    show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, _occasion: str) -> Note | None:
    """One message or press."""
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, NAME, answer, show)
    draft, step = _draft(unit, dialogue), Step(dialogue.step or "")
    try:
        after = rules.advance(step, draft, answer, _place(unit, draft))
    except Moved as moved:
        raise Moved(moved.key, then=lambda unit: show(unit, who, None)) from None
    if after.act == Act.LEAVE:
        _end(unit, coordinator.id, dialogue, Sentence("entry-left"))
        return Note("entry-left", {})
    if after.act == Act.REGISTER:
        return _register(unit, coordinator.id, dialogue, draft)
    dialogues.keep(unit, dialogue, after.draft.as_json())
    dialogues.move(dialogue, after.step)
    show(unit, who, after.note)
    return None


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != NAME:
        return
    outbox.show(
        unit,
        _card(unit, dialogue, note),
        to=outbox.to_account(unit, who),
        card=state.draft_card(NAME, dialogue),
        occasion=ring or f"form {dialogue.rev}",
        ring=bool(ring),
    )


def _register(unit: Unit, person_id: int, dialogue: Dialogue, draft: Draft) -> Note:
    publicity = unit.session.get_one(Publicity, draft.publicity)
    written = draft.written(unit.today)
    assert draft.source is not None
    done = register(
        unit,
        source=draft.source,
        publicity=publicity,
        tasks=draft.tasks,
        text=written.text,
        identity=written.identity,
        received_on=draft.received_on,
        posted_on=written.posted_on if draft.source == Source.LETTER else None,
        files=draft.files,
        by=person_id,
    )
    _end(unit, person_id, dialogue, _done(done))
    number = done.objection.register_number
    code = EntryCode(number, draft.source, done.code)
    outbox.say(unit, code, to=outbox.to_person(person_id), thing=state.case(done.objection), occasion="code")
    return Note("entry-registered", {"number": number})


def _done(done: Registered) -> EntryDone:
    return EntryDone(
        register_number=done.objection.register_number,
        source=done.objection.source,
        anonymous=done.objection.anonymous,
        late=done.objection.late,
        letters=done.letters,
        closed=tuple(row.task.number for row in done.objection.tasks if row.task.state == TaskState.CLOSED),
    )


def _end(unit: Unit, person_id: int, dialogue: Dialogue, said: Sentence | EntryDone) -> None:
    card = state.draft_card(NAME, dialogue)
    outbox.show(unit, said, to=outbox.to_person(person_id), card=card, occasion=f"end {dialogue.rev}")
    dialogues.close(unit, dialogue)


# -- what the form shows ------------------------------------------------------------------------------------------


def _card(unit: Unit, dialogue: Dialogue, note: Note | None) -> EntryForm:
    draft, step = _draft(unit, dialogue), Step(dialogue.step or "")
    publicity = unit.session.get(Publicity, draft.publicity) if draft.publicity else None
    written = draft.written(unit.today)
    received = draft.received_on or unit.today
    ends_on = publicity.ends_on if publicity is not None else None
    identity = written.identity or {"name": "", "contact": ""}
    return EntryForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        step=step,
        notices=tuple(_lines(unit)) if step == Step.NOTICE else (),
        title=publicity.title or "" if publicity is not None else "",
        ends_on=ends_on,
        source=draft.source or "",
        received_on=received,
        posted_on=written.posted_on if draft.source == Source.LETTER else None,
        no_postmark=draft.no_postmark,
        late=ends_on is not None and is_late(ends_on, received, written.posted_on),
        tasks=_tasks(publicity, draft) if publicity is not None else (),
        anonymous=written.identity is None,
        name=identity["name"],
        contact=identity["contact"],
        text=written.text,
        files=len(draft.files),
        note=note,
    )


def _tasks(publicity: Publicity, draft: Draft) -> tuple[TaskChoice, ...]:
    return tuple(
        TaskChoice(row.task_id, row.task.number, row.task.problem, chosen=row.task_id in draft.tasks)
        for row in publicity.tasks
    )


def _place(unit: Unit, draft: Draft) -> Place:
    publicity = unit.session.get(Publicity, draft.publicity) if draft.publicity else None
    tasks = tuple(Choice(row.task_id, row.task.number) for row in publicity.tasks) if publicity is not None else ()
    return Place(_notices(unit), tasks, unit.today, form.limits_of(unit))


def _lines(reading: Reading) -> list[NoticeLine]:
    found = []
    for at, publicity in enumerate(_come_to(reading)[:MOST_NOTICES], start=1):
        assert publicity.starts_on is not None
        assert publicity.ends_on is not None
        running = publicity.state == PublicityState.RUNNING
        numbers = periods.numbers(publicity)
        found.append(NoticeLine(at, publicity.id, numbers, publicity.starts_on, publicity.ends_on, running))
    return found


def _notices(reading: Reading) -> list[NoticeChoice]:
    return [
        NoticeChoice(at, publicity.id, periods.numbers(publicity))
        for at, publicity in enumerate(_come_to(reading), start=1)
    ]


def _come_to(reading: Reading) -> list[Publicity]:
    """Those that run, then those that are over, the newest first: a letter may come after the last day."""
    found = reading.session.scalars(
        select(Publicity)
        .where(Publicity.state.in_(_COME_TO))
        .order_by(Publicity.state != PublicityState.RUNNING, Publicity.ends_on.desc(), Publicity.id.desc())
    )
    return list(found)


def _draft(unit: Unit, dialogue: Dialogue) -> Draft:
    return Draft.of(dialogues.draft(unit, dialogue))
