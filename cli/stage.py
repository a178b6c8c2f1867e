"""A stage for the whole program: the sandbox with its people, the clock that is stepped, and a transcript of all that is seen.

The demo and the acceptance tests play on it. Buttons are pressed by what they do, not by their words, so that a play
runs in either language.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable, Coroutine
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
from sandbox.people import Person, Seen
from sandbox.server import Sandbox


class DidNotHold(AssertionError):
    """A step of the play did not come out as it must."""


@dataclass
class Stage:
    """`say`, `tap`, `send` are one person's doing and everything that follows from it, at this moment of the clock."""

    sandbox: Sandbox
    clock: VirtualClock
    settings: Settings
    write: Callable[[str], None] = lambda _line: None
    _app: App | None = None
    _stepper: Stepper | None = None
    _work: asyncio.Task[None] | None = None
    _exit: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)
    _told: int = 0

    # -- the program ----------------------------------------------------------------------------------------------

    @property
    def app(self) -> App:
        assert self._app is not None, "the program is not running"
        return self._app

    async def start(self) -> None:
        """Start the program, as `xiaohao run` would, but stepped."""
        self._exit = contextlib.AsyncExitStack()
        self._app = await self._exit.enter_async_context(opened(self.settings, self.clock, paced=False))
        self._stepper = Stepper(self._app, self.clock, lambda: len(self.sandbox.world.updates))
        nursery = await self._exit.enter_async_context(asyncio.TaskGroup())
        self._work = nursery.create_task(self._app.run(scheduled=False), name="app")

    async def stop(self) -> None:
        """Stop it where it stands."""
        assert self._work is not None
        self._work.cancel()
        await self._exit.aclose()
        self._app = self._work = None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def settle(self) -> None:
        """Until everything said is handled and everything due has left. Raises what the program died of."""
        assert self._stepper is not None
        await self._alive(self._stepper.settle())
        self._tell()

    async def run_to(self, moment: datetime) -> None:
        """Let time pass up to an aware moment."""
        assert self._stepper is not None
        await self._alive(self._stepper.run_to(moment))
        self._tell()

    async def _alive(self, waiting: Coroutine[object, object, None]) -> None:
        assert self._work is not None
        step = asyncio.ensure_future(waiting)  # noqa: TID251 - awaited below
        await asyncio.wait({step, self._work}, return_when=asyncio.FIRST_COMPLETED)
        if self._work.done():
            step.cancel()
            await self._work
            raise DidNotHold("the program ended by itself")
        await step

    # -- the people -----------------------------------------------------------------------------------------------

    async def invite(self, role: RoleName, department: str | None = None) -> str:
        """The payload of a fresh invite's deep link, as `xiaohao invite` prints it."""

        def job(unit: Unit) -> str:
            return f"i_{people.create_invite(unit, role, department=department)[0]}"

        return await self.app.units.run(job)

    async def join(self, user_id: int, role: RoleName, department: str | None = None, name: str = "") -> Person:
        person = self.sandbox.person(user_id, name or role.value)
        await self.say(person, f"/start {await self.invite(role, department)}")
        return person

    async def say(self, person: Person, text: str, *, reply_to: int | None = None) -> Seen:
        said = await person.say(text, reply_to=reply_to)
        await self.settle()
        return said

    async def tap(self, person: Person, verb: str, argument: str | None = None) -> str:
        """Press the newest button with this verb (and argument); the toast's words, "" where there was none."""
        seen, data = self.button(person, verb, argument)
        label = next(button["text"] for row in seen.buttons for button in row if button.get("callback_data") == data)
        self.write(f"        {person.name} ▸ [{label}]")
        press = await person.tap(seen.id, data)
        await self.settle()
        if press.text:
            self.write(f"        ({press.text})")
        return press.text

    async def press_anyway(self, person: Person, data: str) -> str:
        """Press what no button shows: an old one, or a forged one. The toast's words."""
        last = person.last
        assert last is not None, f"{person.name} has seen nothing yet"
        self.write(f"        {person.name} ▸ ({data})")
        press = await person.tap(last.id, data)
        await self.settle()
        if press.text:
            self.write(f"        ({press.text})")
        return press.text

    def button(self, person: Person, verb: str, argument: str | None = None) -> tuple[Seen, str]:
        """The newest message with such a button, and the button's data. Raises `DidNotHold` where there is none."""
        wanted = re.compile(rf"{re.escape(verb)}:\d+\.\d+" + (rf":{argument}" if argument is not None else "(:.*)?"))
        for seen in reversed(person.received):
            for row in seen.buttons:
                for button in row:
                    if wanted.fullmatch(button.get("callback_data", "")):
                        return seen, button["callback_data"]
        there = [button.get("callback_data") for seen in person.received[-3:] for row in seen.buttons for button in row]
        raise DidNotHold(f"{person.name} has no button {verb}:{argument or ''}; the newest are {there}")

    def has_button(self, person: Person, verb: str, argument: str | None = None) -> bool:
        try:
            self.button(person, verb, argument)
        except DidNotHold:
            return False
        return True

    async def send(self, person: Person, name: str, data: bytes, mime: str, *, photo: bool = False) -> None:
        await person.send_file(name, data, mime, "photo" if photo else "document")
        await self.settle()

    # -- the transcript -------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Write down whatever anybody has seen since the last time."""
        names = {person.id: person.name for person in self.sandbox.people.values()}
        for entry in self.sandbox.world.journal:
            if entry.seq <= self._told or entry.act == "toast":
                continue
            self._told = entry.seq
            who = names.get(entry.chat) or self.sandbox.world.chats[entry.chat].title or str(entry.chat)
            head = f"    {who} ◂ " if entry.act != "in" else f"    {who} ▸ "
            mark = {"edit": "✎ ", "pin": "📌 ", "unpin": "✗📌 ", "delete": "✗ "}.get(entry.act, "")
            file = f"〔{entry.file}〕 " if entry.file else ""
            self.write(head + mark + file + entry.text.replace("\n", "\n" + " " * 8))
            for row in (entry.markup or {}).get("inline_keyboard", []):
                self.write(" " * 8 + " ".join(f"[{button['text']}]" for button in row))


@contextlib.asynccontextmanager
async def stage(
    data_dir: Path,
    start: datetime,
    *,
    write: Callable[[str], None] = lambda _line: None,
    mail_folder: Path | None = None,
    **environ: str,
) -> AsyncIterator[Stage]:
    """The sandbox and the program beside it, from an aware `start` on."""
    clock = VirtualClock(start)
    async with Sandbox(limits=Limits(enforced=False), now=clock.now, mail_folder=mail_folder) as sandbox:
        place = Stage(sandbox, clock, sandbox_settings(sandbox, data_dir, **environ), write)
        await place.start()
        try:
            yield place
        finally:
            if place._work is not None:  # noqa: SLF001 - this module's own
                await place.stop()
