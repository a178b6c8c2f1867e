"""A ledger is read however the office keeps it: title above, heading in two rows, cells merged down, notes below."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest

from config.settings import Settings
from domain.ledger import Row, Sheet, YearTarget
from jobs.ledger import imports
from tests.ledger_files import HEADING, TASK, book, document, fill, saved

WATER, MONEY, FOREST = "示范省水利厅", "示范省财政厅", "示范省林业局"


@pytest.fixture
def read(settings: Settings) -> Any:
    def reader(content: bytes, name: str = "台账.xlsx") -> Sheet:
        return imports.read_sheet(content, name, settings)

    return reader


def one(sheet: Sheet) -> Row:
    assert sheet.errors == ()
    (row,) = sheet.rows
    return row


def said(sheet: Sheet) -> list[tuple[str, str]]:
    return [(remark.where, remark.key) for remark in (*sheet.errors, *sheet.warnings)]


def test_a_title_and_a_line_with_unit_and_date_stand_above_the_heading(read: Any) -> None:
    sheet = read(
        book(
            ("第二轮省级生态环境保护督察反馈问题整改台账",),
            ("填报单位:示范省督察整改办公室", None, None, "填报日期:2024年9月30日"),
            (),
            HEADING,
            TASK,
            merge=("A1:F1", "A2:C2", "D2:F2"),
        )
    )
    row = one(sheet)
    assert sheet.programme == "第二轮省级生态环境保护督察"
    assert (row.number, row.problem, row.responsible) == ("21", "河道生态补水不足", (WATER,))
    assert (row.target, row.measures) == ("恢复生态基流", ("实施生态补水。",))
    assert (row.deadline, row.deadline_text) == (date(2024, 12, 31), "2024年12月底")
    assert row.where == "台账!A5"
    assert sheet.warnings == ()


def test_a_heading_of_two_rows_names_the_parts_under_one_word(read: Any) -> None:
    sheet = read(
        book(
            ("整改台账",),
            ("序号", "反馈问题", "责任单位", None, None, "年度指标", None, None),
            (None, None, "牵头", "配合", "督导", "名称", "计量单位", "2025年目标"),
            (21, "断流", WATER, f"{MONEY}，{FOREST}", "示范省人民政府督查室", "营造林", "万亩", 640),
            merge=("A1:H1", "A2:A3", "B2:B3", "C2:E2", "F2:H2"),
        )
    )
    row = one(sheet)
    assert (row.lead, row.cooperating, row.supervising) == ((WATER,), (MONEY, FOREST), ("示范省人民政府督查室",))
    assert row.indicators == (YearTarget("营造林", "万亩", 2025, Decimal(640)),)
    assert sheet.warnings == ()


def test_a_heading_of_two_rows_is_known_without_merged_cells_too(read: Any) -> None:
    text = f"序号,问题,责任单位,,措施\n,,牵头单位,配合单位,\n21,断流,{WATER},{MONEY},补水\n"
    row = one(read(text.encode("gb18030"), "台账.csv"))
    assert (row.lead, row.cooperating, row.measures) == ((WATER,), (MONEY,), ("补水",))


def test_a_task_stands_over_several_rows_with_its_cells_merged_down(read: Any) -> None:
    heading = (
        "序号",
        "整改任务",
        "责任单位",
        "整改措施",
        "措施责任单位",
        "整改时限",
        "指标名称",
        "计量单位",
        "2025年度目标",
    )
    sheet = read(
        book(
            heading,
            (21, "断流", f"{WATER}、{MONEY}", "1.补水", WATER, "立行立改", "补水量", "亿立方米", 1.89),
            (None, None, None, "2.验收", f"{WATER}、{MONEY}", None, "达标率", "%", 0.65),
            (33, "噪声", MONEY, "查处", None, "长期坚持", None, None, None),
            merge=("A2:A3", "B2:B3", "C2:C3", "F2:F3"),
            formats={"I3": "0%"},
        )
    )
    first, second = sheet.rows
    assert said(sheet) == []
    assert first.measures == ("补水", "验收")
    assert first.owners == ((WATER,), (WATER, MONEY))
    assert (first.deadline, first.deadline_text) == (None, "立行立改")
    assert first.indicators == (
        YearTarget("补水量", "亿立方米", 2025, Decimal("1.89")),
        YearTarget("达标率", "%", 2025, Decimal(65)),
    )
    assert (second.number, second.measures, second.deadline_text) == ("33", ("查处",), "长期坚持")


def test_merged_cells_that_were_taken_apart_are_one_task_still(read: Any) -> None:
    """Empty below, or filled down: both happen."""
    rows = (
        "序号,整改任务,责任单位,整改措施",
        f"21,断流,{WATER},补水",
        ",,,建机制",
        f"33,噪声,{MONEY},查处",
        f"33,噪声,{MONEY},回访",
    )
    sheet = read("\n".join(rows).encode(), "台账.csv")
    assert [(row.number, row.measures) for row in sheet.rows] == [("21", ("补水", "建机制")), ("33", ("查处", "回访"))]
    assert said(sheet) == []


def test_departments_of_each_row_own_that_rows_measure(read: Any) -> None:
    sheet = read(
        book(
            ("序号", "整改任务", "整改措施", "责任单位"),
            (21, "断流", "补水", WATER),
            (None, None, "出资", f"{MONEY}、{WATER}"),
            merge=("A2:A3", "B2:B3"),
        )
    )
    row = one(sheet)
    assert row.responsible == (WATER, MONEY)
    assert row.owners == ((WATER,), (MONEY, WATER))


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (f"{WATER}、{MONEY},{FOREST}", {"responsible": (WATER, MONEY, FOREST)}),
        (f"{WATER}，{MONEY}\n{FOREST}", {"responsible": (WATER, MONEY, FOREST)}),
        (f"牵头单位:{WATER} 配合单位:{MONEY}、{FOREST}", {"lead": (WATER,), "cooperating": (MONEY, FOREST)}),
        (f"牵头单位：{WATER}\n责任单位：{MONEY}", {"lead": (WATER,), "responsible": (MONEY,)}),
        (f"{WATER}(牵头)、{MONEY}", {"lead": (WATER,), "responsible": (MONEY,)}),
        (f"{WATER}牵头，{MONEY}、{FOREST}配合", {"lead": (WATER,), "cooperating": (MONEY, FOREST)}),
        (f"责任单位:{WATER};督导单位:{MONEY};验收单位:{FOREST}", {"supervising": (MONEY,), "accepting": (FOREST,)}),
        ("各市、县(市、区)人民政府", {"responsible": ("各市、县(市、区)人民政府",)}),
        ("示范省生态环境厅(省督察整改办)", {"responsible": ("示范省生态环境厅(省督察整改办)",)}),
        ("示范省监督检查局", {"responsible": ("示范省监督检查局",)}),
        ("无", {"responsible": ()}),
    ],
)
def test_departments_and_their_parts_are_read_from_one_cell(cell: str, parts: dict[str, Any], read: Any) -> None:
    row = one(read(book(HEADING[:3], (21, "断流", cell))))
    assert {role: getattr(row, role) for role in parts} == parts


@pytest.mark.parametrize(
    ("cell", "measures"),
    [
        ("1.补水。2.建立机制。", ("补水。", "建立机制。")),
        ("1、补水\n2、建立机制", ("补水", "建立机制")),
        ("（一）补水。\n（二）建立机制。", ("补水。", "建立机制。")),
        ("一是补水；二是建立机制。", ("补水；", "建立机制。")),
        ("2024年底前补水1.5亿立方米。", ("2024年底前补水1.5亿立方米。",)),
        ("补水。\n建立机制。", ("补水。", "建立机制。")),
    ],
)
def test_measures_are_counted_off_in_a_cell_without_their_numbers(
    cell: str, measures: tuple[str, ...], read: Any
) -> None:
    assert one(read(book(HEADING, (*TASK[:4], cell, TASK[5])))).measures == measures


@pytest.mark.parametrize(
    ("cell", "day", "words"),
    [
        (date(2024, 10, 31), date(2024, 10, 31), None),
        ("2024.10.31", date(2024, 10, 31), None),
        ("2024年12月底", date(2024, 12, 31), "2024年12月底"),
        ("2025年3月", date(2025, 3, 31), "2025年3月"),
        ("2025年底前", date(2025, 12, 31), "2025年底前"),
        ("立行立改", None, "立行立改"),
        ("长期坚持", None, "长期坚持"),
        (20241231, date(2024, 12, 31), None),
        ("/", None, None),
    ],
)
def test_a_deadline_is_a_date_or_words(cell: Any, day: date | None, words: str | None, read: Any) -> None:
    sheet = read(book(HEADING, (*TASK[:5], cell)))
    row = one(sheet)
    assert (row.deadline, row.deadline_text) == (day, words)
    assert sheet.warnings == ()


def test_a_month_that_the_spreadsheet_made_a_day_of_is_that_months_end(read: Any) -> None:
    for shown_as in ('yyyy"年"m"月"', "mmm-yy"):
        row = one(read(book(HEADING, (*TASK[:5], date(2025, 3, 1)), formats={"F2": shown_as})))
        assert (row.deadline, row.deadline_text) == (date(2025, 3, 31), "2025年3月")


@pytest.mark.parametrize(
    ("cell", "shown_as", "number", "warned"),
    [
        (21, "General", "21", None),
        (21.0, "General", "21", None),
        ("２１", "@", "21", None),
        ("序号二十一", "@", "21", None),
        ("47-5", "@", "47-5", None),
        ("47－5", "@", "47-5", None),
        ("X3JX202405160020", "@", "X3JX202405160020", None),
        (date(1947, 5, 1), "mmm-yy", "47-5", "ledger-number-was-date"),
        (date(2024, 5, 12), 'm"月"d"日"', "5-12", "ledger-number-was-date"),
        (47.5, "General", "47-5", "ledger-number-was-decimal"),
    ],
)
def test_a_number_is_read_however_it_is_kept(
    cell: Any, shown_as: str, number: str, warned: str | None, read: Any
) -> None:
    sheet = read(book(HEADING, (cell, *TASK[1:]), formats={"A2": shown_as}))
    assert one(sheet).number == number
    assert said(sheet) == ([("台账!A2", warned)] if warned else [])


def test_a_chinese_spreadsheets_own_date_formats_are_dates(read: Any) -> None:
    """Formats that the file names by number alone: 31 is yyyy年m月d日, 57 is yyyy年m月."""
    whole = openpyxl.Workbook()
    fill(whole.active, [HEADING, (*TASK[:5], 45657), ("22", *TASK[1:5], 45627)])  # type: ignore[arg-type]
    for cell, number in (("F2", 31), ("F3", 57)):
        whole.active[cell].number_format = f"own-{number}"  # type: ignore[index]
    content = _with_formats_by_number(saved(whole), {"own-31": 31, "own-57": 57})
    rows = read(content).rows
    assert (rows[0].deadline, rows[0].deadline_text) == (date(2024, 12, 31), None)
    assert (rows[1].deadline, rows[1].deadline_text) == (date(2024, 12, 31), "2024年12月")


def _with_formats_by_number(content: bytes, formats: dict[str, int]) -> bytes:

    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(held, "w") as after:
        for entry in before.infolist():
            part = before.read(entry)
            if entry.filename == "xl/styles.xml":
                text = part.decode()
                for code, number in formats.items():
                    own = re.search(rf'<numFmt numFmtId="(\d+)" formatCode="{code}"\s*/>', text)
                    assert own is not None
                    text = text.replace(own[0], "").replace(f'numFmtId="{own[1]}"', f'numFmtId="{number}"')
                part = re.sub(r"<numFmts[^>]*>\s*</numFmts>", "", text).encode()
            after.writestr(entry, part)
    return held.getvalue()


def test_blank_rows_sections_footnotes_and_repeated_headings_are_no_tasks(read: Any) -> None:
    sheet = read(
        book(
            HEADING,
            ("一、水环境方面",),
            TASK,
            (),
            HEADING,
            ("33", *TASK[1:]),
            ("合计", "2项"),
            ("注:1.本表按季更新。",),
            ("填表人:", "审核人:", None, "联系电话:"),
            merge=("A2:F2", "A8:F8"),
        )
    )
    assert [row.number for row in sheet.rows] == ["21", "33"]
    assert said(sheet) == [("台账!A2", "ledger-row-left-out")]


def test_of_several_sheets_the_ledger_is_found(read: Any) -> None:
    whole = openpyxl.Workbook()
    fill(whole.active, [("说明",), ("一、本表由各单位填写。",), ("序号", "姓名", "电话"), (1, "略", "略")])  # type: ignore[arg-type]
    fill(whole.create_sheet("台账"), [HEADING, TASK, ("33", *TASK[1:])])
    fill(whole.create_sheet("旧台账"), [HEADING, TASK])
    old = whole.create_sheet("备份")
    fill(old, [HEADING, ("99", *TASK[1:])])
    old.sheet_state = "hidden"
    sheet = read(saved(whole))
    assert [row.where for row in sheet.rows] == ["台账!A2", "台账!A3"]
    assert said(sheet) == [("旧台账!A1", "ledger-sheet-copy"), ("备份!A1", "ledger-sheet-hidden")]


def test_sheets_that_share_no_number_are_one_ledger(read: Any) -> None:
    whole = openpyxl.Workbook()
    fill(whole.active, [HEADING, TASK])  # type: ignore[arg-type]
    fill(whole.create_sheet("大气"), [HEADING, ("33", *TASK[1:])])
    assert [row.number for row in read(saved(whole)).rows] == ["21", "33"]


def test_hidden_rows_and_columns_are_read_and_told(read: Any) -> None:
    whole = openpyxl.Workbook()
    sheet = whole.active
    assert sheet is not None
    sheet.title = "台账"
    fill(sheet, [HEADING, TASK, ("33", *TASK[1:])])  # type: ignore[arg-type]
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].hidden = True
    read_ = read(saved(whole))
    assert [row.target for row in read_.rows] == ["恢复生态基流"] * 2
    assert said(read_) == [("台账!D1", "ledger-column-hidden"), ("台账!A3", "ledger-rows-hidden")]


def test_of_two_columns_that_say_the_same_the_visible_one_is_read(read: Any) -> None:
    whole = openpyxl.Workbook()
    sheet = whole.active
    assert sheet is not None
    fill(sheet, [("序号", "整改任务", "责任部门", "责任单位"), ("21", "断流", MONEY, WATER)])  # type: ignore[arg-type]
    sheet.column_dimensions["C"].hidden = True
    row = one(read(saved(whole)))
    assert row.responsible == (WATER,)


def test_an_unknown_column_is_named_and_the_rest_is_read(read: Any) -> None:
    sheet = read(book((*HEADING, "备注", None), (*TASK, "加急", "x")))
    assert one(sheet).number == "21"
    assert [(remark.where, remark.key, remark.facts) for remark in sheet.warnings] == [
        ("台账!G1", "ledger-column-unknown", {"heading": "备注"}),
        ("台账!H1", "ledger-column-unnamed", {"column": "H"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_encoding_offices_save_it_in(encoding: str, read: Any) -> None:
    text = ",".join(HEADING) + "\r\n" + ",".join(TASK) + "\r\n"
    row = one(read(text.encode(encoding), "台账.csv"))
    assert (row.number, row.responsible, row.where) == ("21", (WATER,), "line 2")


def test_a_csv_counts_lines_as_they_are_written(read: Any) -> None:
    text = '序号;整改任务;整改措施\n="47-5";"断流\n（两处）";补水\n其他;噪声;查处\n'
    sheet = read(text.encode(), "台账.csv")
    assert (sheet.rows[0].number, sheet.rows[0].problem) == ("47-5", "断流\n（两处）")
    assert said(sheet) == [("line 4", "ledger-number-unclear")]


def test_a_text_that_was_kept_from_being_a_formula_is_that_text(read: Any) -> None:
    row = one(read("序号,整改任务,整改目标\n21,'=断流=,'-5%\n".encode(), "台账.csv"))
    assert (row.problem, row.target) == ("=断流=", "-5%")


def test_a_csv_that_came_without_its_name_is_still_a_ledger(read: Any) -> None:
    text = f"序号,整改任务,责任单位\n21,断流,{WATER}\n"
    for mark, name in ((",", "-"), ("\t", "台账.txt")):
        row = one(read(text.replace(",", mark).encode(), name))
        assert (row.number, row.responsible, row.where) == ("21", (WATER,), "line 2")


def test_a_word_table_is_read_with_its_merged_cells(read: Any) -> None:
    content = document(
        ("序号", "整改任务", "责任单位", "整改措施"),
        ("21", "断流", WATER, "补水"),
        ("", "", "", "建机制"),
        ("33", "噪声", MONEY, "查处"),
        title="第二轮省级生态环境保护督察整改台账",
        merge=((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2)),
    )
    sheet = read(content, "台账.docx")
    assert sheet.programme == "第二轮省级生态环境保护督察"
    assert [(row.number, row.measures, row.where) for row in sheet.rows] == [
        ("21", ("补水", "建机制"), "table 1 row 2"),
        ("33", ("查处",), "table 1 row 4"),
    ]


def test_numbers_that_word_counts_by_itself_are_numbers(read: Any) -> None:

    paper = docx.Document()
    table = paper.add_table(rows=3, cols=3)
    for place, word in enumerate(("序号", "整改任务", "整改措施")):
        table.cell(0, place).text = word
    for row, words in enumerate((("断流", "补水"), ("噪声", "查处")), 1):
        table.cell(row, 0).paragraphs[0].style = "List Number"
        number = table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_numId().val = 1
        number.get_or_add_ilvl().val = 0
        table.cell(row, 1).text, table.cell(row, 2).text = words
    held = io.BytesIO()
    paper.save(held)
    sheet = read(held.getvalue(), "台账.docx")
    assert [(row.number, row.problem) for row in sheet.rows] in ([("1", "断流"), ("2", "噪声")], [])


def test_a_web_page_is_read_with_its_spanning_cells(read: Any) -> None:
    page = f"""<html><body><h1>第二轮省级生态环境保护督察整改台账</h1><table>
    <tr><th rowspan=2>序号<th rowspan=2>整改任务<th colspan=2>责任单位<th rowspan=2>整改措施</tr>
    <tr><th>牵头<th>配合</tr>
    <tr><td rowspan=2>21<td rowspan=2>断流<td rowspan=2>{WATER}<td rowspan=2>{MONEY}<td>补水</tr>
    <tr><td>建机制</tr></table></body></html>"""
    sheet = read(page.encode("gbk"), "台账.html")
    row = one(sheet)
    assert (row.lead, row.cooperating, row.measures) == ((WATER,), (MONEY,), ("补水", "建机制"))
    assert (row.where, sheet.programme) == ("table 1 row 3", "第二轮省级生态环境保护督察")


def test_an_export_that_calls_itself_a_workbook_is_read_as_what_it_is(read: Any) -> None:
    """Many a system's "Excel" is a page or a text."""
    page = "<html><table><tr><td>序号<td>整改任务<tr><td>21<td>断流</table></html>"
    assert one(read(page.encode(), "台账.xls")).number == "21"
    assert one(read("序号\t整改任务\n21\t断流\n".encode("gbk"), "台账.xls")).number == "21"


