"""How do scripts and the page play the people? The same acts over HTTP, under /ctl/, in JSON."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from sandbox.chats import Chat, Json, Message
from sandbox.faults import Fault, FaultKind
from sandbox.files import StoredFile
from sandbox.formatting import to_html
from sandbox.people import Attachment, NoSuchButtonError, Person, Seen
from sandbox.world import Entry

if TYPE_CHECKING:
    from sandbox.server import Sandbox

_JSON = "application/json"


def _reply(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(value), content_type=_JSON, status=status)


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
            "channel": self._channel,
            "group": self._group,
            "fault": self._fault,
            "reset": self._reset,
            "advance": self._advance,
        }

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/ctl/{act}", self.act),
            web.get("/ctl/log", self.log),
            web.get("/ctl/stats", self.stats),
            web.get("/ctl/mails", self.mails),
            web.get("/ctl/state", self.state),
            web.get("/ctl/chat/{chat}", self.chat),
            web.get("/ctl/media/{path:.+}", self.media),
        ]

    async def act(self, request: web.Request) -> web.Response:
        act = self._acts.get(request.match_info["act"])
        if act is None:
            return _reply({"error": f"no such act; there are {', '.join(self._acts)}"}, 404)
        try:
            body = orjson.loads(await request.read() or b"{}")
            if not isinstance(body, dict):
                return _reply({"error": "a JSON object is expected"}, 400)
            return _reply({"ok": True, **(await act(body) or {})})
        except KeyError as error:
            return _reply({"error": f"missing or unknown: {error.args[0]}"}, 400)
        except (NoSuchButtonError, ValueError, TypeError, binascii.Error) as error:
            return _reply({"error": str(error)}, 400)

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
        seen = await self._person(body).send_file(
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

    async def _channel(self, body: Json) -> None:
        self._sandbox.channel(int(body["id"]), str(body["title"]), body.get("username"))

    async def _group(self, body: Json) -> None:
        self._sandbox.group(int(body["id"]), str(body["title"]))

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

    # Looking

    async def log(self, request: web.Request) -> web.Response:
        """What the bot did. `chat`, `since` (t), `after` (seq) narrow it; `all=1` adds what people did; `wait` seconds."""
        query = request.query
        after, wait = int(query.get("after", "-1")), min(float(query.get("wait", "0")), 30.0)
        if wait and self._sandbox.world.seq <= after:
            try:
                async with asyncio.timeout(wait):
                    await self._sandbox.world.change()
            except TimeoutError:
                pass
        chat, since, everyone = query.get("chat"), float(query.get("since", "-inf")), query.get("all") == "1"
        return _reply(
            [
                _line(entry)
                for entry in self._sandbox.world.journal
                if entry.seq > after
                and entry.t > since
                and (chat is None or str(entry.chat) == chat)
                and (everyone or entry.act != "in")
            ]
        )

    async def stats(self, _request: web.Request) -> web.Response:
        return _reply(self._sandbox.stats())

    async def mails(self, _request: web.Request) -> web.Response:
        mailbox = self._sandbox.mailbox
        return _reply([letter.json() for letter in mailbox.letters] if mailbox is not None else [])

    async def state(self, _request: web.Request) -> web.Response:
        """What the page lists: the clock, the bot and the chats."""
        sandbox = self._sandbox
        upcoming = sandbox.next_event() if sandbox.next_event is not None else None
        return _reply(
            {
                "now": sandbox.clock.now().isoformat(),
                "seq": sandbox.world.seq,
                "bot": sandbox.world.bot_user(),
                "can_advance": sandbox.advance is not None,
                "next_event": upcoming.isoformat() if upcoming is not None else None,
                "mails": len(sandbox.mailbox.letters) if sandbox.mailbox is not None else 0,
                "commands": {f"{scope}/{language}": one for (scope, language), one in sandbox.world.commands.items()},
                "chats": [_chat_line(chat) for chat in sandbox.world.chats.values()],
            }
        )

    async def chat(self, request: web.Request) -> web.Response:
        chat = self._sandbox.world.chats.get(int(request.match_info["chat"]))
        if chat is None:
            return _reply({"error": "no such chat"}, 404)
        return _reply({**_chat_line(chat), "messages": [_shown(message) for message in chat.visible()]})

    async def media(self, request: web.Request) -> web.Response:
        file = self._sandbox.world.files.at(request.match_info["path"])
        if file is None:
            return _reply({"error": "no such file"}, 404)
        # Never as a page of our own: what people upload is not to run here.
        how = "inline" if file.kind == "photo" else "attachment"
        headers = {"Content-Disposition": how, "X-Content-Type-Options": "nosniff"}
        mime = file.mime if file.kind == "photo" and file.mime.startswith("image/") else "application/octet-stream"
        return web.Response(body=file.data, content_type=mime, headers=headers)


def _attachment(body: Json) -> Attachment:
    return Attachment(
        str(body["name"]),
        base64.b64decode(body.get("b64", ""), validate=True),
        str(body.get("mime", "application/octet-stream")),
        str(body.get("kind", "document")),
        body.get("caption"),
        body.get("size"),
    )


def _line(entry: Entry) -> Json:
    return {
        "t": entry.t,
        "seq": entry.seq,
        "chat": entry.chat,
        "kind": entry.act,
        "message_id": entry.message_id,
        "text": entry.text,
        "markup": entry.markup,
        "content": entry.content,
        "file": entry.file,
    }


def _chat_line(chat: Chat) -> Json:
    last = next((one for one in reversed(chat.messages.values()) if not one.deleted), None)
    account = chat.account
    return {
        **chat.json(),
        "blocked": account is not None and account.blocked,
        "started": account is None or account.started,
        "touched": last.touched if last is not None else 0,
        "date": last.date if last is not None else None,
        "last": (last.text or _named(last.file) or last.kind)[:80] if last is not None else "",
        "pinned": chat.pinned,
    }


def _named(file: StoredFile | None) -> str:
    return file.name if file is not None else ""


def _shown(message: Message) -> Json:
    file = message.file
    return {
        "id": message.id,
        "date": message.date,
        "by_bot": message.by_bot,
        "kind": message.kind,
        "text": message.text,
        "html": to_html(message.text, message.entities),
        "markup": message.markup,
        "edited": message.edit_date is not None,
        "touched": message.touched,
        "album": message.album,
        "sender": (message.sender or {}).get("first_name", ""),
        "reply_to": message.reply_to.id if message.reply_to is not None else None,
        "file": None if file is None else {"name": file.name, "size": file.size, "path": file.path, "mime": file.mime},
    }
