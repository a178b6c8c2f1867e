"""Messages any part of the house may send."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.messages.base import Message, kind


@kind("everyday.sentence")
@dataclass(frozen=True)
class Sentence(Message):
    """One sentence: `key` of the texts with its facts."""

    key: str
    facts: dict[str, str | int] = field(default_factory=dict)


@kind("everyday.moved")
@dataclass(frozen=True)
class CardMoved(Message):
    """What an old card says once a newer one has taken over: no buttons, and where it went on."""

    ONLY_EDITS = True


@kind("everyday.menu")
@dataclass(frozen=True)
class Menu(Message):
    """The commands a person sees: one list a role (op `menu`)."""

    roles: tuple[str, ...]
