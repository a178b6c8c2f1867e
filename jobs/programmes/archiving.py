"""What ends when a programme is archived, and what comes back when it is reopened? Each one unit, audited, and told.

Archived, no routine asks for it and no list shows it; everything it holds stays, and its papers are made as before. What
was still owed ends: reopened, only what is not due yet comes back, the rest is asked for anew in the next round.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from db.queries import archive as queries
from db.queries import asked
from db.tables import IS_OWED, Cycle, Programme, Report, Request
from db.units import Reading, Unit
from domain.messages.archive import ProgrammeArchived, ProgrammeReopened
from domain.states import ReportState, RequestState
from jobs import audit, outbox, stopping


def archive(unit: Unit, programme: Programme, person_id: int, reason: str) -> ProgrammeArchived:
    """The programme is locked, and nothing forbids it. What is told to everyone; the caller shows its own reader."""
    found = queries.still_open(unit, programme.id)
    programme.closed_at = unit.now
    unit.session.flush()
    owed = unit.session.scalars(select(Request).join(Cycle).where(IS_OWED, Cycle.programme_id == programme.id)).all()
    ended = stopping.stop(unit, owed)
    detail = {"tasks": found.tasks, "open_tasks": len(found.open_tasks), "requests": ended}
    thing = f"programme:{programme.id}"
    audit.note(unit, audit.person(person_id), queries.ARCHIVED, thing, detail, reason=reason or None)
    message = ProgrammeArchived(
        name=programme.name,
        closed_on=unit.today,
        tasks=found.tasks,
        open_tasks=len(found.open_tasks),
        ended=len(ended),
        reason=reason,
        programme=programme.id,
    )
    mine, coordinators = outbox.to_person(person_id), outbox.coordinators(unit)
    for to in outbox.office(unit):
        if to != mine:
            said = message if to in coordinators else replace(message, programme=0)  # the archive is the coordinators'
            outbox.put(unit, said, to=to, thing=thing, occasion=f"archived {unit.now.isoformat()}")
    unit.nudge("schedule")
    return message


# -- back again ---------------------------------------------------------------------------------------------------


def coming_back(reading: Reading, programme_id: int) -> list[Request]:
    """What ended unanswered and is not due yet."""
    ended = (
        select(Request)
        .join(Cycle)
        .where(
            Cycle.programme_id == programme_id,
            Cycle.cancelled_at.is_(None),
            Request.state == RequestState.ENDED,
            Request.due_on >= reading.today,
        )
    )
    return list(reading.session.scalars(ended.order_by(Request.id)))


def reopen(unit: Unit, programme: Programme, person_id: int) -> ProgrammeReopened:
    """The programme is locked. Its rounds go on from the next one; told to the office, and to whoever owes again."""
    closed_on = _closed_on(unit, programme)
    programme.closed_at = None
    back = coming_back(unit, programme.id)
    returned = set(
        unit.conn.scalars(
            select(Report.request_id).where(
                Report.request_id.in_([request.id for request in back]), Report.state == ReportState.RETURNED
            )
        )
    )
    for request in back:
        request.state = RequestState.RETURNED if request.id in returned else RequestState.OPEN
        request.ended_at = None
    unit.session.flush()
    stopping.bring_up_to_date(unit, back)
    thing = f"programme:{programme.id}"
    detail = {"requests": [request.id for request in back]}
    audit.note(unit, audit.person(person_id), "programme.reopen", thing, detail)
    message = ProgrammeReopened(programme.name, closed_on, unit.today, len(back))
    office, mine = outbox.office(unit), outbox.to_person(person_id)
    owed = _owed_by(unit, back)
    for to in dict.fromkeys((*office, *owed)):
        if to != mine:
            said = message if to in office else replace(message, back=owed[to], owes=True)
            outbox.put(unit, said, to=to, thing=thing, occasion=f"reopened {unit.now.isoformat()}")
    unit.nudge("schedule")
    return message


def _owed_by(reading: Reading, requests: list[Request]) -> Counter[str]:
    """How many of these each liaison is asked for today."""
    owed = Counter[str]()
    for department, count in sorted(Counter(request.department_id for request in requests).items()):
        for person in asked.of_department(reading, department):
            owed[outbox.to_person(person)] += count
    return owed


def _closed_on(reading: Reading, programme: Programme) -> date:
    assert programme.closed_at is not None
    return programme.closed_at.astimezone(reading.settings.office.zone).date()
