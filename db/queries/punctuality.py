"""How punctual was every department, in a round or over a year? Counted from the requests each time it is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db.tables import Cycle, Department, Extension, Report, Request, Review
from db.units import Reading
from domain.punctuality import Kept, Punctuality, kept
from domain.states import ReportState, RequestState

GRANTED = "granted"  # Extension.state


def of_cycle(reading: Reading, cycle_id: int) -> list[Punctuality]:
    """Every department that was asked in one round, by name."""
    return _counted(reading, Request.cycle_id == cycle_id)


def of_year(reading: Reading, year: int, programme_id: int | None = None) -> list[Punctuality]:
    """Every department that was asked in the rounds of a year (2024Q4 is of 2024, though it is due in 2025), by name.

    Special rounds count as well: they were asked for, and had a due day.
    """
    of = Cycle.key.startswith(f"{year:04}", autoescape=True)
    return _counted(reading, of if programme_id is None else of & (Cycle.programme_id == programme_id))


@dataclass
class _Tally:
    name: str
    kept: Counter[Kept] = field(default_factory=Counter)
    answered: int = 0
    accepted: int = 0
    returned: int = 0
    extended: int = 0


def _counted(reading: Reading, which: ColumnElement[bool]) -> list[Punctuality]:
    rows = reading.conn.execute(
        select(
            *(Request.id, Request.department_id, Request.state, Request.due_on, Request.ended_at),
            *(Cycle.cancelled_at, Department.name),
        )
        .join(Cycle, Cycle.id == Request.cycle_id)
        .join(Department, Department.id == Request.department_id)
        .where(which)
    ).all()
    first = _first_sent(reading, which)
    returned, extended = _returned(reading, which), _extended(reading, which)
    tallies: dict[int, _Tally] = {}
    zone = reading.settings.office.zone
    for row in rows:
        sent_on, late = first.get(row.id, (None, False))
        if sent_on is None and row.ended_at is not None and row.due_on >= row.ended_at.astimezone(zone).date():
            continue  # archived before it was due: nobody was late
        if sent_on is None and row.cancelled_at is not None:
            continue  # asked by mistake
        tally = tallies.setdefault(row.department_id, _Tally(row.name))
        tally.kept[kept(row.due_on, sent_on=sent_on, sent_late=late, today=reading.today)] += 1
        tally.answered += row.state in (RequestState.SUBMITTED, RequestState.ACCEPTED)
        tally.accepted += row.state == RequestState.ACCEPTED
        tally.returned += row.id in returned
        tally.extended += row.id in extended
    found = [_punctuality(department_id, tally) for department_id, tally in tallies.items()]
    return sorted(found, key=lambda one: (one.department, one.department_id))


def _punctuality(department_id: int, tally: _Tally) -> Punctuality:
    return Punctuality(
        department_id=department_id,
        department=tally.name,
        owed=tally.kept.total(),
        on_time=tally.kept[Kept.ON_TIME],
        late=tally.kept[Kept.LATE],
        missing=tally.kept[Kept.MISSING],
        ahead=tally.kept[Kept.AHEAD],
        answered=tally.answered,
        accepted=tally.accepted,
        returned=tally.returned,
        extended=tally.extended,
    )


def _first_sent(reading: Reading, which: ColumnElement[bool]) -> dict[int, tuple[date, bool]]:
    """By request: the office day of the first revision that was sent and not taken back, and whether it was late then."""
    rows = reading.conn.execute(
        _of_requests(select(Report.request_id, Report.submitted_at, Report.late), which)
        .where(Report.submitted_at.is_not(None), Report.state != ReportState.DRAFT)
        .order_by(Report.revision.desc())
    )
    zone = reading.settings.office.zone
    return {row.request_id: (row.submitted_at.astimezone(zone).date(), row.late) for row in rows}


def _returned(reading: Reading, which: ColumnElement[bool]) -> set[int]:
    rows = _of_requests(select(Report.request_id), which).join(Review, Review.report_id == Report.id)
    return set(reading.conn.scalars(rows.where(Review.decision == ReportState.RETURNED)))


def _extended(reading: Reading, which: ColumnElement[bool]) -> set[int]:
    rows = select(Extension.request_id).join(Request, Request.id == Extension.request_id)
    rows = rows.join(Cycle, Cycle.id == Request.cycle_id).where(which, Extension.state == GRANTED)
    return set(reading.conn.scalars(rows))


def _of_requests(rows: Any, which: ColumnElement[bool]) -> Any:
    return rows.join(Request, Request.id == Report.request_id).join(Cycle, Cycle.id == Request.cycle_id).where(which)


def years(reading: Reading) -> list[int]:
    """The years that have rounds, the newest first."""
    found = reading.conn.scalars(select(func.substr(Cycle.key, 1, 4)).distinct())
    return sorted({int(year) for year in found}, reverse=True)
