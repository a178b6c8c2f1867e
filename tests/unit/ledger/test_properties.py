"""Whatever an office writes into its cells: the same ledger comes out of every kind of file, and its marks are only marks."""

from __future__ import annotations

import csv
import html
import io
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.ledger import LedgerField, Sheet
from domain.ledger_grid import Cell, letters
from domain.ledger_units import departments_in
from domain.ledger_values import last_day_in_cell, measures_of_cell, number_in_cell
from jobs.ledger import imports
from tests.conftest import settings_in
from tests.ledger_files import HEADING, book, document

PLACES = ["示范省", "甲市", "乙县", "丙区"]
OFFICES = ["水利厅", "财政厅", "生态环境局", "人民政府", "林业和草原局", "住房和城乡建设局", "监督检查局", "督导办公室"]
names = st.builds("{}{}".format, st.sampled_from(PLACES), st.sampled_from(OFFICES))
several = st.lists(names, min_size=1, max_size=5, unique=True)
between = st.sampled_from(["、", ",", "，", "\n", ";", "； ", " 、"])
sentences = st.text("补水建立机制整治河道达标验收", min_size=2, max_size=12).map("{}。".format)
LABELS = {
    LedgerField.LEAD: "牵头",
    LedgerField.COOPERATING: "配合",
    LedgerField.SUPERVISING: "督导",
    LedgerField.ACCEPTING: "验收",
}
NUMBERINGS = ["{n}.", "{n}、", "({n})", "（{n}）", "{c}、", "（{c}）", "{c}是", "第{c},"]
CHINESE = "一二三四五六七八九"


@given(listed=several, mark=between)
def test_departments_come_apart_at_every_mark(listed: list[str], mark: str) -> None:
    assert departments_in(mark.join(listed), LedgerField.RESPONSIBLE) == {LedgerField.RESPONSIBLE: tuple(listed)}


@given(
    parts=st.dictionaries(st.sampled_from(list(LABELS)), several, min_size=1),
    mark=between,
    word=st.sampled_from(["单位", "部门", ""]),
    colon=st.sampled_from([":", "："]),
    gap=st.sampled_from(["\n", ";", " ", "。"]),
)
def test_labels_in_one_cell_say_the_part(
    parts: dict[LedgerField, list[str]], mark: str, word: str, colon: str, gap: str
) -> None:
    cell = gap.join(f"{LABELS[part]}{word}{colon}{mark.join(listed)}" for part, listed in parts.items())
    assert departments_in(cell, LedgerField.RESPONSIBLE) == {part: tuple(listed) for part, listed in parts.items()}


@given(
    texts=st.lists(sentences, min_size=2, max_size=9),
    style=st.sampled_from(NUMBERINGS),
    gap=st.sampled_from(["", "\n"]),
)
def test_measures_lose_their_numbers_and_nothing_else(texts: list[str], style: str, gap: str) -> None:
    cell = gap.join(style.format(n=n, c=CHINESE[n - 1]) + text for n, text in enumerate(texts, 1))
    assert measures_of_cell(cell) == texts


@given(text=sentences, number=st.integers(1, 30))
def test_a_measure_with_its_number_beside_it_is_one_measure(text: str, number: int) -> None:
    assert measures_of_cell(text, str(number)) == [text]
    assert measures_of_cell(f"{number}.{text}", str(number)) == [text]


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)))
def test_a_whole_date_is_that_day_however_it_is_written(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d 00:00:00"):
        read = last_day_in_cell(Cell(day.strftime(form)), "A1")
        assert (read.day, read.words, read.remark) == (day, None, None)


@given(whole=st.integers(1, 999), part=st.integers(1, 99))
def test_a_number_is_itself(whole: int, part: int) -> None:
    for written in (str(whole), f"序号{whole}", f"第{whole}项", f"{whole}号"):
        assert number_in_cell(Cell(written), "A1").number == str(whole)
    for written in (f"{whole}-{part}", f"{whole}－{part}", f"{whole} - {part}"):
        assert number_in_cell(Cell(written), "A1").number == f"{whole}-{part}"


@given(column=st.integers(0, 16_383))
def test_a_column_is_named_as_a_workbook_names_it(column: int) -> None:
    value = 0
    for letter in letters(column):
        value = value * 26 + ord(letter) - 64
    assert value == column + 1


tasks = st.lists(
    st.tuples(
        st.integers(1, 200).map(str),
        st.text("河道断流噪声扬尘,。()“”'\"&<>|;:12", min_size=3, max_size=30).map("问题{}".format),
        several.map("、".join),
        st.text("恢复达标=+-@", min_size=1, max_size=10).map("目标{}".format),
        st.lists(sentences, min_size=1, max_size=3).map(
            lambda texts: "".join(f"{n}.{t}" for n, t in enumerate(texts, 1))
        ),
        st.sampled_from(["2024年12月底", "立行立改", "长期坚持", "2025-03-31"]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda task: task[0],
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=tasks)
def test_the_same_ledger_comes_out_of_every_kind_of_file(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    office = settings_in(tmp_path)
    out = io.StringIO()
    csv.writer(out).writerows([HEADING, *rows])
    page = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in [HEADING, *rows]
    )
    files = {
        "a.xlsx": book(HEADING, *rows),
        "a.docx": document(HEADING, *rows),
        "a.csv": out.getvalue().encode("gb18030"),
        "a.html": f"<html><table>{page}</table></html>".encode(),
    }
    read: dict[str, Sheet] = {name: imports.read_sheet(content, name, office) for name, content in files.items()}
    for sheet in read.values():
        assert sheet.errors == sheet.warnings == ()
        assert sheet.rows == read["a.xlsx"].rows
    assert [(row.number, row.problem) for row in read["a.xlsx"].rows] == [(row[0], row[1]) for row in rows]
