"""How is a notice drawn up? Dates, phones, e-mail, preview, confirm: a form over the draft row, which is the truth.

Confirming is refused when the draft has changed since the preview was shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.queries import addresses
from db.queries import publicity as periods
from db.tables import Dialogue, Publicity, PublicityTask, Task
from db.units import Reading, Unit
from domain import publicity as rules
from domain import stated_length
from domain.answers import Answer, Chosen, Files, ReceivedFile, Typed
from domain.closing import Step
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.publicity import NoticeDocument, PublicityForm
from domain.people import Account
from domain.places import Place
from domain.places import warnings as place_warnings
from domain.presses import row_number
from domain.states import PublicityState
from jobs import archived, audit, channels, dialogues, documents, files, outbox, rights
from jobs.publicity import proving, words
from jobs.publicity.cards import reopen, show_all
from jobs.publicity.facts import calendar_of, contacts_of, period_of
from jobs.publicity.screens import FORM, choices, first_gap, show_form

AGAIN = ("dates", "phones", "emails", "receiver", "tasks")  # what the preview can go back to
NO_PHONE = ("无", "没有", "-", "none")  # some offices take objections in writing only
LONGEST_LINE = 120  # characters of a receiver's unit, person, address


# -- beginning ----------------------------------------------------------------------------------------------------


def places_to_ask_about(reading: Reading, who: Account) -> list[str]:
    """Where a notice would be announced; asked of Telegram before a form is opened."""
    rights.coordinator(reading, who)
    return channels.of(reading)


def begin(unit: Unit, who: Account, task_id: int, occasion: str, places: Sequence[Place] = ()) -> None:
    """[拟定公示] on a task: a new draft, or the one that is there already.

    `places`: what the bot may do where notices go, as Telegram has just said.
    """
    coordinator = rights.coordinator(unit, who)
    task = unit.session.get(Task, task_id, with_for_update=True)
    if task is None:
        raise Moved
    drafts = periods.of_task(unit, task_id, PublicityState.DRAFT)
    if drafts:
        return _open(unit, who, drafts[0], occasion, places)
    may_publish(unit, task)
    publicity = Publicity(
        state=PublicityState.DRAFT,
        issuer=unit.settings.office.name,
        receiver={},
        phones=[],
        emails=[],
        table=[],
        drafted_by=coordinator.id,
        created_at=unit.now,
    )
    publicity.tasks.append(PublicityTask(task=task))
    unit.session.add(publicity)
    unit.session.flush()
    return _open(unit, who, publicity, occasion, places)


def resume(unit: Unit, who: Account, publicity_id: int, occasion: str, places: Sequence[Place] = ()) -> None:
    """[继续] on a draft in the list."""
    rights.coordinator(unit, who)
    publicity = unit.session.get(Publicity, publicity_id)
    if publicity is None or publicity.state != PublicityState.DRAFT:
        raise Moved
    _open(unit, who, publicity, occasion, places)


def change(unit: Unit, who: Account, publicity_id: int, rev: int, occasion: str, places: Sequence[Place] = ()) -> None:
    """[修改] on a notice that is scheduled: the form again, at its preview. Other coordinators' cards say so."""
    publicity = reopen(unit, who, publicity_id, rev)
    outbox.edit_shown(
        unit, PublicityForm(0, 0, "reopened", periods.numbers(publicity)), card=f"publicity:{publicity.id}"
    )
    _open(unit, who, publicity, occasion, places, ring=False)


def may_publish(reading: Reading, task: Task) -> None:
    """Raises `Rejected` where the task's programme asks for something else now, or is archived."""
    archived.refuse(reading, task.programme_id)
    if periods.of_task(reading, task.id, PublicityState.SCHEDULED, PublicityState.RUNNING):
        raise Rejected("publicity-already", number=task.number)
    step = periods.step_of(reading, task)
    if step == Step.ACCEPTANCE:
        raise Rejected("publicity-acceptance-first", number=task.number)
    if step == Step.CLOSE:
        raise Rejected("publicity-enough", number=task.number)


def _open(
    unit: Unit, who: Account, publicity: Publicity, occasion: str, places: Sequence[Place], *, ring: bool = True
) -> None:
    lacking = [[note.key, note.facts] for note in place_warnings(places)]
    dialogues.open_form(unit, who, FORM, publicity.id, first_gap(publicity), places=lacking)
    show_form(unit, who, None, occasion=occasion, ring=ring)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    show_form(unit, who, note)


