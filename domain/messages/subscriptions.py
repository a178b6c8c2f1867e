"""Messages about notices in one's own chat: what is subscribed to, and what could be."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class Choice:
    """A programme or department whose notices can be subscribed to."""

    id: int
    name: str
    chosen: bool


@kind("subscriptions.card")
@dataclass(frozen=True)
class Subscriptions(Message):
    """To anyone who asked: `everything`, or only the `wanted` ones (names); nothing where both are empty.

    `by` is programme or department while one is chosen from, page by page; empty on the overview.
    """

    everything: bool
    wanted: tuple[str, ...]
    by: str = ""
    choices: tuple[Choice, ...] = ()
    page: int = 0
    pages: int = 1
    note: Note | None = None
