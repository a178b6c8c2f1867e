"""Who is there? /people: departments, their people, one person's card; roles end here, lost accounts get a new link."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import reports, roster
from db.tables import Department, Dialogue, Person, Role
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.base import Message, Note
from domain.messages.roster import DepartmentPeople, Find, PersonCard, Roster
from domain.people import Account, RoleName, finds
from jobs import audit, dialogues, outbox, rights
from jobs.people import ending, joining
from jobs.people.invites import create_invite, send_link, void_rebinding
from jobs.people.start import put_menu

FORM = "people"
CARD = "people"
PAGE = 8
MOST_FOUND = 8


# -- looking ------------------------------------------------------------------------------------------------------


def show_all(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """/people: every department; those that nobody answers for stand first."""
    coordinator = rights.coordinator(unit, who)
    _leave_search(unit, who)
    lines = roster.lines(unit)
    pages = max(-(-len(lines) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    office = roster.roles_of_department(unit, None)
    card = Roster(
        lines=tuple(lines[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
        departments=len(lines),
        without=sum(line.liaisons <= line.unreachable for line in lines),
        coordinators=sum(role.role == RoleName.COORDINATOR for role in office),
        leaders=sum(role.role == RoleName.LEADER for role in office),
    )
    _show(unit, coordinator, card, occasion)


def show_department(unit: Unit, who: Account, department_id: int, occasion: str) -> None:
    """One department's people; 0 is the office itself."""
    coordinator = rights.coordinator(unit, who)
    department = unit.session.get(Department, department_id) if department_id else None
    if department is None and department_id:
        raise Moved
    _leave_search(unit, who)
    card = DepartmentPeople(
        id=department.id if department is not None else 0,
        name=department.name if department is not None else "",
        email=department.email if department is not None else None,
        roles=tuple(
            roster.role_line(unit, role)
            for role in roster.roles_of_department(unit, department.id if department is not None else None)
        ),
        invited_on=roster.invited_in_vain(unit, department.id) if department is not None else None,
    )
    _show(unit, coordinator, card, occasion)


def show_person(
    unit: Unit, who: Account, person_id: int, back: int, occasion: str, *, asks: str = "", about: int = 0
) -> None:
    """One person's card. `asks` once more before a role ends, or how a lost account shall be replaced."""
    coordinator = rights.coordinator(unit, who)
    person = unit.session.get(Person, person_id)
    roles = rights.roles_of(unit, person_id) if person is not None else []
    if person is None or not (roles or joining.rebindable(unit, person_id)):
        raise Moved(then=lambda later: show_department(later, who, back, f"again {occasion}"))
    if asks == "end" and about not in [role.id for role in roles]:
        raise Moved(then=lambda later: show_person(later, who, person_id, back, f"again {occasion}"))
    _leave_search(unit, who)
    card = PersonCard(
        person=person.id,
        name=reports.name_of(unit, person.id),
        roles=tuple(roster.role_line(unit, role) for role in roles),
        reachable=person.reachable,
        back=back,
        asks=asks,
        about=about,
    )
    _show(unit, coordinator, card, occasion)


def _show(unit: Unit, coordinator: Person, card: Message, occasion: str) -> None:
    ring = not occasion.startswith(("press", "again"))
    outbox.show(unit, card, to=outbox.to_person(coordinator.id), card=CARD, occasion=occasion, ring=ring)


# -- looking for somebody -----------------------------------------------------------------------------------------


def ask_find(unit: Unit, who: Account, occasion: str) -> None:
    """[ 查找 ]: the card waits for some letters of a name."""
    rights.coordinator(unit, who)
    dialogues.open_form(unit, who, FORM, 0, "find")
    _show_find(unit, who, None, occasion)


