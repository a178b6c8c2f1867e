"""What does the register of objections say? Every line of it, without anyone's identity. Nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from db.queries import publicity as periods
from db.tables import Audit, Letter, Objection, ObjectionTask, Outbox, OutboxState, Publicity, Task
from db.units import Reading
from domain.messages.objections import ObjectionLetter
from domain.states import ObjectionState

# in the audit
LATE_ACCEPTED, LATE_KEPT = "objection.late_accepted", "objection.late_kept"
WITHDRAWN = "objection.withdrawn"
_LETTER = ObjectionLetter.KIND
_PARKED = (OutboxState.HELD, OutboxState.DEAD)
_WAITING = (OutboxState.QUEUED, OutboxState.SENDING)
AT_ONCE = 500  # things a statement asks for: SQLite and PostgreSQL both take so many


@dataclass(frozen=True)
class Asked:
    """Which lines of the register: None asks for all. Days are the office's, both inclusive, of the day it came in."""

    programme: str | None = None
    task: str | None = None
    publicity: int | None = None
    source: str | None = None
    states: tuple[ObjectionState, ...] = ()
    late: bool | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Entry:
    """One line. `delivery` is none, underway, delivered or parked; `decision` of a late one: accepted, kept or nothing.

    `group`: the register number of the first of the same objections, of several people.
    """

    id: int
    number: str
    source: str
    received_on: date
    posted_on: date | None
    late: bool
    decision: str
    notice: str
    tasks: tuple[str, ...]
    anonymous: bool
    state: str
    is_open: bool
    days: int
    due_on: date | None
    upheld: bool | None
    answer: str
    answered_on: date | None
    settled: bool | None
    group: str
    seen_at: datetime | None
    delivery: str


def entries(reading: Reading, asked: Asked) -> list[Entry]:
    """The lines asked for, in the order of their numbers."""
    found = list(reading.session.scalars(_asked(asked)))
    in_time = [one for one in found if _within(reading, one, asked)]
    return entries_of(reading, in_time)


def entries_of(reading: Reading, objections: Sequence[Objection]) -> list[Entry]:
    """These objections as lines of the register."""
    ids = [objection.id for objection in objections]
    delivery, decisions = deliveries(reading, ids), _decisions(reading)
    first = [one.grouped_with for one in objections if one.grouped_with is not None]
    numbers: dict[int, str] = {}
    for at in range(0, len(first), AT_ONCE):
        rows = reading.conn.execute(
            select(Objection.id, Objection.register_number).where(Objection.id.in_(first[at : at + AT_ONCE]))
        )
        numbers |= {row.id: row.register_number for row in rows}
    return [_entry(reading, one, delivery, decisions, numbers) for one in objections]


def received_on(reading: Reading, objection: Objection) -> date:
    """The office's day it came in."""
    return objection.received_on or _day(reading, objection.created_at)


def late_decision(reading: Reading, register_number: str) -> tuple[str, str]:
    """What was decided of a late one: `accepted` with its reason, `kept`, or nothing yet."""
    row = reading.conn.execute(
        select(Audit.action, Audit.reason)
        .where(Audit.thing == f"objection:{register_number}", Audit.action.in_((LATE_ACCEPTED, LATE_KEPT)))
        .order_by(Audit.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return "", ""
    return ("accepted", row.reason or "") if row.action == LATE_ACCEPTED else ("kept", "")


def deliveries(reading: Reading, objection_ids: Sequence[int]) -> dict[int, str]:
    """How far the letters of each are: none, underway, delivered (all of them), parked (any of them)."""
    of_letter: dict[str, int] = {}
    states: dict[int, set[int]] = defaultdict(set)
    for at in range(0, len(objection_ids), AT_ONCE):
        rows = reading.conn.execute(
            select(Letter.id, Letter.objection_id).where(Letter.objection_id.in_(objection_ids[at : at + AT_ONCE]))
        )
        of_letter |= {f"letter:{row.id}": row.objection_id for row in rows}
    things = list(of_letter)
    for at in range(0, len(things), AT_ONCE):
        for row in reading.conn.execute(
            select(Outbox.thing, Outbox.state).where(
                Outbox.channel == "mail", Outbox.kind == _LETTER, Outbox.thing.in_(things[at : at + AT_ONCE])
            )
        ):
            states[of_letter[row.thing]].add(row.state)
    return {id_: _delivery(states.get(id_, set())) for id_ in objection_ids}


def _delivery(states: set[int]) -> str:
    if states.intersection(_PARKED):
        return "parked"
    if states.intersection(_WAITING):
        return "underway"
    return "delivered" if OutboxState.SENT in states else "none"


def _asked(asked: Asked) -> Select[Objection]:
    query = select(Objection).order_by(Objection.id)
    query = query.options(
        selectinload(Objection.tasks).joinedload(ObjectionTask.task), selectinload(Objection.publicity)
    )
    if asked.publicity is not None:
        query = query.where(Objection.publicity_id == asked.publicity)
    if asked.source is not None:
        query = query.where(Objection.source == asked.source)
    if asked.states:
        query = query.where(Objection.state.in_(asked.states))
    if asked.late is not None:
        query = query.where(Objection.late.is_(asked.late))
    if asked.task is not None or asked.programme is not None:
        named = select(ObjectionTask.objection_id).join(Task, Task.id == ObjectionTask.task_id)
        if asked.task is not None:
            named = named.where(Task.number == asked.task)
        if asked.programme is not None:
            named = named.where(Task.programme.has(name=asked.programme))
        query = query.where(Objection.id.in_(named))
    return query


def _within(reading: Reading, objection: Objection, asked: Asked) -> bool:
    day = received_on(reading, objection)
    return (asked.since is None or day >= asked.since) and (asked.until is None or day <= asked.until)


def _decisions(reading: Reading) -> dict[str, str]:
    rows = reading.conn.execute(
        select(Audit.thing, Audit.action).where(Audit.action.in_((LATE_ACCEPTED, LATE_KEPT))).order_by(Audit.id.desc())
    )
    return {row.thing: "accepted" if row.action == LATE_ACCEPTED else "kept" for row in rows}


def _entry(
    reading: Reading,
    objection: Objection,
    delivery: dict[int, str],
    decisions: dict[str, str],
    numbers: dict[int, str],
) -> Entry:
    answered = _day(reading, objection.answered_at) if objection.answered_at is not None else None
    received = received_on(reading, objection)
    return Entry(
        id=objection.id,
        number=objection.register_number,
        source=objection.source,
        received_on=received,
        posted_on=objection.posted_on,
        late=objection.late,
        decision=decisions.get(f"objection:{objection.register_number}", ""),
        notice=_title(objection.publicity),
        tasks=tuple(row.task.number for row in objection.tasks),
        anonymous=objection.anonymous,
        state=objection.state,
        is_open=periods.is_open(objection),
        days=((answered or reading.today) - received).days,
        due_on=objection.answer_due_on,
        upheld=objection.upheld,
        answer=objection.answer or "",
        answered_on=answered,
        settled=objection.settled,
        group=numbers.get(objection.grouped_with or 0, ""),
        seen_at=objection.seen_at,
        delivery=delivery[objection.id],
    )


def _title(publicity: Publicity) -> str:
    return publicity.title or "、".join(periods.numbers(publicity))


def _day(reading: Reading, instant: datetime) -> date:
    return instant.astimezone(reading.settings.office.zone).date()
