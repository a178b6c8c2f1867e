"""Which characters are these bytes? UTF-8 with or without its mark, UTF-16 with it, GBK and GB18030; never something binary."""

from __future__ import annotations

import re

from jobs.sources.limits import MAX_CHARACTERS, Reason, Unreadable

_PAGE = re.compile(r"<(?:!doctype html|html|head|body|div|table|p|span|meta|br|h\d)\b", re.IGNORECASE)
_BINARY = re.compile("[\x00-\x08\x0e-\x1a]{2}")  # one stray control character stands in many a page, never two together
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]{3,20})")


def decoded(content: bytes) -> str:
    """Raises Unreadable for what is no text."""
    text = _decoded(content)
    if _BINARY.search(text[:4000]):
        raise Unreadable(Reason.UNKNOWN_KIND)
    return bounded(text)


def bounded(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(Reason.TOO_BIG)
    if not text.strip():
        raise Unreadable(Reason.EMPTY)
    return text


def is_page(text: str) -> bool:
    return bool(_PAGE.search(text[:4000]))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(content[:4000])
        if named and named[1].lower() in (b"utf-8", b"utf8"):  # one torn character does not make a page unreadable
            return content.decode("utf-8", errors="replace")
        return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(Reason.UNKNOWN_ENCODING) from None
