"""When may a task be struck off, and what happens then? Everything its programme asks for is there, asked twice."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from db.queries import asked, office, striking
from db.queries import publicity as periods
from db.queries.closing_record import record
from db.tables import Publicity, Role, Task, TaskUnit
from db.units import Reading, Unit
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.closing import AskClose, TaskClosed
from domain.messages.publicity import PublicityOutcome
from domain.people import Account
from domain.states import Edge, TaskState
from jobs import audit, channels, outbox, rights, transition


def ask(unit: Unit, who: Account, task_id: int, occasion: str) -> None:
    """[销号]: what will happen, or what is still missing."""
    coordinator = rights.coordinator(unit, who)
    task = _known(unit, task_id)
    if task.state == TaskState.CLOSED:
        raise Moved("closing-closed-already", number=task.number)
    _show(unit, task, outbox.to_person(coordinator.id), occasion, ring=True)


def close(unit: Unit, who: Account, task_id: int, rev: int, occasion: str) -> Note:
    """[确认销号]: everything is asked again, now; then it is done and everyone concerned is told."""
    coordinator = rights.coordinator(unit, who)
    task = _known(unit, task_id)
    to = outbox.to_person(coordinator.id)
    if task.state == TaskState.CLOSED:
        raise Moved("closing-closed-already", number=task.number)
    if task.rev != rev or striking.missing(unit, task):

        def current(unit: Unit) -> None:
            _show(unit, _known(unit, task_id), to, occasion)

        raise Rejected("closing-not-yet", then=current, number=task.number)
    counted = periods.ended(unit, task_id)
    transition.move(unit, task_id, Edge.CLOSE, who=audit.person(coordinator.id))
    unit.session.flush()
    ends = record(unit, task)
    audit.note(
        unit,
        audit.person(coordinator.id),
        "task.closing_record",
        f"task:{task.id}",
        {
            "periods": [period.id for period in ends.counted],
            "objections": [objection.number for objection in ends.objections],
        },
    )
    done = TaskClosed(
        number=task.number,
        programme=task.programme.name,
        problem=task.problem,
        closed_on=unit.today,
        task=task.id,
        rev=task.rev,
        periods=tuple(period.period for period in ends.counted),
        objections=tuple(objection.number for objection in ends.objections),
    )
    outbox.edit_shown(unit, done, card=f"closing:{task.id}")
    office = outbox.coordinators(unit)
    for recipient in concerned(unit, task_id):
        if recipient != to:
            # who can't read the record has no button for it
            message = done if recipient in office else replace(done, task=0)
            outbox.put(unit, message, to=recipient, thing=f"task:{task.id}", occasion=f"closed {task.rev}")
    if unit.settings.publicity.publish_outcome and counted:
        _publish(unit, task, counted)
    return Note("closing-closed", {"number": task.number})


def missing(reading: Reading, task_id: int) -> list[Note]:
    """What the programme's closing still asks for; empty when the task may be struck off."""
    return striking.missing(reading, _known(reading, task_id))


def _show(unit: Unit, task: Task, to: str, occasion: str, *, ring: bool = False) -> None:
    ends = record(unit, task)
    message = AskClose(
        task=task.id,
        rev=task.rev,
        number=task.number,
        programme=task.programme.name,
        problem=task.problem,
        missing=tuple(striking.missing(unit, task)),
        people=len(concerned(unit, task.id)),
        periods=tuple(period.period for period in ends.counted),
        objections=tuple(objection.number for objection in ends.objections),
    )
    outbox.show(unit, message, to=to, card=f"closing:{task.id}", occasion=occasion, ring=ring)


def concerned(reading: Reading, task_id: int) -> list[str]:
    """The office's coordinators and leaders, and the liaisons of every unit the task names."""
    departments = select(TaskUnit.department_id).where(TaskUnit.task_id == task_id)
    liaisons = select(Role.person_id).where(asked.may_answer(reading.today), Role.department_id.in_(departments))
    found = {*office.holding(reading, *office.ROLES), *reading.conn.scalars(liaisons)}
    return [outbox.to_person(person_id) for person_id in sorted(found)]


def _publish(unit: Unit, task: Task, counted: list[Publicity]) -> None:
    """Where the notice was: the outcome."""
    last = counted[-1]
    message = PublicityOutcome(
        title=last.title or "",
        number=task.number,
        objections=sum(len(periods.objections(unit, period.id, task.id)) for period in counted),
    )
    for channel in channels.of(unit):
        outbox.put(unit, message, to=f"channel:{channel}", thing=f"publicity:{last.id}", occasion=f"outcome {task.id}")


def _known(reading: Reading, task_id: int) -> Task:
    task = reading.session.get(Task, task_id, with_for_update=isinstance(reading, Unit) or None)
    if task is None:
        raise Moved
    return task
