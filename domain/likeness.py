"""How like are two reports? Closing on paper is copying: another task's text, or last quarter's with the date changed.

Compared is what is left of a text without spaces, punctuation and widths, as it stands and with its sentences sorted
(a copy is often only put in another order). Short texts say the same because there is little to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

MARKED = 85  # per cent. Copies with up to 5 % changed measure 94 and more, independent texts on one topic under 15:
# tests/unit/domain/test_likeness.py prints the margin. Nearer to the copies, for a wrong mark costs one look at two texts.
LEAST = 40  # letters and digits: 无新进展, 正在按计划推进 and the like are nobody's copy
_ENDS = re.compile(r"[。;;!!??\n]+")


@dataclass(frozen=True)
class Essence:
    """What of a text is compared: its letters and digits, in order and by sorted sentences."""

    plain: str
    by_sentence: str


def essence(text: str | None, least: int = LEAST) -> Essence | None:
    """None where there is too little to compare."""
    sentences = [_letters(part) for part in _ENDS.split(text or "")]
    plain = "".join(sentences)
    return Essence(plain, "".join(sorted(sentences))) if len(plain) >= least else None


def alike(one: Essence, other: Essence, marked: int = MARKED) -> int | None:
    """Per cent, where they are so like that the reviewer has to know; else None.

    The cut-off ends a comparison early: hundreds of long texts take milliseconds, so nothing is sifted before.
    """
    found = fuzz.ratio(one.plain, other.plain, score_cutoff=marked)
    if not found:
        found = fuzz.ratio(one.by_sentence, other.by_sentence, score_cutoff=marked)
    return int(found) if found else None


def changed_percent(text: str | None, last: str | None) -> int | None:
    """How much of the text is not last quarter's, in whole per cent; None where one of them is missing.

    0 only where no letter and no digit differs, 100 only where nothing is the same.
    """
    if not text or not last:
        return None
    one, other = _letters(text), _letters(last)
    changed = 100 - fuzz.ratio(one, other)
    rounded = round(changed)
    if rounded == 0 and one != other:
        return 1
    return 99 if rounded == 100 and changed < 100 else rounded


def _letters(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).casefold() if ch.isalnum())
