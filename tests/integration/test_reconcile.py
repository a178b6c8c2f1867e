"""The nightly proof finds what is missing, tells the coordinators once a day, and is silent where all is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Cycle, Letter, Objection, Outbox, Publicity, Request
from db.units import Reading, Unit, Units
from domain.messages.trouble import Miss
from domain.states import PublicityState
from jobs import audit, audit_chain, outbox, reconcile
from jobs.clock import VirtualClock
from jobs.reconcile import RECONCILE, misses
from tests.conftest import Office


def found(units: Units) -> list[tuple[str, str]]:
    return units.look(misses)


def told(units: Units) -> list[Miss]:
    def read(reading: Reading) -> list[Miss]:
        rows = reading.conn.execute(
            select(Outbox.kind, Outbox.facts_sealed)
            .where(Outbox.kind == Miss.KIND, Outbox.channel == "telegram")
            .order_by(Outbox.id)
        )
        return [outbox.opened(reading, row.kind, row.facts_sealed) for row in rows]

    return units.look(read)


@pytest.fixture
def objection(units: Units, office: Office) -> int:
    """A lodged objection to a running notice with two contact addresses, its letter and both rows."""
    office.coordinator()
    office.task()
    return units.call(_objection)


def _objection(unit: Unit) -> int:
    publicity = Publicity(
        state=PublicityState.RUNNING,
        starts_on=unit.today,
        ends_on=unit.today + timedelta(days=10),
        issuer="办公室",
        emails=["a@example.org", "b@example.org"],
        created_at=unit.now,
    )
    unit.session.add(publicity)
    unit.session.flush()
    objection = Objection(
        publicity_id=publicity.id,
        register_number="2024-0001",
        receipt_mark="m",
        anonymous=True,
        created_at=unit.now,
    )
    unit.session.add(objection)
    unit.session.flush()
    letter = Letter(
        kind=Miss.KIND,
        thing=f"objection:{objection.id}",
        occasion="lodged",
        message_id="<1@example.org>",
        objection_id=objection.id,
        facts_sealed=unit.vault.seal("{}"),
        created_at=unit.now,
    )
    unit.session.add(letter)
    unit.session.flush()
    outbox.put_letter(unit, letter, Miss(key="reconcile-audit-chain", thing="x"), publicity.emails)
    return objection.id


def test_a_house_in_order_has_nothing_to_tell(units: Units, objection: int) -> None:
    assert found(units) == []


def test_an_objection_without_its_letter(units: Units, objection: int) -> None:
    units.call(lambda unit: unit.conn.execute(delete(Letter)) and None)
    assert found(units) == [("reconcile-objection-letter", "2024-0001")]


def test_a_letter_without_a_row_for_one_address(units: Units, objection: int) -> None:
    units.call(lambda unit: unit.conn.execute(delete(Outbox).where(Outbox.recipient == "mail:b@example.org")) and None)
    assert found(units) == [("reconcile-letter-address", "2024-0001")]


def test_a_period_that_is_over_and_still_open(units: Units, objection: int, clock: VirtualClock) -> None:
    clock.advance_to(clock.now() + timedelta(days=11))
    assert found(units) == [("reconcile-period-open", "publicity:1")]


def test_an_open_request_of_a_bound_department_without_its_prompt(units: Units, office: Office) -> None:
    task = office.task()

    def request(unit: Unit) -> None:
        cycle = Cycle(programme_id=1, key="2024Q3", opens_on=unit.today, due_on=unit.today, created_at=unit.now)
        unit.session.add(cycle)
        unit.session.flush()
        unit.session.add(
            Request(cycle_id=cycle.id, task_id=task, department_id=1, due_on=unit.today, created_at=unit.now)
        )

    units.call(request)
    assert found(units) == [], "nobody is bound: there is nobody to prompt"
    office.liaison()
    assert [key for key, _ in found(units)] == ["reconcile-request-prompt"]


def test_a_broken_audit_chain(units: Units, office: Office) -> None:
    units.call(lambda unit: audit.note(unit, audit.CLOCK, "a", "t"))
    units.call(audit_chain.seal)
    units.call(lambda unit: unit.conn.execute(delete(Audit)) and None)
    assert found(units) == [("reconcile-audit-chain", "seal:1")]


async def test_coordinators_are_told_once_a_day(units: Units, objection: int, clock: VirtualClock) -> None:
    units.call(lambda unit: unit.conn.execute(delete(Letter)) and None)
    for _ in range(2):
        await RECONCILE.run(units, clock)
    assert told(units) == [Miss(key="reconcile-objection-letter", thing="2024-0001")]
    clock.advance_to(clock.now() + timedelta(days=1))
    await RECONCILE.run(units, clock)
    assert len(told(units)) == 2


async def test_it_is_due_every_night_and_after_a_missed_one_at_once(units: Units, clock: VirtualClock) -> None:
    assert units.look(RECONCILE.next_due) <= clock.now()  # type: ignore[operator]
    await RECONCILE.run(units, clock)
    following = units.look(RECONCILE.next_due)
    assert following is not None
    assert clock.now() < following <= clock.now() + timedelta(days=1)
    clock.advance_to(following + timedelta(days=3))
    assert units.look(RECONCILE.next_due) <= clock.now()  # type: ignore[operator]


def test_a_row_is_sealed_once_no_smaller_number_can_come_after_it(both: Settings, clock: VirtualClock) -> None:
    """PostgreSQL gives out numbers before the commit: another process may still hold a smaller one."""
    units = open_database(both, now=clock.now)
    units.call(lambda unit: audit.note(unit, audit.CLOCK, "first", "t"))
    assert units.call(audit_chain.seal) == (both.database.url is None)
    clock.advance_to(clock.now() + audit_chain.SETTLED_AFTER)
    units.call(lambda unit: audit.note(unit, audit.CLOCK, "second", "t"))
    units.call(audit_chain.seal)
    clock.advance_to(clock.now() + audit_chain.SETTLED_AFTER)
    units.call(audit_chain.seal)
    assert units.call(audit_chain.seal) is False
    assert units.look(audit_chain.broken_seal) is None
    units.close()


async def test_a_night_reads_what_came_and_a_share_of_the_old(
    units: Units, objection: int, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three objections one a night: what the old ones lost is found once round, what is new at once."""
    monkeypatch.setattr(reconcile, "SHARE", 1)
    for number in ("2024-0002", "2024-0003"):
        units.call(_another, number)

    async def night() -> set[str]:
        before = len(told(units))
        await RECONCILE.run(units, clock)
        clock.advance_to(clock.now() + timedelta(days=1))
        return {miss.thing for miss in told(units)[before:]}

    assert await night() == {"2024-0002", "2024-0003"}, "they came since the last night"
    units.call(lambda unit: unit.conn.execute(delete(Letter)) and None)
    nights = [await night() for _ in range(3)]
    assert nights == [{"2024-0002"}, {"2024-0003"}, {"2024-0001"}]
    units.call(_another, "2024-0004")
    assert "2024-0004" in await night()
    assert len(found(units)) == 4, "who asks for everything is told everything"


def _another(unit: Unit, number: str) -> None:
    """An objection whose letter is missing."""
    row = Objection(publicity_id=1, register_number=number, receipt_mark=number, anonymous=True, created_at=unit.now)
    unit.session.add(row)


def test_of_the_record_only_the_rows_under_the_seals_of_the_share_are_read(units: Units, clock: VirtualClock) -> None:
    for what in ("a", "b"):
        units.call(lambda unit, what=what: audit.note(unit, audit.CLOCK, what, "t"))
        units.call(audit_chain.seal)
    units.call(lambda unit: unit.conn.execute(delete(Audit).where(Audit.action == "a")) and None)
    assert units.look(audit_chain.broken_seal) == 1
    assert units.look(audit_chain.broken_seal, lambda through: through == 2) is None
    assert units.look(audit_chain.broken_seal, lambda through: through == 1) == 1
