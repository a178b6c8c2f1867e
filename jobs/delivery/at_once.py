"""How does an answer leave without waiting to be found? Its turn claims it in the unit that puts it.

Where this process holds the sending lease and nothing else waits for the chat, the rows are committed as claimed and
handed to the desk in memory: one commit less, and one look at the table. A kill in between costs nothing: they carry
the lease's epoch, and whoever takes the lease next queues them again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.units import Unit
from domain.parcels import Parcel
from domain.people import Account
from jobs import outbox
from jobs.delivery.addresses import Address
from jobs.delivery.claim import Recheck, claim_put, claim_replies

NUDGE = outbox.NUDGES["telegram"]


@dataclass(frozen=True)
class AtOnce:
    """For one turn. `hand_over` takes what was claimed under `epoch`, once it is committed."""

    epoch: int
    rechecks: Mapping[str, Recheck]
    hand_over: Callable[[int, list[Parcel]], None]

    def claim(self, unit: Unit, who: Account) -> None:
        """The replies that are due to whoever is speaking. None where the lease was lost meanwhile: another sends them."""
        put = unit.nudges[NUDGE]
        if not put:
            return
        recipient, language = outbox.speaking(unit, who)
        address = str(who.id), language
        parcels = self._only_one(unit, put, recipient, address) or claim_replies(
            unit, self.epoch, recipient, address, self.rechecks
        )
        if parcels:
            unit.then(lambda: self.hand_over(self.epoch, parcels))
        if len(parcels) == put:  # all that was put: nothing is left to look for
            del unit.nudges[NUDGE]

    def _only_one(self, unit: Unit, put: int, recipient: str, address: Address) -> list[Parcel]:
        """What most turns put: one reply, to whoever is speaking, which nothing in their chat waits before."""
        replies = outbox.replies_of(unit)
        if put != 1 or len(replies) != 1:
            return []
        (reply,) = replies
        known = reply.target is None or reply.target_remote is not None
        if reply.to != recipient or reply.message.KIND in self.rechecks or not known:
            return []
        parcel = claim_put(unit, self.epoch, reply, address)
        return [parcel] if parcel is not None else []
