"""Who is reminded today? Only those who still owe, on the rungs of the ladder, one message a person and day at most.

A rung is made on its day: what was missed while the program was down never existed. What is owed is read when the
message leaves. After the last rung the department's leaders and the coordinators are told, once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from db.queries import reviews, rounds
from db.tables import Audit, Cycle, Department, Outbox, Request
from db.units import Reading, Unit, Units
from domain import ladder
from domain.messages.base import Message
from domain.messages.collection import Escalated, Prompt, Reminder
from domain.people import RoleName
from domain.states import OWED, RequestState
from domain.workdays import ONE_DAY
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.routines import Routine

ESCALATE = "escalate"


@dataclass(frozen=True)
class Overdue:
    """What one department owes in one round since one day: told upwards once."""

    cycle_id: int
    department_id: int
    since: date

    @property
    def thing(self) -> str:
        return f"{rounds.prompt_thing(self.cycle_id, self.department_id)}:{self.since.isoformat()}"


# -- who ----------------------------------------------------------------------------------------------------------


def to_remind(reading: Reading) -> list[int]:
    """The people who stand on a rung today and have not been reminded yet; nobody outside the hours for it."""
    if not _is_the_hour(reading):
        return []
    calendar = rounds.calendar(reading)
    rungs = reading.settings.collection.ladder
    people: set[int] = set()
    for request, anchor, returned_on in _owed(reading):
        if returned_on != reading.today and ladder.stands_on(reading.today, anchor, rungs, calendar):
            people.update(rounds.bound_to(reading, request.department_id))
    reminded = reading.conn.scalars(
        select(Outbox.recipient).where(
            Outbox.kind == Reminder.KIND,
            Outbox.thing.in_([outbox.to_person(person_id) for person_id in people]),
            Outbox.occasion == reading.today.isoformat(),
        )
    )
    return sorted(people - _persons(reminded) - _persons(_prompted(reading)))


def _prompted(reading: Reading) -> Iterable[str]:
    """Whom a prompt rings today: after days of downtime it says all that a reminder would, and one message is enough."""
    today = _at(reading, reading.today, time.min)
    return reading.conn.scalars(
        select(Outbox.recipient).where(
            Outbox.kind == Prompt.KIND,
            Outbox.op == "send",
            Outbox.not_before >= today,
            Outbox.not_before < today + ONE_DAY,
        )
    )


def _persons(recipients: Iterable[str]) -> set[int]:
    return {int(to.removeprefix("person:")) for to in recipients if to.startswith("person:")}


def to_escalate(reading: Reading) -> list[Overdue]:
    """Departments whose last rung is behind them; told in the hours for it, on that working day or the next there is."""
    if not _is_the_hour(reading):
        return []
    calendar = rounds.calendar(reading)
    found: set[Overdue] = set()
    for request, anchor, _ in _owed(reading):
        on = ladder.escalates_on(anchor, reading.settings.collection.ladder, calendar)
        if on is not None and on <= reading.today:
            found.add(Overdue(request.cycle_id, request.department_id, anchor))
    return sorted(_untold(reading, found), key=lambda overdue: (overdue.cycle_id, overdue.department_id, overdue.since))


def _untold(reading: Reading, found: set[Overdue]) -> set[Overdue]:
    things = [overdue.thing for overdue in found]
    told = set(reading.conn.scalars(select(Audit.thing).where(Audit.thing.in_(things), Audit.action == ESCALATE)))
    return {overdue for overdue in found if overdue.thing not in told}


def _owed(reading: Reading) -> list[tuple[Request, date, date | None]]:
    """(request, the day its rungs are counted from, the day it was last returned), for all that is owed."""
    zone = reading.settings.office.zone
    found = []
    for request in reading.session.scalars(select(Request).where(Request.state.in_(OWED)).order_by(Request.id)):
        at = reviews.returned_at(reading, request.id) if request.state == RequestState.RETURNED else None
        returned_on = at.astimezone(zone).date() if at is not None else None
        found.append((request, ladder.anchor(request.due_on, returned_on), returned_on))
    return found


def _is_the_hour(reading: Reading) -> bool:
    """From the hour of reminding to the end of the working hours of a working day."""
    local = reading.now.astimezone(reading.settings.office.zone)
    hours = reading.settings.office.working_hours
    begins = max(reading.settings.collection.remind_at, hours.start)
    return rounds.calendar(reading).is_working(local.date()) and begins <= local.time() < hours.end


# -- reminding ----------------------------------------------------------------------------------------------------


def remind(unit: Unit, person_id: int) -> None:
    """The day's one message to a person; it is moot at the end of the day's working hours."""
    message = _reminder(unit, person_id)
    if message is None:
        return
    to = outbox.to_person(person_id)
    hours = unit.settings.office.working_hours
    outbox.ring_once(
        unit, message, to=to, card=to, occasion=unit.today.isoformat(), expires_at=_at(unit, unit.today, hours.end)
    )


def _reminder(reading: Reading, person_id: int) -> Reminder | None:
    """What is near or past; None where nothing is owed any more."""
    furthest = -min(reading.settings.collection.ladder, default=0)
    owed = tuple(rounds.owed(reading, request) for request in rounds.owed_by(reading, person_id))
    near = tuple(one for one in owed if one.days_left <= max(furthest, 0))
    return Reminder(near or owed) if owed else None


def escalate(unit: Unit, overdue: Overdue) -> None:
    """The leaders of the department and the coordinators hear of it. Noted, so that it is said once."""
    zone = unit.settings.office.zone
    requests = [
        request
        for request, anchor, _ in _owed(unit)
        if (request.cycle_id, request.department_id, anchor) == (overdue.cycle_id, overdue.department_id, overdue.since)
    ]
    audit.note(unit, audit.CLOCK, ESCALATE, overdue.thing, {"requests": [request.id for request in requests]})
    if not requests:
        return
    first = requests[0]
    calendar = rounds.calendar(unit)
    message = Escalated(
        department=unit.session.get_one(Department, overdue.department_id).name,
        key=unit.session.get_one(Cycle, overdue.cycle_id).key,
        due_on=first.due_on,
        days_over=-ladder.working_days_left(unit.now.astimezone(zone).date(), first.due_on, calendar),
        numbers=tuple(request.task.number for request in requests),
    )
    leaders = rounds.bound_to(unit, overdue.department_id, RoleName.DEPARTMENT_LEADER)
    for to in dict.fromkeys([*map(outbox.to_person, leaders), *outbox.coordinators(unit)]):
        outbox.put(unit, message, to=to, thing=overdue.thing, occasion="escalated")


# -- when it leaves -----------------------------------------------------------------------------------------------


def recheck(unit: Unit, _thing: str, recipient: str, _message: Message) -> Message | None:
    """What is owed at this moment, or nothing."""
    return _reminder(unit, int(recipient.removeprefix("person:")))


RECHECKS = {Reminder.KIND: recheck}


# -- the routine --------------------------------------------------------------------------------------------------


def next_due(reading: Reading) -> datetime | None:
    """Now, where somebody is to be told today; else the hour of reminding of the next rung or escalation."""
    if to_remind(reading) or to_escalate(reading):
        return reading.now
    days = _coming_days(reading)
    return min((_at(reading, day, _begins(reading)) for day in days), default=None)


def _coming_days(reading: Reading) -> set[date]:
    """Rungs and escalations still ahead."""
    calendar = rounds.calendar(reading)
    rungs = reading.settings.collection.ladder
    first = reading.today
    if reading.now >= _at(reading, first, _begins(reading)):
        first += ONE_DAY
    days: set[date] = set()
    ahead: set[Overdue] = set()
    for request, anchor, _ in _owed(reading):
        days |= {day for rung in rungs if (day := ladder.rung_day(anchor, rung, calendar)) >= first}
        ahead.add(Overdue(request.cycle_id, request.department_id, anchor))
    for overdue in _untold(reading, ahead):
        on = ladder.escalates_on(overdue.since, rungs, calendar)
        if on is not None:
            days.add(max(on, calendar.next_working_day(first)))
    return {day for day in days if calendar.is_working(day)}


def _begins(reading: Reading) -> time:
    return max(reading.settings.collection.remind_at, reading.settings.office.working_hours.start)


def _at(reading: Reading, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=reading.settings.office.zone)


async def _remind(units: Units, _clock: Clock) -> None:
    for person_id in await units.read(to_remind):
        await units.run(remind, person_id)
    for overdue in await units.read(to_escalate):
        await units.run(escalate, overdue)


REMIND = Routine("remind", next_due, _remind, seconds=60.0)
