"""Which files came with an update? Fetched into the content store before the turn, so that a handler never waits for one.

Idempotent by `file_unique_id`; a fetch that fails is retried with the row. Above `MOST_BYTES` Telegram hands nothing over.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import Bot, Message
from telegram.error import BadRequest

from bot.transport import AiohttpRequest
from db.units import DatabaseUnavailable, Units
from domain.answers import MOST_BYTES, ReceivedFile, TooBig
from jobs import files


@dataclass(frozen=True)
class _Part:
    file_id: str
    unique_id: str
    size: int
    name: str
    photo: bool


def _parts(message: Message) -> list[_Part]:
    if message.text is not None:
        return []
    if message.photo:
        largest = message.photo[-1]
        return [_Part(largest.file_id, largest.file_unique_id, largest.file_size or 0, "photo.jpg", photo=True)]
    for kind in ("document", "video", "audio", "voice", "video_note", "animation"):
        part = getattr(message, kind, None)
        if part is not None:
            name = getattr(part, "file_name", None) or kind
            return [_Part(part.file_id, part.file_unique_id, part.file_size or 0, name, photo=False)]
    return []


class Fetcher:
    def __init__(self, bot: Bot, transport: AiohttpRequest, store: files.Store, units: Units) -> None:
        self._bot = bot
        self._transport = transport
        self._store = store
        self._units = units

    async def fetch(self, message: Message | None) -> tuple[tuple[ReceivedFile, ...], tuple[TooBig, ...]]:
        """The message's files, in the store. Raises `TelegramError` where the row should be tried again.

        A disk that is full is no fault of the row, which waits for it as for the database: `DatabaseUnavailable`.
        """
        received: list[ReceivedFile] = []
        too_big: list[TooBig] = []
        for part in _parts(message) if message is not None else []:
            if part.size > MOST_BYTES:
                too_big.append(TooBig(files.label(part.name), part.size))
                continue
            known = await self._units.read(files.seen, part.unique_id)
            if known is not None and await asyncio.to_thread(self._store.keep, known[0]):
                received.append(ReceivedFile(*known, files.label(part.name), part.photo))
                continue
            try:
                file = await self._bot.get_file(part.file_id)
            except BadRequest as error:
                if "too big" not in error.message.lower():
                    raise
                too_big.append(TooBig(files.label(part.name), part.size))
                continue
            content = await self._transport.fetch(file.file_path or "", MOST_BYTES)
            try:
                stored = await asyncio.to_thread(self._store.receive, content, part.name, photo=part.photo)
            except OSError as error:
                raise DatabaseUnavailable(f"a file could not be stored: {error.strerror}") from error
            await self._units.run(files.mark_seen, part.unique_id, stored)
            received.append(stored)
        return tuple(received), tuple(too_big)
