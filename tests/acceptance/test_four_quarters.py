"""Does every person get exactly the messages they should, over a year? Sixty tasks, forty departments, fifty-five liaisons.

They answer at once, late, never, in two halves across a restart, with wrong input, by workbook, after a return; three have
blocked the bot and one department has nobody. What rang on each phone, by kind and day, is compared with a table written by
hand, its days from a calendar the product does not import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from cli.stage import stage
from db.tables import Cycle, Report, Request, Task
from db.units import Reading
from domain.states import ReportState
from tests.acceptance.year.calendar_by_hand import OFFICE_TIME, ROUNDS, Round, at, in_working_hours
from tests.acceptance.year.ledger_by_hand import (
    AT_ONCE,
    BLOCKED,
    DEPARTMENTS,
    GROUPS,
    HALVES,
    LATE,
    NEVER,
    NOBODY,
    RETURNED,
    TWO_TASKS,
    WORKBOOK,
    WRONG,
    Group,
)
from tests.acceptance.year.play import Year

FIRST_DAY = date(2025, 1, 1)
BLOCKED_ON = date(2025, 2, 10)  # a Monday
Days = Callable[[Round], tuple[date, ...]]


def opening(round_: Round) -> tuple[date, ...]:
    return (round_.opens,)


def before(round_: Round) -> tuple[date, ...]:
    return (round_.before_3, round_.before_1)


def up_to_one_late(round_: Round) -> tuple[date, ...]:
    return (*before(round_), round_.due, round_.over_1)


def all_rungs(round_: Round) -> tuple[date, ...]:
    return (*up_to_one_late(round_), round_.over_2, round_.over_3)


def both_halves(round_: Round) -> tuple[date, ...]:
    return (round_.opens, round_.before_1)


def one_late(round_: Round) -> tuple[date, ...]:
    return (round_.over_1,)


PROMPT, REMINDER = "collection.prompt", "collection.reminder"
ACCEPTED, SEVERAL_ACCEPTED = "review.accepted", "review.accepted_many"

# The table: what a liaison of each group is sent in a round. That a report was accepted is said without a sound.
TABLE: dict[Group, dict[str, Days]] = {
    AT_ONCE: {PROMPT: opening, ACCEPTED: opening},
    TWO_TASKS: {PROMPT: opening, SEVERAL_ACCEPTED: opening},
    WRONG: {PROMPT: opening, ACCEPTED: opening},
    BLOCKED: {PROMPT: opening, ACCEPTED: opening},  # in the first round; then they are gone
    WORKBOOK: {PROMPT: opening, SEVERAL_ACCEPTED: opening},
    RETURNED: {PROMPT: opening, "review.returned": opening, ACCEPTED: opening},
    HALVES: {PROMPT: opening, REMINDER: before, ACCEPTED: both_halves},
    LATE: {PROMPT: opening, REMINDER: up_to_one_late, ACCEPTED: one_late},
    NEVER: {PROMPT: opening, REMINDER: all_rungs},
}


def expected_of(group: Group, rounds: tuple[Round, ...]) -> Counter[tuple[date, str]]:
    if group is BLOCKED:
        rounds = rounds[:1]
    return Counter((day, kind) for round_ in rounds for kind, days in TABLE[group].items() for day in days(round_))


def expected_of_a_coordinator(rounds: tuple[Round, ...]) -> Counter[tuple[date, str]]:
    """Each report rings once; a workbook of seven rings once; the departments above the ladder come in one card."""
    found: Counter[tuple[date, str]] = Counter()
    for round_ in rounds:
        # on the opening day: 8 + 8 at once, 4 mistyped, 2 returned and sent again, 4 halves, and 3 who later blocked the bot
        found[round_.opens, "review.card"] = 31 if round_ is ROUNDS[0] else 28
        found[round_.opens, "workbook.arrived"] = 2
        found[round_.opens, "collection.unbound"] = 1
        found[round_.before_1, "review.card"] = 4
        found[round_.over_1, "review.card"] = 8
        found[round_.told, "reminders.escalation"] = 1
    found[BLOCKED_ON, "trouble.unreachable"] = 3
    return found


@pytest.mark.heavy
@pytest.mark.timeout(900)
async def test_a_year_of_sixty_tasks(tmp_path: Path) -> None:
    async with stage(tmp_path, at(date(2024, 12, 30), 10)) as place:
        year = Year(place)
        assert (len(year.tasks), len(DEPARTMENTS)) == (60, 40)
        await year.set_up()
        assert sum(len(people) for people in year.staff.values()) == 55
        for round_ in ROUNDS:
            await year.quarter(round_)
            if round_ is ROUNDS[0]:
                await place.run_to(at(BLOCKED_ON, 10))
                for department in year.departments(BLOCKED):
                    await year.staff[department][0].block()
                await place.settle()

        rang = await year.rang(FIRST_DAY)
        expected = {
            person.id: expected_of(group, ROUNDS)
            for group in GROUPS
            for department in year.departments(group)
            for person in year.staff[department]
        }
        expected |= {person.id: expected_of_a_coordinator(ROUNDS) for person in year.coordinators}
        told = Counter((round_.told, "reminders.escalation_own") for round_ in ROUNDS)
        expected |= {leader.id: told if department else Counter() for department, leader in year.leaders.items()}
        wrong = {
            place.sandbox.people[who].name: {"too many": got - expected[who], "missing": expected[who] - got}
            for who in expected
            if (got := rang.pop(who, Counter())) != expected[who]
        }
        assert wrong == {}
        assert rang == {}, "nobody else was sent anything"
        assert [moment for moment in year.unasked(FIRST_DAY) if not in_working_hours(moment)] == []

        # everything answered is in the board
        assert await place.app.units.read(_accepted) == year.said
        await place.say(year.coordinators[0], "/board")
        board = year.coordinators[0].last
        assert board is not None
        assert "本期报送 52/60" in board.text
        await place.tap(year.coordinators[0], "board_missing")
        missing = {task.number for task in year.of(NEVER, BLOCKED, NOBODY)}
        shown = board.text
        assert {number for number in missing if f"序号{number} " in shown} == missing
        assert len(missing) == 8


def _accepted(reading: Reading) -> dict[tuple[str, str], str | None]:
    """(number, round) -> the text of the accepted report."""
    rows = reading.conn.execute(
        select(Task.number, Cycle.key, Report.text)
        .join(Request, Request.id == Report.request_id)
        .join(Task, Task.id == Request.task_id)
        .join(Cycle, Cycle.id == Request.cycle_id)
        .where(Report.state == ReportState.ACCEPTED)
    )
    return {(row.number, row.key): row.text for row in rows}


def test_the_calendar_by_hand_agrees_with_itself() -> None:
    """The days of each round are working days, and the due day is the tenth from the opening, that one counted."""
    for round_ in ROUNDS:
        days = list(_working_days(round_.opens, round_.told))
        assert days[9] == round_.due, round_.key
        assert (days[6], days[8]) == (round_.before_3, round_.before_1)
        assert days[10:14] == [round_.over_1, round_.over_2, round_.over_3, round_.told]


def _working_days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if in_working_hours(datetime(day.year, day.month, day.day, 12, tzinfo=OFFICE_TIME)):
            yield day
