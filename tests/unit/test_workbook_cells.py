"""A filled workbook is read cell by cell: what is right is taken as it was meant, what is not is named by its cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.workbook import Workbook

from bot.render import Renderer
from domain.errors import Rejected
from domain.messages.workbook import WorkbookFile, WorkbookPreview
from domain.states import ReportStatus
from domain.workbook import LONGEST_HELP, Given, Issued, Mark, Returned
from jobs.collection import help_wanted
from jobs.workbook import filled
from jobs.workbook.mark import mark_in
from tests import workbooks
from tests.any_message import messages
from tests.workbooks import DRAFTED, ISSUED, MARK, TASK, TEXTS, composed

EMPTY = composed()
RENDERER = Renderer(TEXTS, ZoneInfo("Asia/Shanghai"), lambda: datetime(2024, 10, 9, tzinfo=UTC), "bot")


def read(content: bytes, issued: Issued = ISSUED) -> Returned:
    return filled.read(content, issued, TEXTS)


def with_cells(**cells: Any) -> Returned:
    """`H7=…` of 填报, `i_H7=…` of 指标."""
    places = {f"指标!{at[2:]}" if at.startswith("i_") else f"填报!{at}": value for at, value in cells.items()}
    return read(workbooks.filled(EMPTY, places))


def rebuilt(change: Callable[[Workbook], object]) -> bytes:
    book = workbooks.opened(EMPTY)
    change(book)
    return workbooks.saved(book)


# -- what is right ------------------------------------------------------------------------------------------------


def test_a_workbook_that_nobody_touched_says_what_it_was_handed_out_with() -> None:
    for language in ("zh-CN", "en"):
        returned = read(composed(language=language))
        assert returned.errors == returned.warnings == ()
        first, second = returned.entries
        assert (first.request, first.status, first.text, first.help) == (11, None, None, None)
        assert first.figures == (Given(31, None, given=False), Given(32, Decimal("61.5"), given=True))
        assert (second.status, second.text, second.help) == ("behind", "=草稿,还没写完", "请协调")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (520, "520"),
        (520.25, "520.25"),
        (1.1 + 2.2, "3.3"),  # 3.3000000000000003 in the file
        ("520万亩", "520"),
        ("5200000亩", "520"),
        ("0.052亿亩", "520"),
        ("520", "520"),
        (" 1,520.5 ", "1520.5"),
        (0, "0"),
    ],
)
def test_a_figure_is_taken_as_people_type_it(typed: Any, value: str) -> None:
    returned = with_cells(i_H7=typed)
    assert returned.errors == ()
    assert returned.entries[0].figures[0] == Given(31, Decimal(value), given=True)


@pytest.mark.parametrize("typed", ["暂无数据", "暂无", "No figure"])
def test_no_figure_yet_is_an_answer(typed: str) -> None:
    assert with_cells(i_H7=typed).entries[0].figures[0] == Given(31, None, given=True)


def test_a_percentage_is_taken_in_per_cent() -> None:
    """Typed into a cell of the format General, 65% is kept as 0.65 and shown as 65%."""

    def percent(book: Workbook) -> None:
        book["指标"]["H8"] = 0.65
        book["指标"]["H8"].number_format = "0.00%"

    assert read(rebuilt(percent)).entries[0].figures[1] == Given(32, Decimal(65), given=True)
    assert with_cells(i_H8="65%").entries[0].figures[1] == Given(32, Decimal(65), given=True)


@pytest.mark.parametrize(
    ("typed", "status"),
    [("已完成", "done"), (" 达到序时进度 ", "on_track"), ("behind", "behind"), ("Nothing New", "no_change")],
)
def test_a_status_is_known_in_both_languages(typed: str, status: str) -> None:
    assert with_cells(H7=typed).entries[0].status == status


def test_lines_and_numbers_in_a_text_stay_as_they_are() -> None:
    assert with_cells(I7="第一条\r\n第二条").entries[0].text == "第一条\n第二条"
    assert with_cells(I7=520).entries[0].text == "520"


def test_a_formula_counts_by_what_it_came_to() -> None:
    def summed(book: Workbook) -> None:
        book["指标"]["H7"] = "=480+40"

    packed = _with_cached(rebuilt(summed), b"<f>480+40</f><v/>", b"<f>480+40</f><v>520</v>")
    assert read(packed).entries[0].figures[0] == Given(31, Decimal(520), given=True)


def _with_cached(content: bytes, before: bytes, after: bytes) -> bytes:
    """As Excel saves it: with the formula's result."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        found = 0
        for entry in old.infolist():
            data = old.read(entry)
            changed = data.replace(before, after).replace(before.replace(b"<v/>", b"<v></v>"), after)
            found += changed != data
            new.writestr(entry.filename, changed)
    assert found == 1
    return held.getvalue()


