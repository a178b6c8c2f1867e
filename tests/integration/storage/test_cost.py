"""A routine costs what is due, not what was ever stored: its question finds the rows of the big tables by an index."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.queries.health import health
from db.tables import Lane
from db.units import Units
from domain.messages.everyday import Sentence
from jobs import audit, inbox, leases, outbox, reconcile
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.delivery.claim import Wanted, claim, claimable, next_due
from jobs.delivery.recheck import RECHECKS
from jobs.schedule import ROUTINES
from tests.conftest import Office
from tests.objecting import Speaker, publish

GROWING = {  # for years, or with every account that ever speaks
    "audit",
    "dialogue",
    "evidence",
    "inbox",
    "letter",
    "objection",
    "outbox",
    "report",
    "request",
    "review",
    "subscription",
}
# What an index holds only while something is open, queued or parked may be read whole.
PARTIAL = {"ix_dialogue_open", "ix_inbox_open", "ix_inbox_parked", "ix_outbox_due", "ix_outbox_parked"}
# SQLite says SEARCH too where it only follows an index to the least or greatest; what it looks for stands in brackets.
_WHOLE = re.compile(r"^(?:SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX (\w+))?(?: LEFT-JOIN)?$")


@pytest.fixture
def lived_in(units: Units, clock: VirtualClock, office: Office) -> None:
    """Something of everything: a round asked for, a notice with an objection, a draft, an update that waits."""
    office.coordinator()
    office.liaison()
    task = office.task()
    asyncio.run(OPEN_CYCLES.run(units, clock))
    notice = publish(units, task)
    objector = Speaker(units, office.account())
    objector.open(notice)
    objector.press("anonymous")
    objector.type("河水发黑,请核实。")
    objector.press("check")
    objector.press("confirm")
    left = Speaker(units, office.account())
    left.open(notice)
    left.press("anonymous")
    units.call(inbox.receive, [{"update_id": 5, "message": {"from": {"id": 7}}}])
    units.call(lambda unit: audit.note(unit, audit.CLOCK, "noted", "thing"))
    units.call(
        lambda unit: outbox.put(unit, Sentence("moved-on"), to="person:1", thing="a", occasion="b", lane=Lane.REPLY)
    )


@contextmanager
def asked_of(engine: Engine) -> Iterator[list[tuple[str, str]]]:
    """How SQLite goes about each SELECT that is run meanwhile."""
    plans: list[tuple[str, str]] = []

    def note(_conn: object, cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            other = cursor.connection.cursor()
            other.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend((row[3], " ".join(statement.split())) for row in other.fetchall())

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield plans
    finally:
        event.remove(engine, "before_cursor_execute", note)


def whole_tables(plans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The steps that read a growing table from one end to the other, each with its statement."""
    found = []
    for step, statement in plans:
        whole = _WHOLE.match(step)
        if whole is not None and whole[1] in GROWING and whole[2] not in PARTIAL:
            found.append((step, statement))
    return found


ASKS_THE_CALENDAR = {"warn_uncovered"}  # and no table, while the years ahead are published


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.name)
def test_asking_a_routine_when_it_is_due_reads_no_table_whole(routine: Any, units: Units, lived_in: None) -> None:
    with asked_of(units._engines.reader) as plans:
        units.look(routine.next_due)
    assert plans or routine.name in ASKS_THE_CALENDAR
    assert whole_tables(plans) == []


READS: dict[str, Callable[..., object]] = {
    "what may leave": lambda reading: claimable(reading, {"telegram", "mail"}),
    "when the next may leave": lambda reading: next_due(reading, {"telegram", "mail"}),
    "what came in": inbox.waiting,
    "whether all is handled": inbox.is_idle,
    "how it is": health,
}


@pytest.mark.parametrize("what", READS)
def test_what_the_machine_asks_all_day_reads_no_table_whole(what: str, units: Units, lived_in: None) -> None:
    with asked_of(units._engines.reader) as plans:
        units.look(READS[what])
    assert plans
    assert whole_tables(plans) == []


def test_claiming_reads_no_table_whole(units: Units, lived_in: None) -> None:
    epoch = units.call(leases.take, leases.SENDING, "test", at_once=True)
    assert epoch is not None
    with asked_of(units._engines.writer) as plans:
        claimed = units.call(
            lambda unit: claim(
                unit,
                epoch,
                Wanted("telegram", dict.fromkeys(Lane, 50), {lane: {"person:9"} for lane in Lane}),
                RECHECKS,
            )
        )
    assert len(claimed.parcels) > 3
    assert whole_tables(plans) == []


def test_the_nightly_proof_reads_the_outbox_by_what_it_looks_for(units: Units, lived_in: None) -> None:
    """It reads every letter and every request that is owed; for each of them a few rows, not the whole outbox."""
    with asked_of(units._engines.reader) as plans:
        units.look(reconcile.misses)
    assert [step for step, _ in whole_tables(plans) if "outbox" in step] == []


def test_a_whole_table_would_be_noticed(units: Units, lived_in: None) -> None:
    with asked_of(units._engines.reader) as plans:
        units.look(lambda reading: reading.conn.exec_driver_sql("SELECT id FROM outbox WHERE thing = 'a'").all())
    assert len(whole_tables(plans)) == 1
