"""What does the register know of what a mail mentions? Only reads: letters, numbers, notices."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from db.tables import Letter, Objection, Outbox, OutboxState, Publicity
from db.units import Reading
from domain.mail_in.incoming import IncomingMail
from domain.mail_in.verdict import About, Clues, Known, LetterKnown, NoticeKnown
from domain.messages.absence import DepartmentLetter
from domain.messages.objection_cases import AnswerLetter
from domain.messages.objections import ObjectionLetter
from domain.states import PublicityState
from jobs.letters import sender_of

LATELY = timedelta(
    days=10
)  # how long after a letter left a bounce without an id may be of it: servers try for five days
LATE_FOR = timedelta(days=60)  # how long after its end a notice is offered for a mail that came late
ABOUT = {
    ObjectionLetter.KIND: About.OBJECTION,
    AnswerLetter.KIND: About.ANSWER,
    DepartmentLetter.KIND: About.DEPARTMENT,
}
_LEFT = (OutboxState.SENT, OutboxState.DEAD, OutboxState.HELD, OutboxState.QUEUED, OutboxState.SENDING)


def known(reading: Reading, mail: IncomingMail, asked: Clues, received_at: datetime) -> Known:
    letters = reading.session.scalars(select(Letter).where(Letter.message_id.in_(asked.message_ids))).all()
    return Known(
        letters={letter.message_id: _letter(reading, letter) for letter in letters},
        numbers=_numbers(reading, asked),
        recent=_recent(reading, asked),
        notices=notices(reading, received_at),
        ours=is_ours(reading, mail),
    )


def is_ours(reading: Reading, mail: IncomingMail) -> bool:
    """A mail of this program that is no letter of the table: it says who wrote it, and that a program did."""
    sender = sender_of(reading.settings)
    generated = (mail.header("auto-submitted") or "").startswith("auto-generated")
    return generated and sender is not None and mail.sender == sender.lower()


def notices(reading: Reading, received_at: datetime) -> tuple[NoticeKnown, ...]:
    """What runs, and what has ended lately, for a mail of this instant; running first, then the newest."""
    day = received_at.astimezone(reading.settings.office.zone).date()
    rows = reading.conn.execute(
        select(Publicity.id, Publicity.emails, Publicity.ends_on)
        .where(
            Publicity.state.in_((PublicityState.RUNNING, PublicityState.ENDED)),
            Publicity.starts_on <= day,
            Publicity.ends_on >= day - LATE_FOR,
        )
        .order_by(Publicity.ends_on.desc(), Publicity.id.desc())
    )
    found = [NoticeKnown(row.id, tuple(one.lower() for one in row.emails), late=row.ends_on < day) for row in rows]
    return tuple(sorted(found, key=lambda notice: notice.late))


def _letter(reading: Reading, letter: Letter) -> LetterKnown:
    recipients = reading.conn.scalars(
        select(Outbox.recipient)
        .where(Outbox.kind == letter.kind, Outbox.thing == f"letter:{letter.id}")
        .order_by(Outbox.id)
    )
    addresses = tuple(one.removeprefix("mail:").lower() for one in recipients)
    return LetterKnown(letter.id, letter.objection_id, addresses, ABOUT.get(letter.kind, About.OTHER))


def _numbers(reading: Reading, asked: Clues) -> dict[str, int]:
    if not asked.wanted_numbers:
        return {}
    rows = reading.conn.execute(
        select(Objection.register_number, Objection.id).where(Objection.register_number.in_(asked.wanted_numbers))
    )
    return {row.register_number: row.id for row in rows}


def _recent(reading: Reading, asked: Clues) -> tuple[LetterKnown, ...]:
    """Letters that left lately to an address a bounce mentions, the newest first."""
    if not asked.wanted_addresses:
        return ()
    recipients = [f"mail:{address}" for address in asked.wanted_addresses]
    things = reading.conn.scalars(
        select(Outbox.thing)
        .where(
            Outbox.channel == "mail",
            Outbox.recipient.in_(recipients),
            Outbox.state.in_(_LEFT),
            Outbox.created_at >= reading.now - LATELY,
            Outbox.thing.startswith("letter:", autoescape=True),
        )
        .distinct()
    ).all()
    ids = [int(thing.removeprefix("letter:")) for thing in things]
    letters = reading.session.scalars(select(Letter).where(Letter.id.in_(ids)).order_by(Letter.id.desc()))
    return tuple(_letter(reading, letter) for letter in letters)
