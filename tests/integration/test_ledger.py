"""A file becomes the ledger after a yes, whole or not at all; a task's card shows each reader what is theirs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from config.settings import Settings
from db.database import open_database
from db.queries import ledger as queries
from db.tables import Cycle, Outbox, Programme, Request, Task
from db.units import Unit, Units
from domain.answers import Chosen, Files, ReceivedFile, Typed
from domain.errors import Moved, Rejected
from domain.messages.ledger import IndicatorForm, LedgerPreview, TaskCard, WhichTask
from domain.people import Account
from jobs import board, outbox
from jobs.clock import VirtualClock
from jobs.ledger import imports, indicators, tasks
from tests.conftest import Office

NOTICE = """关于第二轮省级生态环境保护督察整改任务(序号21)销号的公示
| 整改任务 | 河道生态补水不足,部分河段常年断流。 |
| 责任单位 | 示范省水利厅、示范省生态环境厅 |
| 整改目标 | 主要河段恢复生态基流。 |
| 整改措施 | 1.实施生态补水。2.建立调度机制。 |
| 完成情况 | 截至2024年9月30日,已补水1.2亿立方米。 |
公示期为2024年10月8日至10月21日。
联系电话:010-55501234
示范省督察整改办公室
2024年10月8日
"""
PROGRAMME = "第二轮省级生态环境保护督察"


def sheet_of(words: str, settings: Settings, name: str = "notice.txt") -> Any:
    return imports.read_sheet(words.encode(), name, settings)


def shown(units: Units, card: str) -> list[Any]:
    """Every state of a card that was put, oldest first."""

    def read(unit: Any) -> list[Any]:
        rows = unit.session.query(Outbox).filter_by(card=card).order_by(Outbox.id)
        return [outbox.opened(unit, row.kind, row.facts_sealed) for row in rows if row.facts_sealed]

    return units.look(read)


def last(units: Units, card: str) -> Any:
    return shown(units, card)[-1]


def exported(units: Units) -> list[dict[str, Any]]:
    tasks_: list[dict[str, Any]] = units.look(queries.export)["tasks"]
    return tasks_


@pytest.fixture
def coordinator(office: Any) -> Account:
    who: Account = office.coordinator()
    return who


@pytest.fixture
def imported(units: Units, settings: Settings, coordinator: Account) -> int:
    """Task 21 in the ledger, taken over in chat."""
    units.call(imports.propose, coordinator, sheet_of(NOTICE, settings), "update 1")
    units.call(imports.apply, coordinator, 1, 1, "press 2")
    return 1


# -- taking a file over -------------------------------------------------------------------------------------------


def test_nothing_is_written_before_the_yes(
    units: Units, settings: Settings, coordinator: Account, second: Engine
) -> None:
    units.call(imports.propose, coordinator, sheet_of(NOTICE, settings), "update 1")
    card = last(units, "ledger:1")
    assert isinstance(card, LedgerPreview)
    assert (card.state, card.programme, card.new_programme) == ("open", PROGRAMME, True)
    assert [task.number for task in card.added] == ["21"]
    with second.connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM task")).scalar() == 0
        assert conn.execute(text("SELECT count(*) FROM programme")).scalar() == 0


def test_a_yes_writes_task_units_and_measures(units: Units, imported: int, second: Engine, settings: Settings) -> None:
    (task,) = exported(units)
    assert task["programme"] == PROGRAMME
    assert task["number"] == "21"
    assert task["responsible"] == ["示范省水利厅", "示范省生态环境厅"]
    assert [measure["text"] for measure in task["measures"]] == ["实施生态补水。", "建立调度机制。"]
    assert (task["state"], task["publicised"], task["deadline"]) == ("in_progress", False, None)
    assert last(units, "ledger:1").state == "applied"
    assert last(units, "ledger:1").unbound == 2
    with second.connect() as conn:
        assert conn.execute(text("SELECT completion_as_of FROM task")).scalar() == "2024-09-30"
        assert json.loads(conn.execute(text("SELECT closing FROM programme")).scalar_one()) == list(
            settings.programme.closing
        )
        assert conn.execute(text("SELECT count(*) FROM audit WHERE action = 'task.add'")).scalar() == 1


def test_a_second_press_writes_nothing_and_shows_where_it_stands(
    units: Units, imported: int, coordinator: Account, second: Engine
) -> None:
    for rev in (1, 2):
        with pytest.raises(Moved) as refused:
            units.call(imports.apply, coordinator, 1, rev, f"press again {rev}")
        assert refused.value.then is not None
        units.call(refused.value.then)
    assert last(units, "ledger:1").state == "applied"
    with second.connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM task")).scalar() == 1


def test_the_same_file_again_changes_nothing(
    units: Units, settings: Settings, imported: int, coordinator: Account
) -> None:
    before = exported(units)
    units.call(imports.propose, coordinator, sheet_of(NOTICE, settings), "update 3")
    card = last(units, "ledger:2")
    assert (card.state, card.unchanged, card.added, card.changed) == ("same", 1, (), ())
    with pytest.raises(Moved):
        units.call(imports.apply, coordinator, 2, card.rev, "press 4")
    assert exported(units) == before


def test_a_change_is_shown_field_by_field_and_leaves_a_trace(
    units: Units, settings: Settings, imported: int, coordinator: Account, second: Engine
) -> None:
    changed = NOTICE.replace("示范省水利厅、", "").replace("2.建立调度机制。", "").replace("1.2亿", "1.5亿")
    units.call(imports.propose, coordinator, sheet_of(changed, settings), "update 3")
    (task,) = last(units, "ledger:2").changed
    assert [change.field for change in task.changes] == ["responsible", "measures", "completion"]
    assert task.changes[0].old == "示范省水利厅、示范省生态环境厅"
    assert task.changes[0].new == "示范省生态环境厅"
    units.call(imports.apply, coordinator, 2, 1, "press 4")
    (now,) = exported(units)
    assert now["responsible"] == ["示范省生态环境厅"]
    assert [measure["text"] for measure in now["measures"]] == ["实施生态补水。"]
    with second.connect() as conn:
        detail = json.loads(conn.execute(text("SELECT detail FROM audit WHERE action = 'task.change'")).scalar_one())
        assert detail["measures_before"] == ["实施生态补水。", "建立调度机制。"]
        assert conn.execute(text("SELECT rev FROM task")).scalar() == 2


def test_what_is_confirmed_is_what_was_shown(
    units: Units, settings: Settings, coordinator: Account, imported: int
) -> None:
    """Somebody else's import came between preview and yes: a fresh preview comes, nothing is written."""
    changed = sheet_of(NOTICE.replace("1.2亿", "1.5亿"), settings)
    units.call(imports.propose, coordinator, changed, "update 3")
    other = sheet_of(NOTICE.replace("1.2亿", "1.4亿"), settings)
    units.call(imports.take_over, other, units.look(imports.preview, other))
    note = units.call(imports.apply, coordinator, 2, 1, "press 4")
    assert note is not None
    assert note.key == "ledger-has-moved"
    card = last(units, "ledger:2")
    assert (card.state, card.rev) == ("open", 2)
    assert "1.4亿" in (card.changed[0].changes[0].old or "")
    units.call(imports.apply, coordinator, 2, 2, "press 5")
    assert last(units, "ledger:2").state == "applied"


