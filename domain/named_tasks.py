"""Which of a notice's tasks does an objection name? Pressed one by one, or typed as numbers: `21、33`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import Moved, Rejected

_BETWEEN = re.compile(r"[\s,、;和]+")  # of a normalized text


@dataclass(frozen=True)
class TaskChoice:
    id: int
    number: str


def toggled(chosen: Sequence[int], which: str, tasks: Sequence[TaskChoice]) -> tuple[int, ...]:
    """The chosen tasks' ids with one more, or one fewer, in the notice's order. Raises `Moved` for one that it lacks."""
    known = {str(task.id): task.id for task in tasks}
    if which not in known:
        raise Moved
    now = set(chosen) ^ {known[which]}
    return tuple(task.id for task in tasks if task.id in now)


def numbered(text: str, tasks: Sequence[TaskChoice]) -> tuple[int, ...]:
    """The ids of the tasks whose numbers were typed. Raises `Rejected` unless all of them are the notice's."""
    known = {task.number for task in tasks}
    given = [part.removeprefix("序号") for part in _BETWEEN.split(unicodedata.normalize("NFKC", text)) if part]
    if not given or not known.issuperset(given):
        numbers = "、".join(task.number for task in tasks)
        raise Rejected("objection-task-unknown", given=text.strip()[:40], numbers=numbers)
    return tuple(task.id for task in tasks if task.number in given)
