"""Beside the five steps: measure by measure, from last quarter's, evidence sent before, a matter that needs help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from db.queries import board
from db.tables import Cycle, Evidence, Measure, Report, ReportPart, Request
from db.units import Unit, Units
from domain.answers import Files, ReceivedFile, Typed
from domain.errors import Moved, Rejected
from domain.messages.answering import AskHelp, AskPart, AskShelf, HelpWanted
from domain.messages.collection import AskEvidence, AskFigure, AskStatus, AskText, Preview, Receipt
from jobs import dialogues, review
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, edits, form, help_wanted, prompts
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded


@pytest.fixture
async def liaison(units: Units, clock: VirtualClock, office: Any) -> Desk:
    """A liaison who answers for one task with three measures and a figure; the round has just opened."""
    task = office.task("21", indicator="完成营造林")

    def more(unit: Unit) -> None:
        for number, text in ((2, "封堵取水口"), (3, "建立巡查制度")):
            unit.session.add(Measure(task_id=task, number=number, text=text))

    units.call(more)
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    return desk


def newest(second: Engine, *columns: Any) -> Any:
    with second.connect() as conn:
        return conn.execute(select(*columns).order_by(Report.id.desc())).first()


def request_id(second: Engine) -> int:
    with second.connect() as conn:
        return int(conn.execute(select(Request.id).order_by(Request.id.desc())).scalars().first() or 0)


def card(desk: Desk, second: Engine) -> Any:
    return desk.card(f"request:{request_id(second)}")


def begin(desk: Desk, second: Engine) -> None:
    desk.do(form.open_request, request_id(second), desk.occasion)


def write_whole(desk: Desk, second: Engine, text: str = "已完成两处取水口改造。", *files: str) -> None:
    begin(desk, second)
    desk.tap(form.answer, "on_track")
    desk.type(form.answer, text)
    desk.type(form.answer, "520")
    if files:
        desk.send(form.answer, *files)
    desk.tap(form.answer, "next")


async def next_round(desk: Desk, second: Engine, clock: VirtualClock, accepted: Desk) -> None:
    """What was sent is accepted, and the next quarter opens."""
    report = newest(second, Report.id, Report.rev)
    accepted.do(review.accept, report.id, report.rev)
    everything_sent(desk.units)
    clock.advance_to(office_time(2025, 1, 2, 9))
    await OPEN_CYCLES.run(desk.units, clock)


# -- measure by measure -------------------------------------------------------------------------------------------


async def test_a_report_is_written_measure_by_measure_and_composed(
    liaison: Desk, second: Engine, clock: VirtualClock
) -> None:
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    assert ["逐条填写"] in labels(worded(card(liaison, second), clock.now()))
    liaison.tap(form.answer, "parts")
    asked = card(liaison, second)
    assert isinstance(asked, AskPart)
    assert (asked.at, asked.of, asked.measure) == (1, 3, "实施生态补水")
    screen = worded(asked, clock.now())
    assert "措施1/3" in screen.text
    assert labels(screen) == [["下一条"], ["整段填写"], ["上一步", "存草稿离开"]]
    liaison.type(form.answer, "补水0.21亿立方米。", 101)
    liaison.tap(form.answer, "next")  # nothing of the second yet
    liaison.type(form.answer, "巡查制度已印发。")
    assert isinstance(card(liaison, second), AskFigure)
    assert newest(second, Report.text) == ("1. 补水0.21亿立方米。\n3. 巡查制度已印发。",)
    liaison.type(form.answer, "补水0.22亿立方米。", 101, edited=True)
    with second.connect() as conn:
        parts = conn.execute(select(Measure.number, ReportPart.text).join(Measure).order_by(Measure.number)).all()
    assert [tuple(part) for part in parts] == [(1, "补水0.22亿立方米。"), (3, "巡查制度已印发。")]


async def test_measures_are_walked_back_cleared_and_left_for_the_whole(liaison: Desk, second: Engine) -> None:
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    liaison.tap(form.answer, "parts")
    liaison.type(form.answer, "第一条。")
    liaison.tap(form.answer, "back")
    assert card(liaison, second).text == "第一条。"
    liaison.type(form.answer, "第一条补一句。")
    assert newest(second, Report.text) == ("1. 第一条。\n第一条补一句。",)
    liaison.tap(form.answer, "back")
    liaison.tap(form.answer, "clear")
    assert newest(second, Report.text) == (None,)
    liaison.tap(form.answer, "whole")
    assert isinstance(card(liaison, second), AskText)
    liaison.tap(form.answer, "parts")
    liaison.tap(form.answer, "next")
    liaison.tap(form.answer, "next")
    with pytest.raises(Rejected, match="report-text-needed"):
        liaison.tap(form.answer, "next")


async def test_a_long_text_that_telegram_cut_in_two_stays_one_measures(liaison: Desk, second: Engine) -> None:
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    liaison.tap(form.answer, "parts")
    liaison.type(form.answer, "长" * 4050)
    liaison.type(form.answer, "后半段。")
    said = newest(second, Report.text)[0]
    assert said == f"1. {'长' * 4050}\n后半段。"
    assert card(liaison, second).at == 2


async def test_last_quarters_words_of_a_measure_are_a_start_and_give_way_to_new_ones(
    liaison: Desk, office: Any, units: Units, second: Engine, clock: VirtualClock
) -> None:
    coordinator = Desk(units, office.coordinator())
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    liaison.tap(form.answer, "parts")
    for text in ("一季度补水。", "封堵两处。", "已印发。"):
        liaison.type(form.answer, text)
    liaison.type(form.answer, "520")
    liaison.tap(form.answer, "next")
    liaison.tap(form.answer, "send")
    first = newest(second, Report.id)[0]
    await next_round(liaison, second, clock, coordinator)
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    liaison.tap(form.answer, "last")
    assert card(liaison, second).based_on_last
    assert newest(second, Report.text, Report.based_on) == ("1. 一季度补水。\n2. 封堵两处。\n3. 已印发。", first)
    liaison.tap(form.answer, "parts")
    asked = card(liaison, second)
    assert (asked.text, asked.last_text) == ("一季度补水。", "一季度补水。")
    liaison.type(form.answer, "二季度也补了水。")
    liaison.tap(form.answer, "same")
    assert newest(second, Report.text) == ("1. 二季度也补了水。\n2. 封堵两处。\n3. 已印发。",)


async def test_starting_from_last_quarters_keeps_what_was_typed_before(
    liaison: Desk, office: Any, units: Units, second: Engine, clock: VirtualClock
) -> None:
    coordinator = Desk(units, office.coordinator())
    write_whole(liaison, second)
    liaison.tap(form.answer, "send")
    await next_round(liaison, second, clock, coordinator)
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "先写的一句话。")
    liaison.tap(form.answer, "back")
    liaison.tap(form.answer, "last")
    assert newest(second, Report.text) == ("已完成两处取水口改造。\n先写的一句话。",)
    liaison.tap(form.answer, "clear")
    assert newest(second, Report.text, Report.based_on) == (None, None)


# -- files --------------------------------------------------------------------------------------------------------


async def test_a_photos_caption_is_its_name_and_a_sentence_is_text(liaison: Desk, second: Engine) -> None:
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    photo = ReceivedFile("a" * 64, 100, "image/jpeg", "photo.jpg", photo=True)
    liaison.give(form.answer, Files((photo,), caption="两处取水口改造现场,均已完工。", message_id=51))
    assert newest(second, Report.text) == ("两处取水口改造现场,均已完工。",)
    liaison.tap(form.answer, "next")
    liaison.type(form.answer, "520")
    other = ReceivedFile("b" * 64, 100, "application/pdf", "纪要.pdf")
    liaison.give(form.answer, Files((other,), caption="验收会", message_id=52))
    third = ReceivedFile("c" * 64, 100, "image/jpeg", "photo.jpg", photo=True)
    liaison.give(form.answer, Files((third,), caption="巡查现场", message_id=53))
    with second.connect() as conn:
        names = list(conn.scalars(select(Evidence.name).order_by(Evidence.id)))
    assert names == ["照片1.jpg", "纪要(验收会).pdf", "巡查现场.jpg"]


async def test_evidence_sent_before_is_attached_again_with_a_tap_or_its_number(
    liaison: Desk, office: Any, units: Units, second: Engine, clock: VirtualClock
) -> None:
    coordinator = Desk(units, office.coordinator())
    write_whole(liaison, second, "已完成两处取水口改造。", "合同.pdf", "验收单.pdf")
    liaison.tap(form.answer, "send")
    await next_round(liaison, second, clock, coordinator)
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "又完成一处。")
    liaison.type(form.answer, "600")
    asked = card(liaison, second)
    assert isinstance(asked, AskEvidence)
    assert ["用以前的材料"] in labels(worded(asked, clock.now()))
    liaison.tap(form.answer, "shelf")
    shelf = card(liaison, second)
    assert isinstance(shelf, AskShelf)
    screen = worded(shelf, clock.now())
    assert "1. 验收单.pdf · 序号21 · 2024年前三季度" in screen.text
    assert labels(screen) == [["选好了"], ["用第1份", "用第2份"], ["存草稿离开"]]
    liaison.tap(form.answer, f"use-{shelf.files[0].evidence}")
    with pytest.raises(Rejected, match="evidence-again-number"):
        liaison.type(form.answer, "9")
    liaison.type(form.answer, "1")  # what is left is numbered anew
    liaison.tap(form.answer, "next")
    with second.connect() as conn:
        mine = select(Evidence.name).join(Report).where(Report.revision == 1, Report.state == "draft")
        assert sorted(conn.scalars(mine)) == ["合同.pdf", "验收单.pdf"]
    assert isinstance(card(liaison, second), Preview)


# -- help wanted --------------------------------------------------------------------------------------------------


async def test_a_matter_that_needs_help_is_told_the_moment_it_is_sent_and_seen_once(
    liaison: Desk, office: Any, units: Units, second: Engine, clock: VirtualClock
) -> None:
    first, other = Desk(units, office.coordinator("甲经办人")), Desk(units, office.coordinator("乙经办人"))
    write_whole(liaison, second)
    liaison.tap(form.answer, "help")
    assert isinstance(card(liaison, second), AskHelp)
    liaison.type(form.answer, "报送", 201)  # a word is the matter here, it sends nothing
    liaison.type(form.answer, "用地手续卡在市里,请协调。", 201, edited=True)
    assert "用地手续卡在市里,请协调。" in worded(card(liaison, second), clock.now()).text
    assert first.told(HelpWanted) == []
    liaison.tap(form.answer, "send")
    report = newest(second, Report.id, Report.rev, Report.help_wanted)
    assert report.help_wanted == "用地手续卡在市里,请协调。"
    for desk in (first, other):
        [told] = desk.told(HelpWanted)
        screen = worded(told, clock.now())
        assert screen.text.startswith("⚠️ <b>需协调 · 序号21</b> · 示范省水利厅 · 2024年前三季度")
        assert labels(screen) == [["已知悉"]]
    first.do(help_wanted.see, report.id, report.rev)
    with pytest.raises(Moved, match="help-seen-already") as moved:
        other.do(help_wanted.see, report.id, report.rev)
    assert moved.value.facts["by"] == "甲经办人"
    after = worded(other.card(f"help:{report.id}"), clock.now())
    assert "已知悉:甲经办人 10月8日(周二) 09:00" in after.text
    assert labels(after) == []
    assert "办公室 10月8日(周二) 09:00 已知悉" in worded(card(liaison, second), clock.now()).text


async def test_the_same_matter_is_not_told_twice_and_a_new_one_is(
    liaison: Desk, office: Any, units: Units, second: Engine
) -> None:
    coordinator = Desk(units, office.coordinator())
    write_whole(liaison, second)
    liaison.tap(form.answer, "help")
    liaison.type(form.answer, "请协调用地。")
    liaison.tap(form.answer, "send")
    report = newest(second, Report.id, Report.rev)
    coordinator.do(review.ask_comment, report.id, report.rev)
    coordinator.give(review.answer, Typed("缺验收单", 7))
    begin(liaison, second)
    assert card(liaison, second).help == "请协调用地。"
    liaison.tap(form.answer, "send")
    assert len(coordinator.told(HelpWanted)) == 1
    again = newest(second, Report.id, Report.rev)
    coordinator.do(review.ask_comment, again.id, again.rev)
    coordinator.give(review.answer, Typed("还缺", 8))
    begin(liaison, second)
    liaison.tap(form.answer, "help")
    liaison.tap(form.answer, "nohelp")
    liaison.tap(form.answer, "help")
    liaison.type(form.answer, "请协调资金。")
    liaison.tap(form.answer, "send")
    assert [told.text for told in coordinator.told(HelpWanted) if isinstance(told, HelpWanted)] == [
        "请协调用地。",
        "请协调资金。",
    ]


# -- what was left ------------------------------------------------------------------------------------------------


async def test_an_edit_reaches_a_draft_that_was_left(liaison: Desk, units: Units, second: Engine) -> None:
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "写了一半的话", 301)
    assert not units.look(edits.is_of_left_draft, liaison.who, 301)
    liaison.tap(form.answer, "leave")
    assert units.look(edits.is_of_left_draft, liaison.who, 301)
    liaison.do(edits.edit_left, Typed("写完整的一段话", 301, edited=True))
    assert newest(second, Report.text) == ("写完整的一段话",)


async def test_who_has_not_signed_and_who_has_not_opened(
    liaison: Desk, office: Any, units: Units, clock: VirtualClock, second: Engine
) -> None:
    office.task("33", department="示范省林业局")
    await OPEN_CYCLES.run(units, clock)
    with second.connect() as conn:
        cycle = conn.execute(select(Cycle.id)).scalar_one()
    assert not any(one.opened for one in units.look(board.asked))
    liaison.do(form.open_request, 1, liaison.occasion)
    assert [one.department for one in units.look(board.asked) if not one.opened] == ["示范省林业局"]
    assert not any(one.signed for one in units.look(board.asked))
    liaison.do(prompts.sign, cycle, 1)
    assert [one.department for one in units.look(board.asked) if not one.signed] == ["示范省林业局"]


# -- a special round ----------------------------------------------------------------------------------------------


async def test_a_special_round_asks_its_question_and_no_status_or_figure(
    liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    def special(unit: Unit) -> None:
        unit.conn.execute(
            update(Cycle).values(
                key="2024S01", title="汛期排查", question="请报汛期排查情况。", due_on=date(2024, 10, 18)
            )
        )

    units.call(special)
    begin(liaison, second)
    asked = card(liaison, second)
    assert isinstance(asked, AskText)
    assert (asked.head.step, asked.head.steps) == (1, 3)
    screen = worded(asked, clock.now())
    assert "本次要答:请报汛期排查情况。" in screen.text
    assert labels(screen)[-1] == ["存草稿离开"]
    liaison.type(form.answer, "排查三处,均无隐患。")
    liaison.tap(form.answer, "next")
    shown = worded(card(liaison, second), clock.now())
    assert "改状态" not in [label for row in labels(shown) for label in row]
    liaison.tap(form.answer, "send")
    assert isinstance(card(liaison, second), Receipt)
    assert newest(second, Report.state, Report.status) == ("submitted", None)


async def test_a_form_that_another_pushed_aside_comes_back_where_it_was(
    liaison: Desk, units: Units, second: Engine
) -> None:
    begin(liaison, second)
    liaison.tap(form.answer, "on_track")

    def aside(unit: Unit) -> None:
        dialogues.open_form(unit, liaison.who, "language", 0, "x")
        dialogues.close(unit, dialogues.current(unit, liaison.who))

    units.call(aside)
    assert liaison.dialogue.form == "report"
    liaison.type(form.answer, "接着写的一段话。")
    assert isinstance(card(liaison, second), AskFigure)
    assert not isinstance(card(liaison, second), AskStatus)
