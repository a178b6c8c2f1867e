"""How do updates reach a bot that has a webhook? By POST, one at a time per chat and kind, again until a 2xx.

Telegram insists on HTTPS; the sandbox also takes http:// to this machine, for that is where its bots live.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson

from sandbox.clock import Clock
from sandbox.parameters import Call
from sandbox.refusals import bad_request
from sandbox.updates import Update, Updates

FIRST_RETRY = 1.0  # s, doubled each time
LAST_RETRY = 64.0
ANSWER_SECONDS = 60.0
CONNECTIONS = 40
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass
class _Lane:
    """Updates of one chat and kind: after a failure the lane waits, others go on."""

    busy: bool = False
    delay: float = FIRST_RETRY


class Webhook:
    """Set, deleted and asked about by the bot; delivers while a URL is set."""

    def __init__(self, updates: Updates, clock: Clock, execute: Callable[[Call], Awaitable[Any]]) -> None:
        self._updates = updates
        self._clock = clock
        self._execute = execute
        self.url = ""
        self._secret = ""
        self._connections = CONNECTIONS
        self._error: tuple[int, str] | None = None
        self._lanes: dict[tuple[int, str], _Lane] = {}
        self._pump: asyncio.Task[None] | None = None
        self._posts: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()

    async def set(self, call: Call) -> bool:
        url = call.text("url")
        if not url:
            return await self.delete(call)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise bad_request("invalid webhook URL specified")
        if parts.scheme == "http" and parts.hostname not in _HERE:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        secret = call.text("secret_token")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        await self.stop()
        self._updates.allow(call.structure("allowed_updates", "allowed_updates"))
        if call.flag("drop_pending_updates"):
            self._updates.clear()
        self.url, self._secret, self._error = url, secret, None
        self._connections = min(max(call.integer("max_connections", CONNECTIONS), 1), 100)
        self._pump = asyncio.create_task(self._run())
        return True

    async def delete(self, call: Call) -> bool:
        await self.stop()
        if call.flag("drop_pending_updates"):
            self._updates.clear()
        return True

    def info(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            body["max_connections"] = self._connections
        if self._error is not None:
            body["last_error_date"], body["last_error_message"] = self._error
        if self._updates.allowed is not None:
            body["allowed_updates"] = self._updates.allowed
        return body

    async def stop(self) -> None:
        self.url = ""
        tasks = [task for task in (self._pump, *self._posts) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._pump = None
        self._posts.clear()
        self._lanes.clear()

    async def _run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session:
            while True:
                self._woken.clear()
                self._updates.arrived.clear()
                self._start_posts(session)
                waits = [asyncio.ensure_future(one.wait()) for one in (self._woken, self._updates.arrived)]
                try:
                    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for wait in waits:
                        wait.cancel()

    def _start_posts(self, session: aiohttp.ClientSession) -> None:
        for update in self._updates.waiting():
            if len(self._posts) >= self._connections:
                return
            lane = self._lanes.setdefault(update.lane, _Lane())
            if not lane.busy:
                lane.busy = True
                task = asyncio.create_task(self._post(session, lane, update))
                self._posts.add(task)
                task.add_done_callback(self._posts.discard)

    async def _post(self, session: aiohttp.ClientSession, lane: _Lane, update: Update) -> None:
        try:
            wait = await self._delivered(session, update)
            if wait is None:
                lane.delay = FIRST_RETRY
                self._updates.confirm(update.id)
            else:
                await self._clock.sleep(wait or lane.delay)
                lane.delay = min(lane.delay * 2, LAST_RETRY)
        finally:
            lane.busy = False
            self._woken.set()

    async def _delivered(self, session: aiohttp.ClientSession, update: Update) -> float | None:
        """None when it was taken, else the seconds the receiver asked to wait (0: it did not say)."""
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        try:
            async with session.post(self.url, data=orjson.dumps(update.json()), headers=headers) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            self._fail(f"Connection failed: {type(error).__name__}")
            return 0.0
        if answer.status // 100 != 2:
            self._fail(f"Wrong response from the webhook: {answer.status} {answer.reason}")
            asked = answer.headers.get("Retry-After", "")
            return float(asked) if asked.isdigit() else 0.0
        await self._reply(body)
        return None

    def _fail(self, words: str) -> None:
        self._error = (self._clock.unix(), words)

    async def _reply(self, body: bytes) -> None:
        """A bot may answer the POST with a method call, as JSON; what comes of it is not told to the bot."""
        if not body.startswith(b"{"):
            return
        try:
            params = orjson.loads(body)
        except orjson.JSONDecodeError:
            return
        if isinstance(params, dict) and isinstance(params.get("method"), str):
            await self._execute(Call(params.pop("method"), params))
