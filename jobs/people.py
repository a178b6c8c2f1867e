"""Who belongs to the office's work, and how do they come in? Invites by deep link, joining, the start screen."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from db.crypto import new_token
from db.tables import Department, Dialogue, Invite, Meta, Person, Role
from db.units import Reading, Unit
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.everyday import Menu
from domain.messages.people import ChooseDepartment, ChooseLanguage, InviteLink, Joined, Welcome
from domain.people import Account, RoleName
from jobs import audit, dialogues, outbox, rights

LONGEST_NAME = 60  # characters of a department
PAGE = 8  # departments a card
LANGUAGES = ("zh-CN", "en")


def create_invite(
    unit: Unit, role: RoleName, *, department: str | None = None, invited_by: int | None = None
) -> tuple[str, Invite]:
    """A fresh single-use token and its row; the token itself is kept nowhere. A new department name is added."""
    department_id = None
    if role in (RoleName.LIAISON, RoleName.DEPARTMENT_LEADER):
        department = " ".join((department or "").split())
        if not department:
            raise Rejected("invite-needs-department")
        if len(department) > LONGEST_NAME:
            raise Rejected("invite-department-long", most=LONGEST_NAME)
        department_id = unit.session.scalar(select(Department.id).where(Department.name == department))
        if department_id is None:
            added = Department(name=department)
            unit.session.add(added)
            unit.session.flush()
            department_id = added.id
    token = new_token()
    invite = Invite(
        token_mark=unit.vault.mark("invite", token),
        role=role,
        department_id=department_id,
        invited_by=invited_by,
        created_at=unit.now,
        expires_at=unit.now + timedelta(days=unit.settings.people.invite_days),
    )
    unit.session.add(invite)
    unit.session.flush()
    who = audit.person(invited_by) if invited_by is not None else audit.SHELL
    audit.note(unit, who, "invite", f"invite:{invite.id}", {"role": role, "department": department_id})
    return token, invite


def deep_link(reading: Reading, payload: str) -> str:
    """`https://t.me/<bot>?start=<payload>`, or `/start <payload>` while the bot's name is not known yet."""
    name = bot_name(reading)
    return f"https://t.me/{name}?start={payload}" if name else f"/start {payload}"


def bot_name(reading: Reading) -> str | None:
    return reading.conn.scalar(select(Meta.value).where(Meta.name == "bot_name"))


def remember_bot_name(unit: Unit, name: str) -> None:
    meta = unit.session.get(Meta, "bot_name") or Meta(name="bot_name")
    meta.value = name
    unit.session.add(meta)


# -- in chat ------------------------------------------------------------------------------------------------------


def start(unit: Unit, who: Account, occasion: str) -> None:
    """/start without a payload: where one is, and what one can do."""
    person = rights.person_of(unit, who)
    outbox.say(unit, _welcome(unit, person), to=outbox.to_account(unit, who), thing="welcome", occasion=occasion)


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
    if invite.expires_at <= unit.now:
        raise Rejected("invite-expired")
    if person is None:
        person = Person(
            mark=who.mark,
            account_sealed=unit.vault.seal(str(who.id)),
            language=_language_of(unit, who),
            created_at=unit.now,
        )
        unit.session.add(person)
    person.name_sealed = unit.vault.seal(who.name)
    person.reachable = True
    unit.session.flush()
    _bind(unit, person, RoleName(invite.role), invite.department_id)
    invite.used_by, invite.used_at = person.id, unit.now
    audit.note(unit, audit.person(person.id), "join", f"invite:{invite.id}", {"role": invite.role})
    to = outbox.to_person(person.id)
    outbox.say(unit, _welcome(unit, person), to=to, thing="welcome", occasion=f"joined {invite.id}")
    roles = tuple(role.role for role in rights.roles_of(unit, person.id))
    outbox.put(unit, Menu(roles=roles), to=to, thing="menu", occasion=f"joined {invite.id}", op="menu")
    department = unit.session.get(Department, invite.department_id) if invite.department_id is not None else None
    for coordinator in outbox.coordinators(unit):
        if coordinator != to:
            joined = Joined(role=invite.role, department=department.name if department else None, name=who.name)
            outbox.put(unit, joined, to=coordinator, thing=f"invite:{invite.id}", occasion="joined")
    return None


