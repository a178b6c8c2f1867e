"""Two processes on one PostgreSQL wake for the same routine at the same moment: it is done once, and neither trips."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.database import open_database
from db.tables import AuditSeal, RoutineRun
from db.units import Unit, Units
from jobs import audit, audit_chain, housekeeping
from jobs.clock import VirtualClock
from tests.conftest import settings_in


@pytest.fixture
def two(tmp_path: Path, postgresql_url: str, clock: VirtualClock) -> Iterator[tuple[Units, Units]]:
    settings = settings_in(tmp_path, XIAOHAO_DATABASE__URL=postgresql_url)
    one, other = (open_database(settings, now=clock.now) for _ in range(2))
    yield one, other
    one.close()
    other.close()


def together(two: tuple[Units, Units], job: object) -> list[object]:
    """The second begins while the first has done its work and not committed yet."""
    worked, commit = threading.Event(), threading.Event()

    def first(unit: Unit) -> object:
        done = job(unit)  # type: ignore[operator]
        worked.set()
        commit.wait(10)
        return done

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(two[0].call, first)
        assert worked.wait(10)
        other = threads.submit(two[1].call, job)  # type: ignore[arg-type]
        threading.Timer(0.3, commit.set).start()
        return [one.result(20), other.result(20)]


def test_the_audit_is_sealed_once(two: tuple[Units, Units], clock: VirtualClock) -> None:
    two[0].call(lambda unit: audit.note(unit, audit.CLOCK, "first", "t"))
    clock.advance_to(clock.now() + timedelta(hours=2))
    assert together(two, audit_chain.seal) == [True, False]
    assert two[0].look(lambda reading: reading.conn.scalar(select(func.count()).select_from(AuditSeal))) == 1
    assert two[0].look(audit_chain.broken_seal) is None


def test_a_routines_first_success_is_noted_by_both(two: tuple[Units, Units]) -> None:
    together(two, lambda unit: housekeeping.succeeded(unit, "sweep"))
    assert two[0].look(lambda reading: reading.conn.scalars(select(RoutineRun.name)).all()) == ["sweep"]