# -- answering ----------------------------------------------------------------------------------------------------


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    publicity = unit.session.get(Publicity, dialogue.subject, with_for_update=True)
    if publicity is None or publicity.state != PublicityState.DRAFT:
        raise Moved(then=lambda unit: show(unit, who, None))
    if isinstance(answer, Chosen) and answer.value in _ENDINGS:
        return _ENDINGS[answer.value](unit, who, dialogue, publicity, occasion)
    match answer:
        case Chosen(value="prove") if waiting := addresses.unproven(unit, publicity.emails):
            proving.begin(unit, who, waiting[0], occasion)
            return None
        case Chosen(value=value):
            _pressed(unit, dialogue, publicity, value)
        case Typed():
            _typed(unit, dialogue, publicity, answer)
        case Files():
            raise Rejected("publicity-words-only")
    show_form(unit, who, None)
    return None


def _pressed(unit: Unit, dialogue: Dialogue, publicity: Publicity, value: str) -> None:
    if value == "ledger" and dialogue.step == "preview":
        words.forget(publicity, rows=True)
        dialogues.move(dialogue)
    elif words.is_part(value) and dialogue.step in ("preview", "words"):
        words.shown(publicity, value)  # raises where the task has left the notice
        dialogues.move(dialogue, value)
    elif value == "preview" and first_gap(publicity) == "preview":
        dialogues.move(dialogue, "preview")
    elif value in AGAIN and (value == "dates" or publicity.starts_on is not None):
        dialogues.move(dialogue, value)
    elif dialogue.step == "tasks" and (task := row_number(value)):
        _toggle(unit, dialogue, publicity, task)
    else:
        _fill(unit, dialogue, publicity, dialogue.step or "", _offered(unit, dialogue, value))


def _toggle(unit: Unit, dialogue: Dialogue, publicity: Publicity, task_id: int) -> None:
    """Take a task into the notice, or out of it; one is left in any case."""
    if task_id not in {choice.id for choice in choices(unit, publicity)}:
        raise Moved
    held = next((entry for entry in publicity.tasks if entry.task_id == task_id), None)
    if held is None:
        task = unit.session.get_one(Task, task_id, with_for_update=True)
        may_publish(unit, task)
        publicity.tasks.append(PublicityTask(task=task))
    elif len(publicity.tasks) == 1:
        raise Rejected("publicity-one-task")
    else:
        publicity.tasks.remove(held)
        unit.session.delete(held)
    unit.session.flush()
    words.forget(publicity, rows=False)
    dialogues.move(dialogue)


def _offered(unit: Unit, dialogue: Dialogue, value: str) -> str:
    """What a button stands for, as if it had been typed."""
    office = unit.settings.office
    if dialogue.step == "dates":
        return value.replace(",", " ")  # both dates travel in the button: midnight may pass before it is pressed
    if value == "office" and dialogue.step == "phones":
        return "、".join(office.phones)
    if value == "office" and dialogue.step == "emails":
        return office.email or ""
    raise Moved


def _typed(unit: Unit, dialogue: Dialogue, publicity: Publicity, answer: Typed) -> None:
    """Fills the field that is awaited; an edited message fills again the field it filled before."""
    filled: dict[str, str] = dialogue.fields.get("filled", {})
    step = filled.get(str(answer.message_id)) if answer.edited else dialogue.step
    if step is None or step in ("preview", "tasks"):
        raise Rejected("publicity-press-to-change")
    _fill(unit, dialogue, publicity, step, answer.text)
    dialogue.fields = dialogue.fields | {"filled": filled | {str(answer.message_id): step}}


def _fill(unit: Unit, dialogue: Dialogue, publicity: Publicity, step: str, text: str) -> None:
    match step:
        case "dates":
            typed, stated = stated_length.split_stated(text)
            period = rules.read_period(
                typed, unit.today, calendar_of(unit), first_day_counts=unit.settings.publicity.first_day_counts
            )
            dialogue.fields = dialogue.fields | {"stated": stated}
            publicity.starts_on, publicity.ends_on = period.starts_on, period.ends_on
        case "phones":
            without = text.strip() in NO_PHONE
            publicity.phones = [] if without else list(rules.read_phones(text))
            publicity.receiver = {**(publicity.receiver or {}), "without_phones": without}
        case "emails":
            publicity.emails = list(rules.read_emails(text))
        case "receiver":
            without = (publicity.receiver or {}).get("without_phones", False)
            publicity.receiver = {**receiver_of(text), "without_phones": without}
        case _ if words.is_part(step):
            words.rewrite(publicity, step, text)
        case _:
            raise Moved
    publicity.rev += 1
    dialogues.move(dialogue, first_gap(publicity))


