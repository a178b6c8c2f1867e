"""A unit is whole or not at all, and two at once never lose an update: on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, create_engine, event, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from config.settings import Settings
from db import writer
from db.database import database_url, open_database
from db.engine import open_engines
from db.tables import Department, Inbox, Meta, Programme
from db.units import DatabaseUnavailable, Unit, Units
from jobs import inbox

NOW = datetime(2024, 10, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def units(both: Settings) -> Iterator[Units]:
    opened = open_database(both, now=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def second(both: Settings, units: Units) -> Iterator[Engine]:
    engine = create_engine(database_url(both))
    yield engine
    engine.dispose()


def add(unit: Unit, name: str) -> None:
    unit.session.add(Department(name=name))


def add_and_fail(unit: Unit, name: str) -> None:
    add(unit, name)
    unit.session.flush()
    raise ValueError(name)


def names(engine: Engine) -> list[str]:
    with engine.connect() as conn:
        return list(conn.scalars(select(Department.name).order_by(Department.name)))


async def test_a_unit_that_returns_is_committed(units: Units, second: Engine) -> None:
    await units.run(add, "水利厅")
    assert names(second) == ["水利厅"]


async def test_a_unit_that_raises_leaves_nothing(units: Units, second: Engine) -> None:
    with pytest.raises(ValueError, match="水利厅"):
        await units.run(add_and_fail, "水利厅")
    assert names(second) == []


async def test_in_a_shared_commit_one_failing_unit_undoes_only_itself(units: Units, second: Engine) -> None:
    jobs = [units.run(add_and_fail if n % 3 == 0 else add, f"{n:02}") for n in range(30)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert [isinstance(outcome, ValueError) for outcome in outcomes] == [n % 3 == 0 for n in range(30)]
    assert names(second) == [f"{n:02}" for n in range(30) if n % 3]


async def test_a_unit_that_the_database_refuses_undoes_only_itself(units: Units, second: Engine) -> None:
    jobs = [units.run(add, name) for name in ("a", "b", "a", "c", "b", "d")]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert [isinstance(outcome, IntegrityError) for outcome in outcomes] == [False, False, True, False, True, False]
    assert names(second) == ["a", "b", "c", "d"]


async def test_waiting_units_share_commits(units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "SHARE_SECONDS", 5.0)  # a machine with much to do does not end the sharing early
    commits = []
    event.listen(units._engines.writer, "commit", lambda _conn: commits.append(1))
    gate = threading.Event()

    def hold(_unit: Unit) -> None:
        gate.wait(5)

    held = asyncio.ensure_future(units.run(hold))
    await asyncio.sleep(0.05)
    rest = [asyncio.ensure_future(units.run(add, f"{n:02}")) for n in range(60)]
    await asyncio.sleep(0.05)
    gate.set()
    await asyncio.gather(held, *rest)
    assert len(commits) < 20, "60 units that waited together took a commit each"


async def test_a_unit_inside_another_is_refused(units: Units) -> None:
    def outer(_unit: Unit) -> None:
        units.call(add, "never")

    with pytest.raises(RuntimeError, match="inside another"):
        await units.run(outer)


async def test_a_reader_cannot_write(units: Units, second: Engine) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"):
        await units.read(lambda reading: reading.conn.execute(insert(Department).values(name="smuggled")))
    assert names(second) == []


def bump(unit: Unit) -> None:
    """Read, think, write: the shape that loses updates where two transactions may read the same row."""
    row = unit.conn.execute(select(Meta.value).where(Meta.name == "n").with_for_update()).scalar_one()
    unit.conn.execute(update(Meta).where(Meta.name == "n").values(value=str(int(row) + 1)))


async def test_concurrent_read_modify_write_loses_nothing_across_processes(both: Settings, units: Units) -> None:
    """Two `Units` on one database stand for two processes."""
    other = open_database(both, now=lambda: NOW)
    units.call(lambda unit: unit.conn.execute(insert(Meta).values(name="n", value="0")) and None)
    await asyncio.gather(*(each.run(bump) for _ in range(100) for each in (units, other)))
    other.close()
    assert units.look(lambda reading: reading.conn.scalar(select(Meta.value).where(Meta.name == "n"))) == "200"


def test_a_locked_row_is_read_as_it_is_now_whatever_was_loaded_before(units: Units) -> None:
    """FOR UPDATE waits for the other transaction; what was loaded before the wait is not what it left."""
    units.call(lambda unit: unit.conn.execute(insert(Meta).values(name="n", value="before")) and None)

    def job(unit: Unit) -> list[str | None]:
        row = unit.session.get_one(Meta, "n")
        seen = [row.value]
        for number, locked in enumerate((_got, _selected)):
            unit.conn.exec_driver_sql(f"UPDATE meta SET value = 'theirs {number}' WHERE name = 'n'")
            seen.append(locked(unit).value)
        row.value = "ours"
        seen.append(_got(unit).value)
        return seen

    assert units.call(job) == ["before", "theirs 0", "theirs 1", "ours"]


def _got(unit: Unit) -> Meta:
    return unit.session.get_one(Meta, "n", with_for_update=True)


def _selected(unit: Unit) -> Meta:
    return unit.session.scalars(select(Meta).where(Meta.name == "n").with_for_update()).one()


def test_a_commit_that_fails_while_closing_ends_the_writer_all_the_same(settings: Settings) -> None:
    units = open_database(settings, now=lambda: NOW)
    gate, running = threading.Event(), threading.Event()

    def hold(_unit: Unit) -> None:
        running.set()
        gate.wait(10)

    def refuse(_conn: object) -> None:
        raise OSError("the disk is full")

    held = units._writer.submit(hold, (), {}, None)
    running.wait(10)
    event.listen(units._engines.writer, "commit", refuse)
    closing = threading.Thread(target=units.close)
    closing.start()
    while not units._writer._closed or units._writer._queue.empty():  # the closing mark waits behind the batch
        pass
    gate.set()
    closing.join(10)
    assert not closing.is_alive()
    with pytest.raises(DatabaseUnavailable):
        held.result(0)


async def test_a_database_that_is_gone_is_unavailable_to_readers_too(settings: Settings) -> None:
    units = open_database(settings, now=lambda: NOW)
    (settings.data_dir / "xiaohao.db").write_bytes(b"not a database" * 100)
    with pytest.raises(DatabaseUnavailable):
        await units.read(lambda reading: reading.conn.scalar(select(Meta.value)))
    units.close()


async def test_a_query_that_is_wrong_is_not_taken_for_a_database_that_is_gone(units: Units) -> None:
    with pytest.raises(DBAPIError):
        await units.read(lambda reading: reading.conn.exec_driver_sql("SELECT nothing FROM nowhere"))


def test_without_begin_immediate_updates_are_lost(settings: Settings) -> None:
    """The rule's reason: the same loop over SQLAlchemy's default BEGIN does not reach 200."""
    open_database(settings, now=lambda: NOW).close()
    engine = create_engine(database_url(settings), connect_args={"timeout": 15})
    with engine.begin() as conn:
        conn.execute(insert(Meta).values(name="n", value="0"))
    barrier = threading.Barrier(2)

    def loop() -> None:
        for _ in range(100):
            barrier.wait(10)
            with engine.begin() as conn:
                row = conn.execute(select(Meta.value).where(Meta.name == "n")).scalar_one()
                conn.execute(update(Meta).where(Meta.name == "n").values(value=str(int(row) + 1)))

    threads = [threading.Thread(target=loop) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as conn:
        reached = int(conn.execute(select(Meta.value).where(Meta.name == "n")).scalar_one() or 0)
    engine.dispose()
    assert reached < 200


@pytest.mark.usefixtures("power_may_be_cut")
def test_every_sqlite_transaction_begins_immediate_with_full_sync(settings: Settings) -> None:
    engines = open_engines(database_url(settings))
    begun: list[str] = []
    event.listen(engines.writer, "before_cursor_execute", lambda _c, _cu, statement, *_: begun.append(statement))
    with engines.writer.begin() as conn:
        assert conn.scalar(text("PRAGMA synchronous")) == 2
        assert conn.scalar(text("PRAGMA foreign_keys")) == 1
        assert conn.scalar(text("PRAGMA journal_mode")) == "wal"
    assert begun[0] == "BEGIN IMMEDIATE"
    engines.dispose()


async def test_a_database_locked_by_another_is_unavailable_not_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_MS", 50)
    units = open_database(settings, now=lambda: NOW)
    other = create_engine(database_url(settings))
    with other.connect() as conn:
        conn.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnavailable):
            await units.run(add, "水利厅")
        conn.rollback()
    await units.run(add, "水利厅")
    assert names(other) == ["水利厅"]
    other.dispose()
    units.close()


async def test_foreign_keys_are_enforced(units: Units) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await units.run(
            lambda unit: unit.conn.execute(
                text("INSERT INTO task_unit (task_id, department_id, role) VALUES (1, 1, 'lead')")
            )
        )


async def test_an_instant_comes_back_aware_and_a_naive_one_is_refused(units: Units) -> None:
    def add_programme(unit: Unit, at: datetime) -> None:
        unit.session.add(Programme(name=str(at), closing=[], created_at=at))

    await units.run(add_programme, NOW)
    assert await units.read(lambda reading: reading.conn.scalar(select(Programme.created_at))) == NOW
    with pytest.raises(Exception, match="naive"):
        await units.run(add_programme, NOW.replace(tzinfo=None))


async def test_whatever_an_error_quotes_can_be_kept_with_the_update(units: Units) -> None:
    message = {"chat": {"id": 1}, "from": {"id": 1}}
    await units.run(inbox.receive, [{"update_id": 1, "message": message}])
    assert await units.run(inbox.failed, 1, "ValueError: a\0b") is not None
    assert await units.read(lambda reading: reading.conn.scalar(select(Inbox.last_error))) == "ValueError: ab"
