"""When is a mail forgotten? With the identity of its objection; and what belongs to none, so many days after it was decided.

What a reply said stays with its objection, and so do the files of one that was registered. What waits is kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from db.tables import Mail, MailFile, Objection
from db.units import Reading, Unit, Units
from jobs.clock import Clock
from jobs.returns.cards import WAITING
from jobs.routines import Routine

AT_ONCE = 100  # mails a unit

_DECIDED = func.coalesce(Mail.decided_at, Mail.received_at)
_LOOSE = (Mail.objection_id.is_(None)) & (Mail.state != WAITING)


def forgettable(reading: Reading) -> list[int]:
    """Mails whose content is due to go, at most `AT_ONCE`."""
    due = or_(_erased(), _LOOSE & (reading.now - kept_for(reading) >= _DECIDED))
    rows = select(Mail.id).where(Mail.content_sealed.is_not(None), due).order_by(Mail.id).limit(AT_ONCE)
    return list(reading.conn.scalars(rows))


def forget(unit: Unit, ids: list[int]) -> None:
    """Who wrote, to whom, the subject and the text; and the files of a mail that belongs to nothing."""
    unit.conn.execute(update(Mail).where(Mail.id.in_(ids)).values(content_sealed=None))
    loose = select(Mail.id).where(Mail.id.in_(ids), Mail.objection_id.is_(None))
    unit.conn.execute(delete(MailFile).where(MailFile.mail_id.in_(loose)))


def kept_for(reading: Reading) -> timedelta:
    return timedelta(days=reading.settings.objections.retention_days)


def _erased() -> ColumnElement[bool]:
    gone = select(Objection.id).where(Objection.id == Mail.objection_id, Objection.erased_at.is_not(None))
    return gone.exists()


def _next_due(reading: Reading) -> datetime | None:
    held = Mail.content_sealed.is_not(None)
    if reading.conn.scalar(select(Mail.id).where(held, _erased()).limit(1)) is not None:
        return reading.now
    oldest: datetime | None = reading.conn.scalar(
        select(Mail.decided_at).where(held, _LOOSE, Mail.decided_at.is_not(None)).order_by(Mail.decided_at).limit(1)
    )
    undecided: datetime | None = reading.conn.scalar(
        select(Mail.received_at).where(held, _LOOSE, Mail.decided_at.is_(None)).order_by(Mail.received_at).limit(1)
    )
    moments = [moment for moment in (oldest, undecided) if moment is not None]
    return min(moments) + kept_for(reading) if moments else None


async def _forget(units: Units, _clock: Clock) -> None:
    while ids := await units.read(forgettable):
        await units.run(forget, ids)


FORGET_MAIL = Routine("forget_mail", _next_due, _forget)
