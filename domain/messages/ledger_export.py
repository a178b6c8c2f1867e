"""Messages that hand the ledger out: the card of /ledger, the ledger as a workbook, the empty template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.ledger_table import TableTask
from domain.messages.base import Message, Note, kind


@kind("ledger.home")
@dataclass(frozen=True)
class LedgerHome(Message):
    """/ledger: how a ledger is taken over, and what can be downloaded. `tasks` are in the ledger now."""

    tasks: int


@kind("ledger.sheet")
@dataclass(frozen=True)
class LedgerSheet(Message):
    """To a coordinator: the ledger as it stood on the office's day `on`, as a workbook."""

    tasks: tuple[TableTask, ...]
    office: str
    on: date


@kind("ledger.template")
@dataclass(frozen=True)
class LedgerTemplate(Message):
    """To a coordinator: an empty ledger to fill in."""


@kind("ledger.ask_reason")
@dataclass(frozen=True)
class AskImportReason(Message):
    """To the coordinator who takes a ledger over: why do the approved measures of these tasks change?"""

    dialogue: int
    rev: int
    numbers: tuple[str, ...]
    note: Note | None = None
