"""Who may do what? The one place that is asked, now, with the row as it is: a button's data is worth nothing by itself."""

from __future__ import annotations

from sqlalchemy import Date, bindparam, select

from db.queries import asked
from db.session import PreparedRow
from db.tables import Person, Role
from db.units import Reading
from domain.errors import Forbidden
from domain.people import Account, RoleName

_PERSON_OF = PreparedRow(
    select(Person).join(Role).where(Person.mark == bindparam("mark"), Role.ended_at.is_(None)).limit(1)
)
_LIAISON_FOR = PreparedRow(
    select(Person)
    .join(Role)
    .where(
        Person.mark == bindparam("mark"),
        Role.department_id == bindparam("department"),
        asked.may_answer(bindparam("today", type_=Date)),
    )
    .limit(1)
)


def person_of(reading: Reading, who: Account) -> Person | None:
    """The person with at least one live role behind an account."""
    person: Person | None = _PERSON_OF.one(reading, mark=who.mark)
    return person


def roles_of(reading: Reading, person_id: int) -> list[Role]:
    return list(
        reading.session.scalars(
            select(Role).where(Role.person_id == person_id, Role.ended_at.is_(None)).order_by(Role.id)
        )
    )


def is_coordinator(reading: Reading, person_id: int) -> bool:
    return any(role.role == RoleName.COORDINATOR for role in roles_of(reading, person_id))


def coordinator(reading: Reading, who: Account) -> Person:
    """The coordinator who is speaking. Anyone else is told so in one sentence."""
    return _with(reading, who, RoleName.COORDINATOR)


def office(reading: Reading, who: Account) -> Person:
    """A coordinator or a leader: those who may read the board and the tasks."""
    return _with(reading, who, RoleName.LEADER, RoleName.COORDINATOR)


def liaison(reading: Reading, who: Account) -> Person:
    """Who may answer for a department today. A deputy whose other one is not away is told so, and so is who left."""
    person = reading.session.scalar(
        select(Person).join(Role).where(Person.mark == who.mark, asked.may_answer(reading.today)).limit(1)
    )
    if person is not None:
        return person
    once = select(Role.ended_at).join(Person).where(Person.mark == who.mark, Role.role == RoleName.LIAISON)
    ends = reading.conn.scalars(once).all()
    if not ends:
        raise Forbidden("only-liaison")
    raise Forbidden("liaison-no-more" if all(ends) else "deputy-not-now")


def liaison_for(reading: Reading, who: Account, department_id: int) -> Person:
    """The liaison who is speaking, who may answer for this department today."""
    person: Person | None = _LIAISON_FOR.one(reading, mark=who.mark, department=department_id, today=reading.today)
    if person is None:
        liaison(reading, who)  # who is none at all is told so
        raise Forbidden("not-yours")
    return person


def departments_of(reading: Reading, person_id: int) -> list[int]:
    """The departments a liaison may answer for today, by id."""
    return asked.departments_of(reading, person_id)


def _with(reading: Reading, who: Account, *names: RoleName) -> Person:
    person = reading.session.scalar(
        select(Person).join(Role).where(Person.mark == who.mark, Role.ended_at.is_(None), Role.role.in_(names)).limit(1)
    )
    if person is None:
        raise Forbidden(f"only-{names[0].value}")
    return person
