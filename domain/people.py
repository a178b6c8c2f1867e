"""Who is speaking? An account as a turn knows it, and the roles a person can have."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class RoleName(StrEnum):
    COORDINATOR = "coordinator"
    LEADER = "leader"
    LIAISON = "liaison"
    DEPARTMENT_LEADER = "department_leader"


@dataclass(frozen=True)
class Account:
    """A Telegram account in one turn. `id` and `name` never reach a log or a table in the clear; `mark` is looked up by."""

    mark: str
    id: int = field(repr=False)
    name: str = field(default="", repr=False)
    language: str | None = None  # Telegram's language code, a hint until the person chooses
