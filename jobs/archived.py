"""Is a programme archived? Then nothing of it moves any more, until it is reopened. Asked by whatever would move it."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Programme
from db.units import Reading, Unit
from domain.errors import Rejected


def refuse(reading: Reading, programme_id: int) -> None:
    """Raises `Rejected` where it is. In a unit nobody archives it before the unit has ended."""
    if is_archived(reading, programme_id):
        name = reading.conn.scalar(select(Programme.name).where(Programme.id == programme_id))
        raise Rejected("archive-is-archived", name=name or "")


def is_archived(reading: Reading, programme_id: int) -> bool:
    closed = select(Programme.closed_at).where(Programme.id == programme_id)
    if isinstance(reading, Unit):
        closed = closed.with_for_update(read=True)
    return reading.conn.scalar(closed) is not None
