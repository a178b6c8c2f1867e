"""What was said of an objection after it was lodged? Asked, answered, left open: sealed, for it may name people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, func, select

from db.session import PreparedRow
from db.tables import Exchange, Objection
from db.units import Reading, Unit
from domain.states import ObjectionState

UNSETTLED = "objection.unsettled"  # in the audit


class Kind(StrEnum):
    QUESTION = "question"
    REPLY = "reply"
    UNSETTLED = "unsettled"
    DRAFT = "draft"
    NOTE = "note"


_OF = PreparedRow(select(Exchange).where(Exchange.objection_id == bindparam("objection")).order_by(Exchange.id))


@dataclass(frozen=True)
class Said:
    """`text` is empty where it was erased, or where a reply was files alone. `by`: the coordinator who asked."""

    id: int
    kind: Kind
    text: str
    at: datetime
    by: int | None


def add(unit: Unit, objection: Objection, kind: Kind, text: str, *, by: int | None = None) -> int:
    row = Exchange(
        objection_id=objection.id,
        kind=kind,
        text_sealed=unit.vault.seal(text) if text else None,
        person_id=by,
        at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    return row.id


def of(reading: Reading, objection_id: int, *kinds: Kind) -> list[Said]:
    """What was said, in its order; every kind where none is named."""
    return [
        Said(
            row.id,
            Kind(row.kind),
            reading.vault.open(row.text_sealed) if row.text_sealed is not None else "",
            row.at,
            row.person_id,
        )
        for (row,) in _OF.all(reading, objection=objection_id)
        if not kinds or row.kind in kinds
    ]


def asked(reading: Reading, objection: Objection) -> list[Said]:
    """The questions that wait for the objector's answer: those since the last one. None while nothing is asked."""
    if objection.state != ObjectionState.ASKED:
        return []
    last = select(func.max(Exchange.id)).where(Exchange.objection_id == objection.id, Exchange.kind == Kind.REPLY)
    since = reading.conn.scalar(last) or 0
    return [said for said in of(reading, objection.id, Kind.QUESTION) if said.id > since]


def question_text(asked: list[Said]) -> str:
    return "\n\n".join(said.text for said in asked)