def test_rows_that_were_sorted_whole_are_still_known() -> None:
    def swap(book: Workbook) -> None:
        rows = book["填报"]
        for letter in "ABCDEFGHIJK":
            one, other = rows[f"{letter}7"], rows[f"{letter}8"]
            one.value, other.value = other.value, one.value
        rows["H8"], rows["I7"] = "已完成", "写完了"

    returned = read(rebuilt(swap))
    assert returned.errors == ()
    assert {entry.request: entry.status for entry in returned.entries} == {11: "done", 12: "behind"}
    assert [entry.text for entry in returned.entries] == ["写完了", None]


# -- what is not --------------------------------------------------------------------------------------------------

WRONG = [
    (
        "H7",
        "基本完成",
        "填报!H7",
        "“基本完成”不是这里的状态。请从下拉框里选:已完成、达到序时进度、未达到序时进度、无新进展。",
    ),
    ("H7", True, "填报!H7", "“TRUE”不是要填的内容"),
    ("H7", date(2024, 10, 1), "填报!H7", "Excel 把它变成了日期(2024-10-01)"),
    (
        "I7",
        datetime(2024, 9, 30),  # noqa: DTZ001 - as Excel has it
        "填报!I7",
        "Excel 把它变成了日期(2024-09-30)",
    ),
    ("I7", "长" * 8001, "填报!I7", "共8001个字,超过8000个字"),
    ("I7", "=1+1", "填报!I7", "这一格是公式,没有存下算出的结果"),
    ("I7", "#REF!", "填报!I7", "这一格的公式算不出来(#REF!)"),
    ("J7", "长" * 1001, "填报!J7", "共1001个字,超过1000个字"),
    ("B7", "22", "填报!B7", "这一行对不上(应为“21”)"),
    ("A8", "r11", "填报!B8", "这一行与第7行重复"),
    ("i_H7", "五百左右", "指标!H7", "“五百左右”不是一个准确的数。请填数字,例如 520万亩"),
    ("i_H7", "520-530", "指标!H7", "“520-530”不是一个准确的数"),
    ("i_H7", "520亿立方米", "指标!H7", "的单位不是万亩"),
    ("i_H7", -3, "指标!H7", "“-3”是负数"),
    ("i_H7", 10**12, "指标!H7", "太大了"),
    ("i_H7", 1.23456, "指标!H7", "小数超过4位"),
    ("i_H7", date(2024, 5, 20), "指标!H7", "Excel 把它变成了日期(2024-05-20)"),
    ("i_H7", time(5, 20), "指标!H7", "Excel 把它变成了日期(05:20:00)"),
    ("i_H7", False, "指标!H7", "“FALSE”不是要填的内容"),
    ("i_H7", "=480+40", "指标!H7", "这一格是公式,没有存下算出的结果"),
    ("i_E7", "亩", "指标!E7", "这一行对不上(应为“万亩”)"),
    ("i_D7", "造林", "指标!D7", "这一行对不上(应为“完成营造林”)"),
]


@pytest.mark.parametrize(("at", "value", "cell", "said"), WRONG)
def test_each_wrong_cell_is_named_with_what_to_do(at: str, value: Any, cell: str, said: str) -> None:
    returned = with_cells(**{at: value})
    assert [error.cell for error in returned.errors] == [cell]
    assert said in card(returned, "zh-CN")
    assert cell in card(returned, "en")


def test_a_percentage_of_what_is_none_is_asked_about() -> None:
    def percent(book: Workbook) -> None:
        book["指标"]["H7"] = 0.65
        book["指标"]["H7"].number_format = "0%"

    assert "这一格是百分数,但单位是万亩" in card(read(rebuilt(percent)), "zh-CN")


def test_all_wrong_cells_are_listed_at_once() -> None:
    returned = with_cells(H7="x", H8="y", i_H7="z", i_H8="约六成")
    assert {error.cell for error in returned.errors} == {"填报!H7", "填报!H8", "指标!H7", "指标!H8"}


