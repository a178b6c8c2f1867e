"""The bot was made an administrator of a channel or group, or is one no longer."""

from __future__ import annotations

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.constants import ChatType

from bot.handlers import on
from bot.turn import Turn
from jobs import channels


async def on_change(turn: Turn) -> None:
    change = turn.update.my_chat_member
    assert change is not None
    await turn.run(channels.changed, turn.who, _joined(change.chat, change.new_chat_member), turn.occasion)


def _joined(chat: Chat, now: ChatMember) -> channels.Joined:
    administrator = now if isinstance(now, ChatMemberAdministrator) else None
    title = chat.title or str(chat.id)
    if chat.type == ChatType.CHANNEL:
        may_post = administrator is not None and bool(
            administrator.can_post_messages and administrator.can_edit_messages
        )
        return channels.Joined(chat.id, title, chat.username, may_post)
    writes = now.can_send_messages if isinstance(now, ChatMemberRestricted) else now.status == ChatMember.MEMBER
    may_pin = administrator is not None and bool(administrator.can_pin_messages)
    stays = administrator is not None or bool(writes)
    return channels.Joined(chat.id, title, chat.username, may_pin, group=True, stays=stays)


def handlers() -> list[on.Handler]:
    return [on.place_membership(on_change)]
