"""The screens of a task and its figures, as people see them, in both languages and with the longest of texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.render import Renderer
from bot.screen import MOST_TEXT, Screen, length
from config.texts import Texts
from domain.ledger import Change, LedgerField
from domain.messages.base import Message, Note
from domain.messages.ledger import (
    ChangedTask,
    Figure,
    IndicatorForm,
    LedgerPreview,
    Period,
    Progress,
    RoleUnits,
    TaskCard,
    TaskChoice,
    TaskText,
    WhichTask,
)
from tests.any_message import plain

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
    assert all(len(row) <= 2 for row in screen.rows)
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


def test_a_changed_day_is_worded_as_everywhere(renderer: Renderer) -> None:
    change = Change(LedgerField.DEADLINE, "2024-12-31", "2025-06-30")
    sample = plain(LedgerPreview)
    assert isinstance(sample, LedgerPreview)
    preview = replace(sample, changed=(ChangedTask("21", (change,)),), added=(), errors=(), warnings=())
    assert "整改时限:12月31日(周二) → 2025年6月30日(周一)" in renderer.screen(preview, "zh-CN").text
