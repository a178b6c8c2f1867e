"""How often is a task asked (调度频次): every quarter, month or week? Its own rhythm, or its programme's; set by a coordinator.

A change holds from the next round on that opens after it (docs/adr/005); what was asked before is still owed.
"""

from __future__ import annotations

from sqlalchemy import func, select

from db.queries import cycles
from db.queries.cycles import Track
from db.tables import Cycle, Programme, Request, Task
from db.units import Reading, Unit
from domain.collection import PERMANENT, number_order
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.programmes import NextRound, ProgrammeRhythm, TaskRhythm
from domain.people import Account
from domain.quarters import PeriodKind, kind_of
from domain.states import OWED, TaskState
from jobs import archived, audit, outbox, rights

AS_PROGRAMME = "programme"
MOST_APART = 40  # tasks named on a programme's card


# -- one task -----------------------------------------------------------------------------------------------------


def show_task(unit: Unit, who: Account, task_id: int, occasion: str) -> None:
    """[调度频次] on a task's card."""
    person = rights.coordinator(unit, who)
    task = unit.session.get(Task, task_id)
    if task is None:
        raise Moved
    archived.refuse(unit, task.programme_id)
    outbox.show(
        unit,
        _of_task(unit, task),
        to=outbox.to_person(person.id),
        card=f"rhythm:task:{task.id}",
        occasion=occasion,
        ring=True,
    )


def set_task(unit: Unit, who: Account, task_id: int, chosen: str, occasion: str) -> Note:
    """A rhythm of its own, or its programme's again."""
    person = rights.coordinator(unit, who)
    task = unit.session.get(Task, task_id, with_for_update=True)
    if task is None:
        raise Moved
    archived.refuse(unit, task.programme_id)
    rhythm = None if chosen == AS_PROGRAMME else _kind(chosen)
    if rhythm == task.programme.rhythm:
        rhythm = None  # what is the programme's anyway follows it when that changes
    before = task.rhythm or task.programme.rhythm
    if rhythm != task.rhythm:
        detail = {"from": task.rhythm, "to": rhythm}
        task.rhythm = rhythm
        if (rhythm or task.programme.rhythm) != before:
            task.rhythm_since = unit.now
        audit.note(unit, audit.person(person.id), "task.rhythm", f"task:{task.id}", detail)
        unit.session.flush()
        unit.nudge("schedule")
    outbox.show(
        unit,
        _of_task(unit, task),
        to=outbox.to_person(person.id),
        card=f"rhythm:task:{task.id}",
        occasion=occasion,
    )
    return Note("rhythm-task-set", {"number": task.number, "rhythm": task.rhythm or task.programme.rhythm})


def _of_task(reading: Reading, task: Task) -> TaskRhythm:
    rhythm = PeriodKind(task.rhythm or task.programme.rhythm)
    since = [at for at in (task.rhythm_since, task.programme.rhythm_since) if at is not None]
    asked = task.state != TaskState.CLOSED or PERMANENT in (task.deadline_text or "")
    entered = task.programme.created_at
    track = Track(task.programme_id, rhythm, max([entered, *since]), entered)
    owed = reading.conn.scalars(
        select(Cycle.key)
        .join(Request, Request.cycle_id == Cycle.id)
        .where(Request.task_id == task.id, Request.state.in_(OWED))
        .distinct()
        .order_by(Cycle.key)
    ).all()
    return TaskRhythm(
        task=task.id,
        rev=task.rev,
        number=task.number,
        problem=task.problem,
        programme=task.programme_id,
        programme_name=task.programme.name,
        rhythm=rhythm,
        own=task.rhythm is not None,
        programme_rhythm=task.programme.rhythm,
        coming=_coming(reading, track) if asked else None,
        still=tuple(key for key in owed if kind_of(key) not in (None, rhythm)),
    )


# -- a programme --------------------------------------------------------------------------------------------------


def show_programme(unit: Unit, who: Account, programme_id: int, occasion: str) -> None:
    """[督察频次]: what holds for all tasks that have no rhythm of their own."""
    person = rights.coordinator(unit, who)
    programme = unit.session.get(Programme, programme_id)
    if programme is None:
        raise Moved
    archived.refuse(unit, programme.id)
    outbox.show(
        unit,
        _of_programme(unit, programme),
        to=outbox.to_person(person.id),
        card=f"rhythm:programme:{programme.id}",
        occasion=occasion,
        ring=True,
    )


def set_programme(unit: Unit, who: Account, programme_id: int, chosen: str, occasion: str) -> Note:
    person = rights.coordinator(unit, who)
    programme = unit.session.get(Programme, programme_id, with_for_update=True)
    if programme is None:
        raise Moved
    archived.refuse(unit, programme.id)
    rhythm = _kind(chosen)
    if rhythm != programme.rhythm:
        detail = {"from": programme.rhythm, "to": str(rhythm)}
        programme.rhythm, programme.rhythm_since = rhythm, unit.now
        audit.note(unit, audit.person(person.id), "programme.rhythm", f"programme:{programme.id}", detail)
        unit.session.flush()
        unit.nudge("schedule")
    outbox.show(
        unit,
        _of_programme(unit, programme),
        to=outbox.to_person(person.id),
        card=f"rhythm:programme:{programme.id}",
        occasion=occasion,
    )
    return Note("rhythm-programme-set", {"rhythm": programme.rhythm})


def _of_programme(reading: Reading, programme: Programme) -> ProgrammeRhythm:
    apart = reading.conn.execute(
        select(Task.number, Task.rhythm).where(Task.programme_id == programme.id, Task.rhythm.is_not(None))
    ).all()
    listed = sorted(((row.number, str(row.rhythm)) for row in apart), key=lambda one: number_order(one[0]))
    track = Track(
        programme.id,
        PeriodKind(programme.rhythm),
        max(at for at in (programme.created_at, programme.rhythm_since) if at is not None),
        programme.created_at,
    )
    return ProgrammeRhythm(
        programme=programme.id,
        name=programme.name,
        rhythm=programme.rhythm,
        tasks=reading.conn.scalar(select(func.count(Task.id)).where(Task.programme_id == programme.id)) or 0,
        apart=tuple(listed[:MOST_APART]),
        coming=_coming(reading, track),
    )


def _coming(reading: Reading, track: Track) -> NextRound:
    period = cycles.newest_opened(reading, track).following()
    dates = cycles.dates_of(reading, period)
    while cycles.opening_moment(reading, dates.opens_on) <= reading.now:
        period = period.following()
        dates = cycles.dates_of(reading, period)
    return NextRound(period.key, dates.opens_on, dates.due_on, dates.provisional)


def _kind(chosen: str) -> PeriodKind:
    """A button's word; one that no button of ours carries is stale or forged."""
    try:
        return PeriodKind(chosen)
    except ValueError:
        raise Moved from None
