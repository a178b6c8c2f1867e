"""How far is it? The objector's card and the coordinators' cards, edited as the objection moves."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, bindparam, cast, func, or_, select

from db.prepared import Prepared
from db.queries import publicity as periods
from db.queries import reports
from db.queries.objection_groups import members, offers
from db.tables import Audit, Dialogue, Letter, Objection
from db.units import Reading, Unit, Units
from domain.answer_due import light
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.objections import ObjectionCard, SaidLine, StateCard, TaskLine
from domain.states import ObjectionState
from jobs import dialogues, letters, outbox
from jobs.clock import Clock
from jobs.objections import due, exchange, limits
from jobs.routines import Routine

DRAFT_KEPT = timedelta(hours=24)  # after the last touch, docs/architecture.md
ARRIVED_AT_ONCE = 100  # objections whose cards are edited in one unit
SETTLED, UNSETTLED = "objection.settled", exchange.UNSETTLED
SEEN, TAKEN = "objection.seen", "objection.taken"
_WAITS = (ObjectionState.REGISTERED, ObjectionState.UNDER_REVIEW)  # for the office's answer: its time runs
_DRAFTS = ("objection", "objection_addition", "entry")
_CARDS = {"objection": "objecting", "objection_addition": "adding", "entry": "entering"}


_WHO_DID = Prepared(
    select(Audit.who)
    .where(Audit.thing == bindparam("thing"), Audit.action == bindparam("action"))
    .order_by(Audit.id.desc())
    .limit(1)
)
_ADDITIONS = Prepared(
    select(func.count(func.distinct(Letter.occasion))).where(
        Letter.objection_id == bindparam("objection"), Letter.occasion.startswith("addition ", autoescape=True)
    )
)


def thing(objection: Objection) -> str:
    """What the audit calls it: the register number, which may be told to anyone."""
    return f"objection:{objection.register_number}"


def locked(unit: Unit, objection_id: int) -> Objection:
    """The row as it is now, held until this unit ends. `Moved` where there is none (any more)."""
    objection = unit.session.get(Objection, objection_id, with_for_update=True)
    if objection is None:
        raise Moved
    return objection


def settled(reading: Reading, objection: Objection) -> bool | None:
    """What the objector said of the answer; None where they were not heard yet. The first word counts.

    Before there was a column it stood in the audit alone.
    """
    if objection.settled is not None:
        return objection.settled
    if objection.state != ObjectionState.ANSWERED:
        return None
    action = reading.conn.scalar(
        select(Audit.action)
        .where(Audit.thing == thing(objection), Audit.action.in_((SETTLED, UNSETTLED)))
        .order_by(Audit.id)
        .limit(1)
    )
    return None if action is None else action == SETTLED


def is_open(objection: Objection) -> bool:
    return periods.is_open(objection)


# -- the objector's -----------------------------------------------------------------------------------------------


def state_card(unit: Unit, objection: Objection, *, asking: bool = False, note: Note | None = None) -> StateCard:
    counted = due.counted(unit, objection) if objection.state in _WAITS else None
    return StateCard(
        id=objection.id,
        rev=objection.rev,
        register_number=objection.register_number,
        title=objection.publicity.title or "",
        state=objection.state,
        delivery=letters.delivery_of(unit, objection.id),
        seen=objection.seen_at is not None,
        upheld=objection.upheld,
        asking=asking,
        note=note,
        question=exchange.question_text(exchange.asked(unit, objection)),
        due_on=objection.answer_due_on if objection.state in _WAITS else None,
        provisional=counted is not None and counted.provisional,
    )


def show_objector(unit: Unit, objection: Objection, *, ring: str = "") -> None:
    """The card of whoever lodged it, through the way back that only the sender opens.

    No row names the update that caused it: inbox and objection can't be laid side by side. Whoever called or wrote has
    no account here, and follows it by the receipt code.
    """
    if objection.return_sealed is None:
        return
    back = f"objection:{objection.id}"
    outbox.show(
        unit,
        state_card(unit, objection),
        to=back,
        card=back,
        occasion=ring or f"rev {objection.rev}",
        ring=bool(ring),
    )


# -- the coordinators' --------------------------------------------------------------------------------------------


def case(objection: Objection) -> str:
    """The coordinators' card: never the objector's, though it is of the same objection."""
    return f"case:{objection.id}"


def case_card(unit: Unit, objection: Objection) -> ObjectionCard:
    open_ = is_open(objection)
    found = offers(unit, objection)
    counted = due.counted(unit, objection) if open_ else None
    return ObjectionCard(
        id=objection.id,
        rev=objection.rev,
        register_number=objection.register_number,
        title=objection.publicity.title or "",
        tasks=tuple(TaskLine(row.task_id, row.task.number, row.task.problem) for row in objection.tasks),
        anonymous=objection.anonymous,
        state=objection.state,
        text=text_of(unit, objection),
        files=len(objection.files),
        lodged_at=objection.created_at,
        seen=objection.seen_at is not None,
        additions=additions_of(unit, objection),
        upheld=objection.upheld,
        answer=objection.answer or "",
        delivered=letters.delivery_of(unit, objection.id) == "delivered",
        seen_by=_who_did(unit, objection, SEEN) if objection.seen_at is not None else "",
        taken_by=_who_did(unit, objection, TAKEN) if open_ else "",
        askable=objection.return_sealed is not None,
        said=_said(unit, objection),
        settled=settled(unit, objection),
        due_on=objection.answer_due_on,
        provisional=counted is not None and counted.provisional,
        light=light(objection.state, objection.answer_due_on, due.days(unit)),
        answered_way=objection.answered_way or "",
        source=objection.source,
        late=objection.late,
        group=tuple(row.register_number for row in members(unit, objection) if row.id != objection.id),
        alike=_numbers(unit, {id_ for offer in found for id_ in (offer.objection, offer.other)} - {objection.id}),
        alike_percent=max((offer.percent for offer in found), default=0),
    )


def _numbers(reading: Reading, objection_ids: set[int]) -> tuple[str, ...]:
    wanted = select(Objection.register_number).where(Objection.id.in_(objection_ids)).order_by(Objection.id)
    return tuple(reading.conn.scalars(wanted)) if objection_ids else ()


def _said(unit: Unit, objection: Objection) -> tuple[SaidLine, ...]:
    """Questions, answers, and what the office's answer left open."""
    said = exchange.of(unit, objection.id, exchange.Kind.QUESTION, exchange.Kind.REPLY, exchange.Kind.UNSETTLED)
    return tuple(SaidLine(line.kind, line.text, line.at) for line in said)


