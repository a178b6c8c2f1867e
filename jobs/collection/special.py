"""What is asked in a special round (专项调度), of whom, until when? Opened by a coordinator, beside the rounds of the clock.

Its requests are all made when it is sent: only the departments that were chosen are asked, whatever the ledger says
later. The prompts follow as those of any round, one unit a department.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from db.queries import cycles
from db.tables import Cycle, Indicator, Person, Request, Task, TaskUnit
from db.units import Reading, Unit
from domain import collection
from domain.errors import Rejected
from domain.quarters import Special
from domain.states import RequestState, TaskState
from domain.workdays import due_on, next_working_moment
from jobs import archived, audit

MOST_A_YEAR = 99  # the key has room for no more


@dataclass(frozen=True)
class Due:
    """`working_days`: None where the day itself was named."""

    date: date
    working_days: int | None
    provisional: bool


@dataclass(frozen=True)
class Round:
    """What was drawn up, as it is sent. `departments` answer for `tasks` as far as the ledger says they do."""

    programme_id: int
    title: str | None
    question: str
    tasks: tuple[int, ...]
    departments: tuple[int, ...]
    due: int | date
    asks_figures: bool


# -- what can be asked --------------------------------------------------------------------------------------------


def tasks_of(reading: Reading, programme_id: int, *, all_of_them: bool = True) -> list[Task]:
    """The programme's tasks by number; else those that are still worked on: not closed, or kept up for good."""
    chosen = select(Task).where(Task.programme_id == programme_id)
    if not all_of_them:
        kept_up = Task.deadline_text.contains(collection.PERMANENT)
        chosen = chosen.where(or_(Task.state != TaskState.CLOSED, kept_up))
    return sorted(reading.session.scalars(chosen), key=lambda task: collection.number_order(task.number))


def answering(reading: Reading, tasks: tuple[int, ...]) -> dict[int, set[int]]:
    """By department: the tasks among these it answers for. In the order of the departments' ids."""
    rows = reading.conn.execute(
        select(TaskUnit.task_id, TaskUnit.department_id)
        .where(TaskUnit.task_id.in_(tasks), cycles.answers_for())
        .order_by(TaskUnit.department_id, TaskUnit.task_id)
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row.department_id, set()).add(row.task_id)
    return found


def has_figures(reading: Reading, tasks: tuple[int, ...]) -> bool:
    return reading.conn.scalar(select(Indicator.id).where(Indicator.task_id.in_(tasks)).limit(1)) is not None


def opening(reading: Reading) -> tuple[date, bool]:
    """(the day it opens if it is sent now, whether that is at once): people are asked in working hours."""
    office = reading.settings.office
    moment = next_working_moment(reading.now, office.working_hours, office.zone, cycles.calendar(reading))
    opens_on = moment.astimezone(office.zone).date()
    return opens_on, cycles.opening_moment(reading, opens_on) <= reading.now


def due(reading: Reading, wanted: int | date) -> Due:
    calendar, (opens_on, _) = cycles.calendar(reading), opening(reading)
    if isinstance(wanted, date):
        return Due(wanted, None, provisional=not calendar.is_settled(wanted))
    counted = due_on(opens_on, wanted, calendar)
    return Due(counted.date, wanted, counted.provisional)


# -- sending it ---------------------------------------------------------------------------------------------------


def open_round(unit: Unit, person: Person, wanted: Round) -> Cycle:
    """The round and what it asks of each department, in one unit.

    Prompts, and letters to departments nobody can be asked for now, are the routines' to put: they are nudged.
    """
    archived.refuse(unit, wanted.programme_id)
    parts = {
        department: tasks
        for department, tasks in answering(unit, wanted.tasks).items()
        if department in wanted.departments
    }
    if not parts:
        raise Rejected("round-nobody-owes")
    opens_on, _ = opening(unit)
    until = due(unit, wanted.due)
    if until.date < opens_on:
        raise Rejected("round-due-past")
    cycle = Cycle(
        programme_id=wanted.programme_id,
        key=_next_key(unit, wanted.programme_id, opens_on.year),
        opens_on=opens_on,
        due_on=until.date,
        working_days=until.working_days,
        provisional=until.provisional,
        title=wanted.title,
        question=wanted.question,
        asks_figures=wanted.asks_figures,
        opened_by=person.id,
        created_at=unit.now,
    )
    unit.session.add(cycle)
    unit.session.flush()
    unit.session.add_all(
        Request(
            cycle_id=cycle.id,
            task_id=task,
            department_id=department,
            state=RequestState.OPEN,
            due_on=cycle.due_on,
            created_at=unit.now,
        )
        for department, tasks in parts.items()
        for task in sorted(tasks)
    )
    unit.session.flush()
    detail = {"due_on": until.date.isoformat(), "departments": sorted(parts), "tasks": list(wanted.tasks)}
    audit.note(unit, audit.person(person.id), "cycle.open", f"cycle:{cycle.id}", detail)
    unit.nudge("schedule")
    return cycle


def _next_key(unit: Unit, programme_id: int, year: int) -> str:
    last: str | None = unit.conn.scalar(
        select(func.max(Cycle.key)).where(Cycle.programme_id == programme_id, Cycle.key.like(f"{year}S__"))
    )
    n = int(last[5:]) + 1 if last is not None else 1
    if n > MOST_A_YEAR:
        raise Rejected("round-too-many", most=MOST_A_YEAR)
    return Special(year, n).key
