"""What becomes of a mail that was read? Recognised, kept and told in one unit, with how far its mailbox has been read.

The unique mark is what files it once: two readers, a second mailbox, an answer that was lost, a copy that came twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from db.tables import Exchange, Mail, Mailbox, MailFile
from db.units import Reading, Unit
from domain.answers import ReceivedFile
from domain.mail_in.incoming import IncomingMail, Lack, Purpose
from domain.mail_in.quoted import fresh
from domain.mail_in.verdict import MailKind, Verdict, Why, clues, verdict
from domain.messages.base import Note
from jobs import audit, files
from jobs.returns import bounces, cards
from jobs.returns.cards import FILED, WAITING, Content
from jobs.returns.known import is_ours, known

MOST_KEPT = 50_000  # characters of its text
DIRECT = (MailKind.REPLY, MailKind.NEW, MailKind.WORKBOOK)  # say what they are about: each rings by itself


@dataclass(frozen=True)
class Place:
    """Where a mail lies: the mailbox's mark, and its number there."""

    mailbox: str
    purpose: Purpose
    uidvalidity: int
    uid: int


@dataclass(frozen=True)
class Taken:
    """A mail that was fetched and parsed, its files in the content store. `size`: bytes, where it was too big to be read."""

    mail: IncomingMail
    files: tuple[ReceivedFile, ...]
    identity: str
    received_at: datetime
    lacks: tuple[Lack, ...] = ()
    size: int = 0


@dataclass(frozen=True)
class Workbook:
    """Whether a workbook was among its files: taken, or `refused` with what to say."""

    taken: bool = False
    refused: Note | None = None


def is_own(reading: Reading, mail: IncomingMail) -> bool:
    """Our own letter, in a mailbox it was sent to."""
    asked = clues(mail)
    return mail.message_id in known(reading, mail, asked, reading.now).letters or is_ours(reading, mail)


def file(unit: Unit, place: Place, taken: Taken, workbook: Workbook) -> int | None:
    """The new mail's id; None for our own letter and for one that was filed before."""
    passed(unit, place)
    came = min(taken.received_at, unit.now)  # the mail server's clock may be ahead of ours
    what = verdict(taken.mail, place.purpose, known(unit, taken.mail, clues(taken.mail), came))
    if what.kind == MailKind.OWN:
        return None
    kind, waits, hints = _settled(what, taken, workbook)
    mail_id: int | None = unit.put_new(
        Mail,
        mark=unit.vault.mark("mail", taken.identity),
        mailbox=place.mailbox,
        kind=kind,
        state=WAITING if waits else FILED,
        objection_id=what.objection,
        letter_id=what.letter,
        publicity_id=what.publicity,
        content_sealed=unit.vault.seal_json(_content(taken).dumped()),
        hints=hints,
        rev=1,
        received_at=came,
    )
    if mail_id is None:
        return None
    for name, file_id in _kept(unit, taken.files):
        unit.conn.execute(unit.insert_new(MailFile).values(mail_id=mail_id, file_id=file_id, name=name))
    audit.note(unit, audit.OUTSIDER, "mail.came", f"mail:{mail_id}", {"kind": kind, "waits": waits})
    _effects(unit, unit.session.get_one(Mail, mail_id), what)
    return mail_id


def passed(unit: Unit, place: Place) -> None:
    """Its mailbox has been read up to here. Never back: two readers may each be at another mail."""
    unit.conn.execute(
        update(Mailbox)
        .where(Mailbox.name == place.mailbox, Mailbox.uidvalidity == place.uidvalidity, Mailbox.last_uid < place.uid)
        .values(last_uid=place.uid)
    )


def _settled(what: Verdict, taken: Taken, workbook: Workbook) -> tuple[str, bool, dict[str, Any]]:
    """Kind, whether it waits, and the hints a person needs."""
    why = list(what.why)
    kind: MailKind = what.kind
    waits = what.waits
    if workbook.taken:
        kind, waits, why = MailKind.WORKBOOK, False, []
    elif workbook.refused is not None:
        kind, waits, why = MailKind.WORKBOOK, True, []
    elif Why.FITS_NOTHING in why and taken.lacks:
        why.remove(Why.FITS_NOTHING)
    hints: dict[str, Any] = {"cases": list(what.candidates), "why": why, "lacks": list(taken.lacks)}
    if taken.size:
        hints["size"] = taken.size
    if workbook.refused is not None:
        hints["refused"] = {"key": workbook.refused.key, "facts": workbook.refused.facts}
    return kind, waits, hints


def _effects(unit: Unit, mail: Mail, what: Verdict) -> None:
    if what.objection is not None and mail.kind in (MailKind.REPLY, MailKind.AUTO_REPLY):
        said = "draft" if mail.kind == MailKind.REPLY and Why.OBJECTOR not in what.why else "note"
        text = cards.content_of(unit, mail).text
        unit.session.add(
            Exchange(
                objection_id=what.objection, kind=said, text_sealed=unit.vault.seal(text), mail_id=mail.id, at=unit.now
            )
        )
    if what.bounce is not None and what.letter is not None and what.bounce.lasting and what.addresses:
        bounces.note(unit, what.letter, what.addresses, what.bounce, mail.id)
    if mail.state != WAITING:
        return
    if mail.kind in DIRECT or (mail.kind == MailKind.BOUNCE and mail.objection_id is not None):
        cards.tell(unit, mail)
    else:
        cards.tell_waiting(unit)


def _content(taken: Taken) -> Content:
    mail = taken.mail
    own = fresh(mail.text) if not mail.is_report else mail.text
    text = "\n\n".join(part for part in (own or mail.text, mail.enclosed) if part.strip())
    said = tuple(dict.fromkeys((*(mail.references or mail.in_reply_to), mail.message_id)))
    thread = said if mail.message_id else ()
    return Content(mail.sender, mail.sender_name, mail.to, mail.subject, mail.date, text[:MOST_KEPT], thread)


def _kept(unit: Unit, received: tuple[ReceivedFile, ...]) -> list[tuple[str, int]]:
    return [(one.name, files.remember(unit, one)) for one in received]
