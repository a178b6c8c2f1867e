"""Messages of a review: the report as the coordinator sees it, the decision, the way back to the liaison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, Note, kind
from domain.messages.collection import Figure


@dataclass(frozen=True)
class Decided:
    """`decision` is `accepted` or `returned`."""

    decision: str
    by: str
    at: datetime
    comment: str | None


@kind("review.card")
@dataclass(frozen=True)
class ReviewCard(Message):
    """To coordinators: a report in review, and what became of it. `others` more are waiting."""

    report: int
    rev: int
    number: str
    problem: str
    department: str
    key: str
    late: bool
    status: str | None
    last_status: str | None
    figures: tuple[Figure, ...]
    text: str | None
    last_text: str | None
    files: int
    others: int
    decided: Decided | None = None
    taken_back: bool = False


@kind("review.ask_comment")
@dataclass(frozen=True)
class AskComment(Message):
    """To the coordinator who returns a report: what is missing?"""

    report: int
    number: str
    department: str
    key: str
    dialogue: int
    rev: int
    note: Note | None = None


@kind("review.evidence")
@dataclass(frozen=True)
class EvidenceFile(Message):
    """To a coordinator: one file of a report, as a document of its own."""

    number: str
    department: str
    key: str
    at: int
    of: int
    name: str
    sha256: str


@kind("review.accepted")
@dataclass(frozen=True)
class Accepted(Message):
    """To the department's liaisons, without ringing. `task` and `task_rev` where it may apply for acceptance now."""

    number: str
    key: str
    task: int | None = None
    task_rev: int = 0


@kind("review.returned")
@dataclass(frozen=True)
class Returned(Message):
    """To the department's liaisons: the report came back, and why."""

    request: int
    number: str
    key: str
    comment: str
    due_on_passed: bool


@kind("review.full_text")
@dataclass(frozen=True)
class FullText(Message):
    """To a coordinator: a text too long for a card, as a file."""

    number: str
    department: str
    key: str
    text: str
