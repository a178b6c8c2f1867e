"""Does every prepared statement know its tables? What a session holds back of one it forgot would be read too late.

SQLite itself is asked: as it compiles a statement, it asks leave for each table that is read or written.
"""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, exists, literal_column, select

import db
import jobs
from db.prepared import Prepared
from db.session import PreparedRow
from db.tables import Base, Inbox, Lease, Task
from db.units import Unit, Units

OURS = {  # what is asked leave for: to read a column, to add, change or remove a row
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_INSERT,
    sqlite3.SQLITE_UPDATE,
    sqlite3.SQLITE_DELETE,
}


def statements() -> Iterator[tuple[str, Prepared]]:
    """Every prepared statement that stands in a module of ours."""
    for package in (db, jobs):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in module.name or module.name.endswith(("_reader", "_cleaner")):
                continue  # programs of their own
            for name, value in vars(importlib.import_module(module.name)).items():
                for one in (
                    value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
                ):
                    prepared = one._prepared if isinstance(one, PreparedRow) else one
                    if isinstance(prepared, Prepared):
                        yield f"{module.name}.{name}", prepared


def asked_for(statement: Prepared, conn: Connection) -> set[str]:
    """The tables that SQLite asks leave for."""
    found: set[str] = set()

    def leave(action: int, table: str | None, *_: Any) -> int:
        if action in OURS and table is not None and not table.startswith("sqlite_"):
            found.add(table)
        return sqlite3.SQLITE_OK

    compiled = statement._of(conn)
    driver: Any = conn.connection.driver_connection
    driver.set_authorizer(leave)
    try:
        driver.execute(f"EXPLAIN {compiled.sql}", [None] * compiled.sql.count("?"))
    finally:
        driver.set_authorizer(None)
    return found


def forgotten(statement: Prepared, conn: Connection) -> set[str]:
    """Without the parents of a row that is added: whoever knows a parent's key has written it."""
    tables = (Base.metadata.tables[name] for name in statement.tables if statement._statement.is_dml)
    parents = {key.column.table.name for table in tables for key in table.foreign_keys}
    return asked_for(statement, conn) - statement.tables - parents


def test_every_prepared_statement_knows_its_tables(units: Units) -> None:
    found = dict(statements())
    assert {"jobs.audit._NOTE", "jobs.leases._EPOCH"} <= set(found), "the search finds what it looks for"
    assert (
        units.look(lambda reading: {at: gone for at, one in found.items() if (gone := forgotten(one, reading.conn))})
        == {}
    )


@pytest.mark.parametrize(
    "statement",
    [
        select(Task.id).where(exists().where(Lease.name == bindparam("name"))),
        select(Task.id).join(Inbox, Inbox.update_id == Task.id),
        select(Task.id, select(Lease.epoch).where(Lease.name == bindparam("name")).scalar_subquery()),
    ],
)
def test_joins_and_questions_within_a_question_are_known(units: Units, statement: Any) -> None:
    assert units.look(lambda reading: forgotten(Prepared(statement), reading.conn)) == set()


def test_a_table_that_is_forgotten_is_seen(units: Units) -> None:
    in_words = Prepared(select(Task.id).where(literal_column("EXISTS (SELECT name FROM lease)")))
    assert units.look(lambda reading: forgotten(in_words, reading.conn)) == {"lease"}


def test_what_is_held_back_is_written_before_it_is_asked_for(units: Units) -> None:
    def job(unit: Unit) -> Any:
        unit.session.add(Lease(name="sending", holder="a:1", epoch=3, expires_at=unit.now))
        return Prepared(select(Lease.epoch)).scalar(unit)

    assert units.call(job) == 3
