"""Who can't be asked in chat? A department nobody of whom can be reached is written to by mail, and the office is told.

One letter a department and round while it is asked, one more when it is overdue; in working hours. What was written is
in the letters' table, so the routine may run twice, and late; an address that was mended gets what the old one refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_, exists, func, select

from db.queries import asked, roster, rounds
from db.tables import IS_OWED, Audit, Cycle, Department, Lane, Letter, Outbox, Person, Request, Role
from db.tables.post import OutboxState
from db.units import Reading, Unit, Units
from domain.messages.absence import DepartmentLetter, LetterItem
from domain.messages.base import Message
from domain.people import RoleName
from domain.states import OWED
from domain.workdays import ONE_DAY, next_working_moment
from jobs import audit, outbox
from jobs.clock import Clock
from jobs.letters import new_message_id
from jobs.routines import Routine
from jobs.workbook import post

PROMPT, OVERDUE = "prompt", "overdue"
TOLD = "department.unasked"  # noted once a department and round: the coordinators were told
LOOKED_BACK = timedelta(days=31)  # after the due day; who leaves later owes a letter about this round, not about years
_UNDERWAY = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT)


@dataclass(frozen=True)
class Unasked:
    """What a department owes in a round, with nobody to ask. `unreachable`: it has liaisons, and all stopped the bot."""

    cycle_id: int
    department_id: int
    due_on: date
    email: str | None
    unreachable: bool

    @property
    def thing(self) -> str:
        return rounds.prompt_thing(self.cycle_id, self.department_id)

    def about(self, today: date) -> str:
        """The letter that is due."""
        return OVERDUE if self.due_on < today else PROMPT


# -- what is due --------------------------------------------------------------------------------------------------


def unasked(reading: Reading) -> list[Unasked]:
    """Rounds and departments with reports owed and nobody who is asked for them today."""
    owed = (  # each department once, however many tasks it owes
        select(Request.cycle_id, Request.department_id, func.min(Request.due_on).label("due_on"))
        .where(IS_OWED)
        .group_by(Request.cycle_id, Request.department_id)
        .subquery()
    )
    of_it = Role.department_id == owed.c.department_id
    own = and_(of_it, Role.role == RoleName.LIAISON, Role.stands_in_for.is_(None), Role.ended_at.is_(None))
    unreachable = and_(
        exists().where(own), ~exists().where(own, Person.id == Role.person_id, Person.reachable.is_(True))
    )
    rows = reading.conn.execute(
        select(owed, Department.email, unreachable.label("unreachable"))
        .join(Department, Department.id == owed.c.department_id)
        .where(owed.c.due_on >= reading.today - LOOKED_BACK, ~exists().where(of_it, asked.is_asked(reading.today)))
        .order_by(owed.c.cycle_id, owed.c.department_id)
    )
    return [Unasked(row.cycle_id, row.department_id, row.due_on, row.email, bool(row.unreachable)) for row in rows]


def to_write(reading: Reading, found: list[Unasked] | None = None) -> list[Unasked]:
    """What has not been written yet; a department without an address waits for one."""
    found = unasked(reading) if found is None else found
    return [one for one in found if one.email is not None and _lacks_letter(reading, one)]


def to_tell(reading: Reading, found: list[Unasked] | None = None) -> list[Unasked]:
    """What the coordinators have not been told yet. Of people who stopped the bot they heard when it happened."""
    found = [one for one in (unasked(reading) if found is None else found) if not one.unreachable]
    if not found or not outbox.coordinators(reading):
        return []
    told = set(
        reading.conn.scalars(
            select(Audit.thing).where(Audit.action == TOLD, Audit.thing.in_([one.thing for one in found]))
        )
    )
    return [one for one in found if one.thing not in told]


def _letter(reading: Reading, one: Unasked) -> Letter | None:
    return reading.session.scalar(
        select(Letter).where(Letter.thing == one.thing, Letter.occasion == one.about(reading.today))
    )


def _lacks_letter(reading: Reading, one: Unasked) -> bool:
    """No letter yet, or none that got anywhere and an address it was not sent to."""
    letter = _letter(reading, one)
    if letter is None:
        return True
    rows = reading.conn.execute(
        select(Outbox.recipient, Outbox.state).where(Outbox.kind == letter.kind, Outbox.thing == f"letter:{letter.id}")
    ).all()
    return all(row.state not in _UNDERWAY and row.recipient != f"mail:{one.email}" for row in rows)


def _needs_workbook(reading: Reading, one: Unasked) -> bool:
    return one.email is not None and _letter(reading, one) is None


# -- writing ------------------------------------------------------------------------------------------------------


def write(unit: Unit, one: Unasked, workbook: dict[str, str] | None = None) -> None:
    """The letter, to the department's address. `workbook` as in `Letter.files`."""
    if one in to_write(unit):
        _write_letter(unit, one, workbook)


