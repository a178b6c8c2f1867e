"""Who is sent an act? The department's liaisons and leaders; a bulletin goes to all it names, and to the office's leaders."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import office, rounds
from db.tables import Act, Person
from db.units import Reading
from domain.people import RoleName
from domain.supervision import ActKind


def of(reading: Reading, act: Act) -> list[int]:
    """The people who can be reached now, by id; one who stands in several departments once."""
    departments = [act.department_id] if act.department_id is not None else []
    if act.kind == ActKind.BULLETIN:
        departments = [standing["department_id"] for standing in act.content["standings"]]
    people = {
        person_id
        for department_id in departments
        for role in (RoleName.LIAISON, RoleName.DEPARTMENT_LEADER)
        for person_id in rounds.bound_to(reading, department_id, role)
    }
    if act.kind == ActKind.BULLETIN:
        people.update(office.holding(reading, RoleName.LEADER))
    lost = select(Person.id).where(Person.id.in_(people), Person.reachable.is_(False))
    return sorted(people - set(reading.conn.scalars(lost)))
