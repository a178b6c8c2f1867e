"""What came by post counts by its postmark, whatever else comes in by the day it came."""

from __future__ import annotations

from datetime import date

import pytest

from domain.registering import is_late

ENDS = date(2024, 10, 18)


@pytest.mark.parametrize(
    ("received", "posted", "late", "why"),
    [
        (date(2024, 10, 18), None, False, "the last day is part of the period"),
        (date(2024, 10, 19), None, True, "a call on the day after"),
        (date(2024, 10, 25), date(2024, 10, 18), False, "posted on the last day"),
        (date(2024, 10, 25), date(2024, 10, 19), True, "posted on the day after"),
        (date(2024, 10, 25), None, True, "nobody can read the postmark"),
    ],
)
def test_is_late(received: date, posted: date | None, late: bool, why: str) -> None:
    assert is_late(ENDS, received, posted) is late, why
