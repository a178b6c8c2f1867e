"""What becomes of the record of who did what? Sealed every hour; kept for good, or trimmed after `audit.retention_days`.

Trimmed is what nothing but the record itself rests on. What the house reads there stays, however old (`REMEMBERED`): a
task's turns for its closing record and the year's summary, who decided what of an objection, and that somebody was told,
so that they are not told twice. A record whose chain does not hold is not trimmed: that would hide what was done to it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import delete, select, update

from db.queries import archive, closing_record, cycles, extensions, register, reminded, reports
from db.tables import Audit, AuditSeal, Meta
from db.units import Reading, Unit, Units
from jobs import audit, department_mail, erased_list
from jobs.audit_chain import ANCHOR, ROWS, alone, anchor, chained, oldest_unsealed, seal
from jobs.calendar import coverage
from jobs.clock import Clock
from jobs.housekeeping import daily, succeeded
from jobs.objections import reminders as objection_reminders
from jobs.objections import state
from jobs.people import joining
from jobs.reminders import escalation
from jobs.routines import Routine
from jobs.supervision import register as acts

SEAL_EVERY = timedelta(hours=1)
TRIM_AT = time(4)  # office time, after the sweep, when nobody waits
TRIMMED = "audit.trimmed"

REMEMBERED = frozenset(
    {
        archive.ARCHIVED,
        *closing_record.EDGES,
        cycles.RECOUNTED,
        extensions.ASK,
        register.LATE_ACCEPTED,
        register.LATE_KEPT,
        reminded.NUDGE,
        reports.HELP_SEEN,
        department_mail.TOLD,
        *erased_list.ACTIONS,
        coverage.WARNED,
        register.WITHDRAWN,
        state.SEEN,
        state.TAKEN,
        state.SETTLED,
        state.UNSETTLED,
        objection_reminders.REMINDED,
        objection_reminders.ESCALATED,
        joining.STOPPED,
        joining.REBOUND,
        escalation.ESCALATE,
        acts.SENT,
        TRIMMED,
    }
)


def trim(unit: Unit) -> bool:
    """Take out what the oldest seal covers, if it is older than the office keeps it. False when there is nothing to do.

    The seal itself stays as the anchor of those after it, in the place of the anchor before.
    """
    days = unit.settings.audit.retention_days
    if days is None:
        return False
    alone(unit)
    before = anchor(unit)
    known = unit.conn.scalar(select(AuditSeal.digest).where(AuditSeal.through_id == before.through_id)) or ""
    oldest = unit.session.scalar(
        select(AuditSeal).where(AuditSeal.through_id > before.through_id).order_by(AuditSeal.id).limit(1)
    )
    if oldest is None or oldest.at >= unit.now - timedelta(days=days):
        return False
    covered = (Audit.id > before.through_id, Audit.id <= oldest.through_id)
    rows = unit.conn.execute(ROWS.where(*covered)).all()
    if chained(known, rows) != oldest.digest:
        return False
    stays = [row for row in rows if row.action in REMEMBERED]
    # noted first: SQLite gives the id of a last row that is gone out again, and no row may come in behind the anchor
    audit.note(unit, audit.CLOCK, TRIMMED, f"seal:{oldest.id}", {"rows": len(rows) - len(stays), "days": days})
    anchored = f"{oldest.through_id} {chained(before.digest, stays)}"
    unit.conn.execute(delete(Audit).where(*covered, Audit.action.not_in(REMEMBERED)))
    unit.conn.execute(delete(AuditSeal).where(AuditSeal.through_id <= before.through_id))
    if unit.conn.execute(unit.insert_new(Meta).values(name=ANCHOR, value=anchored)).rowcount != 1:
        unit.conn.execute(update(Meta).where(Meta.name == ANCHOR).values(value=anchored))
    return True


def _next_seal(reading: Reading) -> datetime | None:
    unsealed = oldest_unsealed(reading)
    return unsealed + SEAL_EVERY if unsealed is not None else None


async def _seal(units: Units, _clock: Clock) -> None:
    while await units.run(seal):
        pass


def _next_trim(reading: Reading) -> datetime | None:
    return daily("trim_audit", TRIM_AT, reading) if reading.settings.audit.retention_days is not None else None


async def _trim(units: Units, _clock: Clock) -> None:
    while await units.run(trim):
        pass
    await units.run(succeeded, "trim_audit")


SEAL_AUDIT = Routine("seal_audit", _next_seal, _seal)
TRIM_AUDIT = Routine("trim_audit", _next_trim, _trim)