def _who_did(unit: Unit, objection: Objection, action: str) -> str:
    """The office's own person who did it last."""
    who = _WHO_DID.scalar(unit, thing=thing(objection), action=action)
    return reports.name_of(unit, int(who.removeprefix("person:"))) if who is not None else ""


def show_coordinators(unit: Unit, objection: Objection, *, ring: str = "") -> None:
    """Every coordinator's copy. `ring`: what happened, where their phones should ring."""
    card = case_card(unit, objection)
    if not ring:
        outbox.edit_shown(unit, card, card=case(objection))
        return
    for to in outbox.coordinators(unit):
        outbox.show(unit, card, to=to, card=case(objection), occasion=f"{ring} {objection.rev}", ring=True)


def changed(unit: Unit, objection: Objection, *, ring: str = "") -> None:
    """The objection has moved: buttons drawn before are stale, every card is brought up to date."""
    objection.rev += 1
    unit.session.flush()
    show_objector(unit, objection)
    show_coordinators(unit, objection, ring=ring)


def text_of(reading: Reading, objection: Objection) -> str:
    return reading.vault.open(objection.text_sealed) if objection.text_sealed is not None else ""


def additions_of(reading: Reading, objection: Objection) -> int:
    return _ADDITIONS.scalar(reading, objection=objection.id) or 0


# -- what the clock does ------------------------------------------------------------------------------------------


def show_arrived(unit: Unit) -> bool:
    """Objections whose letters have all left: their cards say so. True while there may be more."""
    arrived = letters.arrived(unit)[:ARRIVED_AT_ONCE]
    for objection_id in letters.note_arrived(unit, arrived):
        objection = unit.session.get_one(Objection, objection_id)
        if is_open(objection) and letters.delivery_of(unit, objection_id) == "delivered":
            show_objector(unit, objection)
            show_coordinators(unit, objection)
    return bool(arrived)


def _next_arrived(reading: Reading) -> datetime | None:
    return reading.now if letters.arrived(reading) else None


async def _show_arrived(units: Units, _clock: Clock) -> None:
    while await units.run(show_arrived):
        pass


def forget_drafts(unit: Unit) -> None:
    """Drafts nobody has touched for a day are erased: what was never lodged is nobody's business."""
    old = unit.session.scalars(select(Dialogue).where(_has_draft(), Dialogue.touched_at <= unit.now - DRAFT_KEPT))
    for dialogue in old:
        gone = {aside["form"] for aside in dialogue.parked} | {dialogue.form}
        dialogue.parked = [aside for aside in dialogue.parked if aside["form"] not in _DRAFTS]
        if dialogue.form in _DRAFTS:
            proved = dialogue.fields.get("proved")
            dialogues.close(unit, dialogue)
            dialogue.fields = dialogue.fields | ({"proved": proved} if proved else {})
        for name in (name for name in _DRAFTS if name in gone):
            outbox.edit_shown(unit, Sentence(f"{name}-forgotten"), card=draft_card(name, dialogue))
    limits.forget(unit)


def draft_card(form: str, dialogue: Dialogue) -> str:
    """The card of a form whose draft is nobody else's yet."""
    return f"{_CARDS[form]}:{dialogue.id}"


def _next_forgotten(reading: Reading) -> datetime | None:
    oldest: datetime | None = reading.conn.scalar(select(func.min(Dialogue.touched_at)).where(_has_draft()))
    return oldest + DRAFT_KEPT if oldest is not None else None


def _has_draft() -> ColumnElement[bool]:
    parked = [cast(Dialogue.parked, String).contains(f'"{name}"') for name in _DRAFTS]
    # A form is put aside by another that is open: where none is, there is no draft. So an index finds the few there are.
    return Dialogue.form.is_not(None) & or_(Dialogue.form.in_(_DRAFTS), *parked)


async def _forget_drafts(units: Units, _clock: Clock) -> None:
    await units.run(forget_drafts)


OBJECTION_STATES = Routine("objection_states", _next_arrived, _show_arrived)
FORGET_DRAFTS = Routine("forget_drafts", _next_forgotten, _forget_drafts)
