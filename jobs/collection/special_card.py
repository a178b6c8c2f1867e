"""What does the form of a special round show at its step? Its facts, read from the ledger and the calendar as they are now."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.queries import asked, cycles
from db.tables import Department, Dialogue, Programme, Task
from db.units import Reading, Unit
from domain.errors import Moved
from domain.messages.base import Note
from domain.messages.rounds import RoundDepartment, RoundForm
from domain.people import Account
from domain.special_round import Step
from jobs import dialogues, outbox
from jobs.collection import special, special_sent

ALL = "all"
PAGE = 8  # departments a card


def show_form(unit: Unit, who: Account, note: Note | None, occasion: str, *, ring: bool = False) -> None:
    dialogue = dialogues.current(unit, who)
    facts = facts_of(unit, dialogue, note)
    if facts.step == Step.PREVIEW:
        dialogue.fields = dialogue.fields | {"seen": seen(facts)}
    to = outbox.to_account(unit, who)
    outbox.show(unit, facts, to=to, card=card_of(dialogue), occasion=occasion, ring=ring)


def seen(facts: RoundForm) -> str:
    """What is approved by sending, beside what was typed."""
    return f"{facts.due_on} {facts.opens_on} {facts.chosen} {facts.requests}"


def facts_of(unit: Unit, dialogue: Dialogue, note: Note | None) -> RoundForm:
    fields, kept = dialogue.fields, dialogues.draft(unit, dialogue)
    step = Step(dialogue.step or Step.QUESTION)
    programme = fields.get("programme")
    tasks = tasks_of(unit, programme, fields["tasks"]) if programme and fields.get("tasks") is not None else ()
    found = offered(unit, dialogue) if tasks else []
    chosen = set(departments_of(unit, dialogue)) if fields.get("departments") is not None else set()
    marked = chosen if step is Step.PREVIEW else set(picked(dialogue))
    listed = [one for one in found if one[0] in chosen] if step is Step.PREVIEW else found
    pages = max(1, -(-len(listed) // PAGE))
    page = min(fields.get("page") or 0, pages - 1) if step is Step.DEPARTMENTS else 0
    shown = listed if step is Step.PREVIEW else listed[page * PAGE : (page + 1) * PAGE]
    due = special.due(unit, due_of(dialogue)) if fields.get("due") is not None else None
    opens_on, now = special.opening(unit)
    figures = bool(tasks) and special.has_figures(unit, tasks)
    is_first = step in (Step.PROGRAMME, first_step(unit))
    return RoundForm(
        dialogue=dialogue.id,
        rev=dialogue.rev,
        step=step,
        first=is_first,
        programmes=tuple((one.id, one.name) for one in programmes(unit)) if step is Step.PROGRAMME else (),
        title=kept.get("title"),
        question=kept.get("question"),
        open_tasks=len(special.tasks_of(unit, programme, all_of_them=False)) if programme else 0,
        tasks=tuple(unit.session.get_one(Task, task).number for task in tasks),
        departments=tuple(
            RoundDepartment(one, name_of(unit, one), count, one in marked, bool(asked.of_department(unit, one)))
            for one, count in shown
        ),
        chosen=len(chosen if step is Step.PREVIEW else marked),
        of=len(found),
        page=page,
        pages=pages,
        requests=sum(count for one, count in found if one in chosen),
        due_on=due.date if due is not None else None,
        working_days=due.working_days if due is not None else None,
        provisional=due is not None and due.provisional,
        opens_on=opens_on,
        opens_now=now,
        has_figures=figures,
        asks_figures=figures and bool(fields.get("figures")),
        note=note,
        running=tuple((cycle.id, cycle.key) for cycle in special_sent.running(unit)) if is_first else (),
    )


def card_of(dialogue: Dialogue) -> str:
    """A card of its own for each round: the one before stays as it was sent."""
    return f"round:{dialogue.id}.{dialogue.fields.get('drawn')}"


def first_step(reading: Reading) -> Step:
    return Step.QUESTION if len(programmes(reading)) == 1 else Step.PROGRAMME


def programmes(reading: Reading) -> list[Programme]:
    return [one for one in cycles.running_programmes(reading) if special.tasks_of(reading, one.id)]


def programme_of(dialogue: Dialogue) -> int:
    programme = dialogue.fields.get("programme")
    if programme is None:
        raise Moved
    return int(programme)


def tasks_of(reading: Reading, programme_id: int, wanted: Any) -> tuple[int, ...]:
    if wanted != ALL:
        return tuple(wanted)
    return tuple(task.id for task in special.tasks_of(reading, programme_id, all_of_them=False))


def offered(reading: Reading, dialogue: Dialogue) -> list[tuple[int, int]]:
    """(department, how many of the chosen tasks it answers for), those with the most first."""
    tasks = tasks_of(reading, programme_of(dialogue), dialogue.fields.get("tasks") or [])
    found = [(department, len(parts)) for department, parts in special.answering(reading, tasks).items()]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def departments_of(reading: Reading, dialogue: Dialogue) -> list[int]:
    answering = [department for department, _ in offered(reading, dialogue)]
    wanted = dialogue.fields.get("departments")
    return answering if wanted == ALL else [one for one in answering if one in (wanted or [])]


def picked(dialogue: Dialogue) -> list[int]:
    return list(dialogue.fields.get("picked") or [])


def due_of(dialogue: Dialogue) -> int | date:
    due = dialogue.fields["due"]
    return due if isinstance(due, int) else date.fromisoformat(due)


def name_of(reading: Reading, department_id: int) -> str:
    return reading.session.get_one(Department, department_id).name
