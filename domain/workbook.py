"""What stands in a workbook (填报表), and whose is it? One file for a department that owes many tasks in one round.

A workbook is handed out with what it was filled with on disk, and carries a mark: which handing-out it is, and a keyed
proof of it. What comes back is compared with what was handed out, never with what the file says of itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.states import ReportStatus

LONGEST_CELL = 32_000  # characters; Excel takes 32,767
LONGEST_HELP = 1_000  # characters of a matter that needs help


# -- the mark -----------------------------------------------------------------------------------------------------

MARK = "xiaohao-workbook:1:"
_MARK = re.compile(
    rf"{MARK}(?P<workbook>\d{{1,18}})\.(?P<cycle>\d{{1,18}})\.(?P<department>\d{{1,18}})\.(?P<revision>\d{{1,9}})"
    r":(?P<proof>[A-Za-z0-9_-]{22})",
    re.ASCII,
)


@dataclass(frozen=True)
class Mark:
    """Which handing-out a file belongs to. `proof` is a keyed hash of `claim`, made and checked by who holds the key."""

    workbook: int
    cycle: int
    department: int
    revision: int
    proof: str = ""

    @property
    def claim(self) -> str:
        return f"{self.workbook}.{self.cycle}.{self.department}.{self.revision}"

    @property
    def word(self) -> str:
        """As it stands in the file."""
        return f"{MARK}{self.claim}:{self.proof}"

    @classmethod
    def read(cls, word: str) -> Mark | None:
        """None for what we never wrote."""
        found = _MARK.fullmatch(word.strip())
        if found is None:
            return None
        workbook, cycle, department, revision = (int(number) for number in found.groups()[:4])
        return cls(workbook, cycle, department, revision, found["proof"])


# -- what is handed out -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FigureRow:
    """An indicator: `value` as the draft gives it (None with `given`: no figure yet), `last` of this year."""

    indicator: int
    name: str
    unit: str
    target: Decimal | None
    last: Decimal | None
    value: Decimal | None = None
    given: bool = False


@dataclass(frozen=True)
class TaskRow:
    """A request: what is asked, what was said last, and what the draft says by now."""

    request: int
    number: str
    problem: str
    target: str | None
    measures: tuple[str, ...]
    last_status: str | None
    last_text: str | None
    status: str | None
    text: str | None
    help: str | None
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Issued:
    """A workbook as it was handed out. A special round (专项调度) has a `title` and a `question`, and asks no status."""

    mark: str
    revision: int
    key: str
    title: str | None
    question: str | None
    department: str
    due_on: date
    rows: tuple[TaskRow, ...]

    @property
    def asks_status(self) -> bool:
        return self.question is None

    @property
    def figures(self) -> int:
        return sum(len(row.figures) for row in self.rows)

    @property
    def asked(self) -> tuple[object, ...]:
        """What it asks, without what a draft says: a workbook that asks something else is a new revision of it."""
        return tuple(
            (
                *(row.request, row.number, row.problem, row.target, row.measures),
                tuple((one.indicator, one.name, one.unit, one.target, one.last) for one in row.figures),
            )
            for row in self.rows
        )


# -- what comes back ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Given:
    """An indicator's cell: a figure, `given` without one (暂无数据), or left empty."""

    indicator: int
    value: Decimal | None
    given: bool


@dataclass(frozen=True)
class Entry:
    """A task's row as it was filled in."""

    request: int
    status: str | None
    text: str | None
    help: str | None
    figures: tuple[Given, ...] = ()


@dataclass(frozen=True)
class CellRemark:
    """An error or a warning about one cell (`填报!F7`): the sentence of the texts that says it, and its facts."""

    cell: str
    key: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Returned:
    """A filled workbook as it was read. Nothing of it is taken while there are errors."""

    entries: tuple[Entry, ...]
    errors: tuple[CellRemark, ...] = ()
    warnings: tuple[CellRemark, ...] = ()


# -- what is typed in a cell --------------------------------------------------------------------------------------

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_x000D_")
_NO_FIGURE = frozenset({"暂无数据", "暂无", "无数据", "no figure", "no figure yet", "no data"})


def cell_text(text: str | None) -> str:
    """A text as a cell of a workbook can hold it: what XML can't carry is gone, lines end one way."""
    clean = _UNPRINTABLE.sub("", text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return clean if len(clean) <= LONGEST_CELL else f"{clean[:LONGEST_CELL]}…"


def same_text(one: str | None, other: str | None) -> bool:
    """Do two cells say the same, whatever a program made of spaces and line ends?"""
    return cell_text(one).split() == cell_text(other).split()


def says_no_figure(text: str) -> bool:
    return _folded(text) in _NO_FIGURE


def status_named(text: str, words: Mapping[str, ReportStatus]) -> ReportStatus | None:
    """The status a word stands for; `words` by their folded form (`status_words`)."""
    return words.get(_folded(text))


def status_words(said: Mapping[str, ReportStatus]) -> dict[str, ReportStatus]:
    return {_folded(word): status for word, status in said.items()}


# A press may be lost while the program is down: what a button of the preview says can also be typed.
_TAKING = {
    "send": ("全部报送", "代为报送", "send all", "send for them"),
    "sure": ("确定报送", "yes, send"),
    "keep": ("存为草稿", "keep as drafts"),
    "drop": ("不要了", "drop it"),
}
TAKING = {word: choice for choice, words in _TAKING.items() for word in words}


def choice_typed(text: str) -> str | None:
    """The button of a preview that a typed word stands for."""
    return TAKING.get(_folded(text))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
