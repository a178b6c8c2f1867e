"""How is a task accepted? A liaison applies, a coordinator decides; the second coordinator hears who was first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from db.queries import publicity as periods
from db.tables import Acceptance, AcceptanceFile, Dialogue, Person, Role, Task, TaskUnit
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Files, ReceivedFile, Typed
from domain.closing import Step
from domain.errors import Moved, Rejected
from domain.messages.acceptance import (
    AcceptanceCard,
    AcceptanceDecided,
    AcceptanceFileSent,
    Applied,
    ApplyForm,
    OpinionForm,
)
from domain.messages.base import Note
from domain.people import Account, RoleName
from domain.states import AcceptanceState, Edge, TaskState, UnitRole
from jobs import audit, dialogues, files, outbox, rights, transition

OWING = (UnitRole.LEAD, UnitRole.RESPONSIBLE)
LONGEST = 3000  # characters of a statement or an opinion: what still folds into one card
BEFORE = "before"  # what an earlier visit to the form left, as one piece


# -- applying -----------------------------------------------------------------------------------------------------


def apply(unit: Unit, who: Account, task_id: int, occasion: str) -> None:
    """A liaison of a unit that owes the task begins, or goes on with, the application."""
    task = _task(unit, task_id)
    _applicant(unit, who, task)
    _may_apply(unit, task)
    draft = _draft(unit, who, task)
    before = {BEFORE: draft.statement} if draft.statement else {}
    dialogues.open_form(unit, who, "apply", draft.id, "statement", said=before)
    _show_form(unit, who, None, occasion=occasion, ring=True)


def show_form(unit: Unit, who: Account, note: Note | None) -> None:
    _show_form(unit, who, note)


def answer_form(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = _expected(unit, who, "apply", answer)
    draft = unit.session.get(Acceptance, dialogue.subject, with_for_update=True)
    if draft is None or draft.state != AcceptanceState.DRAFT:
        dialogues.close(unit, dialogue)
        return Note("accept-already-applied", {})
    task = draft.task
    _applicant(unit, who, task)
    note = None
    match answer:
        case Chosen(value="submit"):
            return _submit(unit, who, draft, dialogue, occasion)
        case Chosen(value="leave"):
            return _leave(unit, who, draft, dialogue)
        case Chosen(value="clear"):
            _clear(unit, draft, dialogue)
        case Typed():
            _say(draft, dialogue, answer.message_id, answer.text)
        case Files():
            note = _attach(unit, draft, dialogue, answer)
        case _:
            raise Moved(then=lambda unit: _show_form(unit, who, None))
    _show_form(unit, who, note)
    return None


def _say(draft: Acceptance, dialogue: Dialogue, message_id: int, text: str) -> None:
    """Each message is a paragraph; an edited one takes the place of what it said before."""
    said = dialogue.fields.get("said", {}) | {str(message_id): text.strip()}
    statement = "\n".join(part for part in said.values() if part)
    if len(statement) > LONGEST:
        raise Rejected("accept-too-long", most=LONGEST, now=len(statement))
    draft.statement = statement
    draft.rev += 1
    dialogues.move(dialogue, said=said)


def _attach(unit: Unit, draft: Acceptance, dialogue: Dialogue, answer: Files) -> Note | None:
    if answer.caption:
        _say(draft, dialogue, answer.message_id, answer.caption)
    for file in answer.files:
        _add_file(unit, draft, file)
    draft.rev += 1
    dialogues.move(dialogue)
    if not answer.too_big:
        return None
    first = answer.too_big[0]
    return Note(
        "accept-file-too-big",
        {"name": files.label(first.name), "size": round(first.size / 1_000_000), "count": len(answer.too_big)},
    )


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
    dialogues.move(dialogue, said={})


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
    draft = unit.session.get(Acceptance, dialogue.subject) if dialogue.form == "apply" else None
    if draft is None:
        return
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


# -- deciding -----------------------------------------------------------------------------------------------------


def decide(unit: Unit, who: Account, acceptance_id: int, rev: int, passing: bool, occasion: str) -> None:
    """A coordinator is about to pass it or not: the opinion is asked for."""
    rights.coordinator(unit, who)
    acceptance = _waiting(unit, who, acceptance_id, rev)
    dialogues.open_form(unit, who, "opinion", acceptance.id, "opinion", passing=passing)
    _show_opinion(unit, who, None, occasion)


def show_opinion(unit: Unit, who: Account, note: Note | None) -> None:
    _show_opinion(unit, who, note, "form")


def _show_opinion(unit: Unit, who: Account, note: Note | None, occasion: str) -> None:
    dialogue = dialogues.current(unit, who)
    acceptance = unit.session.get(Acceptance, dialogue.subject) if dialogue.form == "opinion" else None
    if acceptance is None:
        return
    message = OpinionForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        number=acceptance.task.number,
        problem=acceptance.task.problem,
        passing=dialogue.fields["passing"],
        note=note,
    )
    to = outbox.to_account(unit, who)
    outbox.show(unit, message, to=to, card=f"acceptance:{acceptance.id}", occasion=occasion)


def answer_opinion(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = _expected(unit, who, "opinion", answer)
    coordinator = rights.coordinator(unit, who)
    acceptance = _waiting(unit, who, dialogue.subject or 0, None)
    passing = bool(dialogue.fields["passing"])
    match answer:
        case Typed(edited=False):
            opinion = answer.text.strip()
        case Chosen(value="none") if passing:
            opinion = ""
        case Chosen(value="back"):
            dialogues.close(unit, dialogue)
            _show_card(unit, who, acceptance)
            return None
        case _:
            raise Rejected("accept-opinion-in-words")
    if len(opinion) > LONGEST:
        raise Rejected("accept-too-long", most=LONGEST, now=len(opinion))
    if not opinion and not passing:
        raise Rejected("accept-opinion-in-words")
    dialogues.close(unit, dialogue)
    return _decide(unit, coordinator, acceptance, passing, opinion, occasion)


def _decide(
    unit: Unit, coordinator: Person, acceptance: Acceptance, passing: bool, opinion: str, occasion: str
) -> Note:
    acceptance.state = AcceptanceState.PASSED if passing else AcceptanceState.FAILED
    acceptance.decided_by, acceptance.decided_at = coordinator.id, unit.now
    acceptance.opinion = opinion or None
    acceptance.rev += 1
    edge = Edge.PASS if passing else Edge.FAIL
    task = transition.move(
        unit, acceptance.task_id, edge, who=audit.person(coordinator.id), reason=opinion[:500] or None
    )
    outbox.edit_shown(unit, card_of(unit, acceptance), card=f"acceptance:{acceptance.id}")
    decided = AcceptanceDecided(task.id, task.rev, task.number, task.problem, passing, opinion)
    for to in _told(unit, task):
        outbox.put(unit, decided, to=to, thing=f"acceptance:{acceptance.id}", occasion=occasion)
    return Note("accept-passed" if passing else "accept-failed", {"number": task.number})


def send_files(unit: Unit, who: Account, acceptance_id: int, occasion: str) -> Note:
    """The application's files, one message each, to the coordinator who asks."""
    coordinator = rights.coordinator(unit, who)
    acceptance = unit.session.get(Acceptance, acceptance_id)
    if acceptance is None or not acceptance.files:
        raise Rejected("accept-no-files")
    for position, kept in enumerate(acceptance.files, 1):
        message = AcceptanceFileSent(
            acceptance.task.number, position, len(acceptance.files), kept.file.sha256, kept.name
        )
        outbox.say(
            unit,
            message,
            to=outbox.to_person(coordinator.id),
            thing=f"acceptance:{acceptance.id}.{kept.id}",
            occasion=occasion,
        )
    return Note("accept-files-sent", {"count": len(acceptance.files)})


