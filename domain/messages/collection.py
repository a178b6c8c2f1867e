"""Messages of a collection round: prompt, what one owes, the form step by step, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.messages.base import Message, Note, kind


@dataclass(frozen=True)
class Item:
    """A request as a line: `state` as in `RowState`; `step` of `steps` where a draft waits."""

    request: int
    number: str
    problem: str
    state: str
    step: int = 0
    steps: int = 0


@kind("collection.prompt")
@dataclass(frozen=True)
class Prompt(Message):
    """To a liaison: what their department owes in a round. ONE message, brought up to date as it moves.

    `title` and `question` are a special round's. `ended`: why nobody waits for the rest any more, cancelled or archived.
    """

    cycle: int
    department_id: int
    key: str
    department: str
    due_on: date
    days_left: int
    provisional: bool
    items: tuple[Item, ...]
    signed: bool
    page: int = 0
    title: str | None = None
    question: str | None = None
    ended: str | None = None


@dataclass(frozen=True)
class Owed:
    """A line of what one owes, over all rounds."""

    item: Item
    key: str
    department: str
    due_on: date
    days_left: int
    provisional: bool = False


@kind("collection.todo")
@dataclass(frozen=True)
class Todo(Message):
    """To a liaison who asks: what is owed, by date. `waiting` more were sent and are being reviewed."""

    owed: tuple[Owed, ...]
    waiting: int
    page: int = 0


@kind("collection.why")
@dataclass(frozen=True)
class WhyThisDay(Message):
    """The sum behind a due day. `off`: runs of days off, first and last day each.

    `rhythm`: the round's, where the programme has another; `by_hand`: a special round's; `named`: the day itself was
    chosen by a person; `first_told`: the due day before the calendar changed; `extended`: (number, until).
    """

    key: str
    start: date
    due_on: date
    working_days: int
    make_up_days: tuple[date, ...]
    off: tuple[tuple[date, date], ...]
    provisional: bool
    rhythm: str | None = None
    by_hand: bool = False
    named: bool = False
    first_told: date | None = None
    extended: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class UnboundLine:
    """A department of which nobody is asked. `why`: `none` is bound, all are `away`, all `unreachable`.

    `email`: where it is written to instead; `invited_on`: an invite that nobody has used yet.
    """

    department_id: int
    department: str
    count: int
    email: str | None
    why: str
    invited_on: date | None


@kind("collection.unbound")
@dataclass(frozen=True)
class Unbound(Message):
    """To coordinators: the departments that owe reports in a round and can't be asked here. ONE card a round."""

    cycle: int
    key: str
    due_on: date
    provisional: bool
    lines: tuple[UnboundLine, ...]
    page: int = 0


@kind("collection.which")
@dataclass(frozen=True)
class Which(Message):
    """To a liaison who answered a prompt with several tasks: for which one is the text?"""

    dialogue: int
    rev: int
    text: str
    items: tuple[Item, ...]
    note: Note | None = None


# -- the form -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """What every step's card begins with, and the buttons' address. `place` as in `domain.collection.Step`."""

    number: str
    problem: str
    key: str
    place: str
    step: int
    steps: int
    dialogue: int
    rev: int
    note: Note | None = None
    returned: str | None = None  # the reviewer's comment, where the report came back
    question: str | None = None  # what a special round asks


@dataclass(frozen=True)
class Figure:
    """An indicator: `value` as given now (None with `given`: no figure yet), `last` of this year, the year's target."""

    name: str
    unit: str
    value: Decimal | None
    given: bool
    last: Decimal | None
    target: Decimal | None


@kind("collection.status")
@dataclass(frozen=True)
class AskStatus(Message):
    head: Head
    status: str | None
    last_status: str | None
    can_repeat: bool


@kind("collection.text")
@dataclass(frozen=True)
class AskText(Message):
    head: Head
    measures: tuple[str, ...]
    text: str | None
    last_text: str | None
    status: str | None
    based_on_last: bool = False


@kind("collection.figure")
@dataclass(frozen=True)
class AskFigure(Message):
    """`doubt` as in `domain.figures.Doubt`, with the value it is about."""

    head: Head
    figure: Figure
    at: int
    of: int
    doubt: str | None = None
    doubted: Decimal | None = None


@kind("collection.evidence")
@dataclass(frozen=True)
class AskEvidence(Message):
    """`files`: (id, name). `again`: the department has sent others before that can be attached again."""

    head: Head
    files: tuple[tuple[int, str], ...]
    again: bool = False


@kind("collection.preview")
@dataclass(frozen=True)
class Preview(Message):
    head: Head
    status: str | None
    text: str | None
    figures: tuple[Figure, ...]
    files: tuple[str, ...]
    late: bool
    help: str | None = None
    asks_status: bool = True
    based_on_last: bool = False


@kind("collection.saved")
@dataclass(frozen=True)
class Saved(Message):
    """The form was left: the draft is kept, and this is how to go on."""

    request: int
    number: str
    key: str
    step: int
    steps: int
    due_on: date
    provisional: bool = False
    late: bool = False


@kind("collection.receipt")
@dataclass(frozen=True)
class Receipt(Message):
    """What the form's card becomes once it was sent: the report as it stands. `stays`: it can't be taken back any more."""

    request: int
    report: int
    rev: int
    number: str
    key: str
    state: str
    status: str | None
    text: str | None
    figures: tuple[Figure, ...]
    files: int
    late: bool
    sent_at: datetime | None
    writer: str
    asks_take_back: bool = False
    help: str | None = None
    help_seen_at: datetime | None = None
    stays: bool = False


@kind("collection.kept_draft")
@dataclass(frozen=True)
class KeptDraft(Message):
    """To a liaison: what was written for a request that ended, to be read. `ended`: cancelled or archived."""

    number: str
    key: str
    ended: str
    status: str | None
    text: str | None
    figures: tuple[Figure, ...]
    files: tuple[str, ...]


# -- reminders ----------------------------------------------------------------------------------------------------


@kind("collection.reminder")
@dataclass(frozen=True)
class Reminder(Message):
    """To a liaison who still owes: the nearest first. At most one a day; `snoozed_until`: [明早提醒] was pressed."""

    owed: tuple[Owed, ...]
    snoozed_until: date | None = None
