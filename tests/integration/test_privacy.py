"""Who objected is forgotten so many days after the matter ended; the matter stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from db.tables import Audit, Letter, Objection, Outbox, OutboxState
from db.units import Reading, Unit, Units
from domain.states import ObjectionState
from jobs import outbox, privacy
from jobs.clock import VirtualClock
from jobs.objections import receipt
from tests.conftest import Office
from tests.objecting import Speaker, publish

NAME, CONTACT = "实名异议人", "138 0001 2345"


@pytest.fixture
def lodged(units: Units, office: Office, objector: Speaker) -> Objection:
    office.coordinator()
    return objector.lodge(publish(units, office.task()), "没有完成", name=NAME, contact=CONTACT)


def answered(unit: Unit, objection_id: int) -> None:
    unit.conn.execute(
        update(Objection)
        .where(Objection.id == objection_id)
        .values(state=ObjectionState.ANSWERED, answered_at=unit.now, answer="已核查")
    )


def sealed_values(reading: Reading) -> list[str]:
    """Whatever the database could still open about the objection and its letters."""
    found: list[bytes | None] = []
    for objection in reading.session.scalars(select(Objection)):
        found += [objection.identity_sealed, objection.return_sealed]
    found += reading.conn.scalars(select(Letter.facts_sealed)).all()
    found += reading.conn.scalars(select(Outbox.facts_sealed).where(Outbox.kind == "objections.letter")).all()
    return [reading.vault.open(value) for value in found if value is not None]


async def test_identity_goes_on_its_day_and_not_before(
    units: Units, clock: VirtualClock, lodged: Objection, second: Engine
) -> None:
    units.call(answered, lodged.id)
    await privacy.ERASE_IDENTITY.run(units, clock)
    assert any(NAME in value for value in units.look(sealed_values))
    due = units.look(privacy.ERASE_IDENTITY.next_due)
    assert due == clock.now() + timedelta(days=180)
    clock.advance_to(due)
    await privacy.ERASE_IDENTITY.run(units, clock)
    await privacy.ERASE_IDENTITY.run(units, clock)
    kept = units.look(sealed_values)
    assert not any(NAME in value or CONTACT in value for value in kept)
    assert units.look(privacy.ERASE_IDENTITY.next_due) is None
    with second.connect() as conn:
        row = conn.execute(select(Objection)).one()
        assert (row.identity_sealed, row.return_sealed) == (None, None)
        assert (row.answer, row.register_number, row.text_sealed is not None) == ("已核查", "2024-0001", True)
        assert len(conn.execute(select(Audit).where(Audit.action == "objection.erased")).all()) == 1


async def test_a_letter_that_could_not_be_delivered_can_still_be_tried_again_without_the_name(
    units: Units, clock: VirtualClock, lodged: Objection
) -> None:
    units.call(answered, lodged.id)

    def park(unit: Unit) -> None:
        unit.conn.execute(
            update(Outbox).where(Outbox.kind == "objections.letter").values(state=OutboxState.DEAD, last_error="550")
        )

    units.call(park)
    clock.advance_to(clock.now() + timedelta(days=181))
    await privacy.ERASE_IDENTITY.run(units, clock)

    def facts(reading: Reading) -> str:
        row = reading.conn.execute(
            select(Outbox.kind, Outbox.facts_sealed).where(Outbox.kind == "objections.letter")
        ).one()
        assert row.facts_sealed is not None
        return str(outbox.opened(reading, row.kind, row.facts_sealed))

    assert "没有完成" in units.look(facts)
    assert NAME not in units.look(facts)


async def test_a_withdrawn_objection_is_forgotten_as_well(
    units: Units, clock: VirtualClock, lodged: Objection, objector: Speaker
) -> None:
    objector.run(receipt.withdraw, lodged.id, lodged.rev)
    clock.advance_to(clock.now() + timedelta(days=181))
    await privacy.ERASE_IDENTITY.run(units, clock)
    assert not any(NAME in value for value in units.look(sealed_values))


async def test_an_open_objection_keeps_its_way_back_however_long_it_takes(
    units: Units, clock: VirtualClock, lodged: Objection
) -> None:
    clock.advance_to(clock.now() + timedelta(days=900))
    await privacy.ERASE_IDENTITY.run(units, clock)
    assert any(NAME in value for value in units.look(sealed_values))
