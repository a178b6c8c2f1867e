"""What is open at each contact address? One letter a working day, where `objections.digest` is on; none where nothing is.

It names numbers, tasks, days and states: nothing that anybody could be known by. A letter that could not leave until the
next one is written is dropped: what it says is old.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from db.queries import publicity as periods
from db.tables import Letter, Meta, Objection
from db.units import Reading, Unit, Units
from domain import objections as rules
from domain.messages.objection_cases import DigestLetter, DigestLine
from domain.objection_states import stage
from jobs import letters, outbox
from jobs.clock import Clock
from jobs.objections import due
from jobs.routines import Routine

_DONE = "objection_digest"  # in `meta`: the office day of the last one


def write(unit: Unit) -> None:
    """Today's, to every address that has something open."""
    if _next(unit) != unit.now:  # written meanwhile, or switched off
        return
    unit.session.merge(Meta(name=_DONE, value=unit.today.isoformat()))
    following = _start(unit, due.calendar(unit).first_working_day_after(unit.today))
    for address, lines in _by_address(unit).items():
        message = DigestLetter(unit.today, tuple(lines), unit.settings.office.name)
        letter = Letter(
            kind=message.KIND,
            thing=f"digest:{unit.today.isoformat()}",
            occasion=address,
            message_id=letters.new_message_id(unit.settings),
            facts_sealed=outbox.sealed(unit, message),
            created_at=unit.now,
        )
        unit.session.add(letter)
        unit.session.flush()
        outbox.put(
            unit,
            message,
            to=f"mail:{address}",
            thing=f"letter:{letter.id}",
            occasion=unit.today.isoformat(),
            expires_at=following,
        )


def _by_address(reading: Reading) -> dict[str, list[DigestLine]]:
    rows = reading.session.scalars(select(Objection).where(periods.open_objections()).order_by(Objection.id)).all()
    found: dict[str, list[DigestLine]] = {}
    for row in rows:
        line = DigestLine(
            register_number=row.register_number,
            numbers="、".join(named.task.number for named in row.tasks),
            days=rules.days_open(due.received_on(reading, row), reading.today),
            stage=stage(row.state, delivered=letters.delivery_of(reading, row.id) == "delivered", upheld=None),
            due_on=row.answer_due_on,
        )
        for address in letters.addresses_of(reading, row):
            found.setdefault(address, []).append(line)
    return found


def _next(reading: Reading) -> datetime | None:
    """Now, where today's working hours have begun and it is not written; else the next beginning."""
    if not reading.settings.objections.digest:
        return None
    calendar, hours = due.calendar(reading), reading.settings.office.working_hours
    done = reading.conn.scalar(select(Meta.value).where(Meta.name == _DONE))
    late = reading.now.astimezone(reading.settings.office.zone).time() >= hours.end
    if calendar.is_working(reading.today) and done != reading.today.isoformat() and not late:
        return max(reading.now, _start(reading, reading.today))
    return _start(reading, calendar.first_working_day_after(reading.today))


def _start(reading: Reading, day: date) -> datetime:
    office = reading.settings.office
    return datetime.combine(day, office.working_hours.start, tzinfo=office.zone)


async def _write(units: Units, _clock: Clock) -> None:
    await units.run(write)


WRITE_DIGEST = Routine("objection_digest", _next, _write)
