"""May the bot do this here? Finds the chat or message a call names, refusing in Telegram's order and words."""

from __future__ import annotations

from sandbox.chats import BotStatus, Chat, ChatKind, Message
from sandbox.parameters import Call
from sandbox.refusals import CHAT_NOT_FOUND, NO_CHANNEL_RIGHTS, Refused, bad_request, forbidden
from sandbox.world import World


def chat_for_reading(world: World, call: Call, name: str = "chat_id") -> Chat:
    reference = call.text(name)
    if not reference:
        raise bad_request(f"{name} is empty")
    chat = world.chat_named(reference)
    if chat is None:
        raise bad_request(CHAT_NOT_FOUND)
    if chat.account is None and chat.status is BotStatus.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.account is None and chat.status is BotStatus.LEFT and not chat.username:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def chat_for_writing(world: World, call: Call) -> Chat:
    chat = chat_for_reading(world, call)
    _check_reachable(chat)
    if chat.kind is ChatKind.CHANNEL and not (chat.status is BotStatus.ADMINISTRATOR and chat.rights.post):
        raise bad_request(NO_CHANNEL_RIGHTS)
    return chat


def chat_for_editing(world: World, call: Call) -> Chat:
    """As for writing, but a channel's rights are asked about later: they decide by message."""
    chat = chat_for_reading(world, call)
    _check_reachable(chat)
    return chat


def _check_reachable(chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    if chat.account is not None:
        if chat.account.deactivated:
            raise forbidden("user is deactivated")
        if chat.account.blocked:
            raise forbidden("bot was blocked by the user")
    elif chat.status is BotStatus.LEFT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def migrated(to: int) -> Refused:
    return bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)


def message_in(chat: Chat, message_id: int, what: str) -> Message:
    """`what` is how Telegram names the message in its answer, e.g. "message to edit"."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad_request(f"{what} not found")
    return message


def may_pin(chat: Chat) -> bool:
    if chat.kind is ChatKind.PRIVATE:
        return True
    if chat.status is not BotStatus.ADMINISTRATOR:
        return False
    return chat.rights.edit if chat.kind is ChatKind.CHANNEL else chat.rights.pin
