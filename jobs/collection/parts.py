"""How is a text written measure by measure (逐条填写), and how is it begun from last quarter's?

One measure after another; the report's text is composed of all of them, and of what was written beside them.
"""

from __future__ import annotations

from typing import Any

from db.queries import reports
from db.tables import Measure, Report
from domain.answers import Typed
from domain.collection import TEXT, parts_of
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from jobs.collection.writing import Writing

LAST = "last."  # before the key of a paragraph that is last quarter's
FULL_MESSAGE = 4000  # characters: Telegram cuts a longer text in two, and the second half is the same measure's


def begin(writing: Writing) -> None:
    """To the first measure nothing was said about yet."""
    measures = _measures(writing)
    if len(measures) < 2:
        raise Moved
    said = parts_of(writing.draft.messages)
    writing.stay(measure=next((one.id for one in measures if one.id not in said), measures[0].id))


def press(writing: Writing, value: str) -> Note | None:
    """A button on the card of one measure."""
    at = _at(writing)
    match value:
        case "next":
            _onward(writing, at)
        case "back":
            writing.stay(measure=_measures(writing)[at - 1].id if at else None)
        case "whole":
            writing.stay(measure=None)
        case "same":
            said = reports.parts_of(writing.unit, _last(writing)).get(_measures(writing)[at].id)
            if said is None:
                raise Moved
            _put(writing, at, f"{LAST}m{_measures(writing)[at].id}", said, anew=True)
            writing.draft.based_on = _last(writing).id
            _onward(writing, at)
        case "clear":
            measure = _measures(writing)[at].id
            kept = {key: each for key, each in writing.draft.messages.items() if not _is_of(each, measure)}
            writing.set_text(kept)
            writing.stay()
        case _:
            raise Moved
    return None


def take(writing: Writing, typed: Typed) -> None:
    """What is typed is this measure's; last quarter's words about it give way."""
    at = _at(writing)
    _put(writing, at, writing.key(typed.message_id), typed.text.strip(), anew=False)
    if len(typed.text) >= FULL_MESSAGE:
        writing.stay()
    else:
        _onward(writing, at)


def use_last(writing: Writing) -> None:
    """从上季开始: last quarter's text, whole or by measures, before what is written already. The reviewer sees it so."""
    last = _last(writing)
    own = {key: each for key, each in writing.draft.messages.items() if not key.startswith(LAST)}
    theirs = last.messages.values() if parts_of(last.messages) else [last.text]
    writing.set_text({f"{LAST}{at}": each for at, each in enumerate(theirs)} | own)
    writing.draft.based_on = last.id


def _last(writing: Writing) -> Report:
    last = reports.last_accepted(writing.unit, writing.request)
    if last is None or not last.text:
        raise Moved
    return last


def _put(writing: Writing, at: int, key: str, text: str, *, anew: bool) -> None:
    measure = _measures(writing)[at].id
    kept = {
        other: each
        for other, each in writing.draft.messages.items()
        if not _is_of(each, measure) or not (anew or other.startswith(LAST))
    }
    writing.set_text(kept | {key: {"measure": measure, "text": text}})


def _onward(writing: Writing, at: int) -> None:
    """The next measure; after the last one on in the form."""
    measures = _measures(writing)
    if at + 1 < len(measures):
        writing.stay(measure=measures[at + 1].id)
        return
    if writing.filled.lacks(TEXT):
        raise Rejected("report-text-needed")
    writing.advance()


def _at(writing: Writing) -> int:
    """Which of the measures it is; one that has gone meanwhile leads back to the whole text."""
    ids = [measure.id for measure in _measures(writing)]
    if writing.measure not in ids:
        raise Moved
    return ids.index(writing.measure)


def _measures(writing: Writing) -> list[Measure]:
    return reports.measures_of(writing.unit, writing.request)


def _is_of(paragraph: Any, measure: int) -> bool:
    return isinstance(paragraph, dict) and paragraph["measure"] == measure
