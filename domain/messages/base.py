"""What is a message before it is worded? A frozen dataclass of facts, one kind each.

Facts are stored with the outbox row and worded when they are sent, in the reader's language. Rows written by an
earlier release must still be worded: when a kind's fields change, raise its `VERSION` and teach `upgrade` the old shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Message:
    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1
    ONLY_EDITS: ClassVar[bool] = False
    """Said in the place of an older card or not at all: where that card is gone, nobody needs it."""

    @classmethod
    def upgrade(cls, _version: int, facts: dict[str, Any]) -> dict[str, Any]:
        """Facts of `version` as this release's. Kinds that never changed need nothing."""
        return facts


KINDS: dict[str, type[Message]] = {}  # those loaded by now: ask `domain.messages.every_kind`


def kind(name: str) -> Any:
    """`@kind("review.card")` above a frozen dataclass: registers it under the name its rows carry."""

    def register(cls: type[Message]) -> type[Message]:
        if name in KINDS:
            raise ValueError(f"two messages are called {name}")
        cls.KIND = name
        KINDS[name] = cls
        return cls

    return register


@dataclass(frozen=True)
class Note:
    """A sentence of the texts with its facts: put on top of a card, or said alone."""

    key: str
    facts: dict[str, str | int]
