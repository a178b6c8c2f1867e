"""Which text does an edited message belong to? The open form's, a draft that was left, or a report that was sent."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Dialogue, Report, Request
from db.units import Reading, Unit
from domain.answers import Typed
from domain.errors import Moved, Rejected
from domain.messages.everyday import Sentence
from domain.people import Account
from domain.states import OWED, ReportState
from jobs import dialogues, outbox, rights
from jobs.collection.writing import FORM, Writing, message_key

LOOKED_BACK = 20  # reports: nobody edits a message of years ago (Telegram allows 48 h)


def is_sent_already(reading: Reading, who: Account, message_id: int) -> bool:
    """Is this message a paragraph of a report that was sent (and of no draft)?"""
    person = rights.person_of(reading, who)
    if person is None:
        return False
    newest = reading.session.scalars(
        select(Report).where(Report.writer_id == person.id).order_by(Report.touched_at.desc()).limit(LOOKED_BACK)
    )
    states = [report.state for report in newest if message_key(person.id, message_id) in report.messages]
    return bool(states) and ReportState.DRAFT not in states


def refuse_edit(_unit: Unit, _who: Account) -> None:
    """After sending, an edit changes nothing; 补充材料 is the way."""
    raise Rejected("report-edit-too-late")


def is_of_left_draft(reading: Reading, who: Account, message_id: int) -> bool:
    """Is this message a paragraph of a draft whose form is not open?"""
    return _left_draft(reading, who, message_id) is not None


def edit_left(unit: Unit, who: Account, typed: Typed) -> None:
    """An edit before sending edits the draft, also where its form was left."""
    person = rights.liaison(unit, who)
    draft = _left_draft(unit, who, typed.message_id)
    if draft is None:
        raise Moved
    writing = Writing(unit, person, draft.request, draft, dialogues.current(unit, who))
    writing.write(writing.key(typed.message_id), typed.text)
    outbox.say(
        unit,
        Sentence("report-edited-left", {"number": draft.request.task.number}),
        to=outbox.to_person(person.id),
        thing=f"request:{draft.request_id}",
        occasion=f"edited {draft.id}.{draft.rev}",
    )


def _left_draft(reading: Reading, who: Account, message_id: int) -> Report | None:
    person = rights.person_of(reading, who)
    if person is None:
        return None
    dialogue = reading.session.scalar(select(Dialogue).where(Dialogue.mark == who.mark))
    is_open = dialogue.subject if dialogue is not None and dialogue.form == FORM else None
    newest = reading.session.scalars(
        select(Report)
        .join(Request, Request.id == Report.request_id)
        .where(
            Report.state == ReportState.DRAFT,
            Request.state.in_(OWED),
            Request.department_id.in_(rights.departments_of(reading, person.id)),
        )
        .order_by(Report.touched_at.desc())
        .limit(LOOKED_BACK)
    )
    key = message_key(person.id, message_id)
    return next((draft for draft in newest if key in draft.messages and draft.request_id != is_open), None)
