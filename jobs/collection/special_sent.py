"""What becomes of a special round that was sent by mistake? A coordinator cancels it, once more asked, by name of who was.

What was not answered ends: no reminder goes out for it, its cards say so once, without ringing, and a draft stays to be
read. What was reported stays, and is reviewed as any report.
"""

from __future__ import annotations

from sqlalchemy import select, update

from db.queries import asked, cycles, reports, reviews
from db.tables import IS_OWED, Cycle, Department, Outbox, Person, Request
from db.units import Reading, Unit
from domain.answers import Answer, Chosen, Typed
from domain.collection import number_order
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.rounds import RoundCancel, RoundCancelled, RoundOpened
from domain.people import Account
from domain.quarters import is_special
from domain.states import OWED, RequestState
from jobs import audit, dialogues, outbox, rights, stopping

FORM = "round_cancel"
_SAID = {"确认撤销": "cancel", "cancel it": "cancel", "不撤销": "leave", "keep it": "leave"}


def card(cycle_id: int) -> str:
    return f"special:{cycle_id}"


def take_over(unit: Unit, form_card: str, to: str, cycle: Cycle) -> None:
    """The card on which the round was drawn up is the round's from now on."""
    rows = (Outbox.card == form_card) & (Outbox.recipient == to)
    unit.conn.execute(update(Outbox).where(rows).values(card=card(cycle.id)))


def opened(reading: Reading, cycle: Cycle, person_id: int) -> RoundOpened:
    """The round as it stands, to one of the coordinators."""
    requests = reading.session.scalars(select(Request).where(Request.cycle_id == cycle.id)).all()
    departments = {request.department_id for request in requests}
    return RoundOpened(
        key=cycle.key,
        title=cycle.title,
        question=cycle.question or "",
        tasks=tuple(sorted({request.task.number for request in requests}, key=number_order)),
        departments=len(departments),
        requests=len(requests),
        due_on=cycle.due_on,
        provisional=cycle.provisional,
        opens_on=cycle.opens_on,
        opens_now=cycles.opening_moment(reading, cycle.opens_on) <= reading.now,
        unbound=_unbound(reading, departments),
        by_me=cycle.opened_by == person_id,
        cycle=cycle.id,
        owed=sum(request.state in OWED for request in requests),
    )


def _unbound(reading: Reading, departments: set[int]) -> tuple[str, ...]:
    return tuple(
        reading.session.get_one(Department, department).name
        for department in sorted(departments)
        if not asked.of_department(reading, department)
    )


def running(reading: Reading) -> list[Cycle]:
    """The special rounds that are still owed, the newest first."""
    owed = select(Request.cycle_id).where(IS_OWED)
    found = reading.session.scalars(select(Cycle).where(Cycle.id.in_(owed), Cycle.question.is_not(None)))
    return sorted((cycle for cycle in found if is_special(cycle.key)), key=lambda cycle: -cycle.id)


def show_one(unit: Unit, who: Account, cycle_id: int, occasion: str) -> None:
    """One that runs, from the form in which another is drawn up."""
    person = rights.coordinator(unit, who)
    cycle = unit.session.get(Cycle, cycle_id)
    if cycle is None or cycle.cancelled_at is not None:
        raise Moved("round-cancelled-already" if cycle is not None else "moved-on")
    to = outbox.to_person(person.id)
    outbox.show(unit, opened(unit, cycle, person.id), to=to, card=card(cycle.id), occasion=occasion, ring=True)


# -- cancelling ---------------------------------------------------------------------------------------------------


def begin(unit: Unit, who: Account, cycle_id: int) -> None:
    """[撤销调度] asks once more."""
    rights.coordinator(unit, who)
    _owed(unit, _running(unit, cycle_id))
    dialogues.open_form(unit, who, FORM, cycle_id, "sure")
    show(unit, who, None)


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:  # noqa: ARG001 - a form's signature
    """[确认撤销] or [不撤销], pressed or typed."""
    person = rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    said = answer.text.strip().lower() if isinstance(answer, Typed) else ""
    value = answer.value if isinstance(answer, Chosen) else _SAID.get(said, "")
    if value == "leave":
        cycle = unit.session.get_one(Cycle, dialogue.subject)
        dialogues.close(unit, dialogue)
        _show(unit, person.id, cycle, opened(unit, cycle, person.id), f"left {dialogue.rev}")
        return None
    if value != "cancel":
        raise Rejected("round-cancel-press")
    try:
        cycle = _running(unit, dialogue.subject or 0)
        owed = _owed(unit, cycle)
    except Moved as moved:
        moved.then = lambda unit: show(unit, who, None)
        raise
    if _seen(owed) != dialogue.fields.get("seen"):
        raise Moved("round-cancel-moved", then=lambda unit: show(unit, who, None))
    dialogues.close(unit, dialogue)
    _cancel(unit, person, cycle, owed)
    return Note("round-cancelled-toast", {})


