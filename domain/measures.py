"""Which measure became which? A new list beside the old one, so that each keeps what was reported on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

ALIKE = 0.5  # of 1: below that a text is another measure rather than the same one in other words
LONGEST_REASON = 300  # characters; it stands on the task's card
_BACK = frozenset({"返回", "取消", "不改了", "back", "cancel"})


@dataclass(frozen=True)
class Pair:
    """Places from 0 in the old and the new list; None: it was not there, it is no longer there."""

    old: int | None
    new: int | None


@dataclass(frozen=True)
class MeasureTrace:
    """One change of a frozen measure. `before` is empty for one that was added, `after` for one that was dropped.

    `number` is the one it has now, 0 for a dropped one; `by` a colleague's name, empty for the shell.
    """

    number: int
    at: datetime
    by: str
    reason: str
    before: str
    after: str


def goes_back(typed: str) -> bool:
    """Whether somebody who is asked for a reason types what the button beside it says."""
    return typed.strip().lower() in _BACK


def paired(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """What becomes of each: the same text first, then what is much alike, then place by place; the rest goes or comes."""
    left, fresh = list(range(len(old))), list(range(len(new)))
    found: dict[int, int] = {}
    for was, now in _steps(old, new, left, fresh):
        if was in left and now in fresh:
            found[now] = was
            left.remove(was)
            fresh.remove(now)
    kept = [Pair(found.get(now), now) for now in range(len(new))]
    return (*kept, *(Pair(was, None) for was in left))


def _steps(old: Sequence[str], new: Sequence[str], left: list[int], fresh: list[int]) -> Iterator[tuple[int, int]]:
    """Candidates, the surest first. `left` and `fresh` shrink while they are taken."""
    for now in range(len(new)):
        same = [was for was in range(len(old)) if old[was] == new[now] and was in left]
        if same:
            yield min(same, key=lambda was, now=now: abs(was - now)), now  # type: ignore[misc]
    alike = [(_likeness(old[was], new[now]), was, now) for was in left for now in fresh]
    for ratio, was, now in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if ratio >= ALIKE:
            yield was, now
    for place in sorted(set(left) & set(fresh)):
        yield place, place


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
