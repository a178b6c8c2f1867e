"""The yearly summary: which year and programme are meant, and everything that stands in it."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import year as facts
from db.queries.year import YearPaper
from db.tables import Programme, Task
from db.units import Reading
from domain.errors import Moved, Rejected
from domain.people import Account
from jobs import rights


def usual_year(reading: Reading) -> int:
    """In January the year that is over is summed up; else the one that runs."""
    today = reading.today
    return today.year - 1 if today.month == 1 else today.year


def paper(reading: Reading, year: int | None, programme: str | None) -> YearPaper:
    """Raises `Rejected` where no task is there, or several programmes could be meant."""
    return facts.paper(reading, _one(reading, programme), year or usual_year(reading))


def papers_for(reading: Reading, who: Account) -> list[YearPaper]:
    """[年度总结]: of every programme that has tasks and was not archived before the year began, to a coordinator."""
    rights.coordinator(reading, who)
    year, zone = usual_year(reading), reading.settings.office.zone
    programmes = [
        programme
        for programme in _with_tasks(reading)
        if programme.closed_at is None or programme.closed_at.astimezone(zone).year >= year
    ]
    if not programmes:
        raise Rejected("year-none")
    return [facts.paper(reading, programme, year) for programme in programmes]


def paper_for(reading: Reading, who: Account, programme_id: int, year: int) -> YearPaper:
    """[2024年总结] of an archived programme, to a coordinator."""
    rights.coordinator(reading, who)
    programme = reading.session.get(Programme, programme_id)
    if programme is None:
        raise Moved
    return facts.paper(reading, programme, year)


def _one(reading: Reading, name: str | None) -> Programme:
    found = _with_tasks(reading)
    if name is not None:
        found = [programme for programme in found if programme.name == name]
        if not found:
            raise Rejected("year-unknown", given=name[:60])
    if not found:
        raise Rejected("year-none")
    if len(found) > 1:
        raise Rejected("year-several", names="、".join(programme.name for programme in found))
    return found[0]


def _with_tasks(reading: Reading) -> list[Programme]:
    return list(
        reading.session.scalars(
            select(Programme).where(Programme.id.in_(select(Task.programme_id))).order_by(Programme.id)
        )
    )
