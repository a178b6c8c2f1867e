"""Whose days away begin or end today? A deputy hears of them, and who is back is told what is owed; in working hours.

What was told is in the outbox and the days are taken off the role, so that the routine may run twice or days late.
"""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import select

from db.queries import asked, reports, rounds
from db.tables import Outbox, Role
from db.units import Reading, Unit, Units
from domain.messages.absence import StandIn
from domain.workdays import ONE_DAY, next_working_moment
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.people import ending, reach
from jobs.routines import Routine


def come_back(unit: Unit, role: Role, by: str, occasion: str) -> None:
    """The liaison is asked again: told once what is owed. A deputy's cards are no longer theirs."""
    away_from = role.away_from
    role.away_from = role.away_until = None
    unit.session.flush()
    audit.note(unit, by, "role.back", f"role:{role.id}", {"from": away_from.isoformat() if away_from else ""})
    for deputy in ending.deputies_of(unit, role):
        to = outbox.to_person(deputy.person_id)
        outbox.withdraw(unit, kind=StandIn.KIND, thing=f"role:{deputy.id}", to=to)
        ending.take_cards(unit, deputy.person_id)
    reach.tell_owed(unit, role.person_id, occasion)


def ended(reading: Reading) -> list[int]:
    """Roles whose last day away is past."""
    past = select(Role.id).where(Role.away_until < reading.today, Role.ended_at.is_(None))
    return list(reading.conn.scalars(past.order_by(Role.id)))


def untold(reading: Reading) -> list[int]:
    """Deputies' roles that stand in for somebody today and have not been told of these days."""
    other = select(Role).subquery()
    rows = reading.conn.execute(
        select(Role.id, Role.person_id, other.c.away_from, other.c.away_until)
        .join(other, other.c.id == Role.stands_in_for)
        .where(asked.is_asked(reading.today))
        .order_by(Role.id)
    ).all()
    return [row.id for row in rows if not _is_told(reading, row.id, f"{row.away_from} {row.away_until}")]


def _is_told(reading: Reading, role_id: int, days: str) -> bool:
    told = select(Outbox.id).where(
        Outbox.kind == StandIn.KIND, Outbox.thing == f"role:{role_id}", Outbox.occasion == days
    )
    return reading.conn.scalar(told.limit(1)) is not None


def return_one(unit: Unit, role_id: int) -> None:
    role = unit.session.get_one(Role, role_id, with_for_update=True)
    if role.ended_at is None and role.away_until is not None and role.away_until < unit.today:
        come_back(unit, role, audit.CLOCK, f"back since {role.away_until}")


def tell_deputy(unit: Unit, role_id: int) -> None:
    """From today on they are asked: for whom, until when. A round whose prompt they never had brings it by itself."""
    role = unit.session.get_one(Role, role_id)
    if role_id not in untold(unit) or role.stands_in is None:
        return
    other = role.stands_in
    to, days = outbox.to_person(role.person_id), f"{other.away_from} {other.away_until}"
    outbox.put(unit, stand_in(unit, other, deputy=True), to=to, thing=f"role:{role.id}", occasion=days)
    reach.tell_owed(unit, role.person_id, f"stands in {role.id} {days}")


def stand_in(reading: Reading, role: Role, *, deputy: bool) -> StandIn:
    """What whoever stands in for this role is told."""
    assert role.department is not None
    assert role.away_from is not None
    return StandIn(
        department=role.department.name,
        name=reports.name_of(reading, role.person_id),
        first=role.away_from,
        last=role.away_until,
        owed=len(rounds.owed_of(reading, role.department.id)),
        deputy=deputy,
    )


def next_due(reading: Reading) -> datetime | None:
    """The next working hours, where something is to be told; else those after the next day on which something is."""
    if ended(reading) or untold(reading):
        return _working(reading, reading.now)
    days = set()
    for role in reading.session.scalars(select(Role).where(Role.away_from.is_not(None), Role.ended_at.is_(None))):
        assert role.away_from is not None
        days.add(role.away_from)
        if role.away_until is not None:
            days.add(role.away_until + ONE_DAY)
    zone = reading.settings.office.zone
    ahead = [day for day in days if day > reading.today]
    return min((_working(reading, datetime.combine(day, time.min, tzinfo=zone)) for day in ahead), default=None)


def _working(reading: Reading, instant: datetime) -> datetime:
    office = reading.settings.office
    return next_working_moment(instant, office.working_hours, office.zone, rounds.calendar(reading))


async def _run(units: Units, _clock: Clock) -> None:
    for role_id in await units.read(ended):
        await units.run(return_one, role_id)
    for role_id in await units.read(untold):
        await units.run(tell_deputy, role_id)


ABSENCES = Routine("absences", next_due, _run)
