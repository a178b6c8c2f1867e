"""What must be forgotten, and when? An objector's name, contact and way back, so many days after the matter ended.

The days are `objections.retention_days`, as the consent line told the objector. The matter itself stays: its text,
files, answer, and who of the office did what.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Row, literal, select, union_all, update

from db.tables import Audit, Exchange, Letter, Objection, Outbox
from db.units import Reading, Unit, Units
from domain.messages.objections import ObjectionLetter
from domain.states import ObjectionState
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.routines import Routine

AT_ONCE = 100  # objections a look


def ended(reading: Reading, limit: int = AT_ONCE) -> list[Row[tuple[int, datetime]]]:
    """Objections whose identity is still kept, with the instant the matter ended; the oldest first."""
    kept = Objection.erased_at.is_(None)
    answered = select(Objection.id, Objection.answered_at.label("at")).where(
        kept, Objection.state == ObjectionState.ANSWERED, Objection.answered_at.is_not(None)
    )
    withdrawn = (
        select(Objection.id, Audit.at.label("at"))
        .join(Audit, Audit.thing == literal("objection:") + Objection.register_number)
        .where(kept, Objection.state == ObjectionState.WITHDRAWN, Audit.action == "objection.withdrawn")
    )
    both = union_all(answered, withdrawn).subquery()
    return list(reading.conn.execute(select(both.c.id, both.c.at).order_by(both.c.at, both.c.id).limit(limit)))


def kept_for(reading: Reading) -> timedelta:
    return timedelta(days=reading.settings.objections.retention_days)


def erase(unit: Unit, objection_id: int) -> None:
    """Take identity and way back out of an objection and of its letters, wherever they stand; and what was said since,

    which may name people. Twice is once.
    """
    objection = unit.session.get_one(Objection, objection_id, with_for_update=True)
    if objection.erased_at is not None:
        return
    objection.identity_sealed = objection.return_sealed = None
    objection.erased_at = unit.now
    unit.conn.execute(update(Exchange).where(Exchange.objection_id == objection_id).values(text_sealed=None))
    letters = select(Letter).where(Letter.objection_id == objection_id, Letter.kind == ObjectionLetter.KIND)
    for letter in unit.session.scalars(letters):
        letter.facts_sealed = _nameless(unit, letter.kind, letter.facts_sealed)
        rows = unit.conn.execute(
            select(Outbox.id, Outbox.kind, Outbox.facts_sealed).where(
                Outbox.thing == f"letter:{letter.id}", Outbox.facts_sealed.is_not(None)
            )
        ).all()
        for row in rows:
            assert row.facts_sealed is not None
            unit.conn.execute(
                update(Outbox)
                .where(Outbox.id == row.id)
                .values(facts_sealed=_nameless(unit, row.kind, row.facts_sealed))
            )
    audit.note(unit, audit.CLOCK, "objection.erased", f"objection:{objection.register_number}")


def _nameless(unit: Unit, kind: str, facts_sealed: bytes) -> bytes:
    message = outbox.opened(unit, kind, facts_sealed)
    assert isinstance(message, ObjectionLetter)
    return outbox.sealed(unit, replace(message, name="", contact=""))


def _next_erasure(reading: Reading) -> datetime | None:
    oldest = ended(reading, 1)
    return oldest[0].at + kept_for(reading) if oldest else None


async def _erase(units: Units, clock: Clock) -> None:
    while due := [row.id for row in await units.read(ended) if row.at + await units.read(kept_for) <= clock.now()]:
        for objection_id in due:
            await units.run(erase, objection_id)


ERASE_IDENTITY = Routine("erase_identity", _next_erasure, _erase)
