"""Who looks at the board, and at how much of it? Coordinators act, leaders look, a department's leader sees their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from config.holidays import calendar_now
from db.queries import board as queries
from db.queries.board import Asked, Running
from db.units import Reading, Unit
from domain.errors import Forbidden
from domain.lights import Days, Light, light
from domain.messages.base import Message
from domain.people import Account, RoleName
from domain.states import ReportStatus, RequestState
from jobs import outbox, rights

CARD = "board"
PAGE = 8  # lines a card
T = TypeVar("T")
WORST_FIRST = {Light.RED: 0, Light.AMBER: 1, Light.WHITE: 2, Light.GREEN: 3}


@dataclass(frozen=True)
class Reader:
    """`departments` is None for the office, who sees all."""

    to: str
    acts: bool
    departments: frozenset[int] | None

    @property
    def whole(self) -> bool:
        return self.departments is None

    def may_see(self, department_id: int) -> bool:
        return self.departments is None or department_id in self.departments

    def asked(self, reading: Reading, programme: int) -> list[Asked]:
        """What the running rounds ask of the departments this reader sees."""
        return [one for one in queries.asked(reading, programme or None) if self.may_see(one.department_id)]


def of(reading: Reading, who: Account) -> Reader:
    """Anyone else is told in one sentence whose the board is."""
    person = rights.person_of(reading, who)
    roles = rights.roles_of(reading, person.id) if person is not None else []
    names = {role.role for role in roles}
    led = {role.department_id for role in roles if role.role == RoleName.DEPARTMENT_LEADER}
    own = frozenset(department_id for department_id in led if department_id is not None)
    if person is None or (not names & {RoleName.COORDINATOR, RoleName.LEADER} and not own):
        person = rights.office(reading, who)
    in_office = bool(names & {RoleName.COORDINATOR, RoleName.LEADER})
    return Reader(
        to=outbox.to_person(person.id),
        acts=RoleName.COORDINATOR in names,
        departments=None if in_office else own,
    )


def of_office(reading: Reading, who: Account) -> Reader:
    """For what shows all departments beside each other."""
    reader = of(reading, who)
    if not reader.whole:
        raise Forbidden("only-leader")
    return reader


def days(reading: Reading) -> Days:
    settings = reading.settings
    return Days.of(reading.today, settings.collection.ladder, calendar_now(settings.data_dir))


def light_of(one: Asked, now: Days) -> Light:
    status = ReportStatus(one.status) if one.status else None
    return light(RequestState(one.state), status, due_on=one.due_on, deadline=one.deadline, days=now)


def doing(one: Asked) -> str:
    """Open, draft or returned: how far what is owed has come."""
    return "returned" if one.state == RequestState.RETURNED else "draft" if one.drafted else "open"


def year_of(reading: Reading, rounds: Iterable[Running]) -> int:
    """The year the board is about: the running rounds', for in January the year before is still being reported."""
    years = [int(one.key[:4]) for one in rounds]
    return max(years, default=reading.today.year)


def paged(lines: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    """The page's lines; a page that is no longer there is the last one."""
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(page, 0), pages - 1)
    return lines[page * PAGE : (page + 1) * PAGE], page, pages


def show(unit: Unit, reader: Reader, message: Message, occasion: str, *, ring: bool = False) -> None:
    outbox.show(unit, message, to=reader.to, card=CARD, occasion=occasion, ring=ring)
