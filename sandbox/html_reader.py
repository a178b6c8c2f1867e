"""Is this HTML that Telegram would take? Reads parse_mode=HTML, refusing with Telegram's words and byte offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sandbox.formatting import MAX_ENTITIES, Entity, Formatted, ordered, utf16
from sandbox.refusals import unparsable

SPACE = b" \t\r\n\v\0"
_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
TAGS = frozenset({*_SIMPLE, "a", "blockquote", "tg-emoji", "tg-time"})
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}  # no others: &nbsp; stays as it is written
_REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_NAME_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_LINK = re.compile(r"(?:https?|tg|ton)://\S+|[\w-]+(?:\.[\w-]+)+\S*", re.IGNORECASE)  # others stay plain text


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int  # UTF-16 units
    written: int  # pieces of text already out


class HtmlReader:
    """Reads one text. Offsets in refusals count bytes, as Telegram's do; entities count UTF-16 units."""

    def __init__(self, source: str, without_tags: frozenset[str] = frozenset()) -> None:
        self._bytes = source.encode()
        self._tags = TAGS - without_tags
        self._at = 0
        self._out: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def read(self) -> Formatted:
        data, end = self._bytes, len(self._bytes)
        while self._at < end:
            byte = data[self._at]
            if byte == 0x26:
                self._reference()
            elif byte == 0x3C:
                if data[self._at + 1 : self._at + 2] == b"/":
                    self._end_tag()
                else:
                    self._start_tag()
            else:
                stops = [at for at in (data.find(b"<", self._at), data.find(b"&", self._at)) if at >= 0]
                stop = min(stops, default=end)
                self._write(data[self._at : stop].decode())
                self._at = stop
        if self._open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return Formatted("".join(self._out), _settled(self._entities))

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._length += utf16(text)

    def _reference(self) -> None:
        """A character reference, or the ampersand itself where it is none."""
        char, self._at = _decoded(self._bytes, self._at)
        self._write(char)

    def _peek(self) -> bytes:
        return self._bytes[self._at : self._at + 1]

    def _skip_space(self) -> None:
        while (byte := self._peek()) and byte in SPACE:
            self._at += 1

    def _until(self, stops: bytes) -> bytes:
        start = self._at
        while (byte := self._peek()) and byte not in stops:
            self._at += 1
        return self._bytes[start : self._at]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._until(SPACE + b">").decode().lower()
        if not self._peek():
            raise unparsable(f"Unclosed start tag at byte offset {begin}")
        if tag not in self._tags:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if not self._peek():
                raise unparsable(f"Unclosed start tag at byte offset {begin}")
            if self._peek() == b">":
                break
            name, value = self._attribute(tag, begin)
            attributes[name] = value
        self._at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        if tag == "tg-time":
            _check_time(attributes, begin)
        self._open.append(_Open(tag, attributes, self._length, len(self._out)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._until(SPACE + b"=>").decode()
        if not name:
            raise unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_space()
        if self._peek() != b"=":
            return name, ""
        self._at += 1
        self._skip_space()
        quote = self._peek()
        if not quote:
            raise unparsable(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if quote in b"'\"":
            return name, self._quoted(quote, begin)
        start = self._at
        token = _NAME_TOKEN.match(self._bytes, start)
        assert token is not None  # the pattern matches the empty string too
        self._at = token.end()
        if not self._peek() or self._peek() not in SPACE + b">":
            raise unparsable(f"Unexpected end of name token at byte offset {start}")
        return name, token.group().decode().lower()

    def _quoted(self, quote: bytes, begin: int) -> str:
        self._at += 1
        stop = self._bytes.find(quote, self._at)
        if stop < 0 or stop + 1 >= len(self._bytes):
            raise unparsable(f"Unclosed start tag at byte offset {begin}")
        raw, out, at = self._bytes[self._at : stop], [], 0
        while at < len(raw):
            amp = raw.find(b"&", at)
            if amp < 0:
                break
            out.append(raw[at:amp].decode())
            char, at = _decoded(raw, amp)
            out.append(char)
        out.append(raw[at:].decode())
        self._at = stop + 1
        return "".join(out)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise unparsable(f"Unexpected end tag at byte offset {begin}")
        self._at += 2
        tag = self._until(SPACE + b">").decode().lower()
        self._skip_space()
        if self._peek() != b">":
            raise unparsable(f"Unclosed end tag at byte offset {begin}")
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            raise unparsable(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{tag}>"')
        if self._length > opened.offset:
            entity = _entity(opened, "".join(self._out[opened.written :]))
            if entity is not None:
                self._entities.append({**entity, "offset": opened.offset, "length": self._length - opened.offset})


def _decoded(data: bytes, at: int) -> tuple[str, int]:
    match = _REFERENCE.match(data, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return (_NAMED[name], match.end()) if name in _NAMED else ("&", at + 1)
    code = int(hexadecimal, 16) if hexadecimal is not None else int(decimal)
    if code == 0 or code >= 0x10FFFF or len(match.group().rstrip(b";")) >= 10:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), match.end()


def _check_time(attributes: dict[str, str], begin: int) -> None:
    """The words of these two refusals are ours: Telegram's are not published."""
    if not re.fullmatch(r"-?\d{1,12}", attributes.get("unix", "")):
        raise unparsable(f'Tag "tg-time" must have a valid "unix" attribute at byte offset {begin}')
    if not _TIME_FORMAT.fullmatch(attributes.get("format", "")):
        raise unparsable(f'Tag "tg-time" has an invalid "format" attribute at byte offset {begin}')


def _entity(opened: _Open, text: str) -> dict[str, Any] | None:
    tag, attributes = opened.tag, opened.attributes
    if tag == "a":
        url = attributes.get("href") or text
        return {"type": "text_link", "url": url} if _LINK.fullmatch(url) else None
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    if tag == "tg-time":
        entity: dict[str, Any] = {"type": "date_time", "unix_time": int(attributes["unix"])}
        if attributes.get("format"):
            entity["date_time_format"] = attributes["format"]
        return entity
    if tag == "tg-emoji":
        emoji = attributes.get("emoji-id", "")
        return {"type": "custom_emoji", "custom_emoji_id": emoji} if emoji.isdigit() else None
    language = attributes.get("class", "")
    if tag == "code" and language.startswith("language-"):
        return {"type": "code", "language": language.removeprefix("language-")}
    return {"type": _SIMPLE[tag]}


def _settled(entities: list[Entity]) -> list[Entity]:
    """Code within pre becomes its language, quotes don't nest, and what is over the hundred is dropped."""
    result: list[Entity] = []
    for entity in ordered(entities[::-1]):  # closed last is outermost
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        around = [one for one in result if one["offset"] <= start and stop <= one["offset"] + one["length"]]
        pre = next((one for one in around if one["type"] == "pre"), None)
        if entity["type"] == "code" and pre is not None:
            if entity.get("language") and (pre["offset"], pre["length"]) == (start, entity["length"]):
                pre["language"] = entity["language"]
            continue
        if "blockquote" in entity["type"] and any("blockquote" in one["type"] for one in around):
            continue
        if entity["type"] == "code":
            entity.pop("language", None)
        result.append(entity)
    return result[:MAX_ENTITIES]


def read_html(source: str, without_tags: frozenset[str] = frozenset()) -> Formatted:
    return HtmlReader(source, without_tags).read()