def card_of(unit: Reading, acceptance: Acceptance) -> AcceptanceCard:
    task = acceptance.task
    assert acceptance.applied_at is not None
    decider = unit.session.get(Person, acceptance.decided_by) if acceptance.decided_by is not None else None
    passed = acceptance.state == AcceptanceState.PASSED
    return AcceptanceCard(
        acceptance=acceptance.id,
        rev=acceptance.rev,
        task=task.id,
        task_rev=task.rev,
        number=task.number,
        problem=task.problem,
        department=_department(unit, acceptance),
        statement=acceptance.statement or "",
        files=len(acceptance.files),
        state=acceptance.state,
        applied_at=acceptance.applied_at,
        decided_by=unit.vault.open(decider.name_sealed) if decider is not None and decider.name_sealed else "",
        decided_at=acceptance.decided_at,
        opinion=acceptance.opinion or "",
        next_step=periods.step_of(unit, task) if passed else "",
    )


def _show_card(unit: Unit, who: Account, acceptance: Acceptance) -> None:
    to = outbox.to_account(unit, who)
    card = card_of(unit, acceptance)
    outbox.show(unit, card, to=to, card=f"acceptance:{acceptance.id}", occasion=f"shown {acceptance.rev}")


def _waiting(unit: Unit, who: Account, acceptance_id: int, rev: int | None) -> Acceptance:
    """The application, locked, while nobody has decided. Raises `Moved`, which shows what became of it."""
    acceptance = unit.session.get(Acceptance, acceptance_id, with_for_update=True)
    if acceptance is None or acceptance.applied_at is None:
        raise Moved
    if acceptance.state == AcceptanceState.APPLIED and rev in (None, acceptance.rev):
        return acceptance
    decided = acceptance_id

    def current(unit: Unit) -> None:
        dialogue = dialogues.current(unit, who)
        if (dialogue.form, dialogue.subject) == ("opinion", decided):
            dialogues.close(unit, dialogue)
        _show_card(unit, who, unit.session.get_one(Acceptance, decided))

    raise Moved("accept-decided-already" if acceptance.decided_at is not None else "moved-on", then=current)


# -- who ----------------------------------------------------------------------------------------------------------


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
        raise Rejected("not-yours")
    return person


def _department(unit: Reading, acceptance: Acceptance) -> str:
    """The applicant's unit among those that owe the task."""
    names: Sequence[str] = [
        entry.department.name
        for entry in acceptance.task.units
        if entry.role in OWING and entry.department_id in rights.departments_of(unit, acceptance.applied_by)
    ]
    return "、".join(dict.fromkeys(names))


def _told(unit: Reading, task: Task) -> list[str]:
    """The liaisons of the units that owe the task."""
    people = (
        select(Role.person_id)
        .join(TaskUnit, TaskUnit.department_id == Role.department_id)
        .where(
            TaskUnit.task_id == task.id,
            TaskUnit.role.in_(OWING),
            Role.role == RoleName.LIAISON,
            Role.ended_at.is_(None),
        )
    )
    return [outbox.to_person(person_id) for person_id in unit.conn.scalars(people.distinct().order_by(Role.person_id))]


def _expected(unit: Unit, who: Account, form: str, answer: Answer) -> Dialogue:
    dialogue = dialogues.current(unit, who)
    show = _show_form if form == "apply" else show_opinion
    try:
        dialogues.expect(dialogue, form, answer)
    except Moved:
        raise Moved(then=lambda unit: show(unit, who, None)) from None
    return dialogue
