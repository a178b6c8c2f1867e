"""What does a row say? The facts of its message, sealed; read again whatever release wrote them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from db.units import Reading
from domain.messages import Message, every_kind


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(every_kind()[kind])


def sealed(unit: Reading, message: Message) -> bytes:
    return unit.vault.seal_json({"v": message.VERSION, "f": _adapter(message.KIND).dump_python(message, mode="json")})


Known = dict[tuple[str, bytes], Message]


def opened(reading: Reading, kind: str, facts_sealed: bytes, known: Known | None = None) -> Message:
    """The message of a row, whatever release wrote it. Raises if the facts no longer fit: the row is held.

    `known`: what was opened before. The same facts, sealed once or for each row, are made one message once.
    """
    known = {} if known is None else known
    message = known.get((kind, facts_sealed))
    if message is None:
        facts = reading.vault.open_bytes(facts_sealed)
        message = known.get((kind, facts)) or _message(kind, facts)
        known[kind, facts_sealed] = known[kind, facts] = message
    return message


def _message(kind: str, plain: bytes) -> Message:
    stored = json.loads(plain)
    cls = every_kind()[kind]
    facts = stored["f"] if stored["v"] == cls.VERSION else cls.upgrade(stored["v"], stored["f"])
    message = _adapter(kind).validate_python(facts)
    assert isinstance(message, Message)
    return message