# -- what is left alone, and said ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "value", "cell", "said"),
    [
        ("C7", "改了问题", "填报!C7", "白色的格只供对照"),
        ("D7", "自己加的目标", "填报!D7", "白色的格只供对照"),
        ("G7", None, "填报!G7", "白色的格只供对照"),
        ("i_F7", 700, "指标!F7", "白色的格只供对照"),
        ("i_G7", None, "指标!G7", "白色的格只供对照"),
        ("I9", "另加的一项", "填报!I9", "写在表外"),
        ("M7", "旁注", "填报!M7", "写在表外"),
        ("A8", None, "填报!B8", "写在表外"),
    ],
)
def test_what_is_written_where_nothing_is_taken_is_named(at: str, value: Any, cell: str, said: str) -> None:
    returned = with_cells(**{at: value})
    assert returned.errors == ()
    assert cell in [warning.cell for warning in returned.warnings]
    assert said in card(returned, "zh-CN")
    assert cell in card(returned, "en")


def test_a_row_that_was_deleted_counts_as_unchanged_and_is_named() -> None:
    returned = read(rebuilt(lambda book: book["填报"].delete_rows(8)))
    assert [entry.request for entry in returned.entries] == [11]
    assert "填报表少了“47-5”一行" in card(returned, "zh-CN")


def test_a_picture_put_into_the_sheet_is_no_evidence_and_is_said() -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
        "dccc59e70000000049454e44ae426082"
    )
    packed = rebuilt(lambda book: book["填报"].add_image(Image(io.BytesIO(pixel)), "I7"))
    assert "图片没有采用" in card(read(packed), "zh-CN")


# -- what can't be taken at all -----------------------------------------------------------------------------------


def test_the_mark_is_found_in_the_cell_and_in_the_property() -> None:
    assert mark_in(EMPTY) == Mark.read(MARK)

    def no_cell(book: Workbook) -> None:
        for rows in book.worksheets:
            rows["A1"] = None

    assert mark_in(rebuilt(no_cell)) == Mark.read(MARK)

    def no_property(book: Workbook) -> None:
        del book.custom_doc_props["xiaohao-workbook"]

    assert mark_in(rebuilt(no_property)) == Mark.read(MARK)


def test_a_file_of_anybody_elses_has_no_mark() -> None:
    other = workbooks.saved(Workbook())
    for content in (other, b"", b"PK\x03\x04torn", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + b"\0" * 600):
        assert mark_in(content) is None


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda book: book["填报"].__setitem__("A1", MARK.replace("7.3", "8.3")), "workbook-mark-altered"),
        (lambda book: book["填报"].__setitem__("A1", MARK[:-3]), "workbook-mark-altered"),
    ],
)
def test_an_altered_mark_is_refused(change: Callable[[Workbook], object], key: str) -> None:
    with pytest.raises(Rejected) as refused:
        mark_in(rebuilt(change))
    assert refused.value.key == key


def test_a_mark_that_was_taken_out_is_missed() -> None:
    def unmark(book: Workbook) -> None:
        for rows in book.worksheets:
            rows["A1"] = None
        del book.custom_doc_props["xiaohao-workbook"]

    with pytest.raises(Rejected, match="workbook-mark-lost"):
        mark_in(rebuilt(unmark))


