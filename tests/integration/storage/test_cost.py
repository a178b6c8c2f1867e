"""A routine costs what is due, not what was ever stored: its question finds the rows of the big tables by an index."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bench import stored
from db.database import open_database
from db.queries.health import health
from db.tables import Lane
from db.units import Reading, Units
from domain.messages.everyday import Sentence
from jobs import audit, forgetting, inbox, leases, outbox, reconcile
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.delivery.claim import Wanted, claim
from jobs.delivery.due import claimable, next_due
from jobs.delivery.recheck import RECHECKS
from jobs.schedule import ROUTINES
from tests.conftest import Office, settings_in
from tests.objecting import Speaker, publish

GROWING = {  # for years, or with every account that ever speaks
    "audit",
    "dialogue",
    "evidence",
    "inbox",
    "letter",
    "objection",
    "outbox",
    "publicity",
    "report",
    "request",
    "review",
    "subscription",
    "task",
    "task_unit",
}
# What an index holds only while something is open, queued or parked may be read whole.
PARTIAL = {
    "ix_announcement_leaving",
    "ix_announcement_unmade",
    "ix_dialogue_open",
    "ix_inbox_open",
    "ix_inbox_parked",
    "ix_objection_kept",
    "ix_objection_open",
    "ix_outbox_due",
    "ix_outbox_parked",
    "ix_publicity_coming",
    "ix_request_undecided",
    "ix_task_still_asked",
}
# SQLite says SEARCH too where it only follows an index to the least or greatest; what it looks for stands in brackets.
# One row is enough: whether there is any, and the newest.
_ANY = re.compile(r"^SELECT (?:\w+\.id FROM \w+ LIMIT \? OFFSET \?|max\(\w+\.id\) AS max_1 FROM \w+)$")
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


def whole_tables(plans: list[tuple[str, str]], growing: set[str] = GROWING) -> list[tuple[str, str]]:
    """The steps that read a growing table from one end to the other, each with its statement."""
    found = []
    for step, statement in plans:
        whole = _WHOLE.match(step)
        if whole is not None and _ANY.match(statement) is None and whole[1] in growing and whole[2] not in PARTIAL:
            found.append((step, statement))
    return found


# The calendar, while the years ahead are published; the settings, while they name no mailbox and want no digest.
ASKS_NO_TABLE = {"trim_audit", "warn_uncovered", "objection_digest", "read_mailboxes"}


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.name)
def test_asking_a_routine_when_it_is_due_reads_no_table_whole(routine: Any, units: Units, lived_in: None) -> None:
    with asked_of(units._engines.reader) as plans:
        units.look(routine.next_due)
    assert plans or routine.name in ASKS_NO_TABLE
    assert whole_tables(plans) == []


@pytest.fixture(scope="module")
def of_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Units]:
    """An office with years behind it, whose database knows what it holds: it chooses its roads by that."""
    opened = open_database(settings_in(tmp_path_factory.mktemp("years")), now=VirtualClock(stored.NOW).now)
    stored.fill(opened, 10_000, running=50)
    yield opened
    opened.close()


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.name)
def test_after_years_a_routine_still_finds_what_is_due_by_an_index(routine: Any, of_years: Units) -> None:
    with asked_of(of_years._engines.reader) as plans:
        due = of_years.look(routine.next_due)
    assert whole_tables(plans, GROWING | {"announcement"}) == []
    assert due is None or due > stored.NOW, "nothing is due in that office"


# Each index is there for the routine beside it.
FOUND_BY = {
    "ix_announcement_unmade": "run_publicity",
    "ix_publicity_coming": "run_publicity",
    "ix_objection_kept": "erase_identity",
    "ix_objection_open": "recount_answers",
    "ix_outbox_rang": "remind",
    "ix_publicity_state_ends_on": "run_publicity",
    "ix_request_undecided": "write_to_departments",
    "ix_task_still_asked": "open_cycles",
}


@pytest.mark.parametrize("index", FOUND_BY)
def test_after_years_a_routine_goes_the_road_that_was_built_for_it(index: str, of_years: Units) -> None:
    of_years.call(stored.make_due, 10)
    routine = next(routine for routine in ROUTINES if routine.name == FOUND_BY[index])
    with asked_of(of_years._engines.reader) as plans:
        of_years.look(routine.next_due)
    assert any(index in step for step, _ in plans), sorted({step for step, _ in plans})


@pytest.mark.parametrize("asked", [claimable, next_due])
def test_after_years_of_announcements_those_under_way_are_found_by_an_index(asked: Any, of_years: Units) -> None:
    with asked_of(of_years._engines.reader) as plans:
        of_years.look(asked, {"telegram", "mail"})
    assert whole_tables(plans, GROWING | {"announcement"}) == []


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


def test_a_night_reads_a_share_of_what_is_kept_for_good(units: Units, lived_in: None) -> None:
    """Only files are read from one end to the other: an erased draft's must not lie on for nights."""

    def looks(reading: Reading) -> None:
        reconcile.misses(reading, reconcile.night(reading))
        part = forgetting.tonight(reading)
        forgetting.forgettable(reading, part.after, part.upto)

    with asked_of(units._engines.reader) as plans:
        units.look(looks)
    assert plans
    assert whole_tables(plans) == []


def test_a_whole_table_would_be_noticed(units: Units, lived_in: None) -> None:
    with asked_of(units._engines.reader) as plans:
        units.look(lambda reading: reading.conn.exec_driver_sql("SELECT id FROM outbox WHERE thing = 'a'").all())
    assert len(whole_tables(plans)) == 1
