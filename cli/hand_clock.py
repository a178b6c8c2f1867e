"""How does time pass while someone plays every part? As ours does, and forward to the next thing that happens when asked.

A quarter takes three months, and nobody waits that long to see a prompt: a press on the page moves the clock, and with
it everything the program does by itself, to the moment at which somebody hears from the bot again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from cli.app import App
from jobs import collection, objections, publicity, reminders, schedule
from jobs.clock import RealClock

LOOK = 1.0  # s between looks at what is due: the routines are cheap to ask
FARTHEST = timedelta(days=120)  # a quarter and its holidays: where nothing happens by then, nothing is under way
PATIENCE = 30.0  # s of real time for one moment's messages to leave, at the pace Telegram allows a chat
SPEAK = (collection.OPEN_CYCLES, reminders.REMIND, publicity.RUN_PUBLICITY, objections.OBJECTION_STATES)
GRAIN = timedelta(seconds=1)  # a routine that stays due is asked again a second later, not for ever at one instant


class HandClock(RealClock):
    """Runs as the real one does, but for what it was moved forward."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Never backwards: a moment that has passed moves nothing."""
        self._ahead += max(moment - self.now(), timedelta())


class Days:
    """Runs the routines in place of the scheduler, which knows only the real clock.

    `unfetched()`: how many updates the program has not fetched yet; `heard()`: grows with all that anybody hears.
    """

    def __init__(self, app: App, clock: HandClock, unfetched: Callable[[], int], heard: Callable[[], int]) -> None:
        self._app = app
        self._clock = clock
        self._unfetched = unfetched
        self._heard = heard
        self._one_at_a_time = asyncio.Lock()

    async def pass_by(self) -> None:
        """Until cancelled: everything at its moment."""
        while True:
            async with self._one_at_a_time:
                await self._do_what_is_due()
            await self._clock.sleep(LOOK)

    async def forward(self) -> None:
        """To the next moment at which anybody hears from the bot. Raises `ValueError` where nothing is ahead."""
        async with self._one_at_a_time:
            await self._settle()
            before, start = self._heard(), self._clock.now()
            while self._heard() == before:
                following = await self._next_due()
                if following is None or following > start + FARTHEST:
                    raise ValueError("Nothing is ahead that the program does by itself: import a task first.")
                self._clock.move_to(max(following, self._clock.now() + GRAIN))
                await self._do_what_is_due()
                await self._settle()

    async def _next_due(self) -> datetime | None:
        """Of what speaks to people: the nightly upkeep is caught up with on the way, and is no reason to stop."""
        moments = [await schedule.next_due(self._app.units, SPEAK), await self._app.delivery.next_due()]
        return min((moment for moment in moments if moment is not None), default=None)

    async def _do_what_is_due(self) -> None:
        await schedule.run_due(self._app.units, self._clock)
        self._app.delivery.nudge()

    async def _settle(self) -> None:
        """Until what was said is handled and what is due has left; a chat at its limit may hold up the rest of it."""
        waited = 0.0
        while waited < PATIENCE and not (self._unfetched() == 0 and await self._app.is_idle()):
            await self._clock.sleep(0.05)
            waited += 0.05
