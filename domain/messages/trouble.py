"""Messages about what went wrong in the machine, for people who must act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, kind


@kind("trouble.parked")
@dataclass(frozen=True)
class Parked(Message):
    """To coordinators: a letter or an announcement can't be delivered. `what` is a message kind, `where` the address."""

    row: int
    what: str
    where: str
    reason: str


@kind("trouble.answer_undelivered")
@dataclass(frozen=True)
class AnswerUndelivered(Message):
    """To coordinators: an objector can't be reached by the bot any more; the answer waits for their receipt code."""

    register_number: str


@kind("trouble.unreachable")
@dataclass(frozen=True)
class Unreachable(Message):
    """To coordinators: a department's liaison can't be reached by the bot any more, or is `back`.

    `alone`: nobody else of the department can be reached either; `email` is where it is written to then.
    """

    department: str
    department_id: int = 0
    alone: bool = False
    email: str | None = None
    back: bool = False


@kind("trouble.channel_down")
@dataclass(frozen=True)
class ChannelDown(Message):
    """To coordinators, once: nothing leaves through the channel since `minutes`; `waiting` rows are safe in the queue.

    `objections` of them: how many objections' letters. `phones`: of who receives these.
    """

    channel: str
    minutes: int
    waiting: int
    reason: str
    objections: int = 0
    phones: tuple[str, ...] = ()


@kind("trouble.channel_back")
@dataclass(frozen=True)
class ChannelBack(Message):
    """To coordinators, once more when it is over. `delivered` since it broke down at `since`, of them `objections`'."""

    channel: str
    waiting: int
    since: datetime | None = None
    delivered: int = 0
    objections: int = 0
    objections_waiting: int = 0


@kind("trouble.turn_parked")
@dataclass(frozen=True)
class TurnParked(Message):
    """To a person whose message could not be handled after all tries: it is kept, people look at it."""


@kind("trouble.reconcile")
@dataclass(frozen=True)
class Miss(Message):
    """To coordinators: the nightly proof found something that should exist and does not. `key` of the texts."""

    key: str
    thing: str
