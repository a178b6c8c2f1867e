"""How does a task that was struck off come back? By a look back (回头看), with the reason, its history whole.

What was accepted and published before counts no more (`db.queries.publicity.ended`): the road is walked again.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.queries import asked, closing_record
from db.tables import Dialogue, Role, Task
from db.units import Reading, Unit
from domain import collection
from domain.answers import Answer, Chosen, Typed
from domain.closing import LONGEST_REASON
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.closing import LookBackForm, TaskReopened
from domain.messages.everyday import Sentence
from domain.people import Account
from domain.states import Edge, TaskState
from jobs import archived, audit, dialogues, outbox, rights, transition
from jobs.closing.striking import concerned

FORM = "look_back"
_SAID = {"确认回头看": "reopen", "确认": "reopen", "reopen": "reopen", "不退回了": "leave", "leave": "leave"}


def begin(unit: Unit, who: Account, task_id: int, rev: int, occasion: str) -> None:
    """[回头看] on a closed task's card."""
    rights.coordinator(unit, who)
    task = _closed(unit, who, task_id)
    if task.rev != rev:
        raise Moved
    archived.refuse(unit, task.programme_id)
    dialogues.open_form(unit, who, FORM, task_id, "reason")
    show(unit, who, None, ring=occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """The reason; then [确认回头看], once more and in red."""
    coordinator = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    task = _closed(unit, who, dialogue.subject or 0)
    reason = dialogues.draft(unit, dialogue).get("reason", "")
    said = answer.text.strip() if isinstance(answer, Typed) else ""
    value = answer.value if isinstance(answer, Chosen) else _SAID.get(said.lower(), "")
    if value == "leave":
        return _leave(unit, coordinator.id, dialogue)
    if value == "reopen" and dialogue.step == "sure":
        return _reopen(unit, coordinator.id, dialogue, task, reason, occasion)
    if isinstance(answer, Chosen):
        raise Moved(then=lambda unit: show(unit, who, None))
    if not said or len(said) > LONGEST_REASON:
        raise Rejected("look-back-reason-expected", most=LONGEST_REASON)
    dialogues.keep(unit, dialogue, {"reason": said})
    dialogues.move(dialogue, "sure")
    show(unit, who, None)
    return None


def show(unit: Unit, who: Account, note: Note | None, *, ring: str = "") -> None:
    dialogue = dialogues.current(unit, who)
    task = unit.session.get(Task, dialogue.subject) if dialogue.form == FORM else None
    if task is None:
        return
    message = LookBackForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        number=task.number,
        programme=task.programme.name,
        problem=task.problem,
        closed_on=_closed_on(unit, task.id),
        reason=dialogues.draft(unit, dialogue).get("reason", ""),
        people=len(concerned(unit, task.id)),
        note=note,
    )
    to, occasion = outbox.to_account(unit, who), ring or f"form {dialogue.rev}"
    outbox.show(unit, message, to=to, card=_card(dialogue), occasion=occasion, ring=bool(ring))


def _reopen(unit: Unit, person_id: int, dialogue: Dialogue, task: Task, reason: str, occasion: str) -> Note:
    closed_on = _closed_on(unit, task.id)
    transition.move(unit, task.id, Edge.LOOK_BACK, who=audit.person(person_id), reason=reason)
    unit.session.flush()
    owing = set(_owing(unit, task))
    mine = outbox.to_person(person_id)
    for to in concerned(unit, task.id):
        message = TaskReopened(
            number=task.number,
            programme=task.programme.name,
            problem=task.problem,
            reason=reason,
            reopened_on=unit.today,
            closed_on=closed_on,
            owes=to in owing,
        )
        if to == mine:
            outbox.show(unit, message, to=to, card=_card(dialogue), occasion=occasion)
        else:
            outbox.put(unit, message, to=to, thing=f"task:{task.id}", occasion=f"reopened {task.rev}")
    dialogues.close(unit, dialogue)
    return Note("look-back-done", {"number": task.number})


def _owing(reading: Reading, task: Task) -> list[str]:
    """The liaisons who report on it from now on."""
    owners = {owner.department_id for measure in task.measures for owner in measure.owners}
    departments = [
        part.department_id
        for part in task.units
        if collection.owes(part.role, owns_measure=part.department_id in owners)
    ]
    people = select(Role.person_id).where(Role.department_id.in_(departments), asked.may_answer(reading.today))
    return [outbox.to_person(person_id) for person_id in reading.conn.scalars(people.distinct())]


def _closed(unit: Unit, who: Account, task_id: int) -> Task:
    """The task, locked, while it is struck off: of two coordinators the second is told, and their form is over."""
    task = unit.session.get(Task, task_id, with_for_update=True)
    if task is None:
        raise Moved
    if task.state != TaskState.CLOSED:

        def over(unit: Unit) -> None:
            dialogue = dialogues.current(unit, who)
            if (dialogue.form, dialogue.subject) == (FORM, task_id):
                _leave(unit, rights.coordinator(unit, who).id, dialogue)

        raise Moved("look-back-not-closed", then=over, number=task.number)
    return task


def _closed_on(reading: Reading, task_id: int) -> date | None:
    closings = [turn.on for turn in closing_record.turns_of(reading, task_id) if turn.edge == Edge.CLOSE]
    return closings[-1] if closings else None


def _leave(unit: Unit, person_id: int, dialogue: Dialogue) -> Note:
    to = outbox.to_person(person_id)
    outbox.show(unit, Sentence("look-back-left"), to=to, card=_card(dialogue), occasion=f"left {dialogue.rev}")
    dialogues.close(unit, dialogue)
    return Note("look-back-left", {})


def _card(dialogue: Dialogue) -> str:
    return f"look_back:{dialogue.subject}"
