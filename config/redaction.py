"""What must never stand in a log? Tokens, keys, codes, and whatever says who a person is.

Two nets, since either alone has holes: by the name of the field (`chat_id=...`), and by the look of the text, wherever
it stands, tracebacks included. What is caught becomes a word that says what it was, so that a log can still be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from config.settings import Settings

PERSON = "[person]"
HIDDEN = "[secret]"

PERSON_FIELDS = frozenset(
    {
        *("chat_id", "user_id", "from_id", "sender_id", "account", "account_id", "chat", "user", "from_user"),
        *("username", "first_name", "last_name", "full_name", "contact", "identity"),
        *("phone", "phones", "phone_number", "email", "address", "postal_address"),
        *("text", "caption", "payload", "facts"),  # what people write, and what is written to them
    }
)
SECRET_FIELDS = frozenset({"token", "password", "secret", "secrets", "keys", "receipt", "receipt_code", "invite"})

# Who is told: `objection:12` and `dialogue:7` name a row and are worth reading, a bare account doesn't.
_ACCOUNT_NUMBER = re.compile(r"-?\d{5,}")

_NAMED = "chat_id|user_id|username|first_name|last_name|full_name|account|account_id|phone_number"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # A bot token; in a URL it follows "bot" directly.
    (re.compile(r"\d+:[A-Za-z0-9_-]{30,}"), "[token]"),
    # The password in a database or proxy address. Before e-mail addresses, whose look it has.
    (re.compile(r"(?<=://)([^\s:/@]*):[^\s/@]+(?=@)"), r"\1:[secret]"),
    (re.compile(r"[A-Za-z0-9_-]{43,}="), "[key]"),
    (re.compile(r"(?<![A-Za-z0-9_-])i_[A-Za-z0-9_-]{16,}"), "[invite]"),
    # A receipt code; people type it in small letters too, but four words of four letters are no code.
    (re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3,}"), "[receipt]"),
    (re.compile(r"(?<![0-9A-Za-z])(?=[a-z-]*\d)[0-9a-z]{4}(?:-[0-9a-z]{4}){3,}(?![0-9A-Za-z])"), "[receipt]"),
    (re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"), "[email]"),
    # Mainland mobiles, with or without +86 and separators; then landlines with their area code.
    (re.compile(r"(?<![0-9A-Za-z])(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])"), "[phone]"),
    (re.compile(r"(?<![0-9A-Za-z.-])(?:\+86[- ]?|\(?0)[1-9]\d{1,2}\)?[- ]?\d{7,8}(?![0-9A-Za-z-])"), "[phone]"),
    # A person inside a repr, a dict or a sentence: `User(first_name='...', id=123456)`, `chat 123456`.
    (re.compile(rf"\b({_NAMED})(['\"]?\s*[=:]\s*)(?!\[)(?:'[^']*'|\"[^\"]*\"|-?[^\s,;)}}\]'\"]+)"), rf"\1\2{PERSON}"),
    # What a person wrote, inside the repr of a message: `text='...'`.
    (
        re.compile(r"""\b(text|caption)(['"]?\s*[=:]\s*)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""),
        rf"\1\2{PERSON}",
    ),
    (re.compile(r"\b(id|chat|user|account)(['\"]?\s*[=: ]\s*)-?\d{5,}(?!\w)", re.IGNORECASE), rf"\1\2{PERSON}"),
)


class Redactor:
    """`secrets`: exact values that go wherever they stand, however short (but for one or two characters)."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({secret for secret in secrets if len(secret) > 2}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    @classmethod
    def of(cls, settings: Settings) -> Redactor:
        inboxes = (inbox.password for inbox in settings.mail.inboxes)
        telegram = settings.telegram
        secrets = (telegram.token, telegram.webhook.secret, settings.mail.password, *settings.secrets.keys, *inboxes)
        given = [secret.get_secret_value() for secret in secrets if secret is not None]
        password = urlsplit(settings.database.url or "").password
        return cls([*given, *([password] if password else [])])

    def text(self, text: str) -> str:
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        for pattern, instead in _PATTERNS:
            text = pattern.sub(instead, text)
        return text

    def fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._field(name, value) for name, value in fields.items()}

    def _field(self, name: str, value: Any) -> Any:
        plain = str(name).lower()
        if value is None or isinstance(value, bool):
            return value
        if plain in SECRET_FIELDS:
            return HIDDEN
        if plain in PERSON_FIELDS:
            return PERSON
        if plain == "recipient":
            return _ACCOUNT_NUMBER.sub(PERSON, self.text(str(value)))
        return self._value(value)

    def _value(self, value: Any) -> Any:
        match value:
            case int() | float() | None:
                return value
            case str():
                return self.text(value)
            case Mapping():
                return self.fields(value)
            case list() | tuple() | set() | frozenset():
                return [self._value(item) for item in value]
            case _:
                return self.text(str(value) if isinstance(value, BaseException) else repr(value))
