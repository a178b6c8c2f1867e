"""Until when must an objection be answered? By the day it was received, the calendar, and the questions it had to wait for."""

from __future__ import annotations

from datetime import date, datetime

from config.holidays import calendar_now
from db.tables import Objection
from db.units import Reading, Unit
from domain.answer_due import SOON, AnswerDue, answer_due
from domain.lights import Days
from domain.workdays import Calendar
from jobs.objections import exchange
from jobs.objections.exchange import Kind


def calendar(reading: Reading) -> Calendar:
    return calendar_now(reading.settings.data_dir)


def received_on(reading: Reading, objection: Objection) -> date:
    return objection.received_on or _day(reading, objection.created_at)


def counted(reading: Reading, objection: Objection) -> AnswerDue | None:
    """By the settings and the calendar as they are now; None where the office has set no limit."""
    days = reading.settings.objections.answer_days
    if days is None:
        return None
    return answer_due(received_on(reading, objection), days, _stood(reading, objection), calendar(reading))


def count(unit: Unit, objection: Objection) -> None:
    due = counted(unit, objection)
    objection.answer_due_on = due.day if due is not None else None


def days(reading: Reading) -> Days:
    """What is near, for the lights."""
    return Days.of(reading.today, (-SOON,), calendar(reading))


def _stood(reading: Reading, objection: Objection) -> list[tuple[date, date]]:
    """(asked on, answered on), from the first question that was open to the answer."""
    spans, since = [], None
    for said in exchange.of(reading, objection.id, Kind.QUESTION, Kind.REPLY):
        if said.kind == Kind.QUESTION:
            since = since or said.at
        elif since is not None:
            spans.append((_day(reading, since), _day(reading, said.at)))
            since = None
    return spans


def _day(reading: Reading, instant: datetime) -> date:
    return instant.astimezone(reading.settings.office.zone).date()