def test_each_row_may_name_its_inspection(read: Any) -> None:
    sheet = read(book(("督察", *HEADING), ("甲督察", *TASK), ("乙督察", *TASK)))
    assert [(row.programme, row.number) for row in sheet.rows] == [("甲督察", "21"), ("乙督察", "21")]
    assert sheet.errors == ()


def test_figures_stand_in_years_side_by_side_or_in_words(read: Any) -> None:
    row = one(
        read(
            book(
                ("序号", "整改任务", "指标", "单位", "2024年目标", "2025年目标"),
                (21, "断流", "造林", "万亩", 600, 640),
            )
        )
    )
    assert row.indicators == (
        YearTarget("造林", "万亩", 2024, Decimal(600)),
        YearTarget("造林", "万亩", 2025, Decimal(640)),
    )
    row = one(
        read(
            book(
                ("2025年度整改台账",),
                ("序号", "整改任务", "年度指标"),
                (21, "断流", "造林640万亩;达标率65%"),
                merge=("A1:C1",),
            )
        )
    )
    assert row.indicators == (
        YearTarget("造林", "万亩", 2025, Decimal(640)),
        YearTarget("达标率", "%", 2025, Decimal(65)),
    )


# -- flaws --------------------------------------------------------------------------------------------------------


def test_every_flaw_is_named_by_its_cell_and_none_is_left_out(read: Any) -> None:
    sheet = read(
        book(
            ("序号", "整改任务", "责任单位", "整改时限", "指标名称", "计量单位", "2025年目标"),
            (21, "断流", WATER, "2024年2月30日", "造林", "万亩", "六百左右"),
            (None, "没有序号的问题", WATER, "2024.13.1", None, None, None),
            (21, "又一个", WATER, "立行立改", None, None, 5),
            ("其他", "噪声", MONEY, None, "补水", None, 5),
            (date(2024, 5, 12), "扬尘", MONEY, "按计划", "补水", "亿立方米", "=1+1"),
            formats={"A6": "yyyy-mm-dd"},
        )
    )
    assert said(sheet) == [
        ("台账!D2", "ledger-no-such-day"),
        ("台账!G2", "figure-cell-not-exact"),
        ("台账!A3", "ledger-row-without-number"),
        ("台账!D3", "ledger-no-such-day"),
        ("台账!A4", "ledger-number-again"),
        ("台账!G4", "ledger-figure-no-name"),
        ("台账!A5", "ledger-number-unclear"),
        ("台账!G5", "ledger-figure-no-unit"),
        ("台账!A6", "ledger-number-date"),
        ("台账!G6", "ledger-cell-formula"),
        ("台账!D6", "ledger-deadline-unclear"),  # a warning
    ]


