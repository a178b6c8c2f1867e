"""The notice on paper says what the ledger says, reads back as it was meant, and is the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typer
from docx import Document
from docx.document import Document as Paper
from typer.testing import CliRunner

from cli.notice_write import write
from config.holidays import load_calendar
from config.settings import Settings
from db.tables import Department, Measure, Task, TaskUnit
from db.units import Unit, Units
from domain.messages.publicity import Contacts, Period
from domain.notice.reader import read_notice
from jobs import documents
from jobs.clock import VirtualClock
from jobs.documents import Item
from jobs.people import remember_bot_name
from jobs.sources import text_of
from tests.conftest import Office
from tests.integration.closing_road import Road

NOTICE = documents.Paper(
    title="关于第二轮省级生态环境保护督察整改任务\uff08序号21\uff09销号的公示",
    text="第二轮省级生态环境保护督察指出的“河道生态补水不足”问题\uff08序号21\uff09已按整改方案完成整改,拟予销号。",
    issuer="示范省督察整改办公室",
    issued_on=date(2025, 5, 21),
    period=Period(date(2025, 5, 21), date(2025, 5, 31), 11, 8),
    contacts=Contacts(("0311-55501234",), ("yiyi@example.org",), "综合处", "", "示范市东风路1号"),
    items=(
        Item(
            number="21",
            problem="河道生态补水不足",
            departments="示范省水利厅",
            target="恢复生态基流",
            measures="1. 实施生态补水\n2. 加强取水管控",
            completion="已补水1.2亿立方米。",
            as_of="2024-12-07",
        ),
    ),
    link="https://t.me/xiaohao_bot?start=o_1",
)


def opened(docx: bytes) -> Paper:
    return Document(io.BytesIO(docx))


def rows(document: Paper, table: int = 0) -> list[tuple[str, str]]:
    return [(row.cells[0].text, row.cells[1].text) for row in document.tables[table].rows]


def test_the_five_rows_stand_in_the_table(settings: Settings) -> None:
    document = opened(documents.notice_docx(NOTICE, settings))
    assert rows(document) == [
        ("整改任务", "河道生态补水不足"),
        ("责任单位", "示范省水利厅"),
        ("整改目标", "恢复生态基流"),
        ("整改措施", "1. 实施生态补水\n2. 加强取水管控"),
        ("完成情况\uff08截至2024年12月7日\uff09", "已补水1.2亿立方米。"),
    ]
    assert len(document.inline_shapes) == 1  # the QR code
    assert not any("{" in paragraph.text for paragraph in document.paragraphs)


def test_what_is_written_reads_back_as_it_was_meant(settings: Settings) -> None:
    reading = read_notice(text_of(documents.notice_docx(NOTICE, settings)), load_calendar())
    (item,) = reading.items
    assert (item.number, item.problem, item.departments) == ("21", "河道生态补水不足", ("示范省水利厅",))
    assert (item.target, item.completion, item.completion_as_of) == (
        "恢复生态基流",
        "已补水1.2亿立方米。",
        date(2024, 12, 7),
    )
    assert item.measures == ("实施生态补水", "加强取水管控")
    assert (reading.publicity.start, reading.publicity.end) == (date(2025, 5, 21), date(2025, 5, 31))
    assert (reading.issuer, reading.issued_on) == ("示范省督察整改办公室", date(2025, 5, 21))
    assert (reading.contact.phones, reading.contact.emails) == (("0311-55501234",), ("yiyi@example.org",))
    assert reading.contact.unit == "综合处"
    assert reading.warnings == ()


def test_the_same_facts_make_the_same_bytes_and_carry_no_instant(settings: Settings) -> None:
    docx = documents.notice_docx(NOTICE, settings)
    assert docx == documents.notice_docx(NOTICE, settings)
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {documents.STANDING_STILL}


def test_markup_braces_and_control_marks_are_only_text(settings: Settings) -> None:
    nasty = "<w:p>&amp; {{ settings }} {% for x in y %}\x00\x0b结束"
    item = replace(NOTICE.items[0], problem=nasty)
    document = opened(documents.notice_docx(replace(NOTICE, items=(item,), title=nasty), settings))
    assert rows(document)[0][1] == "<w:p>&amp; {{ settings }} {% for x in y %}结束"


def test_several_tasks_have_a_table_each(settings: Settings) -> None:
    other = replace(NOTICE.items[0], number="33", problem="噪声投诉办理不及时")
    document = opened(documents.notice_docx(replace(NOTICE, items=(NOTICE.items[0], other)), settings))
    assert [rows(document, table)[0][1] for table in (0, 1)] == ["河道生态补水不足", "噪声投诉办理不及时"]


def test_without_the_bots_name_there_is_no_code_to_scan(settings: Settings) -> None:
    document = opened(documents.notice_docx(replace(NOTICE, link=""), settings))
    assert len(document.inline_shapes) == 0
    assert not any("扫码" in paragraph.text for paragraph in document.paragraphs)


def test_the_offices_own_template_wins_and_a_broken_one_gives_way(settings: Settings) -> None:
    own = settings.data_dir / "overrides" / "templates"
    own.mkdir(parents=True)
    template = Document()
    template.add_paragraph("本单位样式 {{ title }}")
    template.save(str(own / "notice.docx"))
    first = opened(documents.notice_docx(NOTICE, settings)).paragraphs[0].text
    assert first == f"本单位样式 {NOTICE.title}"
    template.add_paragraph("{% if %}")
    template.save(str(own / "notice.docx"))
    assert len(opened(documents.notice_docx(NOTICE, settings)).tables) == 1
    for broken in ("{{ title.missing.more }}", "{{ 1 / 0 }}", "{% for %}", "{{ nothing() }}"):
        template = Document()
        template.add_paragraph(broken)
        template.save(str(own / "notice.docx"))
        assert len(opened(documents.notice_docx(NOTICE, settings)).tables) == 1, broken
    (own / "notice.docx").write_bytes(b"not a document")
    assert len(opened(documents.notice_docx(NOTICE, settings)).tables) == 1


def test_the_rows_come_from_the_ledger(units: Units, office: Office) -> None:
    task_id = office.task()

    def arrange(unit: Unit) -> None:
        task = unit.session.get_one(Task, task_id)
        for name, role in (("示范省发展改革委", "cooperating"), ("示范省生态环境厅", "lead")):
            department = Department(name=name)
            unit.session.add(department)
            unit.session.flush()
            task.units.append(TaskUnit(department_id=department.id, role=role))
        task.measures.append(Measure(number=2, text="加强取水管控"))

    units.call(arrange)
    item = units.look(lambda reading: documents.item_of(reading, reading.session.get_one(Task, task_id)))
    assert item.departments == "示范省生态环境厅、示范省水利厅"  # the lead first, no cooperating unit
    assert item.measures == "1. 实施生态补水\n2. 加强取水管控"
    assert (item.completion, item.as_of) == ("", "")


def test_a_problem_is_quoted_once(units: Units, office: Office) -> None:
    task_id = office.task(problem="“两区”建设机制还不顺畅。")
    title, text = units.look(lambda reading: documents.composed(reading, [reading.session.get_one(Task, task_id)]))
    assert "“‘两区’建设机制还不顺畅”问题" in text
    assert title == "关于第二轮省级生态环境保护督察整改任务\uff08序号21\uff09销号的公示"


# -- in a shell ---------------------------------------------------------------------------------------------------


@pytest.fixture
def shell(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("XIAOHAO_OFFICE__NAME", "示范省督察整改办公室")
    return CliRunner()


def command() -> typer.Typer:
    app = typer.Typer()
    app.command()(write)
    return app


def test_a_notice_is_written_before_there_is_a_period(shell: CliRunner, office: Office, tmp_path: Path) -> None:
    office.task()
    out = tmp_path / "notice.docx"
    assert shell.invoke(command(), ["21", "--out", str(out)]).exit_code == 0
    document = opened(out.read_bytes())
    assert rows(document)[0] == ("整改任务", "河道生态补水不足,部分河段常年断流")
    assert "____年__月__日" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_a_confirmed_notice_is_written_as_it_was_confirmed(
    shell: CliRunner, units: Units, clock: VirtualClock, office: Office
) -> None:
    road = Road(units, clock, office)
    units.call(remember_bot_name, "xiaohao_bot")
    road.accept()
    road.publish()
    road.change(lambda unit: setattr(unit.session.get_one(Task, road.task), "completion", "后来改写的内容"))
    printed = shell.invoke(command(), ["21"]).stdout
    assert "公示期为2024年10月9日至2024年10月18日" in printed
    assert "已完成生态补水1.2亿立方米。" in printed
    assert "后来改写的内容" not in printed


def test_an_unknown_number_is_one_sentence(shell: CliRunner, office: Office, tmp_path: Path) -> None:
    office.task()
    unknown = shell.invoke(command(), ["99"])
    assert (unknown.exit_code, unknown.stderr) == (1, "there is no task 99 in the ledger\n")
    wrong = shell.invoke(command(), ["21", "--out", str(tmp_path / "notice.pdf")])
    assert wrong.exit_code == 1
    assert not (tmp_path / "notice.pdf").exists()


def test_a_folder_that_is_not_there_is_one_sentence(shell: CliRunner, office: Office, tmp_path: Path) -> None:
    office.task()
    gone = shell.invoke(command(), ["21", "--out", str(tmp_path / "none" / "notice.docx")])
    assert gone.exit_code == 1
    assert "can't be written" in gone.stderr
