"""The board counts what the database holds now, and opens down to one task."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from db.tables import Cycle, Outbox, Report, Request
from db.units import Unit, Units
from domain.errors import Rejected
from domain.messages.board import Board, ByDepartment, ByTask, Missing, OneDepartment
from domain.people import Account
from jobs import board, outbox

DUE = date(2024, 10, 21)


def shown(units: Units) -> Any:
    def read(unit: Any) -> Any:
        row = unit.session.query(Outbox).filter_by(card="board").order_by(Outbox.id.desc()).first()
        return outbox.opened(unit, row.kind, row.facts_sealed)

    return units.look(read)


def ask(
    unit: Unit, task: int, department: str, state: str, due_on: date, status: str | None = None, key: str = "2024Q3"
) -> None:
    """A request of a round, answered with `status` where one is given."""
    cycle = unit.session.query(Cycle).filter_by(key=key).one_or_none()
    if cycle is None:
        opens_on = {"2024Q2": date(2024, 7, 1), "2024Q3": date(2024, 10, 8)}[key]
        cycle = Cycle(programme_id=1, key=key, opens_on=opens_on, due_on=DUE, created_at=unit.now)
        unit.session.add(cycle)
        unit.session.flush()
    department_id = unit.conn.execute(
        text("SELECT id FROM department WHERE name = :name"), {"name": department}
    ).scalar_one()
    request = Request(
        cycle_id=cycle.id, task_id=task, department_id=department_id, state=state, due_on=due_on, created_at=unit.now
    )
    unit.session.add(request)
    unit.session.flush()
    if status is not None:
        unit.session.add(
            Report(
                request_id=request.id,
                revision=1,
                state=state,
                status=status,
                created_at=unit.now,
                touched_at=unit.now,
                submitted_at=unit.now,
            )
        )


@pytest.fixture
def boss(office: Any) -> Account:
    who: Account = office.leader()
    return who


@pytest.fixture
def five(units: Units, office: Any) -> None:
    """Five tasks, four of them asked in the running round: answered done, behind, overdue, due soon."""
    office.task("21", deadline=date(2024, 9, 30))
    office.task("33", department="示范省林业局")
    office.task("36", department="示范省林业局", deadline=None)
    office.task("47-5")
    office.task("5", deadline=date(2024, 10, 8))
    units.call(ask, 1, "示范省水利厅", "accepted", DUE, "done")
    units.call(ask, 2, "示范省林业局", "submitted", DUE, "behind")
    units.call(ask, 3, "示范省林业局", "open", date(2024, 10, 7))
    units.call(ask, 4, "示范省水利厅", "returned", date(2024, 10, 10))
    units.call(lambda unit: unit.conn.execute(text("UPDATE task SET state = 'closed' WHERE number = '5'")) and None)


def test_the_figures_are_counted_apart(units: Units, five: None, boss: Account) -> None:
    units.call(board.board, boss, "update 1", ring=True)
    assert shown(units) == Board(
        cycles=("2024Q3",),
        tasks=5,
        expected=2,  # due by 30 September and by today
        reported=2,  # 21 by its department's word, 5 because it is struck off
        accepted=1,
        publicised=0,
        closed=1,
        answered=2,
        asked=4,
        overdue=1,
        due_soon=1,
        behind=1,
    )


def test_an_older_round_is_not_counted(units: Units, five: None, boss: Account) -> None:
    units.call(ask, 1, "示范省水利厅", "open", date(2024, 7, 12), key="2024Q2")
    units.call(board.board, boss, "update 1")
    assert (shown(units).cycles, shown(units).asked) == (("2024Q3",), 4)


def test_who_has_not_answered_is_listed_the_most_urgent_first(units: Units, five: None, boss: Account) -> None:
    units.call(board.missing, boss, "press 1")
    card = shown(units)
    assert isinstance(card, Missing)
    assert [(line.number, line.light, line.doing) for line in card.lines] == [
        ("36", "red", "open"),
        ("47-5", "amber", "returned"),
    ]


def test_departments_stand_with_their_worst_light(units: Units, five: None, boss: Account) -> None:
    units.call(board.by_department, boss, "press 1")
    card = shown(units)
    assert isinstance(card, ByDepartment)
    assert [(line.department, line.light, line.answered, line.asked) for line in card.lines] == [
        ("示范省林业局", "red", 1, 2),
        ("示范省水利厅", "amber", 1, 2),
    ]
    units.call(board.one_department, boss, card.lines[0].department_id, "press 2")
    opened = shown(units)
    assert isinstance(opened, OneDepartment)
    assert [(line.number, line.status) for line in opened.lines] == [("33", "behind"), ("36", None)]


def test_tasks_are_listed_by_number_eight_a_page(units: Units, five: None, office: Any, boss: Account) -> None:
    for number in ("61", "62", "63", "64"):
        office.task(number)
    units.call(board.by_task, boss, "press 1")
    first = shown(units)
    assert isinstance(first, ByTask)
    assert [line.number for line in first.lines] == ["5", "21", "33", "36", "47-5", "61", "62", "63"]
    assert [line.light for line in first.lines[:3]] == [None, "green", "red"]
    units.call(board.by_task, boss, "press 2", 7)  # a page that is not there is the last
    assert ([line.number for line in shown(units).lines], shown(units).page) == (["64"], 1)


def test_an_empty_ledger_says_how_to_begin(units: Units, boss: Account) -> None:
    with pytest.raises(Rejected) as refused:
        units.call(board.board, boss, "update 1")
    assert refused.value.key == "board-empty"


@pytest.mark.parametrize("job", [board.board, board.missing, board.by_department, board.by_task])
def test_the_board_is_the_offices(job: Any, units: Units, five: None, office: Any) -> None:
    for who in (office.liaison(), office.account("路人")):
        with pytest.raises(Rejected):
            units.call(job, who, "update 1")
