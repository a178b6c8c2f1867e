"""Who did what to what, when and why? Append-only rows, written in the unit of the fact; a routine seals them."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Table, bindparam, insert

from db.prepared import Prepared
from db.tables import Audit
from db.units import Unit

_NOTE = Prepared(
    insert(cast("Table", Audit.__table__)).values(
        {name: bindparam(name) for name in ("at", "who", "action", "thing", "detail", "reason")}
    ),
)

CLOCK = "clock"
SHELL = "shell"
OBJECTOR = "objector"  # never which one: the register number is in `thing`
OUTSIDER = "outsider"  # somebody without a role; never who


def person(person_id: int) -> str:
    return f"person:{person_id}"


def note(
    unit: Unit, who: str, action: str, thing: str, detail: dict[str, Any] | None = None, *, reason: str | None = None
) -> None:
    """`detail` holds ids, numbers and states; never a name, an account or an objection's words."""
    _NOTE.run(unit, at=unit.now, who=who, action=action, thing=thing, detail=detail or {}, reason=reason)
