"""Which workbook is handed out, and filled with what? `/workbook`, the prompt's button, the mail to a department.

What it is filled with is stored before it leaves: that is what it is compared with when it comes back. Asked for again
while nothing has changed, it is the same revision again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from db.queries import reports, rounds
from db.tables import IS_OWED, Cycle, Department, Request, Workbook
from db.units import Reading, Unit
from domain import wording
from domain.errors import Moved, Rejected
from domain.ladder import working_days_left
from domain.messages.workbook import WhichWorkbook, WorkbookChoice, WorkbookFile
from domain.people import Account
from domain.states import OWED
from domain.workbook import FigureRow, Issued, Mark, TaskRow
from jobs import audit, outbox, rights

PURPOSE = "workbook"  # of the mark's key
MOST_NAMED = 8  # departments a sentence names
MOST_AT_ONCE = 20  # choices a card offers: a person with more departments asks round by round
_OWING = (
    select(Request.department_id, Department.name)
    .join(Department, Department.id == Request.department_id)
    .where(IS_OWED)
    .distinct()
    .order_by(Department.name)
)
_ISSUED: TypeAdapter[Issued] = TypeAdapter(Issued)


# -- in chat ------------------------------------------------------------------------------------------------------


def ask(unit: Unit, who: Account, name: str, occasion: str) -> None:
    """/workbook: the one there is, or a choice. A coordinator names a department, to hand its workbook on."""
    if name or not _is_liaison(unit, who):
        return _ask_for(unit, who, name, occasion)
    person = rights.liaison(unit, who)
    choices = _choices(unit, rights.departments_of(unit, person.id))
    if not choices:
        raise Rejected("workbook-nothing-owed")
    if len(choices) == 1:
        return hand_out(unit, who, choices[0].cycle_id, choices[0].department_id, occasion)
    card = WhichWorkbook(tuple(choices[:MOST_AT_ONCE]))
    outbox.say(unit, card, to=outbox.to_person(person.id), thing="workbook", occasion=occasion)
    return None


def _is_liaison(reading: Reading, who: Account) -> bool:
    person = rights.person_of(reading, who)
    return (
        person is None
        or bool(rights.departments_of(reading, person.id))
        or not rights.is_coordinator(reading, person.id)
    )


def _ask_for(unit: Unit, who: Account, name: str, occasion: str) -> None:
    """A coordinator's `/workbook 水利厅`: every current round's workbook of the department that is meant."""
    person = rights.coordinator(unit, who)
    if not name:
        raise Rejected("workbook-name-department")
    owing = {row.department_id: row.name for row in unit.conn.execute(_OWING)}
    meant = [which for which, said in owing.items() if said == name] or [
        which for which, said in owing.items() if name in said
    ]
    if len(meant) > 1:
        raise Rejected("workbook-several-departments", list="、".join(owing[which] for which in meant[:MOST_NAMED]))
    if not meant or not (choices := _choices(unit, meant)):
        raise Rejected("workbook-no-department", name=name[:40])
    for choice in choices:
        issued = issue(unit, choice.cycle_id, choice.department_id, to=person.id)
        assert issued is not None
        _say(unit, issued, outbox.to_person(person.id), occasion, hand_on=True)


def hand_out(unit: Unit, who: Account, cycle_id: int, department_id: int, occasion: str) -> None:
    """[ 下载填报表 ]."""
    person = rights.liaison_for(unit, who, department_id)
    cycle = unit.session.get(Cycle, cycle_id)
    if cycle is None:
        raise Moved
    if not is_current(unit, cycle):
        raise Rejected("workbook-round-over", period=round_name(cycle, person.language))
    issued = issue(unit, cycle_id, department_id, to=person.id)
    if issued is None:
        raise Rejected("workbook-nothing-owed")
    for request in _owed(unit, cycle_id, department_id):
        request.opened_at = request.opened_at or unit.now
    _say(unit, issued, outbox.to_person(person.id), occasion)


def hand_out_all(unit: Unit, who: Account, occasion: str) -> None:
    """[ 每个都要 ]: one of each."""
    person = rights.liaison(unit, who)
    choices = _choices(unit, rights.departments_of(unit, person.id))[:MOST_AT_ONCE]
    if not choices:
        raise Rejected("workbook-nothing-owed")
    for choice in choices:
        hand_out(unit, who, choice.cycle_id, choice.department_id, occasion)


def _say(unit: Unit, issued: Issued, to: str, occasion: str, *, hand_on: bool = False) -> None:
    mark = Mark.read(issued.mark)
    assert mark is not None
    message = WorkbookFile(issued, hand_on=hand_on, days_left=_days_left(unit, issued.due_on))
    outbox.say(unit, message, to=to, thing=workbook_thing(mark.workbook), occasion=occasion)


def _choices(reading: Reading, departments: list[int]) -> list[WorkbookChoice]:
    """The rounds in which these departments owe, the nearest due day first."""
    rows = reading.conn.execute(
        select(Request.cycle_id, Request.department_id)
        .where(Request.department_id.in_(departments), IS_OWED)
        .distinct()
    )
    found = []
    for row in rows.all():
        cycle = reading.session.get_one(Cycle, row.cycle_id)
        if not is_current(reading, cycle):
            continue
        owed = _owed(reading, row.cycle_id, row.department_id)
        due_on = min(request.due_on for request in owed)
        found.append(
            WorkbookChoice(
                cycle_id=row.cycle_id,
                department_id=row.department_id,
                key=cycle.key,
                title=cycle.title,
                department=reading.session.get_one(Department, row.department_id).name,
                owed=len(owed),
                due_on=due_on,
                days_left=_days_left(reading, due_on),
            )
        )
    return sorted(found, key=lambda one: (one.due_on, one.department_id, one.cycle_id))


def _days_left(reading: Reading, due_on: date) -> int:
    return working_days_left(reading.today, due_on, rounds.calendar(reading))


# -- issuing ------------------------------------------------------------------------------------------------------


def issue(unit: Unit, cycle_id: int, department_id: int, *, to: int | None) -> Issued | None:
    """The department's workbook of a round as it is now, on record; None where nothing is owed. `to`: who asked for it."""
    unit.session.get_one(Cycle, cycle_id, with_for_update=True)  # two who ask at once get one revision
    rows = _rows(unit, cycle_id, department_id)
    if not rows:
        return None
    newest = newest_of(unit, cycle_id, department_id)
    before = issued_of(newest) if newest is not None else None
    cycle = unit.session.get_one(Cycle, cycle_id)
    fresh = Issued(
        mark="",
        revision=newest.revision + 1 if newest is not None else 1,
        key=cycle.key,
        title=cycle.title,
        question=cycle.question,
        department=unit.session.get_one(Department, department_id).name,
        due_on=min(request.due_on for request in _owed(unit, cycle_id, department_id)),
        rows=rows,
    )
    if before is not None and replace(fresh, mark=before.mark, revision=before.revision) == before:
        return before
    workbook = Workbook(
        cycle_id=cycle_id,
        department_id=department_id,
        revision=fresh.revision,
        content={},
        issued_to=to,
        issued_at=unit.now,
    )
    unit.session.add(workbook)
    unit.session.flush()
    issued = replace(fresh, mark=_marked(unit, workbook).word)
    workbook.content = _ISSUED.dump_python(issued, mode="json")
    who = audit.person(to) if to is not None else audit.CLOCK
    detail = {"cycle": cycle_id, "department": department_id, "revision": workbook.revision, "rows": len(rows)}
    audit.note(unit, who, "workbook.issue", workbook_thing(workbook.id), detail)
    return issued


