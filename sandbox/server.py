"""How is the sandbox started? `async with Sandbox() as sandbox`: a Bot API server, a mailbox, and the people in it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from sandbox.api import Api, Request
from sandbox.chats import BotStatus, ChatKind
from sandbox.clock import Clock, real_now
from sandbox.control import Control
from sandbox.faults import Faults
from sandbox.limits import Limits, Throttle
from sandbox.mailbox import Mailbox
from sandbox.page import page_routes
from sandbox.people import Person
from sandbox.rooms import Channel, Group, open_chat, owner_of
from sandbox.viewing import Viewing
from sandbox.world import World

MAX_BODY = 60 << 20  # an upload of 50 MB and its envelope
KEEP_REQUESTS = 20_000


class Sandbox:
    """One bot's whole outside world on this machine. Nothing in it outlives the process.

    Virtual time: hand in `now` (and, for the page's button, `next_event` and `advance`), and usually
    `limits=Limits(enforced=False)`.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        smtp_port: int | None = 0,
        *,
        token: str | None = None,
        limits: Limits | None = None,
        mail_folder: Path | None = None,
        mail_login: tuple[str, str] | None = None,
        mail_max_bytes: int = 33_554_432,
        without_tags: frozenset[str] = frozenset(),
        keep_requests: int = KEEP_REQUESTS,
        now: Callable[[], datetime] = real_now,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        next_event: Callable[[], datetime | None] | None = None,
        advance: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`smtp_port=None`: no mailbox. `without_tags`: HTML tags an older server does not know."""
        self.host = host
        self.port = port
        self.clock = Clock(now, monotonic, sleep)
        self.next_event = next_event
        self.advance = advance
        self.throttle = Throttle(limits or Limits(), monotonic)
        self.world = World(self.clock, self.throttle, without_tags=without_tags)
        self.faults = Faults()
        self.people: dict[int, Person] = {}
        self.channels: dict[int, Channel] = {}
        self.mailbox: Mailbox | None = None
        if smtp_port is not None:
            self.mailbox = Mailbox(
                host, smtp_port, folder=mail_folder, max_bytes=mail_max_bytes, login=mail_login, now=now
            )
        self._api = Api(self.world, self.faults, token=token, keep_requests=keep_requests)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listens. A port of 0 is replaced by the one found, so a stopped sandbox can come back on the same."""
        app = web.Application(client_max_size=MAX_BODY)
        app.add_routes(self._api.routes())
        app.add_routes(Control(self).routes())
        app.add_routes(Viewing(self).routes())
        app.add_routes(page_routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        if self.mailbox is not None:
            await self.mailbox.start()

    async def stop(self) -> None:
        await self._api.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if self.mailbox is not None:
            await self.mailbox.stop()

    @property
    def url(self) -> str:
        """For `telegram.api_url`."""
        return f"http://{self.host}:{self.port}"

    @property
    def smtp_host(self) -> str:
        return self.host

    @property
    def smtp_port(self) -> int:
        assert self.mailbox is not None, "this sandbox was started without a mailbox"
        return self.mailbox.port

    @property
    def requests(self) -> deque[Request]:
        """Every call of the bot, oldest first, up to `keep_requests`."""
        return self._api.requests

    def person(self, user_id: int, name: str = "", username: str | None = None, language: str = "") -> Person:
        """This person's phone; the first time a new one."""
        account = self.world.account(user_id, name, username, language)
        person = self.people.get(user_id)
        if person is None:
            person = self.people[user_id] = Person(self.world, account)
        return person

    def channel(self, chat_id: int, title: str, username: str | None = None, *, joined: bool = True) -> Channel:
        """A channel, the bot an administrator of it unless `joined` is False."""
        channel = Channel(self.world, open_chat(self.world, chat_id, ChatKind.CHANNEL, title, username))
        self.channels[chat_id] = channel
        if joined and channel.status is not BotStatus.ADMINISTRATOR:
            chat = self.world.chats[chat_id]
            self.world.change_membership(chat, owner_of(self.world), BotStatus.ADMINISTRATOR)
        return channel

    def group(self, chat_id: int, title: str, *, joined: bool = True) -> Group:
        """A group, the bot an ordinary member unless `joined` is False."""
        kind = ChatKind.SUPERGROUP if str(chat_id).startswith("-100") else ChatKind.GROUP
        group = Group(self.world, open_chat(self.world, chat_id, kind, title, None))
        if joined and group.status is BotStatus.LEFT:
            self.world.change_membership(self.world.chats[chat_id], owner_of(self.world), BotStatus.MEMBER)
        return group

    def reset(self) -> None:
        """Everybody and everything forgotten; the server, its address and the mailbox's port stay."""
        self.world.reset()
        self.people.clear()
        self.channels.clear()
        self.faults.clear()
        self.throttle.reset_counters()
        self._api.requests.clear()
        self._api.counts.clear()
        self._api.statuses.clear()
        if self.mailbox is not None:
            self.mailbox.clear()

    def stats(self) -> dict[str, Any]:
        """Counters since the start or the last reset; for benchmarks."""
        return {
            **self.throttle.stats(),
            "methods": dict(self._api.counts),
            "statuses": {str(status): count for status, count in self._api.statuses.items()},
            "faults": self.faults.met,
            "pending_updates": len(self.world.updates),
            "expired_updates": self.world.updates.dropped,
            "letters": len(self.mailbox.letters) if self.mailbox is not None else 0,
        }
