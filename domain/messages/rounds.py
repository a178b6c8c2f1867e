"""Messages of a special round (专项调度): how a coordinator draws it up, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class RoundDepartment:
    """`tasks`: how many of the chosen ones it answers for."""

    id: int
    name: str
    tasks: int
    chosen: bool
    bound: bool


@kind("rounds.form")
@dataclass(frozen=True)
class RoundForm(Message):
    """To the coordinator who draws one up. `step` as in `domain.special_round.Step`.

    `programmes`: (id, name), where there are several; `departments`: of this page while they are chosen, those chosen
    on the preview; `opens_now`: it leaves at once, else on `opens_on`; `working_days` is None where a day was named.
    `running`: (cycle, key) of those that were sent and are still owed, at the first step.
    """

    dialogue: int
    rev: int
    step: str
    first: bool
    programmes: tuple[tuple[int, str], ...]
    title: str | None
    question: str | None
    open_tasks: int
    tasks: tuple[str, ...]
    departments: tuple[RoundDepartment, ...]
    chosen: int
    of: int
    page: int
    pages: int
    requests: int
    due_on: date | None
    working_days: int | None
    provisional: bool
    opens_on: date
    opens_now: bool
    has_figures: bool
    asks_figures: bool
    note: Note | None = None
    running: tuple[tuple[int, str], ...] = ()


@kind("rounds.opened")
@dataclass(frozen=True)
class RoundOpened(Message):
    """What the form becomes; and to the other coordinators, without ringing. `by_me`: to whoever sent it.

    `owed`: what nobody has answered yet, so that it can be cancelled.
    """

    key: str
    title: str | None
    question: str
    tasks: tuple[str, ...]
    departments: int
    requests: int
    due_on: date
    provisional: bool
    opens_on: date
    opens_now: bool
    unbound: tuple[str, ...]
    by_me: bool
    cycle: int = 0
    owed: int = 0


@kind("rounds.cancel")
@dataclass(frozen=True)
class RoundCancel(Message):
    """To a coordinator: once more. Who was asked and has not answered `owed` requests, `begun` of them half written."""

    key: str
    title: str | None
    departments: tuple[str, ...]
    owed: int
    begun: int
    answered: int
    dialogue: int
    rev: int
    note: Note | None = None


@kind("rounds.cancelled")
@dataclass(frozen=True)
class RoundCancelled(Message):
    """What the coordinators' cards become. `unbound`: departments that only had a letter, and have no card to read."""

    key: str
    title: str | None
    by: str | None
    at: datetime
    departments: tuple[str, ...]
    ended: int
    answered: int
    unbound: tuple[str, ...]
