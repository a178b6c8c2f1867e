"""How does a coordinator get the ledger in chat? From the card of /ledger: as it stands, or empty to be filled in."""

from __future__ import annotations

from sqlalchemy import func, select

from db.tables import Task
from db.units import Unit
from domain.errors import Rejected
from domain.messages.base import Note
from domain.messages.ledger_export import LedgerHome, LedgerSheet, LedgerTemplate
from domain.people import Account
from jobs import audit, outbox, rights
from jobs.ledger import export

THING = "ledger"


def home(unit: Unit, who: Account, occasion: str) -> None:
    """/ledger."""
    person = rights.coordinator(unit, who)
    tasks = unit.conn.scalar(select(func.count(Task.id))) or 0
    outbox.say(unit, LedgerHome(tasks), to=outbox.to_person(person.id), thing=THING, occasion=occasion)


def send(unit: Unit, who: Account, occasion: str) -> Note:
    """[ 下载台账 ]."""
    person = rights.coordinator(unit, who)
    whole = export.ledger(unit)
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
