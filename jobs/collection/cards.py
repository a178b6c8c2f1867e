"""Which card shows the form at its place? The facts of each step, read from the draft as it is."""

from __future__ import annotations

from decimal import Decimal

from db.queries import reports, reviews
from db.tables import Report, Request
from db.units import Reading
from domain.collection import Filled, Place, Step, is_late, parts_of
from domain.messages.answering import AskHelp, AskPart
from domain.messages.base import Message, Note
from domain.messages.collection import (
    AskEvidence,
    AskFigure,
    AskStatus,
    AskText,
    Figure,
    Head,
    Preview,
    Saved,
)
from jobs import outbox
from jobs.collection import again
from jobs.collection.writing import Writing


def show(writing: Writing, note: Note | None, *, ring: str | None = None, below: int | None = None) -> None:
    """Bring the form's card up to date; `ring` is the occasion of a new message, where the form was just opened.

    `below`: under files that were just sent (`outbox.show_below`).
    """
    to, card = outbox.to_person(writing.person.id), reports.request_card(writing.request.id)
    message, occasion = form_card(writing, note), ring or f"form {writing.dialogue.id}.{writing.dialogue.rev}"
    if below is not None:
        outbox.show_below(writing.unit, message, to=to, card=card, sent=below)
    else:
        outbox.show(writing.unit, message, to=to, card=card, occasion=occasion, ring=ring is not None)


def form_card(writing: Writing, note: Note | None) -> Message:
    """The card of the place where the form stands."""
    unit, request, draft = writing.unit, writing.request, writing.draft
    filled, place = writing.filled, writing.place
    step, steps = filled.position(place)
    head = Head(
        number=request.task.number,
        problem=request.task.problem,
        key=request.cycle.key,
        place=place.step,
        step=step,
        steps=steps,
        dialogue=writing.dialogue.id,
        rev=writing.dialogue.rev,
        note=note,
        returned=reviews.why_returned(unit, request),
        question=request.cycle.question,
    )
    if writing.measure is not None:
        return _part(writing, head)
    if writing.shelf is not None:
        return again.card(writing, head)
    if writing.is_at_help:
        return AskHelp(head, draft.help_wanted)
    match place.step:
        case Step.STATUS:
            return _status(unit, request, draft, head)
        case Step.TEXT:
            return _text(unit, request, draft, head)
        case Step.FIGURE:
            figures = reports.figures_of(unit, request, draft)
            return _figure(filled, place, figures[place.indicator], writing.dialogue.fields.get("doubt"), head)
        case Step.EVIDENCE:
            return AskEvidence(
                head, tuple((file.id, file.name) for file in draft.evidence), again=again.is_there(writing)
            )
        case _:
            return Preview(
                head,
                status=draft.status,
                text=draft.text,
                figures=tuple(reports.figures_of(unit, request, draft).values()),
                files=tuple(file.name for file in draft.evidence),
                late=is_late(unit.today, request.due_on),
                help=draft.help_wanted,
                asks_status=filled.asks_status,
                based_on_last=draft.based_on is not None,
            )


def saved(reading: Reading, request: Request, draft: Report) -> Saved:
    """What stays where the form was left."""
    filled = reports.filled(reading, request, draft)
    step, steps = filled.position(filled.resume)
    provisional = request.cycle.provisional
    late = is_late(reading.today, request.due_on)
    return Saved(request.id, request.task.number, request.cycle.key, step, steps, request.due_on, provisional, late)


def _status(reading: Reading, request: Request, draft: Report, head: Head) -> AskStatus:
    last = reports.last_accepted(reading, request)
    return AskStatus(head, draft.status, last.status if last is not None else None, can_repeat=last is not None)


def _text(reading: Reading, request: Request, draft: Report, head: Head) -> AskText:
    last = reports.last_accepted(reading, request)
    return AskText(
        head,
        measures=tuple(measure.text for measure in reports.measures_of(reading, request)),
        text=draft.text,
        last_text=last.text if last is not None else None,
        status=draft.status,
        based_on_last=draft.based_on is not None,
    )


def _part(writing: Writing, head: Head) -> AskPart:
    """One of the measures, with what was said of it last."""
    measures = reports.measures_of(writing.unit, writing.request)
    at = next((at for at, measure in enumerate(measures) if measure.id == writing.measure), 0)
    last = reports.last_accepted(writing.unit, writing.request)
    return AskPart(
        head,
        at=at + 1,
        of=len(measures),
        measure=measures[at].text,
        text=parts_of(writing.draft.messages).get(measures[at].id),
        last_text=reports.parts_of(writing.unit, last).get(measures[at].id),
    )


def _figure(filled: Filled, place: Place, figure: Figure, doubt: dict[str, str] | None, head: Head) -> AskFigure:
    return AskFigure(
        head,
        figure,
        at=filled.asked.index(place.indicator) + 1,
        of=len(filled.asked),
        doubt=doubt["why"] if doubt else None,
        doubted=Decimal(doubt["value"]) if doubt else None,
    )
