"""Messages above a reminder: who still owes when the ladder is over, for those who can see to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, kind


@dataclass(frozen=True)
class OverdueLine:
    """What one department owes: `count` requests, the earliest due on `due_on`; `days_left` in working days, below 0 past.

    `count` is 0 where all of it was answered meanwhile.
    """

    department_id: int
    department: str
    count: int
    numbers: tuple[str, ...]
    due_on: date
    days_left: int


@kind("reminders.escalation")
@dataclass(frozen=True)
class Escalation(Message):
    """To coordinators: whose reminders were over on `day` and who still owes. ONE card a day, paged."""

    day: date
    departments: int
    requests: int
    lines: tuple[OverdueLine, ...]
    page: int = 0
    pages: int = 1


@kind("reminders.escalation_own")
@dataclass(frozen=True)
class OwnEscalation(Message):
    """To a department's leader: what the department still owes after all reminders. One card a day."""

    day: date
    lines: tuple[OverdueLine, ...]
