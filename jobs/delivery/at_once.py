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
from jobs import leases
from jobs.delivery.claim import Recheck, claim_replies


@dataclass(frozen=True)
class AtOnce:
    """For one turn. `hand_over` takes what was claimed under `epoch`, once it is committed."""

    epoch: int
    rechecks: Mapping[str, Recheck]
    hand_over: Callable[[int, list[Parcel]], None]

    def claim(self, unit: Unit, recipient: str) -> None:
        """The replies that are due to whoever is speaking. None where the lease was lost meanwhile: another sends them."""
        if "outbox" not in unit.nudges or not leases.is_held(unit, leases.SENDING, self.epoch):
            return
        parcels = claim_replies(unit, self.epoch, recipient, self.rechecks)
        if parcels:
            unit.then(lambda: self.hand_over(self.epoch, parcels))
        if len(parcels) == unit.nudges["outbox"]:  # all that was put: nothing is left to look for
            del unit.nudges["outbox"]
