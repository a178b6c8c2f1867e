"""Where does the program say what it does? One line an event, as JSON or for a person's eyes, and never a person's name.

    configure_logging(settings, form="json", level="INFO")
    log = structlog.get_logger(__name__)
    log.info("cycle opened", action="open_cycle", cycle="2024Q3", requests=60)

The libraries' own logs take the same road, so that no line is written past the redaction (config/redaction.py).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, MutableMapping
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import Processor

from config.redaction import Redactor
from config.settings import Settings

Form = Literal["json", "console"]

# These say at INFO what we say ourselves, or worse: httpx logs every URL, and Telegram's hold the token.
_TALKATIVE = ("httpx", "httpcore", "telegram", "aiohttp", "aiosmtplib", "apscheduler", "alembic", "asyncio", "mail")


def configure_logging(
    settings: Settings | None = None,
    form: Form = "json",
    level: str = "INFO",
    stream: TextIO | None = None,
    now: Callable[[], datetime] | None = None,
) -> None:
    """To `stream` (stderr). `now`: the clock that stamps the lines; the machine's if none is handed in."""
    redactor = Redactor.of(settings) if settings is not None else Redactor()
    stamp: Processor = _stamped(now) if now is not None else structlog.processors.TimeStamper(fmt="iso", utc=True)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        stamp,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,  # a second call, in a test or after the settings are read, must take effect
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.StackInfoRenderer(),
                structlog.processors.format_exc_info,  # before the redaction: a traceback quotes what it failed on
                _redacted(redactor),
                _rendered(form, handler.stream),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _stamped(now: Callable[[], datetime]) -> Processor:
    def stamp(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["timestamp"] = now().astimezone(UTC).isoformat().replace("+00:00", "Z")
        return event

    return stamp


def _redacted(redactor: Redactor) -> Processor:
    def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return redactor.fields(event)

    return redact


def _rendered(form: Form, stream: TextIO) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback)
