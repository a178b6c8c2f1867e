"""`xiaohao run`: the real thing. Receive, schedule, deliver; stops cleanly within 20 s of SIGTERM."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Iterator
from importlib.metadata import version
from typing import Any

import structlog
import typer
from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, TelegramError

from bot.receive import CannotReceive
from cli.app import App, opened, spare_what_is_loaded
from cli.context import current_settings, fail, unusable
from cli.http import serve
from cli.loop import live_on
from config.logs import configure_logging
from config.settings import Settings, SettingsError
from db.crypto import CannotOpen
from db.files_mark import NotShared
from jobs.clock import RealClock
from jobs.leases import LeaseLost

log = structlog.get_logger("run")

STOP_WITHIN = 20.0  # s: systemd and compose are told to wait longer than this


def run() -> None:
    """Receive, schedule and deliver until told to stop."""
    settings = current_settings()
    configure_logging(settings)
    try:
        live_on(live(settings))
    except SettingsError as error:
        fail("\n".join(str(fault) for fault in error.faults))
    except (CannotOpen, NotShared, CannotReceive) as error:
        fail(error)
    except LeaseLost:
        fail("another process has started on this SQLite database: only one may run, stop the other one first")
    except InvalidToken:
        fail("Telegram does not accept telegram.token: ask @BotFather for the right one, then start again")
    except TelegramError as error:
        fail(f"Telegram can't be reached at {settings.telegram.api_url}: {error.message}")
    except OSError as error:
        fail(f"can't start: {error.strerror or error}")
    except DBAPIError as error:
        fail(unusable(error))
    except Exception:
        log.exception("the program died", action="run")
        fail("stopped by a fault of its own; what was told is on disk. The log above has it, please report it")
    raise typer.Exit(0)


async def live(settings: Settings) -> None:
    """Until SIGTERM or SIGINT; raises what the nursery died of."""
    async with opened(settings, RealClock()) as app:
        spare_what_is_loaded()
        stop = asyncio.Event()
        with _signals(stop):
            log.info(
                "running",
                action="start",
                version=version("xiaohao"),
                bot=app.application.bot.username,
                mode=settings.telegram.mode,
                http=f"{settings.http.host}:{settings.http.port}",
            )
            await _until(stop, app)


async def _until(stop: asyncio.Event, app: App) -> None:
    try:
        async with asyncio.TaskGroup() as nursery:
            work = nursery.create_task(app.run(serve=serve), name="app")
            stopping = nursery.create_task(stop.wait(), name="signal")
            await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
            log.info("stopping", action="stop")
            if not work.done():
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(STOP_WITHIN - 5):
                        await app.delivery.drain()
            work.cancel()
            stopping.cancel()
    except BaseExceptionGroup as group:
        raise _first(group) from None


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one error that ended the nursery: the rest were cancelled because of it."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def until_signalled(work: Coroutine[Any, Any, None] | None = None) -> None:
    """Run `work` (or nothing) until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    with _signals(stop):
        async with asyncio.TaskGroup() as nursery:
            running = nursery.create_task(work, name="work") if work is not None else None
            await stop.wait()
            if running is not None:
                running.cancel()


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    try:
        yield
    finally:
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(name)
