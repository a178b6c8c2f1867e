"""The ledger goes out and comes back: nothing changes where it was, and an empty office gets the same one."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from cli.context import current_settings, database
from cli.ledger import ledger_app
from config.texts import Texts
from db.queries.measures import history
from db.tables import Indicator, Measure, MeasureOwner, Task
from db.units import Unit, Units
from domain.errors import Moved, Rejected
from domain.ledger import Sheet
from domain.messages.ledger import LedgerPreview
from domain.messages.ledger_export import AskImportReason, LedgerHome, LedgerSheet, LedgerTemplate
from jobs.ledger import export, imports, parts, reasons, sending
from tests.conftest import Office
from tests.integration.desk import Desk, labels, worded

LEDGER = """督察,序号,整改任务,牵头单位,责任单位,配合单位,督导单位,验收单位,整改目标,整改时限,措施序号,整改措施,措施责任单位,指标名称,计量单位,指标年度,年度目标
第二轮省级生态环境保护督察,21,"河道生态补水不足,部分河段常年断流。",示范省水利厅,示范省生态环境厅、示范市人民政府,示范省财政厅,省政府督查室,示范省生态环境厅,主要河段恢复生态基流。,2025年12月底,1,"实施生态补水,年补水不少于1.2亿立方米。",示范省水利厅,生态补水量,亿立方米,2025,1.2
,,,,,,,,,,2,建立部门会商、按月通报的调度机制。,示范省财政厅,,,,
,,,,,,,,,,,,,完成营造林,万亩,2025,640
第二轮省级生态环境保护督察,47-5,噪声投诉办理不及时。,,示范市人民政府,,,,投诉按期办结。,立行立改,1,'=建立台账,,,,,
第二轮省级生态环境保护督察,106,危废贮存不规范。,,示范省生态环境厅,,,,贮存规范。,2024-10-31,1,开展检查。,,,,,
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`xiaohao ledger …` of an office; `at` names another one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ledger.csv").write_text(LEDGER, encoding="utf-8")

    def invoke(*arguments: str, at: str = "one") -> Result:
        monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path / at))
        return CliRunner().invoke(ledger_app, list(arguments))

    return invoke


def json_of(run: Callable[..., Result], at: str = "one") -> dict[str, Any]:
    assert run("export", f"{at}.json", at=at).exit_code == 0
    whole: dict[str, Any] = json.loads(Path(f"{at}.json").read_text(encoding="utf-8"))
    return whole


@pytest.mark.parametrize("ending", export.TABLES)
def test_what_is_exported_imports_back_unchanged(ending: str, run: Callable[..., Result]) -> None:
    assert run("import", "ledger.csv", "--yes").exit_code == 0
    before = json_of(run)
    assert [task["number"] for task in before["tasks"]] == ["21", "47-5", "106"]
    assert before["tasks"][0]["measures"][1]["departments"] == ["示范省财政厅"]
    assert before["tasks"][1]["measures"][0]["text"] == "=建立台账"
    assert run("export", f"out{ending}").exit_code == 0
    again = run("import", f"out{ending}", "--json", "--yes")
    assert json.loads(again.stdout) == {"added": 0, "changed": 0, "unchanged": 3, "errors": [], "warnings": []}
    elsewhere = run("import", f"out{ending}", "--json", "--yes", at="two")
    assert json.loads(elsewhere.stdout)["added"] == 3
    assert json_of(run, at="two") == before == json_of(run)


