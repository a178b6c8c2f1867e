"""What happens in channels and groups? Adding the bot, its rights, posts, and a group that becomes a supergroup."""

from __future__ import annotations

from sandbox.chats import Account, BotStatus, Chat, ChatKind, Rights
from sandbox.formatting import Formatted, with_found
from sandbox.people import Person, Room
from sandbox.seen import Seen
from sandbox.world import World

OWNER = 777_000_001  # the account that owns what no one in particular opened


def open_chat(world: World, chat_id: int, kind: ChatKind, title: str, username: str | None) -> Chat:
    """A new channel or group, the bot not in it yet; an open one keeps everything but title and name."""
    chat = world.chats.get(chat_id)
    if chat is None:
        chat = Chat(chat_id, kind, status=BotStatus.LEFT)
        world.chats[chat_id] = chat
    chat.title, chat.username = title, username.removeprefix("@") if username else None
    return chat


def owner_of(world: World) -> Account:
    return world.accounts.get(OWNER) or world.account(OWNER, "频道管理员")


class Place(Room):
    """A channel or group, as its members see it."""

    @property
    def rights(self) -> Rights:
        """The bot's rights as an administrator; set them freely."""
        return self._chat.rights

    @property
    def status(self) -> BotStatus:
        return self._chat.status

    async def add_bot(self, by: Person | None = None, *, rights: Rights | None = None) -> None:
        """Made an administrator, with these rights, or given others; the bot hears who did it."""
        self._change(by, BotStatus.ADMINISTRATOR, rights)

    async def demote_bot(self, by: Person | None = None) -> None:
        self._change(by, BotStatus.MEMBER)

    async def remove_bot(self, by: Person | None = None) -> None:
        self._change(by, BotStatus.LEFT)

    async def kick_bot(self, by: Person | None = None) -> None:
        self._change(by, BotStatus.KICKED)

    def _change(self, by: Person | None, status: BotStatus, rights: Rights | None = None) -> None:
        account = by.account if by is not None else owner_of(self._world)
        self._world.change_membership(self._chat, account, status, rights)


class Channel(Place):
    """Posts are signed by the channel itself."""

    async def post(self, text: str) -> Seen:
        """A post by the channel's people; the bot sees it when it is an administrator."""
        message = self._world.post(
            self._chat, None, by_bot=False, text=text, entities=with_found(Formatted(text)).entities
        )
        if self.status is BotStatus.ADMINISTRATOR:
            self._world.tell("channel_post", message)
        return Seen(message)


class Group(Place):
    """The bot has privacy mode on: it hears commands, replies to itself and mentions."""

    async def say(self, person: Person, text: str, reply_to: int | None = None) -> Seen:
        entities = with_found(Formatted(text)).entities
        replied = self._chat.messages[reply_to] if reply_to is not None else None
        message = self._world.post(
            self._chat, person.account.user(), by_bot=False, text=text, entities=entities, reply_to=replied
        )
        called = text.startswith("/") or f"@{self._world.bot['username']}" in text
        called = called or (replied is not None and replied.by_bot)
        if self.status is BotStatus.ADMINISTRATOR or (self.status is BotStatus.MEMBER and called):
            self._world.tell("message", message)
        return Seen(message)

    async def tap(self, person: Person, message_id: int, data: str) -> None:
        self._world.press(person.account, self._chat, message_id, data)

    async def migrate(self, new_id: int) -> Group:
        """The group becomes a supergroup under a new id; sends to the old one are refused with the new id."""
        chat, world = self._chat, self._world
        new = open_chat(world, new_id, ChatKind.SUPERGROUP, chat.title, chat.username)
        new.status, new.rights = chat.status, chat.rights
        sender = owner_of(world).user()
        leaving = world.post(chat, sender, by_bot=False, service={"migrate_to_chat_id": new_id})
        world.tell("message", leaving)
        chat.migrated_to = new_id
        arriving = world.post(new, sender, by_bot=False, service={"migrate_from_chat_id": chat.id})
        world.tell("message", arriving)
        return Group(world, new)
