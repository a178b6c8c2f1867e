"""How long is it kept who objected? So many days after the matter ended: the rule in force, and those that were.

A rule that was changed in the settings is in force once the office was told what it means. Whoever objected under a
shorter one is erased as they were told then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.prepared import Prepared
from db.tables import Meta
from db.units import Reading

NAME = "retention"  # in `meta`: [[since, days], …], the oldest first
_RULES = Prepared(select(Meta.value).where(Meta.name == NAME))


@dataclass(frozen=True)
class Rule:
    """`since` None: from the beginning."""

    since: datetime | None
    days: int


def rules(reading: Reading) -> list[Rule]:
    """Every rule there was, the one in force last; before the first look there is the setting."""
    stored = _RULES.scalar(reading)
    if stored is None:
        return [Rule(None, reading.settings.objections.retention_days)]
    return [Rule(datetime.fromisoformat(since) if since else None, days) for since, days in json.loads(stored)]


def stored(held: list[Rule]) -> str:
    return json.dumps([[rule.since.isoformat() if rule.since else None, rule.days] for rule in held])


def days(reading: Reading) -> int:
    """What an objector is told today."""
    return rules(reading)[-1].days
