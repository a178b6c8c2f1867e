"""How does Telegram say no? One exception, carrying status, words and parameters as they go over the wire.

The words are those of the Bot API server and of Telegram behind it; README.md lists where we know them from.
"""

from __future__ import annotations

from typing import Any

CHAT_NOT_FOUND = "chat not found"
EDIT_NOT_FOUND = "message to edit not found"
NOT_EDITABLE = "message can't be edited"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
TEXT_EMPTY = "message text is empty"
TEXT_TOO_LONG = "message is too long"
CAPTION_TOO_LONG = "message caption is too long"
RAW_TOO_LONG = "text is too long"
NO_CHANNEL_RIGHTS = "need administrator rights in the channel chat"
NO_PIN_RIGHTS = "not enough rights to manage pinned messages in the chat"
WRONG_FILE = "wrong file identifier/HTTP URL specified"

_PREFIX = {400: "Bad Request", 403: "Forbidden", 409: "Conflict"}


class Refused(Exception):
    """Raised by a method; becomes `{"ok": false, ...}`."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(words: str, **parameters: Any) -> Refused:
    return Refused(400, f"{_PREFIX[400]}: {words}", **parameters)


def forbidden(words: str) -> Refused:
    return Refused(403, f"{_PREFIX[403]}: {words}")


def conflict(words: str) -> Refused:
    return Refused(409, f"{_PREFIX[409]}: {words}")


def too_many(retry_after: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def unparsable(words: str) -> Refused:
    return bad_request(f"can't parse entities: {words}")
