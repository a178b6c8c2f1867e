"""The five parts, the owners of measures and the yearly targets follow the file, on both databases; what it leaves out stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from config.settings import Settings
from db.database import open_database
from db.queries import ledger as queries
from db.units import Units
from jobs.clock import VirtualClock
from jobs.ledger import imports
from tests.ledger_files import book

WATER, MONEY, FOREST, WATCH = "示范省水利厅", "示范省财政厅", "示范省林业局", "示范省政府督查室"
HEADING = (
    *("序号", "整改任务", "牵头单位", "责任单位", "配合单位", "督导单位", "验收单位"),
    *("整改措施", "措施责任单位", "指标名称", "计量单位", "2025年目标", "2026年目标"),
)
TASK = (
    21,
    "断流",
    WATER,
    MONEY,
    FOREST,
    WATCH,
    WATCH,
    "1.补水。2.验收。",
    f"{WATER}、{FOREST}",
    "造林",
    "万亩",
    640,
    None,
)


@pytest.fixture
def units(both: Settings, clock: VirtualClock) -> Iterator[Units]:
    opened = open_database(both, now=clock.now)
    yield opened
    opened.close()


def taken_over(units: Units, *rows: tuple[Any, ...]) -> Any:
    sheet = imports.read_sheet(book(*rows), "台账.xlsx", units.settings)
    seen = units.look(imports.preview, sheet)
    assert seen.errors == ()
    units.call(imports.take_over, sheet, seen)
    return seen


def task(units: Units) -> dict[str, Any]:
    (only,) = units.look(queries.export)["tasks"]
    found: dict[str, Any] = only
    return found


def test_what_a_file_says_of_departments_and_figures_is_what_the_ledger_holds(units: Units) -> None:
    taken_over(units, HEADING, TASK)
    before = task(units)
    assert (before["lead"], before["responsible"], before["cooperating"]) == ([WATER], [MONEY], [FOREST])
    assert (before["supervising"], before["accepting"]) == ([WATCH], [WATCH])
    assert [measure["departments"] for measure in before["measures"]] == [[WATER, FOREST], [WATER, FOREST]]
    assert before["indicators"] == [{"name": "造林", "unit": "万亩", "year": 2025, "target": "640"}]
    assert taken_over(units, HEADING, TASK).unchanged == 1

    changed = (
        21,
        "断流",
        FOREST,
        f"{MONEY}、{WATER}",
        None,
        None,
        WATER,
        "1.补水。2.验收。",
        MONEY,
        "造林",
        "万亩",
        650,
        660,
    )
    seen = taken_over(units, HEADING, changed)
    assert [change.field for change in seen.changed[0].changes] == [
        "lead",
        "responsible",
        "accepting",
        "owners",
        "indicators",
    ]
    after = task(units)
    assert (after["lead"], sorted(after["responsible"])) == ([FOREST], sorted([MONEY, WATER]))
    assert (after["cooperating"], after["supervising"], after["accepting"]) == ([FOREST], [WATCH], [WATER])
    assert [measure["departments"] for measure in after["measures"]] == [[MONEY], [MONEY]]
    assert [(one["year"], one["target"]) for one in after["indicators"]] == [(2025, "650"), (2026, "660")]


def test_a_file_that_names_no_lead_leaves_it_where_it_still_names_it(units: Units) -> None:
    taken_over(units, HEADING, TASK)
    assert taken_over(units, ("序号", "责任单位"), (21, f"{MONEY},{WATER}")).unchanged == 1
    taken_over(units, ("序号", "责任单位"), (21, FOREST))
    assert (task(units)["lead"], task(units)["responsible"]) == ([], [FOREST])


def test_an_owner_who_is_none_of_the_tasks_departments_is_an_error_with_its_cell(units: Units) -> None:
    taken_over(units, HEADING, TASK)
    for rows in (
        (HEADING, (*TASK[:8], "示范省公安厅", *TASK[9:])),
        (("序号", "整改措施", "措施责任单位"), (21, "1.补水。2.验收。", "示范省公安厅")),
    ):
        sheet = imports.read_sheet(book(*rows), "台账.xlsx", units.settings)
        errors = units.look(imports.preview, sheet).errors
        assert {error.key for error in errors} == {"ledger-owner-unknown"}
        assert {error.where for error in errors} == {"台账!I2" if len(rows[0]) > 3 else "台账!C2"}


def test_a_figure_keeps_its_unit(units: Units) -> None:
    taken_over(units, HEADING, TASK)
    sheet = imports.read_sheet(book(HEADING, (*TASK[:10], "公顷", 640, None)), "台账.xlsx", units.settings)
    (error,) = units.look(imports.preview, sheet).errors
    assert (error.where, error.key) == ("台账!L2", "ledger-other-unit")
