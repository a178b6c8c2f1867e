"""Who has signed for a round, who has opened it, who has neither? A department at a time, for the coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from db.tables import Department, Request
from db.units import Reading
from domain.states import OWED


@dataclass(frozen=True)
class Opened:
    """What a department owes in a round and how far it has looked; instants are aware, None where it never happened.

    `opened` of `requests` had their form opened; `owed` of them still wait for the department.
    """

    department_id: int
    department: str
    requests: int
    owed: int
    opened: int
    signed_at: datetime | None
    first_opened_at: datetime | None

    @property
    def has_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def has_opened(self) -> bool:
        return self.first_opened_at is not None


def opened_in(reading: Reading, cycle_id: int) -> list[Opened]:
    """Every department of the round, by name. Signing is the department's: once for all it was asked."""
    rows = reading.conn.execute(
        select(
            Department.id,
            Department.name,
            func.count().label("requests"),
            func.count(Request.opened_at).label("opened"),
            func.count(Request.signed_at).label("signed"),
            func.max(Request.signed_at).label("signed_at"),
            func.min(Request.opened_at).label("first_opened_at"),
        )
        .join(Request, Request.department_id == Department.id)
        .where(Request.cycle_id == cycle_id)
        .group_by(Department.id, Department.name)
        .order_by(Department.name)
    ).all()
    owed = {
        row.department_id: row.owed
        for row in reading.conn.execute(
            select(Request.department_id, func.count().label("owed"))
            .where(Request.cycle_id == cycle_id, Request.state.in_(OWED))
            .group_by(Request.department_id)
        )
    }
    return [
        Opened(
            department_id=row.id,
            department=row.name,
            requests=row.requests,
            owed=owed.get(row.id, 0),
            opened=row.opened,
            signed_at=row.signed_at if row.signed == row.requests else None,
            first_opened_at=row.first_opened_at,
        )
        for row in rows
    ]


def not_signed(reading: Reading, cycle_id: int) -> list[Opened]:
    """Departments that still owe something and have not signed for the round."""
    return [one for one in opened_in(reading, cycle_id) if one.owed and not one.has_signed]


def not_opened(reading: Reading, cycle_id: int) -> list[Opened]:
    """Departments that still owe something and have not opened a single form."""
    return [one for one in opened_in(reading, cycle_id) if one.owed and not one.has_opened]
