"""Which of the claimed rows leaves next? A few of each lane, in order per chat; chosen after the token is in hand.

Replies before prompts before announcements, the oldest first, one message at a time to a chat, and none to a chat that
must rest. Holds rows that are claimed already: it is kept small, so that little is repeated after a crash.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator

from db.tables import Lane
from domain.parcels import Parcel
from jobs.delivery.pace import Chats

Queue = OrderedDict[str, deque[Parcel]]

A_CHATS_SHARE = 2  # rows of one chat in a lane: a chat that must rest keeps no others from the lane


class Pool:
    """`chats` None: no chat ever rests (virtual time, mail). Times are the clock's monotonic seconds."""

    def __init__(self, chats: Chats | None, share: int = A_CHATS_SHARE) -> None:
        self._chats = chats
        self._share = share
        self._lanes: dict[Lane, Queue] = {lane: OrderedDict() for lane in Lane}
        self._sizes = dict.fromkeys(Lane, 0)
        self._leaving: set[str] = set()

    def __len__(self) -> int:
        return sum(self._sizes.values())

    @property
    def leaving(self) -> int:
        """How many are on their way."""
        return len(self._leaving)

    def size(self, lane: Lane) -> int:
        return self._sizes[lane]

    def is_quiet(self, address: str, now: float) -> bool:
        """Nothing of the chat's is in hand, and it need not rest."""
        if address in self._leaving or any(address in queues for queues in self._lanes.values()):
            return False
        return self._chats is None or self._chats.wait(address, now) <= 0

    def crowded(self, lane: Lane) -> set[str]:
        """Recipients that have their share of the lane already."""
        full = (queue for queue in self._lanes[lane].values() if len(queue) >= self._share)
        return {queue[0].recipient for queue in full}

    def add(self, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            lane = Lane(parcel.lane)
            self._lanes[lane].setdefault(parcel.address, deque()).append(parcel)
            self._sizes[lane] += 1

    def put_back(self, parcel: Parcel) -> None:
        """It was taken and did not leave: first of its chat again."""
        lane = Lane(parcel.lane)
        queue = self._lanes[lane].setdefault(parcel.address, deque())
        queue.appendleft(parcel)
        self._lanes[lane].move_to_end(parcel.address, last=False)
        self._sizes[lane] += 1
        self._leaving.discard(parcel.address)
        if self._chats is not None:
            self._chats.give_back(parcel.address)

    def take(self, now: float) -> Parcel | None:
        """The row that leaves now; its chat is busy until `done`."""
        for lane, queues in self._lanes.items():
            for address in self._free(queues):
                if self._chats is not None:
                    if self._chats.wait(address, now) > 0:
                        continue
                    self._chats.take(address, now)
                parcel = queues[address].popleft()
                if not queues[address]:
                    del queues[address]
                self._sizes[lane] -= 1
                self._leaving.add(address)
                return parcel
        return None

    def wait(self, now: float) -> float | None:
        """Seconds until a row may leave; None while every row's chat is busy, or there is none."""
        least: float | None = None
        for queues in self._lanes.values():
            for address in self._free(queues):
                wait = 0.0 if self._chats is None else self._chats.wait(address, now)
                if wait <= 0:
                    return 0.0
                least = wait if least is None else min(least, wait)
        return least

    def done(self, address: str) -> None:
        self._leaving.discard(address)

    def hold(self, address: str, until: float) -> None:
        if self._chats is not None:
            self._chats.hold(address, until)

    def drop(self, address: str) -> list[Parcel]:
        """Everything that waits for a chat, taken out."""
        gone: list[Parcel] = []
        for lane, queues in self._lanes.items():
            queue = queues.pop(address, None)
            if queue:
                gone += queue
                self._sizes[lane] -= len(queue)
        return gone

    def drop_all(self) -> list[Parcel]:
        addresses = dict.fromkeys(address for queues in self._lanes.values() for address in queues)
        return [parcel for address in addresses for parcel in self.drop(address)]

    def drop_rows(self, rows: set[int]) -> None:
        """Rows that were withdrawn after they were claimed."""
        for parcel in [parcel for parcel in self.drop_all() if parcel.row not in rows]:
            self.add([parcel])

    def rows(self) -> list[int]:
        return [parcel.row for queues in self._lanes.values() for queue in queues.values() for parcel in queue]

    def _free(self, queues: Queue) -> Iterator[str]:
        return (address for address in queues if address not in self._leaving)
