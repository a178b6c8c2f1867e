"""Whom does the office invite, and which links still work? Made here, listed, made void; single use, 128 bits, an end."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update

from db.crypto import new_token
from db.queries import reports
from db.tables import Department, Invite, Person, Role
from db.units import Reading, Unit
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.people import ChooseDepartment, InviteLink, OpenInvite, OpenInvites
from domain.people import Account, RoleName
from jobs import audit, outbox, rights
from jobs.people.links import deep_link

LONGEST_NAME = 60  # characters of a department
PAGE = 8  # departments or invites a card
OF_DEPARTMENT = (RoleName.LIAISON, RoleName.DEPARTMENT_LEADER)
CARD = "invite"


def create_invite(
    unit: Unit,
    role: RoleName,
    *,
    department: str | None = None,
    invited_by: int | None = None,
    stands_in_for: Role | None = None,
    succeeds: Role | None = None,
    rebinds: int | None = None,
) -> tuple[str, Invite]:
    """A fresh single-use token and its row; the token itself is kept nowhere. A new department name is added."""
    department_id = _department_id(unit, department) if role in OF_DEPARTMENT and rebinds is None else None
    token = new_token()
    invite = Invite(
        token_mark=unit.vault.mark("invite", token),
        role=role,
        department_id=department_id,
        invited_by=invited_by,
        stands_in_for=stands_in_for.id if stands_in_for is not None else None,
        succeeds=succeeds.id if succeeds is not None else None,
        rebinds=rebinds,
        created_at=unit.now,
        expires_at=unit.now + timedelta(days=unit.settings.people.invite_days),
    )
    unit.session.add(invite)
    unit.session.flush()
    who = audit.person(invited_by) if invited_by is not None else audit.SHELL
    detail = {"role": role, "department": department_id, "about": about(invite)}
    audit.note(unit, who, "invite", f"invite:{invite.id}", detail)
    return token, invite


def _department_id(unit: Unit, department: str | None) -> int:
    name = department_name(department)
    found = unit.session.scalar(select(Department.id).where(Department.name == name))
    if found is not None:
        return found
    added = Department(name=name)
    unit.session.add(added)
    unit.session.flush()
    return added.id


def department_name(typed: str | None) -> str:
    """As it is stored: without blanks at the ends. Raises `Rejected` for none, or for one that is too long."""
    name = " ".join((typed or "").split())
    if not name:
        raise Rejected("invite-needs-department")
    if len(name) > LONGEST_NAME:
        raise Rejected("invite-department-long", most=LONGEST_NAME)
    return name


def about(invite: Invite) -> str:
    """What an invite does: `role`, `deputy`, `successor` or `rebind`."""
    if invite.rebinds is not None:
        return "rebind"
    if invite.succeeds is not None:
        return "successor"
    return "deputy" if invite.stands_in_for is not None else "role"


def is_wanted(reading: Reading, invite: Invite) -> bool:
    """Is there still somebody to stand in for, or to succeed?"""
    other = invite.stands_in_for or invite.succeeds
    return other is None or reading.session.get_one(Role, other).ended_at is None


def send_link(unit: Unit, to: str, token: str, invite: Invite, occasion: str, *, name: str = "") -> None:
    """The link as a message of its own, to pass on."""
    department = unit.session.get(Department, invite.department_id) if invite.department_id is not None else None
    link = InviteLink(
        role=invite.role,
        department=department.name if department is not None else None,
        link=deep_link(unit, f"i_{token}"),
        expires_at=invite.expires_at,
        about=about(invite),
        name=name,
    )
    outbox.say(unit, link, to=to, thing=f"invite:{invite.id}", occasion=occasion)


# -- a coordinator's choice ---------------------------------------------------------------------------------------


def choose_department(
    unit: Unit, who: Account, occasion: str, page: int = 0, role: RoleName = RoleName.LIAISON
) -> None:
    """A coordinator wants to invite: for which department? Those without a liaison stand first."""
    coordinator = rights.coordinator(unit, who)
    bound = (
        select(Role.department_id, func.count().label("people"))
        .where(Role.role == role, Role.ended_at.is_(None), Role.stands_in_for.is_(None))
        .group_by(Role.department_id)
        .subquery()
    )
    rows = unit.conn.execute(
        select(Department.id, Department.name, func.coalesce(bound.c.people, 0))
        .outerjoin(bound, bound.c.department_id == Department.id)
        .order_by(func.coalesce(bound.c.people, 0), Department.id)
    ).all()
    pages = max(-(-len(rows) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    shown = tuple((row[0], row[1], row[2]) for row in rows[page * PAGE : (page + 1) * PAGE])
    card = ChooseDepartment(shown, page=page, pages=pages, role=role, waiting=len(_waiting(unit)))
    _show(unit, coordinator, card, occasion)


def choose_role(unit: Unit, who: Account, role: str, occasion: str) -> Note | None:
    """[ 经办人 ], [ 领导 ]: the link at once; [ 单位领导 ]: for which department?"""
    coordinator = rights.coordinator(unit, who)
    if role not in list(RoleName):
        raise Moved
    name = RoleName(role)
    if name in OF_DEPARTMENT:
        choose_department(unit, who, occasion, role=name)
        return None
    token, invite = create_invite(unit, name, invited_by=coordinator.id)
    send_link(unit, outbox.to_person(coordinator.id), token, invite, occasion)
    return Note("invite-made-office", {"role": role})


def invite_for(unit: Unit, who: Account, department_id: int, occasion: str, role: str = "") -> Note:
    """The link for a department's liaison (or leader), as a message of its own to pass on."""
    coordinator = rights.coordinator(unit, who)
    department = unit.session.get(Department, department_id)
    name = RoleName.DEPARTMENT_LEADER if role == RoleName.DEPARTMENT_LEADER else RoleName.LIAISON
    if department is None:
        raise Moved
    token, invite = create_invite(unit, name, department=department.name, invited_by=coordinator.id)
    send_link(unit, outbox.to_person(coordinator.id), token, invite, occasion)
    return Note("invite-made", {"department": department.name})


