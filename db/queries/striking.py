"""What still stands in the way of striking a task off? Notes of the texts, each with the row it is about."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from db.queries import publicity as periods
from db.tables import Letter, Outbox, OutboxState, Publicity, Task
from db.units import Reading
from domain.closing import Step, periods_asked
from domain.messages.base import Note
from domain.messages.objection_cases import AnswerLetter
from domain.messages.objections import ObjectionLetter
from domain.states import PublicityState, TaskState

PARKED = (OutboxState.HELD, OutboxState.DEAD)


def missing(reading: Reading, task: Task) -> list[Note]:
    """What the programme's closing still asks for; empty when the task may be struck off."""
    task_id, closing = task.id, task.programme.closing
    counted = periods.ended(reading, task_id)
    found = []
    if Step.ACCEPTANCE in closing and task.state != TaskState.ACCEPTED:
        found.append(Note("closing-missing-acceptance", {}))
    asked = periods_asked(closing)
    if len(counted) < asked:
        found.append(Note("closing-missing-publicity", {"asked": asked, "ended": len(counted)}))
    if under_way := periods.of_task(reading, task_id, PublicityState.SCHEDULED, PublicityState.RUNNING):
        found.append(Note("closing-missing-running", {"publicity": under_way[0].id}))
    # every objection there is, also to a period that runs, was withdrawn, or no longer counts because the task went back
    states = (PublicityState.RUNNING, PublicityState.ENDED, PublicityState.WITHDRAWN)
    for period in periods.of_task(reading, task_id, *states):
        found += _open_objections(reading, period, task_id)
    for period in counted:
        found += _post_to_come(reading, period)
    return found


def _open_objections(reading: Reading, period: Publicity, task_id: int) -> list[Note]:
    """Objections that wait for an answer, and letters of theirs that did not arrive."""
    found = []
    for objection in periods.objections(reading, period.id, task_id):
        facts: dict[str, str | int] = {"number": objection.register_number, "objection": objection.id}
        if periods.is_open(objection):
            found.append(Note("closing-missing-answer", facts))
        if _letters_parked(reading, objection.id):
            found.append(Note("closing-missing-letter", facts))
    return found


def _post_to_come(reading: Reading, period: Publicity) -> list[Note]:
    """Post that was sent in time may still come for a while."""
    wait = reading.settings.publicity.post_wait_days
    assert period.ends_on is not None
    until = period.ends_on + timedelta(days=wait)
    if not wait or reading.today > until:
        return []
    return [Note("closing-missing-post", {"days": wait, "until": until.isoformat()})]


def _letters_parked(reading: Reading, objection_id: int) -> bool:
    letters = reading.conn.scalars(select(Letter.id).where(Letter.objection_id == objection_id))
    things = [f"letter:{letter}" for letter in letters]
    parked = select(Outbox.id).where(
        Outbox.kind.in_((ObjectionLetter.KIND, AnswerLetter.KIND)), Outbox.thing.in_(things), Outbox.state.in_(PARKED)
    )
    return reading.conn.scalar(parked.limit(1)) is not None
