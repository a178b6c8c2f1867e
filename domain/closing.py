"""What comes next before a task is struck off? Each programme lists its steps, in the order it uses.

Most accept first and publish afterwards; some provinces publish before acceptance, and some twice (county, then
province): `[acceptance, publicity]`, `[publicity, acceptance]`, `[publicity, acceptance, publicity]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

LONGEST_REASON = 500  # characters: why a task is looked at again


class Step(StrEnum):
    ACCEPTANCE = "acceptance"
    PUBLICITY = "publicity"
    CLOSE = "close"


def next_step(closing: Sequence[str], *, accepted: bool, ended: int) -> Step:
    """The first step of `closing` that is not behind the task. `ended`: publicity periods that are over and count."""
    for step in closing:
        if step == Step.ACCEPTANCE and not accepted:
            return Step.ACCEPTANCE
        if step == Step.PUBLICITY:
            if ended == 0:
                return Step.PUBLICITY
            ended -= 1
    return Step.CLOSE


def periods_asked(closing: Sequence[str]) -> int:
    return sum(step == Step.PUBLICITY for step in closing)
