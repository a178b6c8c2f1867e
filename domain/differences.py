"""What changed between two texts? For a person on a phone: sentence by sentence, and inside a sentence what differs.

A sentence that stayed is same, one that was rewritten is gone and new, one that was only touched shows the touch:
`完成营造林` ~480~ +520+ `万亩`. Numbers are never split: 480 and 520 do not share a 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

_SENTENCES = re.compile(r"[^。;;!!??\n]*[。;;!!??\n]+|[^。;;!!??\n]+")
_TOKENS = re.compile(r"[A-Za-z]+|\d(?:[\d,.]*\d)?|\s+|.", re.DOTALL)
TOUCHED = 50  # per cent: a sentence less like than this was written anew
ISLAND = 2  # letters left standing between two changes are easier to read as changed
WIDEST = 120  # sentences a side that are matched with each other; a text with more new ones is new


class Part(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    part: Part
    text: str


def differences(old: str, new: str, *, coarse: bool = False) -> tuple[Piece, ...]:
    """Same and new pieces are `new` to the letter; same and gone ones are `old`, but for spaces around its sentences.

    Where something gave way, what is gone stands before what is new. `coarse`: whole sentences only.
    """
    before, after = _SENTENCES.findall(old), _SENTENCES.findall(new)
    found: list[Piece] = []
    for gone, fresh, same in _runs([text.strip() for text in before], [text.strip() for text in after]):
        found += _rewritten(before[gone], after[fresh], coarse=coarse)
        found.append(Piece(Part.SAME, "".join(after[same])))
    return tuple(_joined(found))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[slice, slice, slice]]:
    """(what is gone in `old`, what came in `new`, what follows unchanged in `new`), from the beginning to the end."""
    i = j = 0
    for block in Indel.opcodes(old, new).as_matching_blocks():
        end = block.b + block.size
        yield slice(i, block.a), slice(j, block.b), slice(block.b, end)
        i, j = block.a + block.size, end


def _rewritten(gone: Sequence[str], new: Sequence[str], *, coarse: bool) -> Iterator[Piece]:
    """Sentences that went and those that came in their place; the ones that were only touched are shown as such."""
    i = j = 0
    for one, other in _pairs(gone, new) if not coarse else ():
        yield Piece(Part.GONE, "".join(gone[i:one]))
        yield Piece(Part.NEW, "".join(new[j:other]))
        yield from _touched(gone[one], new[other])
        i, j = one + 1, other + 1
    yield Piece(Part.GONE, "".join(gone[i:]))
    yield Piece(Part.NEW, "".join(new[j:]))


def _pairs(gone: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which sentence became which: in order, and together as like as can be."""
    if not gone or not new or max(len(gone), len(new)) > WIDEST:
        return []
    like = [[fuzz.ratio(one, other, score_cutoff=TOUCHED) for other in new] for one in gone]
    best = [[0.0] * (len(new) + 1) for _ in range(len(gone) + 1)]
    for i in range(len(gone) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            matched = best[i + 1][j + 1] + like[i][j] if like[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], matched)
    found, i, j = [], 0, 0
    while i < len(gone) and j < len(new):
        if like[i][j] and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _touched(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    gone = fresh = ""
    for went, came, stayed in _runs(before, after):
        gone += "".join(before[went])
        fresh += "".join(after[came])
        same = "".join(after[stayed])
        is_last = stayed.stop == len(after)
        if same and len(same) <= ISLAND and (gone or fresh) and not is_last:
            gone, fresh = gone + same, fresh + same
            continue
        yield Piece(Part.GONE, gone)
        yield Piece(Part.NEW, fresh)
        yield Piece(Part.SAME, same)
        gone = fresh = ""
    yield Piece(Part.GONE, gone)
    yield Piece(Part.NEW, fresh)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours as one piece; between two same ones at most one that is gone and one that is new."""
    same = gone = new = ""
    for piece in pieces:
        if piece.part is Part.SAME and piece.text:
            if gone or new:
                yield from _told(same, gone, new)
                same = gone = new = ""
            same += piece.text
        elif piece.part is Part.GONE:
            gone += piece.text
        elif piece.part is Part.NEW:
            new += piece.text
    yield from _told(same, gone, new)


def _told(same: str, gone: str, new: str) -> Iterator[Piece]:
    for part, text in ((Part.SAME, same), (Part.GONE, gone), (Part.NEW, new)):
        if text:
            yield Piece(part, text)
