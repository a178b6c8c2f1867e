"""Which methods are there? Every Bot API method the sandbox answers, by its lower-case name, as Telegram reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.methods import editing, profile, sending
from sandbox.parameters import Call
from sandbox.world import World

Method = Callable[[World, Call], Any]

METHODS: dict[str, Method] = {
    function.__name__.replace("_", ""): function
    for function in (
        profile.get_me,
        profile.set_my_commands,
        profile.get_my_commands,
        profile.delete_my_commands,
        profile.set_my_description,
        profile.get_my_description,
        profile.set_my_short_description,
        profile.get_my_short_description,
        profile.get_chat,
        profile.get_chat_member,
        profile.get_file,
        profile.answer_callback_query,
        sending.send_message,
        sending.send_document,
        sending.send_photo,
        sending.send_media_group,
        sending.send_chat_action,
        sending.copy_message,
        editing.edit_message_text,
        editing.edit_message_caption,
        editing.edit_message_reply_markup,
        editing.delete_message,
        editing.pin_chat_message,
        editing.unpin_chat_message,
    )
}
