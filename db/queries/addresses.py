"""Which contact addresses are proven? Only reads."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import ContactAddress, Publicity
from db.units import Reading
from domain import proving
from domain.states import PublicityState


def unproven(reading: Reading, addresses: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Those of `addresses` that no code ever came back from, as they are written."""
    wanted = [proving.normal(address) for address in addresses]
    proven = reading.conn.scalars(
        select(ContactAddress.address).where(ContactAddress.address.in_(wanted), ContactAddress.proven_at.is_not(None))
    )
    return proving.unproven(addresses, frozenset(proven))


def unproven_in_use(reading: Reading) -> tuple[str, ...]:
    """Of the office and of every notice that is scheduled or runs."""
    emails = reading.conn.scalars(
        select(Publicity.emails)
        .where(Publicity.state.in_((PublicityState.SCHEDULED, PublicityState.RUNNING)))
        .order_by(Publicity.id)
    )
    found = [address for addresses in emails for address in addresses]
    return unproven(reading, found)
