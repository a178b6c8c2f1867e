"""Messages that bring a coordinator a paper of the office's: closing record, register, an objection's sheet, the year."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.base import Message, kind


@kind("papers.file")
@dataclass(frozen=True)
class PaperFile(Message):
    """A paper that was just made, in the content store."""

    name: str
    sha256: str
