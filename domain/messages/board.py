"""Messages about where everything stands: the board and what it opens.

`programme` is 0 where the board is about all of them. `acts`: the reader may do something about it (a coordinator);
leaders are shown the same without the buttons. `page` counts from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, kind
from domain.messages.collection import Figure


@dataclass(frozen=True)
class RoundLine:
    """A running round: `answered` of `asked`; `title` of a special one."""

    key: str
    title: str | None
    answered: int
    asked: int
    due_on: date
    provisional: bool


@kind("board.board")
@dataclass(frozen=True)
class Board(Message):
    """The figures that are never one figure: due by now, reported done, accepted, publicised, closed.

    `answered` of `asked` in the running rounds, `in_review` of those answered; `several`: there are other programmes.
    """

    tasks: int
    expected: int
    reported: int
    accepted: int
    publicised: int
    closed: int
    answered: int
    asked: int
    overdue: int
    due_soon: int
    behind: int
    rounds: tuple[RoundLine, ...] = ()
    in_review: int = 0
    programme: int = 0
    programme_name: str | None = None
    several: bool = False
    acts: bool = False
    done: int = 0
    """The programme whose tasks are all struck off, with nothing left open: it can be archived."""
    archived: int = 0
    """How many programmes are archived, on a board from which no choice leads back to them."""


@dataclass(frozen=True)
class ProgrammeLine:
    programme: int
    name: str
    tasks: int
    answered: int
    asked: int
    overdue: int


@kind("board.programmes")
@dataclass(frozen=True)
class Programmes(Message):
    """Which of several programmes? `archived` more are in the archive, where the reader may look into it."""

    lines: tuple[ProgrammeLine, ...]
    archived: int = 0


@dataclass(frozen=True)
class OwedLine:
    """`doing`: open, draft or returned. `signed`: a liaison has signed for it; `opened`: its form was looked at once.

    `cycle` where several rounds run.
    """

    task: int
    number: str
    department: str
    light: str
    doing: str
    due_on: date
    signed: bool
    request: int = 0
    opened: bool = False
    extended: bool = False
    provisional: bool = False
    cycle: str | None = None


@kind("board.missing")
@dataclass(frozen=True)
class Missing(Message):
    """Who has not answered, the most urgent first; `asked`: of how many. `unsigned`, `unopened`: departments."""

    asked: int
    lines: tuple[OwedLine, ...]
    total: int
    page: int
    pages: int
    programme: int = 0
    unsigned: int = 0
    unopened: int = 0
    acts: bool = False


@dataclass(frozen=True)
class UnitLine:
    department_id: int
    department: str
    light: str
    answered: int
    asked: int


@kind("board.units")
@dataclass(frozen=True)
class ByDepartment(Message):
    lines: tuple[UnitLine, ...]
    page: int
    pages: int
    programme: int = 0
    whole: bool = True
    """False where the reader sees some departments only and there is no board to go back to."""


@dataclass(frozen=True)
class RequestLine:
    """`number` and `problem` on a department's card, `department` on a task's. `cycle` where several rounds run."""

    task: int
    number: str
    problem: str
    light: str
    state: str
    status: str | None
    due_on: date
    request: int = 0
    department: str = ""
    extended: bool = False
    provisional: bool = False
    cycle: str | None = None


@dataclass(frozen=True)
class KeptLine:
    """Whether a department kept its due days: `on_time` of `judged`, in per cent. `place` is None before a due day."""

    place: int | None
    department_id: int
    department: str
    on_time: int
    judged: int
    late: int
    missing: int
    returned: int
    extended: int
    percent: int | None


@kind("board.unit")
@dataclass(frozen=True)
class OneDepartment(Message):
    """What one department was asked for in the running rounds, and how it kept the due days of the `year`."""

    department_id: int
    department: str
    lines: tuple[RequestLine, ...]
    page: int
    pages: int
    programme: int = 0
    year: int = 0
    kept: KeptLine | None = None
    acts: bool = False
    owes: bool = False
    whole: bool = True


@dataclass(frozen=True)
class TaskLine:
    """`light` is None where nothing is asked at present. `due`: it should be done by now, and nobody says it is."""

    task: int
    number: str
    problem: str
    state: str
    light: str | None
    due: bool = False


@kind("board.tasks")
@dataclass(frozen=True)
class ByTask(Message):
    lines: tuple[TaskLine, ...]
    page: int
    pages: int
    programme: int = 0


@kind("board.task")
@dataclass(frozen=True)
class OneTask(Message):
    """A task with what each department owes for it in the running rounds; `more` of them are not listed.

    `page` is of the list it was opened from.
    """

    task: int
    number: str
    problem: str
    state: str
    light: str | None
    deadline: date | None
    deadline_text: str | None
    lines: tuple[RequestLine, ...]
    page: int
    more: int = 0
    programme: int = 0


@kind("board.request")
@dataclass(frozen=True)
class OneRequest(Message):
    """What one department owes for one task in one round, and the report it sent. `origin`: missing, unit or task.

    `report` is 0 where nothing was sent; `comment`: why it came back, where it did.
    """

    request: int
    task: int
    department_id: int
    number: str
    problem: str
    department: str
    key: str
    title: str | None
    light: str
    state: str
    doing: str
    due_on: date
    extended: bool
    provisional: bool
    signed: bool
    opened: bool
    origin: str
    page: int
    programme: int = 0
    report: int = 0
    late: bool = False
    status: str | None = None
    text: str | None = None
    figures: tuple[Figure, ...] = ()
    files: int = 0
    comment: str | None = None
    acts: bool = False
    whole: bool = True


@kind("board.kept")
@dataclass(frozen=True)
class KeptYear(Message):
    """Every department's punctuality over a year, by place. `years`: those that can be looked at, the newest first."""

    year: int
    years: tuple[int, ...]
    lines: tuple[KeptLine, ...]
    page: int
    pages: int
    programme: int = 0


@dataclass(frozen=True)
class Tile:
    """A task on the picture. `light` is None where nothing is asked; `closed`: it is struck off."""

    number: str
    light: str | None
    closed: bool


@dataclass(frozen=True)
class Bar:
    """A department on the picture: how many of its requests have which light, its punctuality over the year."""

    department: str
    red: int
    amber: int
    white: int
    green: int
    percent: int | None


@kind("board.picture")
@dataclass(frozen=True)
class BoardPicture(Message):
    """The board as a picture, as it stood on `day`."""

    day: date
    year: int
    programme_name: str | None
    rounds: tuple[RoundLine, ...]
    tasks: int
    expected: int
    reported: int
    accepted: int
    publicised: int
    closed: int
    tiles: tuple[Tile, ...]
    bars: tuple[Bar, ...]
