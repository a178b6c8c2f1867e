"""What could not be delivered or handled, and what shall become of it? Listed, tried again, or dropped by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from db.tables import Inbox, InboxState, Lane, Outbox, OutboxState
from db.tables.post import PARKED, SET_ASIDE
from db.units import Reading, Unit
from domain.errors import Rejected
from domain.presses import row_number
from jobs import audit, outbox
from jobs.publicity import spreading

STATES = (OutboxState.HELD, OutboxState.DEAD)


@dataclass(frozen=True)
class ParkedRow:
    """`name` is `out12` (a message that must leave) or `in34` (an update); `to` never names an account.

    `thing` as in the outbox: what it is about.
    """

    name: str
    kind: str
    to: str
    since: datetime | None
    reason: str
    thing: str = ""


def card_of(name: str) -> str:
    """The card that told coordinators of it."""
    return f"parked:{name}"


def rows(reading: Reading) -> list[ParkedRow]:
    out = reading.conn.execute(
        select(Outbox.id, Outbox.kind, Outbox.recipient, Outbox.settled_at, Outbox.last_error, Outbox.thing)
        .where(Outbox.state.in_(PARKED))
        .order_by(Outbox.id)
    )
    in_ = reading.conn.execute(
        select(Inbox.update_id, Inbox.done_at, Inbox.last_error)
        .where(Inbox.state == SET_ASIDE)
        .order_by(Inbox.update_id)
    )
    return [
        *(
            ParkedRow(f"out{row.id}", row.kind, row.recipient, row.settled_at, row.last_error or "", row.thing)
            for row in out
        ),
        *(ParkedRow(f"in{row.update_id}", "update", "", row.done_at, row.last_error or "") for row in in_),
    ]


def retry(unit: Unit, name: str, who: str) -> None:
    """Back into its queue with a clean slate."""
    table, row = _row(name)
    if table == "out":
        again = unit.conn.execute(
            update(Outbox)
            .where(Outbox.id == row, Outbox.state.in_(STATES))
            .values(state=OutboxState.QUEUED, attempts=0, not_before=unit.now, withdraw_asked=False)
            .returning(Outbox.thing, Outbox.lane)
        ).all()
        changed = len(again)
        spreading.moved(unit, {}, {one.thing: -1 for one in again if one.lane == Lane.ANNOUNCEMENT})
        for nudge in outbox.NUDGES.values():
            unit.nudge(nudge)
    else:
        changed = unit.conn.execute(
            update(Inbox)
            .where(Inbox.update_id == row, Inbox.state == InboxState.PARKED)
            .values(state=InboxState.OPEN, attempts=0, not_before=None, done_at=None)
        ).rowcount
        unit.nudge("inbox")
    if changed != 1:
        raise Rejected("parked-unknown", name=name)
    audit.note(unit, who, "parked.retry", f"{table}box:{row}")


def drop(unit: Unit, name: str, who: str) -> None:
    """Give it up for good; audited, its content emptied."""
    table, row = _row(name)
    if table == "out":
        found = unit.conn.scalar(select(Outbox.id).where(Outbox.id == row, Outbox.state.in_(STATES)))
        if found is not None:
            outbox.settle(unit, row, OutboxState.WITHDRAWN, error="dropped by a person")
    else:
        found = unit.conn.execute(
            update(Inbox)
            .where(Inbox.update_id == row, Inbox.state == InboxState.PARKED)
            .values(state=InboxState.DONE, payload_sealed=None)
        ).rowcount
    if not found:
        raise Rejected("parked-unknown", name=name)
    audit.note(unit, who, "parked.drop", f"{table}box:{row}")


def _row(name: str) -> tuple[str, int]:
    """`out12` or plain `12` is the outbox's row 12; `in34` the inbox's."""
    table = "in" if name.startswith("in") else "out"
    number = row_number(name.removeprefix("in").removeprefix("out"))
    if number is None:
        raise Rejected("parked-unknown", name=name)
    return table, number
