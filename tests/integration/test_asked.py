"""Who is asked today, and who may answer? Away days, deputies, whoever can't be reached."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from db.queries import asked, rounds
from db.tables import Person, Role
from db.units import Unit, Units
from domain.errors import Forbidden
from domain.messages.collection import Prompt, Reminder
from domain.people import RoleName
from jobs import reminders, rights
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.delivery import due
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, office_time

WATER = 1  # the first department's id


def role_of(units: Units, desk: Desk) -> int:
    return units.look(lambda reading: reading.conn.scalar(select(Role.id).where(Role.person_id == desk.person))) or 0


def set_away(units: Units, desk: Desk, first: date | None, last: date | None) -> None:
    person = desk.person

    def job(unit: Unit) -> None:
        unit.conn.execute(update(Role).where(Role.person_id == person).values(away_from=first, away_until=last))

    units.call(job)


def make_deputy(units: Units, deputy: Desk, other: Desk) -> None:
    role, person = role_of(units, other), deputy.person

    def job(unit: Unit) -> None:
        unit.conn.execute(update(Role).where(Role.person_id == person).values(stands_in_for=role))

    units.call(job)


@pytest.fixture
def liaison(units: Units, office: Office) -> Desk:
    office.task("21")
    return Desk(units, office.liaison())


@pytest.fixture
def deputy(units: Units, office: Office, liaison: Desk) -> Desk:
    desk = Desk(units, office.liaison(name="水利厅代填人"))
    make_deputy(units, desk, liaison)
    return desk


@pytest.mark.parametrize(
    ("first", "last", "who", "why"),
    [
        (None, None, "liaison", "nobody is away"),
        (date(2024, 10, 8), date(2024, 10, 8), "deputy", "the one day, both ends included"),
        (date(2024, 10, 1), date(2024, 10, 7), "liaison", "back since today"),
        (date(2024, 10, 9), date(2024, 10, 11), "liaison", "away from tomorrow on"),
        (date(2024, 10, 8), None, "deputy", "an open end"),
    ],
)
def test_who_is_asked_on_tuesday(
    first: date | None, last: date | None, who: str, why: str, units: Units, liaison: Desk, deputy: Desk
) -> None:
    set_away(units, liaison, first, last)
    wanted = {"liaison": liaison, "deputy": deputy}[who]
    assert units.look(asked.of_department, WATER) == [wanted.person], why
    assert units.look(rounds.bound_to, WATER) == [wanted.person]


def test_the_one_who_is_away_may_answer_and_the_deputy_only_then(units: Units, liaison: Desk, deputy: Desk) -> None:
    with pytest.raises(Forbidden, match="deputy-not-now"):
        units.look(rights.liaison, deputy.who)
    set_away(units, liaison, date(2024, 10, 8), date(2024, 10, 11))
    for desk in (liaison, deputy):
        assert units.look(rights.liaison_for, desk.who, WATER).id == desk.person
        assert units.look(rights.departments_of, desk.person) == [WATER]


def test_whoever_stopped_the_bot_is_not_asked_and_may_answer(units: Units, liaison: Desk) -> None:
    person = liaison.person
    units.call(lambda unit: unit.conn.execute(update(Person).where(Person.id == person).values(reachable=False)))
    assert units.look(asked.of_department, WATER) == []
    assert units.look(rights.departments_of, person) == [WATER]


def test_whose_role_has_ended_is_told_so(units: Units, clock: VirtualClock, liaison: Desk) -> None:
    units.call(lambda unit: unit.conn.execute(update(Role).values(ended_at=unit.now)))
    with pytest.raises(Forbidden, match="liaison-no-more"):
        units.look(rights.liaison, liaison.who)


async def test_the_deputy_gets_the_prompt_and_the_reminder_and_the_one_who_is_away_gets_neither(
    units: Units, clock: VirtualClock, liaison: Desk, deputy: Desk
) -> None:
    set_away(units, liaison, date(2024, 10, 1), date(2024, 10, 15))
    await OPEN_CYCLES.run(units, clock)
    assert len(deputy.told(Prompt)) == 1
    assert liaison.told(Prompt) == []
    everything_sent(units)
    clock.advance_to(office_time(2024, 10, 15, 9, 30))
    await reminders.REMIND.run(units, clock)
    assert len(deputy.told(Reminder)) == 1
    assert liaison.told(Reminder) == []


async def test_a_deputy_whose_days_begin_at_midnight_is_rung_in_working_hours(
    units: Units, clock: VirtualClock, liaison: Desk, deputy: Desk
) -> None:
    await OPEN_CYCLES.run(units, clock)
    everything_sent(units)
    set_away(units, liaison, date(2024, 10, 12), date(2024, 10, 15))
    clock.advance_to(office_time(2024, 10, 12, 0, 1))  # a Saturday that is worked (调休)
    await OPEN_CYCLES.run(units, clock)
    assert len(deputy.told(Prompt)) == 1
    assert next_leaving(units) == office_time(2024, 10, 12, 9)


def next_leaving(units: Units) -> object:
    return units.look(due.next_due, {"telegram"})


def test_nothing_is_made_of_a_leader(units: Units, office: Office) -> None:
    office.liaison()
    leader = Desk(units, office.leader())
    person = leader.person
    units.call(
        lambda unit: unit.conn.execute(
            update(Role).where(Role.person_id == person).values(role=RoleName.DEPARTMENT_LEADER, department_id=WATER)
        )
    )
    assert person not in units.look(asked.of_department, WATER)
    assert units.look(rounds.bound_to, WATER, RoleName.DEPARTMENT_LEADER) == [person]
