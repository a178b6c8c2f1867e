"""Which colour has a thing that is owed? Red, amber, white or green, always with a word beside the colour.

White: owed, not due soon. Green: accepted and on track or done. Amber: due soon, sent but not reviewed, or returned.
Red: overdue, or behind by its own department's word. 无新进展 is no progress and no fault: it follows the date the task
itself has to be done by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.states import OWED, ReportStatus, RequestState
from domain.workdays import Calendar


class Light(StrEnum):
    WHITE = "white"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


_WORST_FIRST = (Light.RED, Light.AMBER, Light.WHITE, Light.GREEN)


@dataclass(frozen=True)
class Days:
    """`soon` is the last day that counts as near: `today` plus the first rung of the ladder, in working days."""

    today: date
    soon: date

    @classmethod
    def of(cls, today: date, ladder: Iterable[int], calendar: Calendar) -> Days:
        """Near is what the first reminder of `collection.ladder` calls near: three working days before, by default."""
        return cls(today, calendar.add_working_days(today, max(0, -min(ladder, default=0))))


def light(
    state: RequestState, status: ReportStatus | None, *, due_on: date, deadline: date | None, days: Days
) -> Light:
    """The light of what one department owes for one task in one round."""
    if state in OWED:
        if due_on < days.today:
            return Light.RED
        return Light.AMBER if state is RequestState.RETURNED or due_on <= days.soon else Light.WHITE
    if status is ReportStatus.BEHIND:
        return Light.RED
    if state is RequestState.SUBMITTED:
        return Light.AMBER
    if status is ReportStatus.NO_CHANGE and deadline is not None:
        if deadline < days.today:
            return Light.RED
        return Light.AMBER if deadline <= days.soon else Light.GREEN
    return Light.GREEN


def worst(lights: Iterable[Light]) -> Light | None:
    """A task's or a department's light is that of its worst part; None where nothing is asked."""
    there = set(lights)
    return next((one for one in _WORST_FIRST if one in there), None)
