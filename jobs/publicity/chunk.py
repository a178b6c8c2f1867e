"""How many rows may one unit of a fan-out take? As many as it manages before an answer would have to wait for it."""

from __future__ import annotations

FIRST = 2_000  # rows of the first unit
LEAST, MOST = 250, 8_000  # of any
ROOM, LONG = 0.03, 0.05  # seconds: a unit under the one leaves room for more rows, one over the other had too many


class Chunk:
    """The size of the next unit.

    Fewer and larger units write fewer pages twice; one that met a checkpoint or a busy disk is followed by smaller ones.
    """

    def __init__(self) -> None:
        self.size = FIRST

    def took(self, seconds: float) -> None:
        if seconds > LONG:
            self.size = max(LEAST, self.size // 2)
        elif seconds < ROOM / 2:
            self.size = min(MOST, self.size * 2)
        elif seconds < ROOM:
            self.size = min(MOST, self.size + self.size // 4)
