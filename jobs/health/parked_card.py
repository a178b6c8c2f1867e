"""What can't be delivered or handled, in words, and what shall become of it? The same rows as `xiaohao parked`."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import reports
from db.tables import Letter, Objection
from db.units import Reading, Unit
from domain.delivery_reasons import why
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.everyday import Sentence
from domain.messages.machine import AskDrop, ParkedLine, ParkedList
from domain.people import Account
from jobs import audit, outbox, parked, rights

PAGE = 4  # items a card, two buttons each
_WHAT = {
    "objections.letter": "letter",
    "objections.answer_letter": "answer-letter",
    "objections.digest": "digest",
    "objections.answered": "answer",
    "objections.question": "question",
    "people.department_letter": "department-letter",
    "publicity.announcement": "announcement",
    "update": "update",
}


def show(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """/parked, or another page of it."""
    coordinator = rights.coordinator(unit, who)
    _show(unit, coordinator.id, occasion, page, ring=not occasion.startswith("press"))


def _show(unit: Unit, person_id: int, occasion: str, page: int = 0, *, ring: bool = False) -> None:
    found = parked.rows(unit)
    pages = max(-(-len(found) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    lines = tuple(_line(unit, row) for row in found[page * PAGE : (page + 1) * PAGE])
    message = ParkedList(page * PAGE + 1, lines, page, pages, len(found))
    outbox.show(unit, message, to=outbox.to_person(person_id), card="parked", occasion=occasion, ring=ring)


def retry(unit: Unit, who: Account, row: int, table: str, occasion: str) -> Note:
    """[再试]"""
    coordinator = rights.coordinator(unit, who)
    found = _found(unit, coordinator.id, table, row, occasion)
    parked.retry(unit, found.name, audit.person(coordinator.id))
    _settled(unit, coordinator.id, found.name, "parked-retried", occasion)
    return Note("parked-retried-toast", {})


def ask_drop(unit: Unit, who: Account, row: int, table: str, occasion: str) -> None:
    """[放弃]: it can't be undone, so it is asked once more."""
    coordinator = rights.coordinator(unit, who)
    found = _found(unit, coordinator.id, table, row, occasion)
    to, card = outbox.to_person(coordinator.id), _drop_card(found.name)
    outbox.show(unit, AskDrop(_line(unit, found)), to=to, card=card, occasion=occasion, ring=True)


def drop(unit: Unit, who: Account, row: int, table: str, occasion: str) -> Note:
    """[确认放弃]"""
    coordinator = rights.coordinator(unit, who)
    found = _found(unit, coordinator.id, table, row, occasion)
    parked.drop(unit, found.name, audit.person(coordinator.id))
    _settled(unit, coordinator.id, found.name, "parked-dropped", occasion)
    return Note("parked-dropped-toast", {})


def keep(unit: Unit, who: Account, row: int, table: str, occasion: str) -> None:
    """[不放弃]"""
    coordinator = rights.coordinator(unit, who)
    name = f"{table}{row}"
    to = outbox.to_person(coordinator.id)
    outbox.show(unit, Sentence("parked-kept"), to=to, card=_drop_card(name), occasion=occasion)


def _found(unit: Unit, person_id: int, table: str, row: int, occasion: str) -> parked.ParkedRow:
    """The row, while it still waits for a person."""
    found = next((one for one in parked.rows(unit) if one.name == f"{table}{row}"), None)
    if found is None:

        def current(unit: Unit) -> None:
            _settled(unit, person_id, f"{table}{row}", "parked-gone", occasion)

        raise Moved("parked-gone", then=current)
    return found


def _settled(unit: Unit, person_id: int, name: str, key: str, occasion: str) -> None:
    """Every card that offered something about it says what became of it; the list is drawn anew where it is shown."""
    unit.session.flush()
    for card in (parked.card_of(name), _drop_card(name)):
        outbox.edit_shown(unit, Sentence(key), card=card)
    if outbox.is_shown(unit, "parked", outbox.to_person(person_id)):
        _show(unit, person_id, occasion)


def _drop_card(name: str) -> str:
    return f"dropping:{name}"


# -- in words -----------------------------------------------------------------------------------------------------


def _line(reading: Reading, row: parked.ParkedRow) -> ParkedLine:
    reason = why(row.reason)
    table = "in" if row.name.startswith("in") else "out"
    return ParkedLine(
        table=table,
        row=int(row.name.removeprefix(table)),
        what=_WHAT.get(row.kind, "other"),
        about=_about(reading, row.thing),
        where=_where(reading, row.to),
        why=reason.key,
        said=reason.said[:200],
        since=row.since,
    )


def _about(reading: Reading, thing: str) -> str:
    """The register number of the objection that a letter is of; empty where there is none."""
    what, _, which = thing.partition(":")
    number = select(Objection.register_number)
    if what == "letter" and which.isdecimal():
        number = number.join(Letter, Letter.objection_id == Objection.id).where(Letter.id == int(which))
    elif what in ("objection", "answer", "case") and which.isdecimal():
        number = number.where(Objection.id == int(which))
    else:
        return ""
    return reading.conn.scalar(number) or ""


def _where(reading: Reading, recipient: str) -> str:
    """An address or a channel as it is, a colleague by name, whoever objected not at all."""
    what, _, which = recipient.partition(":")
    if what == "person":
        return reports.name_of(reading, int(which))
    return which if what in ("mail", "channel") else ""
