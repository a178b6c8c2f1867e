"""How is python-telegram-bot put to work here? Its `Application`, bot and handlers, with our transport and no updater."""

from __future__ import annotations

import os
from typing import Any

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.dispatch import note_error
from bot.handlers import all_handlers
from bot.render import Renderer
from bot.transport import AiohttpRequest
from domain.messages.everyday import Menu

log = structlog.get_logger("telegram")

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


PUBLIC_LANGUAGES = {"": "zh-CN", "en": "en"}  # Telegram's language code ("" for everybody else) -> ours


async def show_public_menu(bot: Bot, renderer: Renderer) -> None:
    """The commands a stranger sees; who has a role gets a menu of their own when they join."""
    for code, language in PUBLIC_LANGUAGES.items():
        menu = renderer.screen(Menu(roles=()), language)
        commands = [BotCommand(command, description) for command, description in menu.commands]
        try:
            await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code=code or None)
        except TelegramError as error:  # a menu is a help, not a need: everything can be typed
            log.warning("public menu not set", action="menu", reason=type(error).__name__)


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
