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


# What a programme can be set to in chat, by the name that its button carries; settings may hold others.
ORDERS: dict[str, tuple[Step, ...]] = {
    "ap": (Step.ACCEPTANCE, Step.PUBLICITY),
    "pa": (Step.PUBLICITY, Step.ACCEPTANCE),
    "pap": (Step.PUBLICITY, Step.ACCEPTANCE, Step.PUBLICITY),
    "app": (Step.ACCEPTANCE, Step.PUBLICITY, Step.PUBLICITY),
}


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


def order_named(closing: Sequence[str]) -> str:
    """The name of an order among `ORDERS`; empty for another."""
    return next((name for name, steps in ORDERS.items() if [str(step) for step in steps] == list(closing)), "")


def periods_asked(closing: Sequence[str]) -> int:
    return sum(step == Step.PUBLICITY for step in closing)
