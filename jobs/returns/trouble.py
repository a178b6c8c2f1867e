"""Can a mailbox not be read, and has the office been told? After fifteen minutes, once; and once when it is back."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from config.schema import Inbox
from db.tables import Lane, Mailbox, Outbox
from db.units import Unit
from domain.messages.mailbox import MailboxBack, MailboxDown
from jobs import outbox

TOLD_AFTER = timedelta(minutes=15)


def failed(unit: Unit, name: str, inbox: Inbox, why: str, reason: str) -> None:
    """Note that it could not be read; coordinators hear of it once it has lasted."""
    mailbox = unit.session.get_one(Mailbox, name, with_for_update=True)
    mailbox.failing_since = mailbox.failing_since or unit.now
    mailbox.last_error = reason[:500]
    lasted = unit.now - mailbox.failing_since
    if lasted < TOLD_AFTER:
        return
    message = MailboxDown(mailbox.purpose, inbox.host, int(lasted.total_seconds() // 60), why)
    for to in outbox.coordinators(unit):
        outbox.put(unit, message, to=to, thing=_thing(name), occasion=f"down {mailbox.failing_since.isoformat()}")


def works(unit: Unit, name: str, inbox: Inbox) -> None:
    """It was read. Whoever was told that it could not be hears so."""
    mailbox = unit.session.get_one(Mailbox, name, with_for_update=True)
    since = mailbox.failing_since
    mailbox.failing_since = mailbox.last_error = None
    if since is None:
        return
    told = unit.conn.scalars(
        select(Outbox.recipient).where(
            Outbox.kind == MailboxDown.KIND,
            Outbox.thing == _thing(name),
            Outbox.occasion == f"down {since.isoformat()}",
        )
    ).all()
    for to in told:
        outbox.put(
            unit,
            MailboxBack(mailbox.purpose, inbox.host),
            to=to,
            thing=_thing(name),
            occasion=f"back {since.isoformat()}",
            lane=Lane.PROMPT,
        )


def _thing(name: str) -> str:
    return f"mailbox:{name}"
