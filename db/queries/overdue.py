"""Who still owes, since when, and department by department? For reminders, nudges, escalations and supervision letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import cast, func, null, select, union_all

from db.queries import reviews, rounds
from db.tables import IS_OWED, Report, Request, Review
from db.tables.base import UtcDateTime
from db.units import Reading
from domain import ladder
from domain.collection import number_order
from domain.messages.reminders import OverdueLine
from domain.states import OWED, ReportState, RequestState


@dataclass(frozen=True)
class Owed:
    """A request nobody has answered. Its rungs are counted from `anchor`; `returned_on`: the day it last came back."""

    request: Request
    anchor: date
    returned_on: date | None


@dataclass(frozen=True)
class Standing:
    """What one department owes in one round since one day, however many requests that is."""

    cycle_id: int
    department_id: int
    anchor: date
    returned_on: date | None


def standings(reading: Reading) -> set[Standing]:
    """Everything that is owed now, in every round, gathered by the database: the clock asks it at every turn."""
    zone = reading.settings.office.zone
    found = set()
    for row in reading.conn.execute(_STANDINGS):
        returned_on = row.returned_at.astimezone(zone).date() if row.returned_at is not None else None
        anchor = ladder.anchor(row.due_on, returned_on)
        found.add(Standing(row.cycle_id, row.department_id, anchor, returned_on))
    return found


_WHAT = Request.__table__.c.cycle_id, Request.__table__.c.department_id, Request.__table__.c.due_on
_STANDINGS = union_all(
    select(*_WHAT, cast(null(), UtcDateTime()).label("returned_at"))
    .where(IS_OWED, Request.state == RequestState.OPEN)
    .group_by(*_WHAT),
    select(*_WHAT, func.max(Review.at))
    .join(Report, Report.request_id == Request.id, isouter=True)
    .join(Review, (Review.report_id == Report.id) & (Review.decision == ReportState.RETURNED), isouter=True)
    .where(IS_OWED, Request.state == RequestState.RETURNED)
    .group_by(Request.id, *_WHAT),
)


def owed(reading: Reading, asked: Iterable[Request]) -> list[Owed]:
    """Of these requests what is owed, by id."""
    zone = reading.settings.office.zone
    found = []
    for request in sorted((one for one in asked if one.state in OWED), key=lambda one: one.id):
        at = reviews.returned_at(reading, request.id) if request.state == RequestState.RETURNED else None
        returned_on = at.astimezone(zone).date() if at is not None else None
        found.append(Owed(request, ladder.anchor(request.due_on, returned_on), returned_on))
    return found


def requests(reading: Reading, *, department_id: int | None = None, overdue: bool = False) -> list[Request]:
    """What is owed, the earliest due first; of one department, or only what is past its due day."""
    query = select(Request).where(IS_OWED)
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
