"""Is the record whole? Its rows sealed in id order into a chain of hashes, so that what is changed or taken out shows.

Where an office lets the record be trimmed (jobs/audit_keeping.py), the newest seal before what is left is the anchor: the
chain goes on from its digest. Rows before it that stay are under a digest of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any, NamedTuple

from sqlalchemy import select

from db.tables import Audit, AuditSeal, Meta
from db.units import Reading, Unit

# On PostgreSQL a row with a smaller id may be committed later, by another process: younger rows are not sealed yet.
SETTLED_AFTER = timedelta(minutes=5)
SEAL_ROWS = 5_000  # audit rows a seal covers at the most: one unit stays short
ANCHOR = (
    "audit_anchor"  # in `Meta`: the id through which the record was trimmed, and the digest of what stays before it
)

ROWS = select(Audit.id, Audit.at, Audit.who, Audit.action, Audit.thing, Audit.detail, Audit.reason).order_by(Audit.id)


class Anchor(NamedTuple):
    """The record was trimmed through this id; `digest` is that of the rows which stay up to it. 0 and "": never."""

    through_id: int
    digest: str


def seal(unit: Unit) -> bool:
    """Seal the rows since the last seal into the chain, in id order. False when there is nothing new."""
    alone(unit)
    last = unit.session.scalar(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1))
    rows = unit.conn.execute(ROWS.where(Audit.id > (last.through_id if last else 0)).limit(SEAL_ROWS)).all()
    if unit.conn.dialect.name == "postgresql":
        rows = list(takewhile(lambda row: row.at <= unit.now - SETTLED_AFTER, rows))
    if not rows:
        return False
    digest = chained(last.digest if last else "", rows)
    unit.session.add(AuditSeal(through_id=rows[-1].id, digest=digest, at=unit.now))
    return True


def alone(unit: Unit) -> None:
    """Replicas wake at the same moment: the second waits, and finds the work done."""
    if unit.conn.dialect.name == "postgresql":
        unit.conn.exec_driver_sql("LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE")


def chained(before: str, rows: Iterable[Any]) -> str:
    """SHA-256 over the digest before and each row in order."""
    running = before
    for row in rows:
        said = json.dumps(
            [row.id, row.at.isoformat(), row.who, row.action, row.thing, row.detail, row.reason],
            ensure_ascii=False,
            sort_keys=True,
        )
        running = hashlib.sha256(f"{running}\0{said}".encode()).hexdigest()
    return running


def broken_seal(reading: Reading, among: Callable[[int], bool] | None = None) -> int | None:
    """The id of the first seal that does not hold, None where the chain is whole. 0: the anchor's own seal is gone.

    `among`: only the rows under the seals that end at these ids are read.
    """
    before, after, last = "", 0, 0
    trimmed = anchor(reading)
    if trimmed.through_id:
        start = reading.conn.execute(
            select(AuditSeal.id, AuditSeal.digest).where(AuditSeal.through_id == trimmed.through_id)
        ).one_or_none()
        if start is None:
            return 0
        if among is None or among(trimmed.through_id):
            stayed = reading.conn.execute(ROWS.where(Audit.id <= trimmed.through_id))
            if chained("", stayed) != trimmed.digest:
                return int(start.id)
        before, after, last = start.digest, trimmed.through_id, start.id
    seals = reading.conn.execute(
        select(AuditSeal.id, AuditSeal.through_id, AuditSeal.digest).where(AuditSeal.id > last).order_by(AuditSeal.id)
    )
    for sealed in seals.all():
        if among is None or among(sealed.through_id):
            rows = reading.conn.execute(ROWS.where(Audit.id > after, Audit.id <= sealed.through_id))
            if chained(before, rows) != sealed.digest:
                return int(sealed.id)
        before, after = sealed.digest, sealed.through_id
    return None


def anchor(reading: Reading) -> Anchor:
    stored = reading.conn.scalar(select(Meta.value).where(Meta.name == ANCHOR))
    through, _, digest = (stored or "0 ").partition(" ")
    return Anchor(int(through), digest)


def oldest_unsealed(reading: Reading) -> datetime | None:
    """When the first row that no seal covers was written, UTC."""
    last = reading.conn.scalar(select(AuditSeal.through_id).order_by(AuditSeal.id.desc()).limit(1))
    return reading.conn.scalar(select(Audit.at).where(Audit.id > (last or 0)).order_by(Audit.id).limit(1))
