"""What does an invite do when it is used? It makes a role, a deputy, a successor, or gives a lost account's roles back."""

from __future__ import annotations

from sqlalchemy import select, update

from db.queries import asked, reports
from db.tables import Audit, Department, Dialogue, Invite, Person, Role
from db.units import Reading, Unit
from domain.errors import Rejected
from domain.messages.people import Joined
from domain.messages.roster import Left, RoleEnded
from domain.people import Account, RoleName
from jobs import audit, outbox, rights
from jobs.people import ending, reach, unbound
from jobs.people.invites import about, is_wanted
from jobs.people.start import put_menu, start, welcome

STOPPED, REBOUND = "person.stop", "person.rebind"  # noted with the roles that were ended: a rebinding gives them back


def join(unit: Unit, who: Account, token: str, occasion: str) -> None:
    """An invite is used. Pressed again by the same person it answers with where they are; by anyone else it is spent."""
    # Locked: two who press the same link at once, in two programs, are one who joins and one who is told it is spent.
    invite = unit.session.scalar(
        select(Invite).where(Invite.token_mark == unit.vault.mark("invite", token)).with_for_update()
    )
    if invite is None:
        raise Rejected("invite-unknown")
    person = unit.session.scalar(select(Person).where(Person.mark == who.mark))
    if invite.used_at is not None:
        if person is None or invite.used_by != person.id:
            raise Rejected("invite-used")
        return start(unit, who, occasion)
    if invite.expires_at <= unit.now or not is_wanted(unit, invite):
        raise Rejected("invite-expired")
    _refuse_own(unit, invite, person)
    if invite.rebinds is not None:
        person = _rebind(unit, invite, who, person)
    else:
        person = _known(unit, who, person)
        _take_role(unit, invite, person)
    invite.used_by, invite.used_at = person.id, unit.now
    audit.note(
        unit, audit.person(person.id), "join", f"invite:{invite.id}", {"role": invite.role, "about": about(invite)}
    )
    to = outbox.to_person(person.id)
    outbox.say(unit, welcome(unit, person), to=to, thing="welcome", occasion=f"joined {invite.id}")
    put_menu(unit, person.id, f"joined {invite.id}")
    _tell(unit, invite, person)
    for department_id in asked.departments_of(unit, person.id):
        unbound.bring_up_to_date(unit, department_id)
    return None


def _refuse_own(reading: Reading, invite: Invite, person: Person | None) -> None:
    """A link that was made to be passed on, pressed by whoever made it: still good for the one it is meant for."""
    if person is None:
        return
    own = [reading.session.get_one(Role, id_).person_id for id_ in (invite.stands_in_for, invite.succeeds) if id_]
    if invite.invited_by == person.id and (own or invite.rebinds is not None):
        raise Rejected("invite-own")
    if person.id in own:
        raise Rejected("invite-own")


def _known(unit: Unit, who: Account, person: Person | None) -> Person:
    """The person behind the account, as it is called now, and reachable: they have just pressed the link."""
    if person is None:
        person = Person(
            mark=who.mark,
            account_sealed=unit.vault.seal(str(who.id)),
            language=_language_of(unit, who),
            reachable=True,
            created_at=unit.now,
        )
        unit.session.add(person)
    person.name_sealed = unit.vault.seal(who.name)
    unit.session.flush()
    reach.found(unit, person.id, f"back {unit.now.isoformat()}")
    return person


def _language_of(unit: Unit, who: Account) -> str:
    """What the account chose before it had a role, else the office's."""
    chosen = unit.conn.scalar(select(Dialogue.language).where(Dialogue.mark == who.mark))
    return chosen or unit.settings.office.language


# -- a role -------------------------------------------------------------------------------------------------------


def _take_role(unit: Unit, invite: Invite, person: Person) -> None:
    role = _bind(unit, person, RoleName(invite.role), invite.department_id, stands_in_for=invite.stands_in_for)
    if invite.succeeds is None:
        return
    old = unit.session.get_one(Role, invite.succeeds, with_for_update=True)
    # Whoever stood in for the one before stands in for the one after.
    unit.conn.execute(
        update(Role)
        .where(Role.stands_in_for == old.id, Role.ended_at.is_(None), Role.id != role.id)
        .values(stands_in_for=role.id)
    )
    unit.session.expire_all()
    ending.end(unit, old, audit.person(person.id), "handed", successor=reports.name_of(unit, person.id))


