"""How is a year's plan drawn up? Carried over from the year before, or taken from a table; nothing is in force yet."""

from __future__ import annotations

from dataclasses import replace

from db.queries import plans
from db.tables import Plan, Programme
from db.units import Unit
from domain.errors import Moved, Rejected
from domain.ledger import Sheet
from domain.messages.base import Note
from domain.messages.plan import PlanProgramme, WhichProgramme
from domain.people import Account
from domain.plan import Draft, carried_over, from_rows, year_of
from jobs import audit, dialogues, outbox, rights
from jobs.plan import card
from jobs.plan.card import DRAFT, IN_FORCE, OPEN

FORM = "plan"


def start(unit: Unit, who: Account, typed: str, occasion: str) -> None:
    """/plan, /plan 2025: the year's plan as it is, or the choice where several inspections run."""
    person = rights.coordinator(unit, who)
    year = _year(unit, typed)
    running = plans.programmes(unit)
    if not running:
        raise Rejected("plan-nothing-to-plan")
    if len(running) == 1:
        return _open(unit, who, running[0][0], year, occasion)
    which = WhichProgramme(year, tuple(PlanProgramme(programme, name) for programme, name in running))
    outbox.say(unit, which, to=outbox.to_person(person.id), thing=f"plan:{year}", occasion=occasion)
    return None


def choose(unit: Unit, who: Account, programme_id: int, year: int, occasion: str) -> None:
    """A programme's button."""
    rights.coordinator(unit, who)
    _open(unit, who, programme_id, _year(unit, str(year)), occasion)


def carry(unit: Unit, who: Account, plan_id: int, rev: int, occasion: str) -> None:
    """[ 沿用上年 ]: every figure with last year's target."""
    rights.coordinator(unit, who)
    plan = card.expected(unit, who, plan_id, rev, OPEN, DRAFT)
    _keep(unit, who, plan, carried_over(plans.known(unit, plan.programme, plan.year)), occasion)


def send_sheet(unit: Unit, who: Account, plan_id: int, occasion: str) -> Note:
    """[ 下载表格 ]: as the plan stands now, however old the button is."""
    person = rights.coordinator(unit, who)
    plan = card.locked(unit, plan_id)
    message = card.sheet(unit, plan)
    outbox.say(unit, message, to=outbox.to_person(person.id), thing=card.card_of(plan.id), occasion=occasion)
    return Note("plan-sheet-coming", {})


def take(unit: Unit, who: Account, draft: Draft, wanted: tuple[str | None, int], occasion: str) -> None:
    """A plan's table came. `wanted`: the programme and the year that it says it is for."""
    rights.coordinator(unit, who)
    _keep(unit, who, _plan_for(unit, who, wanted), draft, occasion, ring=True)


def take_ledger(unit: Unit, who: Account, sheet: Sheet, occasion: str) -> None:
    """A ledger came while a plan's table was waited for: its measures, and its targets of that year."""
    rights.coordinator(unit, who)
    plan = _plan_for(unit, who, None)
    rows = [
        row for row in sheet.rows if (row.programme or sheet.programme or plan.programme.name) == plan.programme.name
    ]
    if not rows and not sheet.errors:
        raise Rejected("plan-file-without-tasks", file=sheet.name, programme=plan.programme.name)
    draft = from_rows(rows, plans.known(unit, plan.programme, plan.year), plan.year, sheet.name)
    _keep(unit, who, plan, replace(draft, errors=sheet.errors), occasion, ring=True)


def give_up(unit: Unit, who: Account, plan_id: int, rev: int, occasion: str) -> Note:
    """[ 放弃草稿 ]: nothing was in force; it can be drawn up anew."""
    person = rights.coordinator(unit, who)
    plan = card.expected(unit, who, plan_id, rev, DRAFT)
    plan.state, plan.content, plan.drafted_by = OPEN, {}, None
    plan.rev += 1
    audit.note(unit, audit.person(person.id), "plan.drop", card.card_of(plan.id))
    card.show(unit, who, plan, occasion)
    return Note("plan-given-up", {})


def adjust(unit: Unit, who: Account, plan_id: int, rev: int, occasion: str) -> None:
    """[ 调整 ]: a plan in force is changed by the next one for the same year, which is reviewed as it was."""
    rights.coordinator(unit, who)
    plan = card.expected(unit, who, plan_id, rev, IN_FORCE)
    _open(unit, who, plan.programme_id, plan.year, occasion, anew=True)


def _open(unit: Unit, who: Account, programme_id: int, year: int, occasion: str, *, anew: bool = False) -> None:
    card.show(unit, who, _latest(unit, programme_id, year, anew=anew), occasion, ring=True)


def _latest(unit: Unit, programme_id: int, year: int, *, anew: bool) -> Plan:
    """The year's plan; made if there is none, and if `anew` where the last one is in force."""
    programme = card.programme_locked(unit, programme_id)
    plan = plans.latest(unit, programme.id, year)
    if plan is None or (anew and plan.state == IN_FORCE):
        plan = _new(unit, programme, year)
    return plan


def _new(unit: Unit, programme: Programme, year: int) -> Plan:
    plan = Plan(programme=programme, year=year, state=OPEN, content={}, created_at=unit.now)
    unit.session.add(plan)
    unit.session.flush()
    return plan


def _plan_for(unit: Unit, who: Account, wanted: tuple[str | None, int] | None) -> Plan:
    """The plan a file is for. What it says of itself goes before the form that waited for it."""
    dialogue = dialogues.current(unit, who)
    waiting = card.locked(unit, dialogue.subject) if dialogue.form == FORM and dialogue.subject is not None else None
    if waiting is not None:
        dialogues.close(unit, dialogue)
    if wanted is None:
        if waiting is None:
            raise Moved
        return _latest(unit, waiting.programme_id, waiting.year, anew=True)
    name, year = wanted
    return _latest(unit, _programme_named(unit, name, waiting), _year(unit, str(year)), anew=True)


def _programme_named(unit: Unit, name: str | None, waiting: Plan | None) -> int:
    """A table without its title is for the plan that waited, else for the only programme."""
    running = plans.programmes(unit)
    if name is None and waiting is not None:
        return waiting.programme_id
    found = [programme for programme, known in running if name in (None, known)]
    if len(found) != 1:
        raise Rejected("plan-programme-unknown", name=name or "…")
    return found[0]


def _keep(unit: Unit, who: Account, plan: Plan, draft: Draft, occasion: str, *, ring: bool = False) -> None:
    """The draft as it is reviewed. An older one gives way to it."""
    person = rights.coordinator(unit, who)
    content = card.compared(unit, plan, draft)
    plan.content, plan.state, plan.drafted_by = content.dumped(), DRAFT, person.id
    plan.rev += 1
    audit.note(unit, audit.person(person.id), "plan.draft", card.card_of(plan.id), {"year": plan.year})
    card.show(unit, who, plan, occasion, ring=ring)


def _year(unit: Unit, typed: str) -> int:
    """The year that was typed, this one or the next; nothing typed: from December on the next one."""
    if not typed.strip():
        return year_of(unit.today)
    digits = typed.strip().removesuffix("年")
    year = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) == 4 else 0
    if year not in (unit.today.year, unit.today.year + 1):
        raise Rejected("plan-year-expected", given=typed[:20], this=str(unit.today.year), next=str(unit.today.year + 1))
    return year
