"""What do coordinators see of an application? One card, as the row is now."""

from __future__ import annotations

from db.queries import publicity as periods
from db.tables import Acceptance, Person
from db.units import Reading
from domain.messages.acceptance import AcceptanceCard
from domain.states import AcceptanceState, UnitRole
from jobs import rights

OWING = (UnitRole.LEAD, UnitRole.RESPONSIBLE)  # the units that owe the task, and so apply and are told
LONGEST = 3000  # characters of a statement or an opinion: what still folds into one card


def card_of(unit: Reading, acceptance: Acceptance) -> AcceptanceCard:
    task = acceptance.task
    assert acceptance.applied_at is not None
    decider = unit.session.get(Person, acceptance.decided_by) if acceptance.decided_by is not None else None
    passed = acceptance.state == AcceptanceState.PASSED
    return AcceptanceCard(
        acceptance=acceptance.id,
        rev=acceptance.rev,
        task=task.id,
        task_rev=task.rev,
        number=task.number,
        problem=task.problem,
        department=_department(unit, acceptance),
        statement=acceptance.statement or "",
        files=len(acceptance.files),
        state=acceptance.state,
        applied_at=acceptance.applied_at,
        decided_by=unit.vault.open(decider.name_sealed) if decider is not None and decider.name_sealed else "",
        decided_at=acceptance.decided_at,
        opinion=acceptance.opinion or "",
        next_step=periods.step_of(unit, task) if passed else "",
    )


def _department(unit: Reading, acceptance: Acceptance) -> str:
    """The applicant's unit among those that owe the task."""
    names = [
        entry.department.name
        for entry in acceptance.task.units
        if entry.role in OWING and entry.department_id in rights.departments_of(unit, acceptance.applied_by)
    ]
    return "、".join(dict.fromkeys(names))
