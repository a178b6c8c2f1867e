"""What do scripts and the page see? The journal, the counters, the letters and the chats, in JSON."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson
from aiohttp import web

from sandbox.chats import Chat, ChatKind, Json, Message
from sandbox.files import StoredFile
from sandbox.formatting import to_html
from sandbox.world import Entry, World

if TYPE_CHECKING:
    from sandbox.mailbox import Letter
    from sandbox.server import Sandbox

LONGEST_WAIT = 30.0  # s, a `log` that waits for news
# What people upload and what comes by mail must never run as a page of ours.
_INERT = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}


def reply(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(value), content_type="application/json", status=status)


class Viewing:
    """`GET /ctl/...`; nothing here changes anything."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/ctl/log", self.log),
            web.get("/ctl/stats", self.stats),
            web.get("/ctl/mails", self.mails),
            web.get(r"/ctl/mails/{number:\d+}/raw", self.raw_mail),
            web.get(r"/ctl/mails/{number:\d+}/{part:\d+}", self.mail_part),
            web.get("/ctl/state", self.state),
            web.get(r"/ctl/chat/{chat:-?\d+}", self.chat),
            web.get("/ctl/media/{path:.+}", self.media),
        ]

    async def log(self, request: web.Request) -> web.Response:
        """What the bot did. `chat`, `since` (t), `after` (seq) narrow it; `all=1` adds what people did; `wait` seconds."""
        query, world = request.query, self._sandbox.world
        try:
            after, since = int(query.get("after", "-1")), float(query.get("since", "-inf"))
            wait = min(float(query.get("wait", "0")), LONGEST_WAIT)
        except ValueError as error:
            return reply({"error": str(error)}, 400)
        if wait > 0 and world.seq <= after:
            await _news(world, wait)
        chat, everyone = query.get("chat"), query.get("all") == "1"
        found = (entry for entry in world.journal if entry.seq > after and entry.t > since)
        return reply(
            [
                _line(entry)
                for entry in found
                if (chat is None or str(entry.chat) == chat) and (everyone or entry.act != "in")
            ]
        )

    async def stats(self, _request: web.Request) -> web.Response:
        return reply(self._sandbox.stats())

    async def mails(self, _request: web.Request) -> web.Response:
        return reply([letter.json() for letter in self._letters()])

    async def raw_mail(self, request: web.Request) -> web.Response:
        letter = self._letter(request)
        return _download(letter.raw, f"{request.match_info['number']}.eml")

    async def mail_part(self, request: web.Request) -> web.Response:
        parts = list(self._letter(request).message.iter_attachments())
        number = int(request.match_info["part"])
        if number >= len(parts):
            raise web.HTTPNotFound
        return _download(_content(parts[number]), parts[number].get_filename() or f"{number}")

    async def state(self, _request: web.Request) -> web.Response:
        """What the page lists: the clock, the bot and the chats."""
        sandbox, world = self._sandbox, self._sandbox.world
        upcoming = sandbox.next_event() if sandbox.next_event is not None else None
        return reply(
            {
                "now": sandbox.clock.now().isoformat(),
                "seq": world.seq,
                "bot": world.bot_user(),
                "can_advance": sandbox.advance is not None,
                "next_event": upcoming.isoformat() if upcoming is not None else None,
                "mails": len(self._letters()),
                "chats": [_chat_line(chat) for chat in world.chats.values()],
            }
        )

    async def chat(self, request: web.Request) -> web.Response:
        world = self._sandbox.world
        chat = world.chats.get(int(request.match_info["chat"]))
        if chat is None:
            return reply({"error": "no such chat"}, 404)
        shown = [_shown(message) for message in chat.visible()]
        return reply({**_chat_line(chat), "commands": _menu(world, chat), "messages": shown})

    async def media(self, request: web.Request) -> web.Response:
        file = self._sandbox.world.files.at(request.match_info["path"])
        if file is None:
            return reply({"error": "no such file"}, 404)
        if file.kind == "photo" and file.mime in ("image/jpeg", "image/png", "image/gif", "image/webp"):
            return web.Response(body=file.data, content_type=file.mime, headers=_INERT)
        return _download(file.data, file.name)

    def _letters(self) -> list[Letter]:
        return self._sandbox.mailbox.letters if self._sandbox.mailbox is not None else []

    def _letter(self, request: web.Request) -> Letter:
        number = int(request.match_info["number"])
        if number >= len(self._letters()):
            raise web.HTTPNotFound
        return self._letters()[number]


async def _news(world: World, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await world.change()
    except TimeoutError:
        return


def _download(data: bytes, name: str) -> web.Response:
    headers = {**_INERT, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return web.Response(body=data, content_type="application/octet-stream", headers=headers)


def _content(part: EmailMessage) -> bytes:
    content = part.get_content()
    return content if isinstance(content, bytes) else str(content).encode()


def _menu(world: World, chat: Chat) -> list[Json]:
    """The commands this chat's menu shows: the narrowest scope wins, then the language, as in Telegram."""
    if chat.kind is ChatKind.CHANNEL:
        return []
    general = "all_private_chats" if chat.kind is ChatKind.PRIVATE else "all_group_chats"
    language = chat.account.language[:2] if chat.account is not None else ""
    for scope in (f"chat:{chat.id}", general, "default"):
        for code in (language, ""):
            if commands := world.commands.get((scope, code)):
                return commands
    return []


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
        "last": (last.text or (last.file.name if last.file is not None else last.kind))[:80]
        if last is not None
        else "",
        "pinned": chat.pinned,
    }


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
        "file": None if file is None else _file(file),
    }


def _file(file: StoredFile) -> Json:
    shape = {"width": file.width, "height": file.height}
    return {"name": file.name, "size": file.size, "path": file.path, "mime": file.mime, **shape}
