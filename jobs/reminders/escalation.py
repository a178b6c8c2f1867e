"""Who above the liaisons is told that it is still owed? The department's leaders and the coordinators, once a department.

All that is told on a day is ONE card a person, however many departments it is about. Noted in the audit, so that it is
said once; the card is read from there and from what is owed now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from db.queries import overdue, rounds
from db.queries.overdue import Standing
from db.tables import IS_OWED, Audit, Lane, Request
from db.units import Reading, Unit
from domain import ladder
from domain.errors import Moved
from domain.messages.base import Message
from domain.messages.reminders import Escalation, OwnEscalation
from domain.people import Account, RoleName
from domain.workdays import ONE_DAY
from jobs import audit, outbox, rights
from jobs.reminders import hours

ESCALATE = "escalate"
PAGE = 8  # departments a card


@dataclass(frozen=True)
class Overdue:
    """What one department owes in one round since one day: told upwards once."""

    cycle_id: int
    department_id: int
    since: date

    @property
    def thing(self) -> str:
        return f"{rounds.prompt_thing(self.cycle_id, self.department_id)}:{self.since.isoformat()}"


def card_of(day: date) -> str:
    return f"escalation:{day.isoformat()}"


# -- who ----------------------------------------------------------------------------------------------------------


def to_escalate(reading: Reading) -> list[Overdue]:
    """Departments whose last rung is behind them; told in the hours for it, on that working day or the next there is."""
    return on_day(reading, reading.today) if hours.is_the_hour(reading) else []


def on_day(reading: Reading, day: date) -> list[Overdue]:
    return [found for found, on in ahead(reading, overdue.standings(reading)).items() if on <= day]


def ahead(reading: Reading, owed: Collection[Standing]) -> dict[Overdue, date]:
    """What of it has not been told yet, and the working day on which it is."""
    calendar, rungs = rounds.calendar(reading), reading.settings.collection.ladder
    day_of = {anchor: ladder.escalates_on(anchor, rungs, calendar) for anchor in {one.anchor for one in owed}}
    days: dict[Overdue, date] = {}
    for one in owed:
        on = day_of[one.anchor]
        if on is not None:
            days[Overdue(one.cycle_id, one.department_id, one.anchor)] = on
    if not days:
        return {}
    told = set(
        reading.conn.scalars(
            select(Audit.thing).where(Audit.action == ESCALATE, Audit.thing.in_([found.thing for found in days]))
        )
    )
    return {found: on for found, on in days.items() if found.thing not in told}


# -- telling ------------------------------------------------------------------------------------------------------


def escalate(unit: Unit) -> None:
    """Everything that is to be told today, in one unit: one card for each who is told."""
    found = set(to_escalate(unit))
    requests: dict[Overdue, list[int]] = {}
    departments = {about.department_id for about in found}
    asked = unit.session.scalars(select(Request).where(IS_OWED, Request.department_id.in_(departments)))
    for one in overdue.owed(unit, asked):
        about = Overdue(one.request.cycle_id, one.request.department_id, one.anchor)
        if about in found:
            requests.setdefault(about, []).append(one.request.id)
    for about, ids in requests.items():
        audit.note(unit, audit.CLOCK, ESCALATE, about.thing, {"requests": ids})
    if not requests:
        return
    office = outbox.coordinators(unit)
    for to in office:
        _show(unit, told_on(unit, unit.today), to)
    leaders = {
        outbox.to_person(person_id)
        for department_id in {about.department_id for about in requests}
        for person_id in rounds.bound_to(unit, department_id, RoleName.DEPARTMENT_LEADER)
    }
    for to in sorted(leaders - set(office)):
        own = _own(unit, unit.today, to)
        assert own is not None
        _show(unit, own, to)


def _show(unit: Unit, message: Message, to: str) -> None:
    outbox.show(unit, message, to=to, card=card_of(unit.today), occasion="escalated", lane=Lane.PROMPT)


def turn_page(unit: Unit, who: Account, day_number: int, page: int, occasion: str) -> None:
    """Another page of the card of a day, as things stand now."""
    person = rights.coordinator(unit, who)
    day = read_day(day_number)
    if day is None:
        raise Moved
    outbox.show(unit, told_on(unit, day, page), to=outbox.to_person(person.id), card=card_of(day), occasion=occasion)


def told_on(reading: Reading, day: date, page: int = 0) -> Escalation:
    """The coordinators' card of a day."""
    found = overdue.lines(reading, _requests_told_on(reading, day))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    return Escalation(
        day=day,
        departments=sum(line.count > 0 for line in found),
        requests=sum(line.count for line in found),
        lines=tuple(found[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
    )


def _own(reading: Reading, day: date, to: str) -> OwnEscalation | None:
    """The card of a department's leader; None where nothing is owed any more."""
    roles = rights.roles_of(reading, int(to.removeprefix("person:")))
    mine = {role.department_id for role in roles if role.role == RoleName.DEPARTMENT_LEADER}
    asked = [request for request in _requests_told_on(reading, day) if request.department_id in mine]
    owed = [line for line in overdue.lines(reading, asked) if line.count]
    return OwnEscalation(day, tuple(owed)) if owed else None


def _requests_told_on(reading: Reading, day: date) -> Iterable[Request]:
    details = reading.conn.scalars(
        select(Audit.detail).where(
            Audit.action == ESCALATE,
            Audit.at >= hours.at(reading, day, time.min),
            Audit.at < hours.at(reading, day + ONE_DAY, time.min),
        )
    )
    ids = {request_id for detail in details for request_id in detail["requests"]}
    return reading.session.scalars(select(Request).where(Request.id.in_(ids))).all()


def read_day(number: int) -> date | None:
    """A day as a button carries it: 20241024. None for what is no day."""
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except (ValueError, OverflowError):
        return None


# -- when it leaves -----------------------------------------------------------------------------------------------


def _recheck_office(unit: Unit, _thing: str, _recipient: str, message: Message) -> Message | None:
    """As things stand when it leaves."""
    assert isinstance(message, Escalation)
    return told_on(unit, message.day, message.page)


def _recheck_own(unit: Unit, _thing: str, recipient: str, message: Message) -> Message | None:
    assert isinstance(message, OwnEscalation)
    return _own(unit, message.day, recipient)


RECHECKS = {Escalation.KIND: _recheck_office, OwnEscalation.KIND: _recheck_own}