def choose_department(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """A coordinator wants to invite: for which department?"""
    coordinator = rights.coordinator(unit, who)
    bound = (
        select(Role.department_id, func.count().label("liaisons"))
        .where(Role.role == RoleName.LIAISON, Role.ended_at.is_(None))
        .group_by(Role.department_id)
        .subquery()
    )
    rows = unit.conn.execute(
        select(Department.id, Department.name, func.coalesce(bound.c.liaisons, 0))
        .outerjoin(bound, bound.c.department_id == Department.id)
        .order_by(func.coalesce(bound.c.liaisons, 0), Department.id)
    ).all()
    if not rows:
        raise Rejected("invite-no-departments")
    pages = -(-len(rows) // PAGE)
    page = min(max(page, 0), pages - 1)
    shown = tuple((row[0], row[1], row[2]) for row in rows[page * PAGE : (page + 1) * PAGE])
    card = ChooseDepartment(departments=shown, page=page, pages=pages)
    outbox.show(
        unit,
        card,
        to=outbox.to_person(coordinator.id),
        card="invite",
        occasion=occasion,
        ring=not occasion.startswith("press"),
    )


def invite_liaison(unit: Unit, who: Account, department_id: int, occasion: str) -> Note:
    """The link for a department's liaison, as a message of its own to pass on."""
    coordinator = rights.coordinator(unit, who)
    department = unit.session.get(Department, department_id)
    if department is None:
        raise Moved
    token, invite = create_invite(unit, RoleName.LIAISON, department=department.name, invited_by=coordinator.id)
    link = InviteLink(
        role=invite.role,
        department=department.name,
        link=deep_link(unit, f"i_{token}"),
        expires_at=invite.expires_at,
    )
    outbox.say(unit, link, to=outbox.to_person(coordinator.id), thing=f"invite:{invite.id}", occasion=occasion)
    return Note("invite-made", {"department": department.name})


def _bind(unit: Unit, person: Person, role: RoleName, department_id: int | None) -> None:
    held = select(Role.id).where(
        Role.person_id == person.id,
        Role.role == role,
        Role.ended_at.is_(None),
        Role.department_id.is_(None) if department_id is None else Role.department_id == department_id,
    )
    if unit.conn.scalar(held) is None:
        unit.session.add(Role(person_id=person.id, role=role, department_id=department_id, since=unit.now))
        unit.session.flush()


def _welcome(unit: Unit, person: Person | None) -> Welcome:
    roles = rights.roles_of(unit, person.id) if person is not None else []
    return Welcome(
        roles=tuple(dict.fromkeys(role.role for role in roles)),
        departments=tuple(role.department.name for role in roles if role.department is not None),
        office=unit.settings.office.name,
    )


def _language_of(unit: Unit, who: Account) -> str:
    """What the account chose before it had a role, else the office's."""
    chosen = unit.conn.scalar(select(Dialogue.language).where(Dialogue.mark == who.mark))
    return chosen or unit.settings.office.language


def help_screen(unit: Unit, who: Account, occasion: str) -> None:
    """/help: the same screen as /start, for whoever asks."""
    start(unit, who, occasion)


def ask_language(unit: Unit, who: Account, occasion: str) -> None:
    outbox.say(unit, ChooseLanguage(), to=outbox.to_account(unit, who), thing="language", occasion=occasion)


def set_language(unit: Unit, who: Account, language: str, occasion: str) -> Note:
    """/language: from the next message on."""
    if language not in LANGUAGES:
        raise Moved
    dialogue = dialogues.current(unit, who)
    dialogue.language = language
    person = rights.person_of(unit, who)
    if person is not None:
        person.language = language
        roles = tuple(role.role for role in rights.roles_of(unit, person.id))
        outbox.put(unit, Menu(roles=roles), to=outbox.to_person(person.id), thing="menu", occasion=occasion, op="menu")
    outbox.say(unit, _welcome(unit, person), to=outbox.to_account(unit, who), thing="welcome", occasion=occasion)
    return Note("language-set", {})
