"""How is it forgotten who objected? Name, contact and way back go, from the objection and from its letters; the matter stays.

On request at any time; of itself so many days after the matter has ended (jobs/privacy.py), and then with whatever was
said since, which may name people.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, select, update

from db.tables import Exchange, Letter, Mail, Meta, Objection, Outbox
from db.units import Unit
from domain.messages.objection_cases import AnswerLetter
from domain.messages.objections import ObjectionLetter
from jobs import audit, outbox

UNLISTED = "erased.unlisted"  # in `meta`: the last one that the list beside the database may not name yet


def erase(unit: Unit, objection_id: int) -> None:
    """What the rule asks for when its days are over. Twice is once."""
    objection = unit.session.get_one(Objection, objection_id, with_for_update=True)
    if objection.erased_at is not None:
        return
    take_identity(unit, objection)
    objection.erased_at = unit.now
    unit.conn.execute(update(Exchange).where(Exchange.objection_id == objection_id).values(text_sealed=None))
    audit.note(unit, audit.CLOCK, "objection.erased", f"objection:{objection.register_number}")


def take_identity(unit: Unit, objection: Objection) -> None:
    """Identity and way back, out of the objection, its letters wherever they stand, and the mails that brought it."""
    objection.identity_sealed = objection.return_sealed = None
    unit.conn.execute(delete(Meta).where(Meta.name == UNLISTED))
    unit.conn.execute(unit.insert_new(Meta).values(name=UNLISTED, value=f"{unit.now.isoformat()} {objection.id}"))
    unit.conn.execute(update(Mail).where(Mail.objection_id == objection.id).values(content_sealed=None))
    kinds = (ObjectionLetter.KIND, AnswerLetter.KIND)
    letters = select(Letter).where(Letter.objection_id == objection.id, Letter.kind.in_(kinds))
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


def _nameless(unit: Unit, kind: str, facts_sealed: bytes) -> bytes:
    message = outbox.opened(unit, kind, facts_sealed)
    if isinstance(message, AnswerLetter):
        return outbox.sealed(unit, replace(message, answers=()))  # a Message-ID may tell where they write from
    assert isinstance(message, ObjectionLetter)
    return outbox.sealed(unit, replace(message, name="", contact=""))
