"""How does a coordinator say what is counted? The form "indicator": one line a figure, saved as it is typed."""

from __future__ import annotations

from sqlalchemy import select

from db.tables import Dialogue, Indicator, IndicatorTarget, ReportValue, Task
from db.units import Unit
from domain.answers import Answer, Chosen, Files, Typed
from domain.errors import Moved, Rejected
from domain.indicators import IndicatorLine, NoIndicatorError, read_indicator
from domain.messages.base import Note
from domain.messages.ledger import IndicatorForm
from domain.people import Account
from domain.wording import format_amount
from jobs import audit, dialogues, outbox, rights
from jobs.ledger import tasks

FORM = "indicator"


def open_form(unit: Unit, who: Account, task_id: int, rev: int, occasion: str) -> None:
    """[ 加指标 ] on a task's card."""
    rights.coordinator(unit, who)
    task = tasks.task_at(unit, who, task_id, rev)
    dialogues.open_form(unit, who, FORM, task.id, "line")
    _show(unit, who, None, occasion, ring=True)


def show(unit: Unit, who: Account, note: Note | None) -> None:
    dialogue = dialogues.current(unit, who)
    _show(unit, who, note, f"form {dialogue.id}.{dialogue.rev}")


def answer(unit: Unit, who: Account, answer: Answer, occasion: str) -> Note | None:
    person = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    try:
        dialogues.expect(dialogue, FORM, answer)
    except Moved:
        raise Moved(then=lambda later: show(later, who, None) if _is_open(later, who) else None) from None
    if isinstance(answer, Chosen):
        _pressed(unit, who, dialogue, answer, occasion)
        return None
    if isinstance(answer, Files):
        raise Rejected("indicator-line-expected", given=answer.caption or "…")
    line = _read(answer.text)
    assert dialogue.subject is not None
    task = unit.session.scalars(select(Task).where(Task.id == dialogue.subject).with_for_update()).one()
    indicator = _save(unit, task, line, _typed_before(unit, dialogue, answer))
    audit.note(
        unit,
        audit.person(person.id),
        "indicator.set",
        f"task:{task.id}",
        {"indicator": indicator.id, "year": unit.today.year, "target": str(line.target)},
    )
    dialogues.move(dialogue, "saved", **{str(answer.message_id): indicator.id})
    _show(unit, who, Note("indicator-saved", _facts(line)), occasion)
    return None


def _is_open(unit: Unit, who: Account) -> bool:
    return dialogues.form_of(unit, who) == FORM


def _pressed(unit: Unit, who: Account, dialogue: Dialogue, choice: Chosen, occasion: str) -> None:
    if choice.value == "more":
        dialogues.move(dialogue, "line")
        return _show(unit, who, None, occasion)
    if choice.value != "done":
        raise Moved(then=lambda later: show(later, who, None))
    task_id = dialogue.subject
    assert task_id is not None
    dialogues.close(unit, dialogue)
    return tasks.show(unit, who, task_id, occasion)


def _read(text: str) -> IndicatorLine:
    try:
        return read_indicator(text)
    except NoIndicatorError:
        raise Rejected("indicator-line-expected", given=text[:60]) from None


def _typed_before(unit: Unit, dialogue: Dialogue, typed: Typed) -> Indicator | None:
    """An edited message corrects the figure it made."""
    made = dialogue.fields.get(str(typed.message_id)) if typed.edited else None
    return unit.session.get(Indicator, made) if made is not None else None


def _save(unit: Unit, task: Task, line: IndicatorLine, corrected: Indicator | None) -> Indicator:
    named = unit.session.scalar(select(Indicator).where(Indicator.task_id == task.id, Indicator.name == line.name))
    if corrected is not None and named is not None and named.id != corrected.id:
        raise Rejected("indicator-name-taken", name=line.name)
    indicator = corrected or named
    if indicator is None:
        indicator = Indicator(task_id=task.id, name=line.name, unit=line.unit)
        unit.session.add(indicator)
        unit.session.flush()
    elif line.unit != indicator.unit and _has_values(unit, indicator):
        raise Rejected("indicator-other-unit", name=indicator.name, unit=indicator.unit, given=line.unit)
    indicator.name, indicator.unit = line.name, line.unit
    year = unit.today.year
    target = unit.session.scalar(
        select(IndicatorTarget).where(IndicatorTarget.indicator_id == indicator.id, IndicatorTarget.year == year)
    )
    if target is None:
        unit.session.add(IndicatorTarget(indicator_id=indicator.id, year=year, target=line.target))
    else:
        target.target = line.target
    unit.session.flush()
    return indicator


def _has_values(unit: Unit, indicator: Indicator) -> bool:
    return unit.conn.scalar(select(ReportValue.id).where(ReportValue.indicator_id == indicator.id).limit(1)) is not None


def _facts(line: IndicatorLine) -> dict[str, str | int]:
    return {"name": line.name, "target": format_amount(line.target, line.unit)}


def _show(unit: Unit, who: Account, note: Note | None, occasion: str, *, ring: bool = False) -> None:
    """The task's own card, taken over by the form while it is open."""
    person = rights.coordinator(unit, who)
    dialogue = dialogues.current(unit, who)
    task = unit.session.get(Task, dialogue.subject)
    assert task is not None
    form = IndicatorForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        number=task.number,
        problem=task.problem,
        year=unit.today.year,
        figures=tasks.figures(unit, task.id),
        saved=dialogue.step == "saved",
        note=note,
    )
    outbox.show(unit, form, to=outbox.to_person(person.id), card=f"task:{task.id}", occasion=occasion, ring=ring)
