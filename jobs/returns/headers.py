"""What do a mail's headers say? Decoded as a person reads them, within bounds: raw bytes, half an encoded word, any charset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

MOST_HEADERS = 400
LONGEST_HEADER = 8_000

_ID = re.compile(r"<[^<>\s]{1,300}>")
ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,190}")
# What people's programs call them, and what Python should read instead: the larger set of the same family.
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}


def items(message: Message) -> Iterator[tuple[str, str]]:
    """Lower-case name and raw value, a line each; bytes that are no ASCII as surrogates."""
    for number, (name, value) in enumerate(message.raw_items()):
        if number >= MOST_HEADERS:
            return
        yield name.lower(), re.sub(r"\r?\n[ \t]*", " ", str(value))[:LONGEST_HEADER]


def values(message: Message, wanted: str) -> Iterator[str]:
    return (value for name, value in items(message) if name == wanted)


def ids_in(message: Message, wanted: str) -> list[str]:
    return [one for value in values(message, wanted) for one in _ID.findall(value)]


def addresses(message: Message, *wanted: str) -> Iterator[tuple[str, str]]:
    """(name, address): taken apart before the names are decoded, so that no decoded comma or bracket makes an address."""
    for header in wanted:
        for value in values(message, header):
            for name, address in getaddresses([_guessed(value)]):
                match = ADDRESS.fullmatch(address.strip())
                if match is not None:
                    yield readable(name)[:80], match[0].lower()


def receivers(message: Message) -> tuple[str, ...]:
    found = addresses(message, "to", "cc", "delivered-to", "x-original-to", "envelope-to")
    return tuple(dict.fromkeys(address for _, address in found))[:50]


def readable(value: str) -> str:
    """A header's value as a person reads it: encoded words decoded, raw bytes guessed, on one line."""
    guessed = _guessed(value)
    try:
        pieces = decode_header(guessed)
    except (MessageError, ValueError):
        return one_line(guessed)
    said = [decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces]
    return one_line("".join(said))


def one_line(text: str) -> str:
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def _guessed(value: str) -> str:
    """Bytes that stood raw in a header: UTF-8, else what they are in practice here."""
    if value.isascii():
        return value
    return decoded(value.encode("utf-8", "surrogateescape"), None)


def decoded(content: bytes, charset: str | None) -> str:
    named = _CHARSETS.get((charset or "").lower(), charset)
    for encoding in (named, "utf-8", "gb18030"):
        if encoding:
            try:
                return content.decode(encoding)
            except (UnicodeError, LookupError, ValueError):
                continue
    return content.decode("gb18030" if named == "gb18030" else "utf-8", "replace")


def charset_of(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (UnicodeError, LookupError, ValueError):
        return None


def name_of(part: Message) -> str:
    try:
        return readable(part.get_filename() or "")
    except (UnicodeError, LookupError, ValueError, TypeError):
        return ""
