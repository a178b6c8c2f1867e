"""[ 发给部门 ]: the document goes to those it concerns, once, in working hours."""

from __future__ import annotations

from datetime import date

from db.queries import rounds
from db.tables import Act
from db.units import Unit
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.supervision import ActDelivered
from domain.people import Account
from domain.workdays import next_working_moment
from jobs import audit, outbox, rights
from jobs.supervision import receivers, register


def ask(unit: Unit, who: Account, act_id: int, occasion: str, *, asks: bool = True) -> None:
    """To how many people, before it goes; [ 不发 ] asks no more."""
    rights.coordinator(unit, who)
    act = _sendable(unit, who, act_id, occasion)
    register.show(unit, who, register.card(unit, act, asks=asks), occasion)


def send(unit: Unit, who: Account, act_id: int, occasion: str) -> Note:
    person = rights.coordinator(unit, who)
    act = _sendable(unit, who, act_id, occasion)
    people = receivers.of(unit, act)
    if not people:
        raise Rejected("act-nobody-there")
    office = unit.settings.office
    at = next_working_moment(unit.now, office.working_hours, office.zone, rounds.calendar(unit))
    message = _delivered(act)
    for person_id in people:
        to = outbox.to_person(person_id)
        outbox.put(unit, message, to=to, thing=register.thing(act), occasion="sent", not_before=at)
    audit.note(unit, audit.person(person.id), register.SENT, register.thing(act), {"people": len(people)})
    act.rev += 1
    unit.session.flush()
    register.show(unit, who, register.card(unit, act), occasion)
    return Note("act-sent-waits" if at > unit.now else "act-sent", {"people": len(people)})


def _sendable(unit: Unit, who: Account, act_id: int, occasion: str) -> Act:
    """The act, locked. Raises `Moved` with its card where it has been sent."""
    act = unit.session.get(Act, act_id, with_for_update=True)
    if act is None or act.file is None:
        raise Moved
    if register.card(unit, act).sent_at is not None:
        raise Moved("act-sent-already", then=lambda unit: register.show_act(unit, who, act_id, occasion))
    return act


def _delivered(act: Act) -> ActDelivered:
    assert act.file is not None
    answer_by = act.content.get("answer_by")
    return ActDelivered(
        act_kind=act.kind,
        year=act.year,
        number=act.number,
        department=act.department.name if act.department is not None else None,
        key=act.cycle.key if act.cycle is not None else None,
        count=len(act.content["tasks"]),
        answer_by=date.fromisoformat(answer_by) if answer_by else None,
        name=act.content["file"],
        sha256=act.file.sha256,
    )
