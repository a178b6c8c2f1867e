"""Who may do what? The one place that is asked, now, with the row as it is: a button's data is worth nothing by itself."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Person, Role
from db.units import Reading
from domain.errors import Forbidden
from domain.people import Account, RoleName


def person_of(reading: Reading, who: Account) -> Person | None:
    """The person with at least one live role behind an account."""
    return reading.session.scalar(
        select(Person).join(Role).where(Person.mark == who.mark, Role.ended_at.is_(None)).limit(1)
    )


def roles_of(reading: Reading, person_id: int) -> list[Role]:
    return list(
        reading.session.scalars(
            select(Role).where(Role.person_id == person_id, Role.ended_at.is_(None)).order_by(Role.id)
        )
    )


def coordinator(reading: Reading, who: Account) -> Person:
    """The coordinator who is speaking. Anyone else is told so in one sentence."""
    return _with(reading, who, RoleName.COORDINATOR)


def office(reading: Reading, who: Account) -> Person:
    """A coordinator or a leader: those who may read the board and the tasks."""
    return _with(reading, who, RoleName.LEADER, RoleName.COORDINATOR)


def liaison(reading: Reading, who: Account) -> Person:
    return _with(reading, who, RoleName.LIAISON)


def liaison_for(reading: Reading, who: Account, department_id: int) -> Person:
    """The liaison who is speaking, bound to this department now."""
    person = liaison(reading, who)
    bound = select(Role.id).where(
        Role.person_id == person.id,
        Role.role == RoleName.LIAISON,
        Role.department_id == department_id,
        Role.ended_at.is_(None),
    )
    if reading.conn.scalar(bound.limit(1)) is None:
        raise Forbidden("not-yours")
    return person


def departments_of(reading: Reading, person_id: int) -> list[int]:
    """The departments a liaison is bound to, by id."""
    return list(
        reading.conn.scalars(
            select(Role.department_id)
            .where(Role.person_id == person_id, Role.role == RoleName.LIAISON, Role.ended_at.is_(None))
            .order_by(Role.department_id)
        )
    )


def _with(reading: Reading, who: Account, *names: RoleName) -> Person:
    person = reading.session.scalar(
        select(Person).join(Role).where(Person.mark == who.mark, Role.ended_at.is_(None), Role.role.in_(names)).limit(1)
    )
    if person is None:
        raise Forbidden(f"only-{names[0].value}")
    return person
