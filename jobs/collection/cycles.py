"""Which round should be open by now? Opens it: the cycle in one unit, then each department in one of its own.

What is missing is found by comparing who owes with what is stored, so a run that was cut off between two units is
completed by the next, and running twice adds nothing. After a long stop only the newest round is opened: its report is
cumulative, and nobody is flooded with the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, cast, exists, literal, select

from db.queries import asked, rounds
from db.tables import Cycle, Department, Lane, Outbox, Programme, Request, Role
from db.units import Reading, Unit, Units
from domain.messages.collection import Prompt, Unbound
from domain.quarters import Period, PeriodKind, latest_opened
from domain.states import OWED, RequestState
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.routines import Routine

OPENED = "opened"


@dataclass(frozen=True)
class Opening:
    """A round of a programme and the instant it opens."""

    programme_id: int
    period: Period
    at: datetime


# -- what should be there -----------------------------------------------------------------------------------------


def openings(reading: Reading) -> list[Opening]:
    """Rounds that should be open now and are not, one a programme at most."""
    found = []
    for programme in rounds.running_programmes(reading):
        newest = _newest(reading, programme)
        stored = select(Cycle.id).where(Cycle.programme_id == programme.id, Cycle.key == newest.period.key)
        if _is_of_the_programme(reading, programme, newest) and reading.conn.scalar(stored) is None:
            found.append(newest)
    return found


def unfinished(reading: Reading) -> list[tuple[int, int]]:
    """(cycle, department) where a request or a liaison's prompt is missing."""
    missing: set[tuple[int, int]] = set()
    for programme in rounds.running_programmes(reading):
        cycle = _newest_stored(reading, programme.id)
        if cycle is not None:
            missing |= {(cycle.id, department) for _, department in _unasked(reading, cycle)}
    return sorted(missing | _unprompted(reading))


def _unasked(reading: Reading, cycle: Cycle) -> set[tuple[int, int]]:
    """(task, department) that owe and have no request. Once the round is due, only whole departments are caught up."""
    asked = {
        (row.task_id, row.department_id)
        for row in reading.conn.execute(
            select(Request.task_id, Request.department_id).where(Request.cycle_id == cycle.id)
        )
    }
    owing = rounds.owing(reading, cycle.programme_id, created_by=min(reading.today, cycle.due_on))
    if reading.today <= cycle.due_on:
        return owing - asked
    begun = {department for _, department in asked}
    return {(task, department) for task, department in owing if department not in begun}


def _unprompted(reading: Reading) -> set[tuple[int, int]]:
    """Where somebody who is asked for a department that still owes has had no prompt: bound later, or cut off."""
    thing = literal("cycle:") + cast(Request.cycle_id, String) + ":department:" + cast(Request.department_id, String)
    told = exists().where(
        Outbox.kind == Prompt.KIND,
        Outbox.thing == thing,
        Outbox.occasion == OPENED,
        Outbox.recipient == literal("person:") + cast(Role.person_id, String),
    )
    rows = reading.conn.execute(
        select(Request.cycle_id, Request.department_id)
        .join(Role, Role.department_id == Request.department_id)
        .where(Request.state.in_(OWED), asked.is_asked(reading.today), ~told)
        .distinct()
    )
    return {(row.cycle_id, row.department_id) for row in rows}


def _newest(reading: Reading, programme: Programme) -> Opening:
    """The programme's newest round whose opening instant is not ahead."""
    rules = reading.settings.collection
    calendar = rounds.calendar(reading)
    period = latest_opened(PeriodKind(programme.rhythm), reading.today, opens=rules.opens, calendar=calendar)
    opening = _opening(reading, programme, period)
    return opening if opening.at <= reading.now else _opening(reading, programme, period.preceding())


def _opening(reading: Reading, programme: Programme, period: Period) -> Opening:
    opens_on = rounds.dates_of(reading, period).opens_on
    return Opening(programme.id, period, _at(reading, opens_on))


def _at(reading: Reading, opens_on: date) -> datetime:
    return datetime.combine(opens_on, reading.settings.collection.opens_at, tzinfo=reading.settings.office.zone)


def _is_of_the_programme(reading: Reading, programme: Programme, opening: Opening) -> bool:
    """A round that opened before the programme was entered is history, nobody is asked for it."""
    zone = reading.settings.office.zone
    return opening.at.astimezone(zone).date() >= programme.created_at.astimezone(zone).date()


def _newest_stored(reading: Reading, programme_id: int) -> Cycle | None:
    return reading.session.scalar(
        select(Cycle)
        .where(Cycle.programme_id == programme_id)
        .order_by(Cycle.opens_on.desc(), Cycle.id.desc())
        .limit(1)
    )


