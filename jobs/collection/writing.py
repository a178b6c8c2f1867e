"""Who is writing which report, and where are they in it? What every answer of the form needs, read again each time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete

from db.queries import reports
from db.tables import Dialogue, Person, Report, ReportPart, Request
from db.units import Unit
from domain.collection import EVIDENCE, LONGEST_TEXT, PREVIEW, TEXT, Filled, Place, Step, composed, parts_of
from domain.errors import Rejected
from domain.states import ReportState
from jobs import dialogues

FORM = "report"
SINCE = "since"  # in the dialogue's fields: when the form was opened, ISO, for a colleague who opens it meanwhile


@dataclass(frozen=True)
class Writing:
    """One liaison at one draft. The answers are in the draft; the dialogue knows the place and the `rev` it showed."""

    unit: Unit
    person: Person
    request: Request
    draft: Report
    dialogue: Dialogue
    _filled: dict[int, Filled] = field(default_factory=dict)  # by the draft's `rev`: asked for many times an answer

    @property
    def filled(self) -> Filled:
        rev = self.draft.rev
        if rev not in self._filled:
            self._filled[rev] = reports.filled(self.unit, self.request, self.draft)
        return self._filled[rev]

    @property
    def place(self) -> Place:
        """Where the form stands; an indicator that has gone meanwhile leads to where something is missing."""
        filled, place = self.filled, Place.read(self.dialogue.step or "status")
        return place if place in filled.places else filled.resume

    @property
    def measure(self) -> int | None:
        """The measure that is being written about, where the text is written one by one (逐条填写)."""
        measure: int | None = self.dialogue.fields.get("measure")
        if measure is None or self.place != TEXT:
            return None
        asked = {one.id for one in reports.measures_of(self.unit, self.request)}
        return measure if measure in asked else None

    @property
    def is_at_help(self) -> bool:
        """Is the matter that needs help (需协调事项) being written, beside the preview?"""
        return self.place == PREVIEW and bool(self.dialogue.fields.get("help"))

    @property
    def shelf(self) -> int | None:
        """The page of earlier evidence that lies open, where it does."""
        page: int | None = self.dialogue.fields.get("shelf")
        return page if self.place == EVIDENCE else None

    @property
    def from_preview(self) -> bool:
        """One answer is being changed: the next step is the preview again."""
        return bool(self.dialogue.fields.get("back"))

    @property
    def is_seen(self) -> bool:
        """Is the draft as this person last saw it? Otherwise somebody else has written."""
        return self.dialogue.fields.get("seen") == self.draft.rev

    def touch(self) -> None:
        """The draft has changed: whoever else has it open will be shown it first."""
        self.draft.rev += 1
        self.draft.touched_at = self.unit.now
        self.draft.writer_id = self.person.id

    def go(self, place: Place, **fields: Any) -> None:
        """To a place; what was open beside it (a doubt, one measure, the shelf) is settled by going anywhere."""
        kept = {"doubt": None, "back": False, "measure": None, "shelf": None, "help": None} | fields
        dialogues.move(self.dialogue, place.word, seen=self.draft.rev, **kept)

    def stay(self, **fields: Any) -> None:
        dialogues.move(self.dialogue, seen=self.draft.rev, **fields)

    def advance(self) -> None:
        """On to what is still missing; where an answer was changed, through the other figures back to the preview."""
        filled, place = self.filled, self.place
        if not self.from_preview:
            self.go(filled.after(place))
            return
        following = filled.places[filled.places.index(place) + 1]
        if place.step is following.step is Step.FIGURE:
            self.go(following, back=True)
        else:
            self.go(filled.gap or PREVIEW)

    def key(self, message_id: int) -> str:
        return message_key(self.person.id, message_id)

    def write(self, key: str, paragraph: str) -> None:
        """Put a paragraph, or put it anew: one of a measure stays that measure's. `key` is the message it came in."""
        before = self.draft.messages.get(key)
        text = paragraph.strip()
        said = {"measure": before["measure"], "text": text} if isinstance(before, dict) else text
        self.set_text(dict(self.draft.messages) | {key: said})

    def set_text(self, paragraphs: dict[str, Any]) -> None:
        measures = {measure.id: measure.number for measure in reports.measures_of(self.unit, self.request)}
        text = composed(paragraphs, measures)
        if text is not None and len(text) > LONGEST_TEXT:
            raise Rejected("report-text-too-long", most=LONGEST_TEXT, given=len(text))
        before = parts_of(self.draft.messages)
        self.draft.messages, self.draft.text = paragraphs, text
        if text is None:
            self.draft.based_on = None
        self.touch()
        parts = {id_: said for id_, said in parts_of(paragraphs).items() if id_ in measures}
        if before or parts:  # else the text is one, as it was
            self._set_parts(parts)

    def _set_parts(self, parts: dict[int, str]) -> None:
        if parts == reports.parts_of(self.unit, self.draft):
            return
        self.unit.conn.execute(delete(ReportPart).where(ReportPart.report_id == self.draft.id))
        for measure_id, said in parts.items():
            self.unit.session.add(ReportPart(report_id=self.draft.id, measure_id=measure_id, text=said))


def message_key(person_id: int, message_id: int) -> str:
    """Numbers of messages are unique in a chat alone, and two liaisons write one draft from two chats."""
    return f"{person_id}.{message_id}"


def draft_for(unit: Unit, request: Request, person: Person) -> Report:
    """The request's draft, made at the first tap."""
    draft = reports.draft_of(unit, request.id)
    if draft is None:
        sent = reports.sent_of(unit, request.id)
        draft = Report(
            request_id=request.id,
            revision=sent.revision + 1 if sent is not None else 1,
            rev=1,
            state=ReportState.DRAFT,
            messages={},
            writer_id=person.id,
            late=False,
            created_at=unit.now,
            touched_at=unit.now,
        )
        unit.session.add(draft)
        unit.session.flush()
    return draft
