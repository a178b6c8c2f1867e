"""What is on file of one objection? Its words, files, letters with what became of each, what was said since. Only reads.

Whose it is stands nowhere here: the paper goes into a file that many read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.queries import register
from db.queries.register import Entry
from db.queries.reports import name_of
from db.tables import Exchange, Letter, Objection, Outbox, OutboxState
from db.units import Reading
from domain.errors import Rejected
from domain.messages.objections import ObjectionLetter

_STATE = {
    OutboxState.SENT: "delivered",
    OutboxState.HELD: "parked",
    OutboxState.DEAD: "parked",
    OutboxState.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class KeptFile:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class SentLetter:
    """One letter to one address. `about` as it was written: lodged, addition 1, withdrawn; `at` when the server took it."""

    about: str
    part: int
    parts: int
    message_id: str
    address: str
    state: str
    at: datetime | None


@dataclass(frozen=True)
class SaidSince:
    kind: str
    text: str
    at: datetime


@dataclass(frozen=True)
class ObjectionSheet:
    entry: Entry
    registered_at: datetime
    registered_by: str
    problems: tuple[tuple[str, str], ...]
    text: str
    files: tuple[KeptFile, ...]
    letters: tuple[SentLetter, ...]
    said: tuple[SaidSince, ...]
    answer: str
    answered_by: str
    answered_way: str


def sheet(reading: Reading, register_number: str) -> ObjectionSheet:
    """Raises `Rejected` where no objection has that number."""
    objection = reading.session.scalar(select(Objection).where(Objection.register_number == register_number.strip()))
    if objection is None:
        raise Rejected("objection-number-unknown", given=register_number.strip()[:40])
    return sheet_of(reading, objection)


def sheet_of(reading: Reading, objection: Objection) -> ObjectionSheet:
    [entry] = register.entries_of(reading, [objection])
    return ObjectionSheet(
        entry=entry,
        registered_at=objection.created_at,
        registered_by=name_of(reading, objection.registered_by),
        problems=tuple((row.task.number, row.task.problem) for row in objection.tasks),
        text=_opened(reading, objection.text_sealed),
        files=tuple(KeptFile(kept.name, kept.file.size, kept.file.sha256) for kept in objection.files),
        letters=tuple(_letters(reading, objection.id)),
        said=tuple(
            SaidSince(row.kind, _opened(reading, row.text_sealed), row.at)
            for row in reading.session.scalars(
                select(Exchange).where(Exchange.objection_id == objection.id).order_by(Exchange.id)
            )
        ),
        answer=objection.answer or "",
        answered_by=name_of(reading, objection.answered_by),
        answered_way=objection.answered_way or "",
    )


def _letters(reading: Reading, objection_id: int) -> list[SentLetter]:
    found = []
    for letter in reading.session.scalars(
        select(Letter).where(Letter.objection_id == objection_id).order_by(Letter.id)
    ).all():
        rows = reading.conn.execute(
            select(Outbox.recipient, Outbox.state, Outbox.settled_at)
            .where(Outbox.kind == ObjectionLetter.KIND, Outbox.thing == f"letter:{letter.id}")
            .order_by(Outbox.id)
        )
        found += [
            SentLetter(
                about=letter.occasion,
                part=letter.part,
                parts=letter.parts,
                message_id=letter.message_id,
                address=row.recipient.removeprefix("mail:"),
                state=_STATE.get(OutboxState(row.state), "underway"),
                at=row.settled_at if row.state == OutboxState.SENT else None,
            )
            for row in rows
        ]
    return found


def _opened(reading: Reading, sealed: bytes | None) -> str:
    return reading.vault.open(sealed) if sealed is not None else ""
