"""Which round should be open by now? Opens it: the cycle in one unit, then each department in one of its own.

What is missing is found by comparing who owes with what is stored, so a run that was cut off between two units is
completed by the next, and running twice adds nothing. After a long stop only the newest round is opened: its report is
cumulative, and nobody is flooded with the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Date, String, bindparam, cast, exists, literal, select

from db.queries import asked, rounds
from db.queries import cycles as dates
from db.queries.cycles import Track
from db.tables import IS_OWED, Cycle, Lane, Outbox, Request, Role
from db.units import Reading, Unit, Units
from domain.messages.collection import Prompt
from domain.quarters import Period, kind_of
from domain.states import RequestState
from jobs import archived, audit, outbox
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


def openings(reading: Reading, tracks: list[Track] | None = None) -> list[Opening]:
    """Rounds that should be open now and are not, one a rhythm of a programme at most (`tracks`: where they are known)."""
    found = []
    for track in dates.tracks(reading) if tracks is None else tracks:
        newest = _opening(reading, track, dates.newest_opened(reading, track))
        stored = {"programme": track.programme_id, "key": newest.period.key}
        if _is_asked_for(reading, track, newest) and reading.conn.scalar(_STORED, stored) is None:
            found.append(newest)
    return found


def unfinished(reading: Reading, tracks: list[Track] | None = None) -> list[tuple[int, int]]:
    """(cycle, department) where a request or a liaison's prompt is missing; a round that opens tomorrow waits."""
    missing: set[tuple[int, int]] = set()
    for track in dates.tracks(reading) if tracks is None else tracks:
        cycle = dates.newest_stored(reading, track.programme_id, track.kind)
        if cycle is not None:
            missing |= {(cycle.id, department) for _, department in _unasked(reading, cycle)}
    return sorted(missing | _unprompted(reading))


def _unasked(reading: Reading, cycle: Cycle) -> set[tuple[int, int]]:
    """(task, department) that owe and have no request. Once the round is due, only whole departments are caught up.

    Of a special round everything was asked when it was sent.
    """
    kind = kind_of(cycle.key)
    if kind is None:
        return set()
    missing = dates.unasked(reading, cycle, kind)
    if not missing or reading.today <= cycle.due_on:
        return missing
    begun = set(reading.conn.scalars(select(Request.department_id).where(Request.cycle_id == cycle.id).distinct()))
    return {(task, department) for task, department in missing if department not in begun}


def _unprompted(reading: Reading) -> set[tuple[int, int]]:
    """Where somebody who is asked for a department that still owes has had no prompt: bound later, or cut off."""
    rows = reading.conn.execute(_UNPROMPTED, {"today": reading.today})
    return {(row.cycle_id, row.department_id) for row in rows}


_owed = (  # each department once, however many tasks it owes
    select(Request.cycle_id, Request.department_id)
    .where(IS_OWED)
    .group_by(Request.cycle_id, Request.department_id)
    .subquery()
)
_UNPROMPTED = (
    select(_owed.c.cycle_id, _owed.c.department_id)
    .join(Role, Role.department_id == _owed.c.department_id)
    .where(
        asked.is_asked(bindparam("today", type_=Date())),
        ~exists().where(
            Outbox.kind == Prompt.KIND,
            Outbox.thing
            == literal("cycle:")
            + cast(_owed.c.cycle_id, String)
            + ":department:"
            + cast(_owed.c.department_id, String),
            Outbox.occasion == OPENED,
            Outbox.recipient == literal("person:") + cast(Role.person_id, String),
        ),
    )
    .distinct()
)
_STORED = select(Cycle.id).where(Cycle.programme_id == bindparam("programme"), Cycle.key == bindparam("key"))


def _opening(reading: Reading, track: Track, period: Period) -> Opening:
    opens_on = dates.dates_of(reading, period).opens_on
    return Opening(track.programme_id, period, dates.opening_moment(reading, opens_on))


def _is_asked_for(reading: Reading, track: Track, opening: Opening) -> bool:
    return dates.is_asked_for(reading, track, opening.at.astimezone(reading.settings.office.zone).date())


# -- opening ------------------------------------------------------------------------------------------------------


