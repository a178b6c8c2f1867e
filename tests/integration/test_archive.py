"""A programme that is done with is archived by a coordinator, leaves what people see every day, and can come back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Objection, Outbox, OutboxState, Programme, Publicity, PublicityTask, Request, Task
from db.units import Reading, Unit, Units
from domain.errors import Moved, Rejected
from domain.ledger import Row, Sheet
from domain.messages.archive import ArchiveCard, ArchiveForm, ArchiveList, ProgrammeArchived, ProgrammeReopened
from domain.messages.board import Board
from domain.messages.collection import Prompt
from domain.messages.ledger import TaskCard
from domain.states import Edge, PublicityState, RequestState
from jobs import board, reminders, transition
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form
from jobs.ledger import imports, tasks
from jobs.ledger import sending as downloads
from jobs.programmes import archive, order, rhythm, shelf
from jobs.publicity import draft
from jobs.reports import year
from jobs.routines import Routine
from jobs.schedule import ROUTINES
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded

FORESTS = "示范省林业局"
NAME = "第二轮省级生态环境保护督察"


class House:
    """Two tasks, one of water's and one of forests', both asked in 2024Q3; a coordinator, a leader, a liaison of each."""

    def __init__(self, units: Units, clock: VirtualClock, office: Office) -> None:
        self.units, self.clock = units, clock
        self.tasks = [office.task("21"), office.task("33", department=FORESTS)]
        self.coordinator = Desk(units, office.coordinator())
        self.other = Desk(units, office.coordinator("另一位经办人"))
        self.leader = Desk(units, office.leader())
        self.water, self.forests = Desk(units, office.liaison()), Desk(units, office.liaison(FORESTS, "林业局联络员"))
        asyncio.run(OPEN_CYCLES.run(units, clock))

    @property
    def form(self) -> ArchiveForm:
        found = self.coordinator.card("archive:form:1")
        assert isinstance(found, ArchiveForm)
        return found

    def press(self, value: str) -> None:
        self.coordinator.tap(archive.answer, value)

    def ask(self) -> ArchiveForm:
        self.coordinator.do(archive.begin, 1, self.coordinator.occasion)
        return self.form

    def archive(self, reason: str = "并入第三轮督察一并整改") -> None:
        if self.ask().step == "reason":
            self.coordinator.type(archive.answer, reason)
        self.press("archive")

    def strike_off(self) -> None:
        """Both tasks, without the road: what is asked here is what comes after."""
        self.units.call(_closed, self.tasks)

    def look(self, query: Any, *args: Any) -> Any:
        return self.units.look(query, *args)


def _closed(unit: Unit, ids: list[int]) -> None:
    for task in ids:
        unit.session.get_one(Task, task).programme.closing = []
        unit.session.flush()
        transition.move(unit, task, Edge.CLOSE, who="person:1")


@pytest.fixture
def house(units: Units, clock: VirtualClock, office: Office) -> House:
    return House(units, clock, office)


def test_with_tasks_open_a_reason_is_asked_for_and_what_ends_is_shown(house: House, second: Engine) -> None:
    asked = house.ask()
    assert (asked.step, asked.tasks, asked.open_numbers, asked.owed) == ("reason", 2, ("21", "33"), 2)
    house.coordinator.type(archive.answer, "并入第三轮督察一并整改")
    assert (house.form.step, house.form.people) == ("sure", 3)
    text = worded(house.form, house.clock.now())
    assert "不再催" in text.text
    assert labels(text)[0] == ["确认归档"]
    house.press("archive")
    with second.connect() as conn:
        said = conn.execute(select(Audit.reason, Audit.detail).where(Audit.action == "programme.archive")).one()
        assert set(conn.scalars(select(Request.state))) == {RequestState.ENDED}
        rung = conn.scalars(select(Outbox.state).where(Outbox.kind == Prompt.KIND, Outbox.op == "send"))
        assert set(rung) == {OutboxState.WITHDRAWN}, "the prompts of this morning had not left"
    assert (said.reason, said.detail["open_tasks"], said.detail["requests"]) == ("并入第三轮督察一并整改", 2, [1, 2])
    [told], [colleague] = house.leader.told(ProgrammeArchived), house.other.told(ProgrammeArchived)
    assert (told.programme, colleague.programme) == (0, 1), "a leader has no archive to look into"
    assert (told.tasks, told.open_tasks, told.ended) == (2, 2, 2)


def test_with_all_struck_off_one_press_is_enough(house: House) -> None:
    house.strike_off()
    asked = house.ask()
    assert (asked.step, asked.open_numbers, asked.owed) == ("sure", (), 2)
    house.press("archive")
    with pytest.raises(Moved, match="archive-is-archived"):
        house.other.do(archive.begin, 1, "again")


def test_a_period_an_objection_and_a_report_in_review_forbid_it_and_are_named(house: House) -> None:
    def under_way(unit: Unit) -> None:
        period = Publicity(
            state=PublicityState.SCHEDULED, title="销号公示", ends_on=unit.today, issuer="办公室", created_at=unit.now
        )
        unit.session.add(period)
        unit.session.flush()
        unit.session.add(PublicityTask(publicity_id=period.id, task_id=house.tasks[0]))
        unit.session.get_one(Request, 2).state = RequestState.SUBMITTED

    house.units.call(under_way)
    asked = house.ask()
    assert asked.step == "blocked"
    screen = worded(asked, house.clock.now())
    assert "公示“销号公示”还没有结束(到10月8日(周二))" in screen.text
    assert "有1份报送还没有审核" in screen.text
    assert labels(screen) == [["再看一次"], ["待审1份"], ["不归档"]]
    with pytest.raises(Rejected, match="archive-not-yet"):
        house.coordinator.type(archive.answer, "不管了,归档")

    def objected(unit: Unit) -> None:
        unit.session.get_one(Publicity, 1).state = PublicityState.ENDED
        unit.session.get_one(Request, 2).state = RequestState.OPEN
        unit.session.add(
            Objection(
                publicity_id=1, register_number="2024-0003", receipt_mark="m", anonymous=True, created_at=unit.now
            )
        )

    house.units.call(objected)
    house.press("again")
    assert "异议 2024-0003 还没有答复" in worded(house.form, house.clock.now()).text
    house.units.call(lambda unit: setattr(unit.session.get_one(Objection, 1), "state", "answered"))
    house.press("again")
    assert house.form.step == "reason"


def test_what_came_meanwhile_is_shown_before_it_is_confirmed(house: House) -> None:
    house.ask()
    house.coordinator.type(archive.answer, "并入第三轮")
    house.units.call(_closed, house.tasks[:1])
    with pytest.raises(Moved, match="archive-moved-on"):
        house.press("archive")
    assert house.look(lambda reading: reading.session.get_one(Programme, 1).closed_at) is None


def test_no_routine_looks_at_it_and_no_list_shows_it(house: House, office: Office) -> None:
    everything_sent(house.units)
    house.archive()
    everything_sent(house.units)
    due = {routine.name: house.look(routine.next_due) for routine in ROUTINES}
    assert due["open_cycles"] is None
    assert due["remind"] is None
    for day in (16, 21, 30):
        house.clock.advance_to(office_time(2024, 10, day, 10))
        asyncio.run(reminders.REMIND.run(house.units, house.clock))
        asyncio.run(OPEN_CYCLES.run(house.units, house.clock))
    house.clock.advance_to(office_time(2025, 1, 8, 10))
    asyncio.run(OPEN_CYCLES.run(house.units, house.clock))
    assert house.look(waiting) == 0
    with pytest.raises(Rejected, match="board-empty-archived"):
        house.coordinator.do(board.board, house.coordinator.occasion)
    with pytest.raises(Rejected, match="board-empty"):
        house.leader.do(board.board, house.leader.occasion)
    with pytest.raises(Rejected, match="ledger-sheet-empty"):
        house.coordinator.do(downloads.send, house.coordinator.occasion)
    with pytest.raises(Rejected, match="report-ended"):
        house.water.do(form.open_request, 1, house.water.occasion)


def test_nothing_of_it_moves_until_it_is_reopened(house: House) -> None:
    house.archive()
    with pytest.raises(Rejected, match="archive-is-archived"):
        house.units.call(transition.move, house.tasks[0], Edge.APPLY, who="person:1")
    who = house.coordinator.who
    for job, args in (
        (rhythm.set_programme, (1, "monthly", "x")),
        (rhythm.set_task, (house.tasks[0], "monthly", "x")),
        (order.choose, (1, "ap", "x")),
        (draft.begin, (house.tasks[0], "x")),
        (tasks.task_at, (house.tasks[0], 1)),
    ):
        with pytest.raises(Rejected, match="archive-is-archived"):
            house.units.call(job, who, *args)
    sheet = Sheet("台账.xlsx", NAME, (Row("40", problem="新任务", responsible=("示范省水利厅",), where="B3"),))
    seen = house.look(imports.preview, sheet)
    assert [(error.where, error.key) for error in seen.errors] == [("B3", "archive-is-archived")]
    card = _task_card(house)
    assert (card.archived, card.actions) == (True, ())


def waiting(reading: Reading) -> int:
    return reading.conn.scalar(select(func.count(Outbox.id)).where(Outbox.state == OutboxState.QUEUED)) or 0


def _task_card(house: House) -> TaskCard:
    house.coordinator.do(tasks.find, "21", house.coordinator.occasion)
    found = house.coordinator.card(f"task:{house.tasks[0]}")
    assert isinstance(found, TaskCard)
    return found


def test_it_is_found_among_the_archived_with_its_papers(house: House) -> None:
    house.strike_off()
    house.archive()
    house.clock.advance_to(office_time(2025, 3, 3, 10))
    house.coordinator.do(shelf.show_list, house.coordinator.occasion)
    listed = house.coordinator.card("archive")
    assert isinstance(listed, ArchiveList)
    assert [(line.name, line.tasks) for line in listed.lines] == [(NAME, 2)]
    house.coordinator.do(shelf.show_one, 1, house.coordinator.occasion)
    card = house.coordinator.card("archive")
    assert isinstance(card, ArchiveCard)
    assert (card.years, [task.number for task in card.tasks], card.open_tasks) == ((2024,), ["21", "33"], 0)
    assert labels(worded(card, house.clock.now())) == [
        ["下载台账", "2024年总结"],
        ["记录 21", "记录 33"],
        ["重新启用", "回已归档"],
    ]
    house.coordinator.do(downloads.send, house.coordinator.occasion, 1)
    assert house.look(year.paper_for, house.coordinator.who, 1, 2024).programme == NAME
    with pytest.raises(Rejected, match="year-none"):
        house.look(year.papers_for, house.coordinator.who)
    for who in (house.leader, house.water):
        with pytest.raises(Rejected, match="only-coordinator"):
            who.do(shelf.show_list, who.occasion)


def test_archived_in_its_last_year_it_is_still_summed_up(house: House) -> None:
    house.archive()
    house.clock.advance_to(office_time(2025, 1, 8, 10))
    assert [paper.year for paper in house.look(year.papers_for, house.coordinator.who)] == [2024]


def test_reopened_what_is_not_due_yet_is_owed_again(house: House, second: Engine) -> None:
    everything_sent(house.units)
    house.archive("按错了")
    house.coordinator.do(shelf.show_one, 1, house.coordinator.occasion, asking=True)
    card = house.coordinator.card("archive")
    assert isinstance(card, ArchiveCard)
    assert (card.asking, card.back) == (True, 2)
    house.coordinator.do(shelf.reopen, 1, house.coordinator.occasion)
    with second.connect() as conn:
        assert set(conn.scalars(select(Request.state))) == {RequestState.OPEN}
        assert conn.scalar(select(Audit.who).where(Audit.action == "programme.reopen")) == "person:1"
    for liaison in (house.water, house.forests):
        [told] = liaison.told(ProgrammeReopened)
        assert (told.owes, told.back) == (True, 1), "their own, not the office's"
    house.coordinator.do(board.board, house.coordinator.occasion)
    shown = house.coordinator.card("board")
    assert isinstance(shown, Board)
    assert (shown.asked, shown.answered) == (2, 0)
    with pytest.raises(Moved):
        house.coordinator.do(shelf.reopen, 1, house.coordinator.occasion)


def test_reopened_late_it_owes_nothing_until_the_next_round(house: House, second: Engine) -> None:
    house.archive()
    house.clock.advance_to(office_time(2024, 12, 2, 10))
    house.coordinator.do(shelf.reopen, 1, house.coordinator.occasion)
    with second.connect() as conn:
        assert set(conn.scalars(select(Request.state))) == {RequestState.ENDED}
    house.coordinator.do(board.board, house.coordinator.occasion)
    shown = house.coordinator.card("board")
    assert isinstance(shown, Board)
    assert (shown.asked, shown.answered, shown.tasks) == (0, 0, 2)
    house.clock.advance_to(office_time(2025, 1, 8, 10))
    asyncio.run(OPEN_CYCLES.run(house.units, house.clock))
    with second.connect() as conn:
        assert sorted(conn.scalars(select(Request.state))) == ["ended", "ended", "open", "open"]


def test_the_board_offers_it_once_all_is_struck_off_and_leads_to_the_archive(house: House, office: Office) -> None:
    house.strike_off()
    house.units.call(lambda unit: unit.session.query(Request).update({"state": RequestState.ACCEPTED}) and None)
    house.coordinator.do(board.board, house.coordinator.occasion)
    shown = house.coordinator.card("board")
    assert labels(worded(shown, house.clock.now()))[0] == ["办结归档"]
    house.archive()

    def another(unit: Unit) -> None:
        later = Programme(name="第三轮督察", closing=[], created_at=unit.now)
        unit.session.add(later)
        unit.session.flush()
        unit.session.add(Task(programme_id=later.id, number="21", problem="另一件事", created_at=unit.now))

    house.units.call(another)
    house.coordinator.do(board.board, house.coordinator.occasion)
    shown = house.coordinator.card("board")
    assert isinstance(shown, Board)
    assert (shown.tasks, shown.archived) == (1, 1)
    assert labels(worded(shown, house.clock.now()))[-1] == ["已归档1个"]
    house.coordinator.do(tasks.find, "21", house.coordinator.occasion)
    assert house.coordinator.card("task:3").programme == "第三轮督察", (
        "an archived task is no choice beside a running one"
    )


def test_the_whole_road_on_both_databases(both: Settings, clock: VirtualClock) -> None:
    units = open_database(both, now=clock.now)
    try:
        house = House(units, clock, Office(units))
        house.archive()
        house.coordinator.do(shelf.show_one, 1, house.coordinator.occasion, asking=True)
        house.coordinator.do(shelf.reopen, 1, house.coordinator.occasion)
        house.strike_off()
        house.archive()
        house.coordinator.do(shelf.show_list, house.coordinator.occasion)
        assert (
            house.look(lambda reading: {routine.name for routine in ROUTINES if _is_due(reading, routine)}) <= NIGHTLY
        )
    finally:
        units.close()


NIGHTLY = {"sweep", "reconcile"}


def _is_due(reading: Reading, routine: Routine) -> bool:
    due = routine.next_due(reading)
    return due is not None and due <= reading.now
