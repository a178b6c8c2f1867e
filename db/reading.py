"""What is a query given, and what a job? A `Reading` that sees one moment; a `Unit` that writes as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from config.settings import Settings
from db.crypto import Vault
from db.prepared import Known, Prepared
from db.session import UnitSession
from db.tables import Base

T = TypeVar("T")


class Reading:
    """What a query is given: a connection that sees one moment, the instant it runs at, the vault, the settings."""

    def __init__(self, conn: Connection, *, now: datetime, vault: Vault, settings: Settings) -> None:
        self._conn = conn
        self.now = now
        self.vault = vault
        self.settings = settings
        self._session: UnitSession | None = None
        self.known = Known()
        self._once: dict[Hashable, Any] = {}

    @property
    def conn(self) -> Connection:
        """For Core statements. What the ORM still holds back is written first, so that both see the same rows.

        Ask for it at each statement: what is known so far is forgotten as it is handed out.
        """
        if self._session is not None:
            self._session.flush()
        self.known.clear()  # it may be asked to write anything
        return self._conn

    def connection(self, tables: frozenset[str]) -> Connection:
        """`conn` for a statement about these tables: what the ORM holds back of others need not be written first."""
        if self._session is not None and self._session.holds_back(tables):
            self._session.flush()
        return self._conn

    @property
    def session(self) -> Session:
        """The ORM over the same transaction, where it reads better and the statement is not hot."""
        if self._session is None:
            self._session = UnitSession(self, self._conn)
        return self._session

    def once(self, key: Hashable, ask: Callable[[], T]) -> T:
        """What `ask` finds, asked once: for a row of the ORM, which stays the same object however often it is read."""
        if key not in self._once:
            self._once[key] = ask()
        return cast("T", self._once[key])

    @property
    def today(self) -> date:
        """The office's date at this instant."""
        return self.now.astimezone(self.settings.office.zone).date()

    def end(self, *, keep: bool) -> None:
        """`keep`: what the ORM still holds back is written."""
        if self._session is not None:
            if keep:
                self._session.flush()
            self._session.close()
            self._session = None


class Unit(Reading):
    """A `Reading` that writes. `nudge` names what should look after the commit; a nudge is a hint, the row is the truth."""

    def __init__(self, conn: Connection, *, now: datetime, vault: Vault, settings: Settings) -> None:
        super().__init__(conn, now=now, vault=vault, settings=settings)
        self.nudges: Counter[str] = Counter()
        self.afterwards: list[Callable[[], None]] = []

    def nudge(self, what: str) -> None:
        self.nudges[what] += 1

    def then(self, act: Callable[[], None]) -> None:
        """Once the unit is committed, on the loop that ran it: before anybody hears of its nudges."""
        self.afterwards.append(act)

    def insert_new(self, table: type[Base]) -> Any:
        """`INSERT … ON CONFLICT DO NOTHING` in the dialect at hand: add `.values(…)`, and `.returning(…)` to know."""
        return _insert_new(table, self._conn.dialect.name)

    def put_new(self, table: type[Base], **values: Any) -> Any:
        """Insert a row unless its key is there: the new row's primary key, or None where it was. For the hot units."""
        return _put_new(table, self._conn.dialect.name, tuple(values)).scalar(self, **values)


@cache
def _insert_new(table: type[Base], dialect: str) -> Any:
    """Built once a table: building a statement costs more than running it. On the table, not the class: no ORM."""
    insert = sqlite_insert if dialect == "sqlite" else postgresql_insert
    return insert(cast("Table", table.__table__)).on_conflict_do_nothing()


@cache
def _put_new(table: type[Base], dialect: str, names: tuple[str, ...]) -> Prepared:
    insert = _insert_new(table, dialect).values({name: bindparam(name) for name in names})
    return Prepared(insert.returning(*table.__table__.primary_key))