def test_one_programme_can_be_exported_alone(run: Callable[..., Result]) -> None:
    run("import", "ledger.csv", "--yes")
    run("import", "ledger.csv", "--yes", "--programme", "第三轮督察")
    assert len(json_of(run)["tasks"]) == 6
    assert run("export", "one.json", "--programme", "第三轮督察").exit_code == 0
    assert {task["programme"] for task in json.loads(Path("one.json").read_text("utf-8"))["tasks"]} == {"第三轮督察"}
    refused = run("export", "one.json", "--programme", "第四轮")
    assert refused.exit_code == 1
    assert "第三轮督察" in refused.stderr
    run("export", "both.xlsx")
    assert json.loads(run("import", "both.xlsx", "--json").stdout)["unchanged"] == 6


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_the_filled_template_is_a_ledger(ending: str, run: Callable[..., Result]) -> None:
    assert run("template", f"t{ending}").exit_code == 0
    filled = Path(f"t{ending}")
    row = {"序号": "21", "整改任务": "河道断流。", "责任单位": "示范省水利厅", "整改措施": "补水。"}
    if ending == ".csv":
        head = filled.read_text("utf-8-sig").strip()
        line = ",".join(row.get(name, "") for name in head.split(","))
        filled.write_text(f"{head}\n{line}\n", "utf-8-sig")
    else:
        book = load_workbook(filled)
        sheet = book.worksheets[0]
        header = next(cells for cells in sheet.iter_rows() if any(cell.value == "序号" for cell in cells))
        for cell in header:
            sheet.cell(cell.row + 1, cell.column).value = row.get(cell.value)
        book.save(filled)
    counts = json.loads(run("import", f"t{ending}", "--json", "--yes").stdout)
    assert (counts["added"], counts["errors"], counts["warnings"]) == (1, [], [])


def test_a_figure_in_a_measures_row_is_that_measures(run: Callable[..., Result]) -> None:
    """So that its owners alone are asked for it; one in a row of its own is the whole task's."""
    for at, file in (("one", "ledger.csv"), ("two", "out.xlsx")):
        assert run("import", file, "--yes", at=at).exit_code == 0
        assert counted() == {"生态补水量": 1, "完成营造林": None}
        run("export", "out.xlsx", at=at)


def counted() -> dict[str, int | None]:
    def read(reading: Any) -> dict[str, int | None]:
        numbers = {measure.id: measure.number for measure in reading.session.query(Measure)}
        return {one.name: numbers.get(one.measure_id) for one in reading.session.query(Indicator)}

    with database(current_settings()) as units:
        return units.look(read)


# -- in chat ------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(units: Units, office: Office) -> Desk:
    return Desk(units, office.coordinator())


def test_the_ledgers_card_offers_it_and_the_template(desk: Desk, office: Office) -> None:
    desk.do(sending.home, desk.occasion)
    office.task()
    desk.do(sending.home, desk.occasion)
    empty, filled = desk.told(LedgerHome)
    assert labels(worded(empty, desk.units.look(lambda r: r.now))) == [["下载模板"]]
    assert labels(worded(filled, desk.units.look(lambda r: r.now))) == [["下载台账", "下载模板"]]


def test_the_downloads_are_workbooks_in_the_readers_language(desk: Desk, office: Office) -> None:
    office.task(indicator="完成营造林")
    desk.do(sending.send, desk.occasion)
    desk.do(sending.send_template, desk.occasion)
    (sheet,), (template,) = desk.told(LedgerSheet), desk.told(LedgerTemplate)
    now = desk.units.look(lambda reading: reading.now)
    for message in (sheet, template):
        for language, heading in (("zh-CN", "整改任务"), ("en", "Task")):
            screen = worded(message, now, language)
            assert screen.attachment is not None
            assert screen.attachment.content is not None
            assert screen.attachment.name.endswith(".xlsx")
            book = load_workbook(io.BytesIO(screen.attachment.content()))
            values = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
            assert heading in values


def test_an_empty_ledger_is_not_sent_and_nobody_else_gets_one(desk: Desk, units: Units, office: Office) -> None:
    with pytest.raises(Rejected) as refused:
        desk.do(sending.send, desk.occasion)
    assert refused.value.key == "ledger-sheet-empty"
    for who in (office.liaison(), office.leader()):
        with pytest.raises(Rejected):
            units.call(sending.send, who, "press 1")


# -- a frozen measure ---------------------------------------------------------------------------------------------


def changed(units: Units, text: str) -> Sheet:
    """The office's ledger as it is exported, with another first measure for task 21."""
    whole = units.look(export.ledger)
    content = export.written(whole, ".csv", Texts.shipped(), "zh-CN").decode().replace("实施生态补水", text)
    return imports.read_sheet(content.encode(), "新台账.csv", units.settings)


