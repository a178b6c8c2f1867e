"""Is a library ever loaded where somebody waits? Documents' libraries are loaded when the first is read or written: on a thread.

Loading one takes a fifth of a second. On the event loop nobody would be answered for so long, on the database's threads
nothing written or read. An import statement inside a function of the product is looked at wherever a test runs it, also
when what it names has been loaded long before: so every test that takes this road is a test of it.
"""

from __future__ import annotations

import asyncio
import builtins
import sys
import threading
from collections.abc import Iterator, Mapping
from types import FrameType
from typing import Any

import pytest

ROOMS = ("bot", "jobs")
THREADS = ("db-writer", "db-reader")
AT_ONCE = sys.stdlib_module_names  # small, and some of them loaded by Python itself: `strftime` imports `time`
LOOPS = ("asyncio.events", "asyncio.runners")  # a loop in C has but the second
FORMS_FIND_EACH_OTHER = "bot.handlers"  # loaded long before


class Watched:
    """Stands before `__import__`. `found`: what was loaded where it must not be, a line each."""

    def __init__(self) -> None:
        self._import = builtins.__import__
        self.found: list[str] = []

    def __call__(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002 - as Python calls it
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> Any:
        place = str((globals or {}).get("__name__", ""))
        if place.partition(".")[0] in ROOMS and name.partition(".")[0] not in AT_ONCE and name != FORMS_FIND_EACH_OTHER:
            caller = sys._getframe(1)
            function, where = caller.f_code.co_name, _where_somebody_waits()
            if function != "<module>" and where and not _called_by_a_test(caller):
                self.found.append(f"{place}.{function} loads {name} on {where}")
                raise AssertionError(self.found[-1])
        return self._import(name, globals, locals, fromlist or (), level)


def _where_somebody_waits() -> str:
    if asyncio._get_running_loop() is not None:
        return "the event loop"
    thread = threading.current_thread().name
    return f"the thread {thread}" if thread.startswith(THREADS) else ""


def _called_by_a_test(frame: FrameType | None) -> bool:
    """A test that composes a document itself keeps nobody waiting. What the loop started is not called by whoever runs it."""
    while frame is not None and frame.f_globals.get("__name__") not in LOOPS:
        if str(frame.f_globals.get("__name__")).startswith("tests."):
            return True
        frame = frame.f_back
    return False


@pytest.fixture(scope="session", autouse=True)
def nothing_loads_where_somebody_waits() -> Iterator[None]:
    """It fails the test that did it, and the run where the product went on all the same."""
    watched = Watched()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "__import__", watched)
        yield
    assert not watched.found
