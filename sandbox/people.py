"""What does a person do, and what do they see? A phone in Python: say, tap, send files, block, and read the chat."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.chats import Account, BotStatus, Chat, Json
from sandbox.formatting import Formatted, with_found
from sandbox.seen import Seen
from sandbox.world import Press, World

__all__ = ["Attachment", "NoSuchButtonError", "Person", "Room", "Seen"]

_START_LINK = re.compile(r"(?:https?://t\.me/\w+|tg://resolve)\?(?:.*&)?start=([\w-]{1,64})")

Matcher = str | Callable[[Seen], bool]


class NoSuchButtonError(LookupError):
    """Says which buttons there are instead."""


@dataclass(frozen=True)
class Attachment:
    """A file a person sends. `size` may claim more than `data` holds."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"
    kind: str = "document"
    caption: str | None = None
    size: int | None = None


class Room:
    """A chat being looked at: the messages in it, and waiting for one."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat

    @property
    def id(self) -> int:
        return self._chat.id

    @property
    def messages(self) -> list[Seen]:
        """Everything in the chat that is not deleted, oldest first."""
        return [Seen(message) for message in self._chat.visible()]

    @property
    def received(self) -> list[Seen]:
        """What the bot sent."""
        return [seen for seen in self.messages if seen.by_bot]

    @property
    def last(self) -> Seen | None:
        """The bot's newest message."""
        return next(reversed(self.received), None)

    @property
    def pinned(self) -> list[Seen]:
        return [Seen(self._chat.messages[one]) for one in self._chat.pinned if not self._chat.messages[one].deleted]

    @property
    def position(self) -> int:
        """Now, as a place in the course of things: `wait_for(..., after=person.position)`."""
        return self._world.seq

    def message(self, message_id: int) -> Seen:
        return Seen(self._chat.messages[message_id])

    async def wait_for(self, wanted: Matcher, timeout: float = 5.0, *, after: int = 0) -> Seen:  # noqa: ASYNC109
        """The newest message of the bot that has the words (or fits the question), sent or edited after `after`.

        Waits in real time. Raises TimeoutError that tells what the person saw instead.
        """
        try:
            async with asyncio.timeout(timeout):
                while (found := self._matching(wanted, after)) is None:
                    await self._world.change()
        except TimeoutError:
            raise TimeoutError(f"{wanted!r} did not come within {timeout} s; seen: {self.received[-5:]}") from None
        return found

    def _matching(self, wanted: Matcher, after: int) -> Seen | None:
        for seen in reversed(self.received):
            if seen.touched > after and (wanted in seen.text if isinstance(wanted, str) else wanted(seen)):
                return seen
        return None

    def with_button(self, label: str) -> tuple[Seen, Json]:
        """The newest message with a button whose label contains these words, and the button."""
        for seen in reversed(self.received):
            for button in (one for row in seen.buttons for one in row):
                if label in button["text"]:
                    return seen, button
        shown = [seen.labels for seen in self.received[-3:] if seen.labels]
        raise NoSuchButtonError(f"no button has {label!r}; the newest messages' buttons are {shown}")