def test_an_import_that_changes_a_measure_asks_why_and_leaves_a_trace(desk: Desk, units: Units, office: Office) -> None:
    task = office.task()
    desk.do(imports.propose, changed(units, "实施生态补水工程"), desk.occasion)
    desk.do(reasons.apply, 1, 1, desk.occasion)
    asked = desk.card("ledger:1")
    assert isinstance(asked, AskImportReason)
    assert asked.numbers == ("21",)
    assert units.look(history, task) == ()
    with pytest.raises(Rejected):
        desk.type(reasons.answer, " ")
    desk.type(reasons.answer, "按批复调整")
    applied = desk.card("ledger:1")
    assert isinstance(applied, LedgerPreview)
    assert applied.state == "applied"
    (trace,) = units.look(history, task)
    assert (trace.before, trace.after, trace.reason, trace.by) == (
        "实施生态补水",
        "实施生态补水工程",
        "按批复调整",
        "经办人",
    )


def test_one_who_goes_back_has_changed_nothing(desk: Desk, units: Units, office: Office) -> None:
    task = office.task()
    desk.do(imports.propose, changed(units, "实施生态补水工程"), desk.occasion)
    desk.do(reasons.apply, 1, 1, desk.occasion)
    desk.tap(reasons.answer, "back")
    assert desk.card("ledger:1").state == "open"  # type: ignore[attr-defined]
    assert units.look(history, task) == ()
    desk.do(imports.drop, 1, 1, desk.occasion)
    with pytest.raises(Moved):
        desk.do(reasons.apply, 1, 1, desk.occasion)


def test_an_import_that_leaves_the_measures_asks_nothing(desk: Desk, units: Units, office: Office) -> None:
    office.task()
    whole = units.look(export.ledger)
    content = export.written(whole, ".csv", Texts.shipped(), "zh-CN").decode().replace("主要河段", "全部河段")
    desk.do(imports.propose, imports.read_sheet(content.encode(), "新.csv", units.settings), desk.occasion)
    desk.do(reasons.apply, 1, 1, desk.occasion)
    assert desk.card("ledger:1").state == "applied"  # type: ignore[attr-defined]


def test_in_the_shell_the_reason_is_an_option_and_else_the_file(run: Callable[..., Result]) -> None:
    run("import", "ledger.csv", "--yes")
    for text, option, reason in (
        ("检查一次。", (), "导入台账“新.csv”"),
        ("检查两次。", ("--reason", "按批复"), "按批复"),
    ):
        Path("新.csv").write_text(LEDGER.replace("开展检查。", text), "utf-8")
        assert run("import", "新.csv", "--yes", *option).exit_code == 0
        trace = traces_of_106()[-1]
        assert (trace.after, trace.reason, trace.by) == (text, reason, "")


def traces_of_106() -> list[Any]:
    def read(reading: Any) -> list[Any]:
        task = reading.session.query(Task).filter_by(number="106").one()
        return list(history(reading, task.id))

    with database(current_settings()) as units:
        return units.look(read)


def test_a_measure_put_in_front_keeps_the_others_what_they_were(desk: Desk, units: Units, office: Office) -> None:
    """Their owners, their figures and what was reported on them stay with the words, not with the number."""
    task = office.task(indicator="完成营造林")

    def owned(unit: Unit) -> None:
        department = parts.department_id(unit, "示范省水利厅")
        measure = unit.session.query(Measure).one()
        unit.session.add(MeasureOwner(measure_id=measure.id, department_id=department))
        unit.session.query(Indicator).one().measure_id = measure.id

    units.call(owned)
    content = export.written(units.look(export.ledger), ".csv", Texts.shipped(), "zh-CN").decode()
    line = content.index("实施生态补水")
    sheet = imports.read_sheet(content.encode(), "新.csv", units.settings)
    row = sheet.rows[0]
    assert line > 0
    sheet = replace(sheet, rows=(replace(row, measures=("先行勘察", *row.measures), owners=((), *row.owners)),))
    desk.do(imports.propose, sheet, desk.occasion)
    desk.do(reasons.apply, 1, 1, desk.occasion)
    desk.type(reasons.answer, "按批复调整")

    def read(unit: Any) -> Any:
        measures = unit.session.get(Task, task).measures
        figure = unit.session.query(Indicator).one()
        return [(one.number, one.text, len(one.owners), one.id == figure.measure_id) for one in measures]

    assert units.look(read) == [(1, "先行勘察", 0, False), (2, "实施生态补水", 1, True)]
