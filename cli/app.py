"""The composition root: everything is built here, run in one TaskGroup (the nursery), and stopped here.

Work that outlives its caller runs in this nursery and dies loudly: an error nobody caught ends the program, and the
service manager starts it again; what was told is on disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from bot.application import AnyApplication, build_application, show_public_menu
from bot.channel import TelegramChannel
from bot.dispatch import Dispatch
from bot.fetch import Fetcher
from bot.handlers.forms import reshow
from bot.receive import ALLOWED, Poller
from bot.render import Renderer
from bot.transport import AiohttpRequest
from config.schema import PLAIN_PACE
from config.settings import Settings
from config.texts import Texts
from db.database import open_database
from db.units import Units
from jobs import files, leases, people
from jobs.clock import Clock
from jobs.delivery import Delivery, Rates
from jobs.delivery.recheck import RECHECKS
from jobs.mail import MailChannel
from jobs.schedule import Scheduler

log = structlog.get_logger("app")


@dataclass
class App:
    """The parts, built and wired. `run` starts them; a rehearsal runs all but the scheduler and steps that itself."""

    settings: Settings
    clock: Clock
    units: Units
    application: AnyApplication
    dispatch: Dispatch
    delivery: Delivery
    poller: Poller
    renderer: Renderer
    scheduler: Scheduler
    store: files.Store
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def is_idle(self) -> bool:
        """Nothing received that is not handled, nothing due that has not left."""
        return self.dispatch.is_idle and await self.delivery.is_idle()

    async def run(self, *, scheduled: bool = True, serve: Callable[[App], Awaitable[None]] | None = None) -> None:
        """Receive, handle, deliver (and schedule, and serve HTTP) until cancelled."""
        self.poller.begun = self.ready.set
        async with asyncio.TaskGroup() as nursery:
            await self.dispatch.load()
            nursery.create_task(self.dispatch.run(), name="dispatch")
            nursery.create_task(self.dispatch.look_again(), name="dispatch.look_again")
            nursery.create_task(self.delivery.run(), name="delivery")
            if scheduled:
                nursery.create_task(self.scheduler.run(), name="schedule")
            if serve is not None:
                nursery.create_task(_forever(serve(self)), name="http")
            if self.settings.telegram.mode == "webhook":
                nursery.create_task(self._webhook(), name="webhook")
            else:
                nursery.create_task(self.poller.run(), name="poll")

    async def _webhook(self) -> None:
        hook = self.settings.telegram.webhook
        assert hook.url is not None
        assert hook.secret is not None
        await self.application.bot.set_webhook(
            hook.url, secret_token=hook.secret.get_secret_value(), allowed_updates=ALLOWED
        )
        self.ready.set()


def spare_what_is_loaded() -> None:
    """Once, before the work begins: what is there by now stays. Looking through it took 0.2 s in which nobody was answered."""
    gc.collect()
    gc.freeze()


async def _forever(work: Awaitable[None]) -> None:
    await work


@contextlib.asynccontextmanager
async def opened(settings: Settings, clock: Clock, *, paced: bool = True) -> AsyncIterator[App]:
    """Migrate, connect, build. Raises `SettingsError`, `CannotOpen`, `NotShared`, or Telegram's error from getMe."""
    token = settings.require_telegram()
    units = await asyncio.to_thread(open_database, settings, now=clock.now)
    transport = AiohttpRequest()
    application = build_application(token, settings.telegram.api_url, transport)
    mail: list[MailChannel] = []
    try:
        await application.initialize()
        bot_name = application.bot.username
        await units.run(people.remember_bot_name, bot_name)
        texts = Texts.of(settings)
        renderer = Renderer(texts, settings.office.zone, clock.now, bot_name)
        await show_public_menu(application.bot, renderer)
        store = files.Store(settings.data_dir)
        mail = mail_channels(settings, texts, store)
        fetcher = Fetcher(application.bot, transport, store, units)
        holder, shared = f"{socket.gethostname()}:{os.getpid()}", paced and not units.sqlite
        delivery = Delivery(
            units,
            [TelegramChannel(application.bot, transport, renderer, store, clock), *mail],
            clock,
            rechecks=RECHECKS,
            rates=_rates(settings) if paced else None,
            holder=holder,
            shared=shared,
        )
        dispatch = Dispatch(
            units, application, fetcher, renderer, clock, reshow, shared=shared, at_once=delivery.at_once
        )
        scheduler = Scheduler(units, clock)
        loop = asyncio.get_running_loop()

        def nudged(nudges: set[str]) -> None:
            if nudges & delivery.HEARS:
                loop.call_soon_threadsafe(delivery.hear, nudges)
            if "schedule" in nudges:
                loop.call_soon_threadsafe(scheduler.nudge)

        units.listen(nudged)
        yield App(
            settings,
            clock,
            units,
            application,
            dispatch,
            delivery,
            Poller(
                application.bot,
                transport,
                dispatch,
                clock,
                leases.Keeper(units, clock, leases.POLLING, holder, shared=True) if shared else None,
            ),
            renderer,
            scheduler,
            store,
        )
    finally:
        with contextlib.suppress(Exception):  # closing what never opened is no news
            await application.shutdown()
        for channel in mail:
            await channel.aclose()
        await transport.shutdown()
        await asyncio.to_thread(units.close)


def _rates(settings: Settings) -> Rates:
    """Above what Telegram sends for nothing only where it is paid for (checked when the settings are read)."""
    wanted = settings.telegram.messages_per_second
    return Rates(free=min(wanted, PLAIN_PACE), paid=wanted if wanted > PLAIN_PACE else None)


def mail_channels(settings: Settings, texts: Texts, store: files.Store) -> list[MailChannel]:
    """Without a mail host there is no mail channel: letters wait in the outbox, and `doctor` says so."""
    return [MailChannel(settings, texts, store)] if settings.mail.host else []
