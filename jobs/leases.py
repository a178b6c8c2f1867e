"""Who may send, who may poll? One process at a time, by a lease that ends by itself; whoever takes it starts a new epoch.

On SQLite there is one process, and the one that starts takes the lease at once. On PostgreSQL a replica takes it when it
has ended, and renews it well before; a process that can't renew stops before others may begin.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy import BindParameter, Exists, Update, bindparam, select, update

from db.prepared import Prepared
from db.tables import Lease
from db.units import DatabaseUnavailable, Unit, Units
from jobs.clock import Clock

log = structlog.get_logger("leases")

SENDING, POLLING = "sending", "polling"
LASTS = timedelta(seconds=10)  # with RENEW and MARGIN: another one has taken over within fifteen seconds
RENEW = 3.0  # s
MARGIN = timedelta(
    seconds=2
)  # before its end by the holder's own clock: from then on it does nothing in the lease's name
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


_EPOCH = Prepared(select(Lease.epoch).where(Lease.name == bindparam("name")).with_for_update(read=True))


def is_sending(epoch: BindParameter[int]) -> Exists:
    """For a statement that acts in the name of the sending lease, as `is_held` is for a unit."""
    held = select(Lease.epoch).where(Lease.name == SENDING, Lease.epoch == epoch)
    return held.with_for_update(read=True).exists()


def is_held(unit: Unit, name: str, epoch: int) -> bool:
    """In a unit that acts in the lease's name. Whoever takes it next waits for this unit's end, and sees what it did."""
    return bool(_EPOCH.scalar(unit, name=name) == epoch)


def hold(unit: Unit, name: str, epoch: int) -> None:
    """Raises `LeaseLost` if another has taken it."""
    if not is_held(unit, name, epoch):
        raise LeaseLost(name)


def let_go(unit: Unit, name: str, epoch: int) -> None:
    """A clean stop: the next one need not wait for the end."""
    unit.conn.execute(_of(name, epoch).values(expires_at=unit.now))


def _of(name: str, epoch: int) -> Update:
    return update(Lease).where(Lease.name == name, Lease.epoch == epoch)


class Keeper:
    """One process's side of a lease. `shared`: other processes may want it; else it is taken at once and never lost.

    `first` runs in the unit that takes it, with the new epoch.
    """

    def __init__(
        self,
        units: Units,
        clock: Clock,
        name: str,
        holder: str,
        *,
        shared: bool,
        first: Callable[[Unit, int], None] | None = None,
    ) -> None:
        self._units = units
        self._clock = clock
        self._name = name
        self._holder = holder
        self._first = first
        self._until = float("-inf")
        self.shared = shared
        self.epoch: int | None = None

    async def take(self) -> int:
        """Wait for the lease; its epoch."""
        while True:
            asked = self._clock.monotonic()
            try:
                epoch = await self._units.run(_take, self._name, self._holder, not self.shared, self._first)
            except DatabaseUnavailable as error:
                log.warning("database unavailable", action="lease", lease=self._name, error=str(error))
                epoch = None
            if epoch is not None:
                self.epoch = epoch
                self._held_from(asked)
                log.info("lease taken", action="lease", lease=self._name, epoch=epoch)
                return epoch
            await self._clock.sleep(RETRY)

    def holds(self) -> bool:
        """Asked before every act in the lease's name: by this process's own clock, whatever the database says."""
        return self.epoch is not None and self._clock.monotonic() < self._until

    async def keep(self) -> None:
        """Renew it until cancelled. Raises `LeaseLost`."""
        while self.shared:
            await self._clock.sleep(RENEW)
            asked = self._clock.monotonic()
            try:
                await self._units.run(renew, self._name, self.epoch or 0)
            except DatabaseUnavailable as error:
                log.warning("database unavailable", action="lease", lease=self._name, error=str(error))
            else:
                self._held_from(asked)
            if not self.holds():
                raise LeaseLost(self._name)

    def lost(self) -> None:
        self.epoch = None

    async def let_go(self) -> None:
        """A clean stop."""
        epoch, self.epoch = self.epoch, None
        if epoch is not None and self.shared:
            await self._units.run(let_go, self._name, epoch)

    def _held_from(self, asked: float) -> None:
        self._until = asked + LASTS.total_seconds() - MARGIN.total_seconds() if self.shared else float("inf")


def _take(unit: Unit, name: str, holder: str, at_once: bool, first: Callable[[Unit, int], None] | None) -> int | None:
    epoch = take(unit, name, holder, at_once=at_once)
    if epoch is not None and first is not None:
        first(unit, epoch)
    return epoch
