"""What does a text look like once its markup is read? Text, entities in UTF-16 units, and the way back to HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

MAX_ENTITIES = 100  # Telegram drops what comes after, without a word

Entity = dict[str, Any]

_TAG_OF = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}

# Telegram finds these by itself. Only the shapes a bot can meet in our texts; phones and cards are left out.
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[\w/#=&?-])"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z]\w{3,31}(?!\w))"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{5,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)


@dataclass(frozen=True)
class Formatted:
    """A text as people see it, with its entities in Telegram's order."""

    text: str
    entities: list[Entity] = field(default_factory=list)


def utf16(text: str) -> int:
    """Length in UTF-16 units, the unit of every limit and offset of the Bot API."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def ordered(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def trimmed(formatted: Formatted) -> Formatted:
    """White space at both ends goes, as Telegram does; entities move with the text."""
    text = formatted.text.replace("\r", "")
    stripped = text.strip()
    if stripped == formatted.text:
        return formatted
    cut = utf16(text[: len(text) - len(text.lstrip())])
    end = utf16(stripped)
    kept: list[Entity] = []
    for entity in formatted.entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(stripped, kept)


def with_found(formatted: Formatted) -> Formatted:
    """Adds the links, addresses, mentions and commands Telegram finds by itself, outside code and links."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in formatted.entities
        if entity["type"] in ("code", "pre", "text_link")
    ]
    found: list[Entity] = []
    for match in _FOUND.finditer(formatted.text):
        offset, length = utf16(formatted.text[: match.start()]), utf16(match.group())
        if not any(start < offset + length and offset < stop for start, stop in taken):
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    if not found:
        return formatted
    return Formatted(formatted.text, ordered([*formatted.entities, *found]))


def _opening(entity: Entity) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{escape(str(entity["url"]))}">'
    if kind == "date_time":
        shape = f' format="{escape(entity["date_time_format"])}"' if entity.get("date_time_format") else ""
        return f'<tg-time unix="{entity["unix_time"]}"{shape}>'
    if kind == "expandable_blockquote":
        return "<blockquote expandable>"
    if kind == "pre" and entity.get("language"):
        return f'<pre><code class="language-{escape(entity["language"])}">'
    return f"<{_TAG_OF[kind]}>"


def _closing(entity: Entity) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return "</a>"
    if kind == "date_time":
        return "</tg-time>"
    if kind == "pre" and entity.get("language"):
        return "</code></pre>"
    return f"</{_TAG_OF[kind]}>"


def to_html(text: str, entities: list[Entity]) -> str:
    """The text with its markup written out again, for the page and for tests that look at what a person sees."""
    shown = [entity for entity in entities if entity["type"] in _TAG_OF or entity["type"] in ("text_link", "date_time")]
    opens: dict[int, list[Entity]] = {}
    for entity in shown:
        opens.setdefault(entity["offset"], []).append(entity)
    out: list[str] = []
    stack: list[Entity] = []
    at = 0
    for char in text:
        while stack and stack[-1]["offset"] + stack[-1]["length"] <= at:
            out.append(_closing(stack.pop()))
        for entity in opens.get(at, ()):
            out.append(_opening(entity))
            stack.append(entity)
        out.append(escape(char, quote=False))
        at += 2 if ord(char) > 0xFFFF else 1
    while stack:
        out.append(_closing(stack.pop()))
    return "".join(out)
