"""Who reads the document of a notice that was amended? It follows the amendment into every channel, as it reads now.

Composing one takes a tenth of a second, so it comes after the amendment, in a unit of its own; that it was sent is an
`announcement` row, as all that is done once.
"""

from __future__ import annotations

import asyncio

from sqlalchemy import String, cast, exists, literal, select

from db.tables import Amendment, Announcement, Outbox
from db.units import Reading, Unit, Units
from domain.amending import AmendmentKind, AmendmentState
from domain.answers import ReceivedFile
from domain.messages.amending import AmendmentNotice
from domain.messages.publicity import NoticeDocument
from jobs import documents, files, outbox
from jobs.publicity.facts import contacts_of, period_of
from jobs.publicity.spreading import DONE


def waiting(reading: Reading) -> list[int]:
    """Amendments whose document is still to be composed. A notice that was withdrawn needs none."""
    sent = exists().where(
        Announcement.publicity_id == Amendment.publicity_id,
        Announcement.occasion == literal("paper ") + cast(Amendment.id, String),
    )
    query = select(Amendment.id).where(
        Amendment.state == AmendmentState.CONFIRMED, Amendment.kind != AmendmentKind.WITHDRAWAL, ~sent
    )
    return list(reading.conn.scalars(query.order_by(Amendment.id)))


async def compose(units: Units, amendment_id: int) -> None:
    paper = await units.read(_paper, amendment_id)
    file = await asyncio.to_thread(documents.stored_notice, paper, units.settings)
    await units.run(_send, amendment_id, file)


def _paper(reading: Reading, amendment_id: int) -> documents.Paper:
    publicity = reading.session.get_one(Amendment, amendment_id).publicity
    return documents.paper_of(publicity, period_of(reading, publicity), contacts_of(publicity), reading)


def _send(unit: Unit, amendment_id: int, file: ReceivedFile) -> None:
    """As a reply to the amendment, wherever that was put."""
    publicity = unit.session.get_one(Amendment, amendment_id).publicity
    thing = f"amendment:{amendment_id}"
    first = unit.put_new(
        Announcement,
        publicity_id=publicity.id,
        occasion=f"paper {amendment_id}",
        state=DONE,
        position=0,
        total=0,
        sent=0,
        failed=0,
        paused=False,
        created_at=unit.now,
    )
    if first is None:
        return
    files.remember(unit, file)
    document = NoticeDocument(title=publicity.title or "", sha256=file.sha256, name=file.name)
    notices = select(Outbox.id, Outbox.recipient).where(
        Outbox.kind == AmendmentNotice.KIND,
        Outbox.thing == thing,
        Outbox.recipient.startswith("channel:", autoescape=True),
    )
    for row in unit.conn.execute(notices.order_by(Outbox.id)).all():
        outbox.put(unit, document, to=row.recipient, thing=thing, occasion="document", target=row.id)
