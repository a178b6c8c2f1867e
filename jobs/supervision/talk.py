"""A talk (约谈) with a department is put on record: when, what was said, who asked for it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.queries import acts, overdue
from db.tables import Department, Dialogue, Request, TaskUnit
from db.units import Reading, Unit
from domain import supervision
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.reminders import OverdueLine
from domain.messages.supervision import ChooseUnit, TalkForm
from domain.people import Account
from domain.states import OWED, UnitRole
from domain.supervision import ActKind
from jobs import dialogues, outbox, rights
from jobs.supervision import register

FORM = "talk"
ANSWERING = (UnitRole.LEAD, UnitRole.RESPONSIBLE)


def choose(unit: Unit, who: Account, page: int, occasion: str) -> None:
    """[ 记约谈 ]: with which department? Those that owe first, then the others that answer for a task."""
    rights.coordinator(unit, who)
    lines = overdue.lines(unit, overdue.requests(unit))
    owing = {line.department_id for line in lines}
    lines += [line for line in _others(unit) if line.department_id not in owing]
    if not lines:
        raise Rejected("talk-nobody-there")
    pages = max(1, -(-len(lines) // register.PAGE))
    page = min(max(page, 0), pages - 1)
    shown = tuple(lines[page * register.PAGE : (page + 1) * register.PAGE])
    register.show(unit, who, ChooseUnit(ActKind.TALK, shown, page, pages), occasion)


def _others(reading: Reading) -> list[OverdueLine]:
    rows = reading.conn.execute(
        select(Department.id, Department.name)
        .join(TaskUnit, TaskUnit.department_id == Department.id)
        .where(TaskUnit.role.in_(ANSWERING))
        .distinct()
        .order_by(Department.name)
    )
    return [OverdueLine(row.id, row.name, 0, (), reading.today, 0) for row in rows]


def begin(unit: Unit, who: Account, department_id: int, occasion: str) -> None:
    """The form, as a message of its own."""
    rights.coordinator(unit, who)
    if unit.session.get(Department, department_id) is None:
        raise Moved
    dialogues.open_form(unit, who, FORM, department_id, "date")
    _show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """The day, by button or typed; what was said; [ 记录 ]."""
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    rights.coordinator(unit, who)
    if isinstance(answer, Chosen):
        return _chosen(unit, who, dialogue, answer.value, occasion)
    if not isinstance(answer, Typed) or not answer.text.strip():
        raise Rejected("talk-text-expected")
    if dialogue.step == "date":
        day = supervision.read_day(answer.text, unit.today)
        dialogues.move(dialogue, "note", held_on=day.isoformat())
    else:
        text = answer.text.strip()
        if len(text) > supervision.LONGEST_NOTE:
            raise Rejected("talk-text-long", most=supervision.LONGEST_NOTE, given=len(text))
        dialogues.keep(unit, dialogue, {"text": text})
        dialogues.move(dialogue, "check")
    _show(unit, who, None)
    return None


def _chosen(unit: Unit, who: Account, dialogue: Dialogue, value: str, occasion: str) -> Note | None:
    if value == "leave":
        card = _card(dialogue)
        dialogues.close(unit, dialogue)
        outbox.show(unit, Sentence("form-left"), to=outbox.to_account(unit, who), card=card, occasion=occasion)
        return None
    if value == "keep" and dialogue.step == "check":
        return _keep(unit, who, dialogue, occasion)
    if value in ("today", "yesterday") and dialogue.step == "date":
        dialogues.move(dialogue, "note", held_on=supervision.read_day(value, unit.today).isoformat())
    elif value in ("date", "note"):
        dialogues.move(dialogue, value)
    else:
        raise Moved
    _show(unit, who, None)
    return None


def _keep(unit: Unit, who: Account, dialogue: Dialogue, occasion: str) -> Note:
    person = rights.coordinator(unit, who)
    assert dialogue.subject is not None
    year = unit.today.year
    act = register.keep(
        unit,
        person.id,
        ActKind.TALK,
        {},
        tasks=_tasks(unit, dialogue.subject),
        number=acts.next_number(unit, ActKind.TALK, year),
        year=year,
        department_id=dialogue.subject,
        note=dialogues.draft(unit, dialogue)["text"],
        held_on=date.fromisoformat(dialogue.fields["held_on"]),
    )
    card = _card(dialogue)
    dialogues.close(unit, dialogue)
    outbox.show(unit, register.card(unit, act), to=outbox.to_person(person.id), card=card, occasion=occasion)
    return Note("talk-kept", {"number": act.number})


def _tasks(reading: Reading, department_id: int) -> list[int]:
    """On whose record it is: the tasks the department owes for now, else all that it answers for."""
    owed = select(Request.task_id).where(Request.department_id == department_id, Request.state.in_(OWED))
    its = select(TaskUnit.task_id).where(TaskUnit.department_id == department_id, TaskUnit.role.in_(ANSWERING))
    found = reading.conn.scalars(owed.distinct()).all() or reading.conn.scalars(its.distinct()).all()
    return sorted(found)


# -- showing ------------------------------------------------------------------------------------------------------


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show(unit, who, note)


def _show(unit: Unit, who: Account, note: Note | None, *, ring: str | None = None) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    held_on = dialogue.fields.get("held_on")
    year = unit.today.year
    card = TalkForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        department=unit.session.get_one(Department, dialogue.subject).name,
        step=dialogue.step or "date",
        held_on=date.fromisoformat(held_on) if held_on else None,
        text=dialogues.draft(unit, dialogue).get("text"),
        number=acts.next_number(unit, ActKind.TALK, year),
        year=year,
        note=note,
    )
    outbox.show(
        unit,
        card,
        to=outbox.to_account(unit, who),
        card=_card(dialogue),
        occasion=ring or f"form {dialogue.id}.{dialogue.rev}",
        ring=ring is not None,
    )


def _card(dialogue: Dialogue) -> str:
    return f"talk:{dialogue.id}:{dialogue.subject}"
