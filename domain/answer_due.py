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


def next_rung(due_on: date, after: date, calendar: Calendar) -> date:
    """The first day after `after` on which coordinators are reminded of it."""
    ahead = [calendar.add_working_days(due_on, -before) for before in BEFORE]
    return min((day for day in ahead if day > after), default=calendar.first_working_day_after(max(due_on, after)))
