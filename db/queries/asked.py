"""Who is asked today? The liaisons of a department who can be reached and are not away, and who stands in for those.

Two questions that are not the same. *Asked* is whom a prompt and a reminder ring; *may answer* is wider: somebody who
is away may answer all the same, and so may a liaison who stopped the bot. A deputy (a role that `stands_in_for`
another) is neither, unless the other one is away today.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from config.holidays import calendar_now
from db.tables import Person, Role
from db.units import Reading
from domain.people import RoleName
from domain.workdays import next_working_moment

_Other = aliased(Role)


Day = date | ColumnElement[date]


def is_away(role: type[Role], today: Day) -> ColumnElement[bool]:
    """From the first to the last day, both included; an open end lasts until it is taken back."""
    return and_(
        role.away_from.is_not(None),
        role.away_from <= today,
        or_(role.away_until.is_(None), role.away_until >= today),
    )


def may_answer(today: Day) -> ColumnElement[bool]:
    """Of a `Role`: a liaison's, live; a deputy's while the other one is away."""
    stands_in_now = exists().where(_Other.id == Role.stands_in_for, _Other.ended_at.is_(None), is_away(_Other, today))
    return and_(
        Role.role == RoleName.LIAISON,
        Role.ended_at.is_(None),
        or_(Role.stands_in_for.is_(None), stands_in_now),
    )


def is_asked(today: Day) -> ColumnElement[bool]:
    """Of a `Role`: somebody to ring today."""
    reachable = exists().where(Person.id == Role.person_id, Person.reachable.is_(True))
    return and_(may_answer(today), ~is_away(Role, today), reachable)


def of_department(reading: Reading, department_id: int) -> list[int]:
    """The people who are asked for a department today, by id; nobody where it can't be reached in chat."""
    return list(reading.conn.scalars(_people(department_id).where(is_asked(reading.today))))


def of_departments(reading: Reading) -> dict[int, list[int]]:
    """By department: the people who are asked for it today. One question, where a routine looks at all of them."""
    found: dict[int, list[int]] = {}
    rows = reading.conn.execute(
        select(Role.department_id, Role.person_id)
        .where(Role.department_id.is_not(None), is_asked(reading.today))
        .distinct()
        .order_by(Role.department_id, Role.person_id)
    )
    for row in rows:
        found.setdefault(row.department_id, []).append(row.person_id)
    return found


def everyone_of(reading: Reading, department_id: int, role: RoleName = RoleName.LIAISON) -> list[int]:
    """Everyone with a live role in the department, away, unreachable or deputy: who may hold a card of it."""
    return list(reading.conn.scalars(_people(department_id).where(Role.role == role, Role.ended_at.is_(None))))


def _people(department_id: int) -> Select[int]:
    return select(Role.person_id).where(Role.department_id == department_id).distinct().order_by(Role.person_id)


def departments_of(reading: Reading, person_id: int) -> list[int]:
    """The departments a person may answer for today, by id."""
    rows = reading.conn.scalars(
        select(Role.department_id)
        .where(Role.person_id == person_id, Role.department_id.is_not(None), may_answer(reading.today))
        .distinct()
        .order_by(Role.department_id)
    )
    return [id_ for id_ in rows if id_ is not None]


def may_ring_at(reading: Reading, person_id: int, department_id: int) -> datetime:
    """Now, for somebody who has just taken the role and looks at the chat; for others the next working hours.

    Away days and deputies begin at midnight, and nobody is asked then.
    """
    since = reading.conn.scalar(
        select(Role.since)
        .where(Role.person_id == person_id, Role.department_id == department_id, Role.ended_at.is_(None))
        .order_by(Role.since.desc())
        .limit(1)
    )
    zone, hours = reading.settings.office.zone, reading.settings.office.working_hours
    if since is not None and since.astimezone(zone).date() == reading.today:
        return reading.now
    return next_working_moment(reading.now, hours, zone, calendar_now(reading.settings.data_dir))


def everyone_unreachable(reading: Reading, department_id: int) -> bool:
    """Has the department liaisons, and has every one of them stopped the bot?"""
    reachable = reading.conn.scalars(
        select(Person.reachable)
        .join(Role)
        .where(
            Role.role == RoleName.LIAISON,
            Role.department_id == department_id,
            Role.stands_in_for.is_(None),
            Role.ended_at.is_(None),
        )
    ).all()
    return bool(reachable) and not any(reachable)
