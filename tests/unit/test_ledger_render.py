"""The ledger's and the board's screens, as people see them, in both languages and with the longest of texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.render import Renderer
from bot.screen import MOST_TEXT, Screen, length
from config.texts import Texts
from domain.messages.base import Message, Note
from domain.messages.board import (
    Board,
    ByDepartment,
    ByTask,
    Missing,
    OneDepartment,
    OwedLine,
    RequestLine,
    TaskLine,
    UnitLine,
)
from domain.messages.ledger import (
    Figure,
    IndicatorForm,
    Period,
    Progress,
    RoleUnits,
    TaskCard,
    TaskChoice,
    TaskText,
    WhichTask,
)

CARD = TaskCard(
    task=5,
    rev=2,
    programme="第二轮督察",
    number="21",
    state="accepted",
    problem="工作机制还不顺畅",
    units=(RoleUnits("lead", ("省生态环境厅",)), RoleUnits("cooperating", ("省水利厅", "省林草局"))),
    target="健全工作体系",
    measures=("制定要点", "每季度调度"),
    figures=(Figure("完成营造林", "万亩", 2024, Decimal("640.0000")), Figure("达标率", "%", 2024, None)),
    deadline=date(2024, 12, 31),
    deadline_text="2024年12月底",
    completion="已完成",
    periods=(Period("running", date(2024, 10, 8), date(2024, 10, 21)), Period("draft", None, None)),
    progress=(Progress("省生态环境厅", "2024Q3", "submitted", "on_track", "amber"),),
    actions=("publicity", "indicator"),
)
BOARD = Board(("2024Q3",), 60, 21, 24, 15, 9, 7, 52, 60, 5, 3, 1)
OWED = tuple(
    OwedLine(n, str(n), "省水利厅", light, doing, date(2024, 10, 18), signed=n > 1)
    for n, (light, doing) in enumerate(
        [("red", "open"), ("amber", "draft"), ("amber", "returned"), ("white", "open")], 1
    )
)
ALL: list[Message] = [
    CARD,
    TaskText("督察", "21", "问题", CARD.units, None, ("一",), None, "长期坚持", None),
    WhichTask("21", (TaskChoice(1, "第二轮督察", "甲"), TaskChoice(2, "第三轮督察", "乙"))),
    IndicatorForm(1, 2, "21", "问题", 2024, (), saved=False),
    IndicatorForm(
        1,
        2,
        "21",
        "问题",
        2024,
        CARD.figures,
        saved=True,
        note=Note("indicator-saved", {"name": "营造林", "target": "640万亩"}),
    ),
    BOARD,
    replace(BOARD, cycles=(), answered=0, asked=0, overdue=0, due_soon=0, behind=0),
    Missing(60, OWED, 20, 1, 3),
    Missing(4, (), 0, 0, 1),
    Missing(0, (), 0, 0, 1),
    ByDepartment((UnitLine(4, "省水利厅", "red", 1, 3),), 0, 1),
    OneDepartment(
        4,
        "省水利厅",
        (
            RequestLine(1, "21", "断流", "red", "open", None, date(2024, 10, 18)),
            RequestLine(1, "22", "断流", "green", "accepted", "done", date(2024, 10, 18)),
        ),
        1,
        3,
    ),
    ByTask((TaskLine(1, "21", "断流", "in_progress", "amber"), TaskLine(2, "22", "噪声", "closed", None)), 0, 2),
]


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(Texts.shipped(), ZoneInfo("Asia/Shanghai"), lambda: datetime(2024, 10, 9, tzinfo=UTC), "bot")


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("message", ALL, ids=lambda message: message.KIND)
def test_every_screen_is_said_in_both_languages(message: Message, language: str, renderer: Renderer) -> None:
    screen = renderer.screen(message, language)
    assert 0 < length(screen.text) <= MOST_TEXT
    assert screen.markup is None or all(len(row) <= 2 for row in screen.rows)
    assert all(button.press is None or button.press.data for row in screen.rows for button in row)
    if language == "zh-CN":
        assert all(len(label) <= 20 for row in labels(screen) for label in row)


def test_a_task_shows_the_next_step_alone_in_the_first_row(renderer: Renderer) -> None:
    screen = renderer.screen(CARD, "zh-CN")
    assert labels(screen) == [["拟定公示"], ["加指标"]]
    assert "时限 2024年12月底(12月31日(周二))" in screen.text
    assert "2024年目标 640万亩" in screen.text
    assert "公示中 10月8日(周二)至10月21日(周一)" in screen.text
    assert "2024年前三季度 省生态环境厅:达到序时进度" in screen.text


@pytest.mark.parametrize("characters", [70, 1_500, 30_000])
def test_a_task_of_any_length_keeps_its_last_line_and_its_markup(characters: int, renderer: Renderer) -> None:
    long = "河" * characters
    card = replace(CARD, problem=long, target=long, measures=(long, long), completion=long)
    screen = renderer.screen(card, "zh-CN")
    assert length(screen.text) <= MOST_TEXT
    assert screen.text.endswith("要做什么,点下面的按钮。")
    assert "<blockquote expandable>" in screen.text
    assert (["看全文"] in labels(screen)) is (characters > 1_000)


def test_the_full_text_is_a_document(renderer: Renderer) -> None:
    long = "河" * 10_000
    screen = renderer.screen(TaskText("督察", "21", long, (), None, (), None, None, None), "zh-CN")
    assert screen.attachment is not None
    assert screen.attachment.content is not None
    assert screen.attachment.name == "序号21.txt"
    assert long in screen.attachment.content().decode("utf-8-sig")


def test_the_board_never_shows_one_figure_for_all(renderer: Renderer) -> None:
    screen = renderer.screen(BOARD, "zh-CN")
    assert screen.text == (
        "📊 <b>2024年前三季度</b> · 60项\n"
        "应完成 21 · 报完成 24 · 已验收 15 · 已公示 9 · 已销号 7\n"
        "本期报送 52/60\n"
        "🔴逾期5 🟡临近3 🔴滞后1"
    )
    assert labels(screen) == [["看未报8项"], ["按部门", "按任务"]]


def test_a_list_turns_its_pages_and_leaves_last(renderer: Renderer) -> None:
    screen = renderer.screen(Missing(60, OWED, 20, 1, 3), "zh-CN")
    assert labels(screen)[-2:] == [["上一页", "下一页"], ["回看板"]]
    assert "🔴逾期 序号1 省水利厅 · 未填 · 10月18日(周五)前 · 未签收" in screen.text
    assert "🟡已退回 序号3" in screen.text
