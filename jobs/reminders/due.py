"""Who is to be reminded? Those whose newest rung, or whose [明早提醒], nobody has told them of since.

A rung that was missed while the program was down is made up for on the next working day, in ONE message that says what
is owed then. A prompt or a nudge that rings on the day says all that a reminder would: it is that day's one message.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import func, select

from db.queries import asked, overdue, rounds
from db.queries.overdue import Standing
from db.tables import Outbox, OutboxState, Person
from db.tables.post import HAS_RUNG, RINGING
from db.units import Reading, Unit
from domain import ladder
from domain.collection import RowState
from domain.messages.base import Message
from domain.messages.collection import Prompt, Reminder
from domain.messages.nudging import Nudge
from jobs import outbox
from jobs.reminders import hours

assert set(RINGING) == {Reminder.KIND, Prompt.KIND, Nudge.KIND}


def to_remind(reading: Reading) -> list[int]:
    """The people to be reminded now; nobody outside the hours for it."""
    return on_day(reading, reading.today) if hours.is_the_hour(reading) else []


def on_day(reading: Reading, day: date, owed: Collection[Standing] | None = None) -> list[int]:
    """The people to be reminded on a working day, as things stand (`owed`: where that was asked already)."""
    since = _since(reading, day, overdue.standings(reading) if owed is None else owed)
    if not since:
        return []
    told = _told(reading, since)
    return sorted(person for person, rung in since.items() if person not in told or told[person] < rung)


def _since(reading: Reading, day: date, owed: Collection[Standing]) -> dict[int, date]:
    """By person: the newest rung up to a day, or the day they asked to be reminded on."""
    calendar, rungs = rounds.calendar(reading), reading.settings.collection.ladder
    rung_of = {
        anchor: ladder.newest_rung(day, anchor, rungs, calendar) for anchor in {one.anchor for one in owed}
    }  # departments are many, due days few
    newest: dict[int, date] = {}  # by department
    owing = set()
    for one in owed:
        owing.add(one.department_id)
        rung = rung_of[one.anchor]
        if rung is None or (one.returned_on is not None and one.returned_on >= rung):
            continue  # it came back since, and said so
        newest[one.department_id] = max(newest.get(one.department_id, rung), rung)
    asked_on = snoozed(reading)
    if not newest and not asked_on:
        return {}
    since: dict[int, date] = {}
    bound = asked.of_departments(reading)
    for department_id, rung in newest.items():
        for person_id in bound.get(department_id, ()):
            since[person_id] = max(since.get(person_id, rung), rung)
    owing_people = {person_id for department_id in owing for person_id in bound.get(department_id, ())}
    for person_id, wanted in asked_on.items():
        if wanted > day:
            since.pop(person_id, None)
        elif person_id in owing_people:
            since[person_id] = max(since.get(person_id, wanted), wanted)
    return since


def snoozed(reading: Reading) -> dict[int, date]:
    """By person: the day they asked to be reminded on."""
    rows = reading.conn.execute(select(Person.id, Person.snoozed_until).where(Person.snoozed_until.is_not(None)))
    return {row.id: row.snoozed_until for row in rows}


def _told(reading: Reading, since: dict[int, date]) -> dict[int, date]:
    """By person: the last office day on which a message said what is owed. One that never left said nothing."""
    zone = reading.settings.office.zone
    rows = reading.conn.execute(
        select(Outbox.recipient, func.max(Outbox.not_before).label("at"))
        .where(
            HAS_RUNG,
            Outbox.recipient.in_([outbox.to_person(person_id) for person_id in since]),
            Outbox.state.not_in((OutboxState.EXPIRED, OutboxState.WITHDRAWN)),
            Outbox.not_before >= hours.at(reading, min(since.values()), time.min),
        )
        .group_by(Outbox.recipient)
    )
    return {int(row.recipient.removeprefix("person:")): row.at.astimezone(zone).date() for row in rows}


# -- reminding ----------------------------------------------------------------------------------------------------


def remind(unit: Unit, person_id: int) -> None:
    """The day's one message to a person; it is moot at the end of the day's working hours."""
    message = reminder(unit, person_id)
    person = unit.session.get_one(Person, person_id)
    if person.snoozed_until is not None and person.snoozed_until <= unit.today:
        person.snoozed_until = None
    if message is None:
        return
    to = outbox.to_person(person_id)
    outbox.ring_once(
        unit, message, to=to, card=to, occasion=unit.today.isoformat(), expires_at=_end_of_hours(unit, unit.today)
    )


def reminder(reading: Reading, person_id: int) -> Reminder | None:
    """What is near or past, a form left half-filled before one not begun; None where nothing is owed any more."""
    furthest = -min(reading.settings.collection.ladder, default=0)
    owed = [rounds.owed(reading, request) for request in rounds.owed_by(reading, person_id)]
    near = [one for one in owed if one.days_left <= max(furthest, 0)] or owed
    near.sort(key=lambda one: (one.due_on, one.item.state != RowState.DRAFT))
    snoozed_until = reading.session.get_one(Person, person_id).snoozed_until
    return Reminder(tuple(near), snoozed_until) if near else None


def _end_of_hours(reading: Reading, day: date) -> datetime:
    return hours.at(reading, day, reading.settings.office.working_hours.end)


# -- when it leaves -----------------------------------------------------------------------------------------------


def recheck(unit: Unit, _thing: str, recipient: str, _message: Message) -> Message | None:
    """What is owed at this moment, or nothing."""
    return reminder(unit, int(recipient.removeprefix("person:")))


RECHECKS = {Reminder.KIND: recheck}