class Person(Room):
    """One account and its private chat with the bot."""

    def __init__(self, world: World, account: Account) -> None:
        super().__init__(world, world.chats[account.id])
        self.account = account
        self.clipboard = ""
        self._presses: list[Press] = []

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def toasts(self) -> list[str]:
        """The words of the answers to this person's presses, oldest first; silent answers are left out."""
        return [press.text for press in self._presses if press.answered and press.text]

    @property
    def presses(self) -> list[Press]:
        return list(self._presses)

    async def say(self, text: str, reply_to: int | None = None) -> Seen:
        """A text to the bot. The first one starts the chat; before, the bot can't write to this person."""
        formatted = with_found(Formatted(text))
        content: dict[str, Any] = {"text": text, "entities": formatted.entities}
        if reply_to is not None:
            content["reply_to"] = self._chat.messages[reply_to]
        return self._send(**content)

    async def start(self, payload: str = "") -> Seen:
        return await self.say(f"/start {payload}".rstrip())

    async def reply(self, message_id: int, text: str) -> Seen:
        return await self.say(text, reply_to=message_id)

    async def tap(self, message_id: int, data: str) -> Press:
        """Presses a button by its data; nothing is checked, so a stale or forged press can be made too."""
        press = self._world.press(self.account, self._chat, message_id, data)
        self._presses.append(press)
        return press

    async def tap_text(self, label: str) -> Press | Seen | str:
        """Presses the newest button whose label contains these words.

        An inline button gives its press; one of a reply keyboard says its text; a start link starts; any other
        link gives its address; a copy button fills `clipboard`.
        """
        seen, button = self.with_button(label)
        if "callback_data" in button:
            return await self.tap(seen.id, button["callback_data"])
        if "copy_text" in button:
            self.clipboard = button["copy_text"]["text"]
            return self.clipboard
        if "url" in button:
            link = _START_LINK.match(button["url"])
            return await self.start(link.group(1)) if link else str(button["url"])
        return await self.say(button["text"])

    async def send_file(
        self,
        name: str,
        data: bytes,
        mime: str = "application/octet-stream",
        kind: str = "document",
        caption: str | None = None,
        *,
        size: int | None = None,
        album: str | None = None,
        reply_to: int | None = None,
    ) -> Seen:
        """A document or photo. `size` claims a size without holding the bytes, for files over 20 MB."""
        file = self._world.files.add(name, mime, data, kind=kind, size=size)
        replied = self._chat.messages[reply_to] if reply_to is not None else None
        return self._send(file=file, text=caption or "", album=album, reply_to=replied)

    async def send_album(self, attachments: Sequence[Attachment]) -> list[Seen]:
        """Several files at once: separate messages with one media_group_id, as Telegram sends them."""
        album = str(self._world.clock.unix() * 1000 + self._chat.next_id)
        return [
            await self.send_file(one.name, one.data, one.mime, one.kind, one.caption, size=one.size, album=album)
            for one in attachments
        ]

    async def edit(self, message_id: int, text: str) -> None:
        """Changes one of this person's own messages: its text, or its caption."""
        message = self._chat.messages[message_id]
        if message.by_bot:
            raise ValueError("a person can edit their own messages only")
        message.text, message.entities = text, with_found(Formatted(text)).entities
        message.edit_date = self._world.clock.unix()
        self._world.note(message, "in")
        self._world.tell("edited_message", message)

    async def delete(self, message_id: int) -> None:
        """For both sides; the bot is told nothing."""
        message = self._chat.messages[message_id]
        message.deleted = True
        self._world.record("in", self._chat.id, message_id, "")

    async def block(self) -> None:
        self.account.blocked = True
        self._world.change_membership(self._chat, self.account, BotStatus.KICKED)

    async def unblock(self) -> None:
        self.account.blocked = False
        self._world.change_membership(self._chat, self.account, BotStatus.MEMBER)

    async def deactivate(self) -> None:
        """The account is deleted; the bot learns it at its next send."""
        self.account.deactivated = True

    async def share_users(self, request_id: int, user_ids: Sequence[int]) -> Seen:
        """Answers a request_users button of a reply keyboard."""
        shared = {"request_id": request_id, "users": [{"user_id": one} for one in user_ids]}
        return self._send(service={"users_shared": shared})

    async def wait_for_toast(self, words: str = "", timeout: float = 5.0) -> str:  # noqa: ASYNC109
        """The newest answer to a press with these words in it."""
        async with asyncio.timeout(timeout):
            while True:
                for toast in reversed(self.toasts):
                    if words in toast:
                        return toast
                await self._world.change()

    def _send(self, **content: Any) -> Seen:
        if self.account.deactivated:
            raise ValueError("a deleted account sends nothing")
        if self.account.blocked:
            raise ValueError("unblock the bot first: a person who blocked it can't write to it")
        self.account.started = True
        message = self._world.post(self._chat, self.account.user(), by_bot=False, **content)
        self._world.tell("message", message)
        return Seen(message)
