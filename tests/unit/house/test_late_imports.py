"""Does the watch over imports see one on the event loop and on the database's threads, and none elsewhere?"""

from __future__ import annotations

import asyncio
import builtins
from typing import Any

import pytest

from db.units import Units
from tests.late_imports import Watched

SOURCE = """
def compose(*_):
    import segno
    return segno.__name__

async def handle():
    return compose()
"""


def composing(watched: Watched) -> dict[str, Any]:
    """What stands in a module of `jobs/` that loads something when it is called."""
    names: dict[str, Any] = {"__name__": "jobs.made_up", "__builtins__": vars(builtins) | {"__import__": watched}}
    exec(SOURCE, names)
    return names


async def test_a_library_loaded_on_the_event_loop_is_seen() -> None:
    watched = Watched()
    with pytest.raises(AssertionError, match="on the event loop"):
        await asyncio.ensure_future(composing(watched)["handle"]())
    assert watched.found == ["jobs.made_up.compose loads segno on the event loop"]


async def test_and_on_the_threads_that_write_and_read(units: Units) -> None:
    compose = composing(Watched())["compose"]
    with pytest.raises(AssertionError, match="on the thread db-writer"):
        await units.run(compose)
    with pytest.raises(AssertionError, match="on the thread db-reader"):
        await units.read(compose)


async def test_on_a_thread_of_its_own_it_may_be_loaded() -> None:
    watched = Watched()
    compose = composing(watched)["compose"]
    assert await asyncio.to_thread(compose) == "segno"
    assert compose() == "segno", "a test that calls it keeps nobody waiting"
    assert not watched.found
