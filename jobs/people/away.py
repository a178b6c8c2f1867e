"""When is a liaison away, and who is asked meanwhile? /away: the days, typed or tapped; a deputy by link or by tap.

The days are one for all of a person's departments. Nothing is told here at midnight: whom the days concern hears of
them in working hours (`absences`).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.queries import asked, reports, rounds
from db.tables import Invite, Person, Role
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.absence import AskAway, AwayCard, Cover
from domain.messages.base import Note
from domain.people import Account, Away, RoleName, next_week, read_away, this_week
from jobs import audit, dialogues, outbox, rights
from jobs.people import ending
from jobs.people.absences import come_back, stand_in
from jobs.people.invites import create_invite, send_link

FORM = "away"


def own_roles(reading: Reading, person_id: int) -> list[Role]:
    """The departments a person is the liaison of, not only a deputy for."""
    roles = rights.roles_of(reading, person_id)
    return [role for role in roles if role.role == RoleName.LIAISON and role.stands_in_for is None]


def _speaker(reading: Reading, who: Account) -> tuple[Person, list[Role]]:
    """The liaison who is speaking, with roles of their own. A deputy has no days to be away from."""
    person = rights.person_of(reading, who)
    roles = own_roles(reading, person.id) if person is not None else []
    if person is None or not roles:
        rights.liaison(reading, who)  # says who is none at all
        raise Rejected("away-deputy")
    return person, roles


# -- the days -----------------------------------------------------------------------------------------------------


def begin(unit: Unit, who: Account, occasion: str, *, anew: bool = False) -> None:
    """/away: the days and who is asked meanwhile; else the question."""
    _, roles = _speaker(unit, who)
    if _is_set(unit, roles) and not anew:
        _show_card(unit, who, occasion)
        return
    dialogues.open_form(unit, who, FORM, 0, "dates")
    _show_form(unit, who, None, occasion)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    _, roles = _speaker(unit, who)
    if isinstance(answer, Chosen) and answer.value == "leave":
        dialogues.close(unit, dialogue)
        _show_card(unit, who, occasion, ring=False)
        return None
    days = _days(unit, answer)
    dialogues.close(unit, dialogue)
    person = _speaker(unit, who)[0]
    for role in roles:
        role.away_from, role.away_until = days.first, days.last
        detail = {"from": days.first.isoformat(), "until": days.last.isoformat()}
        audit.note(unit, audit.person(person.id), "role.away", f"role:{role.id}", detail)
    unit.session.flush()
    _show_card(unit, who, occasion, ring=not isinstance(answer, Chosen))
    return Note("away-set", {})


def _days(reading: Reading, answer: Answer) -> Away:
    match answer:
        case Chosen(value="today"):
            return Away(reading.today, reading.today)
        case Chosen(value="week"):
            return this_week(reading.today)
        case Chosen(value="next"):
            return next_week(reading.today)
        case Typed(text=text):
            return read_away(text, reading.today, rounds.calendar(reading))
    raise Rejected("away-dates-unclear", given="")


def come_back_early(unit: Unit, who: Account, occasion: str) -> Note:
    """[ 提前回岗 ]: asked again from this moment on; whoever stood in is thanked."""
    person, roles = _speaker(unit, who)
    away = [role for role in roles if role.away_from is not None]
    if not away:
        raise Moved(then=lambda later: _show_card(later, who, f"again {occasion}"))
    for role in away:
        come_back(unit, role, audit.person(person.id), occasion)
    _show_card(unit, who, occasion, ring=False)
    return Note("away-is-back", {})


# -- who meanwhile ------------------------------------------------------------------------------------------------


def invite_deputy(unit: Unit, who: Account, role_id: int, occasion: str) -> Note:
    """[ 邀请代填人 ]: a link for somebody who is not here yet."""
    person, role = _role(unit, who, role_id)
    assert role.department is not None
    token, invite = create_invite(
        unit, RoleName.LIAISON, department=role.department.name, invited_by=person.id, stands_in_for=role
    )
    send_link(unit, outbox.to_person(person.id), token, invite, occasion)
    _show_card(unit, who, f"again {occasion}")
    return Note("away-link-made", {})


def ask_colleague(unit: Unit, who: Account, role_id: int, colleague: int) -> Note:
    """[ 请…代填 ]: another liaison of the department, who is asked anyway, is told to look after it alone."""
    person, role = _role(unit, who, role_id)
    assert role.department is not None
    if role.away_from is None or colleague not in [id_ for id_, _ in _others(unit, role)]:
        raise Moved(then=lambda later: _show_card(later, who, "again"))
    told = stand_in(unit, role, deputy=False)
    to = outbox.to_person(colleague)
    outbox.put(unit, told, to=to, thing=f"role:{role.id}", occasion=f"asked {told.first}{told.last}")
    audit.note(unit, audit.person(person.id), "role.colleague", f"role:{role.id}", {"person": colleague})
    return Note("away-asked", {"name": reports.name_of(unit, colleague) or "none"})


def drop_deputy(unit: Unit, who: Account, role_id: int, occasion: str) -> Note:
    """[ 不用…代填 ]: the deputy's role ends."""
    person, roles = _speaker(unit, who)
    deputy = unit.session.get(Role, role_id, with_for_update=True)
    if deputy is None or deputy.ended_at is not None:
        raise Moved(then=lambda later: _show_card(later, who, f"again {occasion}"))
    if deputy.stands_in_for not in [role.id for role in roles]:
        raise Forbidden("not-yours")
    ending.end(unit, deputy, audit.person(person.id), "over")
    _show_card(unit, who, occasion, ring=False)
    return Note("away-dropped", {})


