"""Two liaisons of one department at one report: who writes is seen, taken over with a tap, and nothing is overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from db.tables import Report, Request, Role
from db.units import Units
from domain.answers import Typed
from domain.errors import Moved, Rejected
from domain.messages.answering import BeingWritten, TakenOver
from domain.messages.collection import AskFigure, AskStatus, AskText, Receipt, Saved
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, extensions, form, prompts
from tests.integration.desk import Desk, labels, office_time, worded


@pytest.fixture
async def two(units: Units, clock: VirtualClock, office: Any) -> tuple[Desk, Desk]:
    office.task("21", indicator="完成营造林")
    one, other = Desk(units, office.liaison()), Desk(units, office.liaison(name="第二联络员"))
    await OPEN_CYCLES.run(units, clock)
    return one, other


def card(desk: Desk) -> Any:
    return desk.card("request:1")


def reports(second: Engine, *columns: Any) -> list[Any]:
    with second.connect() as conn:
        return list(conn.execute(select(*columns)).all())


async def test_the_second_sees_who_writes_since_when_and_the_draft_as_it_stands(
    two: tuple[Desk, Desk], clock: VirtualClock
) -> None:
    one, other = two
    one.do(form.open_request, 1, one.occasion)
    one.tap(form.answer, "on_track")
    clock.advance_to(office_time(2024, 10, 8, 9, 20))
    one.type(form.answer, "已完成两处取水口改造。")
    clock.advance_to(office_time(2024, 10, 8, 9, 30))
    other.do(form.open_request, 1, other.occasion)
    seen = card(other)
    assert isinstance(seen, BeingWritten)
    screen = worded(seen, clock.now())
    assert "水利厅联络员自10月8日(周二) 09:00起正在填这一项,最近一次改动 10月8日(周二) 09:20" in screen.text
    assert "已完成两处取水口改造。" in screen.text
    assert "状态 达到序时进度" in screen.text
    assert labels(screen) == [["由我接着填"], ["刷新"]]
    assert other.dialogue.form is None
    one.type(form.answer, "520")  # whoever writes goes on undisturbed
    assert one.dialogue.form == "report"


async def test_one_tap_takes_it_over_and_the_first_is_told_on_their_card(
    two: tuple[Desk, Desk], clock: VirtualClock, second: Engine
) -> None:
    one, other = two
    one.do(form.open_request, 1, one.occasion)
    one.tap(form.answer, "on_track")
    one.type(form.answer, "已完成两处取水口改造。")
    other.do(form.open_request, 1, other.occasion)
    other.do(form.open_request, 1, other.occasion, takes_over=True)
    assert isinstance(card(other), AskFigure)
    told = card(one)
    assert isinstance(told, TakenOver)
    assert "第二联络员于10月8日(周二) 09:00接过去了,您写的都在草稿里。" in worded(told, clock.now()).text
    with pytest.raises(Moved):
        one.tap(form.answer, "none")
    other.type(form.answer, "530")
    assert reports(second, Report.text) == [("已完成两处取水口改造。",)]
    one.do(form.open_request, 1, one.occasion)
    assert isinstance(card(one), BeingWritten)
    one.do(form.open_request, 1, one.occasion, takes_over=True)
    assert isinstance(card(other), TakenOver)


async def test_what_the_first_types_after_that_is_added_and_lost_by_nobody(
    two: tuple[Desk, Desk], second: Engine
) -> None:
    one, other = two
    one.do(form.open_request, 1, one.occasion)
    one.tap(form.answer, "on_track")
    other.do(form.open_request, 1, other.occasion, takes_over=True)
    other.type(form.answer, "一位写的一段文字。")
    typed = Typed("另一位同时写的一段文字,不会丢失。", 77)
    one.do(prompts.answer_unasked, typed, one.occasion)
    assert reports(second, Report.text) == [("一位写的一段文字。\n另一位同时写的一段文字,不会丢失。",)]
    assert isinstance(card(one), BeingWritten)
    with pytest.raises(Moved, match="report-someone-else") as moved:  # shown first, then pressed again
        other.tap(form.answer, "none")
    assert moved.value.facts == {"name": "水利厅联络员"}


async def test_once_the_first_has_left_the_second_simply_goes_on(two: tuple[Desk, Desk]) -> None:
    one, other = two
    one.do(form.open_request, 1, one.occasion)
    other.do(form.open_request, 1, other.occasion)
    one.tap(form.answer, "on_track")
    one.tap(form.answer, "leave")
    assert isinstance(card(other), Saved)
    other.do(form.open_request, 1, other.occasion)
    assert isinstance(card(other), AskText)


async def test_a_colleague_who_left_the_department_writes_no_more(
    two: tuple[Desk, Desk], units: Units, clock: VirtualClock
) -> None:
    one, other = two
    one.do(form.open_request, 1, one.occasion)
    person = one.person
    units.call(
        lambda unit: unit.conn.execute(update(Role).where(Role.person_id == person).values(ended_at=clock.now()))
    )
    other.do(form.open_request, 1, other.occasion)
    assert isinstance(card(other), AskStatus)


async def test_what_a_colleague_sent_is_shown_to_whoever_looked_on(two: tuple[Desk, Desk], second: Engine) -> None:
    one, other = two
    one.do(form.open_request, 1, one.occasion)
    other.do(form.open_request, 1, other.occasion)
    for given in ("已完成", "已完成两处取水口改造。", "520", "完成", "报送"):
        one.type(form.answer, given)
    assert isinstance(card(other), Receipt)
    with pytest.raises(Rejected):
        other.tap(form.answer, "on_track")
    other.do(form.open_request, 1, other.occasion, takes_over=True)
    assert isinstance(card(other), Receipt)
    assert other.dialogue.form is None
    assert reports(second, Request.state) == [("submitted",)]


async def test_opening_is_recorded_once(two: tuple[Desk, Desk], second: Engine, clock: VirtualClock) -> None:
    one, other = two
    assert reports(second, Request.opened_at) == [(None,)]
    one.do(form.open_request, 1, one.occasion)
    first = clock.now()
    one.tap(form.answer, "leave")
    clock.advance_to(office_time(2024, 10, 9, 9))
    other.do(form.open_request, 1, other.occasion)
    assert reports(second, Request.opened_at) == [(first,)]


async def test_a_form_that_was_set_aside_does_not_come_back_into_a_colleagues_hands(
    two: tuple[Desk, Desk], clock: VirtualClock
) -> None:
    one, other = two
    one.do(form.open_request, 1, one.occasion)
    one.tap(form.answer, "on_track")
    one.do(extensions.begin, 1, one.occasion)
    other.do(form.open_request, 1, other.occasion)
    assert isinstance(card(other), AskText)
    assert "第二联络员" in worded(card(one), clock.now()).text
    one.tap(extensions.answer, "leave")
    assert one.dialogue.form is None
    assert other.dialogue.form == "report"
