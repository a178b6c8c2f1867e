"""How does a test play people on a server it does not hold in its hands? Over HTTP, by the contract's `/ctl/` alone.

The same driver serves the sandbox of this repository and a foreign server (`FAULT_API_URL`).
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import aiohttp

Json = dict[str, Any]
PATIENCE = 60.0  # s of real time: a killed program comes back within a few


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands now."""

    message_id: int
    text: str
    markup: Json | None

    @property
    def presses(self) -> list[str]:
        """The data of its buttons."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row if "callback_data" in button]

    @property
    def links(self) -> list[str]:
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [button["url"] for row in rows for button in row if "url" in button]


class Ctl:
    """`async with Ctl(url) as ctl`."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        assert self._session is not None
        await self._session.close()

    async def post(self, act: str, **body: Any) -> Json:
        assert self._session is not None
        async with self._session.post(f"{self.url}/ctl/{act}", json=body) as answer:
            said = await answer.json(content_type=None)
            assert answer.status == 200, f"/ctl/{act}: {answer.status} {said}"
            return said or {}

    async def get(self, what: str, **query: str) -> Any:
        assert self._session is not None
        async with self._session.get(f"{self.url}/ctl/{what}", params=query) as answer:
            assert answer.status == 200, f"/ctl/{what}: {answer.status}"
            return await answer.json(content_type=None)

    def person(self, user: int, name: str) -> Phone:
        return Phone(self, user, name)

    async def log(self, chat: int) -> list[Json]:
        """What the bot did in a chat, oldest first."""
        return [line for line in await self.get("log", chat=str(chat)) if line.get("kind") not in ("in", "toast")]


@dataclass(frozen=True)
class Phone:
    """One person's chat with the bot."""

    ctl: Ctl
    user: int
    name: str

    async def say(self, text: str) -> None:
        await self.ctl.post("say", user=self.user, name=self.name, text=text)

    async def send_file(self, name: str, data: bytes, mime: str, kind: str = "document") -> None:
        await self.ctl.post(
            "file", user=self.user, name=name, mime=mime, kind=kind, b64=base64.b64encode(data).decode()
        )

    async def tap(self, shown: Shown, data: str) -> None:
        await self.ctl.post("tap", user=self.user, message_id=shown.message_id, data=data)

    async def received(self) -> list[Shown]:
        """The bot's messages as they stand now, in the order in which they came."""
        newest: dict[int, Shown] = {}
        for line in await self.ctl.log(self.user):
            if line["kind"] == "delete":
                newest.pop(line["message_id"], None)
            elif line["kind"] not in ("pin", "unpin"):
                newest[line["message_id"]] = Shown(line["message_id"], line["text"] or "", line["markup"])
        return list(newest.values())

    async def wait_for(self, wanted: str | Callable[[Shown], bool], *, within: float = PATIENCE) -> Shown:
        """The newest message with these words (or that fits the question)."""
        try:
            async with asyncio.timeout(within):
                while True:
                    for shown in reversed(await self.received()):
                        if _fits(wanted, shown):
                            return shown
                    await asyncio.sleep(0.05)
        except TimeoutError:
            seen = [shown.text[:60] for shown in (await self.received())[-5:]]
            raise TimeoutError(f"{self.name} waits for {wanted!r} and sees {seen}") from None

    async def press(self, verb: str, argument: str, then: str | Callable[[Shown], bool]) -> Shown:
        """Press the newest such button until `then` is seen: a press can be lost, or be of a card that moved on."""
        button = has_button(verb, argument)
        pressed = False

        def either(shown: Shown) -> bool:
            """What is waited for may come late, after a kill: then the button is gone, and nothing is to be pressed."""
            return button(shown) or (pressed and _fits(then, shown))

        async with asyncio.timeout(PATIENCE):
            while True:
                shown = await self.wait_for(either)
                if pressed and _fits(then, shown):
                    return shown
                await self.tap(shown, next(data for data in shown.presses if _is(data, verb, argument)))
                pressed = True
                with contextlib.suppress(TimeoutError):
                    return await self.wait_for(then, within=3.0)


def _fits(wanted: str | Callable[[Shown], bool], shown: Shown) -> bool:
    return wanted in shown.text if isinstance(wanted, str) else wanted(shown)


def _is(data: str, verb: str, argument: str) -> bool:
    return data.startswith(f"{verb}:") and (not argument or data.endswith(f":{argument}"))


def has_button(verb: str, argument: str) -> Callable[[Shown], bool]:
    return lambda shown: any(_is(data, verb, argument) for data in shown.presses)
