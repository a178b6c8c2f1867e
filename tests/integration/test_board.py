"""The board counts what the database holds now, and opens down to one report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.screen import Screen
from cli.stage import stage
from config.settings import Settings
from db.database import open_database
from db.tables import Cycle, Department, Extension, Outbox, Programme, Report, Request, Role, Task
from db.units import Unit, Units
from domain.errors import Forbidden, Rejected
from domain.messages.board import (
    Board,
    BoardPicture,
    ByDepartment,
    ByTask,
    KeptYear,
    Missing,
    OneDepartment,
    OneRequest,
    OneTask,
    Programmes,
    RoundLine,
)
from domain.people import Account, RoleName
from jobs import board, outbox
from jobs.clock import VirtualClock
from jobs.documents import fonts
from tests.conftest import Office
from tests.integration.desk import labels, office_time, worded

DUE = date(2024, 10, 21)
OPENS = {
    "2024Q2": date(2024, 7, 1),
    "2024Q3": date(2024, 10, 8),
    "2024S01": date(2024, 10, 8),
    "2024M09": date(2024, 10, 8),
}
WATER, FOREST = "示范省水利厅", "示范省林业局"


def shown(units: Units) -> Any:
    def read(unit: Any) -> Any:
        row = unit.session.query(Outbox).filter_by(card="board").order_by(Outbox.id.desc()).first()
        return outbox.opened(unit, row.kind, row.facts_sealed)

    return units.look(read)


def screen(units: Units, clock: VirtualClock, language: str = "zh-CN") -> Screen:
    return worded(shown(units), clock.now(), language)


def ask(
    unit: Unit,
    task: int,
    department: str,
    state: str,
    due_on: date,
    status: str | None = None,
    key: str = "2024Q3",
    *,
    title: str | None = None,
    provisional: bool = False,
    sent: datetime | None = None,
    late: bool = False,
) -> int:
    """A request of a round, answered with `status` where one is given."""
    programme = unit.session.get_one(Task, task).programme_id
    cycle = unit.session.query(Cycle).filter_by(key=key, programme_id=programme).one_or_none()
    if cycle is None:
        cycle = Cycle(
            programme_id=programme,
            key=key,
            opens_on=OPENS[key],
            due_on=due_on if title else DUE,
            title=title,
            provisional=provisional,
            created_at=unit.now,
        )
        unit.session.add(cycle)
        unit.session.flush()
    department_id = unit.conn.scalar(select(Department.id).where(Department.name == department))
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
                text="已完成两处取水口改造。",
                late=late,
                created_at=unit.now,
                touched_at=unit.now,
                submitted_at=sent or unit.now,
            )
        )
    return request.id


@pytest.fixture
def boss(office: Office) -> Account:
    return office.leader()


@pytest.fixture
def coordinator(office: Office) -> Account:
    return office.coordinator()


@pytest.fixture
def five(units: Units, office: Office) -> None:
    """Five tasks, four of them asked in the running round: answered done, behind, overdue, due soon."""
    office.task("21", deadline=date(2024, 9, 30))
    office.task("33", department=FOREST)
    office.task("36", department=FOREST, deadline=None)
    office.task("47-5")
    office.task("5", deadline=date(2024, 10, 8))
    units.call(ask, 1, WATER, "accepted", DUE, "done")
    units.call(ask, 2, FOREST, "submitted", DUE, "behind")
    units.call(ask, 3, FOREST, "open", date(2024, 10, 7))
    units.call(ask, 4, WATER, "returned", date(2024, 10, 10))
    units.call(lambda unit: unit.conn.execute(text("UPDATE task SET state = 'closed' WHERE number = '5'")) and None)


# -- the figures --------------------------------------------------------------------------------------------------


def test_the_figures_are_counted_apart(units: Units, five: None, boss: Account, clock: VirtualClock) -> None:
    units.call(board.board, boss, "update 1", ring=True)
    assert shown(units) == Board(
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
        rounds=(RoundLine("2024Q3", None, answered=2, asked=4, due_on=DUE, provisional=False),),
        in_review=1,
        programme_name=None,
    )
    found = screen(units, clock)
    assert found.text == (
        "📊 <b>2024年前三季度</b> · 5项\n"
        "应完成 2 · 报完成 2 · 已验收 1 · 已公示 0 · 已销号 1\n"
        "本期报送 2/4 · 10月21日(周一)前\n"
        "🔴逾期1 🔴滞后1 🟡临近1 🟡待审1"
    )
    assert labels(found) == [["看未报2项"], ["按部门", "按任务"], ["按时率", "看图"]]


def test_only_who_acts_is_offered_what_can_be_done(
    units: Units, five: None, boss: Account, coordinator: Account, clock: VirtualClock
) -> None:
    """Walks everything the board opens, once as a coordinator and once as a leader."""
    acts = {"review_queue", "review_open", "nudge", "nudge_unit", "nudge_request"}
    for who, may in ((coordinator, True), (boss, False)):
        seen: set[str] = set()
        steps: list[tuple[Any, tuple[Any, ...]]] = [
            (board.board, ("press 1",)),
            (board.missing, ("press 1",)),
            (board.by_department, ("press 1",)),
            (board.one_department, (2, "press 1")),
            (board.by_task, ("press 1",)),
            (board.one_task, (2, "press 1")),
            (board.one_request, (2, "press 1", 0, "t")),
            (board.one_request, (3, "press 1", 0, "m")),
            (board.kept, ("press 1",)),
        ]
        for job, arguments in steps:
            units.call(job, who, *arguments)
            found = screen(units, clock)
            seen |= {button.press.verb for row in found.rows for button in row if button.press}
            assert all(len(label) <= 8 for row in labels(found) for label in row), labels(found)
        assert bool(seen & acts) is may
        assert seen - acts <= {
            *("board_show", "board_missing", "board_units", "board_unit", "board_tasks", "board_task"),
            *("board_request", "board_kept", "board_picture", "task_show", "review_files", "review_text"),
        }


def test_an_older_round_is_not_counted(units: Units, five: None, boss: Account) -> None:
    units.call(ask, 1, WATER, "open", date(2024, 7, 12), key="2024Q2")
    units.call(board.board, boss, "update 1")
    assert ([one.key for one in shown(units).rounds], shown(units).asked) == (["2024Q3"], 4)


def test_rounds_that_run_beside_each_other_are_told_apart(
    units: Units, five: None, boss: Account, clock: VirtualClock
) -> None:
    """A special round with a day of its own, and an extension, are judged by their own days."""
    units.call(ask, 1, WATER, "open", date(2024, 10, 31), key="2024S01", title="秋冬季扬尘专项", provisional=True)

    def extended(unit: Unit) -> None:
        unit.session.get_one(Request, 3).due_on = date(2024, 10, 31)
        unit.session.add(
            Extension(
                request_id=3,
                until=date(2024, 10, 31),
                reason="资料未齐",
                state="granted",
                asked_by=1,
                asked_at=unit.now,
            )
        )

    units.call(extended)
    units.call(board.board, boss, "update 1")
    assert [(one.key, one.answered, one.asked) for one in shown(units).rounds] == [("2024Q3", 2, 4), ("2024S01", 0, 1)]
    assert shown(units).overdue == 0
    text = screen(units, clock).text
    assert "2024年前三季度 2/4 · 10月21日(周一)前" in text
    assert "秋冬季扬尘专项 0/1 · 暂定10月31日(周四)前" in text
    units.call(board.missing, boss, "update 2")
    listed = screen(units, clock).text
    assert "⚪待报 序号36 示范省林业局 · 2024年前三季度 · 未填 · 10月31日(周四)前(已延期) · 未打开" in listed
    assert "⚪待报 序号21 示范省水利厅 · 2024年第1次专项调度 · 未填 · 暂定10月31日(周四)前 · 未打开" in listed
    units.call(board.one_task, boss, 1, "update 3")
    assert [(line.light, line.cycle) for line in shown(units).lines] == [("green", "2024Q3"), ("white", "2024S01")]


def test_several_programmes_are_chosen_between(units: Units, five: None, boss: Account, clock: VirtualClock) -> None:
    def second(unit: Unit) -> None:
        unit.session.add(Programme(name="第三轮省级督察", closing=["acceptance"], created_at=unit.now))
        unit.session.flush()
        unit.session.add(Task(programme_id=2, number="21", problem="扬尘管控不到位", created_at=unit.now))
        unit.session.flush()

    units.call(second)
    units.call(ask, 6, WATER, "open", date(2024, 10, 31))
    units.call(board.board, boss, "update 1")
    assert isinstance(shown(units), Programmes)
    assert [(line.tasks, line.answered, line.asked, line.overdue) for line in shown(units).lines] == [
        (5, 2, 4, 1),
        (1, 0, 1, 0),
    ]
    assert labels(screen(units, clock)) == [["看第1个", "看第2个"], ["合在一起看"]]
    units.call(board.board, boss, "press 2", 2)
    assert (shown(units).tasks, shown(units).asked, shown(units).programme_name) == (1, 1, "第三轮省级督察")
    assert labels(screen(units, clock))[-1] == ["换督察"]
    units.call(board.missing, boss, "press 3", 0, 2)
    assert [line.number for line in shown(units).lines] == ["21"]
    units.call(board.board, boss, "press 4", 0)
    assert (shown(units).tasks, shown(units).asked) == (6, 5)
    assert [(one.key, one.asked) for one in shown(units).rounds] == [("2024Q3", 5)]


# -- the lists ----------------------------------------------------------------------------------------------------


def test_who_has_not_answered_is_listed_the_most_urgent_first(
    units: Units, five: None, boss: Account, clock: VirtualClock
) -> None:
    units.call(lambda unit: setattr(unit.session.get_one(Request, 4), "opened_at", unit.now))
    units.call(board.missing, boss, "press 1")
    card = shown(units)
    assert isinstance(card, Missing)
    assert [(line.number, line.light, line.doing, line.opened) for line in card.lines] == [
        ("36", "red", "open", False),
        ("47-5", "amber", "returned", True),
    ]
    assert (card.unsigned, card.unopened) == (2, 1)
    assert "其中2个单位还没有签收。\n其中1个单位还没有打开过。" in screen(units, clock).text


def test_departments_stand_with_their_worst_light(units: Units, five: None, boss: Account) -> None:
    units.call(board.by_department, boss, "press 1")
    card = shown(units)
    assert isinstance(card, ByDepartment)
    assert [(line.department, line.light, line.answered, line.asked) for line in card.lines] == [
        (FOREST, "red", 1, 2),
        (WATER, "amber", 1, 2),
    ]
    units.call(board.one_department, boss, card.lines[0].department_id, "press 2")
    opened = shown(units)
    assert isinstance(opened, OneDepartment)
    assert [(line.number, line.status) for line in opened.lines] == [("33", "behind"), ("36", None)]
    assert opened.kept is not None
    assert (opened.year, opened.kept.on_time, opened.kept.missing, opened.kept.percent) == (2024, 1, 1, 50)


def test_tasks_are_listed_by_number_eight_a_page(units: Units, five: None, office: Office, boss: Account) -> None:
    for number in ("61", "62", "63", "64"):
        office.task(number)
    units.call(board.by_task, boss, "press 1")
    first = shown(units)
    assert isinstance(first, ByTask)
    assert [line.number for line in first.lines] == ["5", "21", "33", "36", "47-5", "61", "62", "63"]
    assert [line.light for line in first.lines[:3]] == [None, "green", "red"]
    units.call(board.by_task, boss, "press 2", 7)  # a page that is not there is the last
    assert ([line.number for line in shown(units).lines], shown(units).page) == (["64"], 1)


def test_the_way_down_ends_at_the_report_and_leads_back(
    units: Units, five: None, boss: Account, coordinator: Account, clock: VirtualClock
) -> None:
    units.call(board.one_task, boss, 2, "press 1", 3)
    card = shown(units)
    assert isinstance(card, OneTask)
    assert [(line.department, line.light, line.state) for line in card.lines] == [(FOREST, "red", "submitted")]
    units.call(board.one_request, boss, 2, "press 2", 3, "t")
    report = shown(units)
    assert isinstance(report, OneRequest)
    assert (report.status, report.text, report.late) == ("behind", "已完成两处取水口改造。", False)
    found = screen(units, clock)
    assert "🔴滞后 · 待审 · 10月21日(周一)前" in found.text
    assert labels(found) == [["回任务", "回看板"]]
    units.call(board.one_request, coordinator, 2, "press 3", 0, "u")
    assert labels(screen(units, clock)) == [["去审核"], ["回部门", "回看板"]]
    units.call(board.one_request, coordinator, 3, "press 4", 0, "m")
    assert labels(screen(units, clock)) == [["催办"], ["回未报", "回看板"]]


def test_everything_stays_one_message(units: Units, five: None, boss: Account) -> None:
    units.call(board.board, boss, "update 1", ring=True)
    for step, job in enumerate((board.missing, board.by_department, board.by_task, board.kept)):
        units.call(job, boss, f"press {step}")
    rows = units.look(lambda reading: reading.conn.execute(select(Outbox.op).where(Outbox.card == "board")).all())
    assert [row.op for row in rows] == ["send"]


# -- against a ledger made by hand ----------------------------------------------------------------------------------


@pytest.fixture
def by_hand(both: Settings) -> Iterator[tuple[Units, VirtualClock, Account]]:
    """Twelve tasks, three departments, two quarters, as a clerk would have written them down."""
    clock = VirtualClock(office_time(2024, 10, 22, 9))
    units = open_database(both, now=clock.now)
    office = Office(units)
    mining = "示范市人民政府"
    for n in range(1, 13):
        department = (WATER, FOREST, mining)[n % 3]
        office.task(str(n), department=department, deadline=date(2024, 6, 30) if n <= 4 else date(2025, 6, 30))
    rows = [  # task, department, state, due, status, sent, late
        (1, FOREST, "accepted", DUE, "done", office_time(2024, 10, 9, 9), False),
        (2, mining, "accepted", DUE, "done", office_time(2024, 10, 21, 23), False),
        (3, WATER, "accepted", DUE, "on_track", office_time(2024, 10, 22, 8), True),
        (4, FOREST, "submitted", DUE, "done", office_time(2024, 10, 10, 9), False),
        (5, mining, "returned", DUE, "on_track", office_time(2024, 10, 10, 9), False),
        (6, WATER, "open", DUE, None, None, False),
        (7, FOREST, "open", date(2024, 10, 23), None, None, False),
        (8, mining, "accepted", DUE, "behind", office_time(2024, 10, 10, 9), False),
        (9, WATER, "accepted", DUE, "no_change", office_time(2024, 10, 10, 9), False),
        (10, FOREST, "open", date(2024, 11, 29), None, None, False),
    ]
    for task, department, state, due, status, sent, late in rows:
        units.call(ask, task, department, state, due, status, sent=sent, late=late)
    units.call(lambda unit: unit.conn.execute(text("UPDATE task SET state = 'accepted' WHERE number = '1'")) and None)
    units.call(lambda unit: unit.conn.execute(text("UPDATE task SET state = 'closed' WHERE number = '2'")) and None)
    yield units, clock, office.leader()
    units.close()


def test_the_numbers_are_those_of_a_ledger_made_by_hand(by_hand: tuple[Units, VirtualClock, Account]) -> None:
    units, _, boss = by_hand
    units.call(board.board, boss, "update 1")
    found = shown(units)
    figures = (found.tasks, found.expected, found.reported, found.accepted, found.publicised, found.closed)
    assert figures == (12, 4, 3, 2, 0, 1)
    assert (found.answered, found.asked, found.in_review) == (6, 10, 1)
    assert (found.overdue, found.due_soon, found.behind) == (2, 1, 1)
    units.call(board.by_task, boss, "update 2")
    lights = [(line.number, line.light, line.due) for line in shown(units).lines]
    units.call(board.by_task, boss, "update 3", 1)
    lights += [(line.number, line.light, line.due) for line in shown(units).lines]
    assert lights == [
        ("1", "green", False),
        ("2", "green", False),
        ("3", "green", True),  # on track, and yet due by June
        ("4", "amber", False),  # waits for review
        ("5", "red", False),  # returned, and past its day
        ("6", "red", False),
        ("7", "amber", False),  # extended to tomorrow
        ("8", "red", False),  # behind by its own word
        ("9", "green", False),  # no progress, and not due before June
        ("10", "white", False),
        ("11", None, False),
        ("12", None, False),
    ]
    units.call(board.kept, boss, "update 4")
    kept = shown(units)
    assert isinstance(kept, KeptYear)
    assert [(line.place, line.department, line.on_time, line.judged, line.missing) for line in kept.lines] == [
        (1, "示范市人民政府", 3, 3, 0),
        (2, WATER, 1, 3, 1),
        (3, FOREST, 2, 2, 0),
    ]


# -- who looks ----------------------------------------------------------------------------------------------------


def test_a_departments_leader_sees_their_department(
    units: Units, five: None, office: Office, clock: VirtualClock
) -> None:
    head = office.liaison(FOREST, "林业局领导")

    def lead(unit: Unit) -> None:
        for role in unit.session.query(Role).filter_by(role=RoleName.LIAISON):
            role.role = RoleName.DEPARTMENT_LEADER

    units.call(lead)
    units.call(board.board, head, "update 1", ring=True)
    card = shown(units)
    assert isinstance(card, OneDepartment)
    assert card.department == FOREST
    assert labels(screen(units, clock)) == [["序号33", "序号36"]]
    units.call(board.one_request, head, 3, "press 1", 0, "u")
    assert labels(screen(units, clock)) == [["回部门"]]
    units.call(board.missing, head, "press 2")
    assert [line.department for line in shown(units).lines] == [FOREST]
    with pytest.raises(Forbidden, match="not-yours"):
        units.call(board.one_request, head, 1, "press 3", 0, "u")
    with pytest.raises(Forbidden, match="not-yours"):
        units.call(board.one_department, head, 1, "press 4")
    for job, arguments in ((board.by_task, ("p",)), (board.kept, ("p",)), (board.picture, (0, "p"))):
        with pytest.raises(Forbidden):
            units.call(job, head, *arguments)


def test_an_empty_ledger_says_how_to_begin(units: Units, boss: Account) -> None:
    with pytest.raises(Rejected) as refused:
        units.call(board.board, boss, "update 1")
    assert refused.value.key == "board-empty"


@pytest.mark.parametrize("job", [board.board, board.missing, board.by_department, board.by_task, board.kept])
def test_the_board_is_the_offices(job: Any, units: Units, five: None, office: Office) -> None:
    for who in (office.liaison(), office.account("路人")):
        with pytest.raises(Rejected):
            units.call(job, who, "update 1")


# -- the picture --------------------------------------------------------------------------------------------------


def pictures(units: Units) -> list[BoardPicture]:
    def read(reading: Any) -> list[BoardPicture]:
        rows = reading.conn.execute(
            select(Outbox.kind, Outbox.facts_sealed).where(Outbox.kind == BoardPicture.KIND)
        ).all()
        return [outbox.opened(reading, row.kind, row.facts_sealed) for row in rows]

    return units.look(read)


def test_the_picture_holds_what_the_board_says(units: Units, five: None, boss: Account) -> None:
    units.call(board.picture, boss, 0, "press 1")
    [found] = pictures(units)
    assert (found.tasks, found.expected, found.closed, len(found.tiles)) == (5, 2, 1, 5)
    assert [(tile.number, tile.light, tile.closed) for tile in found.tiles] == [
        ("5", None, True),
        ("21", "green", False),
        ("33", "red", False),
        ("36", "red", False),
        ("47-5", "amber", False),
    ]
    assert [(bar.department, bar.red, bar.amber, bar.white, bar.green, bar.percent) for bar in found.bars] == [
        (FOREST, 2, 0, 0, 0, 50),
        (WATER, 0, 1, 0, 1, 100),
    ]


@pytest.mark.skipif(fonts.chinese() is None, reason="no font here can draw Chinese (Debian: fonts-noto-cjk)")
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_picture_is_drawn_with_every_letter_it_needs(
    units: Units, five: None, boss: Account, clock: VirtualClock, language: str
) -> None:
    """A letter the font lacks would be warned of, and warnings are errors here; a formula is no formula."""
    units.call(lambda unit: setattr(unit.session.get_one(Department, 1), "name", "示范省$x^2$厅\U0001f600\ue000𠮷"))
    units.call(board.picture, boss, 0, "press 1")
    attachment = worded(pictures(units)[0], clock.now(), language).attachment
    assert attachment is not None
    assert attachment.photo
    assert attachment.content is not None
    content = attachment.content()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert wide == 1080
    assert wide + high <= 10_000  # Telegram's limits of a photo
    assert high <= 20 * wide


async def test_the_board_in_chat_opens_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        boss = await place.join(71, RoleName.LEADER, name="领导")
        office = Office(place.app.units)
        office.task("21", department=WATER)
        office.task("33", department=FOREST)
        await place.run_to(office_time(2024, 10, 8, 9))
        await place.say(boss, "/board")
        assert boss.last is not None
        card = boss.last.id
        assert "本期报送 0/2" in boss.last.text
        for verb in ("board_missing", "board_request", "board_missing", "board_show", "board_units", "board_unit"):
            await place.tap(boss, verb)
        assert "未填" in boss.last.text
        for verb in ("board_request", "board_unit", "board_units", "board_show", "board_tasks", "board_task"):
            await place.tap(boss, verb)
        for verb in ("board_request", "board_task", "board_tasks", "board_show", "board_kept", "board_show"):
            await place.tap(boss, verb)
        assert boss.last.id == card, "one message all the way"
        assert "本期报送 0/2" in boss.last.text
        if fonts.chinese() is not None:
            await place.tap(boss, "board_picture")
            assert boss.last.file is not None
            assert boss.last.text == "📊 10月8日(周二)的看板,共2项"
        monkeypatch.setattr(fonts, "chinese", lambda: None)
        said = await place.tap(boss, "board_picture")
        assert "没有中文字体" in said
