"""Which extensions were asked for, which run, and what was the due day when they were?"""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from db.queries import reports, rounds
from db.tables import Audit, Extension
from db.units import Reading
from domain.extensions import ExtensionState as State
from domain.messages.extensions import DecideExtension, ExtensionState

ASK = "extension.ask"  # what the audit calls it; its detail keeps the due day of that moment


def running(reading: Reading, request_id: int) -> Extension | None:
    """The one that waits for a decision; there is one at most."""
    return reading.session.scalar(
        select(Extension)
        .where(Extension.request_id == request_id, Extension.state == State.ASKED)
        .order_by(Extension.id.desc())
        .limit(1)
    )


def waiting(reading: Reading) -> list[Extension]:
    """Every one that waits for a decision, the oldest first."""
    return list(reading.session.scalars(select(Extension).where(Extension.state == State.ASKED).order_by(Extension.id)))


def running_of(reading: Reading, request_ids: list[int]) -> list[int]:
    """Those of these requests for which an extension runs."""
    return list(
        reading.conn.scalars(
            select(Extension.request_id)
            .where(Extension.request_id.in_(request_ids), Extension.state == State.ASKED)
            .distinct()
        )
    )


def extension_card(extension_id: int) -> str:
    """The liaisons' card of an extension."""
    return f"extension:{extension_id}"


def decision_card(extension_id: int) -> str:
    """The coordinators' card of an extension."""
    return f"extension_decide:{extension_id}"


def thing(extension_id: int) -> str:
    return f"extension:{extension_id}"


def due_when_asked(reading: Reading, extension: Extension) -> date:
    """The due day it was asked to move; kept in the audit, for the request's own moves when it is granted."""
    detail = reading.conn.scalar(
        select(Audit.detail).where(Audit.thing == thing(extension.id), Audit.action == ASK).order_by(Audit.id).limit(1)
    )
    return date.fromisoformat(detail["due_on"]) if detail else extension.request.due_on


def state(reading: Reading, extension: Extension) -> ExtensionState:
    request = extension.request
    was = due_when_asked(reading, extension)
    return ExtensionState(
        extension=extension.id,
        rev=extension.rev,
        request=request.id,
        number=request.task.number,
        key=request.cycle.key,
        was_due_on=was,
        until=extension.until,
        reason=extension.reason,
        state=extension.state,
        after_due=_after_due(reading, extension, was),
        asked_at=extension.asked_at,
        decided_at=extension.decided_at,
        opinion=extension.opinion,
    )


def to_decide(reading: Reading, extension: Extension) -> DecideExtension:
    request = extension.request
    was = due_when_asked(reading, extension)
    earlier = reading.conn.scalar(
        select(func.count())
        .select_from(Extension)
        .where(Extension.request_id == request.id, Extension.state == State.GRANTED, Extension.id < extension.id)
    )
    calendar = rounds.calendar(reading)
    return DecideExtension(
        extension=extension.id,
        rev=extension.rev,
        number=request.task.number,
        problem=request.task.problem,
        department=request.department.name,
        key=request.cycle.key,
        was_due_on=was,
        until=extension.until,
        working_days=calendar.working_days_between(was, extension.until) - calendar.is_working(was),
        reason=extension.reason,
        state=extension.state,
        after_due=_after_due(reading, extension, was),
        asked_at=extension.asked_at,
        earlier=earlier or 0,
        decided_by=reports.name_of(reading, extension.decided_by) or None,
        decided_at=extension.decided_at,
        opinion=extension.opinion,
    )


def _after_due(reading: Reading, extension: Extension, was: date) -> bool:
    return extension.asked_at.astimezone(reading.settings.office.zone).date() > was
