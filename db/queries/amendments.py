"""How was a notice amended, and what stood on it before? Only reads."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, literal, select

from db.tables import Amendment, Announcement, Outbox, OutboxState, Subscription
from db.units import Reading
from domain.amending import AmendmentKind, AmendmentState, Field
from domain.messages.publicity import Amended, PinAnnouncement, PublicityAnnouncement
from domain.publicity import Event

SENT_OR_LEAVING = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT)


def confirmed(reading: Reading, publicity_id: int) -> list[Amendment]:
    """What became of a notice after it was announced, oldest first."""
    return list(
        reading.session.scalars(
            select(Amendment)
            .where(Amendment.publicity_id == publicity_id, Amendment.state == AmendmentState.CONFIRMED)
            .order_by(Amendment.confirmed_at, Amendment.id)
        )
    )


def marks(reading: Reading, publicity_id: int) -> tuple[Amended, ...]:
    """As the notice itself names them: the kind and the office's day."""
    zone = reading.settings.office.zone
    return tuple(
        Amended(one.kind, one.confirmed_at.astimezone(zone).date())
        for one in confirmed(reading, publicity_id)
        if one.confirmed_at is not None
    )


def emails_of_old(reading: Reading) -> dict[int, list[tuple[datetime, list[str]]]]:
    """By notice: until which instant which addresses stood on it, oldest first; only of notices whose addresses changed."""
    rows = reading.session.scalars(
        select(Amendment)
        .where(Amendment.kind == AmendmentKind.CORRECTION, Amendment.state == AmendmentState.CONFIRMED)
        .order_by(Amendment.id)
    )
    found: dict[int, list[tuple[datetime, list[str]]]] = {}
    for one in rows:
        if Field.EMAILS in one.changes and one.confirmed_at is not None:
            found.setdefault(one.publicity_id, []).append((one.confirmed_at, one.changes[Field.EMAILS][0]))
    return found


def sent_the_first(publicity_id: int) -> ColumnElement[bool]:
    """The condition on a subscription's row: its account was sent this notice, or will be."""
    return (
        select(Outbox.id)
        .where(
            Outbox.kind == PublicityAnnouncement.KIND,
            Outbox.thing == f"publicity:{publicity_id}",
            Outbox.recipient == literal("dialogue:") + cast(Subscription.dialogue_id, String),
            Outbox.state.in_(SENT_OR_LEAVING),
        )
        .exists()
    )


def subscribers_told(reading: Reading, publicity_id: int) -> int:
    """How many accounts were sent the notice, or will be."""
    return (
        reading.conn.scalar(
            select(Announcement.total - Announcement.failed).where(
                Announcement.publicity_id == publicity_id, Announcement.occasion == Event.ANNOUNCE
            )
        )
        or 0
    )


def channels_told(reading: Reading, publicity_id: int) -> list[tuple[int, str]]:
    """The announcements in channels that stand or will stand: (row, recipient)."""
    rows = reading.conn.execute(
        select(Outbox.id, Outbox.recipient)
        .where(
            Outbox.card == f"announcement:{publicity_id}",
            Outbox.op == "send",
            Outbox.state.in_(SENT_OR_LEAVING),
        )
        .order_by(Outbox.id)
    )
    found: dict[str, int] = {row.recipient: row.id for row in rows}  # a card sent anew: the newest stands
    return [(row, recipient) for recipient, row in found.items()]


def pinned(reading: Reading, publicity_id: int) -> list[tuple[int, str]]:
    """The announcements that were pinned in their channels, or are being: (row, recipient)."""
    rows = reading.conn.execute(
        select(Outbox.target_id, Outbox.recipient).where(
            Outbox.kind == PinAnnouncement.KIND,
            Outbox.thing == f"publicity:{publicity_id}",
            Outbox.state.in_((OutboxState.SENDING, OutboxState.SENT)),
        )
    )
    return [(row.target_id, row.recipient) for row in rows]
