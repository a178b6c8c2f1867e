"""How does a row reach Telegram? One try, and what Telegram's refusal means for the row, the card or the channel."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    ReplyParameters,
)
from telegram import (
    Message as TelegramMessage,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.render import Renderer
from bot.screen import Attachment, Screen
from bot.transport import AiohttpRequest, NotConnected
from bot.working import SeenWorking
from domain.parcels import ChannelDown, Later, Migrated, Parcel, Receipt, Refused, TargetGone, Undelivered
from jobs.clock import Clock, RealClock
from jobs.files import Store

log = structlog.get_logger("telegram")

UNCHANGED = "not modified"
# What Telegram says of an edit whose message is gone, or can no longer become what the card is now.
GONE = (
    "message to edit not found",
    "there is no text in the message to edit",
    "message can't be edited",
    "message_id_invalid",
    "message to unpin not found",
)
# What it says of a chat that can't be written to until the other side does something.
UNREACHABLE = (
    "chat not found",
    "user is deactivated",
    "bot was blocked",
    "bot was kicked",
    "bot can't initiate",
    "group chat was deleted",
    "peer_id_invalid",
)
REASON = 200  # characters
RECONNECT = 5.0  # s: a line that is down is tried again soon; nothing is lost by asking
NO_PREVIEW = {"is_disabled": True}


class TelegramChannel:
    """`domain.parcels.Channel` over python-telegram-bot."""

    name = "telegram"

    def __init__(
        self, bot: Bot, transport: AiohttpRequest, renderer: Renderer, store: Store, clock: Clock | None = None
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._renderer = renderer
        self._store = store
        self._clock = clock or RealClock()
        self._last: tuple[Screen, dict[str, Any]] | None = None

    async def deliver(self, parcel: Parcel) -> Receipt:
        screen = self._renderer.screen(parcel.message, parcel.language)
        try:
            return Receipt(await self._call(parcel, screen), max(1, len(screen.album)))
        except BadRequest as error:
            if UNCHANGED in error.message.lower():
                return Receipt(parcel.target)
            raise _bad_request(error) from None
        except TelegramError as error:
            raise undelivered(error) from None

    async def _call(self, parcel: Parcel, screen: Screen) -> str | None:
        match parcel.op:
            case "send" if screen.attachment is not None or screen.album:
                async with SeenWorking(self._bot, self._clock, parcel.address, _action(screen)):
                    return str((await self._send_files(parcel, screen)).message_id)
            case "send":
                return await self._send_text(parcel, screen)
            case "edit":
                await self._transport.call(
                    self._bot.base_url,
                    "editMessageText",
                    {"message_id": int(parcel.target or 0), **self._text(parcel, screen)},
                )
            case "delete":
                await self._bot.delete_message(parcel.address, int(parcel.target or 0))
            case "pin":
                await self._bot.pin_chat_message(parcel.address, int(parcel.target or 0), disable_notification=True)
            case "unpin":
                await self._bot.unpin_chat_message(parcel.address, message_id=int(parcel.target or 0))
            case "menu":
                await self._bot.set_my_commands(
                    [BotCommand(command, description) for command, description in screen.commands],
                    scope=BotCommandScopeChat(parcel.address),
                )
            case _:
                raise ValueError(f"no such op: {parcel.op}")
        return parcel.target

    async def _send_text(self, parcel: Parcel, screen: Screen) -> str:
        asked = self._text(parcel, screen)
        if screen.protect:
            asked["protect_content"] = True
        if screen.silent:
            asked["disable_notification"] = True
        if parcel.paid:
            asked["allow_paid_broadcast"] = True
        if parcel.target is not None:
            asked["reply_parameters"] = {"message_id": int(parcel.target), "allow_sending_without_reply": True}
        answer = await self._transport.call(self._bot.base_url, "sendMessage", asked)
        return str(answer["message_id"])

    def _text(self, parcel: Parcel, screen: Screen) -> dict[str, Any]:
        """What a text card is, sent or edited. Called as plain JSON: it is what leaves a thousand times a second."""
        if self._last is None or self._last[0] is not screen:
            self._last = screen, _fields(screen)
        return {"chat_id": parcel.address, **self._last[1]}

    async def _send_files(self, parcel: Parcel, screen: Screen) -> TelegramMessage:
        reply = None
        if parcel.target is not None:
            reply = ReplyParameters(int(parcel.target), allow_sending_without_reply=True)
        if screen.attachment is None:
            return await self._send_album(parcel, screen, reply)
        file = InputFile(await asyncio.to_thread(self._content, screen.attachment), filename=screen.attachment.name)
        send = self._bot.send_photo if screen.attachment.photo else self._bot.send_document
        return await send(
            parcel.address,
            file,
            caption=screen.text or None,
            parse_mode=ParseMode.HTML,
            reply_markup=InlineKeyboardMarkup.de_json(screen.markup, self._bot) if screen.markup is not None else None,
            protect_content=screen.protect or None,
            disable_notification=screen.silent or None,
            reply_parameters=reply,
            allow_paid_broadcast=parcel.paid or None,
        )

    async def _send_album(self, parcel: Parcel, screen: Screen, reply: ReplyParameters | None) -> TelegramMessage:
        """The first of its messages stands for all: they come and go together."""
        contents = [await asyncio.to_thread(self._content, file) for file in screen.album]
        sent = await self._bot.send_media_group(
            parcel.address,
            [
                InputMediaDocument(content, filename=file.name)
                for content, file in zip(contents, screen.album, strict=True)
            ],
            caption=screen.text or None,
            parse_mode=ParseMode.HTML,
            protect_content=screen.protect or None,
            disable_notification=screen.silent or None,
            reply_parameters=reply,
        )
        return sent[0]

    def _content(self, attachment: Attachment) -> bytes:
        if attachment.content is not None:
            return attachment.content()
        assert attachment.sha256 is not None
        return self._store.get(attachment.sha256)


def _action(screen: Screen) -> ChatAction:
    photo = screen.attachment is not None and screen.attachment.photo
    return ChatAction.UPLOAD_PHOTO if photo else ChatAction.UPLOAD_DOCUMENT


def _fields(screen: Screen) -> dict[str, Any]:
    fields = {"text": screen.text, "parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW}
    markup = screen.markup
    return fields if markup is None else fields | {"reply_markup": markup}


def undelivered(error: TelegramError) -> Undelivered:
    """What any other of Telegram's answers means."""
    match error:
        case RetryAfter():
            return Later("Telegram asked to wait", retry_after=_seconds(error))
        case ChatMigrated():
            return Migrated("the group became a supergroup", str(error.new_chat_id))
        case Forbidden():
            return Refused(error.message, unreachable=True)
        case InvalidToken():
            return ChannelDown("Telegram does not accept the token", fatal=True)
        case BadRequest():
            return _bad_request(error)
        case NotConnected():
            return ChannelDown(error.message, retry_after=RECONNECT)
        case _:
            return Later(error.message[:REASON])  # a fault of the transport's may quote what it was to send


def _bad_request(error: BadRequest) -> Undelivered:
    said = error.message.lower()
    if any(gone in said for gone in GONE):
        return TargetGone(error.message)
    if any(lost in said for lost in UNREACHABLE):
        return Refused(error.message, unreachable=True)
    return Refused(error.message)


def _seconds(error: RetryAfter) -> float:
    waiting = error.retry_after
    return float(waiting) if isinstance(waiting, int) else waiting.total_seconds()
