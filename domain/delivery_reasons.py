"""Why did something not leave? The machine's sentence, as a word that people read and what the other side said.

The sentences are those that jobs/mail, bot/channel and jobs/delivery write down; whatever is none of them stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GIVEN_UP = re.compile(r"given up after (\d+) tries: (.*)", re.DOTALL)
_BRACKET = re.compile(r"\((.*)\)\s*$", re.DOTALL)

_BEGINS = (
    ("the mail server refused the login", "mail-login"),
    ("the mail server refused the sender", "mail-sender"),
    ("the mail server refused it", "mail-refused-it"),
    ("the mail server refused", "mail-refuses"),
    ("the mail server did not answer", "mail-silent"),
    ("the mail server asks to try later", "mail-later"),
    ("the mail server closed the line", "mail-line"),
    ("the line to the mail server broke", "mail-line"),
    ("the mail server and mail.* do not fit", "mail-settings"),
    ("no connection to the mail server", "mail-unreachable"),
    ("no safe connection to the mail server", "mail-tls"),
    ("mail.host or mail.sender is not set", "mail-unset"),
    ("the mail is larger", "mail-large"),
    ("not a mail address", "mail-address"),
    ("returned:", "mail-returned"),
    ("Telegram asked to wait", "chat-wait"),
    ("Telegram does not accept the token", "chat-token"),
)
_HOLDS = (
    ("blocked by the user", "chat-blocked"),
    ("user is deactivated", "chat-blocked"),
    ("chat not found", "chat-unknown"),
    ("not enough rights", "chat-rights"),
    ("administrator rights", "chat-rights"),
    ("is not a member", "chat-rights"),
)
KEYS = (*dict.fromkeys(key for _, key in (*_BEGINS, *_HOLDS)), "other")


@dataclass(frozen=True)
class Why:
    """`key` of the texts (`why-<key>`), what the other side said (empty: nothing), tries until it was given up."""

    key: str
    said: str
    tries: int = 0


def why(reason: str) -> Why:
    tries = 0
    if given_up := GIVEN_UP.fullmatch(reason.strip()):
        tries, reason = int(given_up[1]), given_up[2]
    for start, key in _BEGINS:
        if reason.startswith(start):
            bracket = _BRACKET.search(reason)
            said = reason.removeprefix(start).strip() if start.endswith(":") else bracket[1] if bracket else ""
            return Why(key, said, tries)
    lower = reason.lower()
    key = next((key for part, key in _HOLDS if part in lower), "other")
    return Why(key, reason if key == "other" else "", tries)
