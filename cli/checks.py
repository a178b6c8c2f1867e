"""What one check of `xiaohao doctor` says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Check:
    """`todo` says what to do; empty where all is well."""

    name: str
    level: Level
    says: str
    todo: str = ""