def test_a_no_changes_nothing(units: Units, settings: Settings, coordinator: Account) -> None:
    units.call(imports.propose, coordinator, sheet_of(NOTICE, settings), "update 1")
    units.call(imports.drop, coordinator, 1, 1, "press 2")
    assert last(units, "ledger:1").state == "dropped"
    assert exported(units) == []


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (NOTICE.replace("(序号21)", ""), "ledger-no-number"),
        (NOTICE.replace("| 整改任务 | 河道生态补水不足,部分河段常年断流。 |\n", ""), "ledger-no-problem"),
    ],
)
def test_an_error_means_that_nothing_can_be_taken_over(
    words: str, key: str, units: Units, settings: Settings, coordinator: Account
) -> None:
    units.call(imports.propose, coordinator, sheet_of(words, settings), "update 1")
    card = last(units, "ledger:1")
    assert card.state == "faulty"
    assert [error.key for error in card.errors] == [key]
    assert card.errors[0].where.startswith("line ")
    with pytest.raises(Moved):
        units.call(imports.apply, coordinator, 1, 1, "press 2")
    assert exported(units) == []


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"PK\x03\x04not really", "ledger.xlsx", "ledger-source-broken"),
        (b"\xff\xfe\xff\x81 torn", "ledger.docx", "ledger-source-broken"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "ledger.doc", "ledger-source-other-word"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "ledger.xlsx", "ledger-source-encrypted"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "ledger.et", "ledger-source-other-workbook"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "ledger.xls", "ledger-source-broken"),
        (b"\xff\xd8\xff\xe0 a picture", "photo.jpg", "ledger-source-unknown-kind"),
        (b"", "empty.txt", "ledger-source-empty"),
    ],
)
def test_a_file_that_holds_no_ledger_gets_a_sentence(content: bytes, name: str, key: str, settings: Settings) -> None:
    with pytest.raises(Rejected) as refused:
        imports.read_sheet(content, name, settings)
    assert refused.value.key == key


