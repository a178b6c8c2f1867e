"""Who owes what in which round? The prompt card, what a liaison owes over all rounds, and who has to be asked at all."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select

from db.queries import asked, cycles, reports
from db.tables import IS_IN_REVIEW, IS_OWED, Cycle, Department, Request
from db.units import Reading
from domain import collection
from domain.ladder import working_days_left
from domain.messages.base import Message
from domain.messages.collection import Item, Owed, Prompt, Todo
from domain.people import RoleName
from domain.states import OWED, RequestState

calendar = cycles.calendar


# -- the prompt ---------------------------------------------------------------------------------------------------


def prompt_card(cycle_id: int, department_id: int) -> str:
    return f"prompt:{cycle_id}:{department_id}"


def prompt_thing(cycle_id: int, department_id: int) -> str:
    return f"cycle:{cycle_id}:department:{department_id}"


def requests_of(reading: Reading, cycle_id: int, department_id: int) -> list[Request]:
    """What a department was asked in a round, in the order of the tasks' numbers."""
    rows = reading.session.scalars(
        select(Request).where(Request.cycle_id == cycle_id, Request.department_id == department_id)
    )
    return sorted(rows, key=lambda request: collection.number_order(request.task.number))


def prompt(reading: Reading, cycle_id: int, department_id: int, page: int = 0) -> Prompt:
    """The department's card of a round, as it stands now."""
    cycle = reading.session.get_one(Cycle, cycle_id)
    department = reading.session.get_one(Department, department_id)
    requests = requests_of(reading, cycle_id, department_id)
    due_on = min((request.due_on for request in requests if request.state in OWED), default=cycle.due_on)
    return Prompt(
        cycle=cycle.id,
        department_id=department.id,
        key=cycle.key,
        department=department.name,
        due_on=due_on,
        days_left=working_days_left(reading.today, due_on, calendar(reading)),
        provisional=cycle.provisional,
        items=tuple(item(reading, request) for request in requests),
        signed=all(request.signed_at is not None for request in requests),
        page=page,
        title=cycle.title,
        question=cycle.question,
        ended=why_ended(cycle) if any(request.state == RequestState.ENDED for request in requests) else None,
    )


def why_ended(cycle: Cycle) -> str:
    return "cancelled" if cycle.cancelled_at is not None else "archived"


def item(reading: Reading, request: Request) -> Item:
    """A request as a line of a card."""
    draft = reports.draft_of(reading, request.id) if request.state in (*OWED, RequestState.ENDED) else None
    held = reports.filled(reading, request, draft)
    state = collection.row_state(request.state, held)
    step, steps = held.position(held.resume)
    return Item(
        request=request.id,
        number=request.task.number,
        problem=request.task.problem,
        state=state,
        step=step if draft is not None else 0,
        steps=steps,
    )


# -- what one person owes -----------------------------------------------------------------------------------------


def todo_card(person_id: int) -> str:
    return f"todo:{person_id}"


def owed_by(reading: Reading, person_id: int) -> list[Request]:
    """What the person's departments owe, the nearest first."""
    rows = _of_departments(reading, person_id, IS_OWED)
    return sorted(rows, key=lambda request: (request.due_on, collection.number_order(request.task.number)))


def owed_of(reading: Reading, department_id: int) -> list[Request]:
    """What a department owes, in all rounds, the nearest first."""
    rows = reading.session.scalars(select(Request).where(Request.department_id == department_id, IS_OWED))
    return sorted(rows, key=lambda request: (request.due_on, collection.number_order(request.task.number)))


def todo(reading: Reading, person_id: int, page: int = 0) -> Todo:
    return Todo(
        owed=tuple(owed(reading, request) for request in owed_by(reading, person_id)),
        waiting=len(_of_departments(reading, person_id, IS_IN_REVIEW)),
        page=page,
    )


def owed(reading: Reading, request: Request) -> Owed:
    return Owed(
        item=item(reading, request),
        key=request.cycle.key,
        department=request.department.name,
        due_on=request.due_on,
        days_left=working_days_left(reading.today, request.due_on, calendar(reading)),
        provisional=request.cycle.provisional,
    )


def _of_departments(reading: Reading, person_id: int, which: ColumnElement[bool]) -> list[Request]:
    bound = asked.departments_of(reading, person_id)
    return list(
        reading.session.scalars(select(Request).where(Request.department_id.in_(bound), which).order_by(Request.id))
    )


def bound_to(reading: Reading, department_id: int, role: RoleName = RoleName.LIAISON) -> list[int]:
    """Who is asked for a department today (a deputy where a liaison is away); of another role everyone who has it."""
    if role is RoleName.LIAISON:
        return asked.of_department(reading, department_id)
    return asked.everyone_of(reading, department_id, role)


def cards(reading: Reading, request: Request) -> Iterator[tuple[str, Message]]:
    """Every card that lists the request, with what it says now: (card, message), for `outbox.edit_shown`."""
    yield (
        prompt_card(request.cycle_id, request.department_id),
        prompt(reading, request.cycle_id, request.department_id),
    )
    for person_id in asked.everyone_of(reading, request.department_id):
        yield todo_card(person_id), todo(reading, person_id)
