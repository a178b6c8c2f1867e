"""The papers of the end: a task's closing record, the register of objections, one objection with its letters."""

from __future__ import annotations

from datetime import date

from db.queries import closing_record, objection_sheet, register
from db.queries.closing_record import ClosingRecord
from db.queries.objection_sheet import ObjectionSheet
from db.queries.register import Asked, Entry
from db.tables import Objection, Task
from db.units import Reading
from domain.errors import Moved
from domain.people import Account
from jobs import rights


def record(reading: Reading, number: str, programme: str | None) -> ClosingRecord:
    """Of the task with this number. Raises `Rejected` where there is none, or several programmes have it."""
    return closing_record.record(reading, closing_record.task_numbered(reading, number, programme))


def record_for(reading: Reading, who: Account, task_id: int) -> ClosingRecord:
    """[销号记录]: to a coordinator."""
    rights.coordinator(reading, who)
    task = reading.session.get(Task, task_id)
    if task is None:
        raise Moved
    return closing_record.record(reading, task)


def sheet_for(reading: Reading, who: Account, objection_id: int) -> ObjectionSheet:
    """[办理单]: one objection, to a coordinator."""
    rights.coordinator(reading, who)
    objection = reading.session.get(Objection, objection_id)
    if objection is None:
        raise Moved
    return objection_sheet.sheet_of(reading, objection)


def register_for(reading: Reading, who: Account) -> list[Entry]:
    """[异议登记表]: all of it, to a coordinator."""
    rights.coordinator(reading, who)
    return register.entries(reading, Asked())


def today(reading: Reading) -> date:
    """The office's day, which stands on the paper."""
    return reading.today
