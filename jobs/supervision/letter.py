"""A supervision letter (督办单) to a department: what is overdue, when it was reminded of, what is demanded by when."""

from __future__ import annotations

from db.queries import acts, overdue, reminded, rounds
from db.tables import Act, Department
from db.units import Reading, Unit
from domain import ladder
from domain.answers import ReceivedFile
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.supervision import ChooseUnit, LateTask, LetterPreview
from domain.people import Account
from domain.states import RequestState
from domain.supervision import DEFAULT_DAYS, ActKind
from jobs import files, rights
from jobs.documents.supervision_letter import LetterPaper, OverdueTask
from jobs.supervision import register

LONGEST_PROBLEM = 60  # characters of a problem in the table: the ledger has it whole
MOST_DAYS = 60  # working days a letter may give


def choose(unit: Unit, who: Account, page: int, occasion: str) -> None:
    """[ 督办单 ]: which department? Only those that are late can be written to."""
    lines = overdue.lines(unit, overdue.requests(unit, overdue=True))
    if not lines:
        raise Rejected("supervision-nobody-late")
    pages = max(1, -(-len(lines) // register.PAGE))
    page = min(max(page, 0), pages - 1)
    shown = tuple(lines[page * register.PAGE : (page + 1) * register.PAGE])
    register.show(unit, who, ChooseUnit(ActKind.LETTER, shown, page, pages), occasion)


def preview(unit: Unit, who: Account, department_id: int, days: int, occasion: str, *, ring: bool = False) -> None:
    """The letter as it would be made now, the demand's length to be chosen."""
    rights.coordinator(unit, who)
    paper = paper_for(unit, department_id, days)
    message = LetterPreview(
        department_id=paper.department_id,
        department=paper.department,
        year=paper.year,
        number=paper.number,
        tasks=tuple(LateTask(task.number, task.problem, task.key, task.due_on, task.days_over) for task in paper.tasks),
        reminded_on=paper.reminded_on,
        nudged_on=paper.nudged_on,
        earlier=paper.earlier,
        days=paper.days,
        answer_by=paper.answer_by,
    )
    register.show(unit, who, message, occasion, ring=ring)


def paper_to_make(
    reading: Reading, who: Account, department_id: int, days: int, number: int, occasion: str
) -> LetterPaper:
    """The letter that [ 生成 ] makes. Raises `Moved` where its number is taken: pressed twice, or another was faster."""
    rights.coordinator(reading, who)
    register.refuse_taken(reading, who, ActKind.LETTER, number, occasion)
    return paper_for(reading, department_id, days)


def paper_for(reading: Reading, department_id: int, days: int = 0) -> LetterPaper:
    """What the letter says as things stand. Raises `Rejected` where nothing is overdue."""
    department = reading.session.get(Department, department_id)
    if department is None:
        raise Moved
    late = overdue.requests(reading, department_id=department_id, overdue=True)
    if not late:
        raise Rejected("supervision-nothing-late", department=department.name)
    calendar, office = rounds.calendar(reading), reading.settings.office
    days = days if 0 < days <= MOST_DAYS else DEFAULT_DAYS
    since = min(request.cycle.opens_on for request in late)
    return LetterPaper(
        year=reading.today.year,
        number=acts.next_number(reading, ActKind.LETTER, reading.today.year),
        department_id=department.id,
        department=department.name,
        office=office.name or "",
        made_on=reading.today,
        answer_by=calendar.add_working_days(reading.today, days),
        days=days,
        tasks=tuple(
            OverdueTask(
                task_id=request.task_id,
                number=request.task.number,
                problem=_short(request.task.problem),
                key=request.cycle.key,
                due_on=request.due_on,
                days_over=-ladder.working_days_left(reading.today, request.due_on, calendar),
                returned=request.state == RequestState.RETURNED,
            )
            for request in late
        ),
        reminded_on=reminded.reminded_on(reading, department.id, since),
        nudged_on=tuple(day for day in reminded.nudged_on(reading, department.id, since) if day <= reading.today),
        earlier=acts.count_letters(reading, department.id, since),
        phones=tuple(office.phones),
        email=office.email or "",
    )


def make(unit: Unit, who: Account, paper: LetterPaper, file: ReceivedFile, occasion: str) -> Note:
    """[ 生成 ]: the letter is on record, and its document comes into the chat."""
    person = rights.coordinator(unit, who)
    register.refuse_taken(unit, who, ActKind.LETTER, paper.number, occasion)
    return register.hand_over(unit, who, keep(unit, person.id, paper, file), occasion)


def keep(unit: Unit, person_id: int | None, paper: LetterPaper, file: ReceivedFile) -> Act:
    return register.keep(
        unit,
        person_id,
        ActKind.LETTER,
        paper.to_json() | {"file": file.name},
        tasks=[task.task_id for task in paper.tasks],
        number=paper.number,
        year=paper.year,
        department_id=paper.department_id,
        file_id=files.remember(unit, file),
    )


def _short(problem: str) -> str:
    line = " ".join(problem.split())
    return line if len(line) <= LONGEST_PROBLEM else f"{line[: LONGEST_PROBLEM - 1]}…"
