"""What did the measures say before? The lines on a task's card, the newest first, and all of it in full as text."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.registry import Words
from bot.screen import Html, cut
from domain.measures import MeasureTrace

MOST = 5  # changes on a card; all of them stand in the full text
LONGEST = 80  # characters of a text on the card


def on_card(traces: Sequence[MeasureTrace], words: Words, most: int | None) -> list[Html]:
    """`most` characters of a long text; None where the card has room."""
    if not traces:
        return []
    room = LONGEST if most is None else min(most, LONGEST) // 2
    lines = [_line(trace, words, room) for trace in list(reversed(traces))[:MOST]]
    if len(traces) > MOST:
        lines.append(words("measure-history-more", count=len(traces) - MOST))
    return [words("measure-history-title", count=len(traces), lines=Html("\n".join(lines)))]


def in_full(traces: Sequence[MeasureTrace], words: Words) -> str:
    """Plain text, the oldest first."""
    return "\n".join(
        words.plain(
            f"measure-history-full-{_what(trace)}",
            day=words.date(trace.at.astimezone(words.zone).date()),
            by=trace.by or "none",
            number=trace.number,
            reason=trace.reason,
            before=trace.before,
            after=trace.after,
        )
        for trace in traces
    )


def _line(trace: MeasureTrace, words: Words, room: int) -> Html:
    return words(
        f"measure-history-{_what(trace)}",
        day=words.date(trace.at.astimezone(words.zone).date()),
        by=trace.by or "none",
        number=trace.number,
        reason=cut(trace.reason, LONGEST),
        before=cut(" ".join(trace.before.split()), room),
        after=cut(" ".join(trace.after.split()), room),
    )


def _what(trace: MeasureTrace) -> str:
    if not trace.before:
        return "added"
    return "changed" if trace.after else "dropped"
