"""A unit of a fan-out grows while it is short, and is halved once an answer had to wait for it."""

from __future__ import annotations

from jobs.publicity import chunk
from jobs.publicity.chunk import Chunk


def test_it_grows_while_units_are_short_and_stays_where_they_are_long_enough() -> None:
    size = Chunk()
    size.took(0.01)
    assert size.size == 4_000, "there was room for twice as many"
    size.took(0.02)
    assert size.size == 5_000
    size.took(0.04)
    assert size.size == 5_000
    for _ in range(20):
        size.took(0.0)
    assert size.size == chunk.MOST


def test_it_is_halved_after_a_long_unit_and_never_stops() -> None:
    size = Chunk()
    size.took(0.2)
    assert size.size == 1_000
    for _ in range(20):
        size.took(0.2)
    assert size.size == chunk.LEAST
