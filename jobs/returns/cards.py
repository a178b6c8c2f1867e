"""What does a coordinator see of a mail? One card a mail, and the list of those that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from db.queries import publicity as periods
from db.queries import reports, rounds
from db.tables import Lane, Mail, Objection, Publicity
from db.units import Reading, Unit
from domain.mail_in.verdict import MailKind
from domain.messages.base import Note
from domain.messages.mailbox import CaseLine, MailCard, MailLine, MailList, MailsWaiting, PeriodLine
from domain.people import Account
from domain.workdays import next_working_moment
from jobs import outbox, rights
from jobs.returns.known import notices

PAGE = 8  # lines a card
CASES_SHOWN = 4
PERIODS_SHOWN = 6
WAITING, FILED, DISMISSED = "waiting", "filed", "dismissed"


@dataclass(frozen=True)
class Content:
    """What is sealed of a mail. `text` is its writer's own words, with those of a mail it encloses.

    `thread`: the Message-IDs of what it answers, and its own last: an answer to it says them again.
    """

    sender: str
    name: str
    to: tuple[str, ...]
    subject: str
    date: str
    text: str
    thread: tuple[str, ...] = ()

    def dumped(self) -> dict[str, Any]:
        return {
            "from": self.sender,
            "name": self.name,
            "to": list(self.to),
            "subject": self.subject,
            "date": self.date,
            "text": self.text,
            "thread": list(self.thread),
        }


ERASED = Content("", "", (), "", "", "")


def content_of(reading: Reading, mail: Mail) -> Content:
    if mail.content_sealed is None:
        return ERASED
    stored = reading.vault.open_json(mail.content_sealed)
    return Content(
        stored["from"],
        stored["name"],
        tuple(stored["to"]),
        stored["subject"],
        stored["date"],
        stored["text"],
        tuple(stored.get("thread", ())),
    )


def card_of(mail_id: int) -> str:
    return f"mail:{mail_id}"


def mail_card(reading: Reading, mail: Mail, *, choosing: bool = False, note: Note | None = None) -> MailCard:
    content, hints = content_of(reading, mail), mail.hints
    wants_period = mail.state == WAITING and mail.kind in (MailKind.NEW, MailKind.UNKNOWN)
    refused = hints.get("refused")
    return MailCard(
        mail=mail.id,
        rev=mail.rev,
        kind=mail.kind,
        state=mail.state,
        received_at=mail.received_at,
        subject=content.subject,
        text=content.text,
        files=len(mail.files),
        case=_case(reading, mail.objection_id) if mail.objection_id is not None else None,
        cases=tuple(
            line
            for line in (_case(reading, one) for one in hints.get("cases", [])[:CASES_SHOWN])
            if line is not None and mail.state == WAITING
        ),
        periods=_periods(reading, mail) if wants_period else (),
        why=tuple(hints.get("why", [])),
        lacks=tuple(hints.get("lacks", [])),
        contact=content.sender if content.sender and content.sender in _contacts(reading, mail) else "",
        answered=bool(hints.get("answered")),
        registered=bool(hints.get("registered")),
        choosing=choosing,
        size=hints.get("size", 0),
        decided_by=reports.name_of(reading, mail.decided_by) if mail.decided_by is not None else None,
        refused=Note(refused["key"], refused["facts"]) if refused else None,
        note=note,
    )


def show(unit: Unit, mail: Mail, *, to: str, occasion: str, ring: bool = False) -> None:
    outbox.show(unit, mail_card(unit, mail), to=to, card=card_of(mail.id), occasion=occasion, ring=ring)


def tell(unit: Unit, mail: Mail) -> None:
    """Every coordinator is rung once for a mail that says what it is about."""
    card = mail_card(unit, mail)
    for to in outbox.coordinators(unit):
        outbox.show(unit, card, to=to, card=card_of(mail.id), occasion="came", ring=True, lane=Lane.PROMPT)


def tell_waiting(unit: Unit) -> None:
    """What fits nothing rings once a day, in working hours, however many come; the card counts on."""
    total = waiting(unit)
    message = MailsWaiting(total)
    office = unit.settings.office
    at = next_working_moment(unit.now, office.working_hours, office.zone, rounds.calendar(unit))
    for to in outbox.coordinators(unit):
        rung = outbox.ring_once(
            unit, message, to=to, card="mails", occasion=at.astimezone(office.zone).date().isoformat(), not_before=at
        )
        if rung is None:
            outbox.show(unit, message, to=to, card="mails", occasion="count")


def waiting(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count()).select_from(Mail).where(Mail.state == WAITING)) or 0


def list_waiting(unit: Unit, who: Account, occasion: str, page: int = 0) -> None:
    """/mailbox: what waits for a person, the oldest first."""
    coordinator = rights.coordinator(unit, who)
    total = waiting(unit)
    pages = max(-(-total // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    rows = unit.session.scalars(
        select(Mail).where(Mail.state == WAITING).order_by(Mail.id).offset(page * PAGE).limit(PAGE)
    ).all()
    lines = tuple(MailLine(mail.id, mail.kind, mail.received_at, content_of(unit, mail).subject) for mail in rows)
    outbox.show(
        unit,
        MailList(lines, page, pages, total, mailboxes=bool(unit.settings.mail.inboxes)),
        to=outbox.to_person(coordinator.id),
        card="mailbox",
        occasion=occasion,
        ring=not occasion.startswith("press"),
    )


def periods_for(reading: Reading, mail: Mail) -> Sequence[tuple[Publicity, bool]]:
    """The notices it may be an objection to, each with whether it was over when the mail came in."""
    found = notices(reading, mail.received_at)
    if mail.publicity_id is not None:
        found = tuple(sorted(found, key=lambda notice: notice.publicity != mail.publicity_id))
    return [(reading.session.get_one(Publicity, one.publicity), one.late) for one in found]


def _periods(reading: Reading, mail: Mail) -> tuple[PeriodLine, ...]:
    return tuple(
        PeriodLine(period.id, period.title or "", periods.numbers(period), late)
        for period, late in periods_for(reading, mail)[:PERIODS_SHOWN]
    )


def _case(reading: Reading, objection_id: int) -> CaseLine | None:
    objection = reading.session.get(Objection, objection_id)
    if objection is None:
        return None
    return CaseLine(objection.id, objection.register_number, periods.is_open(objection))


def _contacts(reading: Reading, mail: Mail) -> set[str]:
    """The addresses that stand in the notice for everyone to read: telling one of them tells nobody's identity."""
    if mail.objection_id is None:
        return set()
    objection = reading.session.get(Objection, mail.objection_id)
    return {one.lower() for one in objection.publicity.emails} if objection is not None else set()
