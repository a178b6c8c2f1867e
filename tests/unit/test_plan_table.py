"""A plan's table as it is handed out says nothing new; what is written into it is read cell by cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from config.settings import Settings
from config.texts import Texts
from domain.messages.plan import PlanSheet, SheetFigure, SheetTask
from domain.plan import (
    Fate,
    KnownFigure,
    KnownTask,
    MeasureFate,
    PlanComparison,
    carried_over,
    compare,
    year_of,
)
from domain.plan_table import PlanTable
from jobs.files import Store
from jobs.plan import files, table
from tests.conftest import settings_in

PROGRAMME = "第二轮省级生态环境保护督察"
KNOWN = (
    KnownTask(
        "21",
        "河道生态补水不足",
        ("实施生态补水,年补水不少于1亿立方米。", "建立调度机制。"),
        (KnownFigure("生态补水量", "亿立方米", Decimal(1), Decimal("0.9")),),
    ),
    KnownTask("47-5", "噪声投诉办理不及时", ("=建立台账。",), ()),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_in(Path(tmp_path_factory.mktemp("plan")))


def handed_out(known: tuple[KnownTask, ...], language: str = "zh-CN") -> bytes:
    tasks = tuple(
        SheetTask(
            task.number,
            task.problem,
            task.measures,
            tuple(SheetFigure(one.name, one.unit, one.last, one.reached, one.set_to) for one in task.figures),
        )
        for task in known
    )
    return table.written(PlanSheet(PROGRAMME, 2025, in_force=False, tasks=tasks), Texts.shipped(), language)


def came_back(content: bytes, office: Settings) -> PlanTable:
    read = files.table_of(Store(office.data_dir).receive(content, "要点.xlsx"), office)
    assert read is not None
    return read


def filled(office: Settings, fill: Callable[[Any], None], language: str = "zh-CN") -> PlanComparison:
    """What the table says once `fill` has written into its sheet; rows from 4, columns A to J."""
    book = load_workbook(io.BytesIO(handed_out(KNOWN, language)))
    fill(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return compare(came_back(out.getvalue(), office).draft, KNOWN)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_as_it_is_handed_out_it_changes_no_measure(language: str, office: Settings) -> None:
    read = came_back(handed_out(KNOWN, language), office)
    assert (read.programme, read.year) == (PROGRAMME, 2025)
    seen = compare(read.draft, KNOWN)
    assert (seen.errors, seen.measures) == ((), ())
    assert [line.fate for line in seen.targets] == [Fate.DROPPED]  # no target was filled in yet


def test_a_target_a_changed_measure_a_dropped_and_a_new_one(office: Settings) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["D4"], sheet["J4"] = "实施生态补水,年补水不少于1.2亿立方米。", "按批复"
        sheet["D5"], sheet["J5"] = None, "已完成"
        sheet["I6"] = 1.2
        sheet.unmerge_cells("A4:A6")
        sheet.unmerge_cells("B4:B6")
        sheet.insert_rows(7)
        sheet["D7"] = "落实河长责任。"

    seen = filled(office, fill)
    assert seen.errors == ()
    assert [(line.fate, line.place, line.reason) for line in seen.measures] == [
        (MeasureFate.CHANGED, 1, "按批复"),
        (MeasureFate.DROPPED, 2, "已完成"),
        (MeasureFate.NEW, 0, ""),
    ]
    (target,) = seen.targets
    assert (target.fate, target.target, target.reached) == (Fate.CHANGED, Decimal("1.2"), Decimal("0.9"))


@pytest.mark.parametrize(
    ("cells", "where", "key"),
    [
        ({"I6": "五百左右"}, "I6", "figure-cell-not-exact"),
        ({"I6": "1.2万亩"}, "I6", "figure-other-unit"),
        ({"F6": "万亩", "I6": 1}, "I6", "plan-other-unit"),
        ({"F6": None, "E6": "新指标", "I6": 1}, "F6", "plan-no-unit"),
        ({"E6": None, "I6": 1}, "E6", "plan-no-figure"),
        ({"C4": "甲"}, "C4", "plan-place-number"),
        ({"C4": 9}, "D4", "plan-measure-unknown"),
        ({"C5": 1}, "D5", "plan-measure-twice"),
        ({"A7": "99", "D7": "新的措施"}, "D7", "plan-task-unknown"),
    ],
)
def test_what_can_not_be_taken_is_named_by_its_cell(
    cells: dict[str, object], where: str, key: str, office: Settings
) -> None:
    def fill(sheet: Worksheet) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    errors = filled(office, fill).errors
    assert (f"2025年工作要点!{where}", key) in [(one.where, one.key) for one in errors]
    for language in ("zh-CN", "en"):
        for one in errors:
            assert Texts.shipped().say(language, one.key, **one.facts)


def test_a_row_taken_out_leaves_its_measure(office: Settings) -> None:
    def fill(sheet: Worksheet) -> None:
        for cell in ("C5", "D5"):
            sheet[cell] = None

    assert filled(office, fill).measures == ()


@pytest.mark.parametrize("typed", ["1.2", "1.2亿立方米", "1.20", 1.2])
def test_a_target_may_be_typed_as_people_type(typed: object, office: Settings) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["I6"] = typed

    seen = filled(office, fill)
    assert seen.errors == ()
    assert seen.targets[0].target == Decimal("1.2")


def test_another_file_is_no_plan(office: Settings) -> None:
    ledger = Store(office.data_dir).receive("序号,整改任务\n21,补水\n".encode(), "台账.csv")
    assert files.table_of(ledger, office) is None
    assert files.table_of(Store(office.data_dir).receive(b"%PDF-1.4", "x.pdf"), office) is None


def test_it_prints_across_with_its_header_on_every_page() -> None:
    sheet = load_workbook(io.BytesIO(handed_out(KNOWN))).worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"
    assert [cell.value for cell in sheet[3]] == [
        *("序号", "整改任务", "措施序号", "整改措施", "指标名称", "计量单位", "2024年目标", "2024年完成", "2025年目标"),
        "改动原因",
    ]
    assert sheet["D7"].data_type == "s"  # =建立台账 is words


def test_carried_over_nothing_differs_from_last_year() -> None:
    seen = compare(carried_over(KNOWN), KNOWN)
    assert [line.fate for line in seen.targets] == [Fate.CARRIED]
    assert seen.measures == ()


def test_from_december_on_the_next_year_is_planned() -> None:
    assert [year_of(day) for day in (date(2024, 11, 30), date(2024, 12, 1), date(2025, 1, 6))] == [2024, 2025, 2025]


amounts = st.one_of(st.none(), st.decimals(0, 10**6, places=2, allow_nan=False))
texts = st.text("河道生态补水湿地排口治理监测", min_size=2, max_size=30).map(lambda text: f"{text}。")


@st.composite
def plans(draw: st.DrawFn) -> tuple[KnownTask, ...]:
    numbers = draw(st.lists(st.sampled_from(("1", "21", "33", "47-5")), unique=True, min_size=1))
    return tuple(
        KnownTask(
            number,
            draw(texts),
            tuple(draw(st.lists(texts, max_size=3, unique=True))),
            tuple(
                KnownFigure(name, "万亩", draw(amounts), draw(amounts), draw(amounts))
                for name in draw(st.lists(st.sampled_from(("造林", "补水", "治理")), unique=True))
            ),
        )
        for number in numbers
    )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(known=plans())
def test_any_plan_handed_out_and_sent_back_changes_nothing(known: tuple[KnownTask, ...], office: Settings) -> None:
    seen = compare(came_back(handed_out(known), office).draft, known)
    assert (seen.errors, seen.measures, seen.written) == ((), (), ())
