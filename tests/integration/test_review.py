"""A report before the office's eyes: accepted, returned, corrected; two coordinators, one decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, select

from bot.screen import length
from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Evidence, Outbox, Report, ReportValue, Request, Review
from db.units import Units
from domain.answers import Chosen
from domain.errors import Moved, Rejected
from domain.messages.collection import Preview, Prompt, Receipt, Reminder
from domain.messages.everyday import Sentence
from domain.messages.review import Accepted, AskComment, EvidenceAlbum, FullText, Returned, ReviewCard
from jobs import reminders, review
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form, sending
from tests.conftest import Office
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded


def all_of(second: Engine, *columns: Any) -> list[Any]:
    with second.connect() as conn:
        return list(conn.execute(select(*columns)).all())


@pytest.fixture
async def coordinator(units: Units, office: Any) -> Desk:
    return Desk(units, office.coordinator("一位经办人"))


@pytest.fixture
async def liaison(units: Units, clock: VirtualClock, office: Any, coordinator: Desk) -> Desk:
    """A liaison who has just sent a report with a figure and two files."""
    office.task("21", indicator="完成营造林", problem="河道生态补水不足")
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    desk.do(form.open_request, 1, desk.occasion)
    desk.tap(form.answer, "on_track")
    desk.type(form.answer, "已完成两处取水口改造。")
    desk.type(form.answer, "520万亩")
    desk.send(form.answer, "a", "b")
    desk.tap(form.answer, "next")
    desk.tap(form.answer, "send")
    return desk


def rev_of(second: Engine, report: int = 1) -> int:
    with second.connect() as conn:
        return conn.execute(select(Report.rev).where(Report.id == report)).scalar_one()


async def test_the_card_reads_as_the_coordinator_needs_it(
    coordinator: Desk, liaison: Desk, clock: VirtualClock
) -> None:
    screen = worded(coordinator.card("review:1"), clock.now())
    assert screen.text == (
        "🔎 <b>序号21</b> · 示范省水利厅 · 2024年前三季度 · 按时\n"
        "<i>河道生态补水不足</i>\n\n"
        "状态 达到序时进度\n"
        "完成营造林 520万亩 (全年目标 640万亩,81%)\n\n"
        "进展\n<blockquote expandable>已完成两处取水口改造。</blockquote>\n\n"
        "佐证 2 份\n\n"
        "请审核:通过,或退回并说明缺什么。"
    )
    assert labels(screen) == [["通过"], ["退回并说明", "看佐证"]]


async def test_accepting_takes_one_press_and_tells_everybody(
    coordinator: Desk, liaison: Desk, second: Engine, clock: VirtualClock
) -> None:
    said = coordinator.do(review.accept, 1, rev_of(second))
    assert said.key == "review-accepted-toast"
    assert all_of(second, Report.state) == [("accepted",)]
    assert all_of(second, Request.state) == [("accepted",)]
    assert all_of(second, Review.decision, Review.comment) == [("accepted", None)]
    card = coordinator.card("review:1")
    assert "已由一位经办人于10月8日(周二) 09:00通过。" in worded(card, clock.now()).text
    assert labels(worded(card, clock.now())) == [["看佐证"]]
    [told] = liaison.told(Accepted)
    assert worded(told, clock.now()).silent
    prompt = liaison.card("prompt:1:1")
    assert isinstance(prompt, Prompt)
    assert [item.state for item in prompt.items] == ["accepted"]
    receipt = liaison.card("request:1")
    assert isinstance(receipt, Receipt)
    assert receipt.state == "accepted"
    assert "report.accepted" in [row.action for row in all_of(second, Audit.action)]


async def test_a_return_takes_a_press_and_a_comment_and_reopens_a_copy(
    coordinator: Desk, liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    everything_sent(units)
    coordinator.do(review.ask_comment, 1, rev_of(second))
    assert isinstance(coordinator.card("review:1"), AskComment)
    coordinator.type(review.answer, "缺验收单,请补拍照片")
    assert all_of(second, Report.revision, Report.state, Report.text) == [
        (1, "returned", "已完成两处取水口改造。"),
        (2, "draft", "已完成两处取水口改造。"),
    ]
    assert all_of(second, Request.state) == [("returned",)]
    assert [float(row.value) for row in all_of(second, ReportValue.value)] == [520.0, 520.0]
    assert [tuple(row) for row in all_of(second, Evidence.report_id, Evidence.name)] == [
        (1, "a"), (1, "b"), (2, "a"), (2, "b"),
    ]  # fmt: skip
    returned = liaison.card("request:1")
    assert isinstance(returned, Returned)
    rings = [row for row in all_of(second, Outbox.kind, Outbox.op) if row.kind == Returned.KIND]
    assert rings == [(Returned.KIND, "send")]
    assert labels(worded(returned, clock.now())) == [["修改"]]
    assert (
        "已由一位经办人于10月8日(周二) 09:00退回:缺验收单,请补拍照片"
        in worded(coordinator.card("review:1"), clock.now()).text
    )


async def test_a_returned_report_is_corrected_from_its_preview_and_reviewed_anew(
    coordinator: Desk, liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    coordinator.do(review.ask_comment, 1, rev_of(second))
    coordinator.type(review.answer, "缺验收单")
    liaison.do(form.open_request, 1, liaison.occasion)
    preview = liaison.card("request:1")
    assert isinstance(preview, Preview)
    assert "⚠️ 退回意见:缺验收单" in worded(preview, clock.now()).text
    liaison.tap(form.answer, "edit-evidence")
    liaison.send(form.answer, "c")
    liaison.tap(form.answer, "next")
    liaison.tap(form.answer, "send")
    anew = coordinator.card("review:2")
    assert isinstance(anew, ReviewCard)
    assert (anew.files, anew.decided) == (3, None)
    coordinator.do(review.accept, 2, rev_of(second, 2))
    assert [tuple(row) for row in all_of(second, Report.state)] == [("returned",), ("accepted",)]


async def test_the_second_coordinator_is_told_who_decided_what(
    coordinator: Desk, liaison: Desk, units: Units, office: Any, second: Engine, clock: VirtualClock
) -> None:
    late = Desk(units, office.coordinator("另一位"))
    rev = rev_of(second)
    coordinator.do(review.ask_comment, 1, rev)
    coordinator.type(review.answer, "缺验收单")
    with pytest.raises(Moved, match="review-decided") as moved:
        late.do(review.accept, 1, rev)
    assert moved.value.facts == {"by": "一位经办人", "at": "09:00", "decision": "returned", "comment": "缺验收单"}
    assert moved.value.then is not None
    units.call(moved.value.then)
    shown = late.card("review:1")
    assert isinstance(shown, ReviewCard)
    assert shown.decided is not None
    assert len(all_of(second, Review.id)) == 1


async def test_a_comment_that_comes_after_another_decided_returns_nothing(
    coordinator: Desk, liaison: Desk, units: Units, office: Any, second: Engine
) -> None:
    slow = Desk(units, office.coordinator("另一位"))
    slow.do(review.ask_comment, 1, rev_of(second))
    coordinator.do(review.accept, 1, rev_of(second))
    with pytest.raises(Moved, match="review-decided") as moved:
        slow.type(review.answer, "缺验收单")
    assert moved.value.then is not None
    units.call(moved.value.then)
    assert slow.dialogue.form is None
    assert all_of(second, Report.state) == [("accepted",)]


async def test_a_press_of_before_a_report_was_taken_back_decides_nothing(
    coordinator: Desk, liaison: Desk, second: Engine
) -> None:
    rev = rev_of(second)
    liaison.do(sending.take_back, 1, rev)
    with pytest.raises(Moved, match="review-taken-back"):
        coordinator.do(review.accept, 1, rev)
    liaison.tap(form.answer, "send")
    with pytest.raises(Moved):
        coordinator.do(review.accept, 1, rev)
    assert all_of(second, Review.id) == []


async def test_a_return_needs_words_and_can_be_given_up(coordinator: Desk, liaison: Desk, second: Engine) -> None:
    coordinator.do(review.ask_comment, 1, rev_of(second))
    with pytest.raises(Rejected, match="review-comment-expected"):
        coordinator.send(review.answer, "a")
    with pytest.raises(Rejected, match="review-comment-long"):
        coordinator.type(review.answer, "长" * 1001)
    coordinator.tap(review.answer, "keep")
    assert isinstance(coordinator.card("review:1"), ReviewCard)
    assert coordinator.dialogue.form is None
    assert all_of(second, Report.state) == [("submitted",)]


async def test_only_a_coordinator_reviews(liaison: Desk, units: Units, office: Any, second: Engine) -> None:
    for desk in (liaison, Desk(units, office.leader()), Desk(units, office.account())):
        with pytest.raises(Rejected, match="only-coordinator"):
            desk.do(review.accept, 1, rev_of(second))
    assert all_of(second, Review.id) == []


async def test_evidence_is_sent_as_one_album(
    coordinator: Desk, liaison: Desk, second: Engine, clock: VirtualClock
) -> None:
    coordinator.do(review.send_evidence, 1, coordinator.occasion)
    [album] = coordinator.told(EvidenceAlbum)
    screen = worded(album, clock.now())
    assert [(file.name, file.sha256) for file in screen.album] == [(name, f"{name:0>64}") for name in "ab"]
    assert "佐证 1至2(共2)" in screen.text


async def test_the_oldest_waits_first_and_the_next_follows(
    coordinator: Desk, liaison: Desk, units: Units, office: Any, second: Engine, clock: VirtualClock
) -> None:
    office.task("33")
    await OPEN_CYCLES.run(units, clock)
    liaison.do(form.open_request, 2, liaison.occasion)
    liaison.tap(form.answer, "behind")
    liaison.type(form.answer, "尚未开工。")
    liaison.tap(form.answer, "next")
    liaison.tap(form.answer, "send")
    everything_sent(units)
    coordinator.do(review.show_oldest, coordinator.occasion)
    first = coordinator.card("review:1")
    assert isinstance(first, ReviewCard)
    assert labels(worded(first, clock.now()))[-1] == ["下一份 (1)"]
    coordinator.do(review.show_oldest, coordinator.occasion, 1)
    assert isinstance(coordinator.card("review:2"), ReviewCard)
    for report in (1, 2):
        coordinator.do(review.accept, report, rev_of(second, report))
    coordinator.do(review.show_oldest, coordinator.occasion)
    assert "review-none" in {getattr(said, "key", "") for said in coordinator.told(Sentence)}


async def test_a_done_report_offers_to_apply_for_acceptance(
    coordinator: Desk, units: Units, office: Any, second: Engine, clock: VirtualClock
) -> None:
    office.task("21")
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    desk.do(form.open_request, 1, desk.occasion)
    desk.tap(form.answer, "done")
    desk.type(form.answer, "全部完成。")
    desk.tap(form.answer, "next")
    desk.tap(form.answer, "send")
    coordinator.do(review.accept, 1, rev_of(second))
    [told] = desk.told(Accepted)
    screen = worded(told, clock.now())
    assert [button.press.data for row in screen.rows for button in row if button.press] == ["accept_apply:1.1"]


async def test_a_long_report_is_cut_on_the_card_and_comes_whole_as_a_file(
    coordinator: Desk, units: Units, office: Any, second: Engine, clock: VirtualClock
) -> None:
    office.task("21")
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    desk.do(form.open_request, 1, desk.occasion)
    desk.tap(form.answer, "on_track")
    desk.type(form.answer, "进展" * 2000)
    desk.type(form.answer, "进展" * 1000)
    desk.tap(form.answer, "next")
    desk.tap(form.answer, "send")
    card = worded(coordinator.card("review:1"), clock.now())
    assert length(card.text) < 1000
    assert ["退回并说明", "看全文"] in labels(card)
    coordinator.do(review.send_text, 1, coordinator.occasion)
    [whole] = coordinator.told(FullText)
    attachment = worded(whole, clock.now()).attachment
    assert attachment is not None
    assert attachment.content is not None
    assert attachment.content().decode().count("进展") == 3000


async def test_every_screen_reads_in_both_languages(
    coordinator: Desk, liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    seen = [coordinator.card("review:1")]
    coordinator.do(review.ask_comment, 1, rev_of(second))
    seen.append(coordinator.card("review:1"))
    coordinator.type(review.answer, "<b>缺</b>验收单")
    seen += [coordinator.card("review:1"), liaison.card("request:1")]
    assert {type(message) for message in seen} == {ReviewCard, AskComment, Returned}
    for message in seen:
        for language in ("zh-CN", "en"):
            screen = worded(message, clock.now(), language)
            assert "<b>缺</b>" not in screen.text
            if language == "zh-CN":
                assert all(len(label) <= 8 for row in labels(screen) for label in row)


async def test_a_stale_button_of_the_return_form_is_refused(coordinator: Desk, liaison: Desk, second: Engine) -> None:
    coordinator.do(review.ask_comment, 1, rev_of(second))
    old = coordinator.dialogue
    coordinator.tap(review.answer, "keep")
    coordinator.do(review.ask_comment, 1, rev_of(second))
    with pytest.raises(Moved):
        coordinator.give(review.answer, Chosen("keep", old.id, old.rev))
    assert coordinator.dialogue.form == "return"


async def test_a_whole_quarter_on_either_database(both: Settings, clock: VirtualClock) -> None:
    """Opened, written, returned, corrected, accepted, the waiting reminder gone: the same on SQLite and PostgreSQL."""
    units = open_database(both, now=clock.now)
    try:
        office = Office(units)
        office.task("21", indicator="完成营造林")
        liaison, coordinator = Desk(units, office.liaison()), Desk(units, office.coordinator())
        await OPEN_CYCLES.run(units, clock)
        await OPEN_CYCLES.run(units, clock)
        assert len(liaison.told(Prompt)) == 1
        clock.advance_to(office_time(2024, 10, 18, 9, 30))
        await reminders.REMIND.run(units, clock)
        await reminders.REMIND.run(units, clock)
        assert len(liaison.told(Reminder)) == 1
        liaison.do(form.open_request, 1, liaison.occasion)
        liaison.tap(form.answer, "on_track")
        liaison.type(form.answer, "已完成两处取水口改造。")
        liaison.type(form.answer, "1.89万")
        liaison.send(form.answer, "a")
        liaison.tap(form.answer, "next")
        liaison.tap(form.answer, "send")
        assert liaison.told(Reminder) == []
        card = coordinator.card("review:1")
        assert isinstance(card, ReviewCard)
        coordinator.do(review.ask_comment, 1, card.rev)
        coordinator.type(review.answer, "缺验收单")
        liaison.do(form.open_request, 1, liaison.occasion)
        liaison.send(form.answer, "b")
        liaison.tap(form.answer, "send")
        anew = coordinator.card("review:2")
        assert isinstance(anew, ReviewCard)
        assert (anew.files, anew.figures[0].value) == (2, Decimal("1.89"))
        coordinator.do(review.accept, 2, anew.rev)
        prompt = liaison.card("prompt:1:1")
        assert isinstance(prompt, Prompt)
        assert [item.state for item in prompt.items] == ["accepted"]
        assert units.look(reminders.next_due) is None
    finally:
        units.close()
