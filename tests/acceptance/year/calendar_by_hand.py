"""Which days are these? Written by hand from the State Council's notices for 2025, not from the calendar the product uses.

The notice of 2024-11-12 (国办发明电〔2024〕12号): days off 1 January; 28 January to 4 February; 4 to 6 April; 1 to 5 May;
31 May to 2 June; 1 to 8 October. Working Sundays and Saturdays: 26 January, 8 February, 27 April, 28 September, 11 October.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

OFFICE_TIME = ZoneInfo("Asia/Shanghai")
OFF = (
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
)
MADE_UP = (date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11))


def is_working(day: date) -> bool:
    if day in MADE_UP:
        return True
    return day.weekday() < 5 and not any(first <= day <= last for first, last in OFF)


def in_working_hours(moment: datetime) -> bool:
    local = moment.astimezone(OFFICE_TIME)
    return is_working(local.date()) and time(9) <= local.time() < time(17, 30)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), OFFICE_TIME)


@dataclass(frozen=True)
class Round:
    """One quarter's days. `before_3` is three working days before the due day, `over_1` the first working day after it.

    `told` is the working day after the last rung, when those above hear of it.
    """

    key: str
    opens: date
    before_3: date
    before_1: date
    due: date
    over_1: date
    over_2: date
    over_3: date
    told: date


# Counted on paper. 2025Q1: Qingming, Friday 4 April, lies between. 2025Q3: the office opens on Thursday 9 October after
# the holiday, and Saturday 11 October is its third working day.
ROUNDS = (
    Round(
        "2024Q4",
        opens=date(2025, 1, 2),
        before_3=date(2025, 1, 10),
        before_1=date(2025, 1, 14),
        due=date(2025, 1, 15),
        over_1=date(2025, 1, 16),
        over_2=date(2025, 1, 17),
        over_3=date(2025, 1, 20),
        told=date(2025, 1, 21),
    ),
    Round(
        "2025Q1",
        opens=date(2025, 4, 1),
        before_3=date(2025, 4, 10),
        before_1=date(2025, 4, 14),
        due=date(2025, 4, 15),
        over_1=date(2025, 4, 16),
        over_2=date(2025, 4, 17),
        over_3=date(2025, 4, 18),
        told=date(2025, 4, 21),
    ),
    Round(
        "2025Q2",
        opens=date(2025, 7, 1),
        before_3=date(2025, 7, 9),
        before_1=date(2025, 7, 11),
        due=date(2025, 7, 14),
        over_1=date(2025, 7, 15),
        over_2=date(2025, 7, 16),
        over_3=date(2025, 7, 17),
        told=date(2025, 7, 18),
    ),
    Round(
        "2025Q3",
        opens=date(2025, 10, 9),
        before_3=date(2025, 10, 16),
        before_1=date(2025, 10, 20),
        due=date(2025, 10, 21),
        over_1=date(2025, 10, 22),
        over_2=date(2025, 10, 23),
        over_3=date(2025, 10, 24),
        told=date(2025, 10, 27),
    ),
)
