"""Messages of /history: what a liaison's departments sent, by round and task; one of them, to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, kind
from domain.messages.collection import Figure


@dataclass(frozen=True)
class SentLine:
    """A request that was answered; `state` as in `ReportState`, of the newest revision that was sent."""

    report: int
    number: str
    problem: str
    key: str
    department: str
    state: str
    late: bool
    sent_at: datetime | None


@kind("history.list")
@dataclass(frozen=True)
class History(Message):
    """One page. `total` reports in all; `departments` names the department where there are several."""

    lines: tuple[SentLine, ...]
    total: int
    page: int
    pages: int
    departments: bool = False


@kind("history.report")
@dataclass(frozen=True)
class SentReport(Message):
    """One report as it was sent, read-only. `page` of the list leads back."""

    report: int
    page: int
    number: str
    problem: str
    department: str
    key: str
    state: str
    late: bool
    revision: int
    status: str | None
    text: str | None
    figures: tuple[Figure, ...]
    files: tuple[str, ...]
    help: str | None
    sent_at: datetime | None
    writer: str
    comment: str | None
    decided_at: datetime | None
    help_seen_at: datetime | None = None


@kind("history.file")
@dataclass(frozen=True)
class SentFile(Message):
    """One file of a report, back to the department that sent it."""

    number: str
    key: str
    at: int
    of: int
    name: str
    sha256: str
