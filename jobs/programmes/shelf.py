"""Which programmes are archived, what can still be made of one, and how does it come back? [已归档] and what it opens."""

from __future__ import annotations

from datetime import date, datetime

from db.queries import archive as queries
from db.tables import Programme
from db.units import Reading, Unit
from domain.errors import Moved
from domain.messages.archive import ArchiveCard, ArchivedTask, ArchiveLine, ArchiveList
from domain.messages.base import Message, Note
from domain.people import Account
from jobs import outbox, rights
from jobs.programmes import archiving

CARD = "archive"
PAGE = 8  # programmes, or tasks, a card


def show_list(unit: Unit, who: Account, occasion: str, page: int = 0, *, ring: bool = False) -> None:
    found = queries.archived(unit)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    lines = tuple(
        ArchiveLine(one.programme_id, one.name, _day(unit, one.closed_at), one.tasks)
        for one in found[page * PAGE : (page + 1) * PAGE]
    )
    _show(unit, who, ArchiveList(lines, page, pages), occasion, ring=ring)


def show_one(
    unit: Unit, who: Account, programme_id: int, occasion: str, page: int = 0, *, asking: bool = False
) -> None:
    """A programme with its papers; `asking`: [重新启用] was pressed."""
    rights.coordinator(unit, who)
    _show(unit, who, _card(unit, _archived(unit, who, programme_id, occasion), page, asking=asking), occasion)


def reopen(unit: Unit, who: Account, programme_id: int, occasion: str) -> Note:
    """[确认启用]."""
    person = rights.coordinator(unit, who)
    done = archiving.reopen(unit, _archived(unit, who, programme_id, occasion), person.id)
    _show(unit, who, done, occasion)
    return Note("archive-reopened-toast", {})


def _card(reading: Reading, programme: Programme, page: int, *, asking: bool) -> ArchiveCard:
    assert programme.closed_at is not None
    tasks, found = queries.tasks(reading, programme.id), queries.still_open(reading, programme.id)
    pages = max(1, -(-len(tasks) // PAGE))
    page = min(max(page, 0), pages - 1)
    return ArchiveCard(
        programme=programme.id,
        name=programme.name,
        closed_on=_day(reading, programme.closed_at),
        reason=queries.reason(reading, programme.id),
        total=len(tasks),
        open_tasks=len(found.open_tasks),
        years=tuple(queries.years(reading, programme)),
        tasks=tuple(ArchivedTask(*task) for task in tasks[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
        back=len(archiving.coming_back(reading, programme.id)) if asking else 0,
        asking=asking,
    )


def _archived(unit: Unit, who: Account, programme_id: int, occasion: str) -> Programme:
    """The programme, locked, while it is archived; else the list as it is now."""
    programme = unit.session.get(Programme, programme_id, with_for_update=True)
    if programme is None or programme.closed_at is None:
        raise Moved(then=lambda unit: show_list(unit, who, occasion))
    return programme


def _day(reading: Reading, at: datetime) -> date:
    return at.astimezone(reading.settings.office.zone).date()


def _show(unit: Unit, who: Account, message: Message, occasion: str, *, ring: bool = False) -> None:
    person = rights.coordinator(unit, who)
    outbox.show(unit, message, to=outbox.to_person(person.id), card=CARD, occasion=occasion, ring=ring)
