"""What becomes of what is typed or sent while the form is open? Nothing is lost: it answers, or it adds."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

from db.queries import reports
from db.tables import Evidence
from domain.answers import Files, ReceivedFile, Typed
from domain.collection import TEXT, Place, Step, is_prose, is_sentence, typed_choice
from domain.errors import Moved, Rejected
from domain.figures import doubt_about, parse_figure
from domain.messages.base import Note
from jobs import files as store
from jobs.collection import again, help_wanted, parts, pressed
from jobs.collection.writing import Writing

_NO_FIGURE = {"figure-not-exact", "figure-other-unit"}  # may be words; a number of twenty digits is no paragraph


# -- texts --------------------------------------------------------------------------------------------------------


def text(writing: Writing, typed: Typed, occasion: str) -> Note | None:
    """A typed message: an edit of an earlier one, the word on a button, or an answer to the step."""
    if not typed.text.strip():
        raise Rejected("report-not-text")
    key = writing.key(typed.message_id)
    if typed.edited and key in writing.draft.messages:
        writing.write(key, typed.text)
        writing.stay()
        return Note("report-edited", {})
    figures = writing.dialogue.fields.get("figures", {})
    if typed.edited and (which := figures.get(str(typed.message_id))) is not None:
        return _figure(writing, Place(Step.FIGURE, which), typed, moves=False)
    if typed.edited and typed.message_id == writing.dialogue.fields.get("help_message"):
        return help_wanted.take(writing, typed)
    place = writing.place
    choice = typed_choice(place, typed.text)
    if choice is not None and (not writing.is_at_help or choice in ("back", "leave")):
        _someone_else(writing)
        try:
            return pressed.press(writing, choice, occasion)
        except Moved:  # a word that is no button at this step is what it says: text
            if choice == "send":
                raise Rejected("report-send-at-preview") from None
    return _answer(writing, place, typed)


def _answer(writing: Writing, place: Place, typed: Typed) -> Note | None:
    if writing.is_at_help:
        return help_wanted.take(writing, typed)
    if writing.shelf is not None and not is_prose(typed.text):
        _someone_else(writing)
        return again.typed(writing, typed.text)
    match place.step:
        case Step.TEXT if writing.measure is not None:
            parts.take(writing, typed)
            return None
        case Step.TEXT:
            _paragraph(writing, typed)
            writing.advance()
            return None
        case Step.FIGURE:
            try:
                return _figure(writing, place, typed, moves=True)
            except Rejected as refused:
                if refused.key not in _NO_FIGURE or not is_prose(typed.text):
                    raise
        case Step.STATUS if not is_prose(typed.text):
            raise Rejected("report-status-expected")
        case Step.EVIDENCE | Step.PREVIEW if not is_sentence(typed.text):
            raise Rejected("report-file-expected" if place.step is Step.EVIDENCE else "report-preview-expected")
    _paragraph(writing, typed)
    writing.stay()
    return Note("report-text-added", {})


def _paragraph(writing: Writing, typed: Typed) -> None:
    writing.write(writing.key(typed.message_id), typed.text)


def _figure(writing: Writing, place: Place, typed: Typed, *, moves: bool) -> Note | None:
    """A figure as typed; one that surprises is asked about. `moves` is false for an edit of an earlier message."""
    _someone_else(writing)
    figure = reports.figures_of(writing.unit, writing.request, writing.draft).get(place.indicator)
    if figure is None:
        raise Moved
    value = parse_figure(typed.text, figure.unit, figure.target)
    why = doubt_about(value, figure.last, figure.target)
    noted = writing.dialogue.fields.get("figures", {}) | {str(typed.message_id): place.indicator}
    if why is not None:
        writing.go(
            place,
            back=writing.from_preview or not moves,
            doubt={"value": _plain(value), "why": str(why)},
            figures=noted,
        )
        return None
    pressed.set_figure(writing, place.indicator, value)
    if moves:
        writing.advance()
        writing.stay(figures=noted)
        return None
    writing.stay(figures=noted)
    return Note("report-edited", {})


def _someone_else(writing: Writing) -> None:
    """A figure or a choice would overwrite: refused where somebody else wrote since the card was drawn."""
    if not writing.is_seen:
        raise Moved("report-someone-else", name=reports.name_of(writing.unit, writing.draft.writer_id) or "none")


def _plain(value: Decimal) -> str:
    return f"{value:f}"


# -- files --------------------------------------------------------------------------------------------------------


def files(writing: Writing, sent: Files) -> Note | None:
    """Files are taken at every step. An album comes as several messages and is acknowledged as one.

    A caption is text where text is awaited or a whole sentence is said; a short one is the file's name.
    """
    caption = sent.caption.strip()
    known = writing.key(sent.message_id) in writing.draft.messages  # an edited caption that was text is text
    says = bool(caption) and (known or writing.place == TEXT or is_prose(caption))
    for file in sent.files:
        writing.unit.conn.execute(
            writing.unit.insert_new(Evidence).values(
                report_id=writing.draft.id,
                file_id=store.remember(writing.unit, file),
                name=_name(writing, file) if says or not caption else captioned(file, caption),
                message_id=sent.message_id,
            )
        )
    writing.unit.session.expire(writing.draft, ["evidence"])
    if says:
        _caption(writing, sent)
    writing.touch()
    kept = len(sent.files)
    before = writing.dialogue.fields.get("album") or {}
    if sent.album is not None and before.get("id") == sent.album:
        kept += before["kept"]
    writing.stay(album={"id": sent.album, "kept": kept})
    return Note("evidence-received", {"count": kept}) if sent.files else None


def _name(writing: Writing, file: ReceivedFile) -> str:
    """A document's own name; photos have none and are counted, else all of an album would be called the same."""
    if not file.photo:
        return file.name
    taken = {one.name for one in writing.draft.evidence}
    word = "照片" if writing.unit.settings.office.language.startswith("zh") else "photo "
    return next(name for n in count(1) if (name := f"{word}{n}.jpg") not in taken)


def _caption(writing: Writing, sent: Files) -> None:
    """As if it had been typed: of the measure that is being written about, or of the whole."""
    said: str | dict[str, Any] = sent.caption.strip()
    if writing.measure is not None:
        said = {"measure": writing.measure, "text": said}
    writing.set_text(dict(writing.draft.messages) | {writing.key(sent.message_id): said})


def captioned(file: ReceivedFile, caption: str) -> str:
    """What a file is called by the words under it: a photo has no other name, a document keeps its own beside them."""
    stem, dot, ending = file.name.rpartition(".")
    name = f"{caption}{dot}{ending}" if file.photo else f"{stem or ending}({caption}){dot}{ending if dot else ''}"
    return store.label(" ".join(name.split()))
