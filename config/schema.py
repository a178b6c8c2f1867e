"""What can be set? Every setting with its type, default, meaning and a right value (docs/settings.md tells the same).

Nothing here reads a file or the environment. Every field carries a description and an example: faults quote the
example, and a test holds config/example.toml to this list.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cryptography.fernet import Fernet
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator
from pydantic.config import JsonDict

from config.values import Address, Channel, ClockTime, Days, Hours, Port, WebAddress
from domain.workdays import WorkingHours

OFFICIAL_API = "https://api.telegram.org"
PLAIN_PACE = 30  # messages/s: Telegram's limit for a bot that doesn't pay for broadcasts

_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # what Telegram takes as secret_token

SECRET: JsonDict = {"secret": True}  # marks a field whose value is never shown although its type is a plain one


class Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)


class Webhook(Table):
    url: WebAddress | None = Field(
        default=None, description="where Telegram reaches this program", examples=["https://bot.example.org/telegram"]
    )
    secret: SecretStr | None = Field(
        default=None,
        description="proves that a call is Telegram's: 1-256 of A-Z a-z 0-9 _ -",
        examples=["a-long-random-word"],
    )

    @field_validator("secret")
    @classmethod
    def _telegrams_alphabet(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("must be 1 to 256 characters of A-Z a-z 0-9 _ -")
        return secret


class Telegram(Table):
    token: SecretStr | None = Field(
        default=None, description="the bot's token, from @BotFather", examples=["123456:ABC-from-BotFather"]
    )
    api_url: WebAddress = Field(default=OFFICIAL_API, description="the Bot API server", examples=[OFFICIAL_API])
    mode: Literal["polling", "webhook"] = Field(
        default="polling", description="how updates arrive: polling or webhook", examples=["polling"]
    )
    webhook: Webhook = Field(
        default=Webhook(), description="only read in webhook mode", examples=['{"url": "https://..."}']
    )
    channels: tuple[Channel, ...] = Field(
        default=(), description="where publicity periods are announced", examples=['[-1001234567890, "@name"]']
    )
    paid_broadcast: bool = Field(
        default=False, description="pay Stars for more than 30 messages a second", examples=["false"]
    )
    messages_per_second: int = Field(
        default=PLAIN_PACE,
        ge=1,
        le=1000,
        description="the bot's own limit; above 30 only with paid_broadcast",
        examples=["30"],
    )

    @field_validator("token")
    @classmethod
    def _fits_a_url(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not re.fullmatch(r"[^\s/?#]+", token.get_secret_value()):
            raise ValueError("is not a bot token: it has spaces or slashes, or is empty")
        return token

    @field_validator("webhook")
    @classmethod
    def _complete_in_webhook_mode(cls, webhook: Webhook, info: ValidationInfo) -> Webhook:
        if info.data.get("mode") == "webhook":
            missing = [name for name in ("url", "secret") if getattr(webhook, name) is None]
            if missing:
                raise ValueError(f"is needed because telegram.mode is webhook; missing: {', '.join(missing)}")
        return webhook

    @field_validator("messages_per_second")
    @classmethod
    def _above_thirty_is_paid(cls, pace: int, info: ValidationInfo) -> int:
        if pace > PLAIN_PACE and info.data.get("paid_broadcast") is False:
            raise ValueError(f"is above {PLAIN_PACE}, which Telegram allows only with telegram.paid_broadcast = true")
        return pace


class Inbox(Table):
    """A mailbox that is read by IMAP."""

    host: str = Field(min_length=1, description="the IMAP server", examples=["imap.example.org"])
    port: Port = Field(default=993, description="its port", examples=["993"])
    username: str = Field(min_length=1, description="login", examples=["office@example.org"])
    password: SecretStr = Field(description="login", examples=["a-password"])
    tls: Literal["implicit", "starttls", "none"] = Field(
        default="implicit", description="how the connection is secured", examples=["implicit"]
    )
    purpose: Literal["returns", "contact"] = Field(
        description="returns: replies and bounces; contact: new mail to the contact address", examples=["returns"]
    )


class Mail(Table):
    host: str | None = Field(
        default=None, description="the SMTP server; without it no mail leaves", examples=["smtp.example.org"]
    )
    port: Port = Field(default=587, description="its port", examples=["587"])
    username: str | None = Field(
        default=None, description="login, if the server asks for one", examples=["office@example.org"]
    )
    password: SecretStr | None = Field(default=None, description="login", examples=["a-password"])
    tls: Literal["starttls", "implicit", "none"] = Field(
        default="starttls", description="how the connection is secured", examples=["starttls"]
    )
    sender: Address | None = Field(default=None, description="the From address", examples=["office@example.org"])
    sender_name: str = Field(default="", description="the name beside it", examples=["示范省督察整改办公室"])
    max_bytes: int = Field(
        default=10_000_000,
        ge=10_000,
        description="the largest letter; lowered by the server's SIZE",
        examples=["10000000"],
    )
    inboxes: tuple[Inbox, ...] = Field(
        default=(),
        description="mailboxes that are read",
        examples=['[{"host": "imap.example.org", "username": "u", "password": "p", "purpose": "returns"}]'],
    )


class Office(Table):
    name: str = Field(default="", description="as it stands in letters and notices", examples=["示范省督察整改办公室"])
    timezone: str = Field(default="Asia/Shanghai", description="whose days and hours count", examples=["Asia/Shanghai"])
    email: Address | None = Field(default=None, description="where people may write", examples=["office@example.org"])
    phones: tuple[str, ...] = Field(
        default=(), description="where people may call, as written", examples=['["010-55501234"]']
    )
    working_hours: Hours = Field(
        default=WorkingHours(time(9), time(17, 30)), description="when people may be reminded", examples=["09:00-17:30"]
    )
    language: Literal["zh-CN", "en"] = Field(
        default="zh-CN", description="of letters, documents, and of people who chose none", examples=["zh-CN"]
    )

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("is not a time zone this machine knows (tzdata)") from None
        return name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Collection(Table):
    opens: int = Field(
        default=1, ge=1, le=60, description="on which working day after the quarter's end a cycle opens", examples=["1"]
    )
    opens_at: ClockTime = Field(default=time(9), description="at which hour", examples=["09:00"])
    due_working_days: int = Field(
        default=10, ge=1, le=250, description="the last day to answer; the opening day is day one", examples=["10"]
    )
    ladder: tuple[Annotated[int, Field(ge=-60, le=60)], ...] = Field(
        default=(-3, -1, 0, 1, 2, 3),
        description="reminders, in working days from the due day",
        examples=["[-3, -1, 0, 1, 2, 3]"],
    )
    remind_at: ClockTime = Field(default=time(9, 30), description="at which hour", examples=["09:30"])
    nudges_per_day: int = Field(
        default=1, ge=0, le=20, description="how often a coordinator may nudge one liaison in a day", examples=["1"]
    )

    @field_validator("ladder")
    @classmethod
    def _climbs(cls, ladder: tuple[int, ...]) -> tuple[int, ...]:
        if list(ladder) != sorted(set(ladder)):
            raise ValueError("must rise from rung to rung, none twice")
        return ladder


class People(Table):
    invite_days: Days = Field(default=7, description="how long an invite can be used", examples=["7"])


class Programme(Table):
    closing: tuple[Literal["acceptance", "publicity"], ...] = Field(
        default=("acceptance", "publicity"),
        description="what closing asks for, in the order the programme uses",
        examples=['["acceptance", "publicity"]'],
    )

    @field_validator("closing")
    @classmethod
    def _asks_for_something(cls, closing: tuple[str, ...]) -> tuple[str, ...]:
        if not closing:
            raise ValueError("must ask for something")
        if closing.count("acceptance") > 1:
            raise ValueError("may ask for acceptance once (publicity may stand twice)")
        return closing


class Publicity(Table):
    announce_at: ClockTime = Field(default=time(9), description="at which hour of the first day", examples=["09:00"])
    minimum_working_days: int | None = Field(
        default=None, ge=1, le=250, description="shorter periods are warned about; none: no minimum", examples=["5"]
    )
    first_day_counts: bool = Field(
        default=True, description="when a length is given in working days", examples=["true"]
    )
    halfway_reminder: bool = Field(default=True, description="in the channel", examples=["true"])
    last_day_reminder: bool = Field(default=True, description="in the channel", examples=["true"])
    post_wait_days: int = Field(
        default=0, ge=0, le=365, description="days to wait for letters before striking off", examples=["3"]
    )
    publish_outcome: bool = Field(
        default=False, description="publish the outcome where the notice was", examples=["false"]
    )


class ObjectionLimits(Table):
    """Against floods. They slow one account down and never touch another's."""

    starts_per_hour: int = Field(
        default=20, ge=1, description="objections one account may begin in an hour", examples=["20"]
    )
    objections_per_day: int = Field(
        default=5, ge=1, description="objections one account may lodge in a day", examples=["5"]
    )
    files: int = Field(default=20, ge=0, description="files with one objection", examples=["20"])
    characters: int = Field(default=10_000, ge=100, description="the longest text of one objection", examples=["10000"])