def find(unit: Unit, who: Account, text: str, occasion: str) -> None:
    """`/people 水利`: what has these letters in its name."""
    rights.coordinator(unit, who)
    if not text.strip():
        show_all(unit, who, occasion)
        return
    dialogues.open_form(unit, who, FORM, 0, "find", asked=text.strip()[:40])
    _show_find(unit, who, None, occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    rights.coordinator(unit, who)
    if isinstance(answer, Chosen):
        dialogues.close(unit, dialogue)
        show_all(unit, who, occasion)
        return None
    if not isinstance(answer, Typed) or not answer.text.strip():
        raise Rejected("people-find-expected")
    dialogues.move(dialogue, asked=answer.text.strip()[:40])
    _show_find(unit, who, None, occasion)
    return None


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show_find(unit, who, note, "again")


def _show_find(unit: Unit, who: Account, note: Note | None, occasion: str) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM:
        return
    coordinator = rights.coordinator(unit, who)
    asked = dialogue.fields.get("asked", "")
    people, departments = _found(unit, asked) if asked else ([], [])
    card = Find(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        asked=asked,
        people=tuple(people[:MOST_FOUND]),
        departments=tuple(departments[:MOST_FOUND]),
        note=note,
    )
    _show(unit, coordinator, card, occasion if occasion != "again" else f"again {dialogue.rev}")


def _found(reading: Reading, asked: str) -> tuple[list[tuple[int, str, str]], list[tuple[int, str]]]:
    """(person, name, department), (department, name): some hundred names are opened, in a few milliseconds."""
    people: dict[int, tuple[int, str, str]] = {}
    for role in reading.session.scalars(select(Role).where(Role.ended_at.is_(None)).order_by(Role.id)):
        name = reports.name_of(reading, role.person_id)
        if finds(asked, name):
            department = role.department.name if role.department is not None else ""
            people.setdefault(role.person_id, (role.person_id, name, department))
    rows = reading.conn.execute(select(Department.id, Department.name).order_by(Department.id))
    return list(people.values()), [(row.id, row.name) for row in rows if finds(asked, row.name)]


def _leave_search(unit: Unit, who: Account) -> None:
    """What was looked for is found, or given up: what is typed next is for nobody here."""
    dialogue: Dialogue = dialogues.current(unit, who)
    if dialogue.form == FORM:
        dialogues.close(unit, dialogue)


# -- acting -------------------------------------------------------------------------------------------------------


def ask_end(unit: Unit, who: Account, role_id: int, back: int, occasion: str) -> None:
    """[ 结束 ] asks once more."""
    rights.coordinator(unit, who)
    role = unit.session.get(Role, role_id)
    if role is None or role.ended_at is not None:
        raise Moved(then=lambda later: show_department(later, who, back, f"again {occasion}"))
    show_person(unit, who, role.person_id, back, occasion, asks="end", about=role_id)


def end_role(unit: Unit, who: Account, role_id: int, back: int, occasion: str) -> Note:
    """结束: the role is over, and its person is told."""
    coordinator = rights.coordinator(unit, who)
    role = unit.session.get(Role, role_id, with_for_update=True)
    if role is None or role.ended_at is not None:
        raise Moved(then=lambda later: show_department(later, who, back, f"again {occasion}"))
    if role.role == RoleName.COORDINATOR and len(outbox.coordinators(unit)) == 1:
        raise Rejected("people-last-coordinator")
    ending.end(unit, role, audit.person(coordinator.id), "ended")
    if role.role == RoleName.LIAISON and role.stands_in_for is None:
        joining.tell_left(unit, role)
    if role.person_id != coordinator.id:
        show_department(unit, who, back, occasion)
    return Note("people-role-ended", {})


def rebind(unit: Unit, who: Account, person_id: int, back: int, occasion: str, *, stop: bool) -> Note:
    """换绑: a link for the person's new account. `stop`: the old one has no rights from this moment on."""
    coordinator = rights.coordinator(unit, who)
    person = unit.session.get(Person, person_id)
    roles = joining.rebindable(unit, person_id) if person is not None else []
    if person is None or not roles:
        raise Moved(then=lambda later: show_department(later, who, back, f"again {occasion}"))
    if person.id == coordinator.id:
        raise Rejected("people-rebind-yourself")
    name = reports.name_of(unit, person.id)
    if stop:
        _stop(unit, coordinator, person)
    void_rebinding(unit, person.id)
    token, invite = create_invite(unit, RoleName(roles[0].role), invited_by=coordinator.id, rebinds=person.id)
    send_link(unit, outbox.to_person(coordinator.id), token, invite, occasion, name=name)
    show_person(unit, who, person_id, back, occasion)
    return Note("people-rebind-made", {"stopped": "yes" if stop else "no"})


def _stop(unit: Unit, coordinator: Person, person: Person) -> None:
    """Reported lost: every role ends at once, noted so that the new account gets the same ones back."""
    live = rights.roles_of(unit, person.id)
    if not live:
        return
    stopped = [role.id for role in joining.rebindable(unit, person.id)]
    for role in live:
        role.ended_at = unit.now
    unit.session.flush()
    audit.note(unit, audit.person(coordinator.id), joining.STOPPED, f"person:{person.id}", {"stopped": stopped})
    ending.take_cards(unit, person.id)
    put_menu(unit, person.id, f"stopped {unit.now.isoformat()}")