def _bind(
    unit: Unit, person: Person, role: RoleName, department_id: int | None, *, stands_in_for: int | None = None
) -> Role:
    """The person's one live role of the kind; a deputy's becomes a liaison's own, never the other way round."""
    held = unit.session.scalar(
        select(Role).where(
            Role.person_id == person.id,
            Role.role == role,
            Role.ended_at.is_(None),
            Role.department_id.is_(None) if department_id is None else Role.department_id == department_id,
        )
    )
    if held is None:
        held = Role(
            person_id=person.id,
            role=role,
            department_id=department_id,
            stands_in_for=stands_in_for,
            since=unit.now,
        )
        unit.session.add(held)
    elif held.stands_in_for is not None:
        held.stands_in_for = stands_in_for
    unit.session.flush()
    return held


# -- a lost account -----------------------------------------------------------------------------------------------


def _rebind(unit: Unit, invite: Invite, who: Account, person: Person | None) -> Person:
    """The lost account's roles are the new one's from here on; the old one is nobody, and its cards are cut off."""
    lost = unit.session.get_one(Person, invite.rebinds, with_for_update=True)
    before = unit.conn.scalar(select(Dialogue.id).where(Dialogue.mark == lost.mark))
    roles = rebindable(unit, lost.id)
    if not roles:
        raise Rejected("invite-expired")
    if person is None or person.id == lost.id:
        for role in roles:
            role.ended_at = None
        lost.mark, lost.account_sealed = who.mark, unit.vault.seal(str(who.id))
        lost.name_sealed = unit.vault.seal(who.name)
        lost.reachable = True
        unit.session.flush()
        ending.cut_cards(unit, lost.id)
        found = lost
    else:  # the new account has a role of its own already: the lost one's come to it
        found = _known(unit, who, person)
        for role in roles:
            moved = _bind(unit, found, RoleName(role.role), role.department_id, stands_in_for=role.stands_in_for)
            moved.away_from, moved.away_until = role.away_from, role.away_until
            unit.session.flush()
            unit.conn.execute(update(Role).where(Role.stands_in_for == role.id).values(stands_in_for=moved.id))
            if role.ended_at is None:
                ending.end(unit, role, audit.person(found.id), "moved", tell=False)
        unit.session.expire_all()
    audit.note(unit, audit.person(found.id), REBOUND, f"person:{lost.id}", {"roles": [one.id for one in roles]})
    if before is not None and (person is None or person.id != lost.id):
        ended = RoleEnded(role=str(invite.role), department=None, why="moved")
        outbox.put(unit, ended, to=f"dialogue:{before}", thing=f"invite:{invite.id}", occasion="moved")
    reach.tell_owed(unit, found.id, f"rebound {invite.id}")
    return found


def rebindable(reading: Reading, person_id: int) -> list[Role]:
    """The live roles of a person, and those that were stopped when the account was reported lost."""
    roles = rights.roles_of(reading, person_id)
    noted = reading.conn.scalar(
        select(Audit.detail)
        .where(Audit.thing == f"person:{person_id}", Audit.action.in_((STOPPED, REBOUND)))
        .order_by(Audit.id.desc())
        .limit(1)
    )
    stopped = [reading.session.get_one(Role, id_) for id_ in (noted or {}).get("stopped", [])]
    return roles + [role for role in stopped if role.ended_at is not None and not _held_again(roles, role)]


def _held_again(roles: list[Role], role: Role) -> bool:
    return any((one.role, one.department_id) == (role.role, role.department_id) for one in roles)


# -- who is told --------------------------------------------------------------------------------------------------


def _tell(unit: Unit, invite: Invite, person: Person) -> None:
    """The coordinators, and the liaison who asked for a deputy."""
    name = reports.name_of(unit, person.id)
    department = unit.session.get(Department, invite.department_id) if invite.department_id is not None else None
    joined = Joined(
        role=invite.role, department=department.name if department else None, name=name, about=about(invite)
    )
    to = outbox.coordinators(unit)
    if invite.stands_in_for is not None:
        to.append(outbox.to_person(unit.session.get_one(Role, invite.stands_in_for).person_id))
    for recipient in dict.fromkeys(to):
        if recipient != outbox.to_person(person.id):
            outbox.put(unit, joined, to=recipient, thing=f"invite:{invite.id}", occasion="joined")


def tell_left(unit: Unit, role: Role) -> None:
    """A liaison has gone: the coordinators hear it, and whether anybody is left."""
    assert role.department is not None
    left = Left(
        department_id=role.department.id,
        department=role.department.name,
        name=reports.name_of(unit, role.person_id),
        last=not asked.of_department(unit, role.department.id),
    )
    for to in outbox.coordinators(unit):
        if to != outbox.to_person(role.person_id):
            outbox.put(unit, left, to=to, thing=f"role:{role.id}", occasion="left")