class Objections(Table):
    retention_days: Days = Field(
        default=180, description="identity is erased so many days after the answer", examples=["180"]
    )
    answer_days: Days | None = Field(
        default=None, description="working days to answer in; none: no limit", examples=["15"]
    )
    seen_hours: int = Field(
        default=8,
        ge=1,
        le=1000,
        description="working hours until an objection nobody opened is reminded of",
        examples=["8"],
    )
    digest: bool = Field(
        default=False,
        description="a letter each working day to the contact address of what is open",
        examples=["false"],
    )
    limits: ObjectionLimits = Field(
        default=ObjectionLimits(), description="against floods by one account", examples=['{"files": 20}']
    )


class Audit(Table):
    retention_days: Days | None = Field(
        default=None, description="none: the record is kept for good", examples=["3650"]
    )


class Database(Table):
    url: str | None = Field(
        default=None,
        repr=False,
        json_schema_extra=SECRET,
        description="none: SQLite in data_dir",
        examples=["postgresql+psycopg://xiaohao:password@db.example.org/xiaohao"],
    )

    @field_validator("url")
    @classmethod
    def _is_one_we_speak(cls, url: str | None) -> str | None:
        if url is not None and not re.match(r"(postgresql\+psycopg|sqlite)://", url):
            raise ValueError("must start with postgresql+psycopg:// or sqlite://")
        return url


class Secrets(Table):
    keys: tuple[SecretStr, ...] = Field(
        default=(),
        description="Fernet keys, newest first; none: made on first run in data_dir",
        examples=['["44 characters of URL-safe base64"]'],
    )

    @field_validator("keys")
    @classmethod
    def _are_fernet(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for number, key in enumerate(keys, 1):
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                raise ValueError(f"number {number} is not a Fernet key (32 bytes in URL-safe base64)") from None
        return keys


class Http(Table):
    host: str = Field(
        default="127.0.0.1", min_length=1, description="where health and webhook are served", examples=["127.0.0.1"]
    )
    port: Port = Field(default=8080, description="its port", examples=["8080"])
