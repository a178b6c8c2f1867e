"""The bot was made an administrator of a channel, or is one no longer."""

from __future__ import annotations

from telegram import ChatMemberAdministrator

from bot.handlers import on
from bot.turn import Turn
from jobs import channels


async def on_change(turn: Turn) -> None:
    change = turn.update.my_chat_member
    assert change is not None
    now, chat = change.new_chat_member, change.chat
    may_post = isinstance(now, ChatMemberAdministrator) and bool(now.can_post_messages and now.can_edit_messages)
    channel = channels.Joined(chat.id, chat.title or str(chat.id), chat.username, may_post)
    await turn.run(channels.changed, turn.who, channel, turn.occasion)


def handlers() -> list[on.Handler]:
    return [on.channel_membership(on_change)]
