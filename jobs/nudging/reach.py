"""Whom would a nudge reach now? Those who owe, were told nothing else that day, and can be reached.

A department is nudged `collection.nudges_per_day` times a day at most. Outside working hours a nudge waits for the next
working hour and counts for that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import select

from db.queries import reminded, rounds
from db.tables import Outbox, OutboxState, Person, Request, Role
from db.units import Reading
from domain.messages.collection import Prompt, Reminder
from domain.messages.nudging import Nudge, Tally
from domain.people import RoleName
from domain.workdays import ONE_DAY, next_working_moment


@dataclass
class Reach:
    """`people` by id, each with the department it is asked for first; the rest as in `Tally`."""

    at: datetime
    day: date
    waits: bool
    departments: dict[int, list[Request]] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    barred: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    unbound: set[int] = field(default_factory=set)

    def people_of(self, department_id: int) -> list[int]:
        return [person_id for person_id, department in self.people.items() if department == department_id]

    @property
    def tally(self) -> Tally:
        return Tally(
            departments=len(self.departments),
            people=len(self.people),
            requests=sum(len(part) for part in self.departments.values()),
            barred=len(self.barred),
            told=len(self.told),
            lost=len(self.lost),
            unbound=len(self.unbound),
            at=self.at if self.waits else None,
        )


def reach(reading: Reading, requests: Iterable[Request]) -> Reach:
    """Whom a nudge about these requests reaches, and whom it doesn't and why."""
    office, calendar = reading.settings.office, rounds.calendar(reading)
    at = next_working_moment(reading.now, office.working_hours, office.zone, calendar)
    found = Reach(at=at, day=at.astimezone(office.zone).date(), waits=at > reading.now)
    gathered: dict[int, list[Request]] = {}
    for request in requests:
        gathered.setdefault(request.department_id, []).append(request)
    rung = _rung_on(reading, found.day)
    for department_id, part in gathered.items():
        if reminded.nudges_on(reading, department_id, found.day) >= reading.settings.collection.nudges_per_day:
            found.barred.add(department_id)
            continue
        lost = _unreachable(reading, department_id)
        people = [person_id for person_id in rounds.bound_to(reading, department_id) if person_id not in lost]
        found.lost |= lost
        if not people and not lost:
            found.unbound.add(department_id)
        free = [person_id for person_id in people if person_id not in rung]
        found.told.update(set(people) - set(free))
        if free:
            found.departments[department_id] = part
            for person_id in free:
                found.people.setdefault(person_id, department_id)
    return found


def _rung_on(reading: Reading, day: date) -> set[int]:
    """Who has had, or will have, that day's one message; of nudges as many as the setting allows."""
    start = datetime.combine(day, time.min, tzinfo=reading.settings.office.zone)
    rows = reading.conn.execute(
        select(Outbox.recipient, Outbox.kind).where(
            Outbox.kind.in_((Reminder.KIND, Prompt.KIND, Nudge.KIND)),
            Outbox.op == "send",
            Outbox.state.not_in((OutboxState.EXPIRED, OutboxState.WITHDRAWN)),
            Outbox.not_before >= start,
            Outbox.not_before < start + ONE_DAY,
            Outbox.recipient.startswith("person:", autoescape=True),
        )
    ).all()
    rung, nudges = set(), dict[int, int]()
    for row in rows:
        person_id = int(row.recipient.removeprefix("person:"))
        if row.kind == Nudge.KIND:
            nudges[person_id] = nudges.get(person_id, 0) + 1
        else:
            rung.add(person_id)
    most = reading.settings.collection.nudges_per_day
    return rung | {person_id for person_id, count in nudges.items() if count >= most}


def _unreachable(reading: Reading, department_id: int) -> set[int]:
    """Liaisons of the department who blocked the bot or whose account is gone."""
    return set(
        reading.conn.scalars(
            select(Person.id)
            .join(Role, Role.person_id == Person.id)
            .where(
                Role.role == RoleName.LIAISON,
                Role.department_id == department_id,
                Role.ended_at.is_(None),
                Person.reachable.is_(False),
            )
        )
    )
