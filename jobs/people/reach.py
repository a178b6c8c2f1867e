"""Who can be reached in chat? Somebody stops the bot, and comes back: both are noticed, and nothing is lost between."""

from __future__ import annotations

from sqlalchemy import func, select, update

from db.queries import asked, rounds
from db.tables import Lane, Outbox, OutboxState, Person, Role
from db.units import Unit
from domain.messages.collection import Prompt, Reminder
from domain.messages.trouble import Unreachable
from domain.people import Account, RoleName
from jobs import audit, outbox


def lost(unit: Unit, person_id: int) -> None:
    """A person blocked the bot or is gone: noted once, and the other coordinators hear of a liaison."""
    person = unit.session.get_one(Person, person_id)
    if not person.reachable:
        return
    person.reachable = False
    audit.note(unit, audit.CLOCK, "unreachable", f"person:{person_id}")
    for role in _liaison_roles(unit, person_id):
        assert role.department is not None
        told = Unreachable(
            department=role.department.name,
            alone=not asked.of_department(unit, role.department.id),
            department_id=role.department.id,
            email=role.department.email,
        )
        for to in outbox.coordinators(unit):
            if to != outbox.to_person(person_id):
                outbox.put(
                    unit,
                    told,
                    to=to,
                    thing=f"person:{person_id}",
                    occasion=f"unreachable {role.id} {unit.now.isoformat()}",
                    card=_card(role),
                )


def found(unit: Unit, person_id: int, occasion: str) -> None:
    """They can be reached again: what could not be brought to them is told once, as it is now."""
    person = unit.session.get_one(Person, person_id)
    if person.reachable:
        return
    person.reachable = True
    audit.note(unit, audit.person(person_id), "reachable", f"person:{person_id}")
    for role in _liaison_roles(unit, person_id):
        assert role.department is not None
        back = Unreachable(department=role.department.name, back=True)
        outbox.edit_shown(unit, back, card=_card(role))
    # What was parked meanwhile is said by what follows.
    unit.conn.execute(
        update(Outbox)
        .where(
            Outbox.recipient == outbox.to_person(person_id),
            Outbox.kind.in_((Prompt.KIND, Reminder.KIND)),
            Outbox.state.in_((OutboxState.HELD, OutboxState.DEAD)),
        )
        .values(state=OutboxState.WITHDRAWN, facts_sealed=None, settled_at=unit.now)
    )
    tell_owed(unit, person_id, occasion)


def account_lost(unit: Unit, who: Account) -> None:
    """Telegram says that the account has blocked the bot."""
    person_id = _person(unit, who)
    if person_id is not None:
        lost(unit, person_id)


def account_found(unit: Unit, who: Account, occasion: str) -> None:
    person_id = _person(unit, who)
    if person_id is not None:
        found(unit, person_id, occasion)


def tell_owed(unit: Unit, person_id: int, occasion: str) -> None:
    """What the person is asked for now, as ONE message that rings; a round whose prompt they never had brings its own."""
    to = outbox.to_person(person_id)
    owed = rounds.owed_by(unit, person_id)
    rounds_owed = dict.fromkeys((request.cycle_id, request.department_id) for request in owed)
    prompted = [one for one in rounds_owed if _was_asked(unit, to, *one) and not _is_asked_today(unit, to, *one)]
    if len(prompted) == 1:
        card, message = rounds.prompt_card(*prompted[0]), rounds.prompt(unit, *prompted[0])
        outbox.show(unit, message, to=to, card=card, occasion=occasion, ring=True, lane=Lane.PROMPT)
    elif prompted:
        card = rounds.todo_card(person_id)
        outbox.show(
            unit, rounds.todo(unit, person_id), to=to, card=card, occasion=occasion, ring=True, lane=Lane.PROMPT
        )


def _was_asked(unit: Unit, to: str, cycle_id: int, department_id: int) -> bool:
    had = select(Outbox.id).where(
        Outbox.kind == Prompt.KIND,
        Outbox.thing == rounds.prompt_thing(cycle_id, department_id),
        Outbox.recipient == to,
    )
    return unit.conn.scalar(had.limit(1)) is not None


def _is_asked_today(unit: Unit, to: str, cycle_id: int, department_id: int) -> bool:
    """Is the round's card one of today's? It rings by itself, or has just rung."""
    newest = unit.conn.scalar(
        select(func.max(Outbox.created_at)).where(
            Outbox.card == rounds.prompt_card(cycle_id, department_id),
            Outbox.recipient == to,
            Outbox.op == "send",
            Outbox.state.in_(outbox.LIVE),
        )
    )
    return newest is not None and newest.astimezone(unit.settings.office.zone).date() == unit.today


def _person(unit: Unit, who: Account) -> int | None:
    return unit.conn.scalar(select(Person.id).where(Person.mark == who.mark))


def _liaison_roles(unit: Unit, person_id: int) -> list[Role]:
    return list(
        unit.session.scalars(
            select(Role)
            .where(Role.person_id == person_id, Role.role == RoleName.LIAISON, Role.ended_at.is_(None))
            .order_by(Role.id)
        )
    )


def _card(role: Role) -> str:
    return f"unreachable:{role.id}"