def test_a_text_without_tasks_gets_a_sentence(units: Units, settings: Settings, coordinator: Account) -> None:
    with pytest.raises(Rejected) as refused:
        units.call(imports.propose, coordinator, sheet_of("今天下午三点开会,请带上材料。", settings), "update 1")
    assert refused.value.key == "ledger-file-without-tasks"


def test_only_a_coordinator_sends_a_ledger(units: Units, settings: Settings, office: Any) -> None:
    for who in (office.liaison("示范省水利厅"), office.account("路人")):
        with pytest.raises(Rejected) as refused:
            units.look(imports.may_send, who)
        assert refused.value.key == "ledger-file-unexpected"
        with pytest.raises(Rejected):
            units.call(imports.propose, who, sheet_of(NOTICE, settings), "update 1")


def test_tasks_belong_where_the_file_says_else_to_the_only_programme_else_to_none(
    units: Units, settings: Settings
) -> None:
    bare = sheet_of(NOTICE.replace("第二轮省级生态环境保护督察", ""), settings)
    assert bare.programme is None
    assert units.look(imports.preview, bare).programme == "未命名"
    full = sheet_of(NOTICE, settings)
    units.call(imports.take_over, full, units.look(imports.preview, full))
    assert units.look(imports.preview, bare).programme == PROGRAMME
    assert units.look(imports.preview, bare, "另一轮督察").programme == "另一轮督察"


def test_the_seed_notice_is_taken_over_whole(units: Units, settings: Settings) -> None:
    seed = Path(__file__).parents[3] / "shared" / "seed" / "notice-21.txt"
    if not seed.exists():
        pytest.skip("the seed notice is not on this machine")
    sheet = imports.read_sheet(seed.read_bytes(), seed.name, settings)
    seen = units.look(imports.preview, sheet)
    assert (len(seen.added), seen.errors) == (1, ())
    units.call(imports.take_over, sheet, seen)
    (task,) = exported(units)
    assert (task["number"], task["programme"]) == ("21", "第二轮中央生态环境保护督察")
    assert task["responsible"] == ["省生态环境厅"]
    assert units.look(imports.preview, sheet).unchanged == 1


# -- a task's card ------------------------------------------------------------------------------------------------


def person_of(units: Units, who: Account) -> str:
    return units.call(lambda unit: outbox.to_account(unit, who))


