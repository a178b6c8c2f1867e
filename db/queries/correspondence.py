"""What did an objector write by mail? For the answer to join that conversation in their mail program."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Mail
from db.units import Reading


def thread_with(reading: Reading, objection_id: int, address: str) -> tuple[str, ...]:
    """The Message-IDs of the newest mail about the objection from this address, its own last; empty where there is none."""
    sealed = select(Mail.content_sealed).where(Mail.objection_id == objection_id, Mail.content_sealed.is_not(None))
    for content in reading.conn.scalars(sealed.order_by(Mail.received_at.desc(), Mail.id.desc())):
        assert content is not None
        mail = reading.vault.open_json(content)
        if mail["from"].lower() == address.lower():
            return tuple(mail.get("thread", ()))
    return ()
