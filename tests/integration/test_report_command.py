"""`xiaohao report`: letter, bulletin, quarterly table and evidence pack from the data, and a sentence where there is none."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import Engine, select
from typer.testing import CliRunner, Result

from cli.report import report_app
from config.settings import Settings
from db.tables import Act
from db.units import Units
from domain.answers import Files
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form
from jobs.files import Store
from tests.integration.desk import Desk

WATER, FORESTS = "示范省水利厅", "示范省林业局"
PHOTO = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
async def run(
    units: Units, clock: VirtualClock, office: Any, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Water answered 21 with a photo, forests owes 36 for good: in the shell it is years later."""
    office.task("21", department=WATER, indicator="完成营造林")
    office.task("36", department=FORESTS, problem="=1+1 不是公式")
    water = Desk(units, office.liaison(WATER))
    await OPEN_CYCLES.run(units, clock)
    water.do(form.open_request, 1, water.occasion)
    water.tap(form.answer, "on_track")
    water.type(form.answer, "=SUM(A1) 取水口改造完成两处,其余年内完工。")
    water.type(form.answer, "520万亩")
    photo = Store(settings.data_dir).receive(PHOTO, "../../取水口:一.png")
    water.give(form.answer, Files((photo,), message_id=77_001))
    water.tap(form.answer, "next")
    water.tap(form.answer, "send")
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("XIAOHAO_OFFICE__NAME", "示范省督察整改办公室")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(report_app, list(arguments))

    return invoke


def words_of(path: str) -> str:
    document = Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_letter_is_a_draft_until_it_is_kept(run: Any, second: Engine) -> None:
    draft = run("supervision", "林业", "--out", "draft.docx")
    assert draft.exit_code == 0, draft.output
    assert "草稿" in words_of("draft.docx")
    with second.connect() as conn:
        assert conn.execute(select(Act.id)).all() == []
    kept = run("supervision", FORESTS, "--keep", "--days", "3")
    assert kept.exit_code == 0, kept.output
    [path] = Path().glob("督办单*1号*.docx")
    assert "1号" in words_of(str(path))
    with second.connect() as conn:
        assert conn.execute(select(Act.kind, Act.number, Act.made_by)).all() == [("letter", 1, None)]


def test_a_bulletin_names_who_is_missing(run: Any) -> None:
    assert run("bulletin", "2024Q3", "--out", "b.docx").exit_code == 0
    text = words_of("b.docx")
    assert "示范省林业局（1项）：序号36。" in text
    assert "100%" in text


def test_the_quarterly_table_holds_words_and_figures_and_never_a_formula(run: Any) -> None:
    made = run("quarter", "--out", "q.xlsx")
    assert made.exit_code == 0, made.output
    book = load_workbook("q.xlsx")
    assert book.sheetnames == ["按任务", "按单位"]
    rows = [[cell.value for cell in row] for row in book["按任务"].iter_rows()]
    answered = next(row for row in rows if row[0] == "21")
    assert answered[3:6] == [
        "达到序时进度",
        "=SUM(A1) 取水口改造完成两处,其余年内完工。",
        "完成营造林 520万亩 (全年目标 640万亩)",
    ]
    assert answered[10:] == ["按时", "待审"]
    owed = next(row for row in rows if row[0] == "36")
    assert owed[10:] == ["到期未报", "待报"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_evidence_pack_proves_its_files(run: Any) -> None:
    made = run("evidence", "2024Q3", "--out", "e.zip")
    assert made.exit_code == 0, made.output
    with zipfile.ZipFile("e.zip") as pack:
        names = pack.namelist()
        [photo] = [name for name in names if name.endswith(".png")]
        assert photo == "2024Q3/序号21/示范省水利厅/01 取水口_一.png"
        assert pack.read(photo) == PHOTO
        sums = pack.read("SHA256SUMS.txt").decode()
        assert sums == f"{hashlib.sha256(PHOTO).hexdigest()}  {photo}\n"
        rows = list(csv.reader(io.StringIO(pack.read("清单.csv").decode("utf-8-sig"))))
    assert rows[0][:3] == ["包内路径", "SHA-256", "字节数"]
    assert rows[1][2] == str(len(PHOTO))
    again = run("evidence", "--task", "21", "--out", "again.zip")
    assert again.exit_code == 0
    assert Path("e.zip").read_bytes() == Path("again.zip").read_bytes()


def test_a_file_that_was_altered_is_named_and_not_packed(run: Any, settings: Settings) -> None:
    path = Store(settings.data_dir).path(hashlib.sha256(PHOTO).hexdigest())
    path.write_bytes(b"something else")
    made = run("evidence", "--out", "e.zip")
    assert made.exit_code == 1
    assert "1 of 1 files" in made.stderr
    with zipfile.ZipFile("e.zip") as pack:
        assert not [name for name in pack.namelist() if name.endswith(".png")]
        assert "缺失或已改动" in pack.read("清单.csv").decode("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("supervision", "没有这个单位"), "no department is called"),
        (("supervision", WATER), "没有逾期的事项"),
        (("bulletin", "2023Q1"), "there is no round called 2023Q1"),
        (("quarter", "--out", "q.docx"), "must end in .xlsx"),
        (("evidence", "--task", "36"), "no evidence was sent in 2024Q3 for task 36"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(arguments: tuple[str, ...], sentence: str, run: Any) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert sentence in refused.stderr
