"""What a file would do, as the coordinator reads it: the card, its places in words, and the document with all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.render import Renderer
from bot.screen import MOST_TEXT, Screen, length
from config.texts import Texts
from domain.ledger import Change, LedgerField, Remark
from domain.messages.base import Note
from domain.messages.ledger import AddedTask, ChangedTask, LedgerDetails, LedgerPreview

PREVIEW = LedgerPreview(
    proposal=3,
    rev=1,
    state="open",
    file="<公示>.txt",
    programme="第二轮督察",
    new_programme=True,
    added=(AddedTask("21", "工作机制还不顺畅"),),
    changed=(ChangedTask("33", (Change(LedgerField.TARGET, None, "达标 & 稳定"),)),),
    unchanged=2,
    errors=(),
    warnings=(Remark("line 3", "ledger-read-warning", {"text": "写明的天数与起止日期不符。"}),),
)
ERRORS = (
    Remark("台账!D2", "ledger-no-such-day", {"text": "2024年2月30日"}),
    Remark("line 7", "ledger-number-again", {"number": "21", "first": "line 3"}),
    Remark("table 1 row 4", "ledger-number-unclear", {"text": "<其他>"}),
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(Texts.shipped(), ZoneInfo("Asia/Shanghai"), lambda: datetime(2024, 10, 9, tzinfo=UTC), "bot")


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("state", ["open", "same", "applied", "dropped", "faulty"])
def test_a_preview_is_said_in_both_languages(state: str, language: str, renderer: Renderer) -> None:
    message = replace(PREVIEW, state=state, note=Note("ledger-has-moved", {}), unbound=1)
    screen = renderer.screen(message, language)
    assert 0 < length(screen.text) <= MOST_TEXT
    assert (screen.rows != ()) is (state == "open")


def test_a_preview_shows_what_would_change_and_asks(renderer: Renderer) -> None:
    screen = renderer.screen(PREVIEW, "zh-CN")
    assert "新增 1 · 改动 1 · 不变 2" in screen.text
    assert "&lt;公示&gt;.txt" in screen.text
    assert "整改目标:(空) → 达标 &amp; 稳定" in screen.text
    assert labels(screen) == [["导入"], ["不导入"]]
    assert [row[0].press.data for row in screen.rows if row[0].press] == ["ledger_apply:3.1", "ledger_drop:3.1"]
    assert screen.text.endswith("点“导入”写入台账;不点不会写入。")


def test_errors_stand_on_top_with_their_place_in_words(renderer: Renderer) -> None:
    screen = renderer.screen(replace(PREVIEW, state="faulty", errors=ERRORS, added=(), changed=()), "zh-CN")
    assert screen.text.split("\n")[3:7] == [
        "<b>要先改的 3 处</b>",
        "台账!D2:没有“2024年2月30日”这一天。请改正。",
        "第7行:序号21在 第3行 已经有了。请只留一项。",
        "第1个表第4行:序号“&lt;其他&gt;”读不成一个序号。请写成 21 或 47-5 这样。",
    ]
    english = renderer.screen(replace(PREVIEW, state="faulty", errors=ERRORS), "en").text
    assert "line 7: No. 21 stands in line 3 already." in english


def test_what_a_card_has_no_room_for_is_counted_and_comes_as_a_document(renderer: Renderer) -> None:
    added = tuple(AddedTask(str(n), "部分河段常年断流,生态补水不足" * 4) for n in range(1, 301))
    long = "整治" * 2000
    changes = (Change(LedgerField.MEASURES, long, long + "并验收"), Change(LedgerField.PROBLEM, None, long))
    changed = tuple(ChangedTask(str(n), changes) for n in range(400, 420))
    errors = tuple(Remark(f"台账!D{n}", "ledger-no-such-day", {"text": "2024年2月30日" * 9}) for n in range(2, 202))
    message = replace(PREVIEW, added=added, changed=changed, errors=errors, warnings=errors)
    screen = renderer.screen(message, "zh-CN")
    assert length(screen.text) <= MOST_TEXT
    assert screen.text.count("<blockquote expandable>") == 4  # not cut down to bare text by the last guard
    assert labels(screen) == [["导入"], ["看全部", "不导入"]]
    whole = renderer.screen(
        LedgerDetails(PREVIEW.file, PREVIEW.programme, added, changed, 2, errors, errors), "zh-CN"
    ).attachment
    assert whole is not None
    assert whole.content is not None
    text = whole.content().decode("utf-8-sig")
    assert all(f"台账!D{n}:" in text for n in range(2, 202))
    assert all(f"+ 序号{n} " in text for n in range(1, 301))
    assert long + "并验收" in text
    assert "<b>" not in text


def test_the_end_of_a_long_measure_that_changed_is_seen(renderer: Renderer) -> None:
    long = "整治" * 300
    task = ChangedTask("21", (Change(LedgerField.MEASURES, long + "完毕", long + "并验收"),))
    screen = renderer.screen(replace(PREVIEW, added=(), changed=(task,)), "zh-CN")
    assert "完毕 → …" in screen.text
    assert "并验收" in screen.text


def test_the_same_number_of_two_inspections_is_told_apart(renderer: Renderer) -> None:
    added = (AddedTask("21", "断流", "甲督察"), AddedTask("21", "噪声", "乙督察"))
    screen = renderer.screen(replace(PREVIEW, added=added), "zh-CN")
    assert "+ 序号21 断流(甲督察)" in screen.text
    assert "+ 序号21 噪声(乙督察)" in screen.text
