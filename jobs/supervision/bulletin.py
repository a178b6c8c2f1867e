"""A bulletin (通报) on a round: every department by completion and punctuality, equals sharing a place."""

from __future__ import annotations

from sqlalchemy import select

from db.queries import acts, punctuality
from db.tables import Act, Cycle, Request
from db.units import Reading, Unit
from domain.answers import ReceivedFile
from domain.collection import number_order
from domain.errors import Moved, Rejected
from domain.messages.base import Note
from domain.messages.supervision import BulletinPreview, ChooseRound, Ranked, Round
from domain.people import Account
from domain.punctuality import Punctuality, ranked
from domain.states import OWED
from domain.supervision import ActKind
from jobs import files, rights
from jobs.documents.bulletin import BulletinPaper, Missing, Standing
from jobs.supervision import register

ROUNDS = 8  # the newest, on one card
SHOWN = 3  # of the ranking, on the preview: the first and the last


def choose(unit: Unit, who: Account, occasion: str) -> None:
    """[ 通报 ]: on which round? Where there is but one, its preview."""
    rights.coordinator(unit, who)
    cycles = list(unit.session.scalars(select(Cycle).order_by(Cycle.opens_on.desc(), Cycle.id.desc()).limit(ROUNDS)))
    if not cycles:
        raise Rejected("bulletin-no-round")
    if len(cycles) == 1:
        return preview(unit, who, cycles[0].id, occasion)
    return register.show(unit, who, ChooseRound(tuple(_round(unit, cycle) for cycle in cycles)), occasion)


def preview(unit: Unit, who: Account, cycle_id: int, occasion: str) -> None:
    """The bulletin as it would be made now: counts, the first and the last of the ranking."""
    rights.coordinator(unit, who)
    paper = paper_for(unit, cycle_id)
    standings = [_ranked(standing) for standing in paper.standings]
    whole = len(standings) <= 2 * SHOWN
    message = BulletinPreview(
        cycle=cycle_id,
        key=paper.key,
        year=paper.year,
        number=paper.number,
        departments=len(standings),
        **{name: paper.total(name) for name in ("owed", "answered", "on_time", "late", "missing")},
        first=tuple(standings if whole else standings[:SHOWN]),
        last=() if whole else tuple(standings[-SHOWN:]),
    )
    register.show(unit, who, message, occasion)


def paper_to_make(reading: Reading, who: Account, cycle_id: int, number: int, occasion: str) -> BulletinPaper:
    """The bulletin that [ 生成 ] makes. Raises `Moved` where its number is taken."""
    rights.coordinator(reading, who)
    register.refuse_taken(reading, who, ActKind.BULLETIN, number, occasion)
    return paper_for(reading, cycle_id)


def paper_for(reading: Reading, cycle_id: int) -> BulletinPaper:
    """What the bulletin says as things stand."""
    cycle = reading.session.get(Cycle, cycle_id)
    if cycle is None:
        raise Moved
    found = punctuality.of_cycle(reading, cycle.id)
    if not found:
        raise Rejected("bulletin-nobody-asked")
    named: dict[str, list[str]] = {}
    tasks = set()
    for request in reading.session.scalars(select(Request).where(Request.cycle_id == cycle.id)):
        if request.state in OWED and request.due_on < reading.today:
            named.setdefault(request.department.name, []).append(request.task.number)
            tasks.add(request.task_id)
    return BulletinPaper(
        year=reading.today.year,
        number=acts.next_number(reading, ActKind.BULLETIN, reading.today.year),
        cycle_id=cycle.id,
        key=cycle.key,
        programme=cycle.programme.name,
        office=reading.settings.office.name or "",
        made_on=reading.today,
        opened_on=cycle.opens_on,
        due_on=cycle.due_on,
        standings=tuple(_standing(place, one) for place, one in ranked(found)),
        missing=tuple(
            Missing(department, tuple(sorted(numbers, key=number_order)))
            for department, numbers in sorted(named.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        tasks=tuple(sorted(tasks)),
    )


def make(unit: Unit, who: Account, paper: BulletinPaper, file: ReceivedFile, occasion: str) -> Note:
    """[ 生成 ]: the bulletin is on record, and its document comes into the chat."""
    person = rights.coordinator(unit, who)
    register.refuse_taken(unit, who, ActKind.BULLETIN, paper.number, occasion)
    return register.hand_over(unit, who, keep(unit, person.id, paper, file), occasion)


def keep(unit: Unit, person_id: int | None, paper: BulletinPaper, file: ReceivedFile) -> Act:
    """On the record of the tasks that are named as missing."""
    return register.keep(
        unit,
        person_id,
        ActKind.BULLETIN,
        paper.to_json() | {"file": file.name},
        tasks=list(paper.tasks),
        number=paper.number,
        year=paper.year,
        cycle_id=paper.cycle_id,
        file_id=files.remember(unit, file),
    )


def _round(reading: Reading, cycle: Cycle) -> Round:
    found = punctuality.of_cycle(reading, cycle.id)
    return Round(
        cycle=cycle.id,
        key=cycle.key,
        programme=cycle.programme.name,
        answered=sum(one.answered for one in found),
        owed=sum(one.owed for one in found),
    )


def _standing(place: int | None, one: Punctuality) -> Standing:
    return Standing(
        place=place,
        department_id=one.department_id,
        department=one.department,
        owed=one.owed,
        answered=one.answered,
        on_time=one.on_time,
        late=one.late,
        missing=one.missing,
        returned=one.returned,
        percent_done=one.percent_done,
        percent_on_time=one.percent,
    )


def _ranked(one: Standing) -> Ranked:
    return Ranked(one.place, one.department, one.answered, one.owed, one.percent_done, one.percent_on_time)
