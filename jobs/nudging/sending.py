"""A nudge is sent: to a department, to all who owe, to all who are late, about one request. Noted; told what it did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from db.queries import overdue, reminded, rounds
from db.tables import Person, Request
from db.units import Reading, Unit
from domain import wording
from domain.errors import Moved, Rejected
from domain.messages.base import Message, Note
from domain.messages.collection import Owed
from domain.messages.nudging import Confirm, Done, Nudge
from domain.people import Account
from domain.states import OWED
from jobs import audit, outbox, rights
from jobs.nudging import cards, reach

SCOPES = {"all": False, "late": True}  # by name: only what is past its due day?


def ask(unit: Unit, who: Account, scope: str, home: str, occasion: str) -> None:
    """[全部催办]: whom it would reach, before it does."""
    rights.coordinator(unit, who)
    found = reach.reach(unit, _of_scope(unit, scope))
    cards.show(unit, who, Confirm(scope, found.tally, home), occasion, home=home)


def send_many(unit: Unit, who: Account, scope: str, home: str, occasion: str) -> Note:
    """[确认催办]."""
    rights.coordinator(unit, who)
    found = _send(unit, who, _of_scope(unit, scope))
    cards.show(unit, who, Done(found.tally, home), occasion, home=home)
    return _said(unit, who, found)


def send_department(unit: Unit, who: Account, department_id: int, home: str, occasion: str) -> Note:
    """[催办] on a department's card."""
    rights.coordinator(unit, who)
    requests = overdue.requests(unit, department_id=department_id)
    found = _send(unit, who, requests)
    cards.show_department(unit, who, department_id, occasion, home=home, done=found.tally)
    return _said(unit, who, found)


def send_request(unit: Unit, who: Account, request_id: int) -> Note:
    """[催办] beside one request, on any card: the answer is the toast."""
    rights.coordinator(unit, who)
    request = unit.session.get(Request, request_id)
    if request is None or request.state not in OWED:
        raise Moved("nudge-nothing-owed")
    return _said(unit, who, _send(unit, who, [request]))


def _of_scope(reading: Reading, scope: str) -> list[Request]:
    if scope not in SCOPES:
        raise Moved
    return overdue.requests(reading, overdue=SCOPES[scope])


def _send(unit: Unit, who: Account, requests: Iterable[Request]) -> reach.Reach:
    """Puts the messages and notes each department's nudge. Raises `Rejected` where nobody at all is reached."""
    person = rights.coordinator(unit, who)
    asked = list(requests)
    if not asked:
        raise Moved("nudge-nothing-owed")
    found = reach.reach(unit, asked)
    if not found.people:
        raise Rejected(_why_nobody(unit, found))
    for person_id, department_id in found.people.items():
        message = _nudge(unit, person_id, department_id)
        assert message is not None
        to = outbox.to_person(person_id)
        before = reminded.nudges_on(unit, department_id, found.day)
        outbox.ring_once(
            unit,
            message,
            to=to,
            card=to,
            occasion=f"nudge {found.day.isoformat()} {department_id}.{before}",
            not_before=found.at,
            expires_at=_end_of(unit, found),
        )
    for department_id, part in found.departments.items():
        detail = {"requests": [request.id for request in part], "people": found.people_of(department_id)}
        audit.note(
            unit, audit.person(person.id), reminded.NUDGE, reminded.nudge_thing(department_id, found.day), detail
        )
    return found


def _why_nobody(reading: Reading, found: reach.Reach) -> str:
    if reading.settings.collection.nudges_per_day < 1:
        return "nudge-off"
    if found.told:
        return "nudge-told"
    if found.barred:
        return "nudge-barred"
    return "nudge-lost" if found.lost else "nudge-unbound"


def _said(unit: Unit, who: Account, found: reach.Reach) -> Note:
    """`已催办7个部门9位联络员;2位联系不上`, and when it leaves where it waits."""
    language = rights.coordinator(unit, who).language
    tally = found.tally
    local = found.at.astimezone(unit.settings.office.zone)
    when = f"{wording.office_date(found.day, unit.today, language)} {wording.office_time(local.time())}"
    return Note(
        "nudge-said",
        {
            "departments": tally.departments,
            "people": tally.people,
            "lost": tally.lost + tally.unbound,
            "at": when if found.waits else "now",
        },
    )


def _end_of(reading: Reading, found: reach.Reach) -> datetime:
    office = reading.settings.office
    return datetime.combine(found.day, office.working_hours.end, tzinfo=office.zone)


# -- what it says -------------------------------------------------------------------------------------------------


def _nudge(reading: Reading, person_id: int, department_id: int) -> Nudge | None:
    """All that the person owes, the nudged department's first; None where that department owes nothing any more."""
    mine = rounds.owed_by(reading, person_id)
    asked = [rounds.owed(reading, request) for request in mine if request.department_id == department_id]
    others = [rounds.owed(reading, request) for request in mine if request.department_id != department_id]
    if not asked:
        return None
    return Nudge(_in_order(asked) + _in_order(others), department_id, _snoozed(reading, person_id))


def _in_order(owed: list[Owed]) -> tuple[Owed, ...]:
    return tuple(sorted(owed, key=lambda one: (one.due_on, one.item.step == 0)))


def _snoozed(reading: Reading, person_id: int) -> date | None:
    return reading.session.get_one(Person, person_id).snoozed_until


def recheck(unit: Unit, _thing: str, recipient: str, message: Message) -> Message | None:
    """What is owed at this moment, or nothing."""
    assert isinstance(message, Nudge)
    return _nudge(unit, int(recipient.removeprefix("person:")), message.department)


RECHECKS = {Nudge.KIND: recheck}
