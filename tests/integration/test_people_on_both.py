"""Who is asked, who can't be, whose cards are taken: the same answers on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from config.settings import Settings
from db.database import open_database
from db.queries import asked, roster
from db.tables import Cycle, Department, Letter, Outbox, Person, Role
from db.units import Unit, Units
from domain.errors import Rejected
from domain.messages.absence import StandIn
from domain.messages.collection import Prompt, Unbound
from domain.messages.roster import NoLonger
from domain.people import Account, RoleName
from jobs import dialogues, people, rights
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.department_mail import WRITE_TO_DEPARTMENTS
from jobs.people import away, handover
from jobs.people import roster as people_cards
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, office_time


@pytest.fixture
def units(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(both, now=clock.now)
    yield opened
    opened.close()


def join(units: Units, who: Account, **invite: Any) -> None:
    def job(unit: Unit) -> None:
        dialogues.current(unit, who)
        given = {name: unit.session.get(Role, id_) if name != "rebinds" else id_ for name, id_ in invite.items()}
        department = unit.conn.scalar(select(Department.name))
        token, _ = people.create_invite(unit, RoleName.LIAISON, department=department, **given)
        people.join(unit, who, token, f"update {token}")

    units.call(job)


def own_role(units: Units, desk: Desk) -> int:
    query = select(Role.id).where(Role.person_id == desk.person, Role.ended_at.is_(None))
    found = units.look(lambda reading: reading.conn.scalar(query))
    assert found is not None
    return found


async def test_away_deputy_back_and_handed_over(units: Units, clock: VirtualClock) -> None:
    office = Office(units)
    office.task("21")
    liaison, deputy, successor = (Desk(units, who) for who in (office.liaison(), office.account(), office.account()))
    await OPEN_CYCLES.run(units, clock)
    everything_sent(units)
    liaison.units.call(lambda unit: dialogues.current(unit, liaison.who))
    liaison.do(away.begin, liaison.occasion)
    liaison.type(away.answer, "到10月11日")
    join(units, deputy.who, stands_in_for=own_role(units, liaison))
    assert units.look(asked.of_department, 1) == [deputy.person]
    await people.ABSENCES.run(units, clock)
    await OPEN_CYCLES.run(units, clock)
    assert len(deputy.told(StandIn)) == len(deputy.told(Prompt)) == 1
    assert units.look(people.ABSENCES.next_due) == office_time(2024, 10, 12, 9), "a Saturday that is worked"
    everything_sent(units)
    clock.advance_to(office_time(2024, 10, 12, 9))
    await people.ABSENCES.run(units, clock)
    assert len(deputy.told(NoLonger)) == 1
    assert units.look(asked.of_department, 1) == [liaison.person]

    join(units, successor.who, succeeds=own_role(units, liaison))
    assert units.look(asked.of_department, 1) == [successor.person]
    with pytest.raises(Rejected, match="liaison-no-more"):
        units.look(rights.liaison, liaison.who)
    line = units.look(lambda reading: reading.session.scalar(select(Role).where(Role.stands_in_for.is_not(None))))
    assert line is not None
    assert line.stands_in_for == own_role(units, successor), "the deputy stands in for the one after"
    with pytest.raises(Rejected, match="deputy-not-now"):
        units.look(rights.liaison, deputy.who)


async def test_nobody_to_ask_is_written_to_once_and_told_once(units: Units, clock: VirtualClock) -> None:
    office = Office(units)
    coordinator = Desk(units, office.coordinator())
    office.task("21")
    units.call(lambda unit: unit.conn.execute(update(Department).values(email="water@example.org")))
    await OPEN_CYCLES.run(units, clock)
    for _ in range(2):
        await WRITE_TO_DEPARTMENTS.run(units, clock)
    assert len(coordinator.told(Unbound)) == 1
    assert units.look(lambda reading: reading.conn.scalars(select(Letter.occasion)).all()) == ["prompt"]
    assert units.look(WRITE_TO_DEPARTMENTS.next_due) == office_time(2024, 10, 21, 9)
    # the address was wrong: the new one gets the same letter, under its one Message-ID
    everything_dead = update(Outbox).where(Outbox.channel == "mail").values(state=4)
    units.call(lambda unit: unit.conn.execute(everything_dead))
    assert units.look(WRITE_TO_DEPARTMENTS.next_due) != clock.now()
    units.call(lambda unit: unit.conn.execute(update(Department).values(email="office@example.org")))
    await WRITE_TO_DEPARTMENTS.run(units, clock)
    sent_to = select(Outbox.recipient).where(Outbox.channel == "mail").order_by(Outbox.id)
    assert units.look(lambda reading: reading.conn.scalars(sent_to).all()) == [
        "mail:water@example.org",
        "mail:office@example.org",
    ]
    assert len(units.look(lambda reading: reading.session.scalars(select(Letter)).all())) == 1


async def test_a_lost_accounts_roles_come_to_somebody_who_is_here_already(units: Units, clock: VirtualClock) -> None:
    office = Office(units)
    coordinator = Desk(units, office.coordinator())
    office.task("21")
    lost, leader = Desk(units, office.liaison()), Desk(units, office.leader())
    await OPEN_CYCLES.run(units, clock)
    everything_sent(units)
    person = lost.person
    for desk in (lost, leader):
        units.call(lambda unit, who=desk.who: dialogues.current(unit, who))
    coordinator.do(people_cards.rebind, person, 1, coordinator.occasion, stop=True)
    assert units.look(asked.of_department, 1) == []
    join(units, leader.who, rebinds=person)
    assert units.look(asked.of_department, 1) == [leader.person]
    roles = units.look(lambda reading: [role.role for role in rights.roles_of(reading, leader.person)])
    assert sorted(roles) == ["leader", "liaison"]
    with pytest.raises(Rejected, match="liaison-no-more"):
        units.look(rights.liaison, lost.who)
    await OPEN_CYCLES.run(units, clock)
    assert len(leader.told(Prompt)) == 1


def test_the_roster_counts_who_can_be_reached(units: Units) -> None:
    office = Office(units)
    office.task("21")
    office.task("33", department="示范省林业和草原局")
    first = Desk(units, office.liaison())
    office.liaison(name="另一位")
    person = first.person
    units.call(lambda unit: unit.conn.execute(update(Person).where(Person.id == person).values(reachable=False)))
    units.call(lambda unit: unit.conn.execute(update(Role).values(away_from=date(2024, 10, 1))))
    lines = units.look(roster.lines)
    assert [(line.liaisons, line.unreachable, line.away) for line in lines] == [(0, 0, 0), (2, 1, 2)]
    assert units.look(lambda reading: reading.session.scalars(select(Cycle)).all()) == []


def test_whoever_leaves_and_hands_over_by_one_press_leaves_once(units: Units) -> None:
    office = Office(units)
    office.task("21")
    liaison = Desk(units, office.liaison())
    units.call(lambda unit: dialogues.current(unit, liaison.who))
    role = own_role(units, liaison)
    liaison.do(handover.leave, role)
    with pytest.raises(Rejected, match="liaison-no-more"):
        liaison.do(handover.leave, role)
