"""How does a plan come into force? Compared once more, then written in one transaction: targets, measures, their traces.

What is confirmed is what was shown: when the ledger has moved since, a fresh diff comes instead. An approved measure is
changed only with a reason; where the table gave none it is asked for here, once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from config.texts import Texts
from db.queries import ledger as queries
from db.queries.reports import name_of
from db.tables import Indicator, IndicatorTarget, Person, Plan, Task
from db.units import Unit
from domain.answers import Answer, Chosen, Typed
from domain.errors import Rejected
from domain.measures import LONGEST_REASON, goes_back
from domain.messages.base import Note
from domain.messages.plan import AskPlanFile, AskPlanReason, PlanInForce
from domain.people import Account
from domain.plan import MeasureFate, MeasureLine, PlanComparison, TargetLine
from jobs import audit, dialogues, measures, outbox, rights
from jobs.plan import card
from jobs.plan.card import DRAFT, IN_FORCE, Content
from jobs.plan.draft import FORM

FILE, REASON = "file", "reason"


def confirm(unit: Unit, who: Account, plan_id: int, rev: int, occasion: str) -> Note | None:
    """[ 确认施行 ]: written whole, or first the question why measures change."""
    rights.coordinator(unit, who)
    plan = card.expected(unit, who, plan_id, rev, DRAFT)
    content = Content.of(plan)
    assert content is not None
    if content.comparison.unreasoned and not content.comparison.errors:
        dialogues.open_form(unit, who, FORM, plan.id, REASON, rev=plan.rev)
        show(unit, who, None)
        return None
    return _decide(unit, who, plan, "", occasion)


def ask_file(unit: Unit, who: Account, plan_id: int, rev: int, occasion: str) -> None:
    """[ 导入表格 ]: the next file is the plan's."""
    rights.coordinator(unit, who)
    plan = card.expected(unit, who, plan_id, rev, card.OPEN, DRAFT)
    dialogues.open_form(unit, who, FORM, plan.id, FILE, rev=plan.rev)
    _show(unit, who, None, occasion)


# -- the form: a file, or a reason --------------------------------------------------------------------------------


def show(unit: Unit, who: Account, note: Note | None) -> None:
    dialogue = dialogues.current(unit, who)
    _show(unit, who, note, f"form {dialogue.id}.{dialogue.rev}")


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    """A reason in words, or [ 返回 ]. A file is taken by jobs/plan/draft.py, once it has been read."""
    rights.coordinator(unit, who)
    dialogue = dialogues.answering(unit, who, FORM, answer, show)
    assert dialogue.subject is not None
    if isinstance(answer, Chosen) or (isinstance(answer, Typed) and goes_back(answer.text)):
        plan = card.locked(unit, dialogue.subject)
        dialogues.close(unit, dialogue)
        card.show(unit, who, plan, occasion)
        return None
    if dialogue.step == FILE:
        raise Rejected("plan-file-expected")
    if not isinstance(answer, Typed) or not answer.text.strip():
        raise Rejected("plan-reason-expected")
    reason = " ".join(answer.text.split())
    if len(reason) > LONGEST_REASON:
        raise Rejected("plan-reason-long", most=LONGEST_REASON, given=len(reason))
    plan = card.expected(unit, who, dialogue.subject, dialogue.fields["rev"], DRAFT)
    dialogues.close(unit, dialogue)
    return _decide(unit, who, plan, reason, occasion)


def _show(unit: Unit, who: Account, note: Note | None, occasion: str) -> None:
    """The plan's own card, taken over by the form while it is open; the plan as it is where it has moved on."""
    person = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    if dialogue.form != FORM or dialogue.subject is None:
        return
    plan = card.locked(unit, dialogue.subject)
    content = Content.of(plan)
    moved = plan.rev != dialogue.fields["rev"] or plan.state == IN_FORCE
    if moved or (dialogue.step == REASON and content is None):
        dialogues.close(unit, dialogue)
        card.show(unit, who, plan, occasion, note=note)
        return
    at, name, year = (dialogue.id, dialogue.rev), plan.programme.name, plan.year
    if dialogue.step == FILE:
        asked: AskPlanFile | AskPlanReason = AskPlanFile(*at, name, year, note)
    else:
        assert content is not None
        lines = tuple(
            line for line in content.comparison.measures if line.fate is not MeasureFate.NEW and not line.reason
        )
        asked = AskPlanReason(*at, name, year, lines, note)
    to = outbox.to_person(person.id)
    outbox.show(unit, asked, to=to, card=card.card_of(plan.id), occasion=occasion)


