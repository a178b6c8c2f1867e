"""How does a coordinator get the ledger in chat? From the card of /ledger: as it stands, or empty to be filled in."""

from __future__ import annotations

from sqlalchemy import func, select

from db.tables import Programme, Task
from db.units import Unit
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.ledger_export import LedgerHome, LedgerSheet, LedgerTemplate
from domain.people import Account
from jobs import audit, outbox, rights
from jobs.ledger import export

THING = "ledger"


def home(unit: Unit, who: Account, occasion: str) -> None:
    """/ledger."""
    person = rights.coordinator(unit, who)
    tasks = unit.conn.scalar(select(func.count(Task.id)).join(Programme).where(Programme.closed_at.is_(None))) or 0
    outbox.say(unit, LedgerHome(tasks), to=outbox.to_person(person.id), thing=THING, occasion=occasion)


def send(unit: Unit, who: Account, occasion: str, programme_id: int | None = None) -> Note:
    """[ 下载台账 ]: of every programme that is not archived, or of this one."""
    person = rights.coordinator(unit, who)
    programme = unit.session.get(Programme, programme_id) if programme_id is not None else None
    if programme_id is not None and programme is None:
        raise Moved
    whole = export.ledger(unit, programme.name if programme is not None else None, archived=programme is not None)
    if not whole.tasks:
        raise Rejected("ledger-sheet-empty")
    sheet = LedgerSheet(whole.tasks, whole.office, whole.on)
    outbox.say(unit, sheet, to=outbox.to_person(person.id), thing=THING, occasion=occasion)
    audit.note(unit, audit.person(person.id), "ledger.export", THING, {"tasks": len(whole.tasks)})
    return Note("ledger-sheet-coming", {})


def send_template(unit: Unit, who: Account, occasion: str) -> Note:
    """[ 下载模板 ]."""
    person = rights.coordinator(unit, who)
    outbox.say(unit, LedgerTemplate(), to=outbox.to_person(person.id), thing=THING, occasion=occasion)
    return Note("ledger-sheet-coming", {})
