"""What is written is read back as the same ledger, whatever it says; and no cell of it is ever calculated."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from config.settings import Settings
from config.texts import Texts
from domain.ledger import Row, YearTarget
from domain.ledger_table import TableFigure, TableMeasure, TableTask
from domain.notice.dates import deadline_in
from domain.plain_fields import guarded, unguarded
from jobs.ledger import export, imports
from tests.conftest import settings_in

LANGUAGES = ("zh-CN", "en")
ENDINGS = export.TABLES
PROGRAMME = "第二轮省级生态环境保护督察"
UNITS = ("示范省水利厅", "示范省生态环境厅", "示范省财政厅", "示范市人民政府")
FORMULAS = ("=1+1", "+86", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "'=1", "\t=1")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_in(Path(tmp_path_factory.mktemp("round")))


def a_task(number: str = "21", **said: object) -> TableTask:
    plain: dict[str, object] = {
        "programme": PROGRAMME,
        "number": number,
        "problem": "河道生态补水不足,部分河段常年断流。",
        "target": "主要河段恢复生态基流。",
        "units": (("示范省水利厅",), ("示范省生态环境厅", "示范市人民政府"), (), (), ("示范省财政厅",)),
        "measures": (
            TableMeasure(1, "实施生态补水,年补水不少于1.2亿立方米。", ("示范省水利厅",)),
            TableMeasure(2, "建立调度机制。"),
        ),
        "figures": (TableFigure("生态补水量", "亿立方米", 2025, Decimal("1.2"), 1),),
        "deadline": date(2025, 12, 31),
        "deadline_text": "2025年12月底",
        "completion": "已补水0.9亿立方米。",
        "completion_as_of": date(2024, 9, 30),
        "state": "in_progress",
        "publicised": False,
    }
    return TableTask(**(plain | said))  # type: ignore[arg-type]


def written(tasks: tuple[TableTask, ...], ending: str, office: Settings, language: str = "zh-CN") -> bytes:
    whole = export.Ledger(tasks, office.office.name, date(2025, 1, 6))
    return export.written(whole, ending, Texts.of(office), language)


def as_row(task: TableTask) -> Row:
    """The task as the ledger compares it."""
    lead, responsible, cooperating, supervising, accepting = task.units
    figures = sorted(task.figures, key=lambda one: one.measure or 10**6)
    return Row(
        number=task.number,
        problem=task.problem,
        lead=lead,
        responsible=responsible,
        cooperating=cooperating,
        supervising=supervising,
        accepting=accepting,
        target=task.target,
        measures=tuple(one.text for one in task.measures),
        owners=tuple(one.departments for one in task.measures) if any(m.departments for m in task.measures) else (),
        indicators=tuple(YearTarget(one.name, one.unit, one.year or 0, one.target, one.measure) for one in figures),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        completion=task.completion,
        completion_as_of=task.completion_as_of,
        programme=task.programme,
    )


def read_back(content: bytes, ending: str, office: Settings) -> list[Row]:
    sheet = imports.read_sheet(content, f"台账{ending}", office)
    assert sheet.errors == ()
    assert sheet.warnings == ()
    return list(sheet.rows)


def counted(rows: list[Row]) -> list[list[tuple[str, int | None]]]:
    """Which measure each figure counts: what a comparison passes over."""
    return [[(one.name, one.measure) for one in row.indicators] for row in rows]


# -- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_task_comes_back_as_it_was(ending: str, language: str, office: Settings) -> None:
    tasks = (
        a_task(),
        a_task("47-5", deadline=None, deadline_text="立行立改", completion=None, completion_as_of=None),
        a_task("33", deadline=date(2024, 10, 31), deadline_text=None, target=None, figures=(), measures=()),
    )
    assert read_back(written(tasks, ending, office, language), ending, office) == [as_row(task) for task in tasks]


def test_two_programmes_may_both_have_a_21(office: Settings) -> None:
    tasks = (a_task(), a_task(programme="第三轮中央生态环境保护督察"))
    for ending in ENDINGS:
        rows = read_back(written(tasks, ending, office), ending, office)
        assert [row.programme for row in rows] == [PROGRAMME, "第三轮中央生态环境保护督察"]


HAN = "河道生态补水湿地林草排口治理监测整改落实机制投诉办理贮存规范完成亿万亩"
STOPS = "、《》“”%-=+@'"


@st.composite
def words(draw: st.DrawFn, longest: int = 60) -> str:
    """A text as offices write it: it may begin like a formula, and it may run long."""
    begin = draw(st.sampled_from(("", "", "", "=", "+", "-", "@", "'=", "=SUM(A1:A9)")))
    body = draw(st.text(HAN, min_size=3, max_size=longest))
    mark = draw(st.sampled_from(STOPS))
    tail = draw(st.sampled_from(("", "", "\n", "\n\n(一)", "\n2."))) + draw(st.text(HAN, min_size=1, max_size=6))
    return f"{begin}{body}{mark}{tail}"


@st.composite
def a_deadline(draw: st.DrawFn) -> tuple[date | None, str | None]:
    text = draw(st.sampled_from(("2025年12月底", "2024年底前", "立行立改", "长期坚持", None)))
    if text is not None:
        return deadline_in(text).on, text
    return draw(st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2035, 12, 31)))), None


@st.composite
def tasks_of(draw: st.DrawFn) -> tuple[TableTask, ...]:
    numbers = draw(st.lists(st.sampled_from(("1", "2", "21", "33", "47-5", "47-12", "106")), unique=True, min_size=1))
    return tuple(draw(one_task(number)) for number in numbers)


@st.composite
def one_task(draw: st.DrawFn, number: str) -> TableTask:
    units = tuple(tuple(draw(st.lists(st.sampled_from(UNITS), unique=True, max_size=3))) for _ in range(5))
    texts = draw(st.lists(words(), max_size=4, unique=True))
    owners = [tuple(draw(st.lists(st.sampled_from(UNITS), unique=True, max_size=2))) for _ in texts]
    measures = tuple(TableMeasure(n, text, who) for n, (text, who) in enumerate(zip(texts, owners, strict=True), 1))
    names = draw(
        st.lists(st.sampled_from(("生态补水量", "完成营造林", "按期办结率", "治理面积")), unique=True, max_size=3)
    )
    amount = st.one_of(st.none(), st.decimals(0, 10**6, places=4, allow_nan=False).map(_tidy))
    figures = tuple(
        TableFigure(
            name, draw(st.sampled_from(("万亩", "亿立方米", "个"))) if year == 2024 else "", year, draw(amount), None
        )
        for name in names
        for year in draw(st.lists(st.sampled_from((2024,)), min_size=1, max_size=1))
    )
    of_measure = st.sampled_from([None, *range(1, len(measures) + 1)])
    figures = tuple(TableFigure(one.name, one.unit, one.year, one.target, draw(of_measure)) for one in figures)
    deadline, text = draw(a_deadline())
    completion = draw(st.one_of(st.none(), words()))
    as_of = draw(st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))) if completion else None
    return a_task(
        number,
        problem=draw(words(200)),
        target=draw(st.one_of(st.none(), words())),
        units=units,
        measures=measures,
        figures=figures,
        deadline=deadline,
        deadline_text=text,
        completion=completion,
        completion_as_of=as_of,
    )


def _tidy(amount: Decimal) -> Decimal:
    return amount.normalize()


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(tasks=tasks_of())
def test_whatever_it_says_it_comes_back(ending: str, tasks: tuple[TableTask, ...], office: Settings) -> None:
    rows, wanted = read_back(written(tasks, ending, office), ending, office), [as_row(task) for task in tasks]
    assert rows == wanted
    assert counted(rows) == counted(wanted)


# -- nothing is calculated ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_is_a_text(text: str, office: Settings) -> None:
    task = a_task(problem=text, completion=None, completion_as_of=None)
    book = load_workbook(io.BytesIO(written((task,), ".xlsx", office)))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value and text.strip() in str(cell.value)]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)
    lines = list(csv.reader(io.StringIO(written((task,), ".csv", office).decode("utf-8-sig"))))
    (field,) = [field for line in lines for field in line if text in field]
    assert field.startswith("'")


@given(text=st.text())
def test_a_guarded_field_is_never_a_formula_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


# -- how it looks -------------------------------------------------------------------------------------------------


def test_the_workbook_is_ready_to_print(office: Settings) -> None:
    tasks = tuple(a_task(str(n)) for n in range(1, 41))
    sheet = load_workbook(io.BytesIO(written(tasks, ".xlsx", office))).active
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    headings = [cell.value for cell in sheet[3]]
    assert "督导单位" not in headings  # nobody supervises: no empty column takes the paper
    deadline = sheet.cell(4, headings.index("整改时限") + 1)
    assert deadline.value == "2025年12月底"
    as_of = sheet.cell(4, headings.index("完成情况截至") + 1)
    assert as_of.is_date
    number = sheet.cell(4, headings.index("序号") + 1)
    assert (number.data_type, number.number_format) == ("s", "@")
    measure = sheet.cell(4, headings.index("整改措施") + 1)
    assert measure.alignment.wrap_text


def test_the_same_ledger_makes_the_same_bytes(office: Settings) -> None:
    for ending in ENDINGS:
        assert written((a_task(),), ending, office) == written((a_task(),), ending, office)


def test_the_word_table_repeats_its_header_and_merges_what_is_said_once(office: Settings) -> None:
    document = docx.Document(io.BytesIO(written((a_task(),), ".docx", office)))
    (table,) = document.tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.cell(1, 1)._tc is table.cell(2, 1)._tc
    assert document.sections[0].page_width > document.sections[0].page_height


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_a_ledger_without_tasks(language: str, office: Settings) -> None:
    for ending in export.TABLES:
        sheet = imports.read_sheet(export.template(ending, Texts.of(office), language), f"t{ending}", office)
        assert sheet.rows == ()
        assert {error.key for error in sheet.errors} <= {"ledger-nothing-found"}
        assert sheet.warnings == ()
