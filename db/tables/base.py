"""What do all tables share: names for constraints, instants in UTC, short ways to say a column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    Date,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

# Names are fixed so that a migration can drop on PostgreSQL what it made on SQLite.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware (UTC) out. A naive datetime is refused: nobody knows whose hour it is."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime ({value!r}) can't be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite gives a table its own row numbers only for INTEGER; PostgreSQL wants the room of BIGINT.
BigId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own convention
        datetime: UtcDateTime,
        date: Date,
        str: Text,
        bytes: LargeBinary,
        int: BigId,
    }


Id = Annotated[int, mapped_column(BigId, primary_key=True, autoincrement=True)]
Word = Annotated[str, mapped_column(String(64))]  # a state, a kind, a role: one of ours, never a person's text
Mark = Annotated[str, mapped_column(String(32))]  # a keyed hash, see db/crypto.py


def spelled(words: Iterable[str]) -> list[ColumnClause[str]]:
    """Our own words to compare with, in the statement itself: only so is a partial index sure to be chosen by them."""
    return [literal_column(f"'{word}'", String) for word in words]