def _rows(reading: Reading, cycle_id: int, department_id: int) -> tuple[TaskRow, ...]:
    return tuple(_row(reading, request) for request in _owed(reading, cycle_id, department_id))


def _row(reading: Reading, request: Request) -> TaskRow:
    draft = reports.draft_of(reading, request.id)
    last = reports.last_accepted(reading, request)
    return TaskRow(
        request=request.id,
        number=request.task.number,
        problem=request.task.problem,
        target=request.task.target,
        measures=tuple(measure.text for measure in reports.measures_of(reading, request)),
        last_status=last.status if last is not None else None,
        last_text=last.text if last is not None else None,
        status=draft.status if draft is not None else None,
        text=draft.text if draft is not None else None,
        help=draft.help_wanted if draft is not None else None,
        figures=figure_rows(reading, request),
    )


def figure_rows(reading: Reading, request: Request) -> tuple[FigureRow, ...]:
    """The figures asked for, as the request's draft gives them."""
    figures = reports.figures_of(reading, request, reports.draft_of(reading, request.id))
    return tuple(
        FigureRow(indicator, one.name, one.unit, one.target, one.last, one.value, one.given)
        for indicator, one in figures.items()
    )


def _owed(reading: Reading, cycle_id: int, department_id: int) -> list[Request]:
    return [request for request in rounds.requests_of(reading, cycle_id, department_id) if request.state in OWED]


# -- what was issued ----------------------------------------------------------------------------------------------


def workbook_thing(workbook_id: int) -> str:
    return f"workbook:{workbook_id}"


def newest_of(reading: Reading, cycle_id: int, department_id: int) -> Workbook | None:
    return reading.session.scalar(
        select(Workbook)
        .where(Workbook.cycle_id == cycle_id, Workbook.department_id == department_id)
        .order_by(Workbook.revision.desc())
        .limit(1)
    )


def issued_of(workbook: Workbook) -> Issued:
    content: dict[str, Any] = workbook.content
    return _ISSUED.validate_python(content)


def _marked(reading: Reading, workbook: Workbook) -> Mark:
    mark = Mark(workbook.id, workbook.cycle_id, workbook.department_id, workbook.revision)
    return replace(mark, proof=reading.vault.mark(PURPOSE, mark.claim))


def is_current(reading: Reading, cycle: Cycle) -> bool:
    """Is it the newest round of its rhythm? A workbook of an earlier one would mix up the quarters; special rounds stand alone."""
    if cycle.question is not None:
        return True
    later = reading.conn.scalars(
        select(Cycle.key).where(
            Cycle.programme_id == cycle.programme_id, Cycle.opens_on > cycle.opens_on, Cycle.question.is_(None)
        )
    )
    return cycle.key[4] not in _kinds(later)


def _kinds(keys: Iterable[str]) -> set[str]:
    """Q, M, W of 2024Q3, 2024M09, 2024W36."""
    return {key[4] for key in keys}


def round_name(cycle: Cycle, language: str) -> str:
    """What the round is called, for a sentence that is said at once."""
    return cycle.title or wording.quarter_label(cycle.key, language)
