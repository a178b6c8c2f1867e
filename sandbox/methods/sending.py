"""What does a bot send? Texts, documents, photos, albums and copies."""

from __future__ import annotations

import secrets
from typing import Any

from sandbox.chats import Chat, ChatKind, Json, Message
from sandbox.files import StoredFile, check_photo
from sandbox.formatting import Formatted
from sandbox.keyboards import read_markup
from sandbox.methods import wording
from sandbox.methods.access import chat_for_reading, chat_for_writing, message_in
from sandbox.parameters import Call, Upload
from sandbox.refusals import WRONG_FILE, bad_request
from sandbox.world import World

_KINDS = ("document", "photo")


def send_message(world: World, call: Call) -> Json:
    formatted = wording.message_text(world, call)
    return _send(world, call, formatted, preview=_preview(call))


def send_document(world: World, call: Call) -> Json:
    return _send_file(world, call, "document")


def send_photo(world: World, call: Call) -> Json:
    return _send_file(world, call, "photo")


def send_chat_action(world: World, call: Call) -> bool:
    if not call.text("action"):
        raise bad_request("wrong parameter action in request")
    chat_for_writing(world, call)
    return True


def send_media_group(world: World, call: Call) -> list[Json]:
    """Two to ten, one kind throughout, and no keyboard: Telegram has no parameter for one."""
    items = call.structure("media", "media")
    if not isinstance(items, list):
        raise bad_request("can't parse media JSON object")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    if len(items) < 2:
        raise bad_request("too few messages to send as an album")
    if len({item.get("type") for item in items if isinstance(item, dict)}) > 1:
        raise bad_request("document can't be mixed with other media types")
    read = [_album_item(world, call, item) for item in items]
    chat = chat_for_writing(world, call)
    replied = _replied(world, call, chat)
    _take(world, call, chat, len(read))
    album = str(secrets.randbits(53))
    sent = []
    for found, formatted in read:
        file = found if isinstance(found, StoredFile) else _stored(world, *found)
        content = {"file": file, "album": album, "reply_to": replied, **_worded(formatted), **_manner(call)}
        sent.append(_post(world, chat, **content).json())
    return sent


def copy_message(world: World, call: Call) -> Json:
    source = message_in(chat_for_reading(world, call, "from_chat_id"), call.integer("message_id"), "message to copy")
    if source.service or source.protected:
        raise bad_request("message can't be copied")
    formatted = Formatted(source.text, source.entities)
    if source.file is not None and "caption" in call.params:
        formatted = wording.caption(world, call)
    sent = _send(world, call, formatted, file=source.file)
    return {"message_id": sent["message_id"]}


def _send_file(world: World, call: Call, kind: str) -> Json:
    upload, reference = call.upload(kind), call.text(kind)
    if upload is None and not reference:
        raise bad_request(f"there is no {kind} in the request")
    formatted = wording.caption(world, call)
    if upload is None:
        return _send(world, call, formatted, file=_stored_again(world, reference, kind))
    _check_upload(upload, kind)
    return _send(world, call, formatted, upload=(upload, kind))


def _check_upload(upload: Upload, kind: str) -> None:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        check_photo(upload.data)


def _stored(world: World, upload: Upload, kind: str) -> StoredFile:
    return world.files.add(upload.name, upload.mime, upload.data, kind=kind)


def _stored_again(world: World, reference: str, kind: str) -> StoredFile:
    if reference.startswith("attach://"):
        raise bad_request(WRONG_FILE)
    file = world.files.known(reference)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


def _album_item(world: World, call: Call, item: Any) -> tuple[StoredFile | tuple[Upload, str], Formatted]:
    if not isinstance(item, dict) or item.get("type") not in _KINDS:
        raise bad_request("can't parse InputMedia: type must be photo or document in the sandbox")
    kind, reference = str(item["type"]), str(item.get("media") or "")
    if not reference:
        raise bad_request("can't parse InputMedia: media not found")
    formatted = wording.caption_of(
        world, str(item.get("caption") or ""), str(item.get("parse_mode") or ""), item.get("caption_entities")
    )
    upload = call.attached(reference)
    if upload is None:
        return _stored_again(world, reference, kind), formatted
    _check_upload(upload, kind)
    return (upload, kind), formatted


def _send(
    world: World,
    call: Call,
    formatted: Formatted,
    *,
    file: StoredFile | None = None,
    upload: tuple[Upload, str] | None = None,
    preview: Json | None = None,
) -> Json:
    markup = read_markup(call.params.get("reply_markup"))
    chat = chat_for_writing(world, call)
    replied = _replied(world, call, chat)
    if chat.kind is ChatKind.CHANNEL and markup is not None and "inline_keyboard" not in markup:
        raise bad_request("reply keyboards are unavailable in channels")  # the words are ours
    _take(world, call, chat, 1)
    if upload is not None:
        file = _stored(world, *upload)
    content = {"file": file, "markup": markup, "reply_to": replied, "preview": preview}
    return _post(world, chat, **content, **_worded(formatted), **_manner(call)).json()


def _post(world: World, chat: Chat, **content: Any) -> Message:
    sender = None if chat.kind is ChatKind.CHANNEL else world.bot_user()
    return world.post(chat, sender, by_bot=True, **content)


def _take(world: World, call: Call, chat: Chat, count: int) -> None:
    paid = call.flag("allow_paid_broadcast")
    world.throttle.take(chat.id, private=chat.kind is ChatKind.PRIVATE, count=count, paid=paid)


def _worded(formatted: Formatted) -> dict[str, Any]:
    return {"text": formatted.text, "entities": formatted.entities}


def _manner(call: Call) -> dict[str, Any]:
    return {
        "protected": call.flag("protect_content"),
        "silent": call.flag("disable_notification"),
        "above": call.flag("show_caption_above_media"),
    }


def _preview(call: Call) -> Json | None:
    options = call.structure("link_preview_options", "link preview options")
    if options is not None and not isinstance(options, dict):
        raise bad_request("can't parse link preview options: expected an Object")
    if options is None and call.flag("disable_web_page_preview"):
        return {"is_disabled": True}
    return options


def _replied(world: World, call: Call, chat: Chat) -> Message | None:
    wanted = call.structure("reply_parameters", "reply parameters")
    if wanted is None and call.integer("reply_to_message_id"):
        wanted = {
            "message_id": call.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
        }
    if wanted is None:
        return None
    if not isinstance(wanted, dict):
        raise bad_request("can't parse reply parameters: expected an Object")
    where = chat
    if wanted.get("chat_id") not in (None, "", chat.id, str(chat.id)):
        where = chat_for_reading(world, Call(call.method, {"chat_id": wanted["chat_id"]}))
    message = where.messages.get(int(wanted.get("message_id") or 0))
    if message is None or message.deleted:
        if wanted.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return message
