"""The plainest bot there is: HTTP calls and nothing else; and a clock moved by hand."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

TOKEN = "123456789:AAsandbox-token_1"


class Refusal(Exception):
    """What the server answered when it did not do it."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body["description"])
        self.status: int = body["error_code"]
        self.description: str = body["description"]
        self.parameters: dict[str, Any] = body.get("parameters", {})


@dataclass
class HandClock:
    """Time moved by hand."""

    time: datetime = datetime(2025, 5, 21, 1, 0, tzinfo=UTC)
    ticks: float = 0.0

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.ticks

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        self.ticks += seconds


@dataclass
class Bot:
    """`await bot("sendMessage", chat_id=1, text="x")` gives the result or raises Refusal."""

    url: str
    session: aiohttp.ClientSession

    async def __call__(self, method: str, **params: Any) -> Any:
        return await self.send(method, json=params)

    async def form(self, method: str, files: dict[str, tuple[str, bytes, str]] | None = None, **params: Any) -> Any:
        form = aiohttp.FormData(
            quote_fields=False
        )  # else Chinese names arrive percent-encoded, as they would at Telegram
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (file_name, data, mime) in (files or {}).items():
            form.add_field(name, io.BytesIO(data), filename=file_name, content_type=mime)
        return await self.send(method, data=form)

    async def send(self, method: str, **how: Any) -> Any:
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", **how) as answer:
            body = await answer.json()
        if not body["ok"]:
            assert answer.status == body["error_code"]
            raise Refusal(body)
        return body["result"]

    async def updates(self, offset: int = 0, **params: Any) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = await self("getUpdates", offset=offset, **params)
        return result
