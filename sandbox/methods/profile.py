"""What does the bot say of itself, and ask about chats? getMe, commands, descriptions, getChat, getFile, answers to presses."""

from __future__ import annotations

import re

from sandbox.chats import BotStatus, ChatKind, Json
from sandbox.files import MAX_DOWNLOAD
from sandbox.methods.access import chat_for_reading
from sandbox.parameters import Call
from sandbox.refusals import QUERY_TOO_OLD, bad_request
from sandbox.world import World

MAX_COMMANDS = 100
MAX_TOAST = 200
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_SHAPED = re.compile(r"[A-Za-z0-9_-]{20,}")


def get_me(world: World, _call: Call) -> Json:
    return world.bot


def set_my_commands(world: World, call: Call) -> bool:
    key = _commands_key(world, call)
    commands = call.structure("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept: list[Json] = []
    for one in commands:
        if not isinstance(one, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        name, description = str(one.get("command", "")).removeprefix("/"), str(one.get("description", ""))
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description.strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": description})
    world.commands[key] = kept
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.commands.get(_commands_key(world, call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    world.commands.pop(_commands_key(world, call), None)
    return True


def _commands_key(world: World, call: Call) -> tuple[str, str]:
    scope = call.structure("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    parts = [str(scope["type"])]
    if parts[0] in ("chat", "chat_administrators", "chat_member"):
        parts.append(str(chat_for_reading(world, Call(call.method, {"chat_id": scope.get("chat_id")})).id))
    if parts[0] == "chat_member":
        parts.append(str(scope.get("user_id")))
    return ":".join(parts), _language(call)


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def set_my_description(world: World, call: Call) -> bool:
    return _describe(world, call, "description", 512)


def set_my_short_description(world: World, call: Call) -> bool:
    return _describe(world, call, "short_description", 120)


def _describe(world: World, call: Call, name: str, longest: int) -> bool:
    text = call.text(name)
    if len(text) > longest:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    world.descriptions[name, _language(call)] = text
    return True


def get_my_description(world: World, call: Call) -> Json:
    return _described(world, call, "description")


def get_my_short_description(world: World, call: Call) -> Json:
    return _described(world, call, "short_description")


def _described(world: World, call: Call, name: str) -> Json:
    own = world.descriptions.get((name, _language(call)))
    return {name: own or world.descriptions.get((name, ""), "")}


def get_chat(world: World, call: Call) -> Json:
    chat = chat_for_reading(world, call)
    body = chat.json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.pinned and not chat.messages[chat.pinned[-1]].deleted:
        body["pinned_message"] = chat.messages[chat.pinned[-1]].json(deep=False)
    return body


def get_chat_member(world: World, call: Call) -> Json:
    chat = chat_for_reading(world, call)
    user_id = call.integer("user_id")
    if not user_id:
        raise bad_request("invalid user_id specified")
    if user_id == world.bot["id"]:
        if chat.kind is ChatKind.PRIVATE:
            return {"status": "member", "user": world.bot_user()}
        return chat.member(world.bot_user())
    account = world.accounts.get(user_id)
    if account is None:
        raise bad_request("PARTICIPANT_ID_INVALID" if chat.kind is not ChatKind.PRIVATE else "member not found")
    if chat.kind is ChatKind.CHANNEL and chat.status is not BotStatus.ADMINISTRATOR:
        raise bad_request("member list is inaccessible")
    return {"status": "member", "user": account.user()}


def get_file(world: World, call: Call) -> Json:
    file_id = call.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = world.files.find(file_id)
    if file is None:
        if not _SHAPED.fullmatch(file_id):
            raise bad_request("invalid file_id")
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.base(), "file_id": file_id, "file_path": file.path}


def answer_callback_query(world: World, call: Call) -> bool:
    """Free of rate limits. A press answered before, or older than 150 s, is refused."""
    press = world.open_press(call.text("callback_query_id"))
    if press is None:
        raise bad_request(QUERY_TOO_OLD)
    text = call.text("text")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered, press.text, press.alert, press.url = True, text, call.flag("show_alert"), call.text("url")
    world.record("toast", press.chat.id, press.message_id, text)
    return True
