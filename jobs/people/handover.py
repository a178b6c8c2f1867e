"""How does a liaison hand over, or leave? A link for the successor moves the role; whoever leaves is asked once more."""

from __future__ import annotations

from sqlalchemy import func, select

from db.tables import Invite, Role
from db.units import Unit
from domain.errors import Forbidden, Moved
from domain.messages.absence import Handable, HandOver
from domain.messages.base import Note
from domain.people import Account, RoleName
from jobs import audit, outbox, rights
from jobs.people import ending, joining
from jobs.people.invites import create_invite, send_link


def show(unit: Unit, who: Account, occasion: str, asks: int = 0) -> None:
    """/handover: for which department, and how? `asks` is the role about to be left."""
    person_id, roles = _speaker(unit, who)
    if asks and asks not in [role.id for role in roles]:
        raise Moved(then=lambda later: show(later, who, f"again {occasion}"))
    card = HandOver(tuple(_line(unit, role) for role in roles), asks=asks)
    ring = not occasion.startswith(("press", "again"))
    to = outbox.to_person(person_id)
    outbox.show(unit, card, to=to, card=f"handover:{person_id}", occasion=occasion, ring=ring)


def invite_successor(unit: Unit, who: Account, role_id: int, occasion: str) -> Note:
    """[ 交接链接 ]: until it is used the role stays where it is."""
    person_id, roles = _speaker(unit, who)
    role = _own(roles, role_id)
    assert role.department is not None
    token, invite = create_invite(
        unit, RoleName(role.role), department=role.department.name, invited_by=person_id, succeeds=role
    )
    send_link(unit, outbox.to_person(person_id), token, invite, occasion)
    show(unit, who, f"again {occasion}")
    return Note("handover-link-made", {})


def leave(unit: Unit, who: Account, role_id: int) -> Note:
    """退出: at once, and the office is told whether anybody is left."""
    person_id, roles = _speaker(unit, who)
    role = unit.session.get_one(Role, _own(roles, role_id).id, with_for_update=True)
    ending.end(unit, role, audit.person(person_id), "left")
    joining.tell_left(unit, role)
    return Note("handover-left", {})


def _speaker(unit: Unit, who: Account) -> tuple[int, list[Role]]:
    """Whoever is bound to a department: a liaison, a deputy (who can only leave), a department's leader."""
    person = rights.person_of(unit, who)
    bound = [RoleName.LIAISON, RoleName.DEPARTMENT_LEADER]
    roles = [role for role in rights.roles_of(unit, person.id) if role.role in bound] if person is not None else []
    if person is None or not roles:
        rights.liaison(unit, who)  # raises the sentence for whoever is none
        raise Forbidden("only-liaison")
    return person.id, roles


def _own(roles: list[Role], role_id: int) -> Role:
    role = next((role for role in roles if role.id == role_id), None)
    if role is None:
        raise Forbidden("not-yours")
    return role


def _line(unit: Unit, role: Role) -> Handable:
    assert role.department is not None
    others = unit.conn.scalar(
        select(func.count())
        .select_from(Role)
        .where(
            Role.role == role.role,
            Role.department_id == role.department_id,
            Role.stands_in_for.is_(None),
            Role.ended_at.is_(None),
            Role.id != role.id,
        )
    )
    invited = unit.conn.scalar(
        select(Invite.id)
        .where(Invite.succeeds == role.id, Invite.used_at.is_(None), Invite.expires_at > unit.now)
        .limit(1)
    )
    return Handable(
        role=role.id,
        department=role.department.name,
        others=others or 0,
        invited=invited is not None,
        deputy=role.stands_in_for is not None,
    )
