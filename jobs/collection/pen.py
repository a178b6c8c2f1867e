"""Who is writing this report? One liaison at a time: the second sees since when, and takes it over with one tap.

Nothing is overwritten and nothing lost: the draft is one, whoever holds the pen. The one who held it is shown on their
own card that a colleague goes on, and can take it back the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.queries import reports
from db.tables import Dialogue, Person, Report, Request, Role
from db.units import Reading, Unit
from domain.messages.answering import BeingWritten, TakenOver
from domain.messages.base import Note
from domain.people import RoleName
from jobs import outbox
from jobs.collection.writing import FORM, SINCE


@dataclass(frozen=True)
class Holder:
    person: Person
    dialogue: Dialogue

    @property
    def since(self) -> datetime:
        """Aware; when the form was opened, as far as it is known."""
        stored = self.dialogue.fields.get(SINCE)
        return datetime.fromisoformat(stored) if stored else self.dialogue.touched_at


def holder(reading: Reading, request: Request, besides: Person) -> Holder | None:
    """The colleague whose form of this request is open: of the department still, else nobody writes any more."""
    row = reading.session.execute(
        select(Person, Dialogue)
        .join(Dialogue, Dialogue.mark == Person.mark)
        .join(Role, Role.person_id == Person.id)
        .where(
            Dialogue.form == FORM,
            Dialogue.subject == request.id,
            Person.id != besides.id,
            Role.role == RoleName.LIAISON,
            Role.department_id == request.department_id,
            Role.ended_at.is_(None),
        )
        .order_by(Dialogue.touched_at.desc())
        .limit(1)
    ).first()
    return Holder(row[0], row[1]) if row is not None else None


def show_holder(unit: Unit, person: Person, request: Request, held: Holder, note: Note | None, occasion: str) -> None:
    """The draft as it stands, who is at it, and the one tap that takes it over."""
    draft = reports.draft_of(unit, request.id)
    assert draft is not None
    card = BeingWritten(
        request=request.id,
        rev=draft.rev,
        number=request.task.number,
        problem=request.task.problem,
        key=request.cycle.key,
        writer=reports.name_of(unit, held.person.id),
        since=held.since,
        touched_at=draft.touched_at,
        status=draft.status,
        text=draft.text,
        figures=tuple(figure for figure in reports.figures_of(unit, request, draft).values() if figure.given),
        files=len(draft.evidence),
        note=note,
    )
    outbox.show(
        unit,
        card,
        to=outbox.to_person(person.id),
        card=reports.request_card(request.id),
        occasion=occasion,
        ring=not occasion.startswith("press"),
    )


def take(unit: Unit, person: Person, request: Request, draft: Report) -> None:
    """The colleague's form ends where it is, also one that another form had set aside; their card says who goes on."""
    held = holder(unit, request, person)
    if held is not None:
        dialogue = held.dialogue
        dialogue.form = dialogue.subject = dialogue.step = None  # what was set aside of theirs stays aside
        dialogue.fields = {}
        dialogue.rev += 1
        draft.rev += 1
        _tell(unit, held, person, request)
    for colleague in _with_it_aside(unit, request, person):
        dialogue = colleague.dialogue
        dialogue.parked = [aside for aside in dialogue.parked if not _is_of(aside, request)]
        _tell(unit, colleague, person, request)


def _with_it_aside(reading: Reading, request: Request, besides: Person) -> list[Holder]:
    """Colleagues who would find this form open again once they are done with another."""
    rows = reading.session.execute(
        select(Person, Dialogue)
        .join(Dialogue, Dialogue.mark == Person.mark)
        .join(Role, Role.person_id == Person.id)
        .where(
            Role.role == RoleName.LIAISON,
            Role.department_id == request.department_id,
            Role.ended_at.is_(None),
            Person.id != besides.id,
        )
    )
    return [Holder(row[0], row[1]) for row in rows if any(_is_of(aside, request) for aside in row[1].parked)]


def _is_of(aside: dict[str, Any], request: Request) -> bool:
    return (aside["form"], aside["subject"]) == (FORM, request.id)


def _tell(unit: Unit, held: Holder, person: Person, request: Request) -> None:
    card = TakenOver(
        request=request.id,
        number=request.task.number,
        key=request.cycle.key,
        by=reports.name_of(unit, person.id),
        at=unit.now,
    )
    outbox.show(
        unit,
        card,
        to=outbox.to_person(held.person.id),
        card=reports.request_card(request.id),
        occasion=f"taken {held.dialogue.id}.{held.dialogue.rev}",
    )
