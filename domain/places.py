"""What may the bot do where notices are published? Asked of Telegram before a notice is confirmed, and by the operator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.messages.base import Note


@dataclass(frozen=True)
class Place:
    """A channel or group of the settings, or one that was added in chat. `reached`: Telegram answered about it in time.

    `known`: the bot is in it and the chat is there. An announcement's edits need `may_edit` in a channel.
    """

    channel: str
    title: str
    group: bool = False
    reached: bool = True
    known: bool = True
    may_post: bool = True
    may_edit: bool = True
    may_pin: bool = True

    @property
    def lacks(self) -> str:
        """What stands in the way, the worst first: unasked, gone, post, edit, pin, or nothing."""
        if not self.reached:
            return "unasked"
        if not self.known:
            return "gone"
        if not self.may_post:
            return "post"
        if not self.may_edit:
            return "edit"
        return "" if self.may_pin else "pin"


def warnings(places: Iterable[Place]) -> list[Note]:
    return [Note(f"publicity-warn-place-{place.lacks}", {"title": place.title}) for place in places if place.lacks]