def test_each_reader_is_offered_what_they_may_do_now(units: Units, office: Any, coordinator: Account) -> None:
    task = office.task("21")
    liaison = office.liaison("示范省水利厅")
    units.call(tasks.find, coordinator, "序号２１", "update 1")
    assert last(units, f"task:{task}").actions == ("indicator", "rhythm")
    units.call(tasks.find, liaison, "21", "update 2")
    assert last(units, f"task:{task}").actions == ("apply",)
    units.call(_set_state, task, "accepted")
    units.call(tasks.show, liaison, task, "press 3")
    units.call(tasks.show, coordinator, task, "press 4")
    cards = [card for card in shown(units, f"task:{task}") if isinstance(card, TaskCard)]
    assert {card.actions for card in cards} >= {("publicity", "indicator", "rhythm"), ()}


def _set_state(unit: Unit, task_id: int, state: str) -> None:
    unit.conn.execute(text("UPDATE task SET state = :state WHERE id = :id"), {"state": state, "id": task_id})


def test_a_liaison_sees_their_departments_tasks_only(units: Units, office: Any) -> None:
    office.task("21")
    stranger = office.liaison("示范省林业局")
    with pytest.raises(Rejected) as refused:
        units.call(tasks.find, stranger, "21", "update 1")
    assert refused.value.key == "not-yours"
    with pytest.raises(Rejected) as refused:
        units.call(tasks.find, office.account("路人"), "21", "update 2")
    assert refused.value.key == "task-not-public"


def test_an_unknown_number_gets_a_sentence(units: Units, coordinator: Account) -> None:
    for typed, key in (("99", "task-unknown"), ("", "task-number-expected")):
        with pytest.raises(Rejected) as refused:
            units.call(tasks.find, coordinator, typed, "update 1")
        assert refused.value.key == key


def test_a_number_of_two_programmes_is_asked_back(units: Units, office: Any, coordinator: Account) -> None:
    office.task("21")
    units.call(_other_programme)
    units.call(tasks.find, coordinator, "21", "update 1")

    def read(unit: Any) -> Any:
        row = unit.session.query(Outbox).filter_by(kind="ledger.which").one()
        return outbox.opened(unit, row.kind, row.facts_sealed)

    which = units.look(read)
    assert isinstance(which, WhichTask)
    assert [choice.programme for choice in which.choices] == ["第二轮省级生态环境保护督察", "第三轮督察"]


def _other_programme(unit: Unit) -> None:
    programme = Programme(name="第三轮督察", closing=["acceptance"], created_at=unit.now)
    unit.session.add(programme)
    unit.session.flush()
    unit.session.add(Task(programme_id=programme.id, number="21", problem="噪声投诉", created_at=unit.now))


# -- figures ------------------------------------------------------------------------------------------------------


@pytest.fixture
def form(units: Units, office: Any, coordinator: Account) -> IndicatorForm:
    """The form "indicator", open for task 21."""
    task = office.task("21")
    units.call(indicators.open_form, coordinator, task, 1, "press 1")
    opened = last(units, f"task:{task}")
    assert isinstance(opened, IndicatorForm)
    return opened


def test_a_figure_is_saved_as_it_is_typed(
    units: Units, coordinator: Account, form: IndicatorForm, second: Engine
) -> None:
    units.call(indicators.answer, coordinator, Typed("完成营造林 万亩 640", 7), "update 2")
    now = last(units, "task:1")
    assert (now.saved, [figure.name for figure in now.figures]) == (True, ["完成营造林"])
    assert exported(units)[0]["indicators"] == [{"name": "完成营造林", "unit": "万亩", "year": 2024, "target": "640"}]
    units.call(indicators.answer, coordinator, Chosen("done", now.dialogue, now.rev), "press 3")
    assert isinstance(last(units, "task:1"), TaskCard)
    with second.connect() as conn:
        assert conn.execute(text("SELECT form FROM dialogue")).scalar() is None


def test_an_edited_message_corrects_its_figure(units: Units, coordinator: Account, form: IndicatorForm) -> None:
    units.call(indicators.answer, coordinator, Typed("完成造林 万亩 640", 7), "update 2")
    units.call(indicators.answer, coordinator, Typed("完成营造林 万亩 650", 7, edited=True), "update 3")
    figures = [(one["name"], one["target"]) for one in exported(units)[0]["indicators"]]
    assert figures == [("完成营造林", "650")]


