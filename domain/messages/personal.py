"""Messages about what is kept of an objector: to see it, take it along, have it erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages.base import Message, Note, kind
from domain.messages.objections import FileLine


@kind("personal.kept")
@dataclass(frozen=True)
class Kept(Message):
    """What is kept of one objection's objector. `identity`: a name and contact; `way_back`: the chat's number.

    `days`: how long they are kept after the matter has ended. `asking`: really erase them? `is_open`: not answered yet.
    """

    id: int
    rev: int
    register_number: str
    identity: bool
    way_back: bool
    days: int
    files: int
    is_open: bool
    asking: bool = False
    note: Note | None = None


@dataclass(frozen=True)
class SaidLine:
    """`by`: office or objector."""

    by: str
    at: datetime
    text: str


@kind("personal.copy")
@dataclass(frozen=True)
class DataCopy(Message):
    """All that is kept of an objection, for its objector. `name` and `contact` only for the account that lodged it."""

    register_number: str
    title: str
    numbers: tuple[str, ...]
    anonymous: bool
    name: str
    contact: str
    identity: bool
    way_back: bool
    lodged_at: datetime
    state: str
    text: str
    files: tuple[FileLine, ...]
    addresses: tuple[str, ...]
    said: tuple[SaidLine, ...]
    answer: str
    answered_at: datetime | None
    days: int


@kind("personal.file")
@dataclass(frozen=True)
class OwnFile(Message):
    """One of the objector's own files, as it was sent."""

    register_number: str
    name: str
    sha256: str


@kind("personal.gone")
@dataclass(frozen=True)
class IdentityGone(Message):
    """To the coordinators: an objector had identity and way back erased. `is_open`: before there was an answer."""

    register_number: str
    is_open: bool


@kind("personal.retention")
@dataclass(frozen=True)
class RetentionChange(Message):
    """The days that identities are kept have changed in the settings. `erased`: how many go at once. `taken`: in force."""

    before: int
    after: int
    erased: int
    taken: bool = False
