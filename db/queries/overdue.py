"""Who still owes, since when, and department by department? For reminders, nudges, escalations and supervision letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.queries import reviews, rounds
from db.tables import Request
from db.units import Reading
from domain import ladder
from domain.collection import number_order
from domain.messages.reminders import OverdueLine
from domain.states import OWED, RequestState


@dataclass(frozen=True)
class Owed:
    """A request nobody has answered. Its rungs are counted from `anchor`; `returned_on`: the day it last came back."""

    request: Request
    anchor: date
    returned_on: date | None


def all_owed(reading: Reading) -> list[Owed]:
    """Everything that is owed now, in every round."""
    zone = reading.settings.office.zone
    found = []
    for request in reading.session.scalars(select(Request).where(Request.state.in_(OWED)).order_by(Request.id)):
        at = reviews.returned_at(reading, request.id) if request.state == RequestState.RETURNED else None
        returned_on = at.astimezone(zone).date() if at is not None else None
        found.append(Owed(request, ladder.anchor(request.due_on, returned_on), returned_on))
    return found


def requests(reading: Reading, *, department_id: int | None = None, overdue: bool = False) -> list[Request]:
    """What is owed, the earliest due first; of one department, or only what is past its due day."""
    query = select(Request).where(Request.state.in_(OWED))
    if department_id is not None:
        query = query.where(Request.department_id == department_id)
    if overdue:
        query = query.where(Request.due_on < reading.today)
    return sorted(reading.session.scalars(query), key=_order)


def lines(reading: Reading, asked: Iterable[Request]) -> list[OverdueLine]:
    """Requests gathered by department, the longest overdue first; what was answered meanwhile counts as such."""
    gathered: dict[int, list[Request]] = {}
    for request in asked:
        gathered.setdefault(request.department_id, []).append(request)
    found = [_line(reading, part) for part in gathered.values()]
    return sorted(found, key=lambda line: (not line.count, line.due_on, -line.count, line.department_id))


def _line(reading: Reading, part: list[Request]) -> OverdueLine:
    owed = [request for request in part if request.state in OWED]
    due_on = min(request.due_on for request in owed or part)
    return OverdueLine(
        department_id=part[0].department_id,
        department=part[0].department.name,
        count=len(owed),
        numbers=tuple(dict.fromkeys(request.task.number for request in sorted(owed or part, key=_order))),
        due_on=due_on,
        days_left=ladder.working_days_left(reading.today, due_on, rounds.calendar(reading)),
    )


def _order(request: Request) -> tuple[object, ...]:
    return request.due_on, number_order(request.task.number), request.id
