"""补充材料: something is added to a report that was sent, before it is reviewed; and what was sent is read again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.tables import Audit, Evidence, Report, Request
from db.units import Units
from domain.answers import Typed
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.answering import AskMore
from domain.messages.collection import Preview, Receipt
from domain.messages.history import History, SentFile, SentReport
from domain.messages.review import ReviewCard
from jobs import review
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, additions, edits, form, history, sending
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded


@pytest.fixture
async def liaison(units: Units, clock: VirtualClock, office: Any) -> Desk:
    """A liaison whose report was sent and waits for review."""
    office.task("21")
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    return desk


@pytest.fixture
def coordinator(units: Units, office: Any) -> Desk:
    return Desk(units, office.coordinator())


def send(desk: Desk) -> None:
    desk.do(form.open_request, 1, desk.occasion)
    for given in ("已完成", "已完成两处取水口改造。", "完成", "报送"):
        desk.type(form.answer, given)


def newest(second: Engine, *columns: Any) -> Any:
    with second.connect() as conn:
        return conn.execute(select(*columns).order_by(Report.id.desc())).first()


def begin(desk: Desk, second: Engine) -> None:
    desk.do(additions.begin, *newest(second, Report.id, Report.rev))


async def test_what_is_added_stands_under_its_day_and_the_reviewer_sees_it_before_deciding(
    liaison: Desk, coordinator: Desk, second: Engine, clock: VirtualClock
) -> None:
    send(liaison)
    assert labels(worded(liaison.card("request:1"), clock.now())) == [["补充材料", "撤回修改"]]
    before = newest(second, Report.id, Report.rev)
    clock.advance_to(office_time(2024, 10, 21, 9))
    begin(liaison, second)
    assert isinstance(liaison.card("request:1"), AskMore)
    with pytest.raises(Rejected, match="more-nothing"):
        liaison.type(additions.answer, "提交补充")
    liaison.type(additions.answer, "验收会已开。", 401)
    liaison.type(additions.answer, "验收会已于19日开。", 401, edited=True)
    liaison.send(additions.answer, "验收单.jpg", "签到表.jpg", album="x")
    said = liaison.tap(additions.answer, "send")
    assert said is not None
    report = newest(second, Report.text, Report.late, Report.state, Report.revision)
    assert tuple(report) == ("已完成两处取水口改造。\n【10月21日补充】验收会已于19日开。", False, "submitted", 1)
    with second.connect() as conn:
        assert len(conn.execute(select(Evidence.id)).all()) == 2
        assert "report.add" in list(conn.scalars(select(Audit.action)))
    with pytest.raises(Moved):  # what was not seen can't be accepted
        coordinator.do(review.accept, *before)
    card = coordinator.card(f"review:{before.id}")
    assert isinstance(card, ReviewCard)
    assert "【10月21日补充】" in (card.text or "")
    assert card.files == 2
    assert isinstance(liaison.card("request:1"), Receipt)
    assert liaison.dialogue.form is None


async def test_left_the_report_stands_as_it_was(liaison: Desk, second: Engine) -> None:
    send(liaison)
    before = newest(second, Report.text, Report.rev)
    begin(liaison, second)
    liaison.type(additions.answer, "不要了的一句话。")
    liaison.tap(additions.answer, "leave")
    assert newest(second, Report.text, Report.rev) == before
    assert isinstance(liaison.card("request:1"), Receipt)


async def test_reviewed_meanwhile_what_was_written_is_given_back(
    liaison: Desk, coordinator: Desk, units: Units, second: Engine
) -> None:
    send(liaison)
    begin(liaison, second)
    liaison.type(additions.answer, "晚了一步的一句话。")
    coordinator.do(review.accept, *newest(second, Report.id, Report.rev))
    with pytest.raises(Moved, match="more-too-late") as moved:
        liaison.tap(additions.answer, "send")
    assert moved.value.facts["quoted"] == "晚了一步的一句话。"
    assert moved.value.then is not None
    units.call(moved.value.then)
    assert liaison.dialogue.form is None
    assert newest(second, Report.text) == ("已完成两处取水口改造。",)


async def test_returned_meanwhile_it_is_added_to_the_draft(liaison: Desk, coordinator: Desk, second: Engine) -> None:
    send(liaison)
    begin(liaison, second)
    liaison.type(additions.answer, "补一句。")
    liaison.send(additions.answer, "验收单.jpg")
    coordinator.do(review.ask_comment, *newest(second, Report.id, Report.rev))
    coordinator.give(review.answer, Typed("缺验收单", 7))
    liaison.tap(additions.answer, "send")
    draft = newest(second, Report.id, Report.state, Report.text)
    assert (draft.state, draft.text) == ("draft", "已完成两处取水口改造。\n补一句。")
    liaison.do(form.open_request, 1, liaison.occasion)
    shown = liaison.card("request:1")
    assert isinstance(shown, Preview)
    assert shown.files == ("验收单.jpg",)


async def test_taken_back_what_was_added_is_in_the_draft_and_editable(liaison: Desk, second: Engine) -> None:
    send(liaison)
    begin(liaison, second)
    liaison.type(additions.answer, "补一句。", 501)
    liaison.tap(additions.answer, "send")
    assert liaison.units.look(edits.is_sent_already, liaison.who, 501)
    liaison.do(sending.take_back, *newest(second, Report.id, Report.rev))
    liaison.type(form.answer, "补的一句改过。", 501, edited=True)
    assert newest(second, Report.text) == ("已完成两处取水口改造。\n补的一句改过。",)


async def test_another_department_adds_nothing(liaison: Desk, units: Units, office: Any, second: Engine) -> None:
    stranger = Desk(units, office.liaison("示范省林业局"))
    send(liaison)
    with pytest.raises(Forbidden):
        begin(stranger, second)
    with pytest.raises(Forbidden):
        stranger.do(history.show_report, 1, 0, stranger.occasion)


# -- /history -----------------------------------------------------------------------------------------------------


async def test_what_was_sent_is_listed_by_round_and_opened_to_read(
    liaison: Desk, coordinator: Desk, units: Units, office: Any, second: Engine, clock: VirtualClock
) -> None:
    office.task("9")
    await OPEN_CYCLES.run(units, clock)
    send(liaison)
    coordinator.do(review.accept, *newest(second, Report.id, Report.rev))
    everything_sent(units)
    clock.advance_to(office_time(2025, 1, 2, 9))
    await OPEN_CYCLES.run(units, clock)
    clock.advance_to(office_time(2025, 1, 20, 9))
    with second.connect() as conn:
        ninth = conn.execute(select(Request.id).order_by(Request.id.desc())).scalars().first()
    liaison.do(form.open_request, ninth, liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "已开工。")
    liaison.send(form.answer, "开工令.pdf")
    liaison.tap(form.answer, "next")
    liaison.tap(form.answer, "send")
    liaison.do(history.show_list, liaison.occasion)
    listed = liaison.card(f"history:{liaison.person}")
    assert isinstance(listed, History)
    screen = worded(listed, clock.now())
    assert screen.text.startswith("📋 <b>报送记录</b> · 共2份\n\n<b>2024年全年</b>\n序号")
    assert "已报,待审 · 1月20日(周一)(迟报)" in screen.text
    assert (
        "<b>2024年前三季度</b>\n序号21 河道生态补水不足,部分河段常年断流 · 已通过 · 2024年10月8日(周二)" in screen.text
    )
    liaison.do(history.show_report, listed.lines[0].report, 0, liaison.occasion)
    shown = liaison.card(f"history:{liaison.person}")
    assert isinstance(shown, SentReport)
    assert labels(worded(shown, clock.now())) == [["看佐证"], ["返回列表"]]
    liaison.do(history.send_files, shown.report, liaison.occasion)
    [file] = liaison.told(SentFile)
    assert isinstance(file, SentFile)
    assert file.name == "开工令.pdf"


async def test_nothing_sent_yet_says_so_and_many_are_paged(
    liaison: Desk, units: Units, office: Any, clock: VirtualClock
) -> None:
    liaison.do(history.show_list, liaison.occasion)
    assert "还没有报送过" in worded(liaison.card(f"history:{liaison.person}"), clock.now()).text
    for number in range(1, 10):
        office.task(str(number))
    await OPEN_CYCLES.run(units, clock)
    for request in range(1, 11):
        liaison.do(form.open_request, request, liaison.occasion)
        for given in ("无新进展", "报送"):
            liaison.type(form.answer, given)
    liaison.do(history.show_list, liaison.occasion, 1)
    listed = liaison.card(f"history:{liaison.person}")
    assert isinstance(listed, History)
    assert (listed.total, listed.page, listed.pages, len(listed.lines)) == (10, 1, 2, 2)
    assert ["上一页"] in labels(worded(listed, clock.now()))
