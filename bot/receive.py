"""How do updates come in? By our own poller or webhook: committed to the inbox before Telegram is told.

The poller confirms a batch by the next `getUpdates` offset, the webhook by its 200; both only after the commit.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from typing import Any

import orjson
import structlog
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channel import undelivered
from bot.dispatch import Dispatch
from bot.transport import AiohttpRequest
from db.units import DatabaseUnavailable
from domain.parcels import Later
from jobs import leases
from jobs.clock import Clock

log = structlog.get_logger("receive")

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"]
BATCH = 100
MOST_UPDATE_ID = 2**63  # what the inbox's key holds
LONG_POLL = 30  # s
TROUBLE = (1.0, 2.0, 5.0, 10.0, 30.0)  # s between tries while the server can't be reached
RETRY_AFTER = "2"  # s; above 150 Telegram would lose presses
HANDED_OVER = 15  # 409s in a row that a poller bears which has just taken over
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


class CannotReceive(RuntimeError):
    """Telegram refuses for good: the program stops with this sentence."""


class Poller:
    """`lease`: who of several processes polls; None where there is but one."""

    def __init__(
        self,
        bot: Bot,
        transport: AiohttpRequest,
        dispatch: Dispatch,
        clock: Clock,
        lease: leases.Keeper | None = None,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._dispatch = dispatch
        self._clock = clock
        self._lease = lease
        self._offset: int | None = None
        self.begun: Callable[[], None] = lambda: None

    async def run(self) -> None:
        """Until cancelled. Raises `CannotReceive` on 401 and 409, which only a person can mend."""
        if self._lease is None:
            return await self._poll()
        while True:  # among replicas one polls, the others stand by
            self.begun()
            await self._lease.take()
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._lease.keep(), name="poll.lease")
                    group.create_task(self._poll(), name="poll.ask")
            except* leases.LeaseLost:
                log.warning("lease lost", action="poll")
            finally:
                await self._lease.let_go()

    async def _poll(self) -> None:
        trouble, conflicts, begun = 0, 0, False
        self._offset = None
        while True:
            await self._dispatch.has_room()
            try:
                if not begun:
                    await self._bot.delete_webhook()  # left behind, it would refuse every poll; what waits is kept
                    begun = True
                    self.begun()
                payloads = await self._ask()
                trouble = conflicts = 0
                if payloads:
                    await self._dispatch.receive(payloads)
                    self._offset = payloads[-1]["update_id"] + 1
            except InvalidToken:
                raise CannotReceive(
                    "Telegram does not accept telegram.token: ask @BotFather for the right one"
                ) from None
            except Conflict as error:
                conflicts += 1
                if self._lease is None or conflicts > HANDED_OVER:
                    raise CannotReceive(_conflict(error)) from None
                await self._clock.sleep(LONG_POLL / HANDED_OVER)  # the last call of the one before may still be open
            except (TelegramError, DatabaseUnavailable) as error:
                wait = TROUBLE[min(trouble, len(TROUBLE) - 1)]
                if isinstance(error, RetryAfter):
                    told = undelivered(error)
                    wait = told.retry_after or wait if isinstance(told, Later) else wait
                trouble += 1
                log.warning("no updates", action="poll", reason=f"{type(error).__name__}: {error}", wait=wait)
                await self._clock.sleep(wait)

    async def _ask(self) -> list[dict[str, Any]]:
        """Telegram's raw JSON: it is stored as it came."""
        asked: dict[str, Any] = {"timeout": LONG_POLL, "limit": BATCH, "allowed_updates": ALLOWED}
        if self._offset is not None:
            asked["offset"] = self._offset
        payloads = await self._transport.call(self._bot.base_url, "getUpdates", asked, LONG_POLL + 10)
        if not isinstance(payloads, list):
            raise NetworkError("the answer to getUpdates was not a list")
        return sorted(payloads, key=lambda payload: payload["update_id"])


def _conflict(error: Conflict) -> str:
    if "webhook" in error.message.lower():
        return "Telegram delivers to a webhook set elsewhere: remove it, or set telegram.mode = 'webhook'"
    return "another program is receiving with the same telegram.token: stop it, or give this one a bot of its own"


def webhook_handler(secret: str, dispatch: Dispatch) -> Callable[[web.Request], Any]:
    """The webhook's request handler: 401 without the secret, 403 with a wrong one, 200 only after the commit.

    503 where too much is open, or the database away: nothing is stored, and Telegram comes again with it.
    """

    async def handle(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER)
        if given is None:
            return web.Response(status=401)
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        try:
            payload = orjson.loads(await request.read())
            update_id = int(payload["update_id"])
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            return web.Response(status=400)
        if not 0 <= update_id < MOST_UPDATE_ID:
            return web.Response(status=400)
        if dispatch.is_full:
            return _later()
        try:
            await dispatch.receive([payload])
        except DatabaseUnavailable:
            return _later()
        return web.Response()

    return handle


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": RETRY_AFTER})
