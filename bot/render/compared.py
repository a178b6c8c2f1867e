"""How do changes look on a phone? Struck what is gone, underlined what is new; long runs that stayed are counted."""

from __future__ import annotations

from collections.abc import Iterable

from bot.render.registry import Words
from bot.screen import Html, as_html
from domain.differences import Part, Piece, differences

MOST_MARKS = 90  # entities: Telegram drops those after a message's hundredth in silence
LONG = 90  # letters of a run that stayed: beyond, its ends are shown
END = 24  # letters of each end


def changes(old: str, new: str) -> tuple[Piece, ...]:
    """Inside sentences where the marks are few enough to be shown, else sentence by sentence."""
    pieces = differences(old, new)
    return pieces if marks(pieces) <= MOST_MARKS else differences(old, new, coarse=True)


def marks(pieces: Iterable[Piece]) -> int:
    return sum(piece.part is not Part.SAME for piece in pieces)


def marked(pieces: Iterable[Piece]) -> Html:
    return Html("".join(_marked(piece) for piece in pieces))


def _marked(piece: Piece) -> str:
    text = as_html(piece.text)
    match piece.part:
        case Part.GONE:
            return f"<s>{text}</s>"
        case Part.NEW:
            return f"<u>{text}</u>"
        case _:
            return text


def shortened(pieces: Iterable[Piece], words: Words) -> tuple[Piece, ...]:
    """For reading the changes alone: a long run that stayed shows its ends and how much lies between."""
    return tuple(_shortened(piece, words) for piece in pieces)


def _shortened(piece: Piece, words: Words) -> Piece:
    if piece.part is not Part.SAME or len(piece.text) <= LONG:
        return piece
    left_out = words.plain("review-same-run", count=len(piece.text) - 2 * END)
    return Piece(Part.SAME, f"{piece.text[:END]}{left_out}{piece.text[-END:]}")
