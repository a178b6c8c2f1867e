"""Messages of a workbook (填报表): the file itself, which one is wanted, what a filled one would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.messages.base import Message, Note, kind
from domain.workbook import CellRemark, Issued
from domain.workbook_plan import Planned


@kind("workbook.file")
@dataclass(frozen=True)
class WorkbookFile(Message):
    """The workbook of a department and round, made when it is sent. `hand_on`: to a coordinator who passes it on.

    `days_left`: working days, negative where it is overdue.
    """

    issued: Issued
    hand_on: bool = False
    days_left: int = 0


@dataclass(frozen=True)
class WorkbookChoice:
    """A round and department that owe. `title` where the round is a special one."""

    cycle_id: int
    department_id: int
    key: str
    title: str | None
    department: str
    owed: int
    due_on: date
    days_left: int = 0


@kind("workbook.which")
@dataclass(frozen=True)
class WhichWorkbook(Message):
    """To a liaison of several departments or rounds: which one?"""

    choices: tuple[WorkbookChoice, ...]


@kind("workbook.preview")
@dataclass(frozen=True)
class WorkbookPreview(Message):
    """A filled workbook, read and checked, and what became of it.

    `state`: open, faulty (errors: nothing is taken), same (it changes nothing), drafted, sent, dropped or replaced (a
    newer file came). `for_office`: a coordinator takes it in a department's name; `by_mail` where it came by post.
    `asks`: figures that surprise are asked about before they are sent.
    """

    returned: int
    rev: int
    state: str
    file: str
    key: str
    title: str | None
    department: str
    revision: int
    due_on: date
    late: bool
    rows: tuple[Planned, ...]
    unchanged: int
    errors: tuple[CellRemark, ...]
    warnings: tuple[CellRemark, ...]
    for_office: bool = False
    by_mail: bool = False
    asks: bool = False
    note: Note | None = None


@kind("workbook.arrived")
@dataclass(frozen=True)
class ReportsArrived(Message):
    """To coordinators: reports that came in one workbook. One ring, however many they are."""

    key: str
    title: str | None
    department: str
    numbers: tuple[str, ...]
    late: bool
    by: str
