"""A heading is known however the office writes it; what is not known is nobody's column."""

from __future__ import annotations

import pytest

from domain.ledger_columns import HEADINGS, Column, heading_of


@pytest.mark.parametrize("column", Column)
def test_the_headings_the_product_writes_are_read_back_in_both_languages(column: Column) -> None:
    for language in ("zh-CN", "en"):
        found = heading_of(HEADINGS[column].heading(language))
        assert found is not None
        assert found.column is column


@pytest.mark.parametrize(
    ("written", "group", "column", "year", "unit"),
    [
        ("序 号", "", Column.NUMBER, None, None),
        ("反馈问题\n内容", "", Column.PROBLEM, None, None),
        ("整改任务（问题）", "", Column.PROBLEM, None, None),
        ("*责任单位(必填)", "", Column.RESPONSIBLE, None, None),
        ("牵头（责任）单位", "", Column.LEAD, None, None),
        ("牵头/配合单位", "", Column.LEAD, None, None),
        ("牵头/配合单位", "责任单位", Column.LEAD, None, None),
        ("主办、协办部门", "", Column.LEAD, None, None),
        ("责任/配合单位", "", Column.RESPONSIBLE, None, None),
        ("牵头单位、责任单位、配合单位", "", Column.RESPONSIBLE, None, None),
        ("整改完成时限", "", Column.DEADLINE, None, None),
        ("２０２４年度目标（万亩）", "", Column.INDICATOR_TARGET, 2024, "万亩"),
        ("年度目标(2025年)", "", Column.INDICATOR_TARGET, 2025, None),
        ("2024年度整改目标", "", Column.TARGET, None, None),
        ("2024年", "年度目标(单位:万元)", Column.INDICATOR_TARGET, 2024, "万元"),
        ("牵头", "责任单位", Column.LEAD, None, None),
        ("配合", "责任单位", Column.COOPERATING, None, None),
        ("单位", "年度指标", Column.INDICATOR_UNIT, None, None),
        ("名称", "量化指标", Column.INDICATOR, None, None),
        ("责任单位", "整改措施", Column.MEASURE_OWNERS, None, None),
        ("内容", "整改措施", Column.MEASURE, None, None),
        ("序号", "序号", Column.NUMBER, None, None),
    ],
)
def test_a_heading_is_known_however_it_is_written(
    written: str, group: str, column: Column, year: int | None, unit: str | None
) -> None:
    found = heading_of(written, group)
    assert found is not None
    assert (found.column, found.year, found.unit) == (column, year, unit)


@pytest.mark.parametrize("written", ["", "备注", "单位", "责任人", "整改措施及完成情况", "2024年", "联系电话"])
def test_what_is_not_known_is_nobodys_column(written: str) -> None:
    assert heading_of(written) is None
