"""Messages of a nudge (催办): what a liaison hears, and what a coordinator sees before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages.base import Message, kind
from domain.messages.collection import Owed
from domain.messages.reminders import OverdueLine


@kind("nudging.nudge")
@dataclass(frozen=True)
class Nudge(Message):
    """To a liaison: the office asks. It is that day's one message, so it says all that is owed; what is asked first."""

    owed: tuple[Owed, ...]
    department: int
    snoozed_until: date | None = None


@kind("nudging.overview")
@dataclass(frozen=True)
class Overview(Message):
    """To a coordinator: who owes, department by department. `overdue` of the requests are past their due day."""

    departments: int
    requests: int
    overdue: int
    lines: tuple[OverdueLine, ...]
    page: int = 0
    pages: int = 1


@dataclass(frozen=True)
class OwedTask:
    """A request of the department's card."""

    request: int
    number: str
    problem: str
    key: str
    due_on: date
    days_left: int
    drafted: bool
    returned: bool


@dataclass(frozen=True)
class Tally:
    """What a nudge does, or did. `barred`: departments that had today's nudges; `told`: people told today already.

    `lost`: people who can't be reached; `unbound`: departments without anybody. `at`: when it leaves, None at once.
    """

    departments: int
    people: int
    requests: int
    barred: int = 0
    told: int = 0
    lost: int = 0
    unbound: int = 0
    at: datetime | None = None


@kind("nudging.department")
@dataclass(frozen=True)
class DepartmentCard(Message):
    """To a coordinator: what one department owes, and what can be done about it.

    `home`: the day (20241024) of the escalation whose card this is; empty on the card of /nudge.
    """

    department_id: int
    department: str
    tasks: tuple[OwedTask, ...]
    liaisons: int
    lost: int
    reminded_on: tuple[date, ...]
    nudged_on: tuple[date, ...]
    letters: int
    overdue: int
    can_nudge: bool
    home: str = ""
    done: Tally | None = None
    page: int = 0
    pages: int = 1


@kind("nudging.confirm")
@dataclass(frozen=True)
class Confirm(Message):
    """To a coordinator: whom would a nudge to many reach? `scope` is `all` or `late`."""

    scope: str
    would: Tally
    home: str = ""


@kind("nudging.done")
@dataclass(frozen=True)
class Done(Message):
    """To a coordinator: whom a nudge to many reached."""

    did: Tally
    home: str = ""
