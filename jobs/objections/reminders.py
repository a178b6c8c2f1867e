"""Who has not read, who has not answered? Coordinators are reminded in working hours; the leader hears of what nobody reads.

Unseen: when `objections.seen_hours` of working time have passed since something came in, and on each working day after.
To be answered: three working days and one before the day, on it, and on each working day after. One card a day says all
of it. That something was told stands in the audit, so that a run can come twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from db.queries import publicity as periods
from db.tables import Audit, Lane, Letter, Objection
from db.units import Reading, Unit, Units
from domain.answer_due import light, next_rung
from domain.lights import Light
from domain.messages.base import Message
from domain.messages.objection_cases import ObjectionsWaiting, UnseenLong, WaitingLine
from domain.messages.objections import ObjectionLetter
from domain.states import ObjectionState
from domain.workdays import Calendar, add_working_hours, next_working_moment
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.objections import due, state
from jobs.routines import Routine

REMINDED, ESCALATED = "objection.reminded", "objection.escalated"
UNSEEN, DUE = "unseen", "due"
TOLD_BEFORE_LEADER = 3  # reminders to the coordinators, a working day apart; and so many more before they hear again
MOST = 8  # lines a card


@dataclass(frozen=True)
class Need:
    """`at`: from when on coordinators are to be told. `told`: when they were, of the same silence."""

    objection: Objection
    why: str
    at: datetime
    told: tuple[datetime, ...]

    @property
    def times(self) -> int:
        return len(self.told)


@dataclass(frozen=True)
class _Told:
    why: str
    at: datetime


# -- what is to be told -------------------------------------------------------------------------------------------


def needs(reading: Reading) -> list[Need]:
    """For every open objection what coordinators have to be told next, and when."""
    rows = reading.session.scalars(select(Objection).where(periods.open_objections()).order_by(Objection.id)).all()
    if not rows:
        return []
    calendar, came_in, told = due.calendar(reading), _came_in(reading, rows), _told(reading, rows)
    found = []
    for row in rows:
        before = told.get(state.thing(row), [])
        if row.seen_at is None:
            found.append(_unseen(reading, row, came_in.get(row.id, row.created_at), before, calendar))
        if row.answer_due_on is not None and row.state != ObjectionState.ASKED:
            found.append(_due(reading, row, row.answer_due_on, before, calendar))
    return found


def _unseen(reading: Reading, row: Objection, since: datetime, told: list[_Told], calendar: Calendar) -> Need:
    office = reading.settings.office
    times = [one.at for one in told if one.why == UNSEEN and one.at >= since]
    if times:
        at = _morning(reading, calendar.first_working_day_after(_day(reading, times[-1])))
    else:
        hours = timedelta(hours=reading.settings.objections.seen_hours)
        at = add_working_hours(since, hours, office.working_hours, office.zone, calendar)
    return Need(row, UNSEEN, at, tuple(times))


def _due(reading: Reading, row: Objection, due_on: date, told: list[_Told], calendar: Calendar) -> Need:
    times = [one.at for one in told if one.why == DUE]
    after = _day(reading, times[-1]) if times else due.received_on(reading, row)
    return Need(row, DUE, _morning(reading, next_rung(due_on, after, calendar)), tuple(times))


def _came_in(reading: Reading, rows: Iterable[Objection]) -> dict[int, datetime]:
    """When the last of what the objector sent came in: each has its letter."""
    found = reading.conn.execute(
        select(Letter.objection_id, func.max(Letter.created_at).label("at"))
        .where(Letter.objection_id.in_([row.id for row in rows]), Letter.kind == ObjectionLetter.KIND)
        .group_by(Letter.objection_id)
    )
    return {row.objection_id: row.at for row in found}


def _told(reading: Reading, rows: Iterable[Objection]) -> dict[str, list[_Told]]:
    notes = reading.conn.execute(
        select(Audit.thing, Audit.at, Audit.detail)
        .where(Audit.action == REMINDED, Audit.thing.in_([state.thing(row) for row in rows]))
        .order_by(Audit.id)
    )
    found: dict[str, list[_Told]] = {}
    for note in notes:
        found.setdefault(note.thing, []).append(_Told(note.detail["why"], note.at))
    return found


def _morning(reading: Reading, day: date) -> datetime:
    hour = max(reading.settings.collection.remind_at, reading.settings.office.working_hours.start)
    return datetime.combine(day, hour, tzinfo=reading.settings.office.zone)


def _day(reading: Reading, instant: datetime) -> date:
    return instant.astimezone(reading.settings.office.zone).date()


def _working(reading: Reading, instant: datetime) -> datetime:
    office = reading.settings.office
    return next_working_moment(instant, office.working_hours, office.zone, due.calendar(reading))


# -- telling ------------------------------------------------------------------------------------------------------


def remind(unit: Unit) -> None:
    """All that is to be told by now, in one card for each coordinator; what is told later today is told with it."""
    found = needs(unit)
    if _working(unit, unit.now) > unit.now or not any(need.at <= unit.now for need in found):
        return
    again = [need for need in found if need.at <= unit.now or (_day(unit, need.at) == unit.today and need.times)]
    for need in again:
        audit.note(unit, audit.CLOCK, REMINDED, state.thing(need.objection), {"why": need.why})
    message = waiting(unit)
    assert message is not None
    for to in outbox.coordinators(unit):
        card, occasion = f"objections-waiting:{unit.today}", f"told {unit.now.isoformat()}"
        outbox.show(unit, message, to=to, card=card, occasion=occasion, ring=True, lane=Lane.PROMPT)
    _escalate(unit, [need for need in again if need.why == UNSEEN and need.times >= TOLD_BEFORE_LEADER])


def _escalate(unit: Unit, unread: list[Need]) -> None:
    """The office's leaders hear of what nobody reads, and again while nobody does: one card, which names no person.

    All that lie unread are on it, and from then on they are counted together: it rings for many no oftener than for one.
    """
    things = [state.thing(need.objection) for need in unread]
    notes = select(Audit.thing, func.max(Audit.at).label("at")).where(
        Audit.action == ESCALATED, Audit.thing.in_(things)
    )
    last = {row.thing: row.at for row in unit.conn.execute(notes.group_by(Audit.thing))}
    if not any(_is_due(need, last.get(state.thing(need.objection))) for need in unread):
        return
    for thing in things:
        audit.note(unit, audit.CLOCK, ESCALATED, thing)
    numbers = tuple(need.objection.register_number for need in unread)
    reminded = tuple(need.times for need in unread)
    message = UnseenLong(numbers, min(reminded), reminded, TOLD_BEFORE_LEADER)
    for to in outbox.leaders(unit):
        occasion = f"unseen {unit.today.isoformat()}"
        outbox.ring_once(unit, message, to=to, card="objections-unread", occasion=occasion)


def _is_due(need: Need, last: datetime | None) -> bool:
    """As many reminders as before the first time, since the leaders last heard of it."""
    return sum(last is None or at >= last for at in need.told) >= TOLD_BEFORE_LEADER


def waiting(reading: Reading) -> ObjectionsWaiting | None:
    """What has to be read or answered soon, as things stand; None where nothing has."""
    days = due.days(reading)
    told = {
        need.objection.id for need in needs(reading) if need.why == UNSEEN and (need.times or need.at <= reading.now)
    }
    rows = reading.session.scalars(select(Objection).where(periods.open_objections()).order_by(Objection.id)).all()
    lines = []
    for row in rows:
        shown = light(row.state, row.answer_due_on, days)
        if row.id in told or shown in (Light.AMBER, Light.RED):
            numbers = "、".join(named.task.number for named in row.tasks)
            line = WaitingLine(row.id, row.register_number, numbers, row.seen_at is not None, row.answer_due_on, shown)
            lines.append((shown != Light.RED, row.answer_due_on or date.max, line))
    lines.sort(key=lambda one: (one[0], one[1], one[2].id))
    if not lines:
        return None
    return ObjectionsWaiting(tuple(line for *_, line in lines[:MOST]), len(lines))


def recheck(unit: Unit, _thing: str, _recipient: str, message: Message) -> Message | None:
    """As things stand when it leaves."""
    assert isinstance(message, ObjectionsWaiting)
    return waiting(unit)


RECHECKS = {ObjectionsWaiting.KIND: recheck}


# -- the routine --------------------------------------------------------------------------------------------------


def _next(reading: Reading) -> datetime | None:
    moments = [need.at for need in needs(reading)]
    return _working(reading, max(min(moments), reading.now)) if moments else None


async def _remind(units: Units, _clock: Clock) -> None:
    await units.run(remind)


REMIND_OF_OBJECTIONS = Routine("remind_of_objections", _next, _remind)
