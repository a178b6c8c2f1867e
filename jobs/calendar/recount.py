"""A holiday was published or moved: which running due days change, and who has to hear of it, once?

What was told is what stands in the round; it is compared with the calendar as it is now, so a run that finds nothing
different does nothing. A date that was told is kept or moves on (docs/adr/005). A request that was extended keeps its
day, unless the round's own passes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from db.queries import asked, cycles, rounds
from db.queries.cycles import RECOUNTED
from db.tables import Cycle, Outbox, Programme, Report, Request
from db.units import Reading, Unit, Units
from domain.due_day import Why, counted_again, why
from domain.messages.base import Message
from domain.messages.calendar import MovedDate, Recounted
from domain.states import OWED
from domain.workdays import next_working_moment
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.routines import Routine

LOOKED_BACK = timedelta(days=30)  # a day off decreed afterwards may still make a date of last week one of this week


@dataclass(frozen=True)
class Change:
    """A round as it was told, and as it is by the calendar of today."""

    cycle_id: int
    before: date
    due_on: date
    was_provisional: bool
    provisional: bool

    @property
    def is_news(self) -> bool:
        """Another day, or a day that is certain now. That it is provisional again is shown, and nobody is rung for it."""
        return self.due_on != self.before or (self.was_provisional and not self.provisional)


def changes(reading: Reading) -> list[Change]:
    """Running rounds whose due day, or whose being provisional, is not what the calendar says."""
    running = select(Cycle).join(Programme).where(Programme.closed_at.is_(None))
    found = []
    for cycle in reading.session.scalars(running.where(Cycle.due_on >= reading.today - LOOKED_BACK).order_by(Cycle.id)):
        change = _counted(reading, cycle)
        differs = (change.due_on, change.provisional) != (change.before, change.was_provisional)
        if differs and change.due_on >= reading.today:
            found.append(change)
    return found


def _counted(reading: Reading, cycle: Cycle) -> Change:
    calendar = cycles.calendar(reading)
    days = cycle.working_days
    due_on = counted_again(cycle.due_on, cycle.opens_on, days, calendar)
    if days is None:
        provisional = not calendar.is_settled(due_on)
    else:
        provisional = why(cycles.counted_since(cycle), cycle.opens_on, due_on, calendar).provisional
    return Change(cycle.id, cycle.due_on, due_on, cycle.provisional, provisional)


# -- counting again -----------------------------------------------------------------------------------------------


def recount(unit: Unit) -> None:
    """All of it in one unit: whoever is told of one date is told of all of them in the same message."""
    found = changes(unit)
    for change in found:
        _write(unit, change)
    told = [change for change in found if change.is_news]
    if told:
        _tell(unit, told)
    for change in found:
        _show(unit, change.cycle_id)


def _write(unit: Unit, change: Change) -> None:
    cycle = unit.session.get_one(Cycle, change.cycle_id)
    cycle.due_on, cycle.provisional = change.due_on, change.provisional
    of_round = Request.cycle_id == change.cycle_id
    unit.session.execute(update(Request).where(of_round, Request.due_on < change.due_on).values(due_on=change.due_on))
    zone = unit.settings.office.zone
    late = select(Report).join(Request, Request.id == Report.request_id).where(of_round, Report.late.is_(True))
    for report in unit.session.scalars(late):
        if report.submitted_at is not None and report.submitted_at.astimezone(zone).date() <= change.due_on:
            report.late = False
    audit.note(
        unit,
        audit.CLOCK,
        RECOUNTED,
        f"cycle:{change.cycle_id}",
        {
            "from": change.before.isoformat(),
            "to": change.due_on.isoformat(),
            "provisional": change.provisional,
        },
    )


def _tell(unit: Unit, told: list[Change]) -> None:
    """One message to each liaison who still owes in one of the rounds, and one to each coordinator."""
    changed = {change.cycle_id: change for change in told}
    office = outbox.coordinators(unit)
    for to in office:
        _put(unit, to, [_moved(unit, change) for change in told])
    owed = unit.conn.execute(
        select(Request.cycle_id, Request.department_id)
        .where(Request.cycle_id.in_(changed), Request.state.in_(OWED))
        .distinct()
        .order_by(Request.cycle_id, Request.department_id)
    ).all()
    of_person: dict[str, dict[int, MovedDate]] = {}
    for cycle_id, department_id in owed:
        for person_id in asked.of_department(unit, department_id):
            dates = of_person.setdefault(outbox.to_person(person_id), {})
            dates.setdefault(cycle_id, _moved(unit, changed[cycle_id], department_id))
    for to, dates in of_person.items():
        if to not in office:
            _put(unit, to, dates.values())


def _moved(unit: Unit, change: Change, department_id: int = 0) -> MovedDate:
    cycle = unit.session.get_one(Cycle, change.cycle_id)
    return MovedDate(cycle.id, cycle.key, cycle.title, change.before, change.due_on, change.provisional, department_id)


def _put(unit: Unit, to: str, moved: Iterable[MovedDate]) -> None:
    dates = tuple(moved)
    sums = [_sum(unit, one.cycle) for one in dates]
    message = Recounted(
        moved=dates,
        make_up_days=tuple(sorted({day for one in sums for day in one.make_up_days})),
        off=tuple(sorted({run for one in sums for run in one.off})),
    )
    hours, zone = unit.settings.office.working_hours, unit.settings.office.zone
    occasion = " ".join(f"{one.cycle}:{one.due_on}{'?' if one.provisional else ''}" for one in dates)
    at = next_working_moment(unit.now, hours, zone, cycles.calendar(unit))
    outbox.put(unit, message, to=to, thing="calendar", occasion=occasion, not_before=at)


def _sum(unit: Unit, cycle_id: int) -> Why:
    cycle = unit.session.get_one(Cycle, cycle_id)
    return why(cycles.counted_since(cycle), cycle.opens_on, cycle.due_on, cycles.calendar(unit))


def _show(unit: Unit, cycle_id: int) -> None:
    """Every card that shows the date, as it is now; what nobody has been shown is not put together."""
    departments = unit.conn.scalars(select(Request.department_id).where(Request.cycle_id == cycle_id).distinct()).all()
    people: set[int] = set()
    for department_id in departments:
        card = rounds.prompt_card(cycle_id, department_id)
        outbox.edit_shown(unit, rounds.prompt(unit, cycle_id, department_id), card=card)
        people.update(asked.everyone_of(unit, department_id))
    cards = {rounds.todo_card(person_id): person_id for person_id in people}
    shown = unit.conn.scalars(select(Outbox.card).where(Outbox.card.in_(cards), Outbox.op == "send").distinct()).all()
    for todo in filter(None, shown):
        outbox.edit_shown(unit, rounds.todo(unit, cards[todo]), card=todo)


# -- when it leaves -----------------------------------------------------------------------------------------------


def recheck(unit: Unit, _thing: str, recipient: str, message: Message) -> Message | None:
    """A liaison who has answered meanwhile has no use for the new date; the office wants to know of it."""
    assert isinstance(message, Recounted)
    if not any(one.department_id for one in message.moved):
        return message
    owed = {request.cycle_id for request in rounds.owed_by(unit, int(recipient.removeprefix("person:")))}
    return message if any(one.cycle in owed for one in message.moved) else None


RECHECKS = {Recounted.KIND: recheck}


# -- the routine --------------------------------------------------------------------------------------------------


def next_due(reading: Reading) -> datetime | None:
    """Now, where a date is not what the calendar says. The file may change at any moment: asked again each time."""
    return reading.now if changes(reading) else None


async def _recount(units: Units, _clock: Clock) -> None:
    await units.run(recount)


RECOUNT = Routine("recount", next_due, _recount)