def test_a_formula_counts_by_its_saved_value_and_is_never_calculated(read: Any) -> None:
    """openpyxl saves formulas without values, as a program that never calculates does."""
    sheet = read(book(HEADING, ("21", '="断"&"流"', *TASK[2:])))
    assert said(sheet) == [("台账!B2", "ledger-cell-formula")]
    content = _with_value(book(HEADING, ("=20+1", *TASK[1:])), "A2", "21")
    assert one(read(content)).number == "21"
    sheet = read("序号,整改任务\n21,=cmd()\n".encode(), "台账.csv")
    assert said(sheet) == [("line 2", "ledger-cell-formula")]


def _with_value(content: bytes, cell: str, value: str) -> bytes:

    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(held, "w") as after:
        for entry in before.infolist():
            part = before.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                part = re.sub(
                    rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?'.encode(),
                    rb"\1<v>" + value.encode() + b"</v>",
                    part,
                )
                assert value.encode() + b"</v>" in part
            after.writestr(entry, part)
    return held.getvalue()


def test_a_table_without_numbers_or_heading_says_what_is_missing(read: Any) -> None:
    assert said(read(book(("整改任务", "责任单位", "整改措施"), TASK[1:4])))[0] == (
        "台账!A1",
        "ledger-no-number-column",
    )
    assert said(read(book(("一", "二"), ("三", "四")))) == [("台账!A1", "ledger-no-heading")]
