"""Who is the office? Its coordinators and its leaders; asked here alone, wherever something is shown to them."""

from __future__ import annotations

from functools import cache

from sqlalchemy import select

from db.prepared import Prepared
from db.tables import Role
from db.tables.base import spelled
from db.units import Reading
from domain.people import RoleName

ROLES = (RoleName.COORDINATOR, RoleName.LEADER)


def holding(reading: Reading, *roles: RoleName) -> list[int]:
    """Whoever has one of these roles now, each once."""
    return [row.person_id for row in _people(roles).all(reading)]


@cache
def _people(roles: tuple[RoleName, ...]) -> Prepared:
    held = select(Role.person_id).where(Role.role.in_(spelled(roles)), Role.ended_at.is_(None))
    return Prepared(held.distinct().order_by(Role.person_id))
