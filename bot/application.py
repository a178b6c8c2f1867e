"""How is python-telegram-bot put to work here? Its `Application`, bot and handlers, with our transport and no updater."""

from __future__ import annotations

import os
from typing import Any

from telegram.ext import Application, ApplicationBuilder

from bot.dispatch import note_error
from bot.handlers import all_handlers
from bot.transport import AiohttpRequest

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def build_application(token: str, api_url: str, transport: AiohttpRequest) -> AnyApplication:
    """Built, not initialized: `initialize` asks getMe. No updater, no concurrent updates, every handler awaited."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # durations as timedelta: the library's own way from now on
    application = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(transport)
        .get_updates_request(transport)
        .updater(None)
        .build()
    )
    application.add_handlers(all_handlers())
    application.add_error_handler(note_error)
    return application
