"""What do the words of a call say? Reads text and captions with their markup, within Telegram's limits."""

from __future__ import annotations

from typing import Any

from sandbox.formatting import MAX_ENTITIES, Entity, Formatted, ordered, trimmed, utf16, with_found
from sandbox.html_reader import read_html
from sandbox.parameters import Call
from sandbox.refusals import CAPTION_TOO_LONG, RAW_TOO_LONG, TEXT_EMPTY, TEXT_TOO_LONG, Refused, bad_request
from sandbox.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW = 1 << 15  # bytes, before the markup is read
_OWN = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "blockquote",
        "expandable_blockquote",
        "date_time",
    }
)
_FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"})


def message_text(world: World, call: Call) -> Formatted:
    """The text of sendMessage and editMessageText: 1 to 4096 units."""
    if not call.text("text"):
        raise bad_request(TEXT_EMPTY)
    formatted = _formatted(world, call.text("text"), call.text("parse_mode"), call.structure("entities", "entities"))
    if not formatted.text:
        raise bad_request(TEXT_EMPTY)
    if utf16(formatted.text) > MAX_TEXT:
        raise bad_request(TEXT_TOO_LONG)
    return formatted


def caption(world: World, call: Call) -> Formatted:
    entities = call.structure("caption_entities", "caption_entities")
    return caption_of(world, call.text("caption"), call.text("parse_mode"), entities)


def caption_of(world: World, text: str, parse_mode: str, entities: Any) -> Formatted:
    """A caption: up to 1024 units, and it may be empty."""
    formatted = _formatted(world, text, parse_mode, entities)
    if utf16(formatted.text) > MAX_CAPTION:
        raise bad_request(CAPTION_TOO_LONG)
    return formatted


def _formatted(world: World, text: str, parse_mode: str, entities: Any) -> Formatted:
    if len(text.encode()) > MAX_RAW:
        raise bad_request(RAW_TOO_LONG)
    mode = parse_mode.lower()
    if mode in ("markdown", "markdownv2") and text:
        raise Refused(501, "Not Implemented: the sandbox reads HTML and entities only")
    if mode not in ("", "none", "html", "markdown", "markdownv2"):
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        formatted = read_html(text, world.without_tags)
    else:
        formatted = Formatted(text, _given(entities, utf16(text)))
    return with_found(trimmed(formatted))


def _given(entities: Any, length: int) -> list[Entity]:
    """Entities the bot wrote itself. Those Telegram finds by itself are ignored, as it does."""
    kept: list[Entity] = []
    for entity in entities if isinstance(entities, list) else ():
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        for name in ("offset", "length"):
            if not isinstance(entity.get(name), int):
                raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
        kind = entity.get("type")
        if kind in _FOUND:
            continue
        if kind not in _OWN:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text "
                f"at UTF-16 offset {entity['offset'] + entity['length']}"
            )
        kept.append(entity)
    return ordered(kept)[:MAX_ENTITIES]