# -- in force -----------------------------------------------------------------------------------------------------


def _decide(unit: Unit, who: Account, plan: Plan, reason: str, occasion: str) -> Note:
    person = rights.coordinator(unit, who)
    seen = Content.of(plan)
    assert seen is not None
    now = card.compared(unit, plan, seen.draft)
    if now.comparison != seen.comparison:
        plan.content, plan.rev = now.dumped(), plan.rev + 1
        note = Note("plan-ledger-moved", {})
        card.show(unit, who, plan, occasion, note=note)
        return note
    if now.comparison.errors:
        raise Rejected("plan-has-errors")
    _write(unit, plan, now.comparison, person, reason)
    plan.state, plan.decided_by, plan.decided_at, plan.comment = IN_FORCE, person.id, unit.now, reason or None
    plan.rev += 1
    unit.session.flush()
    card.show(unit, who, plan, occasion)
    told = PlanInForce(
        programme=plan.programme.name,
        year=plan.year,
        by=name_of(unit, person.id),
        targets=len(now.comparison.written),
        measures=len(now.comparison.measures),
    )
    for to in outbox.coordinators(unit):
        if to != outbox.to_person(person.id):
            outbox.put(unit, told, to=to, thing=card.card_of(plan.id), occasion="in force")
    return Note("plan-in-force-toast", {"year": str(plan.year)})


def _write(unit: Unit, plan: Plan, what: PlanComparison, person: Person, reason: str) -> None:
    numbers = {line.number for line in what.measures} | {line.number for line in what.written}
    for number in sorted(numbers):
        task = queries.task_numbered(unit, plan.programme.name, number)
        assert task is not None
        of_task = [line for line in what.measures if line.number == number]
        _write_measures(unit, task, of_task, person, reason or _own_reason(unit, plan.year))
        targets = [line for line in what.written if line.number == number]
        _write_targets(unit, task, targets, plan.year)
        task.rev += 1
        detail = {"plan": plan.id, "measures": len(of_task), "targets": len(targets)}
        audit.note(unit, audit.person(person.id), "task.plan", f"task:{task.id}", detail, reason=reason or None)
    audit.note(unit, audit.person(person.id), "plan.in_force", card.card_of(plan.id), {"year": plan.year})


def _own_reason(unit: Unit, year: int) -> str:
    """Of a measure that a plan adds."""
    return Texts.of(unit.settings).say(unit.settings.office.language, "plan-reason", year=str(year))


def _write_measures(unit: Unit, task: Task, lines: Sequence[MeasureLine], person: Person, reason: str) -> None:
    standing = list(task.measures)
    for line in lines:
        why = line.reason or reason
        if line.fate is MeasureFate.NEW:
            measures.add(unit, task, line.after, reason=why, by=person.id)
        elif line.fate is MeasureFate.DROPPED:
            measures.drop(unit, standing[line.place - 1], reason=why, by=person.id)
        else:
            measures.change(unit, standing[line.place - 1], line.after, reason=why, by=person.id)
    measures.renumber(unit, task)


def _write_targets(unit: Unit, task: Task, lines: Sequence[TargetLine], year: int) -> None:
    for line in lines:
        figure = unit.session.scalar(select(Indicator).where(Indicator.task_id == task.id, Indicator.name == line.name))
        if figure is None:
            figure = Indicator(task_id=task.id, name=line.name, unit=line.unit)
            unit.session.add(figure)
            unit.session.flush()
        target = unit.session.scalar(
            select(IndicatorTarget).where(IndicatorTarget.indicator_id == figure.id, IndicatorTarget.year == year)
        )
        if target is None:
            unit.session.add(IndicatorTarget(indicator_id=figure.id, year=year, target=line.target))
        else:
            target.target = line.target
    unit.session.flush()
