"""What may a bot change afterwards? Edits, deletions and pins."""

from __future__ import annotations

from sandbox.chats import BotStatus, ChatKind, Json, Message
from sandbox.formatting import Formatted
from sandbox.keyboards import Markup, read_markup
from sandbox.methods import wording
from sandbox.methods.access import chat_for_editing, chat_for_reading, may_pin, message_in
from sandbox.parameters import Call
from sandbox.refusals import NO_PIN_RIGHTS, NOT_EDITABLE, NOT_MODIFIED, bad_request
from sandbox.world import World

DELETABLE_SECONDS = 48 * 3600


def edit_message_text(world: World, call: Call) -> Json:
    formatted = wording.message_text(world, call)
    markup = read_markup(call.params.get("reply_markup"))
    message = _to_edit(world, call)
    if message.file is not None:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, message, formatted, markup)


def edit_message_caption(world: World, call: Call) -> Json:
    formatted = wording.caption(world, call)
    markup = read_markup(call.params.get("reply_markup"))
    message = _to_edit(world, call)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, message, formatted, markup)


def edit_message_reply_markup(world: World, call: Call) -> Json:
    markup = read_markup(call.params.get("reply_markup"))
    message = _to_edit(world, call)
    return _edit(world, message, Formatted(message.text, message.entities), markup)


def delete_message(world: World, call: Call) -> bool:
    chat = chat_for_reading(world, call)
    message = message_in(chat, call.integer("message_id"), "message to delete")
    old = world.clock.unix() - message.date > DELETABLE_SECONDS
    if not _may_delete(message):
        raise bad_request("message can't be deleted")
    if old and (chat.kind is ChatKind.PRIVATE or message.by_bot):
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    world.note(message, "delete")
    return True


def _may_delete(message: Message) -> bool:
    chat = message.chat
    if chat.kind is ChatKind.PRIVATE:
        return True
    administrator = chat.status is BotStatus.ADMINISTRATOR
    if message.by_bot and (chat.kind is not ChatKind.CHANNEL or (administrator and chat.rights.post)):
        return True
    return administrator and chat.rights.delete


def pin_chat_message(world: World, call: Call) -> bool:
    """In a private chat and a group the bot hears of its own pin as a service message; in a channel as a post."""
    chat = chat_for_editing(world, call)
    message = message_in(chat, call.integer("message_id"), "message to pin")
    if message.service:
        raise bad_request("message can't be pinned")
    if not may_pin(chat):
        raise bad_request(NO_PIN_RIGHTS)
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    world.note(message, "pin")
    sender = None if chat.kind is ChatKind.CHANNEL else world.bot_user()
    service = {"pinned_message": message.json(deep=False)}
    notice = world.post(chat, sender, by_bot=False, service=service, silent=call.flag("disable_notification"))
    world.tell("channel_post" if chat.kind is ChatKind.CHANNEL else "message", notice)
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    """Without a message_id the newest pin goes."""
    chat = chat_for_editing(world, call)
    if not may_pin(chat):
        raise bad_request(NO_PIN_RIGHTS)
    wanted = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if not wanted:
        raise bad_request("message to unpin not found")
    message = message_in(chat, wanted, "message to unpin")
    if wanted in chat.pinned:
        chat.pinned.remove(wanted)
    world.note(message, "unpin")
    return True


def _to_edit(world: World, call: Call) -> Message:
    chat = chat_for_editing(world, call)
    if "message_id" not in call.params:
        raise bad_request("message identifier is not specified")
    message = message_in(chat, call.integer("message_id"), "message to edit")
    plain = message.markup is None or "inline_keyboard" in message.markup
    if not message.by_bot or message.service or not plain:
        raise bad_request(NOT_EDITABLE)
    if chat.kind is ChatKind.CHANNEL and not (chat.status is BotStatus.ADMINISTRATOR and chat.rights.post):
        raise bad_request(NOT_EDITABLE)
    return message


def _edit(world: World, message: Message, formatted: Formatted, markup: Markup | None) -> Json:
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    if (message.text, message.entities, message.markup) == (formatted.text, formatted.entities, markup):
        raise bad_request(NOT_MODIFIED)
    world.throttle.take(message.chat.id, private=message.chat.kind is ChatKind.PRIVATE)
    only_buttons = (message.text, message.entities) == (formatted.text, formatted.entities)
    message.text, message.entities, message.markup = formatted.text, formatted.entities, markup
    if not only_buttons:
        message.edit_date = world.clock.unix()
    world.note(message, "edit")
    return message.json()
