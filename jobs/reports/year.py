"""The yearly summary: which year and programme are meant, and everything that stands in it."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import year as facts
from db.queries.year import YearPaper
from db.tables import Programme, Task
from db.units import Reading
from domain.errors import Rejected
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
    """[年度总结]: of every programme that has tasks, to a coordinator."""
    rights.coordinator(reading, who)
    programmes = _with_tasks(reading)
    if not programmes:
        raise Rejected("year-none")
    return [facts.paper(reading, programme, usual_year(reading)) for programme in programmes]


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
