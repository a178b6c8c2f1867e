"""Which rounds of the next sixty days are counted in a year whose holidays nobody has published? The office is warned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select

from db.queries import cycles
from db.tables import Audit, Cycle, Programme
from db.units import Reading, Unit, Units
from domain.messages.calendar import ComingRound, Uncovered
from domain.workdays import ONE_DAY, days_between, next_working_moment
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.routines import Routine, next_office_hour

AHEAD = timedelta(days=60)  # before a round opens: time enough to put the published days in
WARNED = "calendar.uncovered"
MOST_ROUNDS = 8  # a card


def uncovered(reading: Reading) -> dict[int, list[ComingRound]]:
    """By year that is not published: the rounds that run now or open within sixty days and are counted in it."""
    found: dict[int, list[ComingRound]] = {}
    for since, coming in (*_running(reading), *_coming(reading)):
        for year in _years(reading, since, coming.due_on):
            found.setdefault(year, []).append(coming)
    return found


def _running(reading: Reading) -> Iterator[tuple[date, ComingRound]]:
    for cycle_id in cycles.current(reading):
        cycle = reading.session.get_one(Cycle, cycle_id)
        if cycle.provisional and cycle.due_on >= reading.today:
            programme = cycle.programme.name
            yield (
                cycles.counted_since(cycle),
                ComingRound(cycle.key, cycle.title, programme, cycle.opens_on, cycle.due_on),
            )


def _coming(reading: Reading) -> Iterator[tuple[date, ComingRound]]:
    for track in cycles.tracks(reading):
        programme = reading.session.get_one(Programme, track.programme_id).name
        period = cycles.newest_opened(reading, track).following()
        dates = cycles.dates_of(reading, period)
        while dates.opens_on <= reading.today + AHEAD:
            if dates.provisional:
                yield period.last_day + ONE_DAY, ComingRound(period.key, None, programme, dates.opens_on, dates.due_on)
            period = period.following()
            dates = cycles.dates_of(reading, period)


def _years(reading: Reading, since: date, until: date) -> set[int]:
    calendar = cycles.calendar(reading)
    waits_for = (calendar.unsettled_year(day) for day in days_between(since, until))
    return {year for year in waits_for if year is not None}


def _unwarned(reading: Reading) -> dict[int, list[ComingRound]]:
    found = uncovered(reading)
    things = [f"calendar:{year}" for year in found]
    told = set(reading.conn.scalars(select(Audit.thing).where(Audit.thing.in_(things), Audit.action == WARNED)))
    return {year: rounds for year, rounds in found.items() if f"calendar:{year}" not in told}


def warn(unit: Unit) -> None:
    """Once a year, to every coordinator there is, in working hours."""
    people = outbox.coordinators(unit)
    if not people:
        return
    office = unit.settings.office
    at = next_working_moment(unit.now, office.working_hours, office.zone, cycles.calendar(unit))
    for year, rounds in _unwarned(unit).items():
        audit.note(unit, audit.CLOCK, WARNED, f"calendar:{year}", {"rounds": [one.key for one in rounds]})
        for to in people:
            warning = Uncovered(year, tuple(rounds[:MOST_ROUNDS]))
            outbox.put(unit, warning, to=to, thing=f"calendar:{year}", occasion="uncovered", not_before=at)


# -- the routine --------------------------------------------------------------------------------------------------


def next_due(reading: Reading) -> datetime | None:
    """Now, where a warning is to be given; else each morning, from the day on that a round could come near."""
    rules, office = reading.settings.collection, reading.settings.office
    calendar = cycles.calendar(reading)
    year = next(year for year in range(reading.today.year, date.max.year) if not calendar.is_published(year))
    longest = timedelta(days=2 * (rules.opens + rules.due_working_days) + 15)  # of a round, holidays among its days
    begins = date(year - 1, 12, 25) - AHEAD - longest
    if reading.today < begins:
        return datetime.combine(begins, office.working_hours.start, tzinfo=office.zone)
    if _unwarned(reading) and outbox.coordinators(reading):
        return reading.now
    return next_office_hour(reading, office.working_hours.start)


async def _warn(units: Units, _clock: Clock) -> None:
    await units.run(warn)


WARN_UNCOVERED = Routine("warn_uncovered", next_due, _warn)
