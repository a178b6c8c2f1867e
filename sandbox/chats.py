"""Who and where? Accounts, chats and the messages in them: plain state, with the JSON the Bot API gives of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sandbox.files import StoredFile
from sandbox.formatting import Entity
from sandbox.keyboards import Markup

Json = dict[str, Any]


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class BotStatus(StrEnum):
    """What the bot is in a group or channel; in a private chat MEMBER or, when blocked, KICKED."""

    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


@dataclass
class Rights:
    """An administrator's rights that matter to our bots."""

    post: bool = True
    edit: bool = True
    pin: bool = True
    delete: bool = True


@dataclass
class Account:
    """A person's account. `started` is whether they ever wrote to the bot: before, it can't write to them."""

    id: int
    name: str
    username: str | None = None
    language: str = "zh-hans"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}
        if self.username:
            user["username"] = self.username
        return user


@dataclass
class Message:
    """One message of one chat, as the server keeps it."""

    chat: Chat = field(repr=False)
    id: int
    date: int
    sender: Json | None  # None in a channel
    by_bot: bool
    text: str = ""  # or the caption
    entities: list[Entity] = field(default_factory=list)
    file: StoredFile | None = None
    album: str | None = None
    markup: Markup | None = None
    reply_to: Message | None = field(default=None, repr=False)
    edit_date: int | None = None
    preview: Json | None = None
    protected: bool = False
    silent: bool = False
    deleted: bool = False
    above: bool = False
    service: Json = field(default_factory=dict)  # pinned_message, migrate_to_chat_id, ...
    touched: int = 0  # when it was sent or last edited, as a place in the world's journal

    @property
    def kind(self) -> str:
        if self.service:
            return next(iter(self.service))
        return self.file.kind if self.file else "text"

    def json(self, *, deep: bool = True) -> Json:
        """As in an update or an answer; a message replied to carries no further reply."""
        body: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.json()}
        if self.sender is not None:
            body["from"] = self.sender
        else:
            body["sender_chat"] = self.chat.json()
        if self.edit_date is not None:
            body["edit_date"] = self.edit_date
        if self.album is not None:
            body["media_group_id"] = self.album
        body |= self._content()
        if self.protected:
            body["has_protected_content"] = True
        if self.preview is not None:
            body["link_preview_options"] = self.preview
        if self.markup is not None and "inline_keyboard" in self.markup:
            body["reply_markup"] = self.markup
        if deep and self.reply_to is not None and not self.reply_to.deleted:
            body["reply_to_message"] = self.reply_to.json(deep=False)
        return body

    def _content(self) -> Json:
        if self.service:
            return dict(self.service)
        words, marks = ("caption", "caption_entities") if self.file else ("text", "entities")
        content: Json = {}
        if self.file is not None:
            content[self.file.kind] = self.file.photo() if self.file.kind == "photo" else self.file.document()
        if self.text:
            content[words] = self.text
        if self.entities:
            content[marks] = self.entities
        if self.above and self.file is not None:
            content["show_caption_above_media"] = True
        return content


@dataclass
class Chat:
    """A private chat, group or channel with the bot."""

    id: int
    kind: ChatKind
    title: str = ""
    username: str | None = None
    account: Account | None = None
    status: BotStatus = BotStatus.MEMBER
    rights: Rights = field(default_factory=Rights)
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    pinned: list[int] = field(default_factory=list)  # newest last
    next_id: int = 1

    def json(self) -> Json:
        body: Json = {"id": self.id, "type": self.kind.value}
        if self.account is not None:
            body["first_name"] = self.account.name
            if self.account.username:
                body["username"] = self.account.username
            return body
        body["title"] = self.title
        if self.username:
            body["username"] = self.username
        return body

    def member(self, bot: Json) -> Json:
        """The bot as a ChatMember of this chat."""
        if self.status is BotStatus.KICKED:
            return {"status": "kicked", "user": bot, "until_date": 0}
        if self.status is not BotStatus.ADMINISTRATOR:
            return {"status": self.status.value, "user": bot}
        member: Json = {
            "status": "administrator",
            "user": bot,
            "can_be_edited": False,
            "is_anonymous": False,
            "can_manage_chat": True,
            "can_delete_messages": self.rights.delete,
            "can_manage_video_chats": False,
            "can_restrict_members": False,
            "can_promote_members": False,
            "can_change_info": False,
            "can_invite_users": False,
            "can_post_stories": False,
            "can_edit_stories": False,
            "can_delete_stories": False,
            "can_send_welcome_messages": False,
        }
        if self.kind is ChatKind.CHANNEL:
            return member | {"can_post_messages": self.rights.post, "can_edit_messages": self.rights.edit}
        return member | {"can_pin_messages": self.rights.pin}

    def visible(self) -> list[Message]:
        return [message for message in self.messages.values() if not message.deleted]
