"""What does a button of the form do? One small function per step; an unknown or stale one means the form has moved on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import delete

from db.queries import reports, rounds
from db.tables import Evidence, ReportValue
from domain.collection import PREVIEW, TEXT, Place, Step
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.presses import row_number
from domain.states import ReportStatus
from jobs import dialogues, outbox
from jobs.collection import again, cards, help_wanted, parts, sending
from jobs.collection.writing import Writing


def press(writing: Writing, value: str, occasion: str) -> Note | None:
    """What a button does at the place where the form stands."""
    place = writing.place
    if value == "leave":
        return leave(writing, occasion)
    if (beside := _beside(writing)) is not None:
        return beside(writing, value)
    if value == "back" and place != writing.filled.places[0]:
        writing.go(PREVIEW if writing.from_preview else writing.filled.before(place))
        return None
    match place.step:
        case Step.STATUS:
            return _status(writing, value)
        case Step.TEXT:
            return _text(writing, value)
        case Step.FIGURE:
            return _figure(writing, place, value)
        case Step.EVIDENCE:
            return _evidence(writing, value)
        case Step.PREVIEW:
            return _preview(writing, value, occasion)


def _beside(writing: Writing) -> Callable[[Writing, str], Note | None] | None:
    """What lies open inside a step takes its buttons: one measure, earlier evidence, the matter that needs help."""
    if writing.measure is not None:
        return parts.press
    if writing.shelf is not None:
        return again.press
    return help_wanted.press if writing.is_at_help else None


def leave(writing: Writing, occasion: str) -> Note:
    """存草稿离开: the draft stays, seen by every liaison of the department."""
    unit, request = writing.unit, writing.request
    outbox.show(
        unit,
        cards.saved(unit, request, writing.draft),
        to=outbox.to_person(writing.person.id),
        card=reports.request_card(request.id),
        occasion=occasion,
    )
    for card, message in rounds.cards(unit, request):
        outbox.edit_shown(unit, message, card=card)
    # a colleague who was shown that this one is writing can go on now
    outbox.edit_shown(unit, cards.saved(unit, request, writing.draft), card=reports.request_card(request.id))
    dialogues.close(unit, writing.dialogue)
    return Note("report-saved", {})


def _status(writing: Writing, value: str) -> Note | None:
    if value == "same":
        return _repeat(writing)
    if value not in list(ReportStatus):
        raise Moved
    writing.draft.status = value
    writing.touch()
    if value == ReportStatus.NO_CHANGE:
        _fill_figures(writing)
        writing.go(PREVIEW)
    else:
        writing.advance()
    return None


def _repeat(writing: Writing) -> Note | None:
    """与上季相同: no progress, last quarter's text and figures. The reviewer sees it stand as 无新进展."""
    last = reports.last_accepted(writing.unit, writing.request)
    if last is None:
        raise Moved
    writing.draft.status = ReportStatus.NO_CHANGE
    if not writing.draft.text and last.text:
        parts.use_last(writing)
    _fill_figures(writing)
    writing.touch()
    writing.go(PREVIEW)
    return None


def _fill_figures(writing: Writing) -> None:
    """Without progress the figures are last quarter's; where this year has none yet, there is none."""
    last = reports.last_values(writing.unit, writing.request)
    filled = writing.filled
    for indicator in filled.asked:
        if indicator not in filled.given:
            set_figure(writing, indicator, last.get(indicator))


def _text(writing: Writing, value: str) -> Note | None:
    match value:
        case "next":
            if writing.filled.lacks(TEXT):
                raise Rejected("report-text-needed")
            writing.advance()
        case "last":
            parts.use_last(writing)
            writing.stay()
            return Note("report-last-text-used", {})
        case "parts":
            parts.begin(writing)
        case "clear":
            writing.set_text({})
            writing.stay()
        case _:
            raise Moved
    return None


def _figure(writing: Writing, place: Place, value: str) -> Note | None:
    doubt = writing.dialogue.fields.get("doubt")
    match value:
        case "same":
            last = reports.last_values(writing.unit, writing.request).get(place.indicator)
            if last is None:
                raise Rejected("figure-no-last")
            set_figure(writing, place.indicator, last)
        case "none":
            set_figure(writing, place.indicator, None)
        case "next" if not writing.filled.lacks(place):
            pass
        case "yes" if doubt:
            set_figure(writing, place.indicator, Decimal(doubt["value"]))
        case "no" if doubt:
            writing.stay(doubt=None)
            return None
        case _:
            raise Moved
    writing.advance()
    return None


def set_figure(writing: Writing, indicator: int, value: Decimal | None) -> None:
    """The figure of an indicator; None is 暂无数据."""
    unit, draft = writing.unit, writing.draft
    unit.conn.execute(
        delete(ReportValue).where(ReportValue.report_id == draft.id, ReportValue.indicator_id == indicator)
    )
    unit.conn.execute(unit.insert_new(ReportValue).values(report_id=draft.id, indicator_id=indicator, value=value))
    writing.touch()


def _evidence(writing: Writing, value: str) -> Note | None:
    if value == "next":
        writing.go(PREVIEW)
        return None
    what, _, number = value.partition("-")
    if value == "shelf" and again.is_there(writing):
        writing.stay(shelf=0)
        return None
    wanted = row_number(number) if what == "drop" else None
    dropped = next((file for file in writing.draft.evidence if file.id == wanted), None)
    if dropped is None:
        raise Moved
    writing.unit.conn.execute(delete(Evidence).where(Evidence.id == dropped.id))
    writing.unit.session.expire(writing.draft, ["evidence"])
    writing.touch()
    writing.stay()
    return Note("evidence-dropped", {"name": dropped.name})


def _preview(writing: Writing, value: str, occasion: str) -> Note | None:
    if value == "send":
        return sending.send(writing, occasion)
    if value == "help":
        writing.stay(help=True)
        return None
    what, _, which = value.partition("-")
    if what != "edit":
        raise Moved
    places = {place.word: place for place in writing.filled.places if place != PREVIEW}
    if which == "figures":  # one button for all: the first of them, the others follow
        which = next((place.word for place in _figures(writing)), "")
    if which not in places:
        raise Moved
    writing.go(places[which], back=True)
    return None


def _figures(writing: Writing) -> tuple[Place, ...]:
    return tuple(place for place in writing.filled.places if place.step is Step.FIGURE)
