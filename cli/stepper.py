"""How does time pass in a rehearsal? From one due moment to the next, and only while nothing is under way.

The same program as in real time, without APScheduler: the stepper asks the routines when they are next due, moves the
virtual clock there, and runs them. Thirty-two months are a few thousand steps.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

from cli.app import App
from jobs import schedule
from jobs.clock import VirtualClock

PATIENCE = 60.0  # s of real time for one moment's work to end: longer means it never will
LOOK = 0.005  # s of real time between two looks whether all is done
NUDGE_EVERY = 20  # looks: claiming is work too, and asked for at every look it would never be done
GRAIN = timedelta(seconds=1)  # a routine that stays due is asked again a second later, not for ever at one instant


class Stuck(RuntimeError):
    """Work of one moment did not come to an end."""


class Stepper:
    """`unfetched()`: how many updates the people's side holds that the program has not fetched yet."""

    def __init__(self, app: App, clock: VirtualClock, unfetched: Callable[[], int]) -> None:
        self._app = app
        self._clock = clock
        self._unfetched = unfetched
        self._settled_at: datetime | None = None
        self.steps = 0

    async def settle(self) -> None:
        """Until everything that was said is handled and everything due has left."""
        quiet = 0
        moved, self._settled_at = self._clock.now() != self._settled_at, self._clock.now()
        try:
            async with asyncio.timeout(PATIENCE):
                for look in itertools.count():
                    idle = self._unfetched() == 0 and await self._app.is_idle()
                    quiet = quiet + 1 if idle else 0
                    if quiet == 2:  # twice: a unit that has just ended may have put something
                        break
                    if not idle:
                        # Where the clock has moved, what has become due was nudged by nobody.
                        if look % NUDGE_EVERY == 0 and (look or moved):
                            self._app.delivery.nudge()
                        await asyncio.sleep(LOOK)  # noqa: TID251 - real work takes real time
        except TimeoutError:
            raise Stuck(f"the work of {self._clock.now().isoformat()} did not end") from None

    async def run_to(self, moment: datetime) -> None:
        """Let time pass up to `moment`, doing everything at its hour."""
        while True:
            following = await self._next_event(await self._now())
            if following is None or following > moment:
                break
            self._clock.advance_to(max(following, self._clock.now() + GRAIN))
            self.steps += 1
        self._clock.advance_to(moment)
        await self._now()

    async def _next_event(self, routine: datetime | None) -> datetime | None:
        """The next moment at which something is due by itself: a routine, a message, a sleeper."""
        moments = (routine, await self._app.delivery.next_due(), self._clock.next_wake())
        return min((moment for moment in moments if moment is not None), default=None)

    async def _now(self) -> datetime | None:
        """Everything at its hour; the next moment of a routine, asked for again only where one was due."""
        await self.settle()
        _, following = await schedule.step(self._app.units, self._clock)
        if following is None or following > self._clock.now():
            return following
        self._app.delivery.nudge()
        await self.settle()
        return await schedule.next_due(self._app.units)
