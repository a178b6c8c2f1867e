"""What does a notice say? The reading that the grammar hands out, and its JSON form (the contract's keys, exactly)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class Calendar(Protocol):
    """What the reader asks of the office's working days."""

    def is_working(self, day: date) -> bool: ...

    def is_published(self, year: int) -> bool: ...


@dataclass(frozen=True)
class Item:
    """One task of the notice. None is what the text does not say, or not clearly; then a warning says so."""

    number: str | None = None
    problem: str | None = None
    departments: tuple[str, ...] = ()
    target: str | None = None
    measures: tuple[str, ...] = ()
    completion: str | None = None
    completion_as_of: date | None = None
    deadline: date | None = None
    deadline_text: str | None = None


@dataclass(frozen=True)
class Publicity:
    """The period, both days included; working days count the first day and the make-up days."""

    start: date | None = None
    end: date | None = None
    stated_length: str | None = None
    calendar_days: int | None = None
    working_days: int | None = None


@dataclass(frozen=True)
class Contact:
    unit: str | None = None
    person: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postal_address: str | None = None


@dataclass(frozen=True)
class NoticeReading:
    title: str | None = None
    programme: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    items: tuple[Item, ...] = ()
    publicity: Publicity = Publicity()
    contact: Contact = Contact()
    warnings: tuple[str, ...] = ()


def as_json(reading: NoticeReading) -> dict[str, Any]:
    publicity, contact = reading.publicity, reading.contact
    return {
        "title": reading.title,
        "programme": reading.programme,
        "issuer": reading.issuer,
        "issued_on": _day(reading.issued_on),
        "items": [_item(item) for item in reading.items],
        "publicity": {
            "start": _day(publicity.start),
            "end": _day(publicity.end),
            "stated_length": publicity.stated_length,
            "calendar_days": publicity.calendar_days,
            "working_days": publicity.working_days,
        },
        "contact_unit": contact.unit,
        "contact_person": contact.person,
        "phones": list(contact.phones),
        "emails": list(contact.emails),
        "postal_address": contact.postal_address,
        "warnings": list(reading.warnings),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "problem": item.problem,
        "departments": list(item.departments),
        "target": item.target,
        "measures": list(item.measures),
        "completion": item.completion,
        "completion_as_of": _day(item.completion_as_of),
        "deadline": _day(item.deadline),
        "deadline_text": item.deadline_text,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
