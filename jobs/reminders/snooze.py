"""[明早提醒]: one more reminder on the next working day, and the truth about what that means."""

from __future__ import annotations

from datetime import date

from db.queries import overdue, rounds
from db.tables import Request
from db.units import Unit
from domain import ladder, wording
from domain.errors import Moved
from domain.messages.base import Note
from domain.people import Account
from jobs import audit, outbox, rights
from jobs.reminders import due, hours


def snooze(unit: Unit, who: Account, request_id: int, occasion: str) -> Note:
    """Pressed twice, it says the same. It puts off neither the due day nor the word to those above: the answer says so.

    `request_id`: one that the card lists; a press of one that is not theirs, or answered by now, changes nothing.
    """
    person = rights.liaison(unit, who)
    mine = rounds.owed_by(unit, person.id)
    if request_id not in {request.id for request in mine}:
        raise Moved("reminder-nothing-owed" if not mine else "moved-on")
    until = rounds.calendar(unit).first_working_day_after(unit.today)
    if person.snoozed_until != until:
        person.snoozed_until = until
        audit.note(unit, audit.person(person.id), "reminder.snooze", audit.person(person.id), {"on": until.isoformat()})
    message = due.reminder(unit, person.id)
    assert message is not None
    to = outbox.to_person(person.id)
    outbox.show(unit, message, to=to, card=to, occasion=occasion)
    return Note(
        _sentence(unit, mine, until),
        {
            "day": wording.office_date(until, unit.today, person.language),
            "at": wording.office_time(hours.begins(unit)),
        },
    )


def _sentence(unit: Unit, mine: list[Request], until: date) -> str:
    calendar, rungs = rounds.calendar(unit), unit.settings.collection.ladder
    owed = overdue.owed(unit, mine)
    told = [ladder.escalates_on(one.anchor, rungs, calendar) for one in owed]
    if any(on is not None and on == until for on in told):
        return "reminder-snoozed-last"
    if any(unit.today <= one.request.due_on < until for one in owed):
        return "reminder-snoozed-late"
    return "reminder-snoozed"
