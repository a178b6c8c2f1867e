"""What is the state of things? Everyone, every chat, every message, and the journal of what the bot did.

No HTTP and no checks here: `methods/` decides what the bot may do, `people.py` what a person does.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.chats import Account, BotStatus, Chat, ChatKind, Json, Message, Rights
from sandbox.clock import Clock
from sandbox.files import Files
from sandbox.keyboards import Markup
from sandbox.limits import Throttle
from sandbox.updates import PRESS_SECONDS, Updates

JOURNAL = 200_000  # entries kept: a broadcast to 100,000 with its edits


@dataclass
class Press:
    """A press of a button, and the answer to it."""

    id: str
    account: Account = field(repr=False)
    chat: Chat = field(repr=False)
    message_id: int
    born: float
    answered: bool = False
    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the journal. `act` is send, edit, delete, pin, unpin or toast; people's own acts stand there as `in`."""

    seq: int
    t: float  # unix seconds on the sandbox's clock
    chat: int
    act: str
    message_id: int
    text: str
    markup: Markup | None
    content: str
    file: str | None


class World:
    """The one state behind the server, the people and the page."""

    def __init__(self, clock: Clock, throttle: Throttle, *, without_tags: frozenset[str] = frozenset()) -> None:
        self.clock = clock
        self.throttle = throttle
        self.without_tags = without_tags
        self.bot: Json = {
            "id": 7_000_000_001,
            "is_bot": True,
            "first_name": "销号",
            "username": "xiaohao_sandbox_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.updates = Updates(clock)
        self.seq = 0
        self.listeners: list[Callable[[Entry], None]] = []
        self._changed: list[asyncio.Future[None]] = []
        self.reset()

    def reset(self) -> None:
        """Everything as on the first day; numbers of updates and journal entries go on, for they may be remembered."""
        self.updates.clear()
        self.updates.allowed = None
        self.files = Files()
        self.accounts: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.journal: deque[Entry] = deque(maxlen=JOURNAL)
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}

    # Who and where

    def bot_user(self) -> Json:
        """The bot as it stands in messages, without what only getMe tells."""
        return {name: self.bot[name] for name in ("id", "is_bot", "first_name", "username")}

    def account(self, user_id: int, name: str = "", username: str | None = None, language: str = "") -> Account:
        account = self.accounts.get(user_id)
        if account is None:
            account = Account(user_id, name or f"用户{user_id}", username, language or "zh-hans")
            self.accounts[user_id] = account
            self.chats[user_id] = Chat(user_id, ChatKind.PRIVATE, account=account)
        else:
            account.name = name or account.name
            account.username = username or account.username
            account.language = language or account.language
        return account

    def chat_named(self, reference: str) -> Chat | None:
        """By number or @name; None where the bot has never seen it."""
        if reference.startswith("@"):
            wanted = reference[1:].lower()
            public = (one for one in self.chats.values() if one.account is None and one.username)
            return next((one for one in public if (one.username or "").lower() == wanted), None)
        try:
            chat = self.chats.get(int(reference))
        except ValueError:
            return None
        return None if chat is None or (chat.account is not None and not chat.account.started) else chat

    # Messages

    def post(self, chat: Chat, sender: Json | None, *, by_bot: bool, **content: Any) -> Message:
        """A new message of anybody's. The bot's are journalled as send, others as in."""
        message = Message(chat, chat.next_id, self.clock.unix(), sender, by_bot, **content)
        chat.messages[message.id] = message
        chat.next_id += 1
        self.note(message, "send" if by_bot else "in")
        return message

    def note(self, message: Message, act: str) -> None:
        self.record(act, message.chat.id, message.id, message.text, message.markup, message)
        message.touched = self.seq

    def record(
        self,
        act: str,
        chat_id: int,
        message_id: int,
        text: str,
        markup: Markup | None = None,
        message: Message | None = None,
    ) -> None:
        self.seq += 1
        file = message.file.name if message is not None and message.file is not None else None
        entry = Entry(
            self.seq,
            self.clock.now().timestamp(),
            chat_id,
            act,
            message_id,
            text,
            markup,
            message.kind if message is not None else act,
            file,
        )
        self.journal.append(entry)
        for listener in self.listeners:
            listener(entry)
        waiters, self._changed = self._changed, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def change(self) -> None:
        """Returns when anything has happened."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._changed.append(waiter)
        await waiter

    # Updates

    def tell(self, kind: str, message: Message) -> None:
        self.updates.put(kind, message.json(), message.chat.id)

    def press(self, account: Account, chat: Chat, message_id: int, data: str) -> Press:
        """A button is pressed; the bot hears of it unless it asked for no presses."""
        press = Press(secrets.token_hex(8), account, chat, message_id, self.clock.now().timestamp())
        self.presses[press.id] = press
        message = chat.messages.get(message_id)
        shown: Json
        if message is None or message.deleted:
            shown = {"chat": chat.json(), "message_id": message_id, "date": 0}  # an InaccessibleMessage
        else:
            shown = message.json()
        body = {"id": press.id, "from": account.user(), "chat_instance": str(chat.id), "data": data, "message": shown}
        self.updates.put("callback_query", body, chat.id)
        return press

    def open_press(self, press_id: str) -> Press | None:
        """A press that can still be answered: not answered yet and not too old."""
        press = self.presses.get(press_id)
        if press is None or press.answered or self.clock.now().timestamp() - press.born >= PRESS_SECONDS:
            return None
        return press

    def change_membership(self, chat: Chat, by: Account, status: BotStatus, rights: Rights | None = None) -> None:
        """The bot is added, promoted, blocked or removed, or an administrator's rights are changed, and told so."""
        old = chat.member(self.bot_user())
        chat.status = status
        if rights is not None:
            chat.rights = rights
        body = {
            "chat": chat.json(),
            "from": by.user(),
            "date": self.clock.unix(),
            "old_chat_member": old,
            "new_chat_member": chat.member(self.bot_user()),
        }
        self.updates.put("my_chat_member", body, chat.id)
