"""Has the calendar moved the day until which an objection must be answered? Counted again, shown, and told once.

What was told is what stands in the row; it is compared with the settings and the calendar as they are now, so a run
that finds nothing different does nothing. Whatever road an objection came in by, its day is counted here at the latest.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from db.queries import publicity as periods
from db.tables import Objection
from db.units import Reading, Unit, Units
from domain.answer_due import AnswerDue
from domain.messages.objection_cases import DueMoved, MovedDue
from domain.workdays import next_working_moment
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.objections import due as days
from jobs.objections import state
from jobs.routines import Routine


def changes(reading: Reading) -> list[tuple[int, AnswerDue | None]]:
    """Open objections whose day is not what the settings and the calendar say."""
    rows = reading.session.scalars(select(Objection).where(periods.open_objections()).order_by(Objection.id)).all()
    found = [(row.id, row.answer_due_on, days.counted(reading, row)) for row in rows]
    return [(id_, due) for id_, before, due in found if before != (due.day if due is not None else None)]


def recount(unit: Unit) -> None:
    """All in one unit. Coordinators are told once of every day that they had been shown and that moved."""
    told = []
    for objection_id, due in changes(unit):
        objection = state.locked(unit, objection_id)
        before, objection.answer_due_on = objection.answer_due_on, due.day if due is not None else None
        unit.session.flush()
        if before is not None and due is not None:
            told.append(MovedDue(objection.register_number, before, due.day, due.provisional))
            detail = {"from": before.isoformat(), "to": due.day.isoformat()}
            audit.note(unit, audit.CLOCK, "objection.recount", state.thing(objection), detail)
        state.show_coordinators(unit, objection)
        state.show_objector(unit, objection)
    if not told:
        return
    office = unit.settings.office
    at = next_working_moment(unit.now, office.working_hours, office.zone, days.calendar(unit))
    occasion = " ".join(f"{one.register_number}:{one.due_on}" for one in told)
    for to in outbox.coordinators(unit):
        outbox.put(unit, DueMoved(tuple(told)), to=to, thing="objections", occasion=occasion, not_before=at)


def _next_recount(reading: Reading) -> datetime | None:
    """Now, where a day is not what the calendar says: the file may change at any moment."""
    return reading.now if changes(reading) else None


async def _recount(units: Units, _clock: Clock) -> None:
    await units.run(recount)


RECOUNT_ANSWERS = Routine("recount_answers", _next_recount, _recount)