def _role(unit: Unit, who: Account, role_id: int) -> tuple[Person, Role]:
    person, roles = _speaker(unit, who)
    role = next((role for role in roles if role.id == role_id), None)
    if role is None:
        raise Forbidden("not-yours")
    return person, role


# -- the cards ----------------------------------------------------------------------------------------------------


def show(unit: Unit, who: Account, note: Note | None) -> None:
    _show_form(unit, who, note, "again")


def _show_form(unit: Unit, who: Account, note: Note | None, occasion: str) -> None:
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM:
        return
    person = rights.person_of(unit, who)
    if person is None or not own_roles(unit, person.id):
        dialogues.close(unit, dialogue)
        return
    card = AskAway(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        week_ends=this_week(unit.today).last,
        next_week_ends=next_week(unit.today).last,
        note=note,
    )
    _show(unit, person.id, card, occasion if occasion != "again" else f"again {dialogue.rev}")


def _show_card(unit: Unit, who: Account, occasion: str, *, ring: bool | None = None) -> None:
    person, roles = _speaker(unit, who)
    first, last = _span(roles)
    card = AwayCard(
        first=first,
        last=last,
        begun=first is not None and first <= unit.today,
        covers=tuple(_cover(unit, role) for role in roles) if first is not None else (),
    )
    _show(unit, person.id, card, occasion, ring=ring)


def _show(unit: Unit, person_id: int, card: AskAway | AwayCard, occasion: str, *, ring: bool | None = None) -> None:
    rings = ring if ring is not None else not occasion.startswith(("press", "again"))
    to = outbox.to_person(person_id)
    outbox.show(unit, card, to=to, card=away_card(person_id), occasion=occasion, ring=rings)


def away_card(person_id: int) -> str:
    return f"away:{person_id}"


def _is_set(reading: Reading, roles: list[Role]) -> bool:
    return any(
        role.away_from is not None and (role.away_until is None or role.away_until >= reading.today) for role in roles
    )


def _span(roles: list[Role]) -> tuple[date | None, date | None]:
    away = [role for role in roles if role.away_from is not None]
    return (away[0].away_from, away[0].away_until) if away else (None, None)


def _cover(reading: Reading, role: Role) -> Cover:
    assert role.department is not None
    deputies = [(one.id, reports.name_of(reading, one.person_id)) for one in ending.deputies_of(reading, role)]
    invited = reading.conn.scalar(
        select(Invite.id)
        .where(Invite.stands_in_for == role.id, Invite.used_at.is_(None), Invite.expires_at > reading.now)
        .limit(1)
    )
    return Cover(
        role=role.id,
        department=role.department.name,
        deputies=tuple(deputies),
        others=tuple(_others(reading, role)),
        invited=invited is not None,
        email=role.department.email,
    )


def _others(reading: Reading, role: Role) -> list[tuple[int, str]]:
    """The department's other liaisons who are asked today: (person, name)."""
    assert role.department_id is not None
    deputies = {one.person_id for one in ending.deputies_of(reading, role)}
    people = asked.of_department(reading, role.department_id)
    return [
        (person_id, reports.name_of(reading, person_id))
        for person_id in people
        if person_id != role.person_id and person_id not in deputies
    ]
