"""What became of a row? It arrived, it can't, or it is moot and taken back."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Table, bindparam, update

from db.prepared import Prepared
from db.tables import Outbox, OutboxState
from db.units import Unit

WITHDRAWN = "withdrawn"  # the nudge that something claimed may have become moot
FINAL = (OutboxState.SENT, OutboxState.WITHDRAWN, OutboxState.EXPIRED)  # facts are emptied here
_rows = cast("Table", Outbox.__table__)


def withdraw(unit: Unit, *, kind: str, thing: str, to: str | None = None) -> int:
    """What has become moot no longer leaves. A row that is being sent right now is asked to stop at the token."""
    moot = (Outbox.kind == kind) & (Outbox.thing == thing)
    if to is not None:
        moot &= Outbox.recipient == to
    gone = unit.conn.execute(
        update(Outbox)
        .where(moot, Outbox.state == OutboxState.QUEUED)
        .values(state=OutboxState.WITHDRAWN, facts_sealed=None, settled_at=unit.now)
    ).rowcount
    asked = unit.conn.execute(
        update(Outbox).where(moot, Outbox.state == OutboxState.SENDING).values(withdraw_asked=True)
    )
    if asked.rowcount:
        unit.nudge(WITHDRAWN)
    return gone


def settle(unit: Unit, row: int, state: OutboxState, *, remote_id: str | None = None, error: str | None = None) -> None:
    """A row's outcome. In a final state its facts are emptied: nothing is kept that nobody needs."""
    values: dict[str, Any] = {"state": state, "settled_at": unit.now, "last_error": error}
    if remote_id is not None:
        values["remote_id"] = remote_id
    if state in FINAL:
        values["facts_sealed"] = None
    unit.conn.execute(update(Outbox).where(Outbox.id == row).values(**values))


_SENT = Prepared(
    update(_rows)
    .where(_rows.c.id == bindparam("row"))
    .values(
        state=OutboxState.SENT,
        settled_at=bindparam("at"),
        remote_id=bindparam("remote"),
        last_error=None,
        facts_sealed=None,
    ),
)


def sent(unit: Unit, arrived: list[tuple[int, str | None]]) -> None:
    """Rows that arrived, each with its remote id, written together: it is what happens a thousand times a second."""
    at = unit.now
    _SENT.run_each(unit, ({"row": row, "at": at, "remote": remote} for row, remote in arrived))
