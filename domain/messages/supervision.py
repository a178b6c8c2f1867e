"""Messages about the acts above a reminder: the list, the previews, an act that was kept, what a department is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages.base import Message, Note, kind
from domain.messages.reminders import OverdueLine


@dataclass(frozen=True)
class ActLine:
    """An act as a line: `act_kind` is letter, bulletin or talk; `key` the round of a bulletin; `on` an office day."""

    act: int
    act_kind: str
    year: int
    number: int
    department: str | None
    key: str | None
    on: date


@kind("supervision.list")
@dataclass(frozen=True)
class ActList(Message):
    """To a coordinator: what was made this year, the newest first, and what can be made."""

    year: int
    letters: int
    bulletins: int
    talks: int
    lines: tuple[ActLine, ...]
    page: int = 0
    pages: int = 1
    archived: int = 0
    """How many programmes are archived; their papers are made from the archive."""


@kind("supervision.choose")
@dataclass(frozen=True)
class ChooseUnit(Message):
    """To a coordinator: which department is the letter for, or was talked with?"""

    act_kind: str
    lines: tuple[OverdueLine, ...]
    page: int = 0
    pages: int = 1


@dataclass(frozen=True)
class Round:
    cycle: int
    key: str
    programme: str
    answered: int
    owed: int


@kind("supervision.rounds")
@dataclass(frozen=True)
class ChooseRound(Message):
    """To a coordinator: which round is the bulletin about?"""

    rounds: tuple[Round, ...]


@dataclass(frozen=True)
class LateTask:
    number: str
    problem: str
    key: str
    due_on: date
    days_over: int


@kind("supervision.letter_preview")
@dataclass(frozen=True)
class LetterPreview(Message):
    """To a coordinator: the letter as it would be made now. `days`: working days until the answer is demanded."""

    department_id: int
    department: str
    year: int
    number: int
    tasks: tuple[LateTask, ...]
    reminded_on: tuple[date, ...]
    nudged_on: tuple[date, ...]
    earlier: int
    days: int
    answer_by: date


@dataclass(frozen=True)
class Ranked:
    """`place` is shared by equals; None where nothing of it can be judged yet. Percentages are whole."""

    place: int | None
    department: str
    answered: int
    owed: int
    percent_done: int | None
    percent_on_time: int | None


@kind("supervision.bulletin_preview")
@dataclass(frozen=True)
class BulletinPreview(Message):
    """To a coordinator: the bulletin as it would be made now; the first and the last of the ranking."""

    cycle: int
    key: str
    year: int
    number: int
    departments: int
    owed: int
    answered: int
    on_time: int
    late: int
    missing: int
    first: tuple[Ranked, ...]
    last: tuple[Ranked, ...]


@kind("supervision.talk_form")
@dataclass(frozen=True)
class TalkForm(Message):
    """To a coordinator: when was the talk, and what was said? `step` is date, note or check."""

    dialogue: int
    rev: int
    department: str
    step: str
    held_on: date | None
    text: str | None
    number: int
    year: int
    note: Note | None = None


@kind("supervision.act")
@dataclass(frozen=True)
class ActCard(Message):
    """To a coordinator: an act that is kept. `tasks`: numbers of those whose record it is on.

    `sent_at`, `sent_to`: when it was sent to the department(s) and to how many people; `receivers`: how many there are.
    """

    act: int
    rev: int
    act_kind: str
    year: int
    number: int
    department: str | None
    key: str | None
    on: date
    tasks: tuple[str, ...]
    text: str | None
    has_file: bool
    answer_by: date | None
    receivers: int
    sent_at: datetime | None = None
    sent_to: int = 0
    asks: bool = False
    note: Note | None = None


@kind("supervision.file")
@dataclass(frozen=True)
class ActFile(Message):
    """To a coordinator: the document of an act."""

    act_kind: str
    year: int
    number: int
    department: str | None
    key: str | None
    name: str
    sha256: str


@kind("supervision.delivered")
@dataclass(frozen=True)
class ActDelivered(Message):
    """To a department's liaisons and leaders: the office's letter or bulletin, as a document."""

    act_kind: str
    year: int
    number: int
    department: str | None
    key: str | None
    count: int
    answer_by: date | None
    name: str
    sha256: str
