"""How is what Telegram sent read? By the library; what it cannot read is read without the part it stumbles over."""

from __future__ import annotations

from typing import Any

import structlog
from telegram import Bot, Update

log = structlog.get_logger("reading")

_UNREADABLE = (TypeError, ValueError, KeyError, AttributeError)
_MESSAGES = ("message", "edited_message")
# what a message says to us; all else (a poll, a story, what is replied to) may be of another release than the library
_SAYS = {"message_id", "date", "edit_date", "chat", "from", "text", "entities", "caption", "media_group_id"}
_FILES = {"photo", "document", "video", "audio", "voice", "video_note", "animation"}


def read_update(payload: dict[str, Any], bot: Bot) -> Update:
    """Raises what the library raised where even the bare message can't be read.

    A server of another release than the library leaves out what the library demands of a poll: its sender is told at
    once that a poll is not taken, as of anything else that is neither text nor file.
    """
    try:
        return Update.de_json(payload, bot)
    except _UNREADABLE as error:
        bare = {key: _bare(value) if key in _MESSAGES else value for key, value in payload.items()}
        if bare == payload:
            raise
        log.warning(
            "update read in part", action="read", update_id=payload.get("update_id"), reason=type(error).__name__
        )
        return Update.de_json(bare, bot)


def _bare(message: Any) -> Any:
    return (
        {key: value for key, value in message.items() if key in _SAYS | _FILES}
        if isinstance(message, dict)
        else message
    )


def from_private(payload: dict[str, Any]) -> bool:
    """Whether an update came from a person's own chat with the bot, as its JSON says."""
    said = next((value for value in payload.values() if isinstance(value, dict)), {})
    chat = said.get("message", said).get("chat") if isinstance(said.get("message", said), dict) else None
    return isinstance(chat, dict) and chat.get("type") == "private"
