"""Reminded, snoozed, nudged, told upwards, written to: the same on SQLite and PostgreSQL, and once when run twice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from config.settings import Settings
from db.database import open_database
from db.tables import Act, Audit, Outbox
from db.units import Reading
from domain.messages.collection import Reminder
from domain.messages.nudging import Nudge
from domain.messages.reminders import Escalation
from jobs import reminders
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES
from jobs.documents.supervision_letter import stored_letter
from jobs.nudging import sending
from jobs.reminders import snooze
from jobs.supervision import bulletin, letter
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, office_time


async def test_a_late_departments_whole_road(both: Settings, clock: VirtualClock) -> None:
    units = open_database(both, now=clock.now)
    try:
        office = Office(units)
        office.task("21")
        liaison, coordinator = Desk(units, office.liaison()), Desk(units, office.coordinator())
        await OPEN_CYCLES.run(units, clock)
        everything_sent(units)
        while (due := units.look(reminders.next_due)) is not None and due < office_time(2024, 10, 30):
            clock.advance_to(due)
            await reminders.REMIND.run(units, clock)
            await reminders.REMIND.run(units, clock)
            everything_sent(units)
            if due == office_time(2024, 10, 15, 9, 30):
                liaison.do(snooze.snooze, 1, liaison.occasion)
        assert units.look(sends, Reminder.KIND) == [f"2024-10-{day}" for day in (15, 16, 17, 18, 21, 22, 23)]
        assert units.look(sends, Escalation.KIND) == ["escalated"]
        clock.advance_to(office_time(2024, 10, 25, 9))
        assert coordinator.do(sending.send_many, "late", "", coordinator.occasion).facts["people"] == 1
        everything_sent(units)
        assert len(units.look(sends, Nudge.KIND)) == 1
        paper = units.look(letter.paper_to_make, coordinator.who, 1, 3, 1, coordinator.occasion)
        assert len(paper.reminded_on) == 7
        assert len(paper.nudged_on) == 1
        coordinator.do(letter.make, paper, stored_letter(paper, both), coordinator.occasion)
        coordinator.do(bulletin.preview, 1, coordinator.occasion)
        assert units.look(counted) == (1, 1)
    finally:
        units.close()


def sends(reading: Reading, kind: str) -> list[str]:
    rows = select(Outbox.occasion).where(Outbox.kind == kind, Outbox.op == "send").order_by(Outbox.id)
    return list(reading.conn.scalars(rows))


def counted(reading: Reading) -> tuple[Any, Any]:
    """(acts, escalations noted)"""
    return (
        reading.conn.scalar(select(func.count()).select_from(Act)),
        reading.conn.scalar(select(func.count()).where(Audit.action == "escalate")),
    )
