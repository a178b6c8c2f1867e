"""What empties the outbox: a desk for each channel, the sending lease they act under, and the writing down of outcomes.

Claimed and committed, sent outside any unit, recorded and committed. One row, one try: no loop stops at its first bad
row. A wake-up is a hint; it looks again anyway.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec

import structlog

from db.tables import OutboxState
from db.units import DatabaseUnavailable, Unit, Units
from domain.parcels import Channel, Parcel
from jobs import leases, outbox
from jobs.clock import Clock
from jobs.delivery import trouble
from jobs.delivery.at_once import AtOnce
from jobs.delivery.claim import Recheck, queue_again
from jobs.delivery.desk import SETTLE_DOWN, Desk, Rates
from jobs.delivery.due import claimable, next_due
from jobs.delivery.record import Outcome, record

P = ParamSpec("P")

log = structlog.get_logger("delivery")

LOOK_AGAIN = 1.0  # s: with or without a nudge
LOOK_AGAIN_SHARED = 0.05  # s: among replicas, whose nudges are not heard here
RECORD_AT = 50  # outcomes that are written together …
RECORD_AFTER = 0.025  # s … or after this: what a crash can repeat is rate x (this + the round trip)


class Delivery:
    """Sends what the outbox holds through its channels. `shared`: other processes may send too, one at a time."""

    HEARS = frozenset({*outbox.NUDGES.values(), outbox.WITHDRAWN})

    def __init__(
        self,
        units: Units,
        channels: Sequence[Channel],
        clock: Clock,
        *,
        rechecks: Mapping[str, Recheck],
        rates: Rates | None,
        holder: str = "here",
        shared: bool = False,
    ) -> None:
        self._units = units
        self._clock = clock
        self._paced = rates is not None
        self._rechecks = rechecks
        self._lease = leases.Keeper(units, clock, leases.SENDING, holder, shared=shared, first=queue_again)
        self._names = {channel.name for channel in channels}
        self._recorded = asyncio.Event()
        self._outcomes: asyncio.Queue[Outcome] = asyncio.Queue()
        self._unrecorded = 0  # outcomes that are not written down yet
        self._desks = [
            Desk(
                channel,
                units,
                clock,
                rechecks,
                rates=rates if channel.name == "telegram" else None,
                look_again=LOOK_AGAIN_SHARED if shared else LOOK_AGAIN,
                shared=shared,
                hand_over=self._hand_over,
                persist=self._persist,
            )
            for channel in channels
        ]

    def nudge(self) -> None:
        """Something may be due in any channel."""
        for desk in self._desks:
            desk.nudge()

    def hear(self, nudges: set[str]) -> None:
        """What committed units have nudged: a desk looks only where something of its own channel may be due."""
        for desk in self._desks:
            if outbox.NUDGES.get(desk.channel.name) in nudges:
                desk.nudge()
            if outbox.WITHDRAWN in nudges:
                desk.something_withdrawn()

    def at_once(self, address: str) -> AtOnce | None:
        """The right to claim a reply to this chat as it is put; None where it waits for its turn, or another sends."""
        epoch, desk = self._lease.epoch, self._desk("telegram")
        if (
            epoch is None
            or not self._paced
            or not self._lease.holds()
            or desk is None
            or not desk.has_room_for(address)
        ):
            return None  # in virtual time everything leaves in the order of the table
        return AtOnce(epoch, self._rechecks, self._take)

    def _take(self, epoch: int, parcels: list[Parcel]) -> None:
        """What an older epoch claimed is queued again already, or will be by the next."""
        desk = self._desk("telegram")
        if desk is not None and epoch == self._lease.epoch:
            desk.take(parcels)

    def _desk(self, name: str) -> Desk | None:
        return next((desk for desk in self._desks if desk.channel.name == name), None)

    async def run(self) -> None:
        """Until cancelled. Whoever does not hold the lease stands by for it.

        Raises `LeaseLost` where only one process may be: two that took turns would say everything twice.
        """
        while True:
            epoch = await self._lease.take()
            self._unrecorded = self._outcomes.qsize()  # what a lost lease interrupted is with whoever took it
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._record_outcomes(), name="delivery.record")
                    group.create_task(self._lease.keep(), name="delivery.lease")
                    for desk in self._desks:
                        group.create_task(desk.run(epoch, self._lease.holds), name=f"delivery.{desk.channel.name}")
            except* leases.LeaseLost:
                if not self._lease.shared:
                    raise
                log.warning("lease lost", action="deliver")
            finally:
                self._lease.lost()

    async def drain(self) -> None:
        """Claim nothing more; return once what is on its way has arrived and is written down: a clean stop repeats nothing."""
        if self._lease.epoch is None:
            return
        for desk in self._desks:
            await desk.drain()
        while self._unrecorded:
            self._recorded.clear()
            await self._clock.wait(self._recorded, 1.0)
        await self._lease.let_go()

    async def is_idle(self) -> bool:
        """Nothing on its way and nothing due that could leave now."""
        if self._is_at_work():
            return False
        return not await self._units.read(claimable, self._names) and not self._is_at_work()

    async def next_due(self) -> datetime | None:
        """The next instant after now at which a row may leave, or a channel that is down is tried again."""
        return await self._units.read(next_due, self._names)

    def _is_at_work(self) -> bool:
        return bool(self._unrecorded or any(desk.at_work for desk in self._desks))

    # -- outcomes -------------------------------------------------------------------------------------------------

    def _hand_over(self, outcome: Outcome) -> None:
        self._unrecorded += 1
        self._outcomes.put_nowait(outcome)

    async def _record_outcomes(self) -> None:
        while True:
            batch = [await self._outcomes.get()]
            if self._paced:
                await self._clock.sleep(RECORD_AFTER)
            while len(batch) < RECORD_AT and not self._outcomes.empty():
                batch.append(self._outcomes.get_nowait())
            await self._write_down(batch)
            self._unrecorded -= len(batch)
            self._recorded.set()

    async def _write_down(self, outcomes: list[Outcome]) -> None:
        """Record a batch. One outcome that can't be written is held, alone: left as it is, it would be sent again for ever."""
        try:
            await self._persist(_record_job, outcomes)
        except Exception as error:
            if len(outcomes) > 1:
                for outcome in outcomes:
                    await self._write_down([outcome])
                return
            row = outcomes[0].parcel.row
            log.exception("outcome not recorded", action="record", row=row)
            await self._persist(_hold_job, row, f"not recorded: {type(error).__name__}")

    async def _persist(self, job: Callable[Concatenate[Unit, P], object], *args: P.args, **kwargs: P.kwargs) -> None:
        """What has happened outside can't be undone: write it down, however long the database is away."""
        while True:
            try:
                await self._units.run(job, *args, **kwargs)
            except DatabaseUnavailable as error:
                log.warning("database unavailable", action="record", error=str(error))
                await self._clock.sleep(SETTLE_DOWN)
            else:
                return


def _record_job(unit: Unit, outcomes: list[Outcome]) -> None:
    record(unit, outcomes)
    for channel in {outcome.parcel.channel for outcome in outcomes if outcome.bug is None}:
        trouble.back(unit, channel)  # it answered, whatever the answer


def _hold_job(unit: Unit, row: int, reason: str) -> None:
    outbox.settle(unit, row, OutboxState.HELD, error=reason)
    unit.nudge("parked")
