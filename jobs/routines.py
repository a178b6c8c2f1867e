"""What is a routine? Something the clock starts: a name, when it is next due, what it does, how long it may take.

A routine asks the database what is due and not yet done; it keeps no memory, so it can run twice and be caught up.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from apscheduler.triggers.cron import CronTrigger

from db.units import Reading, Units
from jobs.clock import Clock

NextDue = Callable[[Reading], datetime | None]
Run = Callable[[Units, Clock], Awaitable[None]]


@dataclass(frozen=True)
class Routine:
    """`next_due(reading)`: the instant it should run next, at or before `reading.now` when it is due; None: nothing ahead.

    `seconds`: how long it may take before the watchdog names it.
    """

    name: str
    next_due: NextDue
    run: Run
    seconds: float = 30.0


def next_office_hour(reading: Reading, at: time, *, days: str = "*") -> datetime:
    """The next instant after now when the office's clock shows `at` (`days` as in cron, e.g. "mon")."""
    trigger = CronTrigger(hour=at.hour, minute=at.minute, day_of_week=days, timezone=reading.settings.office.zone)
    following: datetime | None = trigger.get_next_fire_time(None, reading.now + timedelta(microseconds=1))
    assert following is not None
    return following
