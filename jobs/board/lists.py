"""What the board opens: who has not answered, the departments, the tasks, and how the due days were kept."""

from __future__ import annotations

from db.queries import board as queries
from db.queries import punctuality
from db.queries.board import Asked
from db.tables import Department
from db.units import Reading, Unit
from domain.errors import Forbidden, Moved
from domain.lights import Days, Light, worst
from domain.messages.board import (
    ByDepartment,
    ByTask,
    KeptLine,
    KeptYear,
    Missing,
    OneDepartment,
    OwedLine,
    RequestLine,
    TaskLine,
    UnitLine,
)
from domain.people import Account
from domain.punctuality import Punctuality, ranked
from domain.states import OWED
from jobs.board import reader as readers


def missing(unit: Unit, who: Account, occasion: str, page: int = 0, programme: int = 0, *, ring: bool = False) -> None:
    """/missing, [ 看未报 ]: who still owes, the earliest due first."""
    reader, now = readers.of(unit, who), readers.days(unit)
    requests = reader.asked(unit, programme)
    owed = sorted((one for one in requests if one.state in OWED), key=lambda one: one.due_on)
    shown, page, pages = readers.paged(owed, page)
    message = Missing(
        asked=len(requests),
        lines=tuple(_owed_line(one, now, cycle=_named(one, requests)) for one in shown),
        total=len(owed),
        page=page,
        pages=pages,
        programme=programme,
        unsigned=len({one.department_id for one in owed if not one.signed}),
        unopened=len({one.department_id for one in owed} - {one.department_id for one in requests if one.opened}),
        acts=reader.acts,
    )
    readers.show(unit, reader, message, occasion, ring=ring)


def _owed_line(one: Asked, now: Days, *, cycle: str | None) -> OwedLine:
    return OwedLine(
        task=one.task_id,
        number=one.number,
        department=one.department,
        light=readers.light_of(one, now),
        doing=readers.doing(one),
        due_on=one.due_on,
        signed=one.signed,
        request=one.request_id,
        opened=one.opened,
        extended=one.extended,
        provisional=one.provisional,
        cycle=cycle,
    )


def request_line(one: Asked, now: Days, *, cycle: str | None) -> RequestLine:
    return RequestLine(
        task=one.task_id,
        number=one.number,
        problem=one.problem,
        light=readers.light_of(one, now),
        state=one.state,
        status=one.status,
        due_on=one.due_on,
        request=one.request_id,
        department=one.department,
        extended=one.extended,
        provisional=one.provisional,
        cycle=cycle,
    )


def _named(one: Asked, requests: list[Asked]) -> str | None:
    """The round, where it can't be understood of itself."""
    return one.cycle if len({other.cycle for other in requests}) > 1 else None


# -- departments --------------------------------------------------------------------------------------------------


def by_department(
    unit: Unit, who: Account, occasion: str, page: int = 0, programme: int = 0, *, ring: bool = False
) -> None:
    """[ 按部门 ]: the worst light first. A leader of one department sees that one."""
    reader, now = readers.of(unit, who), readers.days(unit)
    if reader.departments is not None and len(reader.departments) == 1:
        [only] = reader.departments
        return one_department(unit, who, only, occasion, ring=ring)
    parts: dict[int, list[Asked]] = {}
    for one in reader.asked(unit, programme):
        parts.setdefault(one.department_id, []).append(one)
    lines = sorted(
        (_unit_line(part, now) for part in parts.values()),
        key=lambda line: (readers.WORST_FIRST[Light(line.light)], line.department),
    )
    shown, page, pages = readers.paged(lines, page)
    message = ByDepartment(tuple(shown), page, pages, programme, whole=reader.whole)
    return readers.show(unit, reader, message, occasion, ring=ring)


def _unit_line(part: list[Asked], now: Days) -> UnitLine:
    colour = worst(readers.light_of(one, now) for one in part)
    assert colour is not None
    answered = sum(one.state not in OWED for one in part)
    return UnitLine(part[0].department_id, part[0].department, colour, answered, len(part))


def one_department(
    unit: Unit,
    who: Account,
    department_id: int,
    occasion: str,
    page: int = 0,
    programme: int = 0,
    *,
    ring: bool = False,
) -> None:
    """What one department was asked for, the worst light first, and its year."""
    reader, now = readers.of(unit, who), readers.days(unit)
    department = unit.session.get(Department, department_id)
    if department is None:
        raise Moved
    if not reader.may_see(department_id):
        raise Forbidden("not-yours")
    requests = reader.asked(unit, programme)
    part = [one for one in requests if one.department_id == department_id]
    part.sort(key=lambda one: readers.WORST_FIRST[readers.light_of(one, now)])
    shown, page, pages = readers.paged(part, page)
    year = readers.year_of(unit, queries.running(unit, programme or None))
    message = OneDepartment(
        department_id=department.id,
        department=department.name,
        lines=tuple(request_line(one, now, cycle=_named(one, requests)) for one in shown),
        page=page,
        pages=pages,
        programme=programme,
        year=year,
        kept=next((line for line in _kept(unit, year, programme) if line.department_id == department_id), None),
        acts=reader.acts,
        owes=any(one.state in OWED for one in part),
        whole=reader.whole or len(reader.departments or ()) > 1,
    )
    readers.show(unit, reader, message, occasion, ring=ring)


# -- tasks --------------------------------------------------------------------------------------------------------


def by_task(unit: Unit, who: Account, occasion: str, page: int = 0, programme: int = 0) -> None:
    """[ 按任务 ]: every task, in the order of its number."""
    reader, now = readers.of_office(unit, who), readers.days(unit)
    lights: dict[int, list[Light]] = {}
    for one in queries.asked(unit, programme or None):
        lights.setdefault(one.task_id, []).append(readers.light_of(one, now))
    shown, page, pages = readers.paged(queries.standings(unit, programme or None), page)
    lines = tuple(
        TaskLine(
            task=one.task_id,
            number=one.number,
            problem=one.problem,
            state=one.state,
            light=worst(lights.get(one.task_id, ())),
            due=one.deadline is not None and one.deadline <= now.today and not one.reported,
        )
        for one in shown
    )
    readers.show(unit, reader, ByTask(lines, page, pages, programme), occasion)


# -- the due days of a year ---------------------------------------------------------------------------------------


def kept(unit: Unit, who: Account, occasion: str, page: int = 0, programme: int = 0, year: int | None = None) -> None:
    """[ 按时率 ]: every department by its place, over the year that is being reported or an earlier one."""
    reader = readers.of_office(unit, who)
    if year is None:
        year = readers.year_of(unit, queries.running(unit, programme or None))
    shown, page, pages = readers.paged(_kept(unit, year, programme), page)
    years = tuple(punctuality.years(unit))
    readers.show(unit, reader, KeptYear(year, years, tuple(shown), page, pages, programme), occasion)


def _kept(reading: Reading, year: int, programme: int) -> list[KeptLine]:
    return [_kept_line(place, one) for place, one in ranked(punctuality.of_year(reading, year, programme or None))]


def _kept_line(place: int | None, one: Punctuality) -> KeptLine:
    return KeptLine(
        place=place,
        department_id=one.department_id,
        department=one.department,
        on_time=one.on_time,
        judged=one.judged,
        late=one.late,
        missing=one.missing,
        returned=one.returned,
        extended=one.extended,
        percent=one.percent,
    )
