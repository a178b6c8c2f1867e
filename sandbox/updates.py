"""What has the bot not fetched yet? The queue of updates, with Telegram's expiry: presses 150 s, all else 24 h."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock

PRESS_SECONDS = 150
UPDATE_SECONDS = 86_400
# Not sent unless asked for by name.
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Update:
    """`lane` is chat and kind: a webhook gets one at a time of each."""

    id: int
    kind: str
    body: dict[str, Any]
    lane: tuple[int, str]
    born: float  # unix seconds

    def json(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.body}

    def gone(self, now: float) -> bool:
        return now - self.born >= (PRESS_SECONDS if self.kind == "callback_query" else UPDATE_SECONDS)


class Updates:
    """Filled by people, emptied by getUpdates or the webhook."""

    def __init__(self, clock: Clock, first_id: int = 100_000_001) -> None:
        self._clock = clock
        self._next_id = first_id
        self._queue: dict[int, Update] = {}
        self.arrived = asyncio.Event()  # its one waiter clears it before looking
        self.allowed: list[str] | None = None  # remembered until told otherwise, as the server does
        self.dropped = 0  # expired unfetched

    def put(self, kind: str, body: dict[str, Any], chat_id: int) -> int | None:
        """Queues an update; None where the bot did not ask for its kind."""
        if kind in UNASKED if self.allowed is None else kind not in self.allowed:
            return None
        lane = (chat_id, "message" if kind.endswith(("message", "post")) else kind)
        update = Update(self._next_id, kind, body, lane, self._clock.now().timestamp())
        self._next_id += 1
        self._queue[update.id] = update
        self.arrived.set()
        return update.id

    def allow(self, kinds: Any) -> None:
        """`allowed_updates` of a call: absent changes nothing, an empty list is the default again."""
        if isinstance(kinds, list):
            self.allowed = [str(kind) for kind in kinds] or None

    def waiting(self) -> Iterator[Update]:
        """Those still alive, in order of their ids."""
        now = self._clock.now().timestamp()
        for update in sorted(self._queue.values(), key=lambda one: one.id):
            if update.gone(now):
                self.dropped += 1
                del self._queue[update.id]
            else:
                yield update

    def confirm_below(self, offset: int) -> None:
        for update_id in [one for one in self._queue if one < offset]:
            del self._queue[update_id]

    def confirm(self, update_id: int) -> None:
        self._queue.pop(update_id, None)

    def keep_newest(self, count: int) -> None:
        for update in list(self.waiting())[:-count]:
            del self._queue[update.id]

    def clear(self) -> None:
        self._queue.clear()

    def __len__(self) -> int:
        return len(self._queue)