def open_cycle(unit: Unit, opening: Opening) -> None:
    """The round itself; its departments follow, one unit each."""
    if archived.is_archived(unit, opening.programme_id):  # since the routine looked
        return
    counted = dates.dates_of(unit, opening.period)
    row = unit.conn.execute(
        unit.insert_new(Cycle)
        .values(
            programme_id=opening.programme_id,
            key=opening.period.key,
            opens_on=counted.opens_on,
            due_on=counted.due_on,
            working_days=counted.due.working_days,
            provisional=counted.provisional,
            created_at=unit.now,
        )
        .returning(Cycle.id)
    ).scalar()
    if row is not None:
        audit.note(unit, audit.CLOCK, "cycle.open", f"cycle:{row}", {"due_on": counted.due_on.isoformat()})


def open_department(unit: Unit, cycle_id: int, department_id: int) -> None:
    """What one department owes, and one prompt to each of its liaisons; where nobody can be asked, `department_mail` looks after it."""
    cycle = unit.session.get_one(Cycle, cycle_id)
    if archived.is_archived(unit, cycle.programme_id):
        return
    kind = kind_of(cycle.key)
    newest = dates.newest_stored(unit, cycle.programme_id, kind) if kind is not None else None
    added = []
    if newest is cycle:
        tasks = sorted(task for task, department in _unasked(unit, cycle) if department == department_id)
        added = [row for task in tasks if (row := _ask(unit, cycle, task, department_id)) is not None]
    if added:
        audit.note(unit, audit.CLOCK, "request.open", rounds.prompt_thing(cycle_id, department_id), {"requests": added})
    for person_id in rounds.bound_to(unit, department_id):
        _prompt(unit, cycle, department_id, person_id, added)


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


def _prompt(unit: Unit, cycle: Cycle, department_id: int, person_id: int, added: list[int]) -> None:
    """The prompt of the round, once; rung again where a task was added to a round that runs already."""
    card = rounds.prompt_card(cycle.id, department_id)
    to = outbox.to_person(person_id)
    message = rounds.prompt(unit, cycle.id, department_id)
    thing = rounds.prompt_thing(cycle.id, department_id)
    at = None if _is_opening(unit, cycle) else asked.may_ring_at(unit, person_id, department_id)
    row = outbox.put(unit, message, to=to, thing=thing, occasion=OPENED, card=card, not_before=at)
    if row is None and added:
        outbox.show(unit, message, to=to, card=card, occasion=f"added {added[0]}", ring=True, lane=Lane.PROMPT)


def _is_opening(unit: Unit, cycle: Cycle) -> bool:
    """The day it opens, whose hour the office has set; found missing later, a prompt waits for working hours."""
    hours = unit.settings.office.working_hours
    return unit.today == cycle.opens_on and unit.now.astimezone(unit.settings.office.zone).time() < hours.end


# -- the routine --------------------------------------------------------------------------------------------------


def next_opening(reading: Reading) -> datetime | None:
    """The instant of what is missing (past), else of the next round to come."""
    tracks = dates.tracks(reading)
    missing = [opening.at for opening in openings(reading, tracks)]
    missing += [_opens_at(reading, cycle_id) for cycle_id, _ in unfinished(reading, tracks)]
    if missing:
        return min(missing)
    coming = []
    for track in tracks:
        following = _opening(reading, track, dates.newest_opened(reading, track).following())
        while following.at <= reading.now or not _is_asked_for(reading, track, following):
            following = _opening(reading, track, following.period.following())
        coming.append(following.at)
    return min(coming, default=None)


def _opens_at(reading: Reading, cycle_id: int) -> datetime:
    return dates.opening_moment(reading, reading.session.get_one(Cycle, cycle_id).opens_on)


def _to_ask(reading: Reading) -> list[tuple[int, int]]:
    return [place for place in unfinished(reading) if _opens_at(reading, place[0]) <= reading.now]


async def _open_cycles(units: Units, _clock: Clock) -> None:
    for opening in await units.read(openings):
        await units.run(open_cycle, opening)
    for cycle_id, department_id in await units.read(_to_ask):
        await units.run(open_department, cycle_id, department_id)


OPEN_CYCLES = Routine("open_cycles", next_opening, _open_cycles, seconds=120.0)
