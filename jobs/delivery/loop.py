"""The loop that empties the outbox: claim | send | record, and again when something is due.

One row, one try: no loop stops at its first bad row. A wake-up is a hint; it looks again anyway.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec

import structlog

from db.tables import OutboxState
from db.units import DatabaseUnavailable, Unit, Units
from domain.parcels import Channel, ChannelDown, Later, Parcel, Undelivered
from jobs import outbox
from jobs.clock import Clock
from jobs.delivery import trouble
from jobs.delivery.claim import Claimed, Recheck, claim, claimable, next_due, release, take_over
from jobs.delivery.pace import Pace
from jobs.delivery.record import FIRST_BACK_OFF, Outcome, record

P = ParamSpec("P")

log = structlog.get_logger("delivery")

AT_ONCE = 32  # parcels on their way at the same moment
LOOK_AGAIN = 1.0  # s: with or without a nudge
RECORD_AT = 50  # outcomes that are written together …
RECORD_AFTER = 0.025  # s … or after this: what a crash can repeat is rate x (this + the round trip)
SETTLE_DOWN = 2.0  # s: after the database could not be reached


class Delivery:
    """Sends what the outbox holds through its channels. One instance sends at a time (the lease's epoch)."""

    def __init__(
        self,
        units: Units,
        channels: Sequence[Channel],
        clock: Clock,
        *,
        rechecks: Mapping[str, Recheck],
        pace: Pace | None,
        holder: str = "here",
    ) -> None:
        self._units = units
        self._channels = {channel.name: channel for channel in channels}
        self._clock = clock
        self._rechecks = rechecks
        self._pace = pace
        self._holder = holder
        self._epoch = 0
        self._wake = asyncio.Event()
        self._outcomes: asyncio.Queue[Outcome] = asyncio.Queue()
        self._draining = False
        self._claiming = False  # rows may be claimed already that are not in `_busy` yet
        self._unrecorded = 0  # outcomes that are not written down yet
        self._busy: dict[str, int] = {}  # recipient -> parcels on their way
        self._on_their_way: Counter[str] = Counter()  # the same by channel: a recipient has one

    def nudge(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled. What was claimed and not sent by then goes back to the queue at the next start."""
        self._epoch = await self._units.run(take_over, self._holder)
        slots = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._record_outcomes(), name="delivery.record")
            while True:
                self._wake.clear()
                self._claiming = True
                try:
                    claimed = await self._claim(AT_ONCE - sum(self._busy.values()))
                except DatabaseUnavailable as error:
                    self._claiming = False
                    log.warning("database unavailable", action="claim", error=str(error))
                    await self._clock.sleep(SETTLE_DOWN)
                    continue
                for recipient, parcels in _by_recipient(claimed.parcels).items():
                    self._busy[recipient] = len(parcels)
                    self._on_their_way[parcels[0].channel] += len(parcels)
                    group.create_task(self._serve(recipient, parcels, slots), name="delivery.serve")
                self._claiming = False
                if not claimed.parcels and not claimed.dropped:
                    await self._clock.wait(self._wake, LOOK_AGAIN)

    async def drain(self) -> None:
        """Claim nothing more; return once what is on its way has arrived and is written down: a clean stop repeats nothing."""
        self._draining = True
        while self._is_at_work():
            self._wake.clear()
            await self._clock.wait(self._wake, LOOK_AGAIN)

    async def is_idle(self) -> bool:
        """Nothing on its way and nothing due that could leave now."""
        if self._is_at_work():
            return False
        return not await self._units.read(claimable, set(self._channels)) and not self._is_at_work()

    def _is_at_work(self) -> bool:
        return bool(self._claiming or self._busy or self._unrecorded)

    async def next_due(self) -> datetime | None:
        """The next instant after now at which a row may leave, or a channel that is down is tried again."""
        return await self._units.read(next_due, set(self._channels))

    async def _claim(self, room: int) -> Claimed:
        """What may leave now. A channel that is down is tried with one row, not with the queue."""
        if room <= 0 or self._draining:
            return Claimed([], 0)
        troubled = await self._units.read(trouble.troubled)
        well = set(self._channels) - set(troubled)
        claimed = await self._units.run(_claim_job, self._epoch, well, set(self._busy), room, self._rechecks)
        for channel, retry_at in troubled.items():
            if channel in self._channels and retry_at <= self._clock.now() and not self._on_their_way[channel]:
                probe = await self._units.run(_claim_job, self._epoch, {channel}, set(self._busy), 1, self._rechecks)
                claimed = Claimed([*claimed.parcels, *probe.parcels], claimed.dropped + probe.dropped)
        return claimed

    async def _serve(self, recipient: str, parcels: list[Parcel], slots: asyncio.Semaphore) -> None:
        """One recipient's parcels, in order. Behind one that must wait, the others go back to the queue."""
        try:
            for position, parcel in enumerate(parcels):
                async with slots:
                    outcome = await self._deliver(parcel)
                if isinstance(outcome.error, ChannelDown):
                    await self._stop_channel(parcel.channel, outcome.error, parcels[position:])
                    return
                self._unrecorded += 1
                self._outcomes.put_nowait(outcome)
                if isinstance(outcome.error, Later):
                    behind = [parcel.row for parcel in parcels[position + 1 :]]
                    await self._persist(_release_job, behind, outcome.error.retry_after or FIRST_BACK_OFF)
                    return
        finally:
            del self._busy[recipient]
            self._on_their_way[parcels[0].channel] -= len(parcels)
            self._wake.set()

    async def _deliver(self, parcel: Parcel) -> Outcome:
        try:
            if self._pace is not None and parcel.channel == "telegram":
                await self._pace.token(parcel.address)
            receipt = await self._channels[parcel.channel].deliver(parcel)
        except Undelivered as error:
            log.info("not delivered", action="deliver", row=parcel.row, kind=parcel.message.KIND, reason=error.reason)
            return Outcome(parcel, error=error)
        except Exception as error:  # one bad row blocks nobody
            log.exception("delivery raised", action="deliver", row=parcel.row, kind=parcel.message.KIND)
            return Outcome(parcel, bug=f"{type(error).__name__}: {error}")
        return Outcome(parcel, receipt=receipt)

    async def _stop_channel(self, channel: str, error: ChannelDown, parcels: list[Parcel]) -> None:
        log.warning("channel down", action="deliver", channel=channel, reason=error.reason, fatal=error.fatal)
        await self._persist(_channel_down_job, channel, error, [parcel.row for parcel in parcels])

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

    async def _record_outcomes(self) -> None:
        while True:
            batch = [await self._outcomes.get()]
            if self._pace is not None:
                await self._clock.sleep(RECORD_AFTER)
            while len(batch) < RECORD_AT and not self._outcomes.empty():
                batch.append(self._outcomes.get_nowait())
            await self._write_down(batch)
            self._unrecorded -= len(batch)
            self._wake.set()

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


def _claim_job(
    unit: Unit, epoch: int, channels: set[str], busy: set[str], room: int, rechecks: Mapping[str, Recheck]
) -> Claimed:
    return claim(unit, epoch, channels=channels, busy=busy, room=room, rechecks=rechecks)


def _release_job(unit: Unit, rows: list[int], hold: float) -> None:
    release(unit, rows, unit.now + timedelta(seconds=hold))


def _record_job(unit: Unit, outcomes: list[Outcome]) -> None:
    record(unit, outcomes)
    for channel in {outcome.parcel.channel for outcome in outcomes if outcome.bug is None}:
        trouble.back(unit, channel)  # it answered, whatever the answer


def _hold_job(unit: Unit, row: int, reason: str) -> None:
    outbox.settle(unit, row, OutboxState.HELD, error=reason)
    unit.nudge("parked")


def _channel_down_job(unit: Unit, channel: str, error: ChannelDown, rows: list[int]) -> datetime:
    retry_at = trouble.down(unit, channel, error.reason, retry_after=error.retry_after, fatal=error.fatal)
    release(unit, rows)
    return retry_at


def _by_recipient(parcels: list[Parcel]) -> dict[str, list[Parcel]]:
    grouped: dict[str, list[Parcel]] = defaultdict(list)
    for parcel in parcels:
        grouped[parcel.recipient].append(parcel)
    return grouped