def test_one_of_ours_in_another_format_is_asked_for_again() -> None:
    with pytest.raises(Rejected, match="workbook-save-as-xlsx"):
        mark_in(b"\xd0\xcf\x11\xe0" + b"\0" * 512 + MARK.encode() + b"\0" * 64)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda book: book.copy_worksheet(book["填报"]), "workbook-sheet-twice"),
        (lambda book: book.remove(book["指标"]), "workbook-sheet-missing"),
        (lambda book: book["填报"].__setitem__("A1", None), "workbook-sheet-missing"),
        (lambda book: book["填报"].insert_rows(1), "workbook-sheet-missing"),
        (lambda book: book["填报"].insert_cols(5), "workbook-columns-moved"),
        (lambda book: book["填报"].insert_rows(4), "workbook-columns-moved"),
        (lambda book: book["指标"].delete_cols(6), "workbook-columns-moved"),
    ],
)
def test_a_file_that_was_taken_apart_is_refused_whole(change: Callable[[Workbook], object], key: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(rebuilt(change))
    assert refused.value.key == key
    for language in ("zh-CN", "en"):
        assert TEXTS.say(language, key)


def test_a_renamed_sheet_and_a_new_one_beside_it_are_no_fault() -> None:
    def rename(book: Workbook) -> None:
        book["填报"].title = "水利厅"
        book.create_sheet("备注", 0)["A1"] = "写给自己看的"
        book["水利厅"]["H7"] = "基本完成"
        book["水利厅"]["H5"].comment = Comment("已看", "某处")

    assert [error.cell for error in read(rebuilt(rename)).errors] == ["水利厅!H7"]


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_torn_file_is_refused_with_a_sentence(keep: float) -> None:
    with pytest.raises(Rejected, match="workbook-broken"):
        read(EMPTY[: int(len(EMPTY) * keep)])


def test_a_bomb_is_never_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(EMPTY)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bomb:
        for entry in old.infolist():
            bomb.writestr(entry.filename, old.read(entry))
        with bomb.open("xl/worksheets/sheet9.xml", "w") as entry:
            for _ in range(300):
                entry.write(b"\0" * 2**20)
    assert mark_in(held.getvalue()) is None


# -- the file itself ----------------------------------------------------------------------------------------------


def test_only_what_is_to_be_filled_in_is_unlocked() -> None:
    book = workbooks.opened(EMPTY)
    unlocked = {
        f"{rows.title}!{cell.coordinate}" for rows in book for row in rows for cell in row if not cell.protection.locked
    }
    assert unlocked == {f"填报!{letter}{n}" for letter in "HIJ" for n in (7, 8)} | {"指标!H7", "指标!H8"}
    assert all(rows.protection.sheet and not rows.protection.password for rows in book)
    assert all(rows.freeze_panes == "D7" and rows.page_setup.orientation == "landscape" for rows in book)
    assert all(rows.column_dimensions["A"].hidden and rows.row_dimensions[6].hidden for rows in book)
    lists = [one.formula1 for one in book["填报"].data_validations.dataValidation if one.type == "list"]
    assert lists == ['"已完成,达到序时进度,未达到序时进度,无新进展"']


def test_no_text_of_ours_becomes_a_formula_or_breaks_the_file() -> None:
    hostile = "=HYPERLINK(1)\x00\x0b\ud800\ufffe<b>&" + "长" * 40_000
    task = replace(TASK, number="@1", problem=hostile, target="+1", measures=("-1", hostile), last_text=hostile)
    issued = replace(ISSUED, department=hostile, rows=(replace(task, text=hostile, help="=1"),))
    content = composed(issued)
    book = workbooks.opened(content)
    assert not [cell.coordinate for rows in book for row in rows for cell in row if cell.data_type == "f"]
    returned = read(content, issued)
    assert [error.key for error in returned.errors] == ["workbook-text-long"]  # 40,000 characters of draft
    assert returned.warnings == ()


@settings(max_examples=5, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(message=messages(WorkbookFile))
def test_whatever_the_ledger_holds_it_is_a_file_that_opens(message: WorkbookFile) -> None:
    for language in ("zh-CN", "en"):
        attachment = RENDERER.screen(message, language).attachment
        assert attachment is not None
        assert attachment.content is not None
        assert not set(attachment.name) & set('/\\:*?"<>|')
        book = workbooks.opened(attachment.content())
        cells = [cell for rows in book for row in rows for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type in ("f", "e")]


def test_both_forms_take_as_long_a_matter() -> None:
    assert help_wanted.LONGEST == LONGEST_HELP


def test_a_special_round_shows_its_question_and_asks_no_status() -> None:
    issued = replace(ISSUED, title="汛期专项", question="应急预案演练了吗", rows=(replace(DRAFTED, status=None),))
    content = composed(issued)
    book = workbooks.opened(content)
    assert "应急预案演练了吗" in book["填报"]["B4"].value
    assert book["填报"].column_dimensions["H"].hidden
    assert read(content, issued).entries[0].status is None


# -- as its sender reads it ---------------------------------------------------------------------------------------


def card(returned: Returned, language: str) -> str:
    message = WorkbookPreview(
        returned=1,
        rev=1,
        state="faulty" if returned.errors else "open",
        file="填报表.xlsx",
        key="2024Q3",
        title=None,
        department="示范省水利厅",
        revision=1,
        due_on=date(2024, 10, 18),
        late=False,
        rows=(),
        unchanged=len(ReportStatus),
        errors=returned.errors,
        warnings=returned.warnings,
    )
    said = RENDERER.screen(message, language).text
    return said.replace("<b>", "").replace("</b>", "")
