"""The record is trimmed where the office wants it: what nothing rests on goes, and a changed row shows as before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from config.schema import Audit as AuditSettings
from config.settings import Settings
from db.database import open_database
from db.queries.reminded import NUDGE
from db.tables import Audit, AuditSeal
from db.units import Unit, Units
from jobs import audit, audit_chain
from jobs.audit_keeping import SEAL_AUDIT, TRIM_AUDIT, TRIMMED
from jobs.clock import VirtualClock

WEEK = timedelta(days=7)


@contextmanager
def keeping_a_week(settings: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(settings.model_copy(update={"audit": AuditSettings(retention_days=7)}), now=clock.now)
    yield opened
    opened.close()


@pytest.fixture
def units(settings: Settings, clock: VirtualClock) -> Iterator[Units]:
    with keeping_a_week(settings, clock) as opened:
        yield opened


def actions(units: Units) -> list[str]:
    return units.look(lambda reading: list(reading.conn.scalars(select(Audit.action).order_by(Audit.id))))


async def record(units: Units, clock: VirtualClock, *noted: str) -> None:
    """A day's rows, sealed."""

    def note(unit: Unit) -> None:
        for action in noted:
            audit.note(unit, audit.CLOCK, action, "thing:1")

    await units.run(note)
    clock.advance_to(clock.now() + timedelta(hours=2))
    await SEAL_AUDIT.run(units, clock)
    clock.advance_to(clock.now() + timedelta(days=1))


async def test_what_is_older_goes_but_for_what_the_house_remembers_and_the_chain_holds(
    both: Settings, clock: VirtualClock
) -> None:
    with keeping_a_week(both, clock) as units:
        await record(units, clock, "first", NUDGE)
        await record(units, clock, "second", "task.close", "third")
        clock.advance_to(clock.now() + WEEK)
        await record(units, clock, "young", NUDGE)
        await TRIM_AUDIT.run(units, clock)
        assert actions(units) == [NUDGE, "task.close", "young", NUDGE, TRIMMED, TRIMMED]
        assert units.look(audit_chain.broken_seal) is None
        seals = units.look(lambda reading: reading.conn.scalar(select(func.count()).select_from(AuditSeal)))
        assert seals == 2, "the anchor, and what goes on from it"

        clock.advance_to(clock.now() + WEEK + WEEK)
        await SEAL_AUDIT.run(units, clock)
        await TRIM_AUDIT.run(units, clock)
        assert actions(units)[:3] == [NUDGE, "task.close", NUDGE], "a second time it goes on from the anchor"
        assert units.look(audit_chain.broken_seal) is None
        assert units.look(TRIM_AUDIT.next_due) > clock.now()  # type: ignore[operator]


@pytest.mark.parametrize("spoiled", [NUDGE, "young"])
@pytest.mark.parametrize("how", ["changed", "taken out"])
async def test_a_row_that_stayed_and_one_behind_the_anchor_are_still_guarded(
    units: Units, clock: VirtualClock, spoiled: str, how: str
) -> None:
    await record(units, clock, "old", NUDGE)
    clock.advance_to(clock.now() + WEEK)
    await record(units, clock, "young")
    await TRIM_AUDIT.run(units, clock)
    assert units.look(audit_chain.broken_seal) is None

    def spoil(unit: Unit) -> None:
        here = Audit.action == spoiled
        unit.conn.execute(
            delete(Audit).where(here) if how == "taken out" else update(Audit).where(here).values(who="person:9")
        )

    units.call(spoil)
    assert units.look(audit_chain.broken_seal) == (1 if spoiled == NUDGE else 2)


async def test_where_all_rows_go_the_next_ones_do_not_slip_in_behind_the_anchor(
    units: Units, clock: VirtualClock
) -> None:
    await record(units, clock, "first", "second")
    clock.advance_to(clock.now() + WEEK)
    await TRIM_AUDIT.run(units, clock)
    await record(units, clock, "third")
    assert actions(units) == [TRIMMED, "third"]
    assert units.look(audit_chain.broken_seal) is None


async def test_a_record_that_was_changed_is_not_trimmed(units: Units, clock: VirtualClock) -> None:
    await record(units, clock, "first", "second")
    units.call(lambda unit: unit.conn.execute(update(Audit).where(Audit.id == 1).values(who="person:9")) and None)
    clock.advance_to(clock.now() + WEEK)
    await TRIM_AUDIT.run(units, clock)
    assert actions(units) == ["first", "second"]
    assert units.look(audit_chain.broken_seal) == 1


async def test_without_the_setting_the_record_stays_for_good(settings: Settings, clock: VirtualClock) -> None:
    units = open_database(settings, now=clock.now)
    await record(units, clock, "first")
    clock.advance_to(clock.now() + 100 * WEEK)
    assert units.look(TRIM_AUDIT.next_due) is None
    await TRIM_AUDIT.run(units, clock)
    assert units.look(lambda reading: reading.conn.scalar(select(func.count()).select_from(Audit))) == 1
    units.close()
