"""/objections: what is open, soon due, asked, answered; of one notice or of all, a page at a time."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, case, func, select, true

from db.queries import publicity as periods
from db.tables import Objection, Publicity
from db.units import Reading, Unit
from domain import objections as rules
from domain.answer_due import light
from domain.case_list import View, Which
from domain.lights import Days
from domain.messages.objections import ChooseNotice, ListLine, NoticeCount, ObjectionList
from domain.objection_states import stage
from domain.people import Account
from domain.states import ObjectionState
from jobs import letters, outbox, rights
from jobs.objections import due

PAGE = 8  # lines a card
NOTICES = 8  # to choose from, the newest
CARD = "objections"


def show(unit: Unit, who: Account, occasion: str, view: View | None = None, page: int = 0) -> None:
    """The list; the open ones first, those due first."""
    coordinator = rights.coordinator(unit, who)
    message = listed(unit, view or View(), page)
    ring = not occasion.startswith("press")
    outbox.show(unit, message, to=outbox.to_person(coordinator.id), card=CARD, occasion=occasion, ring=ring)


def choose_notice(unit: Unit, who: Account, occasion: str, view: View) -> None:
    """[按公示]: the same card, with the notices that were objected to."""
    coordinator = rights.coordinator(unit, who)
    is_open = func.sum(case((periods.open_objections(), 1), else_=0))
    rows = unit.conn.execute(
        select(Publicity.id, Publicity.title, is_open.label("open"), func.count().label("total"))
        .join(Objection, Objection.publicity_id == Publicity.id)
        .group_by(Publicity.id, Publicity.title)
        .order_by(Publicity.id.desc())
        .limit(NOTICES)
    )
    found = tuple(NoticeCount(row.id, row.title or "", row.open, row.total) for row in rows)
    message = ChooseNotice(view.which, found)
    outbox.show(unit, message, to=outbox.to_person(coordinator.id), card=CARD, occasion=occasion)


def listed(reading: Reading, view: View, page: int = 0) -> ObjectionList:
    days = due.days(reading)
    wanted = _wanted(view, days)
    total = reading.conn.scalar(select(func.count()).select_from(Objection).where(wanted)) or 0
    pages = max(-(-total // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    query = _ordered(select(Objection).where(wanted), view.which).offset(page * PAGE).limit(PAGE)
    notice = reading.session.get(Publicity, view.notice) if view.notice else None
    return ObjectionList(
        lines=tuple(_line(reading, row, days) for row in reading.session.scalars(query)),
        page=page,
        pages=pages,
        total=total,
        which=view.which,
        notice=notice.id if notice is not None else 0,
        title=notice.title or "" if notice is not None else "",
        notices=reading.conn.scalar(select(func.count(func.distinct(Objection.publicity_id)))) or 0,
    )


def _wanted(view: View, days: Days) -> ColumnElement[bool]:
    of_notice = Objection.publicity_id == view.notice if view.notice else true()
    asked = Objection.state == ObjectionState.ASKED
    match view.which:
        case Which.OPEN:
            return of_notice & periods.open_objections()
        case Which.SOON:
            return of_notice & periods.open_objections() & ~asked & (Objection.answer_due_on <= days.soon)
        case Which.ASKED:
            return of_notice & asked
        case Which.ANSWERED:
            return of_notice & (Objection.state == ObjectionState.ANSWERED)
        case Which.ALL:
            return of_notice


def _ordered(query: Select[Objection], which: Which) -> Select[Objection]:
    """What is to be done first: by its day, then as it came. What is done: the newest first."""
    if which in (Which.ANSWERED, Which.ALL):
        return query.order_by(Objection.id.desc())
    return query.order_by(Objection.answer_due_on.is_(None), Objection.answer_due_on, Objection.id)


def _line(reading: Reading, row: Objection, days: Days) -> ListLine:
    delivered = letters.delivery_of(reading, row.id) == "delivered"
    return ListLine(
        id=row.id,
        register_number=row.register_number,
        numbers="、".join(named.task.number for named in row.tasks),
        stage=stage(row.state, delivered=delivered, upheld=row.upheld),
        seen=row.seen_at is not None,
        days=rules.days_open(due.received_on(reading, row), reading.today),
        due_on=row.answer_due_on if periods.is_open(row) else None,
        light=light(row.state, row.answer_due_on, days),
    )