# -- links that still work ----------------------------------------------------------------------------------------


def show_open(unit: Unit, who: Account, occasion: str, page: int = 0, asks: int = 0) -> None:
    """[ 未用的邀请 ]: which links are out? `asks` is about to be made void."""
    coordinator = rights.coordinator(unit, who)
    waiting = _waiting(unit)
    if asks and asks not in [invite.id for invite in waiting]:
        raise Moved(then=lambda later: show_open(later, who, f"again {occasion}", page))
    pages = max(-(-len(waiting) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    zone = unit.settings.office.zone
    shown = tuple(
        OpenInvite(
            id=invite.id,
            role=invite.role,
            department=_whose(unit, invite),
            about=about(invite),
            made_on=invite.created_at.astimezone(zone).date(),
            until=invite.expires_at,
        )
        for invite in waiting[page * PAGE : (page + 1) * PAGE]
    )
    _show(unit, coordinator, OpenInvites(shown, page=page, pages=pages, asks=asks), occasion)


def make_void(unit: Unit, who: Account, invite_id: int, occasion: str) -> Note:
    """作废: the link works no longer."""
    coordinator = rights.coordinator(unit, who)
    invite = unit.session.get(Invite, invite_id, with_for_update=True)
    if invite is None or invite.used_at is not None or invite.expires_at <= unit.now:
        raise Moved(then=lambda later: show_open(later, who, f"again {occasion}"))
    invite.expires_at = unit.now
    unit.session.flush()
    audit.note(unit, audit.person(coordinator.id), "invite.void", f"invite:{invite.id}")
    show_open(unit, who, occasion)
    return Note("invite-is-void", {})


def void_rebinding(unit: Unit, person_id: int) -> None:
    """One link at a time leads to a lost account's roles."""
    unit.conn.execute(
        update(Invite)
        .where(Invite.rebinds == person_id, Invite.used_at.is_(None), Invite.expires_at > unit.now)
        .values(expires_at=unit.now)
    )


def _waiting(reading: Reading) -> list[Invite]:
    return list(
        reading.session.scalars(
            select(Invite)
            .where(Invite.used_at.is_(None), Invite.expires_at > reading.now)
            .order_by(Invite.created_at.desc(), Invite.id.desc())
        )
    )


def _whose(reading: Reading, invite: Invite) -> str | None:
    """The department it is for; of a lost account the person's name."""
    if invite.rebinds is not None:
        return reports.name_of(reading, invite.rebinds) or None
    if invite.department_id is None:
        return None
    return reading.conn.scalar(select(Department.name).where(Department.id == invite.department_id))


def _show(unit: Unit, coordinator: Person, card: ChooseDepartment | OpenInvites, occasion: str) -> None:
    ring = not occasion.startswith(("press", "again"))
    outbox.show(unit, card, to=outbox.to_person(coordinator.id), card=CARD, occasion=occasion, ring=ring)
