"""How is evidence that was sent before attached again (用以前的材料)? By a tap or its number, never by sending it twice."""

from __future__ import annotations

from db.queries.evidence_before import Earlier, evidence_before
from db.tables import Evidence
from domain.errors import Moved, Rejected
from domain.messages.answering import AskShelf, Shelved
from domain.messages.base import Note
from domain.messages.collection import Head
from domain.presses import row_number
from jobs.collection.writing import Writing

PAGE = 6  # files a card, with a button each


def is_there(writing: Writing) -> bool:
    return bool(evidence_before(writing.unit, writing.request, writing.draft))


def press(writing: Writing, value: str) -> Note | None:
    """A button on the shelf: a page, a file, or back to what is attached."""
    what, _, named = value.partition("-")
    if what == "back":
        writing.stay(shelf=None)
        return None
    number = row_number(named)
    if number is None:
        raise Moved
    earlier = evidence_before(writing.unit, writing.request, writing.draft)
    if what == "shelf":
        writing.stay(shelf=number)
        return None
    chosen = next((one for one in earlier if what == "use" and one.evidence_id == number), None)
    if chosen is None:
        raise Moved
    return _attach(writing, chosen)


def typed(writing: Writing, text: str) -> Note:
    """The number of a line stands for its button."""
    earlier = evidence_before(writing.unit, writing.request, writing.draft)
    number = text.strip()
    if not number.isdecimal() or len(number) > 3 or not 1 <= int(number) <= len(earlier):
        raise Rejected("evidence-again-number", most=len(earlier))
    return _attach(writing, earlier[int(number) - 1])


def _attach(writing: Writing, chosen: Earlier) -> Note:
    unit, draft = writing.unit, writing.draft
    unit.conn.execute(
        unit.insert_new(Evidence).values(report_id=draft.id, file_id=chosen.file_id, name=chosen.name, message_id=None)
    )
    unit.session.expire(draft, ["evidence"])
    writing.touch()
    left = evidence_before(unit, writing.request, draft)
    page = writing.shelf or 0
    writing.stay(shelf=min(page, (len(left) - 1) // PAGE) if left else None)
    return Note("evidence-attached", {"name": chosen.name})


def card(writing: Writing, head: Head) -> AskShelf:
    earlier = evidence_before(writing.unit, writing.request, writing.draft)
    pages = max(-(-len(earlier) // PAGE), 1)
    page = min(writing.shelf or 0, pages - 1)
    shown = earlier[page * PAGE : (page + 1) * PAGE]
    lines = tuple(
        Shelved(one.evidence_id, at, one.name, one.number, one.key)
        for at, one in enumerate(shown, start=page * PAGE + 1)
    )
    return AskShelf(head, lines, page=page, pages=pages, held=len(writing.draft.evidence))
