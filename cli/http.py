"""Is it alive, is it ready, what is it doing? Health, metrics, and the webhook where one is used."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlsplit

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.receive import webhook_handler
from cli.app import App
from db.queries.health import Health, health
from db.units import DatabaseUnavailable

Handler = Callable[[web.Request], Awaitable[web.Response]]

HEALTHY_SECONDS = 5.0  # a database that takes longer to answer a read is not well


async def serve(app: App) -> None:
    """Serve until cancelled."""
    server = web.Application(client_max_size=2 * 1024 * 1024)
    server.router.add_get("/healthz", _healthz(app))
    server.router.add_get("/readyz", _readyz(app))
    server.router.add_get("/metrics", _metrics(app))
    hook = app.settings.telegram.webhook
    if app.settings.telegram.mode == "webhook" and hook.url is not None and hook.secret is not None:
        path = urlsplit(hook.url).path or "/"
        server.router.add_post(path, webhook_handler(hook.secret.get_secret_value(), app.dispatch))
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, app.settings.http.host, app.settings.http.port).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _healthz(app: App) -> Handler:
    async def handle(_request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(HEALTHY_SECONDS):
                await app.units.read(health)
        except (TimeoutError, DatabaseUnavailable):
            return web.json_response({"ok": False, "why": "the database does not answer"}, status=503)
        stuck = app.scheduler.stuck()
        if stuck:
            return web.json_response({"ok": False, "why": f"stuck: {', '.join(stuck)}"}, status=503)
        return web.json_response({"ok": True})

    return handle


def _readyz(app: App) -> Handler:
    async def handle(_request: web.Request) -> web.Response:
        if app.ready.is_set():
            return web.json_response({"ok": True})
        return web.json_response({"ok": False, "why": "not receiving yet"}, status=503)

    return handle


def _metrics(app: App) -> Handler:
    async def handle(_request: web.Request) -> web.Response:
        registry = CollectorRegistry(auto_describe=False)
        try:
            async with asyncio.timeout(HEALTHY_SECONDS):
                now = await app.units.read(health)
        except (TimeoutError, DatabaseUnavailable):
            return web.Response(status=503, text="the database does not answer\n")
        registry.register(_Gauges(now, app.ready.is_set()))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return handle


class _Gauges(Collector):
    """Counts only: no name, no account, no address ever becomes a label."""

    def __init__(self, now: Health, ready: bool) -> None:
        self._now = now
        self._ready = ready

    def collect(self) -> Iterator[Metric]:
        now = self._now
        yield GaugeMetricFamily("xiaohao_ready", "1 while updates are being received", value=int(self._ready))
        yield GaugeMetricFamily("xiaohao_inbox_open", "updates received and not handled yet", value=now.inbox_open)
        yield GaugeMetricFamily("xiaohao_inbox_parked", "updates that could not be handled", value=now.inbox_parked)
        waiting = GaugeMetricFamily("xiaohao_outbox_waiting", "messages due and not sent", labels=["channel"])
        for channel, count in now.waiting.items():
            waiting.add_metric([channel], count)
        yield waiting
        yield GaugeMetricFamily(
            "xiaohao_outbox_parked", "messages that could not be delivered", value=now.outbox_parked
        )
        yield GaugeMetricFamily(
            "xiaohao_outbox_oldest_seconds", "age of the oldest due message", value=now.oldest_seconds
        )
        down = GaugeMetricFamily("xiaohao_channel_down_seconds", "how long a channel has been down", labels=["channel"])
        for channel, seconds in now.down.items():
            down.add_metric([channel], seconds)
        yield down
