"""What does the plan's card show? The row as it is, and what putting it in force would change now.

Every coordinator who has the card sees the same: a colleague's step edits all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from db.queries import plans
from db.queries.reports import name_of
from db.tables import Plan, Programme
from db.units import Reading, Unit
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.plan import PlanCard, PlanSheet, SheetFigure, SheetTask
from domain.people import Account
from domain.plan import Draft, PlanComparison, compare
from jobs import archived, outbox, rights

OPEN, DRAFT, IN_FORCE = "open", "draft", "in_force"
_DRAFT: TypeAdapter[Draft] = TypeAdapter(Draft)
_COMPARISON: TypeAdapter[PlanComparison] = TypeAdapter(PlanComparison)


@dataclass(frozen=True)
class Content:
    """What a plan keeps: the draft, and the comparison that was shown."""

    draft: Draft
    comparison: PlanComparison

    @classmethod
    def of(cls, plan: Plan) -> Content | None:
        stored = plan.content
        if not stored:
            return None
        return cls(_DRAFT.validate_python(stored["draft"]), _COMPARISON.validate_python(stored["comparison"]))

    def dumped(self) -> dict[str, Any]:
        return {
            "draft": _DRAFT.dump_python(self.draft, mode="json"),
            "comparison": _COMPARISON.dump_python(self.comparison, mode="json"),
        }


def card_of(plan_id: int) -> str:
    return f"plan:{plan_id}"


def compared(reading: Reading, plan: Plan, draft: Draft) -> Content:
    """The draft beside the ledger as it is now."""
    return Content(draft, compare(draft, plans.known(reading, plan.programme, plan.year)))


def message(reading: Reading, plan: Plan, note: Note | None = None) -> PlanCard:
    content = Content.of(plan)
    seen = content.comparison if content is not None else PlanComparison()
    tasks, figures = plans.counts(reading, plan.programme)
    decided = plan.state == IN_FORCE
    return PlanCard(
        plan=plan.id,
        rev=plan.rev,
        state=plan.state,
        programme=plan.programme.name,
        year=plan.year,
        tasks=tasks,
        figures=figures,
        source=content.draft.source if content is not None else "",
        targets=seen.targets,
        measures=seen.measures,
        unreasoned=seen.unreasoned,
        errors=seen.errors,
        warnings=seen.warnings,
        by=name_of(reading, plan.decided_by if decided else plan.drafted_by),
        at=plan.decided_at if decided else None,
        note=note,
        again=not decided and plans.in_force(reading, plan.programme_id, plan.year),
    )


def show(unit: Unit, who: Account, plan: Plan, occasion: str, *, ring: bool = False, note: Note | None = None) -> None:
    """To who asks; and every other coordinator's copy brought up to date."""
    person = rights.coordinator(unit, who)
    unit.session.flush()
    outbox.edit_shown(unit, message(unit, plan), card=card_of(plan.id))
    to = outbox.to_person(person.id)
    outbox.show(unit, message(unit, plan, note), to=to, card=card_of(plan.id), occasion=occasion, ring=ring)


def locked(unit: Unit, plan_id: int) -> Plan:
    """The plan, for this unit alone. Raises `Moved` where there is none."""
    plan = unit.session.scalar(
        select(Plan).where(Plan.id == plan_id).with_for_update().execution_options(populate_existing=True)
    )
    if plan is None:
        raise Moved
    return plan


def expected(unit: Unit, who: Account, plan_id: int, rev: int | None, *states: str) -> Plan:
    """The plan if it still is as the button was drawn; else who put it in force meanwhile, and its card as it is now."""
    plan = locked(unit, plan_id)
    if plan.state in states and rev in (None, plan.rev):
        return plan

    def as_it_is(later: Unit) -> None:
        now = locked(later, plan_id)
        show(later, who, now, f"again {now.rev}")

    if plan.state != IN_FORCE or plan.decided_at is None:
        raise Moved(then=as_it_is)
    at = plan.decided_at.astimezone(unit.settings.office.zone)
    by = name_of(unit, plan.decided_by) or "none"
    raise Moved("plan-decided", then=as_it_is, by=by, at=f"{at:%m-%d %H:%M}", year=str(plan.year))


def programme_locked(unit: Unit, programme_id: int) -> Programme:
    """Two who draw up the same year follow one another. Raises `Rejected` where it is archived."""
    programme = unit.session.scalar(select(Programme).where(Programme.id == programme_id).with_for_update())
    if programme is None:
        raise Moved
    archived.refuse(unit, programme.id)
    return programme


def sheet(reading: Reading, plan: Plan) -> PlanSheet:
    """The plan as a table: the ledger's measures and figures with what the draft says of them."""
    content = Content.of(plan)
    wanted = {(one.number, one.name): one.target for one in content.draft.targets} if content is not None else {}
    decided = plan.state == IN_FORCE
    tasks = tuple(
        SheetTask(
            task.number,
            task.problem,
            task.measures,
            tuple(
                SheetFigure(
                    figure.name,
                    figure.unit,
                    figure.last,
                    figure.reached,
                    figure.set_to if decided else wanted.get((task.number, figure.name), figure.set_to),
                )
                for figure in task.figures
            ),
        )
        for task in plans.known(reading, plan.programme, plan.year)
    )
    return PlanSheet(plan.programme.name, plan.year, decided, tasks)
