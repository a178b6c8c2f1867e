"""What is a message once it is worded? Text with its HTML, buttons, at most one document or picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

import regex

from domain.presses import Press

MOST_TEXT = 4096  # UTF-16 units after the entities are parsed
MOST_CAPTION = 1024
MOST_LABEL = 40  # UTF-16 units: a phone shows half of it; and a hundred buttons must fit into Telegram's 10 KB
ELLIPSIS = "…"
_TAG = re.compile(r"<[^>]*>")


class Html(str):
    """Text that is HTML already: put into a sentence as it stands. Everything else is escaped."""

    __slots__ = ()


# Marks that turn the direction of what follows: a name with one could reorder the line it stands in.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def as_html(value: object) -> Html:
    """Escaped, and without marks that turn the direction of writing; neither language here needs any."""
    return value if isinstance(value, Html) else Html(escape(str(value).translate(_TURNING), quote=False))


@dataclass(frozen=True)
class Button:
    """One of `press`, `url`, `copy`. `style` is primary, success or danger; older clients show no colour."""

    label: str
    press: Press | None = None
    url: str | None = None
    copy: str | None = None
    style: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A file with the message: `sha256` of the content store, or `content`, called on a thread: it may compose a document."""

    name: str
    content: Callable[[], bytes] | None = None
    sha256: str | None = None
    photo: bool = False


@dataclass(frozen=True)
class Screen:
    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None
    protect: bool = False
    silent: bool = False
    commands: tuple[tuple[str, str], ...] = field(default=())  # op `menu`: (command, description)
    album: tuple[Attachment, ...] = field(default=())  # 2 to 10 documents in one message; it can carry no buttons

    @property
    def markup(self) -> dict[str, Any] | None:
        """`reply_markup` as the Bot API reads it: the library's objects cost more than the rest of a card's rendering."""
        if not self.rows:
            return None
        return {"inline_keyboard": [[_keyboard_button(button) for button in row] for row in self.rows]}


def _keyboard_button(button: Button) -> dict[str, Any]:
    drawn: dict[str, Any] = {"text": cut(button.label, MOST_LABEL) if button.label.strip() else ELLIPSIS}
    if button.press:
        drawn["callback_data"] = button.press.data
    if button.url is not None:
        drawn["url"] = button.url
    if button.copy:
        drawn["copy_text"] = {"text": button.copy}
    if button.style:
        drawn["style"] = button.style
    return drawn


def length(html: str) -> int:
    """UTF-16 units that Telegram counts: what is left once tags and entities are parsed."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """Plain text of at most `most` UTF-16 units, cut between two characters as a reader sees them."""
    if len(text) <= most and len(text.encode("utf-16-le")) // 2 <= most:
        return text
    kept, units = [], len(ELLIPSIS)
    for match in regex.finditer(r"\X", text):
        cluster = match.group()
        units += len(cluster.encode("utf-16-le")) // 2
        if units > most:
            break
        kept.append(cluster)
    return "".join(kept) + ELLIPSIS


def fit(html: str, most: int = MOST_TEXT) -> str:
    """The last guard: a text that is too long in spite of all excerpts is cut, without its markup, rather than refused."""
    if length(html) <= most and len(html.encode()) <= 30_000:
        return html
    return escape(cut(unescape(_TAG.sub("", html)), most), quote=False)
