"""What do an objector's files tell beside what they show? Place, device and author: taken out where the objector says so.

Asked once for all files of an objection, also for those that follow. An anonymous objector must say; a named one may.
Where some can't be cleaned, the objector decides what becomes of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.answers import ReceivedFile


class Asks(StrEnum):
    """What is open: whether to take it out, and what to do with the files it can't be taken out of."""

    NOTHING = ""
    TRACES = "traces"
    REST = "rest"


@dataclass(frozen=True)
class Wish:
    """What was said; None: not yet. `clean`: without traces. `rest`: send also what can't be cleaned."""

    clean: bool | None = None
    rest: bool | None = None


# What a button or a typed word stands for.
WISHES = {
    "clean": Wish(clean=True),
    "as_is": Wish(clean=False),
    "rest_send": Wish(clean=True, rest=True),
    "rest_drop": Wish(clean=True, rest=False),
}
SAID = {
    "去掉后再送": "clean",
    "去掉": "clean",
    "clean": "clean",
    "按原样送": "as_is",
    "原样": "as_is",
    "as they are": "as_is",
    "照样送": "rest_send",
    "send them": "rest_send",
    "不送这几份": "rest_drop",
    "不送": "rest_drop",
    "leave them out": "rest_drop",
}


def asks(files: Sequence[ReceivedFile], wish: Wish, *, anonymous: bool) -> Asks:
    if not files or (wish.clean is None and not anonymous):
        return Asks.NOTHING
    if wish.clean is None:
        return Asks.TRACES
    return Asks.REST if wish.clean and wish.rest is None and stubborn(files) else Asks.NOTHING


def stubborn(files: Sequence[ReceivedFile]) -> list[ReceivedFile]:
    """Those nobody can clean."""
    return [file for file in files if not file.clean_sha256]


def as_sent(files: Sequence[ReceivedFile], wish: Wish) -> list[ReceivedFile]:
    """The files as they are sent, in their order; two that are one once they are cleaned are sent once."""
    if not wish.clean:
        return list(files)
    sent: dict[str, ReceivedFile] = {}
    for file in files:
        if file.clean_sha256:
            copy = replace(file, sha256=file.clean_sha256, size=file.clean_size, cleaned=True)
            sent.setdefault(copy.sha256, copy)
        elif wish.rest:
            sent.setdefault(file.sha256, file)
    return list(sent.values())


def every_copy(files: Sequence[ReceivedFile]) -> set[str]:
    """SHA-256 of the files and of their copies."""
    return {sha256 for file in files for sha256 in (file.sha256, file.clean_sha256) if sha256}


def left_behind(files: Sequence[ReceivedFile], wish: Wish) -> set[str]:
    """SHA-256 of contents that were given and are not sent: originals, copies nobody wanted."""
    return every_copy(files) - {file.sha256 for file in as_sent(files, wish)}
