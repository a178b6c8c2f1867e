"""Until when must an objection be answered, and how near is that?

Counted in working days from the day after it was received: the day it came in is not counted. While the objector is
asked, the office's time stands: the working days until the answer are added. A question asked when the day was past
adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.lights import Days, Light
from domain.objection_states import OPEN
from domain.states import ObjectionState
from domain.workdays import ONE_DAY, Calendar, days_between

SOON = 3  # working days before the last one, when the first reminder comes
BEFORE = (3, 1, 0)  # working days before the last one on which coordinators are reminded; afterwards on each


@dataclass(frozen=True)
class AnswerDue:
    """The last day, office time; `provisional` where it rests on a year that is not published."""

    day: date
    provisional: bool


def answer_due(received_on: date, days: int, stood: Sequence[tuple[date, date]], calendar: Calendar) -> AnswerDue:
    """`stood`: (asked on, answered on) of each question that was answered, in order."""
    due = calendar.add_working_days(received_on, days)
    for asked_on, answered_on in stood:
        if asked_on <= due:
            waited = calendar.working_days_between(asked_on + ONE_DAY, answered_on)
            due = calendar.add_working_days(due, waited) if waited else due
    settled = all(calendar.is_settled(day) for day in days_between(received_on, due))
    return AnswerDue(due, not settled)


def light(state: str, due_on: date | None, days: Days) -> Light:
    """White: to be answered, or the objector owes. Amber: soon. Red: the day is past. Green: answered or withdrawn."""
    if state not in OPEN:
        return Light.GREEN
    if state == ObjectionState.ASKED or due_on is None:
        return Light.WHITE
    if due_on < days.today:
        return Light.RED
    return Light.AMBER if due_on <= days.soon else Light.WHITE


def rung(due_on: date, today: date, calendar: Calendar) -> date | None:
    """The newest day up to today on which coordinators are to be reminded of it; None while it is far."""
    if due_on < today:
        return _last_working_day(today, calendar)
    days = [calendar.add_working_days(due_on, -before) for before in BEFORE]
    return max((day for day in days if day <= today), default=None)


def _last_working_day(today: date, calendar: Calendar) -> date:
    return today if calendar.is_working(today) else calendar.add_working_days(today, -1)
