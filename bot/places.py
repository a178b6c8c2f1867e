"""May the bot post, edit and pin where notices are published? Asked of Telegram, never inside a unit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, TelegramError

from domain.places import Place

PATIENCE = 3.0  # s of real time: a press is answered soon, and an answer that does not come is a warning


async def look(bot: Bot, channels: Sequence[str]) -> tuple[Place, ...]:
    """Each of them as it is now; what Telegram does not say in time is `reached=False`."""
    return tuple(await asyncio.gather(*(_look(bot, channel) for channel in channels)))


async def _look(bot: Bot, channel: str) -> Place:
    try:
        async with asyncio.timeout(PATIENCE):
            chat = await bot.get_chat(channel)
            member = await bot.get_chat_member(channel, bot.id)
    except (BadRequest, Forbidden):  # no such chat, or one that the bot is not in
        return Place(channel, channel, known=False)
    except (TelegramError, TimeoutError):
        return Place(channel, channel, reached=False)
    title = chat.title or channel
    return _group(channel, title, chat, member) if chat.type != ChatType.CHANNEL else _channel(channel, title, member)


def _channel(channel: str, title: str, member: ChatMember) -> Place:
    """An announcement there is posted and edited; pinning needs what editing needs."""
    if not isinstance(member, ChatMemberAdministrator):
        return Place(channel, title, known=_is_in(member), may_post=False)
    may_edit = bool(member.can_edit_messages)
    return Place(channel, title, may_post=bool(member.can_post_messages), may_edit=may_edit, may_pin=may_edit)


def _group(channel: str, title: str, chat: ChatFullInfo, member: ChatMember) -> Place:
    """Whoever is in a group may write unless it is forbidden, and edit what they wrote; pinning is a right of its own."""
    if isinstance(member, ChatMemberAdministrator):
        return Place(channel, title, group=True, may_pin=bool(member.can_pin_messages))
    for_all = chat.permissions
    if isinstance(member, ChatMemberRestricted):
        may_post, may_pin = member.can_send_messages, member.can_pin_messages
    else:
        may_post = for_all is None or for_all.can_send_messages is not False
        may_pin = for_all is not None and bool(for_all.can_pin_messages)
    return Place(channel, title, group=True, known=_is_in(member), may_post=may_post, may_pin=may_pin)


def _is_in(member: ChatMember) -> bool:
    return member.status not in (ChatMember.LEFT, ChatMember.BANNED)
