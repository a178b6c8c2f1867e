"""How punctual is a department? What it was asked for, what came in time, late or not yet, and who stands where.

Two figures that are never one. Punctuality is the first answer against the due day: a report that was returned and
corrected later was in time all the same (the returns are counted beside it). Completion is what stands answered now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Kept(StrEnum):
    """What became of one due day."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"  # nothing came and the day is past
    AHEAD = "ahead"  # nothing came yet, and need not have


def kept(due_on: date, *, sent_on: date | None, sent_late: bool, today: date) -> Kept:
    """`sent_on`: the office day of the first answer; `sent_late`: it was late by the due day of that moment.

    Late is only what was late then and still is: a due day that was put off afterwards excuses, one that was counted
    again and came out earlier accuses nobody.
    """
    if sent_on is not None:
        return Kept.LATE if sent_late and sent_on > due_on else Kept.ON_TIME
    return Kept.MISSING if due_on < today else Kept.AHEAD


@dataclass(frozen=True)
class Punctuality:
    """One department over some rounds, counted in requests (a task a round each).

    `owed` = `on_time` + `late` + `missing` + `ahead`. `answered`: in review or accepted now. `returned`: were returned
    at least once. `extended`: were granted an extension.
    """

    department_id: int
    department: str
    owed: int
    on_time: int
    late: int
    missing: int
    ahead: int
    answered: int
    accepted: int
    returned: int
    extended: int

    @property
    def judged(self) -> int:
        """Those whose punctuality can be told by now."""
        return self.on_time + self.late + self.missing

    @property
    def punctuality(self) -> Fraction | None:
        """In time, of those that can be judged; None where none can."""
        return Fraction(self.on_time, self.judged) if self.judged else None

    @property
    def completion(self) -> Fraction | None:
        """Answered, of all that was asked; None where nothing was."""
        return Fraction(self.answered, self.owed) if self.owed else None

    @property
    def percent(self) -> int | None:
        """Punctuality in whole per cent."""
        return whole_percent(self.punctuality)

    @property
    def percent_done(self) -> int | None:
        """Completion in whole per cent."""
        return whole_percent(self.completion)


def whole_percent(part: Fraction | None) -> int | None:
    """Rounded half up, but 100 only where nothing is missing and 0 only where nothing is there."""
    if part is None:
        return None
    rounded = int(part * 100 + Fraction(1, 2))
    if part < 1 and rounded == 100:
        return 99
    return 1 if part > 0 and rounded == 0 else rounded


def ranked(departments: Iterable[Punctuality]) -> list[tuple[int | None, Punctuality]]:
    """By completion, then punctuality, the best first; equals share a place and the next one skips (1, 1, 3).

    Compared exactly, not by the rounded per cent. A department that can't be judged yet (nothing of it is due, and it
    sent nothing) comes last, without a place. Equals stand in the order they came in.
    """
    found: list[tuple[int | None, Punctuality]] = []
    there = list(departments)
    judged = sorted((one for one in there if one.judged), key=_merit, reverse=True)
    place = 0
    for at, one in enumerate(judged, start=1):
        if at == 1 or _merit(one) != _merit(judged[at - 2]):
            place = at
        found.append((place, one))
    return found + [(None, one) for one in there if not one.judged]


def _merit(one: Punctuality) -> tuple[Fraction, Fraction]:
    return one.completion or Fraction(0), one.punctuality or Fraction(0)