# -- opening ------------------------------------------------------------------------------------------------------


def open_cycle(unit: Unit, opening: Opening) -> None:
    """The round itself; its departments follow, one unit each."""
    dates = rounds.dates_of(unit, opening.period)
    row = unit.conn.execute(
        unit.insert_new(Cycle)
        .values(
            programme_id=opening.programme_id,
            key=opening.period.key,
            opens_on=dates.opens_on,
            due_on=dates.due_on,
            provisional=dates.provisional,
            created_at=unit.now,
        )
        .returning(Cycle.id)
    ).scalar()
    if row is not None:
        audit.note(unit, audit.CLOCK, "cycle.open", f"cycle:{row}", {"due_on": dates.due_on.isoformat()})


def open_department(unit: Unit, cycle_id: int, department_id: int) -> None:
    """What one department owes, and one prompt to each of its liaisons; where nobody is bound, a word to the office."""
    cycle = unit.session.get_one(Cycle, cycle_id)
    newest = _newest_stored(unit, cycle.programme_id)
    added = []
    if newest is cycle:
        tasks = sorted(task for task, department in _unasked(unit, cycle) if department == department_id)
        added = [row for task in tasks if (row := _ask(unit, cycle, task, department_id)) is not None]
    if added:
        audit.note(unit, audit.CLOCK, "request.open", rounds.prompt_thing(cycle_id, department_id), {"requests": added})
    people = rounds.bound_to(unit, department_id)
    for person_id in people:
        _prompt(unit, cycle_id, department_id, person_id, added)
    if not people and added:
        _tell_unbound(unit, cycle, department_id)


def _ask(unit: Unit, cycle: Cycle, task_id: int, department_id: int) -> int | None:
    row: int | None = unit.conn.execute(
        unit.insert_new(Request)
        .values(
            cycle_id=cycle.id,
            task_id=task_id,
            department_id=department_id,
            state=RequestState.OPEN,
            due_on=cycle.due_on,
            created_at=unit.now,
        )
        .returning(Request.id)
    ).scalar()
    return row


def _prompt(unit: Unit, cycle_id: int, department_id: int, person_id: int, added: list[int]) -> None:
    """The prompt of the round, once; rung again where a task was added to a round that runs already."""
    card = rounds.prompt_card(cycle_id, department_id)
    to = outbox.to_person(person_id)
    message = rounds.prompt(unit, cycle_id, department_id)
    thing = rounds.prompt_thing(cycle_id, department_id)
    # a prompt that was missing: away days and deputies begin at midnight, and nobody is rung then
    not_before = None if added else asked.may_ring_at(unit, person_id, department_id)
    row = outbox.put(unit, message, to=to, thing=thing, occasion=OPENED, card=card, not_before=not_before)
    if row is None and added:
        outbox.show(unit, message, to=to, card=card, occasion=f"added {added[0]}", ring=True, lane=Lane.PROMPT)


def _tell_unbound(unit: Unit, cycle: Cycle, department_id: int) -> None:
    department = unit.session.get_one(Department, department_id)
    told = Unbound(
        department=department.name,
        key=cycle.key,
        count=len(rounds.requests_of(unit, cycle.id, department_id)),
        due_on=cycle.due_on,
        email=department.email,
    )
    for to in outbox.coordinators(unit):
        outbox.put(unit, told, to=to, thing=rounds.prompt_thing(cycle.id, department_id), occasion="unbound")


# -- the routine --------------------------------------------------------------------------------------------------


def next_opening(reading: Reading) -> datetime | None:
    """The instant of what is missing (past), else of the next round to come."""
    missing = [opening.at for opening in openings(reading)]
    missing += [_at(reading, reading.session.get_one(Cycle, cycle_id).opens_on) for cycle_id, _ in unfinished(reading)]
    if missing:
        return min(missing)
    coming = []
    for programme in rounds.running_programmes(reading):
        following = _opening(reading, programme, _newest(reading, programme).period.following())
        while following.at <= reading.now or not _is_of_the_programme(reading, programme, following):
            following = _opening(reading, programme, following.period.following())
        coming.append(following.at)
    return min(coming, default=None)


async def _open_cycles(units: Units, _clock: Clock) -> None:
    for opening in await units.read(openings):
        await units.run(open_cycle, opening)
    for cycle_id, department_id in await units.read(unfinished):
        await units.run(open_department, cycle_id, department_id)


OPEN_CYCLES = Routine("open_cycles", next_opening, _open_cycles, seconds=120.0)