def test_a_figure_typed_again_gets_the_new_target(units: Units, coordinator: Account, form: IndicatorForm) -> None:
    units.call(indicators.answer, coordinator, Typed("完成营造林 万亩 640", 7), "update 2")
    units.call(indicators.answer, coordinator, Typed("完成营造林 650万亩", 8), "update 3")
    assert [one["target"] for one in exported(units)[0]["indicators"]] == ["650"]


def test_a_line_that_is_no_figure_leaves_the_form_where_it_was(
    units: Units, coordinator: Account, form: IndicatorForm
) -> None:
    picture = ReceivedFile("0" * 64, 3, "image/png", "a.png")
    for wrong in (Typed("五百左右", 7), Files((picture,))):
        with pytest.raises(Rejected) as refused:
            units.call(indicators.answer, coordinator, wrong, "update 2")
        assert refused.value.key == "indicator-line-expected"
    assert exported(units)[0]["indicators"] == []
    assert last(units, "task:1") == form


def test_a_button_of_an_earlier_card_shows_the_current_one(
    units: Units, coordinator: Account, form: IndicatorForm
) -> None:
    units.call(indicators.answer, coordinator, Typed("完成营造林 万亩 640", 7), "update 2")
    with pytest.raises(Moved) as refused:
        units.call(indicators.answer, coordinator, Chosen("done", form.dialogue, form.rev), "press 3")
    assert refused.value.then is not None
    units.call(refused.value.then)
    assert last(units, "task:1").saved
    with pytest.raises(Moved):
        units.call(indicators.open_form, coordinator, 1, 99, "press 4")


def test_only_a_coordinator_sets_figures(units: Units, office: Any) -> None:
    task = office.task("21")
    with pytest.raises(Rejected) as refused:
        units.call(indicators.open_form, office.liaison("示范省水利厅"), task, 1, "press 1")
    assert refused.value.key == "only-coordinator"


# -- the request of a round stays when units change ---------------------------------------------------------------


def test_a_department_taken_off_keeps_what_it_was_asked(
    units: Units, settings: Settings, imported: int, coordinator: Account, second: Engine
) -> None:
    units.call(_ask)
    changed = sheet_of(NOTICE.replace("示范省水利厅、", ""), settings)
    units.call(imports.propose, coordinator, changed, "update 3")
    units.call(imports.apply, coordinator, 2, 1, "press 4")
    with second.connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM request")).scalar() == 1


def _ask(unit: Unit) -> None:
    cycle = Cycle(programme_id=1, key="2024Q3", opens_on=unit.today, due_on=unit.today, created_at=unit.now)
    unit.session.add(cycle)
    unit.session.flush()
    unit.session.add(Request(cycle_id=cycle.id, task_id=1, department_id=1, due_on=unit.today, created_at=unit.now))


# -- on either database -------------------------------------------------------------------------------------------


def test_the_same_ledger_on_sqlite_and_postgresql(both: Settings, clock: VirtualClock) -> None:
    units = open_database(both, now=clock.now)
    try:
        who = Office(units).coordinator()
        units.call(imports.propose, who, sheet_of(NOTICE, both), "update 1")
        units.call(imports.apply, who, 1, 1, "press 2")
        units.call(_ask)
        units.call(indicators.open_form, who, 1, 1, "press 3")
        units.call(indicators.answer, who, Typed("完成营造林 万亩 640.5", 7), "update 4")
        assert exported(units)[0]["indicators"][0]["target"] == "640.5"
        units.call(tasks.show, who, 1, "press 5")
        (progress,) = last(units, "task:1").progress
        assert (progress.cycle, progress.light) == ("2024Q3", "amber")
        for job in (board.board, board.missing, board.by_department, board.by_task):
            units.call(job, who, "press 6")
    finally:
        units.close()