def tell(unit: Unit) -> None:
    """One card a round names every department that can't be asked; it rings once a day at most."""
    news = to_tell(unit)
    for one in news:
        audit.note(unit, audit.CLOCK, TOLD, one.thing)
    for cycle_id in dict.fromkeys(one.cycle_id for one in news):
        card = roster.unbound(unit, unit.session.get_one(Cycle, cycle_id))
        for to in outbox.coordinators(unit):
            outbox.show(
                unit,
                card,
                to=to,
                card=roster.unbound_card(cycle_id),
                occasion=unit.today.isoformat(),
                ring=True,
                lane=Lane.PROMPT,
            )


def _write_letter(unit: Unit, one: Unasked, workbook: dict[str, str] | None) -> None:
    letter = _letter(unit, one)
    assert one.email is not None
    if letter is None:
        message = replace(letter_of(unit, one), workbook=workbook is not None)
        letter = Letter(
            kind=message.KIND,
            thing=one.thing,
            occasion=message.about,
            part=1,
            parts=1,
            message_id=new_message_id(unit.settings),
            facts_sealed=outbox.sealed(unit, message),
            files=[workbook] if workbook is not None else [],
            created_at=unit.now,
        )
        unit.session.add(letter)
        unit.session.flush()
        audit.note(unit, audit.CLOCK, "department.mail", one.thing, {"letter": letter.id, "about": message.about})
    outbox.put_letter(unit, letter, outbox.opened(unit, letter.kind, letter.facts_sealed), [one.email])


def letter_of(reading: Reading, one: Unasked) -> DepartmentLetter:
    """What is owed now, as the letter says it."""
    cycle = reading.session.get_one(Cycle, one.cycle_id)
    requests = rounds.requests_of(reading, one.cycle_id, one.department_id)
    office = reading.settings.office
    return DepartmentLetter(
        about=one.about(reading.today),
        department=reading.session.get_one(Department, one.department_id).name,
        key=cycle.key,
        due_on=one.due_on,
        provisional=cycle.provisional,
        items=tuple(
            LetterItem(request.task.number, request.task.problem) for request in requests if request.state in OWED
        ),
        office=office.name,
        phones=tuple(office.phones),
        email=office.email or "",
        title=cycle.title or "",
        question=cycle.question or "",
    )


def recheck(unit: Unit, thing: str, _recipient: str, message: Message) -> Message | None:
    """A letter that waited is dropped where nothing of what it asks for is owed any more."""
    letter = unit.session.get_one(Letter, int(thing.removeprefix("letter:")))
    _, cycle_id, _, department_id = letter.thing.split(":")
    owed = [request for request in rounds.requests_of(unit, int(cycle_id), int(department_id)) if request.state in OWED]
    return message if owed else None


RECHECKS = {DepartmentLetter.KIND: recheck}


# -- the routine --------------------------------------------------------------------------------------------------


def next_due(reading: Reading) -> datetime | None:
    """The next working hours where something is to be written; else those after the next due day."""
    found = unasked(reading)
    if to_write(reading, found) or to_tell(reading, found):
        return _working(reading, reading.now)
    ahead = [one.due_on + ONE_DAY for one in found if one.email is not None and one.due_on >= reading.today]
    zone = reading.settings.office.zone
    return min((_working(reading, datetime.combine(day, time.min, tzinfo=zone)) for day in ahead), default=None)


def _working(reading: Reading, instant: datetime) -> datetime:
    office = reading.settings.office
    return next_working_moment(instant, office.working_hours, office.zone, rounds.calendar(reading))


async def _write_all(units: Units, _clock: Clock) -> None:
    for one in await units.read(to_write):
        needed = await units.read(_needs_workbook, one)
        workbook = await post.workbook_attachment(units, one.cycle_id, one.department_id) if needed else None
        await units.run(write, one, workbook)
    if await units.read(to_tell):
        await units.run(tell)


WRITE_TO_DEPARTMENTS = Routine("write_to_departments", next_due, _write_all, seconds=60.0)
