"""How does a liaison apply? A form over the task's one draft, shared by the liaisons of the units that owe it."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import publicity as periods
from db.tables import Acceptance, AcceptanceFile, Dialogue, Person, Task
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Files, ReceivedFile, Typed
from domain.closing import Step
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.acceptance import Applied, ApplyForm
from domain.messages.base import Note
from domain.people import Account
from domain.states import AcceptanceState, Edge, TaskState
from jobs import audit, dialogues, files, outbox, rights, transition
from jobs.acceptance.card import LONGEST, OWING, card_of

FORM = "apply"
BEFORE = "before"  # what an earlier visit to the form left, as one piece


def apply(unit: Unit, who: Account, task_id: int, occasion: str) -> None:
    """A liaison of a unit that owes the task begins, or goes on with, the application."""
    task = _task(unit, task_id)
    _applicant(unit, who, task)
    _may_apply(unit, task)
    draft = _draft(unit, who, task)
    dialogues.open_form(unit, who, FORM, draft.id, "statement", said=_before(draft), seen=draft.rev)
    _show_form(unit, who, None, occasion=occasion, ring=True)


def show_form(unit: Unit, who: Account, note: Note | None) -> None:
    _show_form(unit, who, note)


def answer_form(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = _expected(unit, who, answer)
    draft = unit.session.get(Acceptance, dialogue.subject, with_for_update=True)
    if draft is None or draft.state != AcceptanceState.DRAFT:
        raise Moved("accept-already-applied", then=lambda unit: _show_form(unit, who, None))
    task = draft.task
    _applicant(unit, who, task)
    if _catch_up(draft, dialogue) and isinstance(answer, Chosen) and answer.value != "leave":
        raise Moved("accept-someone-else", then=lambda unit: _show_form(unit, who, None))
    match answer:
        case Chosen(value="submit"):
            return _submit(unit, who, draft, dialogue, occasion)
        case Chosen(value="leave"):
            return _leave(unit, who, draft, dialogue)
        case Chosen(value="clear"):
            _clear(unit, draft, dialogue)
        case Typed() if not answer.text.strip():
            raise Rejected("accept-not-text")
        case Typed():
            _say(draft, dialogue, answer.message_id, answer.text)
        case Files():
            _attach(unit, draft, dialogue, answer)
        case _:
            raise Moved(then=lambda unit: _show_form(unit, who, None))
    _show_form(unit, who, None)
    return None


def _before(draft: Acceptance) -> dict[str, str]:
    return {BEFORE: draft.statement} if draft.statement else {}


def _catch_up(draft: Acceptance, dialogue: Dialogue) -> bool:
    """Has another liaison changed the draft since this one saw it? Then what it says now stands before what comes."""
    if dialogue.fields.get("seen") == draft.rev:
        return False
    dialogue.fields = dialogue.fields | {"said": _before(draft), "seen": draft.rev}
    return True


def _say(draft: Acceptance, dialogue: Dialogue, message_id: int, text: str) -> None:
    """Each message is a paragraph; an edited one takes the place of what it said before."""
    said = dialogue.fields.get("said", {}) | {str(message_id): text.strip()}
    statement = "\n".join(part for part in said.values() if part)
    if len(statement) > LONGEST:
        raise Rejected("accept-too-long", most=LONGEST, now=len(statement))
    draft.statement = statement
    draft.rev += 1
    dialogues.move(dialogue, said=said, seen=draft.rev)


def _attach(unit: Unit, draft: Acceptance, dialogue: Dialogue, answer: Files) -> None:
    if answer.caption:
        _say(draft, dialogue, answer.message_id, answer.caption)
    for file in answer.files:
        _add_file(unit, draft, file)
    draft.rev += 1
    dialogues.move(dialogue, seen=draft.rev)


def _add_file(unit: Unit, draft: Acceptance, file: ReceivedFile) -> None:
    file_id = files.remember(unit, file)
    if all(kept.file_id != file_id for kept in draft.files):
        draft.files.append(AcceptanceFile(acceptance_id=draft.id, file_id=file_id, name=file.name))
        unit.session.flush()


def _clear(unit: Unit, draft: Acceptance, dialogue: Dialogue) -> None:
    for kept in list(draft.files):
        unit.session.delete(kept)
    unit.session.flush()
    unit.session.expire(draft, ["files"])
    draft.statement = None
    draft.rev += 1
    dialogues.move(dialogue, said={}, seen=draft.rev)


def _submit(unit: Unit, who: Account, draft: Acceptance, dialogue: Dialogue, occasion: str) -> Note:
    if not draft.statement:
        raise Rejected("accept-statement-first")
    task = draft.task
    _may_apply(unit, task)
    person = _applicant(unit, who, task)
    draft.state = AcceptanceState.APPLIED
    draft.applied_by, draft.applied_at = person.id, unit.now
    draft.rev += 1
    transition.move(unit, task.id, Edge.APPLY, who=audit.person(person.id))
    _show_applied(unit, who, draft, AcceptanceState.APPLIED)
    dialogues.close(unit, dialogue)
    card = card_of(unit, draft)
    for to in outbox.coordinators(unit):
        outbox.show(unit, card, to=to, card=f"acceptance:{draft.id}", occasion=occasion, ring=True)
    return Note("accept-submitted", {"number": task.number})


def _leave(unit: Unit, who: Account, draft: Acceptance, dialogue: Dialogue) -> Note:
    dialogues.close(unit, dialogue)
    _show_applied(unit, who, draft, "left")
    return Note("accept-left", {})


def _show_applied(unit: Unit, who: Account, draft: Acceptance, state: str) -> None:
    message = Applied(number=draft.task.number, problem=draft.task.problem, state=state, files=len(draft.files))
    outbox.show(unit, message, to=outbox.to_account(unit, who), card=f"apply:{draft.id}", occasion=state)


def _show_form(unit: Unit, who: Account, note: Note | None, *, occasion: str = "form", ring: bool = False) -> None:
    dialogue = dialogues.current(unit, who)
    draft = unit.session.get(Acceptance, dialogue.subject) if dialogue.form == FORM else None
    if draft is None:
        return
    if draft.state != AcceptanceState.DRAFT:  # another liaison has applied meanwhile
        dialogues.close(unit, dialogue)
        _show_applied(unit, who, draft, AcceptanceState.APPLIED)
        return
    if _catch_up(draft, dialogue):
        dialogues.move(dialogue)
    message = ApplyForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        number=draft.task.number,
        problem=draft.task.problem,
        statement=draft.statement or "",
        files=tuple(kept.name for kept in draft.files),
        note=note,
    )
    to = outbox.to_account(unit, who)
    outbox.show(unit, message, to=to, card=f"apply:{draft.id}", occasion=occasion, ring=ring)


def _draft(unit: Unit, who: Account, task: Task) -> Acceptance:
    """The task's one draft, shared by the liaisons of the units that owe it."""
    draft = unit.session.scalar(
        select(Acceptance).where(Acceptance.task_id == task.id, Acceptance.state == AcceptanceState.DRAFT)
    )
    if draft is None:
        draft = Acceptance(task_id=task.id, state=AcceptanceState.DRAFT, applied_by=rights.liaison(unit, who).id)
        unit.session.add(draft)
        unit.session.flush()
    return draft


def _may_apply(unit: Reading, task: Task) -> None:
    """Raises `Rejected` where the programme asks for something else first, or the task has been applied for."""
    if task.state != TaskState.IN_PROGRESS:
        raise Moved("task-moved-on", number=task.number)
    step = periods.step_of(unit, task)
    if step == Step.PUBLICITY:
        raise Rejected("accept-publicity-first", number=task.number)
    if step == Step.CLOSE:
        raise Rejected("accept-not-asked", number=task.number)


def _task(unit: Reading, task_id: int) -> Task:
    task = unit.session.get(Task, task_id)
    if task is None:
        raise Moved
    return task


def _applicant(unit: Reading, who: Account, task: Task) -> Person:
    """The liaison who is speaking, bound to a unit that owes the task."""
    person = rights.liaison(unit, who)
    bound = set(rights.departments_of(unit, person.id))
    if not bound & {entry.department_id for entry in task.units if entry.role in OWING}:
        raise Forbidden("not-yours")
    return person


def _expected(unit: Unit, who: Account, answer: Answer) -> Dialogue:
    return dialogues.answering(unit, who, FORM, answer, _show_form)
