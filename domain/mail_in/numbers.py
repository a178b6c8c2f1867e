"""Which register numbers does a mail name, and which may its writer have meant? `2025-0021`, and what is a slip away from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MOST = 20  # numbers looked at in one mail: a list of a hundred is for a person anyway

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－﹣_~～", "-"))
_WRITTEN = re.compile(r"(?<![0-9A-Za-z.-])(20[0-9]{2})\s?-\s?([0-9]{4,6})(?![0-9A-Za-z]|-[0-9])")
# Beside a word that says it is one, a number is taken with any slip: a letter for a digit, no dash, one digit too few.
_LABELLED = re.compile(
    r"(?:登记号|登记编号|异议编号|异议|register(?:ed)?\s+(?:number|no\.?)|objection(?:\s+no\.?)?)\s*(?:为|是|号)?\s*[::#]?\s*"
    r"([0-9OoQIlSsBZz]{3,5}\s?[-/.]?\s?[0-9OoQIlSsBZz]{2,7})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_LOOKS_LIKE = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2"}
)


def named(text: str) -> tuple[str, ...]:
    """The numbers a text names, each once, in order, as the register writes them; and slips, as they were meant to be read."""
    flat = unicodedata.normalize("NFKC", text).translate(_DASHES)
    found = [(match.start(), f"{match[1]}-{match[2]}") for match in _WRITTEN.finditer(flat)]
    taken = [match.span() for match in _WRITTEN.finditer(flat)]
    found += [
        (match.start(1), _as_register(match[1]))
        for match in _LABELLED.finditer(flat)
        if not any(start < match.end(1) and match.start(1) < end for start, end in taken)
    ]
    return tuple(dict.fromkeys(number for _, number in sorted(found)))[:MOST]


def near(number: str) -> frozenset[str]:
    """Every number one slip away: a digit wrong, missing, doubled or swapped with its neighbour. The dash stays."""
    year, _, serial = number.partition("-")
    years = {one for one in _slips(year) if len(one) == 4}
    return frozenset({f"{one}-{serial}" for one in years} | {f"{year}-{one}" for one in _slips(serial)} - {number})


def _as_register(written: str) -> str:
    digits = re.sub(r"[^0-9]", "", written.translate(_LOOKS_LIKE))
    return f"{digits[:4]}-{digits[4:]}"


def _slips(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        yield digits[:at] + digits[at + 1 :]
        for digit in "0123456789":
            yield digits[:at] + digit + digits[at + 1 :]
        if at + 1 < len(digits):
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    for at in range(len(digits) + 1):
        for digit in "0123456789":
            yield digits[:at] + digit + digits[at:]
