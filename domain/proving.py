"""When is a contact address proven? A code of six digits was mailed to it, and a coordinator typed it back in time.

A code is good for half an hour and five wrong ones; then a new one is to be asked for, a while later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.errors import Rejected

DIGITS = 6
GOOD_FOR = timedelta(minutes=30)
MOST_WRONG = 5  # of a million: guessing is hopeless
AGAIN_AFTER = timedelta(minutes=1)
AGAIN_AFTER_WRONG = timedelta(minutes=15)

_CODE = re.compile(rf"\d{{{DIGITS}}}")


def normal(address: str) -> str:
    """One address, however it is typed."""
    return address.strip().lower()


def unproven(addresses: Iterable[str], proven: frozenset[str]) -> tuple[str, ...]:
    return tuple(address for address in dict.fromkeys(addresses) if normal(address) not in proven)


def read_code(text: str) -> str:
    """`042 917` as `042917`. Raises `Rejected` for what is no code: that is a slip, and no guess."""
    typed = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
    if not _CODE.fullmatch(typed):
        raise Rejected("proof-six-digits")
    return typed


def next_code_at(sent_at: datetime, wrong: int) -> datetime:
    """When another code may be mailed."""
    return sent_at + (AGAIN_AFTER_WRONG if wrong >= MOST_WRONG else AGAIN_AFTER)


def is_old(sent_at: datetime, now: datetime) -> bool:
    return now - sent_at > GOOD_FOR
