"""A liaison applies once, a coordinator decides once, and everyone sees what became of it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from db.units import Units
from domain.answers import Chosen, Files, ReceivedFile
from domain.errors import Moved, Rejected
from domain.messages.acceptance import (
    AcceptanceCard,
    AcceptanceDecided,
    AcceptanceFileSent,
    Applied,
    ApplyForm,
    OpinionForm,
)
from jobs import acceptance
from jobs.clock import VirtualClock
from tests.conftest import Office
from tests.integration.closing_road import Road, occasion


@pytest.fixture
def road(units: Units, clock: VirtualClock, office: Office) -> Road:
    return Road(units, clock, office)


def photo(name: str = "现场.jpg", sha256: str = "a" * 64) -> ReceivedFile:
    return ReceivedFile(sha256, 1000, "image/jpeg", name)


def test_an_application_reaches_every_coordinator_with_its_statement_and_files(road: Road, second: Engine) -> None:
    other = road.office.coordinator("另一位经办人")
    road.change(acceptance.apply, road.liaison, road.task, occasion())
    road.type(acceptance.answer_form, road.liaison, "补水工程已完工。", 71)
    road.change(acceptance.answer_form, road.liaison, Files((photo(), photo("重复.jpg"))), occasion())
    road.type(acceptance.answer_form, road.liaison, "补水工程已完工并通过自查。", 71, edited=True)
    form = road.last(ApplyForm)
    assert (form.statement, form.files) == ("补水工程已完工并通过自查。", ("现场.jpg",))
    road.press(acceptance.answer_form, road.liaison, form, "submit")
    for who in (road.coordinator, other):
        card = road.last(AcceptanceCard, road.to(who))
        assert (card.statement, card.files, card.department) == ("补水工程已完工并通过自查。", 1, "示范省水利厅")
    with second.connect() as conn:
        assert conn.scalar(text("SELECT state FROM task")) == "accepting"
    assert road.last(Applied).state == "applied"


def test_a_files_caption_is_what_is_said_of_it(road: Road) -> None:
    road.change(acceptance.apply, road.liaison, road.task, occasion())
    sent = Files((photo(),), caption="说明见附件")
    road.change(acceptance.answer_form, road.liaison, sent, occasion())
    form = road.last(ApplyForm)
    assert (form.files, form.statement) == (("现场.jpg",), "说明见附件")


def test_an_application_without_a_word_is_not_sent(road: Road) -> None:
    road.change(acceptance.apply, road.liaison, road.task, occasion())
    with pytest.raises(Rejected, match="accept-statement-first"):
        road.press(acceptance.answer_form, road.liaison, road.last(ApplyForm), "submit")
    assert road.state() == "in_progress"


def test_a_draft_outlives_the_form_and_is_there_for_a_colleague(road: Road) -> None:
    road.change(acceptance.apply, road.liaison, road.task, occasion())
    road.type(acceptance.answer_form, road.liaison, "第一段。")
    road.press(acceptance.answer_form, road.liaison, road.last(ApplyForm), "leave")
    colleague = road.office.liaison()
    road.change(acceptance.apply, colleague, road.task, occasion())
    road.type(acceptance.answer_form, colleague, "第二段。")
    assert road.last(ApplyForm, road.to(colleague)).statement == "第一段。\n第二段。"


def test_only_a_liaison_of_a_unit_that_owes_the_task_applies(road: Road) -> None:
    stranger = road.office.liaison("示范省农业农村厅", "农业农村厅联络员")
    with pytest.raises(Rejected, match="not-yours"):
        road.change(acceptance.apply, stranger, road.task, occasion())
    with pytest.raises(Rejected, match="only-liaison"):
        road.change(acceptance.apply, road.coordinator, road.task, occasion())


def test_a_task_is_applied_for_once(road: Road) -> None:
    road.apply()
    with pytest.raises(Moved, match="task-moved-on"):
        road.change(acceptance.apply, road.liaison, road.task, occasion())


def test_a_passed_task_offers_the_notice_and_tells_the_department(road: Road) -> None:
    road.accept()
    card = road.last(AcceptanceCard)
    assert (card.state, card.next_step, card.decided_by) == ("passed", "publicity", "经办人")
    assert road.state() == "accepted"
    told = road.last(AcceptanceDecided, road.to(road.liaison))
    assert told.passed


def test_a_failed_one_goes_back_with_its_reasons(road: Road, second: Engine) -> None:
    card = road.apply()
    road.change(acceptance.decide, road.coordinator, card.acceptance, card.rev, False, occasion())
    form = road.last(OpinionForm)
    with pytest.raises(Rejected, match="accept-opinion-in-words"):
        road.press(acceptance.answer_opinion, road.coordinator, form, "none")
    road.type(acceptance.answer_opinion, road.coordinator, "缺少第三方监测报告。")
    told = road.last(AcceptanceDecided, road.to(road.liaison))
    assert (told.passed, told.opinion, road.state()) == (False, "缺少第三方监测报告。", "in_progress")
    with second.connect() as conn:
        reason = conn.scalar(text("SELECT reason FROM audit WHERE action = 'task.fail'"))
    assert reason == "缺少第三方监测报告。"
    road.apply("已补充监测报告。")
    assert road.state() == "accepting"


def test_the_second_coordinator_hears_that_it_is_decided_and_changes_nothing(road: Road, second: Engine) -> None:
    other = road.office.coordinator("另一位经办人")
    card = road.apply()
    road.change(acceptance.decide, other, card.acceptance, card.rev, False, occasion())
    theirs = road.last(OpinionForm)
    road.change(acceptance.decide, road.coordinator, card.acceptance, card.rev, True, occasion())
    mine = road.last(OpinionForm, road.to(road.coordinator))
    road.press(acceptance.answer_opinion, road.coordinator, mine, "none")
    for late in (
        lambda: road.type(acceptance.answer_opinion, other, "不同意。"),
        lambda: road.press(acceptance.answer_opinion, other, theirs, "back"),
        lambda: road.change(acceptance.decide, other, card.acceptance, card.rev, False, occasion()),
    ):
        with pytest.raises(Moved, match="accept-decided-already") as moved:
            late()
        assert moved.value.then is not None
    road.change(moved.value.then)
    assert road.last(AcceptanceCard, road.to(other)).state == "passed"
    with second.connect() as conn:
        assert conn.scalar(text("SELECT count(*) FROM audit WHERE action IN ('task.pass', 'task.fail')")) == 1


def test_files_come_one_by_one_to_the_coordinator_who_asks(road: Road) -> None:
    road.change(acceptance.apply, road.liaison, road.task, occasion())
    road.type(acceptance.answer_form, road.liaison, "已完成。")
    both = Files((photo("一.jpg"), photo("二.pdf", "b" * 64)))
    road.change(acceptance.answer_form, road.liaison, both, occasion())
    road.press(acceptance.answer_form, road.liaison, road.last(ApplyForm), "submit")
    card = road.last(AcceptanceCard)
    road.change(acceptance.send_files, road.coordinator, card.acceptance, occasion())
    assert [(sent.position, sent.name) for sent in road.sent(AcceptanceFileSent)] == [(1, "一.jpg"), (2, "二.pdf")]
    with pytest.raises(Rejected, match="only-coordinator"):
        road.change(acceptance.send_files, road.liaison, card.acceptance, occasion())


def test_a_button_of_an_earlier_screen_shows_the_present_one(road: Road) -> None:
    road.change(acceptance.apply, road.liaison, road.task, occasion())
    early = road.last(ApplyForm)
    road.type(acceptance.answer_form, road.liaison, "已完成。")
    with pytest.raises(Moved):
        road.change(acceptance.answer_form, road.liaison, Chosen("submit", early.dialogue, early.rev), occasion())
    assert road.state() == "in_progress"


def test_where_publicity_comes_first_acceptance_waits_for_it(road: Road) -> None:
    road.change(
        lambda unit: unit.conn.execute(text("""UPDATE programme SET closing = '["publicity", "acceptance"]'"""))
    )
    with pytest.raises(Rejected, match="accept-publicity-first"):
        road.change(acceptance.apply, road.liaison, road.task, occasion())