def receiver_of(text: str) -> dict[str, Any]:
    """Up to three lines: unit, person, postal address; `-` where there is none. Nothing at all: the issuer receives."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not 1 <= len(lines) <= 3:
        raise Rejected("publicity-receiver-lines")
    if longest := next((line for line in lines if len(line) > LONGEST_LINE), ""):
        raise Rejected("publicity-receiver-long", given=longest[:20])
    named = zip(("unit", "person", "postal"), lines, strict=False)
    return {name: line for name, line in named if line not in ("-", "无")}


# -- ending the form ----------------------------------------------------------------------------------------------


def _leave(unit: Unit, who: Account, dialogue: Dialogue, publicity: Publicity, occasion: str) -> Note:
    """The draft stays; /publicity goes on with it."""
    dialogues.close(unit, dialogue)
    gone = PublicityForm(dialogue.id, dialogue.rev, "left", periods.numbers(publicity))
    to = outbox.to_account(unit, who)
    outbox.show(unit, gone, to=to, card=f"publicity:{publicity.id}", occasion=occasion)
    return Note("publicity-left", {})


def _drop(unit: Unit, who: Account, dialogue: Dialogue, publicity: Publicity, occasion: str) -> Note:
    """A draft that nobody needs: nothing was published, and drawing it up again takes a minute."""
    gone = PublicityForm(dialogue.id, dialogue.rev, "dropped", periods.numbers(publicity))
    outbox.show(unit, gone, to=outbox.to_account(unit, who), card=f"publicity:{publicity.id}", occasion=occasion)
    dialogues.close(unit, dialogue)
    publicity.state = PublicityState.WITHDRAWN
    publicity.rev += 1
    return Note("publicity-dropped", {})


def _confirm(unit: Unit, who: Account, dialogue: Dialogue, publicity: Publicity, occasion: str) -> Note:
    """From here on the text, the table and the dates stand. Asked again: complete, seen as it is, allowed, not over."""
    coordinator = rights.coordinator(unit, who)
    if dialogue.step != "preview" or dialogue.fields.get("seen") != publicity.rev:
        raise Moved(then=lambda unit: show(unit, who, None))
    assert publicity.ends_on is not None
    if publicity.ends_on < unit.today:
        raise Rejected("publicity-already-over")
    for entry in publicity.tasks:
        may_publish(unit, unit.session.get_one(Task, entry.task_id, with_for_update=True))
    publicity.state = PublicityState.SCHEDULED
    publicity.confirmed_at = unit.now
    publicity.rev += 1
    dates: dict[str, date | None] = {"from": publicity.starts_on, "to": publicity.ends_on}
    audit.note(
        unit,
        audit.person(coordinator.id),
        "publicity.confirm",
        f"publicity:{publicity.id}",
        {"tasks": [entry.task_id for entry in publicity.tasks]} | {name: str(day) for name, day in dates.items()},
    )
    dialogues.close(unit, dialogue)
    unit.session.flush()
    show_all(unit, publicity, occasion)
    unit.nudge("schedule")
    return Note("publicity-confirmed", {})


_ENDINGS = {"leave": _leave, "drop": _drop, "confirm": _confirm}


# -- the document -------------------------------------------------------------------------------------------------


def paper_for(reading: Reading, who: Account, publicity_id: int) -> documents.Paper:
    """[看文件]: everything that stands on the notice, for whoever composes it on a thread. What is public is anybody's."""
    publicity = reading.session.get(Publicity, publicity_id)
    if publicity is None or not _is_public(publicity):
        rights.coordinator(reading, who)
    if publicity is None or publicity.title is None or publicity.starts_on is None:
        raise Moved
    return documents.paper_of(publicity, period_of(reading, publicity), contacts_of(publicity), reading)


def send_document(unit: Unit, who: Account, publicity_id: int, title: str, file: ReceivedFile, occasion: str) -> Note:
    dialogues.current(unit, who)  # a subscriber's own, where they have no role
    files.remember(unit, file)
    message = NoticeDocument(title=title, sha256=file.sha256, name=file.name)
    outbox.say(unit, message, to=outbox.to_account(unit, who), thing=f"publicity:{publicity_id}", occasion=occasion)
    return Note("publicity-document-sent", {})


def _is_public(publicity: Publicity) -> bool:
    return publicity.state in (PublicityState.RUNNING, PublicityState.ENDED)
