"""What does a coordinator see before nudging? Who owes, department by department, and one department whole.

The department's card stands where it was opened: on the card of /nudge, or on that of a day's escalation (`home`).
"""

from __future__ import annotations

from db.queries import acts, overdue, reminded, reports, rounds
from db.tables import Department, Request
from db.units import Reading, Unit
from domain import ladder
from domain.errors import Moved, Rejected
from domain.ledger import task_number
from domain.messages.base import Message
from domain.messages.nudging import DepartmentCard, Overview, OwedTask, Tally
from domain.people import Account
from domain.states import RequestState
from jobs import outbox, rights
from jobs.nudging import reach

CARD = "nudge"
PAGE = 8  # lines a card
NEW = "new"  # opened from another card: a message of its own


def find(unit: Unit, who: Account, typed: str, occasion: str) -> None:
    """/nudge: everybody who owes; /nudge 水利厅 or /nudge 21 goes straight to the department where it is but one."""
    rights.coordinator(unit, who)
    owed = overdue.requests(unit)
    words, number = " ".join(typed.split()), task_number(typed)
    if words:
        owed = [one for one in owed if words in one.department.name or (number and one.task.number == number)]
        if not owed:
            raise Rejected("nudge-nobody-so-called", given=words[:40])
    departments = {one.department_id for one in owed}
    if words and len(departments) == 1:
        return show_department(unit, who, departments.pop(), occasion, home=NEW)
    return show(unit, who, _overview(unit, 0), occasion, home=NEW)


def overview(unit: Unit, who: Account, page: int, occasion: str, *, home: str = "") -> None:
    """Another page, and [ 返回 ] from one department; from another card a message of its own."""
    show(unit, who, _overview(unit, page), occasion, home=home)


def _overview(reading: Reading, page: int) -> Overview:
    owed = overdue.requests(reading)
    lines = overdue.lines(reading, owed)
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(page, 0), pages - 1)
    return Overview(
        departments=len(lines),
        requests=len(owed),
        overdue=sum(one.due_on < reading.today for one in owed),
        lines=tuple(lines[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
    )


def show_department(
    unit: Unit,
    who: Account,
    department_id: int,
    occasion: str,
    page: int = 0,
    *,
    home: str = "",
    done: Tally | None = None,
) -> None:
    """One department: what it owes, when it was reminded and nudged."""
    department = unit.session.get(Department, department_id)
    if department is None:
        raise Moved
    show(unit, who, _department(unit, department, page, "" if home == NEW else home, done), occasion, home=home)


def _department(reading: Reading, department: Department, page: int, home: str, done: Tally | None) -> DepartmentCard:
    owed = overdue.requests(reading, department_id=department.id)
    pages = max(1, -(-len(owed) // PAGE))
    page = min(max(page, 0), pages - 1)
    since = min((request.cycle.opens_on for request in owed), default=reading.today)
    found = reach.reach(reading, owed)
    return DepartmentCard(
        department_id=department.id,
        department=department.name,
        tasks=tuple(_task(reading, request) for request in owed[page * PAGE : (page + 1) * PAGE]),
        liaisons=len(rounds.bound_to(reading, department.id)),
        lost=len(found.lost),
        reminded_on=reminded.reminded_on(reading, department.id, since),
        nudged_on=reminded.nudged_on(reading, department.id, since),
        letters=acts.count_letters(reading, department.id, since),
        overdue=sum(request.due_on < reading.today for request in owed),
        can_nudge=bool(found.people),
        home=home,
        done=done,
        page=page,
        pages=pages,
    )


def _task(reading: Reading, request: Request) -> OwedTask:
    return OwedTask(
        request=request.id,
        number=request.task.number,
        problem=request.task.problem,
        key=request.cycle.key,
        due_on=request.due_on,
        days_left=ladder.working_days_left(reading.today, request.due_on, rounds.calendar(reading)),
        drafted=reports.draft_of(reading, request.id) is not None,
        returned=request.state == RequestState.RETURNED,
    )


def show(unit: Unit, who: Account, message: Message, occasion: str, *, home: str = "") -> None:
    """On the card it was opened from; `NEW` rings."""
    person = rights.coordinator(unit, who)
    outbox.show(
        unit,
        message,
        to=outbox.to_person(person.id),
        card=_card_at(home),
        occasion=occasion,
        ring=home == NEW,
    )


def _card_at(home: str) -> str:
    """`20241024` is the escalation's card of that day; whatever else a button may carry is the card of /nudge."""
    if len(home) == 8 and home.isdecimal():
        return f"escalation:{home[:4]}-{home[4:6]}-{home[6:]}"
    return CARD
