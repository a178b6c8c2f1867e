"""With a webhook the same program is reached by Telegram itself: over HTTP, by its secret, stored before the 200."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import aiohttp

from cli.app import opened
from cli.http import serve
from cli.invite import _invite
from cli.sandbox import sandbox_settings
from domain.people import RoleName
from jobs.clock import RealClock
from sandbox.limits import Limits
from sandbox.server import Sandbox


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def test_updates_arrive_by_webhook_and_health_is_told(tmp_path: Path) -> None:
    port = free_port()
    async with Sandbox(limits=Limits(enforced=False)) as sandbox:
        settings = sandbox_settings(
            sandbox,
            tmp_path,
            XIAOHAO_TELEGRAM__MODE="webhook",
            XIAOHAO_TELEGRAM__WEBHOOK__URL=f"http://127.0.0.1:{port}/telegram",
            XIAOHAO_TELEGRAM__WEBHOOK__SECRET="a-secret_of-the-test",
            XIAOHAO_HTTP__PORT=str(port),
        )
        async with opened(settings, RealClock()) as app, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
            work = asyncio.ensure_future(app.run(serve=serve))
            async with asyncio.timeout(15):
                await app.ready.wait()
                person = sandbox.person(1, "经办人")
                link, _ = await app.units.run(_invite, RoleName.COORDINATOR, None)
                await person.start(link.partition("start=")[2])
                await person.wait_for("经办人", timeout=10)
                assert not [request for request in sandbox.requests if request.method == "getUpdates"]
                async with http.get("/healthz") as answer:
                    assert (answer.status, await answer.json()) == (200, {"ok": True})
                async with http.get("/readyz") as answer:
                    assert answer.status == 200
                async with http.get("/metrics") as answer:
                    told = await answer.text()
                assert "xiaohao_inbox_open 0.0" in told
                assert "xiaohao_outbox_waiting" in told
                async with http.post("/telegram", json={"update_id": 1}) as answer:
                    assert answer.status == 401
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