def show(unit: Unit, who: Account, note: Note | None) -> None:
    """The card that asks once more, as things stand; where there is nothing to cancel any more it stays as it is."""
    person, dialogue = rights.coordinator(unit, who), dialogues.current(unit, who)
    if dialogue.form != FORM:
        return
    cycle = unit.session.get_one(Cycle, dialogue.subject)
    requests = unit.session.scalars(select(Request).where(Request.cycle_id == cycle.id)).all()
    owed = [request for request in requests if request.state in OWED]
    if not owed:
        dialogues.close(unit, dialogue)
        if cycle.cancelled_at is None:
            _show(unit, person.id, cycle, opened(unit, cycle, person.id), f"over {dialogue.rev}")
        return
    dialogues.move(dialogue, seen=_seen(owed))
    message = RoundCancel(
        key=cycle.key,
        title=cycle.title,
        departments=tuple(dict.fromkeys(request.department.name for request in owed)),
        owed=len(owed),
        begun=sum(reports.draft_of(unit, request.id) is not None for request in owed),
        answered=len(requests) - len(owed),
        dialogue=dialogue.id,
        rev=dialogue.rev,
        note=note,
    )
    _show(unit, person.id, cycle, message, f"cancel {dialogue.id}.{dialogue.rev}")


def _cancel(unit: Unit, person: Person, cycle: Cycle, owed: list[Request]) -> None:
    cycle.cancelled_at = unit.now
    ended = stopping.stop(unit, owed)
    audit.note(unit, audit.person(person.id), "cycle.cancel", f"cycle:{cycle.id}", {"requests": ended})
    requests = unit.session.scalars(select(Request).where(Request.cycle_id == cycle.id)).all()
    for request in requests:
        _offer_no_return(unit, request)
    message = RoundCancelled(
        key=cycle.key,
        title=cycle.title,
        by=reports.name_of(unit, person.id),
        at=unit.now,
        departments=tuple(dict.fromkeys(request.department.name for request in owed)),
        ended=len(ended),
        answered=len(requests) - len(ended),
        unbound=_unbound(unit, {request.department_id for request in owed}),
    )
    outbox.edit_shown(unit, message, card=card(cycle.id))
    unit.nudge("schedule")


def _offer_no_return(unit: Unit, request: Request) -> None:
    """What waits for review is accepted, or left: taken back or returned, nobody would wait for it."""
    report = reports.sent_of(unit, request.id)
    if request.state != RequestState.SUBMITTED or report is None:
        return
    receipt = reports.receipt(unit, request)
    if receipt is not None:
        outbox.edit_shown(unit, receipt, card=reports.request_card(request.id))
    outbox.edit_shown(unit, reviews.in_review(unit, report), card=reviews.review_card(report.id))


def _running(unit: Unit, cycle_id: int) -> Cycle:
    """The round, locked: of two coordinators the second is told."""
    cycle = unit.session.get(Cycle, cycle_id, with_for_update=True)
    if cycle is None or not is_special(cycle.key):
        raise Moved
    if cycle.cancelled_at is not None:
        raise Moved("round-cancelled-already")
    return cycle


def _owed(unit: Unit, cycle: Cycle) -> list[Request]:
    """What nobody has answered, locked: whoever sends meanwhile is first, or too late."""
    owed = select(Request).where(Request.cycle_id == cycle.id, IS_OWED).order_by(Request.id).with_for_update()
    found = list(unit.session.scalars(owed))
    if not found:
        raise Moved("round-all-answered")
    return found


def _seen(owed: list[Request]) -> list[int]:
    return sorted(request.id for request in owed)


def _show(unit: Unit, person_id: int, cycle: Cycle, message: RoundOpened | RoundCancel, occasion: str) -> None:
    outbox.show(unit, message, to=outbox.to_person(person_id), card=card(cycle.id), occasion=occasion)
