"""How does a text stand in a .csv, whose cells have no types? With an apostrophe where a programme would calculate it."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """`=1+1` as `'=1+1`: shown, not calculated."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(field: str) -> str:
    """What `guarded` made of a text, back again; any other field as it stands."""
    return field[1:] if _GUARDED.match(field) else field
