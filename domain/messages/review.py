"""Messages of a review: what waits, the report as the coordinator sees it, the decision, the way back to the liaison."""

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


@dataclass(frozen=True)
class Alike:
    """Another report that this one is nearly the same as, `percent` of it; `own`: the department's own of a round before."""

    report: int
    number: str
    department: str
    key: str
    percent: int
    own: bool


@kind("review.card")
@dataclass(frozen=True)
class ReviewCard(Message):
    """To coordinators: a report in review, and what became of it. `others` more are waiting.

    `quiet`: one that came earlier the same day still waits, and rang for this one too. `stays`: its round was cancelled, so
    it is not returned any more. `changed`: how much of the text is not that of `last_text`, in per cent; `based`: it was started from that one.
    `title` and `question` of a special round.
    """

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
    changed: int | None = None
    based: bool = False
    alike: tuple[Alike, ...] = ()
    help_wanted: str | None = None
    last_key: str | None = None
    question: str | None = None
    title: str | None = None
    quiet: bool = False
    stays: bool = False


@kind("review.comparison")
@dataclass(frozen=True)
class Comparison(Message):
    """To a coordinator: a report's text against another one. `alike`: per cent, where it was marked as a copy of it.

    `own`: the other is the department's own of a round before; then `changed` says how much of it changed, in per cent.
    """

    number: str
    department: str
    key: str
    text: str
    other_number: str
    other_department: str
    other_key: str
    other_text: str
    own: bool
    alike: int | None = None
    changed: int | None = None


@dataclass(frozen=True)
class Waiting:
    """A report in the queue. `warnings`: late, alike, falls, far, help, uncompared: why it is not accepted unread."""

    report: int
    number: str
    department: str
    key: str
    status: str | None
    warnings: tuple[str, ...]


@kind("review.queue")
@dataclass(frozen=True)
class ReviewQueue(Message):
    """To a coordinator: what waits for review, the oldest first. `clean` of `total` can be accepted at once."""

    total: int
    clean: int
    lines: tuple[Waiting, ...]
    page: int
    pages: int
    note: Note | None = None


@kind("review.accept_all")
@dataclass(frozen=True)
class AcceptAll(Message):
    """To a coordinator: these will be accepted, these need to be read first. `left`: more than one press takes."""

    taken: tuple[Waiting, ...]
    kept: tuple[Waiting, ...]
    left: int
    dialogue: int
    rev: int
    note: Note | None = None


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


@dataclass(frozen=True)
class NamedFile:
    name: str
    sha256: str


@kind("review.album")
@dataclass(frozen=True)
class EvidenceAlbum(Message):
    """To a coordinator: files of a report, `at` the first of them, as one album of documents."""

    number: str
    department: str
    key: str
    at: int
    of: int
    files: tuple[NamedFile, ...]


@kind("review.more_evidence")
@dataclass(frozen=True)
class MoreEvidence(Message):
    """To a coordinator: `shown` files came, `left` are still to be seen; `page` is the next one."""

    report: int
    number: str
    shown: int
    left: int
    page: int


@kind("review.accepted")
@dataclass(frozen=True)
class Accepted(Message):
    """To the department's liaisons, without ringing. `task` and `task_rev` where it may apply for acceptance now."""

    number: str
    key: str
    task: int | None = None
    task_rev: int = 0


@kind("review.accepted_many")
@dataclass(frozen=True)
class AcceptedMany(Message):
    """To the department's liaisons, without ringing: several reports of one round, accepted together."""

    numbers: tuple[str, ...]
    key: str


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
