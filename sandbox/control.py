"""How do scripts and the page play the people? The same acts over HTTP, under /ctl/, in JSON."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from sandbox.chats import BotStatus, Json
from sandbox.faults import Fault, FaultKind
from sandbox.people import Attachment, NoSuchButtonError, Person
from sandbox.rooms import owner_of
from sandbox.seen import Seen
from sandbox.viewing import reply

if TYPE_CHECKING:
    from sandbox.server import Sandbox


class Control:
    """`POST /ctl/{act}` with a JSON object; a missing or wrong field is answered 400 with `{"error": ...}`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._acts: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "say": self._say,
            "start": self._start,
            "tap": self._tap,
            "file": self._file,
            "album": self._album,
            "edit": self._edit,
            "delete": self._delete,
            "block": self._block,
            "unblock": self._unblock,
            "deactivate": self._deactivate,
            "post": self._post,
            "channel": self._channel,
            "group": self._group,
            "rights": self._rights,
            "fault": self._fault,
            "reset": self._reset,
            "advance": self._advance,
        }

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/ctl/{act}", self.act)]

    async def act(self, request: web.Request) -> web.Response:
        act = self._acts.get(request.match_info["act"])
        if act is None:
            return reply({"error": f"no such act; there are {', '.join(self._acts)}"}, 404)
        if (origin := request.headers.get("Origin")) and origin != f"{request.scheme}://{request.host}":
            return reply({"error": "only this sandbox's own page may do that from a browser"}, 403)
        try:
            body = orjson.loads(await request.read() or b"{}")
            if not isinstance(body, dict):
                return reply({"error": "a JSON object is expected"}, 400)
            return reply({"ok": True, **(await act(body) or {})})
        except KeyError as error:
            return reply({"error": f"missing or unknown: {error.args[0]}"}, 400)
        except (NoSuchButtonError, ValueError, TypeError, binascii.Error) as error:
            return reply({"error": str(error)}, 400)

    def _person(self, body: Json) -> Person:
        return self._sandbox.person(
            int(body["user"]),
            name=body.get("name", ""),
            username=body.get("username"),
            language=body.get("language", ""),
        )

    async def _say(self, body: Json) -> Json:
        reply_to = body.get("reply_to")
        seen = await self._person(body).say(str(body["text"]), int(reply_to) if reply_to is not None else None)
        return {"message_id": seen.id}

    async def _start(self, body: Json) -> Json:
        return {"message_id": (await self._person(body).start(str(body.get("payload", "")))).id}

    async def _tap(self, body: Json) -> Json:
        person = self._person(body)
        if "label" in body:
            done = await person.tap_text(str(body["label"]))
            return {"done": done.id if isinstance(done, Seen) else done if isinstance(done, str) else done.id}
        return {"query_id": (await person.tap(int(body["message_id"]), str(body["data"]))).id}

    async def _file(self, body: Json) -> Json:
        one, size = _attachment(body), body.get("size")
        person = self._person({**body, "name": ""})  # here the name is the file's
        seen = await person.send_file(
            one.name, one.data, one.mime, one.kind, one.caption, size=size, album=body.get("group")
        )
        return {"message_id": seen.id}

    async def _album(self, body: Json) -> Json:
        sent = await self._person(body).send_album([_attachment(one) for one in body["files"]])
        return {"message_ids": [seen.id for seen in sent]}

    async def _edit(self, body: Json) -> None:
        await self._person(body).edit(int(body["message_id"]), str(body["text"]))

    async def _delete(self, body: Json) -> None:
        await self._person(body).delete(int(body["message_id"]))

    async def _block(self, body: Json) -> None:
        await self._person(body).block()

    async def _unblock(self, body: Json) -> None:
        await self._person(body).unblock()

    async def _deactivate(self, body: Json) -> None:
        await self._person(body).deactivate()

    async def _post(self, body: Json) -> Json:
        channel = self._sandbox.channels[int(body["chat"])]
        return {"message_id": (await channel.post(str(body["text"]))).id}

    async def _channel(self, body: Json) -> None:
        self._sandbox.channel(int(body["id"]), str(body["title"]), body.get("username"))

    async def _group(self, body: Json) -> None:
        self._sandbox.group(int(body["id"]), str(body["title"]))

    async def _rights(self, body: Json) -> None:
        chat = self._sandbox.world.chats[int(body["chat"])]
        if chat.account is not None:
            raise ValueError("a person's own chat has no administrators")
        given = {name: bool(body[name]) for name in ("post", "edit", "pin", "delete") if name in body}
        status = BotStatus(body.get("status", chat.status))
        by = self._person({"user": body["by"]}).account if "by" in body else owner_of(self._sandbox.world)
        self._sandbox.world.change_membership(chat, by, status, replace(chat.rights, **given))

    async def _fault(self, body: Json) -> None:
        known = {one.name for one in fields(Fault)}
        if unknown := body.keys() - known:
            raise KeyError(", ".join(sorted(unknown)))
        kind = FaultKind(body.get("kind", "status"))
        self._sandbox.faults.add(Fault(**{**body, "kind": kind}))

    async def _reset(self, _body: Json) -> None:
        self._sandbox.reset()

    async def _advance(self, _body: Json) -> Json:
        if self._sandbox.advance is None:
            raise ValueError("this sandbox runs on the real clock")
        await self._sandbox.advance()
        return {"now": self._sandbox.clock.now().isoformat()}


def _attachment(body: Json) -> Attachment:
    return Attachment(
        str(body["name"]),
        base64.b64decode(body.get("b64", ""), validate=True),
        str(body.get("mime", "application/octet-stream")),
        str(body.get("kind", "document")),
        body.get("caption"),
        body.get("size"),
    )
