"""One way out of the house: claims a few rows, lets each leave when its token comes, hands the outcomes over.

The token first, then the row: a reply that arrives while a long queue leaves is chosen by the very next token.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from db.tables import Lane
from db.units import DatabaseUnavailable, Unit, Units
from domain.parcels import Channel, ChannelDown, Later, Parcel, Prepares, Undelivered
from jobs import leases
from jobs.clock import Clock
from jobs.delivery import trouble
from jobs.delivery.claim import Claimed, Recheck, Wanted, claim, release, withdrawn
from jobs.delivery.pace import Bucket, Chats
from jobs.delivery.pool import A_CHATS_SHARE, Pool
from jobs.delivery.record import FIRST_BACK_OFF, Outcome

log = structlog.get_logger("delivery")

AT_ONCE = 64  # messages on their way at the same moment
UNPACED_ROOM = 32  # rows of a lane where no limit holds
AHEAD = 1 / 10  # s of sending that is claimed ahead; what is claimed and has not left is said once, whatever happens
LEAST_ROOM = 5
SETTLE_DOWN = 2.0  # s: after the database could not be reached
ANOTHER_CHAT = 2.0  # s: told to wait in two chats within this, everybody waits

Persist = Callable[..., Awaitable[None]]


@dataclass(frozen=True)
class Rates:
    """Messages a second: what Telegram allows for nothing, and in all where more is paid for."""

    free: int
    paid: int | None = None

    @property
    def all(self) -> int:
        return self.paid or self.free


class Desk:
    """`rates` None: no limits. `may_act` says whether the sending lease still holds, asked before every send."""

    def __init__(
        self,
        channel: Channel,
        units: Units,
        clock: Clock,
        rechecks: Mapping[str, Recheck],
        *,
        rates: Rates | None,
        look_again: float,
        shared: bool,
        hand_over: Callable[[Outcome], None],
        persist: Persist,
    ) -> None:
        self.channel = channel
        self._units = units
        self._clock = clock
        self._rechecks = rechecks
        self._bucket = Bucket(clock, rates.all) if rates else None
        self._free = Bucket(clock, rates.free) if rates and rates.paid else None
        self._at_once = AT_ONCE if rates else 1  # in virtual time one after the other: what is said then has one order
        self._room = max(LEAST_ROOM, int(rates.all * AHEAD)) if rates else UNPACED_ROOM
        self._look_again = look_again
        self._shared = shared
        self._hand_over = hand_over
        self._persist = persist
        # Letters mostly go to one address, which does not rest as a chat does: with a share, each took a claim of its own.
        self._share = A_CHATS_SHARE if channel.name == "telegram" else self._room
        self._pool = Pool(Chats() if rates else None, self._share)
        self._wake = asyncio.Event()  # something may be due
        self._stir = asyncio.Event()  # the pool has changed
        self._claiming = False
        self._draining = False
        self._is_down = False  # the channel, as far as is known here
        self._more = set(Lane)  # lanes in which rows may be due that the last look left
        self._nudged = False  # while the last look was under way
        self._told_to_wait: tuple[str, float] = ("", float("-inf"))
        self._look_for_withdrawn = False

    def nudge(self) -> None:
        """Rows may be due that nobody has looked for."""
        self._more = set(Lane)
        self._nudged = True
        self._wake.set()

    def something_withdrawn(self) -> None:
        """A row that is claimed here may have become moot: looked up before the next one leaves."""
        self._look_for_withdrawn = True

    def has_room_for(self, address: str) -> bool:
        """May a reply to this chat be claimed by whoever puts it? Else it waits in the table, where a newer replaces it."""
        if self._draining or self._is_down or self._pool.size(Lane.REPLY) >= self._room:
            return False
        return self._pool.is_quiet(address, self._clock.monotonic())

    def take(self, parcels: list[Parcel]) -> None:
        """Replies that were claimed as they were put. Where nothing leaves any more, whoever sends next finds them."""
        if not self._draining:
            self._pool.add(parcels)
            self._stir.set()

    @property
    def at_work(self) -> bool:
        return bool(self._claiming or len(self._pool) or self._pool.leaving)

    async def run(self, epoch: int, may_act: Callable[[], bool]) -> None:
        """Until cancelled. What was claimed and not sent by then is queued again at the next start."""
        self._pool.drop_all()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._fill(epoch), name=f"delivery.{self.channel.name}.fill")
            while True:
                token = await self._next_token()
                if self._look_for_withdrawn and len(self._pool):
                    await self._drop_withdrawn()
                if not may_act():
                    raise leases.LeaseLost(leases.SENDING)
                parcel = self._choose()
                if parcel is None:
                    if self._bucket is not None:
                        self._bucket.unused()
                    continue
                group.create_task(self._serve(parcel, token), name=f"delivery.{self.channel.name}.serve")

    async def drain(self) -> None:
        """Claim nothing more; what has not left goes back, what is on its way is waited for."""
        self._draining = True
        while self.at_work:
            rows = [parcel.row for parcel in self._pool.drop_all()]
            if rows:
                await self._persist(_release_job, rows, 0.0)
            self._stir.clear()
            if self.at_work:
                await self._clock.wait(self._stir, 1.0)

    # -- claiming -------------------------------------------------------------------------------------------------

    async def _fill(self, epoch: int) -> None:
        again = float("-inf")  # a nudge is a hint: every lane is looked at by then without one
        while True:
            self._wake.clear()
            if self._clock.monotonic() >= again:
                self._more, again = set(Lane), self._clock.monotonic() + self._look_again
            rooms = self._rooms()
            try:
                claimed = await self._claim(epoch, rooms) if rooms else Claimed([])
            except DatabaseUnavailable as error:
                log.warning("database unavailable", action="claim", error=str(error))
                await self._clock.sleep(SETTLE_DOWN)
                continue
            if not claimed.parcels and not claimed.dropped:
                await self._clock.wait(self._wake, again - self._clock.monotonic())

    def _rooms(self) -> dict[Lane, int]:
        """What to ask for: replies at once, the other lanes when half of their room is free: fewer, larger units."""
        if self._draining:
            return {}
        rooms = {lane: self._room - self._pool.size(lane) for lane in Lane if lane in self._more}
        return {lane: room for lane, room in rooms.items() if room >= (1 if lane is Lane.REPLY else self._room // 2)}

    async def _claim(self, epoch: int, rooms: dict[Lane, int]) -> Claimed:
        wanted = Wanted(
            self.channel.name,
            rooms,
            {lane: self._pool.crowded(lane) for lane in rooms},
            share=self._share,
            probe=not len(self._pool) and not self._pool.leaving,
        )
        self._claiming, self._nudged = True, False
        try:
            claimed = await self._units.run(_claim_job, epoch, wanted, self._rechecks)
            self._pool.add(claimed.parcels)
            if isinstance(self.channel, Prepares):
                self.channel.prepare(claimed.parcels)
        finally:
            self._claiming = False
        if not self._nudged:  # else rows may have come that this look did not see
            self._more -= rooms.keys()
        self._more |= claimed.more
        self._is_down = claimed.retry_at is not None
        self._look_for_withdrawn |= self._shared  # another process withdraws without a word to this one
        self._stir.set()
        return claimed

    # -- sending --------------------------------------------------------------------------------------------------

    async def _next_token(self) -> float:
        """When something may leave: a token of the limit over all chats."""
        while True:
            self._stir.clear()
            wait = self._pool.wait(self._clock.monotonic()) if self._pool.leaving < self._at_once else None
            if wait is None:
                await self._stir.wait()
            elif wait > 0:
                await self._clock.wait(self._stir, wait)
            else:
                break
        return await self._bucket.token() if self._bucket is not None else self._clock.monotonic()

    def _choose(self) -> Parcel | None:
        parcel = self._pool.take(self._clock.monotonic())
        if parcel is None:
            return None
        self._refill()
        if self._free is None or self._free.token_now() is not None:
            return parcel
        if parcel.op == "send":
            return replace(parcel, paid=True)
        self._pool.put_back(parcel)  # an edit can't be paid for: it waits for a free slot
        self._pool.hold(parcel.address, self._clock.monotonic() + AHEAD)
        return None

    async def _serve(self, parcel: Parcel, token: float) -> None:
        """One message, once. Behind one that must wait, the others of its chat go back to the queue."""
        try:
            outcome = await self._deliver(parcel, token)
            error = outcome.error
            if isinstance(error, ChannelDown):
                self._is_down = True
                log.warning("channel down", action="deliver", channel=self.channel.name, reason=error.reason)
                rows = [parcel.row, *(waiting.row for waiting in self._pool.drop_all())]
                await self._persist(_channel_down_job, self.channel.name, error, rows)
                return
            self._hand_over(outcome)
            if isinstance(error, Later):
                self._rest(parcel, error)
                behind = [waiting.row for waiting in self._pool.drop(parcel.address)]
                await self._persist(_release_job, behind, error.retry_after or FIRST_BACK_OFF)
        finally:
            self._pool.done(parcel.address)
            self._stir.set()
            self._refill()

    def _refill(self) -> None:
        """Something has left: is there room for more?"""
        if self._more and self._rooms():
            self._wake.set()

    async def _deliver(self, parcel: Parcel, token: float) -> Outcome:
        try:
            receipt = await self.channel.deliver(parcel)
            if self._bucket is not None and receipt.messages > 1:
                self._bucket.more(receipt.messages - 1)
        except Undelivered as error:
            log.info("not delivered", action="deliver", row=parcel.row, kind=parcel.message.KIND, reason=error.reason)
            return Outcome(parcel, error=error)
        except Exception as error:  # one bad row blocks nobody
            log.exception("delivery raised", action="deliver", row=parcel.row, kind=parcel.message.KIND)
            return Outcome(parcel, bug=f"{type(error).__name__}: {error}")
        finally:
            self._answered(parcel, token)
        return Outcome(parcel, receipt=receipt)

    def _answered(self, parcel: Parcel, token: float) -> None:
        if self._bucket is not None:
            self._bucket.answered(token)
        if self._free is not None and not parcel.paid:
            self._free.answered(token)

    def _rest(self, parcel: Parcel, error: Later) -> None:
        """Told to wait: that chat does. Told so in two chats at once, it is the bot that must wait."""
        if error.retry_after is None:
            return
        now = self._clock.monotonic()
        self._pool.hold(parcel.address, now + error.retry_after)
        chat, at = self._told_to_wait
        if chat != parcel.address and now - at < ANOTHER_CHAT and self._bucket is not None:
            self._bucket.hold(error.retry_after)
        self._told_to_wait = (parcel.address, now)

    async def _drop_withdrawn(self) -> None:
        self._look_for_withdrawn = False
        while True:
            try:
                moot = await self._units.read(withdrawn, self._pool.rows())
            except DatabaseUnavailable as error:  # nothing leaves of which it is not known whether it still should
                log.warning("database unavailable", action="withdrawn", error=str(error))
                await self._clock.sleep(SETTLE_DOWN)
            else:
                break
        self._pool.drop_rows(set(moot))
        if moot:
            await self._persist(_release_job, moot, 0.0)
            self.nudge()  # the next claim settles them


def _claim_job(unit: Unit, epoch: int, wanted: Wanted, rechecks: Mapping[str, Recheck]) -> Claimed:
    leases.hold(unit, leases.SENDING, epoch)
    return claim(unit, epoch, wanted, rechecks)


def _release_job(unit: Unit, rows: list[int], hold: float) -> None:
    release(unit, rows, unit.now + timedelta(seconds=hold) if hold else None)


def _channel_down_job(unit: Unit, channel: str, error: ChannelDown, rows: list[int]) -> None:
    trouble.down(unit, channel, error.reason, retry_after=error.retry_after, fatal=error.fatal)
    release(unit, rows)
