"""What does a task's card show, and to whom? The office sees every task, a liaison those their department has a part in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from config.holidays import calendar_now
from db.queries import acts, office, striking
from db.queries import ledger as queries
from db.queries import publicity as public
from db.queries.closing_record import turns_of
from db.queries.measures import history
from db.tables import Act, Indicator, Person, Publicity, Request, Task, TaskUnit
from db.units import Reading, Unit
from domain.closing import Step
from domain.errors import Forbidden, Moved, Rejected
from domain.ledger import task_number
from domain.lights import Days, light
from domain.measures import MeasureTrace
from domain.messages.base import Note
from domain.messages.ledger import (
    Figure,
    Period,
    Progress,
    RoleUnits,
    TaskCard,
    TaskChoice,
    TaskText,
    TurnLine,
    WhichTask,
)
from domain.people import Account, RoleName
from domain.states import Edge, PublicityState, ReportStatus, RequestState, TaskState, UnitRole
from jobs import archived, outbox, rights

_TOLD = (Edge.CLOSE, Edge.LOOK_BACK, Edge.UPHELD)
MOST_CHOICES = 20  # of one number's parts: no ledger has more, and a card has room for them


def find(unit: Unit, who: Account, typed: str, occasion: str) -> None:
    """/task 21: the card, or the choice where two programmes have that number, or it has only parts (47-1)."""
    person = _reader(unit, who)
    number = task_number(typed)
    if not number:
        raise Rejected("task-number-expected")
    found = queries.tasks_numbered(unit, number) or queries.parts_numbered(unit, number)
    found = [
        task for task in found if task.programme.closed_at is None
    ] or found  # an archived one only where it is all
    if not found:
        raise Rejected("task-unknown", number=number)
    seen = [task for task in found if _may_see(unit, person, task)]
    if not seen:
        raise Forbidden("not-yours")
    if len(seen) == 1:
        return show(unit, who, seen[0].id, occasion, ring=True)
    choices = tuple(TaskChoice(task.id, task.programme.name, task.problem, task.number) for task in seen[:MOST_CHOICES])
    which = WhichTask(number=number, choices=choices)
    outbox.say(unit, which, to=outbox.to_person(person.id), thing=f"which:{number}", occasion=occasion)
    return None


def show(
    unit: Unit, who: Account, task_id: int, occasion: str, *, ring: bool = False, note: Note | None = None
) -> None:
    """The card as this reader may see it now."""
    person = _reader(unit, who)
    task = unit.session.get(Task, task_id)
    if task is None:
        raise Moved
    if not _may_see(unit, person, task):
        raise Forbidden("not-yours")
    card = _card(unit, person, task, note)
    outbox.show(unit, card, to=outbox.to_person(person.id), card=f"task:{task.id}", occasion=occasion, ring=ring)


def show_all(unit: Unit, who: Account, task_id: int, occasion: str) -> None:
    """[ 看全文 ]: everything the ledger says of it, as a document."""
    person = _reader(unit, who)
    task = unit.session.get(Task, task_id)
    if task is None:
        raise Moved
    if not _may_see(unit, person, task):
        raise Forbidden("not-yours")
    text = TaskText(
        programme=task.programme.name,
        number=task.number,
        problem=task.problem,
        units=_units(task),
        target=task.target,
        measures=tuple(measure.text for measure in task.measures),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        completion=task.completion,
        history=_history(unit, person, task),
    )
    outbox.say(unit, text, to=outbox.to_person(person.id), thing=f"task:{task.id}", occasion=occasion)


def figures(reading: Reading, task_id: int) -> tuple[Figure, ...]:
    return tuple(_figure(indicator, reading.today.year) for indicator in queries.indicators_of(reading, task_id))


def _days(reading: Reading) -> Days:
    settings = reading.settings
    return Days.of(reading.today, settings.collection.ladder, calendar_now(settings.data_dir))


def _reader(reading: Reading, who: Account) -> Person:
    person = rights.person_of(reading, who)
    if person is None:
        raise Rejected("task-not-public")
    return person


def _may_see(reading: Reading, person: Person, task: Task) -> bool:
    if _in_office(reading, person):
        return True
    mine = {role.department_id for role in rights.roles_of(reading, person.id)}  # a liaison's, a department leader's
    return any(part.department_id in mine for part in task.units)


def _may_read(reading: Reading, person: Person, act: Act) -> bool:
    """The office sees every act, a department those that are about it and the bulletins."""
    if act.department_id is None or _in_office(reading, person):
        return True
    return act.department_id in {role.department_id for role in rights.roles_of(reading, person.id)}


def _in_office(reading: Reading, person: Person) -> bool:
    return any(role.role in office.ROLES for role in rights.roles_of(reading, person.id))


def _card(reading: Reading, person: Person, task: Task, note: Note | None) -> TaskCard:
    periods = public.of_task(reading, task.id, PublicityState.DRAFT, PublicityState.SCHEDULED, PublicityState.RUNNING)
    now = _days(reading)
    actions = _actions(reading, person, task, periods)
    missing = striking.missing(reading, task) if "close" in actions else []
    return TaskCard(
        task=task.id,
        rev=task.rev,
        programme=task.programme.name,
        number=task.number,
        state=task.state,
        problem=task.problem,
        units=_units(task),
        target=task.target,
        measures=tuple(measure.text for measure in task.measures),
        figures=figures(reading, task.id),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        completion=task.completion,
        periods=tuple(Period(period.state, period.starts_on, period.ends_on) for period in periods),
        progress=tuple(
            _progress(request, status, task.deadline, now)
            for request, status in queries.last_requests(reading, task.id)
        ),
        actions=tuple(action for action in actions if action != "close" or not missing),
        acts=tuple(
            acts.line(reading, act) for act in acts.of_task(reading, task.id) if _may_read(reading, person, act)
        ),
        note=note,
        history=_history(reading, person, task),
        turns=_turns(reading, task),
        archived=task.programme.closed_at is not None,
        missing=tuple(missing),
    )


def _turns(reading: Reading, task: Task) -> tuple[TurnLine, ...]:
    """Worth telling once the task was struck off or sent back; before that its state says it all."""
    turns = turns_of(reading, task.id)
    if not any(turn.edge in _TOLD for turn in turns):
        return ()
    return tuple(TurnLine(turn.edge, turn.on, turn.reason) for turn in turns)


def _history(reading: Reading, person: Person, task: Task) -> tuple[MeasureTrace, ...]:
    """What was changed in the measures; who did it is for colleagues to know."""
    traces = history(reading, task.id)
    return traces if _in_office(reading, person) else tuple(replace(trace, by="") for trace in traces)


def _actions(reading: Reading, person: Person, task: Task, periods: list[Publicity]) -> tuple[str, ...]:
    """Those that can be done now, the next step first; each is checked again when it is pressed."""
    roles = {role.role for role in rights.roles_of(reading, person.id)}
    state = TaskState(task.state)
    if task.programme.closed_at is not None:  # archived: nothing of it moves, its record is made all the same
        return ("record",) if RoleName.COORDINATOR in roles and state is TaskState.CLOSED else ()
    step = public.step_of(reading, task)
    actions: list[str] = []
    if RoleName.COORDINATOR in roles and state is not TaskState.CLOSED:
        # A draft is not in the way: whoever presses [ 拟定公示 ] goes on with it.
        under_way = any(period.state != PublicityState.DRAFT for period in periods)
        if step is Step.PUBLICITY and not under_way:
            actions.append("publicity")
        if step is Step.CLOSE:
            actions.append("close")
        actions += ["indicator", "rhythm"]
    elif RoleName.COORDINATOR in roles:
        actions += ["record", "look_back"]
    mine = rights.departments_of(reading, person.id)
    answering = {part.department_id for part in task.units if part.role in queries.ANSWERING}
    if state is TaskState.IN_PROGRESS and step is Step.ACCEPTANCE and answering.intersection(mine):
        actions.append("apply")
    return tuple(actions)


def _units(task: Task) -> tuple[RoleUnits, ...]:
    named = {role: _names(task.units, role) for role in UnitRole}
    return tuple(RoleUnits(role.value, names) for role, names in named.items() if names)


def _names(parts: list[TaskUnit], role: UnitRole) -> tuple[str, ...]:
    return tuple(part.department.name for part in parts if part.role == role)


def _figure(indicator: Indicator, year: int) -> Figure:
    """This year's target, else that of the latest year that has one."""
    targets = {target.year: target.target for target in indicator.targets}
    shown = year if year in targets else max(targets, default=year)
    return Figure(indicator.name, indicator.unit, shown, targets.get(shown))


def _progress(request: Request, status: str | None, deadline: date | None, now: Days) -> Progress:
    colour = light(
        RequestState(request.state),
        ReportStatus(status) if status else None,
        due_on=request.due_on,
        deadline=deadline,
        days=now,
    )
    return Progress(request.department.name, request.cycle.key, request.state, status, colour)


def task_at(unit: Unit, who: Account, task_id: int, rev: int) -> Task:
    """The task, locked, if it still is as the button was drawn; else its card as it is now. Archived, it is refused."""
    task = unit.session.scalar(
        select(Task).where(Task.id == task_id).with_for_update().execution_options(populate_existing=True)
    )
    if task is None:
        raise Moved
    if task.rev != rev:
        now = task.rev
        raise Moved(then=lambda later: show(later, who, task_id, f"again {now}"))
    archived.refuse(unit, task.programme_id)
    return task
