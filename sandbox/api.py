"""What does the bot get for an answer? The HTTP face of the Bot API: tokens, faults, methods, files."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web

from sandbox.faults import Fault, FaultKind, Faults
from sandbox.files import MAX_DOWNLOAD
from sandbox.methods import METHODS
from sandbox.parameters import Call, read_call
from sandbox.polling import WEBHOOK_ACTIVE, WEBHOOK_SET, Poller
from sandbox.refusals import Refused, conflict
from sandbox.webhook import Webhook
from sandbox.world import World

_TOKEN = re.compile(r"\d+:[\w-]{10,}")
_GARBAGE = "<html><body>502 Bad Gateway</body></html>"


@dataclass(frozen=True)
class Request:
    """One call as it came, and how it was answered: for tests that check every request of a run."""

    method: str
    params: dict[str, Any]
    files: dict[str, str]  # field: name of the file
    status: int
    description: str  # empty when it went well


class Api:
    """Serves `/bot{token}/{method}` and `/file/bot{token}/{path}`."""

    def __init__(self, world: World, faults: Faults, *, token: str | None, keep_requests: int) -> None:
        self._world = world
        self._faults = faults
        self._token = token
        self._seen = ""
        self.requests: deque[Request] = deque(maxlen=keep_requests)
        self.counts: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.poller = Poller(world.updates, world.clock)
        self.webhook = Webhook(world.updates, world.clock, self.execute)
        if token is not None:
            self._authorised(token)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", r"/bot{token:[^/]+}/{method:[^/]+}", self.call),
            web.get(r"/file/bot{token:[^/]+}/{path:.+}", self.download),
        ]

    def _authorised(self, token: str) -> bool:
        if token == self._seen:
            return True
        if not _TOKEN.fullmatch(token) or (self._token is not None and token != self._token):
            return False
        self._seen = token
        self._world.bot["id"] = int(token.partition(":")[0])
        return True

    async def call(self, request: web.Request) -> web.StreamResponse:
        if not self._authorised(request.match_info["token"]):
            return self._refusal(Refused(401, "Unauthorized"))
        method = request.match_info["method"]
        try:
            call = await read_call(request, method)
        except Refused as refused:
            return self._refusal(refused)
        fault = self._faults.next(method, call.text("chat_id"))
        if fault is not None:
            return await self._faulty(request, call, fault)
        return self._answer(await self.execute(call))

    async def _faulty(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.kind is FaultKind.STATUS:
            refused = fault.refusal()
            self._note(call, refused)
            return self._refusal(refused)
        if fault.kind is FaultKind.SLOW:
            await self._world.clock.sleep(fault.delay)
            return self._answer(await self.execute(call))
        if fault.effect:
            await self.execute(call)
        if fault.kind is FaultKind.GARBAGE:
            return web.Response(text=_GARBAGE, content_type="text/html")
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    async def execute(self, call: Call) -> Refused | dict[str, Any]:
        """Runs one call to its answer, good or bad."""
        try:
            result = await self._run(call)
        except Refused as refused:
            self._note(call, refused)
            return refused
        self._note(call, None)
        return {"ok": True, "result": result}

    async def _run(self, call: Call) -> Any:
        name = call.method.lower()
        method = METHODS.get(name)
        if method is not None:
            return method(self._world, call)
        if name == "getupdates":
            if self.webhook.url:
                raise conflict(WEBHOOK_ACTIVE)
            return await self.poller.get_updates(call)
        if name == "setwebhook":
            if call.text("url"):
                self.poller.terminate(WEBHOOK_SET)
            return await self.webhook.set(call)
        if name == "deletewebhook":
            return await self.webhook.delete(call)
        if name == "getwebhookinfo":
            return self.webhook.info()
        raise Refused(404, "Not Found")

    def _note(self, call: Call, refused: Refused | None) -> None:
        status = refused.status if refused else 200
        files = {field: upload.name for field, upload in call.files.items()}
        self.requests.append(Request(call.method, call.params, files, status, refused.description if refused else ""))
        self.counts[call.method] += 1
        self.statuses[status] += 1

    def _answer(self, answer: Refused | dict[str, Any]) -> web.Response:
        if isinstance(answer, Refused):
            return self._refusal(answer)
        return web.Response(body=orjson.dumps(answer), content_type="application/json")

    def _refusal(self, refused: Refused) -> web.Response:
        response = web.Response(
            status=refused.status, body=orjson.dumps(refused.body()), content_type="application/json"
        )
        if "retry_after" in refused.parameters:
            response.headers["Retry-After"] = str(refused.parameters["retry_after"])
        return response

    async def download(self, request: web.Request) -> web.StreamResponse:
        if not self._authorised(request.match_info["token"]):
            return self._refusal(Refused(401, "Unauthorized"))
        fault = self._faults.next("file", "")
        if fault is not None and fault.kind is FaultKind.STATUS:
            return self._refusal(fault.refusal())
        if fault is not None and fault.kind is FaultKind.SLOW:
            await self._world.clock.sleep(fault.delay)
        file = self._world.files.at(request.match_info["path"])
        if file is None or file.size > MAX_DOWNLOAD:
            return self._refusal(Refused(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def stop(self) -> None:
        self.poller.terminate("terminated by the end of the sandbox")
        await self.webhook.stop()
        await asyncio.sleep(0)
