"""A whole town for a test: the sandbox with its people, and the program beside it, in virtual time.

async with town(settings) as t:
    await t.coordinator.start(await t.invite("coordinator"))
    await t.settle()
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cli.app import App, opened
from cli.sandbox import sandbox_settings
from cli.stepper import Stepper
from config.settings import Settings
from db.units import Unit
from domain.people import RoleName
from jobs import people
from jobs.clock import VirtualClock
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.server import Sandbox


@dataclass
class Town:
    sandbox: Sandbox
    clock: VirtualClock
    settings: Settings
    _app: App | None = None
    _stepper: Stepper | None = None
    _work: asyncio.Task[None] | None = None
    _exit: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    @property
    def app(self) -> App:
        assert self._app is not None, "the program is not running"
        return self._app

    async def start(self) -> None:
        """Start the program, as `xiaohao run` would, but stepped."""
        self._exit = contextlib.AsyncExitStack()
        self._app = await self._exit.enter_async_context(opened(self.settings, self.clock, paced=False))
        self._stepper = Stepper(self._app, self.clock, lambda: len(self.sandbox.world.updates))
        self._work = asyncio.create_task(self._app.run(scheduled=False))

    async def stop(self) -> None:
        """Stop it where it stands."""
        assert self._work is not None
        self._work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._work
        await self._exit.aclose()
        self._app = self._work = None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def settle(self) -> None:
        """Until everything said is handled and everything due has left. Raises what the program died of."""
        assert self._stepper is not None
        assert self._work is not None
        settling = asyncio.create_task(self._stepper.settle())
        await asyncio.wait({settling, self._work}, return_when=asyncio.FIRST_COMPLETED)
        if self._work.done():
            settling.cancel()
            await self._work
        await settling

    async def run_to(self, moment: datetime) -> None:
        assert self._stepper is not None
        await self._stepper.run_to(moment)

    async def invite(self, role: RoleName, department: str | None = None) -> str:
        """The payload of a fresh invite's deep link."""

        def job(unit: Unit) -> str:
            return f"i_{people.create_invite(unit, role, department=department)[0]}"

        return await self.app.units.run(job)

    async def join(self, user_id: int, role: RoleName, department: str | None = None, name: str = "") -> Person:
        person = self.sandbox.person(user_id, name or role.value)
        await person.start(await self.invite(role, department))
        await self.settle()
        return person


@contextlib.asynccontextmanager
async def town(folder: Path, start: datetime, **environ: str) -> AsyncIterator[Town]:
    clock = VirtualClock(start)
    async with Sandbox(limits=Limits(enforced=False), now=clock.now) as sandbox:
        settings = sandbox_settings(sandbox, folder / "var", **environ)
        place = Town(sandbox, clock, settings)
        await place.start()
        try:
            yield place
        finally:
            if place._work is not None:
                await place.stop()
