"""An extension (延期): asked for with a day and a reason, granted or refused once, and what moves with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.tables import Audit, Extension, Report, Request
from db.units import Units
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.collection import Prompt, Receipt, Saved
from domain.messages.everyday import Sentence
from domain.messages.extensions import AskExtension, AskOpinion, DecideExtension, ExtensionState, WhichRequest
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, extensions, form, granting
from jobs.reminders import due
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded


@pytest.fixture
async def liaison(units: Units, clock: VirtualClock, office: Any) -> Desk:
    office.task("21")
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    return desk


@pytest.fixture
def coordinator(units: Units, office: Any) -> Desk:
    return Desk(units, office.coordinator("甲经办人"))


def rows(second: Engine, *columns: Any) -> list[Any]:
    with second.connect() as conn:
        return [tuple(row) for row in conn.execute(select(*columns)).all()]


def ask(desk: Desk, until: str = "10月25日", reason: str = "验收推迟到20日") -> None:
    desk.do(extensions.begin, 1, desk.occasion)
    desk.type(extensions.answer, until)
    desk.type(extensions.answer, reason)


async def test_asked_in_three_steps_and_put_before_every_coordinator(
    liaison: Desk, coordinator: Desk, second: Engine, clock: VirtualClock
) -> None:
    liaison.do(extensions.begin, 0, liaison.occasion)  # one is owed: nothing to choose
    asked = liaison.card("extension:1")
    assert isinstance(asked, AskExtension)
    screen = worded(asked, clock.now())
    assert screen.text.endswith(
        "要延到哪一天?请点一项,或输入日期,例如 10月25日。\n"
        "+3个工作日:10月23日(周三)\n+5个工作日:10月25日(周五)\n+10个工作日:11月1日(周五)"
    )
    assert labels(screen) == [["+3个工作日", "+5个工作日"], ["+10个工作日"], ["不申请了"]]
    liaison.tap(extensions.answer, "d5")
    said = liaison.type(extensions.answer, "验收推迟到20日")
    assert said is not None
    assert rows(second, Extension.until, Extension.reason, Extension.state) == [
        (date(2024, 10, 25), "验收推迟到20日", "asked")
    ]
    state = worded(liaison.card("extension:1"), clock.now())
    assert "10月18日(周五) → 10月25日(周五)" in state.text
    assert labels(state) == [["撤回申请"]]
    [told] = coordinator.told(DecideExtension)
    card = worded(told, clock.now())
    assert "延5个工作日" in card.text
    assert labels(card) == [["同意"], ["不同意并说明"]]
    assert rows(second, Request.due_on) == [(date(2024, 10, 18),)]
    assert liaison.dialogue.form is None


async def test_granted_the_due_day_moves_and_everyone_sees_it(
    liaison: Desk, coordinator: Desk, units: Units, office: Any, second: Engine, clock: VirtualClock
) -> None:
    other = Desk(units, office.coordinator("乙经办人"))
    colleague = Desk(units, office.liaison(name="第二联络员"))
    await OPEN_CYCLES.run(units, clock)
    ask(liaison)
    everything_sent(units)
    coordinator.do(granting.grant, 1, 1)
    assert rows(second, Request.due_on) == [(date(2024, 10, 25),)]
    prompt = liaison.card("prompt:1:1")
    assert isinstance(prompt, Prompt)
    assert prompt.due_on == date(2024, 10, 25)
    for desk in (liaison, colleague):
        [told] = desk.told(ExtensionState)
        assert "同意延期" in worded(told, clock.now()).text
        assert "请于10月25日(周五)前报送。" in worded(told, clock.now()).text
    with pytest.raises(Moved, match="extension-decided") as moved:
        other.do(granting.grant, 1, 1)
    assert moved.value.facts == {"by": "甲经办人", "at": "09:00", "decision": "granted"}
    assert "已同意:甲经办人" in worded(other.card("extension_decide:1"), clock.now()).text
    assert labels(worded(other.card("extension_decide:1"), clock.now())) == []
    clock.advance_to(office_time(2024, 10, 25, 23))
    liaison.do(form.open_request, 1, liaison.occasion)
    for given in ("已完成", "已完成两处取水口改造。", "完成", "报送"):
        liaison.type(form.answer, given)
    assert rows(second, Report.late) == [(False,)]


async def test_the_reminders_follow_the_new_day(
    liaison: Desk, coordinator: Desk, units: Units, clock: VirtualClock
) -> None:
    ask(liaison)
    coordinator.do(granting.grant, 1, 1)
    everything_sent(units)
    clock.advance_to(office_time(2024, 10, 18, 10))
    assert units.look(due.to_remind) == []
    clock.advance_to(office_time(2024, 10, 25, 10))
    assert units.look(due.to_remind) == [liaison.person]


async def test_refused_the_department_hears_why(
    liaison: Desk, coordinator: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    ask(liaison)
    everything_sent(units)
    coordinator.do(granting.ask_opinion, 1, 1)
    assert isinstance(coordinator.card("extension_decide:1"), AskOpinion)
    with pytest.raises(Rejected, match="extension-opinion-expected"):
        coordinator.type(granting.answer, "  ")
    coordinator.type(granting.answer, "全省统一汇总,最迟20日")
    [told] = liaison.told(ExtensionState)
    text = worded(told, clock.now()).text
    assert "不同意延期" in text
    assert "意见:全省统一汇总,最迟20日" in text
    assert rows(second, Request.due_on) == [(date(2024, 10, 18),)]
    assert rows(second, Extension.state) == [("refused",)]
    assert [row for row in rows(second, Audit.action) if row[0].startswith("extension")] == [
        ("extension.ask",),
        ("extension.refused",),
    ]


async def test_asked_twice_the_running_one_is_shown(liaison: Desk, coordinator: Desk, second: Engine) -> None:
    ask(liaison)
    liaison.do(extensions.begin, 1, liaison.occasion)
    shown = liaison.card("extension:1")
    assert isinstance(shown, ExtensionState)
    assert liaison.dialogue.form is None
    assert len(rows(second, Extension.id)) == 1
    assert len(coordinator.told(DecideExtension)) == 1


async def test_two_liaisons_at_once_ask_once(liaison: Desk, units: Units, office: Any, second: Engine) -> None:
    colleague = Desk(units, office.liaison(name="第二联络员"))
    colleague.do(extensions.begin, 1, colleague.occasion)
    colleague.type(extensions.answer, "+3")
    ask(liaison)
    with pytest.raises(Moved, match="extension-asked-already") as moved:
        colleague.type(extensions.answer, "我们也要延")
    assert moved.value.then is not None
    units.call(moved.value.then)
    assert isinstance(colleague.card("extension:1"), ExtensionState)
    assert colleague.dialogue.form is None
    assert len(rows(second, Extension.id)) == 1


async def test_withdrawn_before_it_is_decided(
    liaison: Desk, coordinator: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    ask(liaison)
    liaison.do(extensions.withdraw, 1, 1)
    assert rows(second, Extension.state) == [("withdrawn",)]
    assert "单位已撤回申请" in worded(coordinator.card("extension_decide:1"), clock.now()).text
    with pytest.raises(Moved, match="extension-over"):
        coordinator.do(granting.grant, 1, 1)
    ask(liaison, "+10")
    assert rows(second, Extension.state)[-1] == ("asked",)


async def test_after_the_due_day_it_is_marked_and_what_was_sent_meanwhile_is_judged_anew(
    liaison: Desk, coordinator: Desk, second: Engine, clock: VirtualClock
) -> None:
    clock.advance_to(office_time(2024, 10, 21, 10))
    ask(liaison)
    [told] = coordinator.told(DecideExtension)
    assert "提出(已过截止日)" in worded(told, clock.now()).text
    liaison.do(form.open_request, 1, liaison.occasion)
    for given in ("已完成", "已完成两处取水口改造。", "完成", "报送"):
        liaison.type(form.answer, given)
    assert rows(second, Report.late) == [(True,)]
    assert rows(second, Extension.state) == [("asked",)]
    coordinator.do(granting.grant, 1, 1)
    assert rows(second, Report.late) == [(False,)]
    receipt = liaison.card("request:1")
    assert isinstance(receipt, Receipt)
    assert not receipt.late


async def test_a_report_in_time_makes_it_moot(
    liaison: Desk, coordinator: Desk, second: Engine, clock: VirtualClock
) -> None:
    ask(liaison)
    liaison.do(form.open_request, 1, liaison.occasion)
    for given in ("已完成", "已完成两处取水口改造。", "完成", "报送"):
        liaison.type(form.answer, given)
    assert rows(second, Extension.state) == [("moot",)]
    assert "不用决定了" in worded(coordinator.card("extension_decide:1"), clock.now()).text
    with pytest.raises(Rejected, match="extension-nothing-owed"):
        liaison.do(extensions.begin, 0, liaison.occasion)
    with pytest.raises(Moved, match="extension-sent-already"):
        liaison.do(extensions.begin, 1, liaison.occasion)


async def test_with_several_owed_one_is_chosen_and_the_report_that_was_open_comes_back(
    liaison: Desk, units: Units, office: Any, clock: VirtualClock, second: Engine
) -> None:
    office.task("33")
    await OPEN_CYCLES.run(units, clock)
    liaison.do(form.open_request, 1, liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.do(extensions.begin, 0, liaison.occasion)
    which = liaison.card(f"extension_which:{liaison.person}")
    assert isinstance(which, WhichRequest)
    with pytest.raises(Rejected, match="reply-which"):
        liaison.type(extensions.answer, "99")
    liaison.type(extensions.answer, "33")
    with pytest.raises(Rejected, match="extension-not-a-day"):
        liaison.type(extensions.answer, "下周吧")
    liaison.type(extensions.answer, "+3")
    liaison.type(extensions.answer, "上一步")
    liaison.type(extensions.answer, "+5")
    liaison.type(extensions.answer, "等验收")
    assert rows(second, Extension.request_id, Extension.until) == [(2, date(2024, 10, 25))]
    assert (liaison.dialogue.form, liaison.dialogue.step) == ("report", "text")


async def test_a_coordinator_who_says_the_command_sees_what_waits(
    liaison: Desk, units: Units, office: Any, clock: VirtualClock
) -> None:
    ask(liaison)
    newcomer = Desk(units, office.coordinator("新来的经办人"))
    assert units.look(granting.decides, newcomer.who)
    assert not units.look(granting.decides, liaison.who)
    newcomer.do(granting.show_waiting, newcomer.occasion)
    assert isinstance(newcomer.card("extension_decide:1"), DecideExtension)
    newcomer.do(granting.grant, 1, 1)
    newcomer.do(granting.show_waiting, newcomer.occasion)
    [said] = newcomer.told(Sentence)
    assert worded(said, clock.now()).text == "没有等待答复的延期申请。"


async def test_left_nothing_is_asked(liaison: Desk, second: Engine, clock: VirtualClock) -> None:
    liaison.do(extensions.begin, 1, liaison.occasion)
    liaison.tap(extensions.answer, "d3")
    liaison.tap(extensions.answer, "leave")
    assert worded(liaison.card("extension:1"), clock.now()).text == "没有申请延期,截止日不变。"
    assert rows(second, Extension.id) == []


async def test_another_department_neither_asks_nor_withdraws(
    liaison: Desk, units: Units, office: Any, second: Engine
) -> None:
    stranger = Desk(units, office.liaison("示范省林业局"))
    with pytest.raises(Forbidden):
        stranger.do(extensions.begin, 1, stranger.occasion)
    ask(liaison)
    with pytest.raises(Forbidden):
        stranger.do(extensions.withdraw, 1, 1)
    with pytest.raises(Forbidden):
        liaison.do(granting.grant, 1, 1)
    assert rows(second, Extension.state) == [("asked",)]


async def test_a_draft_that_was_left_offers_more_time(liaison: Desk, clock: VirtualClock) -> None:
    liaison.do(form.open_request, 1, liaison.occasion)
    liaison.tap(form.answer, "leave")
    left = liaison.card("request:1")
    assert isinstance(left, Saved)
    screen = worded(left, clock.now())
    assert [button.press.data for row in screen.rows for button in row if button.press] == [
        "report_open:1.0",
        "extend:1.0",
    ]
