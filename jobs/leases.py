"""Who may send, who may poll? One process at a time, by a lease that ends by itself; whoever takes it starts a new epoch.

On SQLite there is one process, and the one that starts takes the lease at once. On PostgreSQL a replica takes it when it
has ended, and renews it well before; a process that can't renew stops before others may begin.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Update, select, update

from db.tables import Lease
from db.units import Unit

SENDING, POLLING = "sending", "polling"
LASTS = timedelta(seconds=10)  # with RENEW and MARGIN: another one has taken over within fifteen seconds
RENEW = 3.0  # s
MARGIN = 2.0  # s before its end by the holder's own clock: from then on it does nothing in the lease's name
RETRY = 1.0  # s between the tries of those who wait


class LeaseLost(Exception):
    """Another process has taken the lease, or this one could not renew it in time."""


def take(unit: Unit, name: str, holder: str, *, at_once: bool) -> int | None:
    """The new epoch, or None while another holder's lease runs. `at_once`: there is no other process."""
    row = unit.conn.execute(select(Lease.holder, Lease.epoch, Lease.expires_at).where(Lease.name == name)).one_or_none()
    if row is None:
        made = unit.put_new(Lease, name=name, holder=holder, epoch=1, expires_at=unit.now + LASTS)
        return 1 if made is not None else None
    if not at_once and row.expires_at > unit.now and row.holder != holder:
        return None
    taken = unit.conn.execute(
        update(Lease)
        .where(Lease.name == name, Lease.epoch == row.epoch)  # of two who try, one is first
        .values(holder=holder, epoch=row.epoch + 1, expires_at=unit.now + LASTS)
    )
    return int(row.epoch) + 1 if taken.rowcount == 1 else None


def renew(unit: Unit, name: str, epoch: int) -> None:
    """Raises `LeaseLost`."""
    if unit.conn.execute(_of(name, epoch).values(expires_at=unit.now + LASTS)).rowcount != 1:
        raise LeaseLost(name)


def hold(unit: Unit, name: str, epoch: int) -> None:
    """In a unit that acts in the lease's name: raises `LeaseLost` if another has taken it."""
    if unit.conn.scalar(select(Lease.epoch).where(Lease.name == name)) != epoch:
        raise LeaseLost(name)


def let_go(unit: Unit, name: str, epoch: int) -> None:
    """A clean stop: the next one need not wait for the end."""
    unit.conn.execute(_of(name, epoch).values(expires_at=unit.now))


def _of(name: str, epoch: int) -> Update:
    return update(Lease).where(Lease.name == name, Lease.epoch == epoch)
