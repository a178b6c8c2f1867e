"""A coordinator registers what came by phone, by post or by mail: the same register, letters and receipt as in chat."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import Engine, select

from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Objection, ObjectionTask, Outbox, Publicity
from db.units import Unit, Units
from domain.messages.objections import ReceiptCode, StateCard
from domain.registering import Source
from jobs import reconcile
from jobs.clock import VirtualClock
from jobs.objections import receipt
from jobs.objections.registering import Registered, register
from tests.conftest import Office
from tests.objecting import Chat, Speaker, delivering, publish, rows

CALLER = {"name": "来电群众", "contact": "0311-55509999"}


def enter(unit: Unit, notice: int, source: Source = Source.PHONE, **values: object) -> Registered:
    return register(
        unit,
        source=source,
        publicity=unit.session.get_one(Publicity, notice),
        tasks=values.pop("tasks", ()),  # type: ignore[arg-type]
        text="下游河道仍有积存垃圾",
        identity=values.pop("identity", CALLER),  # type: ignore[arg-type]
        by=1,
        **values,  # type: ignore[arg-type]
    )


def code_of(unit: Unit, notice: int, **values: object) -> str:
    return enter(unit, notice, **values).code  # type: ignore[arg-type]


async def test_a_call_gets_a_number_its_letters_and_a_code_that_is_followed_in_chat(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine
) -> None:
    office.coordinator()
    notice = publish(units, office.task(), emails=("a@example.org", "b@example.org"))
    code = units.call(code_of, notice)
    assert rows(second, select(Objection.register_number, Objection.source, Objection.late, Objection.received_on)) == [
        ("2024-0001", "phone", False, date(2024, 10, 8))
    ]
    letters = rows(second, select(Outbox.recipient).where(Outbox.channel == "mail"))
    assert letters == [("mail:a@example.org",), ("mail:b@example.org",)]
    assert rows(second, select(Audit.who, Audit.action)) == [("person:1", "objection.registered")]
    async with delivering(units, clock, chat):
        pass
    assert chat.of(ReceiptCode) == []
    assert chat.of(StateCard) == [], "nobody in chat lodged it"

    objector.run(receipt.follow, code, objector.occasion())
    async with delivering(units, clock, chat):
        pass
    assert [card.register_number for card in chat.of(StateCard)] == ["2024-0001"]
    assert units.look(reconcile.misses) == []


def test_a_letter_counts_by_its_postmark_and_what_is_late_is_marked(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    office.coordinator()
    notice = publish(units, office.task())  # to 18 October
    clock.advance_to(datetime(2024, 10, 25, 2, 0, tzinfo=UTC))
    posted = (date(2024, 10, 18), date(2024, 10, 19), None)
    found = [
        units.call(lambda unit, day=day: enter(unit, notice, Source.LETTER, posted_on=day).objection.late or False)
        for day in posted
    ]
    assert found == [False, True, True]


def test_two_units_on_either_database_take_two_numbers(both: Settings, clock: VirtualClock) -> None:
    units = open_database(both, now=clock.now)
    try:
        office = Office(units)
        office.coordinator()
        tasks = [office.task("21"), office.task("33")]
        notice = publish(units, *tasks)
        units.call(lambda unit: enter(unit, notice, tasks=tasks[1:], identity=None) and None)
        units.call(lambda unit: enter(unit, notice) and None)
        numbers = units.look(lambda reading: list(reading.conn.scalars(select(Objection.register_number))))
        named = units.look(
            lambda reading: list(reading.conn.scalars(select(ObjectionTask.task_id).order_by(ObjectionTask.id)))
        )
        anonymous = units.look(lambda reading: list(reading.conn.scalars(select(Objection.anonymous))))
        assert numbers == ["2024-0001", "2024-0002"]
        assert named == [tasks[1], *tasks]
        assert anonymous == [True, False]
    finally:
        units.close()
