"""A letter came back: whose is it, and what is to be done? Its row of that address is parked with the reason, people are told.

A server's "250 OK" was not the end of it. The letter is kept: it is sent again, or a person says that the address was
reached another way; until then its objection can't be struck off.
"""

from __future__ import annotations

import re

from sqlalchemy import select, update

from db.tables import Department, Lane, Letter, Objection, Outbox, OutboxState
from db.units import Reading, Unit
from domain.errors import Moved
from domain.mail_in.bounced import Bounce
from domain.mail_in.verdict import About
from domain.messages.base import Note
from domain.messages.mailbox import Bounced
from domain.people import Account
from jobs import audit, letters, outbox, rights
from jobs.returns.known import ABOUT

_PARKED = (OutboxState.DEAD, OutboxState.HELD)
_SEALED = "contact:"  # an objector's own address: opened by the sender alone, and told by no bounce either
_ADDRESS = re.compile(r"\S+@\S+")
_STATUS = re.compile(r"([245]\.\d{1,3}\.\d{1,3}) ")  # how `_park` wrote it before the reason


def note(unit: Unit, letter_id: int, addresses: tuple[str, ...], bounce: Bounce, mail_id: int) -> None:
    """The letter's rows of these addresses are parked, once; coordinators are told of each."""
    letter = unit.session.get_one(Letter, letter_id)
    rows = unit.conn.execute(
        select(Outbox.id, Outbox.recipient, Outbox.state)
        .where(Outbox.kind == letter.kind, Outbox.thing == f"letter:{letter.id}")
        .order_by(Outbox.id)
    ).all()
    for row in rows:
        if row.recipient.removeprefix("mail:").lower() in addresses and row.state == OutboxState.SENT:
            _park(unit, letter, row.id, row.recipient, bounce, mail_id)


def _park(unit: Unit, letter: Letter, row: int, recipient: str, bounce: Bounce, mail_id: int) -> None:
    address = recipient.removeprefix("mail:")
    said = next((one for one in bounce.failed if address.lower() in (one.address, one.original)), None)
    said = said or next(iter(bounce.failed), None)
    reason = (said.diagnostic if said is not None and said.diagnostic else bounce.reason)[:300]
    if recipient.startswith(_SEALED):
        reason = _ADDRESS.sub("…", reason)
    status = said.status if said is not None and said.status else bounce.status
    unit.conn.execute(
        update(Outbox)
        .where(Outbox.id == row, Outbox.state == OutboxState.SENT)
        .values(
            state=OutboxState.DEAD,
            settled_at=unit.now,
            last_error=f"returned: {status} {reason}".strip()[:500],
            facts_sealed=letter.facts_sealed,  # emptied when it was sent; it may be sent again
        )
    )
    letters.returned(unit, letter)
    unit.nudge("parked")
    audit.note(
        unit, audit.CLOCK, "letter.returned", f"letter:{letter.id}", {"row": row, "status": status, "mail": mail_id}
    )
    message = _message(unit, row, reason=reason, status=status)
    for to in outbox.coordinators(unit):
        outbox.show(unit, message, to=to, card=_card(row), occasion=f"returned {mail_id}", ring=True, lane=Lane.PROMPT)


def send_again(unit: Unit, who: Account, row: int) -> Note:
    """[再发一次]: under the same Message-ID."""
    coordinator = rights.coordinator(unit, who)
    letter = _parked(unit, row)
    unit.conn.execute(
        update(Outbox)
        .where(Outbox.id == row)
        .values(state=OutboxState.QUEUED, attempts=0, not_before=unit.now, withdraw_asked=False)
    )
    unit.nudge(outbox.NUDGES["mail"])
    audit.note(unit, audit.person(coordinator.id), "parked.retry", f"outbox:{row}", {"letter": letter.id})
    outbox.edit_shown(unit, _message(unit, row, settled="sent"), card=_card(row))
    return Note("mail-bounce-again", {})


def given_otherwise(unit: Unit, who: Account, row: int) -> Note:
    """[已另行送达]: by phone, on paper, to another address; the row is settled, and who said so is on record."""
    coordinator = rights.coordinator(unit, who)
    letter = _parked(unit, row)
    outbox.settle(unit, row, OutboxState.WITHDRAWN, error="given another way")
    audit.note(unit, audit.person(coordinator.id), "letter.given", f"outbox:{row}", {"letter": letter.id})
    unit.nudge("schedule")
    outbox.edit_shown(unit, _message(unit, row, settled="other"), card=_card(row))
    return Note("mail-bounce-given", {})


def _parked(unit: Unit, row: int) -> Letter:
    """The letter of a row that is parked. `Moved` where somebody has decided already."""
    found = unit.conn.execute(
        select(Outbox.thing)
        .where(Outbox.id == row, Outbox.state.in_(_PARKED), Outbox.channel == "mail")
        .with_for_update()
    ).one_or_none()
    if found is None or not found.thing.startswith("letter:"):
        raise Moved
    return unit.session.get_one(Letter, int(found.thing.removeprefix("letter:")))


def _message(reading: Reading, row: int, *, reason: str = "", status: str = "", settled: str = "") -> Bounced:
    told = reading.conn.execute(select(Outbox.thing, Outbox.recipient, Outbox.last_error).where(Outbox.id == row)).one()
    letter = reading.session.get_one(Letter, int(told.thing.removeprefix("letter:")))
    number = ""
    if letter.objection_id is not None:
        number = reading.session.get_one(Objection, letter.objection_id).register_number
    if not reason and told.last_error:
        reason = told.last_error.removeprefix("returned:").strip()
        if (found := _STATUS.match(reason)) is not None:
            status, reason = found[1], reason[found.end() :]
    return Bounced(
        row=row,
        register_number=number,
        department=_department(reading, letter),
        address="" if told.recipient.startswith(_SEALED) else told.recipient.removeprefix("mail:"),
        reason=reason[:300],
        status=status,
        settled=settled,
        about=ABOUT.get(letter.kind, About.OTHER),
    )


def _department(reading: Reading, letter: Letter) -> str:
    """A department's letter is called `cycle:<id>:department:<id>`."""
    parts = letter.thing.split(":")
    if letter.objection_id is not None or "department" not in parts or not parts[-1].isdecimal():
        return ""
    department = reading.session.get(Department, int(parts[-1]))
    return department.name if department is not None else ""


def _card(row: int) -> str:
    return f"bounce:{row}"
