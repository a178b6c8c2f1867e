"""Who is there? Departments with their people, a person's roles, invites that nobody used."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import exists, func, select

from db.queries import asked, reports
from db.tables import IS_OWED, Cycle, Department, Invite, Person, Request, Role, TaskUnit
from db.units import Reading
from domain.messages.collection import Unbound, UnboundLine
from domain.messages.roster import RoleLine, RosterLine
from domain.people import RoleName
from domain.states import UnitRole

_ASKED = (UnitRole.LEAD, UnitRole.RESPONSIBLE, UnitRole.COOPERATING)


def lines(reading: Reading) -> list[RosterLine]:
    """Every department, those that nobody answers for first."""
    today = reading.today
    people = defaultdict(list)
    rows = reading.conn.execute(
        select(Role.department_id, Role.away_from, Role.away_until, Person.reachable)
        .join(Person)
        .where(Role.role == RoleName.LIAISON, Role.stands_in_for.is_(None), Role.ended_at.is_(None))
    )
    for row in rows:
        people[row.department_id].append(row)
    answering = set(reading.conn.scalars(select(TaskUnit.department_id).where(TaskUnit.role.in_(_ASKED))))
    found = []
    for department in reading.conn.execute(select(Department.id, Department.name)):
        bound = people[department.id]
        if not bound and department.id not in answering and not _has_role(reading, department.id):
            continue  # supervises or accepts only: nothing is asked of it
        found.append(
            RosterLine(
                id=department.id,
                name=department.name,
                liaisons=len(bound),
                unreachable=sum(not row.reachable for row in bound),
                away=sum(_is_away(row.away_from, row.away_until, today) for row in bound),
                invited_on=invited_in_vain(reading, department.id) if not bound else None,
            )
        )
    return sorted(found, key=lambda line: (line.liaisons > line.unreachable, line.id))


def _has_role(reading: Reading, department_id: int) -> bool:
    live = select(Role.id).where(Role.department_id == department_id, Role.ended_at.is_(None))
    return reading.conn.scalar(live.limit(1)) is not None


def _is_away(first: date | None, last: date | None, today: date) -> bool:
    return first is not None and first <= today and (last is None or last >= today)


def invited_in_vain(reading: Reading, department_id: int) -> date | None:
    """The office date on which a liaison was last invited, where nobody has used that invite."""
    newest = reading.conn.execute(
        select(Invite.created_at, Invite.used_at)
        .where(
            Invite.department_id == department_id,
            Invite.role == RoleName.LIAISON,
            Invite.stands_in_for.is_(None),
        )
        .order_by(Invite.created_at.desc(), Invite.id.desc())
        .limit(1)
    ).one_or_none()
    if newest is None or newest.used_at is not None:
        return None
    made_at: datetime = newest.created_at
    return made_at.astimezone(reading.settings.office.zone).date()


def roles_of_department(reading: Reading, department_id: int | None) -> list[Role]:
    """The live roles of a department, liaisons first; None: the office's own."""
    where = Role.department_id.is_(None) if department_id is None else Role.department_id == department_id
    rows = reading.session.scalars(select(Role).where(where, Role.ended_at.is_(None)).order_by(Role.id))
    order = [RoleName.COORDINATOR, RoleName.LEADER, RoleName.LIAISON, RoleName.DEPARTMENT_LEADER]
    return sorted(rows, key=lambda role: (order.index(RoleName(role.role)), role.stands_in_for is not None, role.id))


def role_line(reading: Reading, role: Role) -> RoleLine:
    other = role.stands_in
    return RoleLine(
        id=role.id,
        person=role.person_id,
        name=reports.name_of(reading, role.person_id),
        role=role.role,
        department=role.department.name if role.department is not None else "",
        since=role.since.astimezone(reading.settings.office.zone).date(),
        away_from=role.away_from,
        away_until=role.away_until,
        for_name=reports.name_of(reading, other.person_id) if other is not None else None,
        reachable=role.person.reachable,
    )


def unbound(reading: Reading, cycle: Cycle, page: int = 0) -> Unbound:
    """Whom coordinators are told of: the departments that owe in a round and of which nobody is asked today."""
    somebody = exists().where(Role.department_id == Request.department_id, asked.is_asked(reading.today))
    rows = reading.conn.execute(
        select(Request.department_id, Department.name, Department.email, func.count().label("owed"))
        .join(Department, Department.id == Request.department_id)
        .where(Request.cycle_id == cycle.id, IS_OWED, ~somebody)
        .group_by(Request.department_id, Department.name, Department.email)
        .order_by(Request.department_id)
    )
    return Unbound(
        cycle=cycle.id,
        key=cycle.key,
        due_on=cycle.due_on,
        provisional=cycle.provisional,
        lines=tuple(
            UnboundLine(
                department_id=row.department_id,
                department=row.name,
                count=row.owed,
                email=row.email,
                why=_why(reading, row.department_id),
                invited_on=invited_in_vain(reading, row.department_id),
            )
            for row in rows
        ),
        page=page,
    )


def _why(reading: Reading, department_id: int) -> str:
    if asked.everyone_unreachable(reading, department_id):
        return "unreachable"
    return "away" if asked.everyone_of(reading, department_id) else "none"


def unbound_card(cycle_id: int) -> str:
    return f"unbound:{cycle_id}"
