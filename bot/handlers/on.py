"""How is a handler registered? By command, by the verb of a button, by kind of message: each gets the turn, nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.turn import Turn

OnTurn = Callable[[Turn], Awaitable[None]]
Handler = BaseHandler[Any, Any, Any]

PRIVATE = filters.ChatType.PRIVATE


def command(names: str | list[str], function: OnTurn) -> Handler:
    """`/name` in a private chat, sent or edited once."""
    return CommandHandler(names, _with_turn(function), filters=PRIVATE & filters.UpdateType.MESSAGE, block=True)


def deep_link(prefix: str, function: OnTurn) -> Handler:
    """`/start i_TOKEN`: the payload's prefix says whose it is."""
    return MessageHandler(
        PRIVATE & filters.UpdateType.MESSAGE & filters.Regex(rf"^/start(@\w+)? {prefix}_[A-Za-z0-9_-]{{1,62}}$"),
        _with_turn(function),
        block=True,
    )


def press(verb: str, function: OnTurn) -> Handler:
    """A button whose data begins `verb:`."""
    return CallbackQueryHandler(_with_turn(function), pattern=rf"^{verb}:", block=True)


def message(kind: filters.BaseFilter, function: OnTurn) -> Handler:
    return MessageHandler(PRIVATE & kind, _with_turn(function), block=True)


class _InPrivate(ChatMemberHandler[Any, Any]):
    def check_update(self, update: object) -> bool:
        private = isinstance(update, Update) and update.effective_chat is not None
        return private and update.effective_chat.type == ChatType.PRIVATE and super().check_update(update)  # type: ignore[attr-defined]


def membership(function: OnTurn) -> Handler:
    """The bot was blocked in a private chat, or let in again."""
    return _InPrivate(_with_turn(function), ChatMemberHandler.MY_CHAT_MEMBER, block=True)


class _InPlace(ChatMemberHandler[Any, Any]):
    def check_update(self, update: object) -> bool:
        place = isinstance(update, Update) and update.effective_chat is not None
        return place and update.effective_chat.type != ChatType.PRIVATE and super().check_update(update)  # type: ignore[attr-defined]


def place_membership(function: OnTurn) -> Handler:
    """The bot's place in a channel or group has changed."""
    return _InPlace(_with_turn(function), ChatMemberHandler.MY_CHAT_MEMBER, block=True)


def _with_turn(function: OnTurn) -> Callable[[Update, Any], Coroutine[Any, Any, None]]:
    async def callback(_update: Update, _context: Any) -> None:
        await function(Turn.current())

    return callback
