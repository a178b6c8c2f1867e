"""Was an objection in time that came by post, by phone or by mail? And where did it come from?

A letter counts by its postmark: one that comes after the last day but was posted in time is in time. Where nobody can
read the postmark, and for whatever else comes in, the day it came counts. Days are the office's.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Source(StrEnum):
    CHAT = "chat"
    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"


def is_late(ends_on: date, received_on: date, posted_on: date | None = None) -> bool:
    """After the period's last day (inclusive), by the postmark where there is one."""
    return (posted_on or received_on) > ends_on
