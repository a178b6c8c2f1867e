"""Is this a keyboard Telegram would show? Checks reply_markup and gives back what the person's phone gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

from sandbox.refusals import Refused, bad_request

Markup = dict[str, Any]

MAX_BUTTONS = 100
MAX_BYTES = 10_240
MAX_DATA = 64
MAX_COPY = 256
STYLES = frozenset({"primary", "success", "danger"})
_URL = re.compile(r"(?:https?|tg|ton)://[^\s]+|[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s]*)?", re.IGNORECASE)
_OTHER_DEEDS = ("web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat")
_TOO_LONG = "reply markup is too long"


def read_markup(value: Any) -> Markup | None:
    """The keyboard a message will carry; None for no keyboard at all. Raises what Telegram answers."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if len(orjson.dumps(value)) > MAX_BYTES:
        raise bad_request(_TOO_LONG)
    if rows := _rows(value, "keyboard"):
        return {**value, "keyboard": [[_reply_button(button) for button in row] for row in rows]}
    if rows := _rows(value, "inline_keyboard"):
        return {"inline_keyboard": [[_inline_button(button) for button in row] for row in rows]}
    for name in ("remove_keyboard", "force_reply"):
        if value.get(name):
            return value
    return None


def _rows(value: Markup, name: str) -> list[list[Any]]:
    rows = value.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        of = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
        raise bad_request(f'field "{name}"{of} must be an Array of Arrays')
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request(_TOO_LONG)
    return [row for row in rows if row]


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    _check_style(button, "keyboard button")
    return button


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unreadable('Can\'t find field "text"')
    for name in ("url", "callback_data"):
        if not isinstance(button.get(name, ""), str):
            raise _unreadable(f'Field "{name}" must be of type String')
    _check_style(button, "inline keyboard button")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    kept = {name: button[name] for name in ("text", "style", "icon_custom_emoji_id") if name in button}
    return {**kept, **_deed(button)}


def _deed(button: dict[str, Any]) -> dict[str, Any]:
    """What the button does, the first of what it says, in the server's order."""
    if url := button.get("url"):
        if not _URL.fullmatch(url):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return {"url": url}
    if data := button.get("callback_data"):
        if len(data.encode()) > MAX_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    if "copy_text" in button:
        return {"copy_text": {"text": _copied(button["copy_text"])}}
    if others := {name: button[name] for name in _OTHER_DEEDS if name in button}:
        return others
    # An empty callback_data ends here too: the server reads it as none at all.
    raise _unreadable("Text buttons are unallowed in the inline keyboard")


def _copied(value: Any) -> str:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= MAX_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def _check_style(button: dict[str, Any], what: str) -> None:
    if "style" in button and button["style"] not in STYLES:
        raise bad_request(f"can't parse {what}: Invalid button style specified")  # the last words are ours


def _unreadable(words: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {words}")


def buttons(markup: Markup | None) -> Iterator[dict[str, Any]]:
    """Every button of a keyboard under a message or below the chat, from top to bottom."""
    for row in (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or ():
        yield from row
