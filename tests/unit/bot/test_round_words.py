"""A monthly round speaks of its months, a special one of itself: nowhere of a quarter."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from inspect import getclosurevars

import pytest
from openpyxl import load_workbook

from bot.screen import Screen
from domain.figures import Doubt
from domain.messages.base import Message
from domain.messages.board import BoardPicture, Tile
from domain.messages.collection import Figure
from domain.messages.review import Comparison, ReviewCard
from domain.messages.workbook import WorkbookFile, WorkbookPreview
from domain.workbook_plan import Outcome, Planned
from tests.any_message import plain
from tests.integration.desk import office_time, worded

NOW = office_time(2024, 10, 25, 9)
FELL = Figure("完成营造林", "万亩", Decimal(460), given=True, last=Decimal(480), target=Decimal(640))


def said(message: Message) -> str:
    screen = worded(message, NOW)
    return "\n".join([screen.text, *(button.label for row in screen.rows for button in row)])


def reviewed(key: str) -> ReviewCard:
    sample = plain(ReviewCard)
    assert isinstance(sample, ReviewCard)
    return replace(
        sample,
        key=key,
        last_status="on_track",
        status="on_track",
        text="取水口改造已完成六处。",
        last_text="取水口改造已完成五处。",
        changed=20,
        based=True,
        figures=(FELL,),
        question=None,
        alike=(),
    )


@pytest.mark.parametrize(("key", "last"), [("2024M09", "上月"), ("2024W36", "上周"), ("2024Q3", "上季")])
def test_a_review_names_the_round_before(key: str, last: str) -> None:
    card = said(reviewed(key))
    for where in (
        f"{last} 达到",
        f"与{last}相比",
        f"从{last}文字改起",
        f"({last} 480万亩",
        f"比{last}累计少",
        f"与{last}对照",
    ):
        assert where in card
    assert key == "2024Q3" or "上季" not in card
    compared = replace(plain(Comparison), key=key, own=True, changed=20)
    assert f"与{last}相比" in said(compared)


def test_a_monthly_workbook_asks_for_the_month() -> None:
    sample = plain(WorkbookFile)
    assert isinstance(sample, WorkbookFile)
    screen = worded(replace(sample, issued=replace(sample.issued, key="2024M09", title=None)), NOW)
    cells = everything_in(screen)
    assert {"上月状态", "本月进展(必填)"} <= set(cells)
    assert not [cell for cell in cells if "季" in cell]
    preview = plain(WorkbookPreview)
    assert isinstance(preview, WorkbookPreview)
    row: Planned = preview.rows[0]
    figures = tuple(replace(figure, last=Decimal(480), doubt=Doubt.FALLS) for figure in row.figures)
    rows = (replace(row, outcome=Outcome.CHANGED, figures=figures),)
    shown = said(replace(preview, key="2024M09", title=None, state="open", errors=(), rows=rows, asks=True))
    assert "比上月累计" in shown
    assert "上季" not in shown


def everything_in(screen: Screen) -> list[str]:
    assert screen.attachment is not None
    assert screen.attachment.content is not None
    book = load_workbook(io.BytesIO(screen.attachment.content()))
    return [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]


def test_a_workbook_taken_too_late_says_by_how_much() -> None:
    sample = plain(WorkbookFile)
    assert isinstance(sample, WorkbookFile)
    issued = replace(sample.issued, key="2024Q3", title=None, due_on=office_time(2024, 10, 18).date())
    late, in_time = (worded(replace(sample, issued=issued, hand_on=False, days_left=left), NOW) for left in (-5, 0))
    assert "应于10月18日(周五)前报送,已逾期5个工作日,请尽快报送。" in late.text
    assert "请于10月18日(周五)前报送。" in in_time.text
    assert any("应于10月18日(周五)前报送,已逾期,请尽快报送" in cell for cell in everything_in(late))


def test_the_pictures_legend_counts_every_task_once() -> None:
    sample = plain(BoardPicture)
    assert isinstance(sample, BoardPicture)
    lights = [("red", False), ("green", True), (None, True), (None, False)]
    tiles = tuple(Tile(str(n), light, closed) for n, (light, closed) in enumerate(lights))
    picture = worded(replace(sample, tiles=tiles), NOW).attachment
    assert picture is not None
    assert picture.content is not None
    drawn = getclosurevars(picture.content).nonlocals["sheet"]  # what is drawn is pixels
    assert [word for _, word in drawn.legend] == ["逾期或滞后 1", "正常 1", "不报 1", "已销号 1"]
