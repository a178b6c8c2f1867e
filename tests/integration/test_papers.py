"""The papers of a task's end: closing record, register and an objection's sheet, from the shell and in chat."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from cli.report import report_app
from config.settings import Settings
from db.tables import Objection, Publicity
from db.units import Unit, Units
from domain.errors import Moved
from domain.messages.closing import AskClose, TaskClosed, TaskReopened
from domain.messages.ledger import TaskCard
from domain.registering import Source
from jobs import closing
from jobs.clock import VirtualClock
from jobs.closing import look_back
from jobs.ledger import tasks
from jobs.objections.registering import register
from jobs.reports import closing as papers
from jobs.reports import year as years
from tests.conftest import Office
from tests.integration.closing_road import Road, occasion


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    return Road(units, clock, office)


@pytest.fixture
def shell(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, road: Road) -> CliRunner:
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("XIAOHAO_OFFICE__NAME", "示范省督察整改办公室")
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def run(shell: CliRunner, *arguments: str) -> Result:
    return shell.invoke(report_app, list(arguments))


def words_of(path: str) -> str:
    document = Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def enter(unit: Unit, text: str, **values: object) -> int:
    notice = unit.session.query(Publicity).one()
    identity = {"name": "来电群众", "contact": "0311-55509999"}
    by = values.pop("by", 1)
    done = register(
        unit, source=Source.PHONE, publicity=notice, tasks=(), text=text, identity=identity, by=by, **values
    )  # type: ignore[arg-type]
    return done.objection.id


def answer(unit: Unit, objection_id: int, words: str) -> None:
    row = unit.session.get_one(Objection, objection_id)
    row.state, row.upheld, row.answer = "answered", False, words
    row.answered_at, row.answered_by, row.answered_way = unit.now, 1, "phone"


def test_a_task_closed_without_objections_has_a_record_that_says_so(road: Road, shell: CliRunner) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.change(closing.ask, road.coordinator, road.task, occasion())
    asked = road.last(AskClose)
    assert [(period.calendar_days, period.working_days) for period in asked.periods] == [(10, 9)]
    road.strike_off()
    assert run(shell, "closing", "21", "--out", "r.docx").exit_code == 0
    said = words_of("r.docx")
    for part in ("整改任务销号记录", "共10天、9个工作日", "无异议", "2024年10月21日销号", "示范省督察整改办公室"):
        assert part in said, part
    done = {road.to(who): road.sent(TaskClosed, road.to(who))[-1] for who in (road.coordinator, road.liaison)}
    assert done[road.to(road.coordinator)].task == road.task
    assert done[road.to(road.liaison)].task == 0, "a liaison has no button for the office's paper"
    assert road.units.look(papers.record_for, road.coordinator, road.task).closed_on == date(2024, 10, 21)


def test_objections_stand_in_record_register_and_sheet_without_anyones_identity(road: Road, shell: CliRunner) -> None:
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    first = road.change(enter, "=HYPERLINK(1) 水质未达标")
    road.step_until("2024-10-21", "10:00")
    late = road.change(enter, "堤岸仍有垃圾")
    asked = road.units.look(closing.missing, road.task)
    assert [note.facts["number"] for note in asked] == ["2024-0001", "2024-0002"]
    road.change(answer, first, "=1+1 经现场核查,不成立。")
    road.change(answer, late, "已安排清理。")
    road.strike_off()
    assert run(shell, "closing", "21", "--out", "r.docx").exit_code == 0
    said = words_of("r.docx")
    for part in ("共收到异议2件", "不成立2件", "已全部办结", "其中逾期收到1件", "2024-0001", "逾期,待定"):
        assert part in said, part

    assert run(shell, "objections", "--out", "all.xlsx").exit_code == 0
    sheet = load_workbook("all.xlsx").active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [line[0] for line in lines] == ["2024-0001", "2024-0002"]
    assert lines[0][12] == "=1+1 经现场核查,不成立。"
    assert sheet.cell(4, 13).data_type == "s", "a text, never a formula"
    assert run(shell, "objections", "--late", "--source", "phone", "--out", "late.xlsx").exit_code == 0
    assert [row[0].value for row in load_workbook("late.xlsx").active.iter_rows(min_row=4)] == ["2024-0002"]
    assert run(shell, "objections", "--state", "open", "--out", "open.xlsx").exit_code == 0
    assert load_workbook("open.xlsx").active.max_row == 3

    assert run(shell, "letter", "2024-0001", "--out", "o.docx").exit_code == 0
    assert "=HYPERLINK(1) 水质未达标" in words_of("o.docx")
    everything = words_of("r.docx") + words_of("o.docx") + str(lines)
    assert "来电群众" not in everything
    assert "55509999" not in everything
    assert run(shell, "letter", "2024-0099").exit_code == 1
    assert run(shell, "closing", "99").exit_code == 1


def test_a_look_back_reopens_a_closed_task_with_its_history(road: Road, shell: CliRunner) -> None:
    leader = road.office.leader()
    road.accept()
    road.publish()
    road.step_until("2024-10-21", "10:00")
    road.strike_off()
    road.at("2024-12-02")
    road.change(tasks.find, road.coordinator, "21", occasion())
    card = road.last(TaskCard)
    assert card.actions == ("record", "look_back")
    road.change(look_back.begin, road.coordinator, road.task, card.rev, occasion())
    road.type(look_back.answer, road.coordinator, "现场抽查发现仍有污水直排")
    road.type(look_back.answer, road.coordinator, "确认回头看")
    assert road.state() == "in_progress"
    told = {road.to(who): road.sent(TaskReopened, road.to(who))[-1] for who in (road.liaison, leader, road.coordinator)}
    assert [told[road.to(who)].owes for who in (road.liaison, leader)] == [True, False]
    assert {message.reason for message in told.values()} == {"现场抽查发现仍有污水直排"}
    with pytest.raises(Moved, match="look-back-not-closed"):
        road.change(look_back.begin, road.coordinator, road.task, card.rev, occasion())

    road.change(tasks.find, road.coordinator, "21", occasion())
    turns = [turn.edge for turn in road.last(TaskCard).turns]
    assert turns == ["apply", "pass", "close", "look_back"]
    assert [note.key for note in road.units.look(closing.missing, road.task)] == [
        "closing-missing-acceptance",
        "closing-missing-publicity",
    ]
    assert run(shell, "closing", "21", "--out", "r.docx").exit_code == 0
    said = words_of("r.docx")
    assert "该次公示不再计入销号" in said
    assert "回头看退回整改" in said
    road.at("2024-12-02", "15:00")
    road.accept()
    road.publish("12月3日至12月12日")
    road.step_until("2024-12-16", "10:00")
    road.strike_off()
    assert road.state() == "closed"


def test_the_year_is_summed_up_with_each_figure_by_itself(road: Road, shell: CliRunner) -> None:
    road.office.task("36", department="示范省林业局", problem="=1+1 不是公式", indicator="完成营造林")
    road.accept()
    road.publish()
    road.step_until("2024-10-09", "10:00")
    road.change(answer, road.change(enter, "水质未达标"), "不成立。")
    road.step_until("2024-10-21", "10:00")
    road.strike_off()
    road.at("2025-01-10")
    [paper] = road.units.look(years.papers_for, road.coordinator)
    assert (paper.year, paper.as_of) == (2024, date(2024, 12, 31))
    counts = [paper.count(name) for name in ("due", "reported", "accepted", "publicised", "closed")]
    assert (len(paper.tasks), counts) == (2, [paper.count("due"), 1, 1, 1, 1])
    assert paper.moved == {"apply": 1, "pass": 1, "close": 1}
    assert run(shell, "year", "2024", "--out", "y.docx").exit_code == 0
    said = words_of("y.docx")
    for part in ("2024年度整改工作总结", "已验收1项，已公示1项，已销号1项", "本年度收到异议1件", "不成立1件"):
        assert part in said, part
    pictures = [part for part in Document("y.docx").part.package.iter_parts() if part.content_type == "image/png"]
    assert pictures, "the charts"
    assert run(shell, "year", "2024", "--programme", "没有的督察").exit_code == 1

    reopened = road.rev()
    road.change(look_back.begin, road.coordinator, road.task, reopened, occasion())
    road.type(look_back.answer, road.coordinator, "抽查")
    road.type(look_back.answer, road.coordinator, "确认")
    later = road.units.look(years.paper, 2025, None)
    assert [later.count(name) for name in ("accepted", "publicised", "closed")] == [0, 0, 0]
    before = road.units.look(years.paper, 2024, None)
    assert before.count("closed") == 1, "what happens in the next year is not the last one's"
