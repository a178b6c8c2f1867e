"""The life of a quarter through the jobs: opened, prompted, written, sent, taken back; read through a second connection."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from bot.screen import length
from config.settings import Settings
from db.database import open_database
from db.tables import (
    Audit,
    Cycle,
    Department,
    Measure,
    MeasureOwner,
    Outbox,
    Report,
    ReportValue,
    Request,
    Task,
    TaskUnit,
)
from db.units import Unit, Units
from domain.answers import Chosen, Typed
from domain.errors import Moved, Rejected
from domain.messages.collection import (
    AskEvidence,
    AskFigure,
    AskStatus,
    AskText,
    Preview,
    Prompt,
    Receipt,
    Saved,
    Todo,
    Unbound,
    Which,
    WhyThisDay,
)
from domain.messages.review import ReviewCard
from domain.states import UnitRole
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, RECHECKS, cycles, edits, form, prompts, sending
from jobs.department_mail import WRITE_TO_DEPARTMENTS
from tests.integration.desk import Desk, everything_sent, labels, office_time, worded

WATER = "示范省水利厅"


async def open_rounds(units: Units, clock: VirtualClock) -> None:
    await OPEN_CYCLES.run(units, clock)


def all_of(second: Engine, *columns: Any) -> list[Any]:
    with second.connect() as conn:
        return list(conn.execute(select(*columns)).all())


def request_id(second: Engine, number: str = "21") -> int:
    with second.connect() as conn:
        newest = select(Request.id).join(Task).where(Task.number == number).order_by(Request.id.desc())
        return conn.execute(newest).scalars().first()


# -- a round opens ------------------------------------------------------------------------------------------------


async def test_a_round_opens_at_its_hour_with_one_prompt_a_liaison(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21", indicator="完成营造林")
    office.task("33")
    one, other = Desk(units, office.liaison()), Desk(units, office.liaison(name="第二联络员"))
    assert units.look(cycles.next_opening) == office_time(2024, 10, 8, 9)
    await open_rounds(units, clock)
    assert all_of(second, Cycle.key, Cycle.opens_on, Cycle.due_on) == [
        ("2024Q3", date(2024, 10, 8), date(2024, 10, 18))
    ]
    assert len(all_of(second, Request.id)) == 2
    prompts_sent = all_of(second, Outbox.thing, Outbox.occasion, Outbox.recipient)
    assert {row.recipient for row in prompts_sent} == {f"person:{one.person}", f"person:{other.person}"}
    assert {row.occasion for row in prompts_sent} == {"opened"}
    [prompt] = one.told(Prompt)
    assert isinstance(prompt, Prompt)
    assert [item.number for item in prompt.items] == ["21", "33"]


async def test_running_twice_adds_nothing(units: Units, clock: VirtualClock, office: Any, second: Engine) -> None:
    office.task("21")
    office.liaison()
    await open_rounds(units, clock)
    before = all_of(second, Outbox.id), all_of(second, Request.id)
    await open_rounds(units, clock)
    assert (all_of(second, Outbox.id), all_of(second, Request.id)) == before


async def test_after_a_run_the_next_opening_is_the_next_quarters_first_working_day(
    units: Units, clock: VirtualClock, office: Any
) -> None:
    office.task("21")
    await open_rounds(units, clock)
    assert units.look(cycles.next_opening) == office_time(2025, 1, 2, 9)


async def test_a_kill_between_two_departments_is_completed_by_the_next_run(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    office.task("33", department="示范省林业局")
    office.liaison()
    office.liaison("示范省林业局", "林业局联络员")
    [opening] = units.look(cycles.openings)
    units.call(cycles.open_cycle, opening)
    first = units.look(cycles.unfinished)[0]
    units.call(cycles.open_department, *first)  # … and here the machine stopped
    assert units.look(cycles.next_opening) == office_time(2024, 10, 8, 9)
    await open_rounds(units, clock)
    assert len(all_of(second, Request.id)) == 2
    assert len([row for row in all_of(second, Outbox.kind) if row.kind == Prompt.KIND]) == 2


async def test_days_of_downtime_make_one_prompt_with_todays_facts(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    liaison = Desk(units, office.liaison())
    clock.advance_to(office_time(2024, 10, 16, 15))
    await open_rounds(units, clock)
    [prompt] = liaison.told(Prompt)
    assert isinstance(prompt, Prompt)
    assert prompt.days_left == 2
    assert len(all_of(second, Outbox.id)) == 1


async def test_a_round_that_opened_before_the_programme_was_entered_is_history(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    clock.advance_to(office_time(2024, 10, 9, 10))
    office.task("21")
    await open_rounds(units, clock)
    assert all_of(second, Cycle.id) == []
    assert units.look(cycles.next_opening) == office_time(2025, 1, 2, 9)


def _in_another_role(unit: Unit, number: str, department: str, role: UnitRole, *, owns: bool = False) -> None:
    task = unit.session.query(Task).filter_by(number=number).one()
    row = unit.session.query(Department).filter_by(name=department).one_or_none() or Department(name=department)
    unit.session.add(row)
    unit.session.flush()
    unit.session.add(TaskUnit(task_id=task.id, department_id=row.id, role=role))
    if owns:
        measure = unit.session.query(Measure).filter_by(task_id=task.id).one()
        unit.session.add(MeasureOwner(measure_id=measure.id, department_id=row.id))


async def test_who_owes(units: Units, clock: VirtualClock, office: Any, second: Engine) -> None:
    office.task("21")
    units.call(_in_another_role, "21", "牵头单位", UnitRole.LEAD)
    units.call(_in_another_role, "21", "有措施的配合单位", UnitRole.COOPERATING, owns=True)
    units.call(_in_another_role, "21", "配合单位", UnitRole.COOPERATING)
    units.call(_in_another_role, "21", "督导单位", UnitRole.SUPERVISING)
    units.call(_in_another_role, "21", "验收单位", UnitRole.ACCEPTING)
    await open_rounds(units, clock)
    with second.connect() as conn:
        asked = set(conn.scalars(select(Department.name).join(Request)))
    assert asked == {WATER, "牵头单位", "有措施的配合单位"}


async def test_a_closed_task_owes_only_where_it_is_kept_up_for_good(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    closed, forever = office.task("21"), office.task("33")

    def settle(unit: Unit) -> None:
        unit.conn.execute(update(Task).where(Task.id.in_([closed, forever])).values(state="closed"))
        unit.conn.execute(update(Task).where(Task.id == forever).values(deadline_text="长期坚持"))

    units.call(settle)
    await open_rounds(units, clock)
    assert [row.task_id for row in all_of(second, Request.task_id)] == [forever]


async def test_a_department_without_a_liaison_is_told_to_the_office_and_prompted_once_somebody_is_bound(
    units: Units, clock: VirtualClock, office: Any
) -> None:
    coordinator = Desk(units, office.coordinator())
    office.task("21")
    await open_rounds(units, clock)
    await WRITE_TO_DEPARTMENTS.run(units, clock)
    [unbound] = coordinator.told(Unbound)
    assert isinstance(unbound, Unbound)
    assert [(line.department, line.count) for line in unbound.lines] == [(WATER, 1)]
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    await WRITE_TO_DEPARTMENTS.run(units, clock)
    assert len(liaison.told(Prompt)) == 1
    assert len(coordinator.told(Unbound)) == 1


async def test_a_task_added_while_the_round_runs_is_asked_for_and_rings_again(
    units: Units, clock: VirtualClock, office: Any
) -> None:
    office.task("21")
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    everything_sent(units)
    clock.advance_to(office_time(2024, 10, 10, 10))
    office.task("33")
    await open_rounds(units, clock)
    [prompt] = liaison.told(Prompt)
    assert isinstance(prompt, Prompt)
    assert [item.number for item in prompt.items] == ["21", "33"]


async def test_a_task_added_after_the_due_day_waits_for_the_next_round(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    office.liaison()
    await open_rounds(units, clock)
    clock.advance_to(office_time(2024, 11, 4, 10))
    office.task("33")
    await open_rounds(units, clock)
    assert len(all_of(second, Request.id)) == 1
    assert units.look(cycles.next_opening) == office_time(2025, 1, 2, 9)


# -- the prompt ---------------------------------------------------------------------------------------------------


async def test_the_prompt_reads_as_the_office_wants_it(units: Units, clock: VirtualClock, office: Any) -> None:
    office.task("21", problem="工作机制还不顺畅")
    office.task("33", problem="噪声投诉办理不及时")
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    [prompt] = liaison.told(Prompt)
    screen = worded(prompt, clock.now())
    assert screen.text == (
        "📋 <b>2024年前三季度进展调度</b>\n"
        "示范省水利厅 · 待报2项(共2项) · 10月18日(周五)前,还剩9个工作日\n\n"
        "<b>序号21</b> 工作机制还不顺畅 · 未填\n"
        "<b>序号33</b> 噪声投诉办理不及时 · 未填\n\n"
        "点一项开始填报,或直接回复本条消息写进展。"
    )
    assert labels(screen) == [["填报 序号21"], ["填报 序号33"], ["签收", "下载填报表"], ["为什么是这天", "申请延期"]]


async def test_signing_is_recorded_once_and_the_button_goes(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    [(cycle, department)] = all_of(second, Request.cycle_id, Request.department_id)
    liaison.do(prompts.sign, cycle, department)
    liaison.do(prompts.sign, cycle, department)
    assert all_of(second, Request.signed_at)[0][0] == clock.now()
    assert [row.action for row in all_of(second, Audit.action)].count("request.sign") == 1
    assert labels(worded(liaison.card(f"prompt:{cycle}:{department}"), clock.now()))[-1] == ["为什么是这天", "申请延期"]


async def test_why_this_day_shows_the_sum(units: Units, clock: VirtualClock, office: Any, second: Engine) -> None:
    office.task("21")
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    [(cycle, department)] = all_of(second, Request.cycle_id, Request.department_id)
    liaison.do(prompts.tell_why, cycle, department, liaison.occasion)
    [why] = liaison.told(WhyThisDay)
    assert worded(why, clock.now()).text == (
        "自10月8日(周二)起,含当日,第10个工作日是10月18日(周五)。\n"
        "10月12日(周六)调休上班,计入。\n"
        "10月1日(周二)至10月7日(周一)放假,不计。"
    )


async def test_another_departments_request_is_refused(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    stranger = Desk(units, office.liaison("示范省林业局"))
    await open_rounds(units, clock)
    with pytest.raises(Rejected, match="not-yours"):
        stranger.do(form.open_request, request_id(second), stranger.occasion)
    assert all_of(second, Report.id) == []


async def test_thirty_tasks_are_paged(units: Units, clock: VirtualClock, office: Any, second: Engine) -> None:
    for number in range(1, 31):
        office.task(str(number))
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    [(cycle, department)] = set(all_of(second, Request.cycle_id, Request.department_id))
    liaison.do(prompts.turn_page, cycle, department, 3, liaison.occasion)
    screen = worded(liaison.card(f"prompt:{cycle}:{department}"), clock.now())
    assert "序号30" in screen.text
    assert "序号24" not in screen.text
    assert ["上一页", "签收"] in labels(screen)


# -- the form -----------------------------------------------------------------------------------------------------


@pytest.fixture
async def liaison(units: Units, clock: VirtualClock, office: Any) -> Desk:
    """A liaison with one task and one figure, the round just opened."""
    office.task("21", indicator="完成营造林")
    desk = Desk(units, office.liaison())
    await open_rounds(units, clock)
    return desk


def card(desk: Desk, second: Engine) -> Any:
    return desk.card(f"request:{request_id(second)}")


def write_whole(desk: Desk, second: Engine, figure: str = "520万亩") -> None:
    desk.do(form.open_request, request_id(second), desk.occasion)
    desk.tap(form.answer, "on_track")
    desk.type(form.answer, "已完成两处取水口改造。")
    desk.type(form.answer, figure)
    desk.tap(form.answer, "next")


async def test_an_answer_with_text_and_one_number_takes_six_steps(
    liaison: Desk, units: Units, second: Engine, office: Any, clock: VirtualClock
) -> None:
    coordinator = Desk(units, office.coordinator())
    liaison.do(form.open_request, request_id(second), liaison.occasion)  # 1
    assert isinstance(card(liaison, second), AskStatus)
    liaison.tap(form.answer, "on_track")  # 2
    assert isinstance(card(liaison, second), AskText)
    liaison.type(form.answer, "已完成两处取水口改造。")  # 3
    asked = card(liaison, second)
    assert isinstance(asked, AskFigure)
    assert (asked.head.step, asked.head.steps) == (3, 5)
    liaison.type(form.answer, "520万亩")  # 4
    assert isinstance(card(liaison, second), AskEvidence)
    liaison.tap(form.answer, "next")  # 5
    assert isinstance(card(liaison, second), Preview)
    said = liaison.tap(form.answer, "send")  # 6
    assert said is not None
    assert said.key == "report-sent"
    [report] = all_of(second, Report.state, Report.status, Report.text, Report.late, Report.submitted_at)
    assert tuple(report) == ("submitted", "on_track", "已完成两处取水口改造。", False, clock.now())
    assert [float(row.value) for row in all_of(second, ReportValue.value)] == [520.0]
    assert all_of(second, Request.state) == [("submitted",)]
    assert isinstance(card(liaison, second), Receipt)
    [review] = coordinator.told(ReviewCard)
    assert isinstance(review, ReviewCard)
    assert (review.number, review.late, review.files) == ("21", False, 0)
    prompt = liaison.card("prompt:1:1")
    assert isinstance(prompt, Prompt)
    assert [item.state for item in prompt.items] == ["submitted"]
    assert liaison.dialogue.form is None


async def test_the_figures_card_reads_as_the_office_wants_it(
    liaison: Desk, second: Engine, clock: VirtualClock
) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "已完成两处取水口改造。")
    screen = worded(card(liaison, second), clock.now())
    assert screen.text == (
        "📋 <b>序号21</b> · 2024年前三季度 · 第3步(共5步) 指标\n\n"
        "<b>完成营造林</b>\n全年目标 640万亩\n\n"
        "请输入本季累计数,例如 520万亩。"
    )
    assert labels(screen) == [["暂无数据"], ["上一步", "存草稿离开"]]


async def test_a_wrong_figure_leaves_the_form_where_it_is(liaison: Desk, second: Engine) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "已完成两处取水口改造。")
    with pytest.raises(Rejected, match="figure-not-exact") as refused:
        liaison.type(form.answer, "五百左右")
    assert refused.value.facts == {"given": "五百左右", "example": "520万亩"}
    with pytest.raises(Rejected, match="figure-too-large"):
        liaison.type(form.answer, "9" * 24)  # as long as a sentence, and none
    assert all_of(second, ReportValue.id) == []
    assert isinstance(card(liaison, second), AskFigure)


async def test_a_restart_in_the_middle_keeps_the_draft(
    liaison: Desk, units: Units, settings: Settings, clock: VirtualClock, second: Engine
) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "已完成两处取水口改造。")
    units.close()
    again = open_database(settings, now=clock.now)
    try:
        desk = Desk(again, liaison.who)
        desk.type(form.answer, "520")
        desk.tap(form.answer, "next")
        desk.tap(form.answer, "send")
    finally:
        again.close()
    assert all_of(second, Report.state, Report.text) == [("submitted", "已完成两处取水口改造。")]


async def test_a_draft_left_is_kept_and_taken_up_where_it_was(
    liaison: Desk, second: Engine, clock: VirtualClock
) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.tap(form.answer, "leave")
    left = card(liaison, second)
    assert isinstance(left, Saved)
    assert labels(worded(left, clock.now())) == [["继续填报"], ["申请延期"]]
    prompt = liaison.card("prompt:1:1")
    assert "草稿 2/5" in worded(prompt, clock.now()).text
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    assert isinstance(card(liaison, second), AskText)


async def test_several_messages_are_paragraphs_and_an_edit_changes_its_own(liaison: Desk, second: Engine) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "第一段", 101)
    liaison.type(form.answer, "第二段说了很多进展情况,够长,不是指标。", 102)
    liaison.type(form.answer, "第一段,改过", 101, edited=True)
    assert all_of(second, Report.text) == [("第一段,改过\n第二段说了很多进展情况,够长,不是指标。",)]
    assert isinstance(card(liaison, second), AskFigure)


async def test_an_edited_figure_is_read_again(liaison: Desk, second: Engine) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "已完成两处取水口改造。")
    liaison.type(form.answer, "520", 103)
    liaison.type(form.answer, "530", 103, edited=True)
    assert [float(row.value) for row in all_of(second, ReportValue.value)] == [530.0]
    assert isinstance(card(liaison, second), AskEvidence)


async def test_an_edit_after_sending_changes_nothing_and_says_so(liaison: Desk, units: Units, second: Engine) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "已完成两处取水口改造。", 101)
    assert not units.look(edits.is_sent_already, liaison.who, 101)
    liaison.type(form.answer, "520")
    liaison.tap(form.answer, "next")
    liaison.tap(form.answer, "send")
    assert units.look(edits.is_sent_already, liaison.who, 101)
    with pytest.raises(Rejected, match="report-edit-too-late"):
        liaison.do(edits.refuse_edit)


async def test_an_album_is_acknowledged_once(liaison: Desk, second: Engine) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "已完成两处取水口改造。")
    liaison.type(form.answer, "520")
    for name in ("a", "b", "c"):
        liaison.send(form.answer, name, album="x")
    asked = card(liaison, second)
    assert isinstance(asked, AskEvidence)
    assert len(asked.files) == 3
    assert asked.head.note is not None
    assert asked.head.note.facts["count"] == 3
    liaison.tap(form.answer, f"drop-{asked.files[1][0]}")
    kept = card(liaison, second)
    assert isinstance(kept, AskEvidence)
    assert [name for _, name in kept.files] == ["a", "c"]


async def test_one_answer_is_changed_from_the_preview_and_the_preview_is_back(liaison: Desk, second: Engine) -> None:
    write_whole(liaison, second)
    liaison.tap(form.answer, "edit-status")
    liaison.tap(form.answer, "behind")
    changed = card(liaison, second)
    assert isinstance(changed, Preview)
    assert changed.status == "behind"
    liaison.tap(form.answer, "edit-figures")
    liaison.type(form.answer, "530")
    assert isinstance(card(liaison, second), Preview)


async def test_what_a_button_says_can_be_typed(liaison: Desk, second: Engine) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    for text in ("达到序时进度", "已完成两处取水口改造。", "520万亩", "完成", "报送"):
        liaison.type(form.answer, text)
    assert all_of(second, Report.state) == [("submitted",)]


async def test_an_old_button_answers_kindly_and_writes_nothing(liaison: Desk, units: Units, second: Engine) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.tap(form.answer, "back")
    old = liaison.dialogue
    liaison.tap(form.answer, "behind")
    with pytest.raises(Moved):
        liaison.give(form.answer, Chosen("done", old.id, old.rev))
    assert all_of(second, Report.status) == [("behind",)]


async def test_after_midnight_of_the_due_day_it_is_late(liaison: Desk, second: Engine, clock: VirtualClock) -> None:
    clock.advance_to(office_time(2024, 10, 19, 0, 0))
    write_whole(liaison, second)
    said = liaison.tap(form.answer, "send")
    assert said is not None
    assert said.key == "report-sent-late"
    assert all_of(second, Report.late) == [(True,)]


async def test_in_the_last_minute_of_the_due_day_it_is_in_time(
    liaison: Desk, second: Engine, clock: VirtualClock
) -> None:
    clock.advance_to(office_time(2024, 10, 18, 23, 59))
    write_whole(liaison, second)
    liaison.tap(form.answer, "send")
    assert all_of(second, Report.late) == [(False,)]


async def test_a_report_is_taken_back_before_the_review_and_sent_again(
    liaison: Desk, units: Units, office: Any, second: Engine, clock: VirtualClock
) -> None:
    coordinator = Desk(units, office.coordinator())
    write_whole(liaison, second)
    liaison.tap(form.answer, "send")
    [(report, rev)] = all_of(second, Report.id, Report.rev)
    liaison.do(sending.ask_take_back, report, rev, asks=True)
    asked = worded(card(liaison, second), clock.now())
    assert [button.style for row in asked.rows for button in row] == ["danger", None]
    liaison.do(sending.take_back, report, rev)
    assert isinstance(card(liaison, second), Preview)
    assert all_of(second, Report.state) == [("draft",)]
    assert all_of(second, Request.state) == [("open",)]
    taken_back = coordinator.card(f"review:{report}")
    assert isinstance(taken_back, ReviewCard)
    assert taken_back.taken_back
    with pytest.raises(Moved, match="report-reviewed-already"):
        liaison.do(sending.take_back, report, rev)
    liaison.tap(form.answer, "send")
    again = coordinator.card(f"review:{report}")
    assert isinstance(again, ReviewCard)
    assert not again.taken_back


# -- last quarter -------------------------------------------------------------------------------------------------


async def _accepted_before(liaison: Desk, units: Units, second: Engine, clock: VirtualClock, when: Any) -> None:
    """Last quarter was accepted with 520万亩; the next round has opened."""
    write_whole(liaison, second)
    liaison.tap(form.answer, "send")

    def accept(unit: Unit) -> None:
        unit.conn.execute(update(Report).values(state="accepted"))
        unit.conn.execute(update(Request).values(state="accepted"))

    units.call(accept)
    everything_sent(units)
    clock.advance_to(when)
    await open_rounds(units, clock)


async def test_no_change_takes_four_steps_and_repeats_last_quarters_text(
    liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    await _accepted_before(liaison, units, second, clock, office_time(2025, 1, 2, 9))
    liaison.do(form.open_request, request_id(second), liaison.occasion)  # 1
    liaison.tap(form.answer, "same")  # 2
    assert isinstance(card(liaison, second), Preview)  # 3: looked at
    liaison.tap(form.answer, "send")  # 4
    newest = all_of(second, Report.status, Report.text)[-1]
    assert tuple(newest) == ("no_change", "已完成两处取水口改造。")


def _same_year(unit: Unit) -> None:
    """The cycle accepted before becomes the half-year's, so that its figures are of the same year."""
    unit.conn.execute(update(Cycle).where(Cycle.key == "2024Q3").values(key="2024Q2", opens_on=date(2024, 7, 1)))


async def test_a_figure_below_the_last_is_asked_and_not_refused(
    liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    await _accepted_before(liaison, units, second, clock, office_time(2024, 10, 9, 9))
    units.call(_same_year)
    await open_rounds(units, clock)
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.tap(form.answer, "last")
    liaison.tap(form.answer, "next")
    liaison.type(form.answer, "460")
    asked = card(liaison, second)
    assert "比上季累计(520万亩)少" in worded(asked, clock.now()).text
    liaison.tap(form.answer, "no")
    liaison.type(form.answer, "460")
    liaison.tap(form.answer, "yes")
    assert isinstance(card(liaison, second), AskEvidence)
    assert float(all_of(second, ReportValue.value)[-1][0]) == 460.0


async def test_the_first_quarter_has_no_last_figure(
    liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    await _accepted_before(liaison, units, second, clock, office_time(2025, 1, 2, 9))

    def next_year(unit: Unit) -> None:
        unit.conn.execute(update(Cycle).where(Cycle.key == "2024Q4").values(key="2025Q1"))

    units.call(next_year)
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    liaison.tap(form.answer, "on_track")
    liaison.type(form.answer, "新一年的进展,已经开工。")
    asked = card(liaison, second)
    assert isinstance(asked, AskFigure)
    assert asked.figure.last is None


# -- a reply, and what one owes -----------------------------------------------------------------------------------


async def test_a_reply_to_the_prompt_is_the_text(liaison: Desk, units: Units, second: Engine) -> None:
    everything_sent(units)
    [row] = all_of(second, Outbox.remote_id)
    message = int(row.remote_id)
    assert units.look(prompts.is_reply_to_prompt, liaison.who, message)
    assert not units.look(prompts.is_reply_to_prompt, liaison.who, message + 1)
    liaison.do(prompts.answer_reply, Typed("取水口改造完成。", 77, message), liaison.occasion)
    assert all_of(second, Report.text) == [("取水口改造完成。",)]
    assert isinstance(card(liaison, second), AskStatus)
    liaison.tap(form.answer, "on_track")
    assert isinstance(card(liaison, second), AskFigure)  # the text is there already


async def test_a_reply_with_several_owed_asks_which(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    office.task("33")
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    everything_sent(units)
    message = int(all_of(second, Outbox.remote_id)[0][0])
    liaison.do(prompts.answer_reply, Typed("取水口改造完成。", 77, message), liaison.occasion)
    which = liaison.card(f"which:{liaison.dialogue.id}")
    assert isinstance(which, Which)
    with pytest.raises(Rejected, match="reply-which"):
        liaison.type(prompts.answer_which, "不知道")
    liaison.type(prompts.answer_which, "33")
    with second.connect() as conn:
        number = conn.execute(
            select(Task.number).join(Request).join(Report).where(Report.text.is_not(None))
        ).scalar_one()
    assert number == "33"
    assert liaison.dialogue.form == "report"


async def test_todo_lists_what_is_owed_by_date_and_follows(
    liaison: Desk, units: Units, second: Engine, clock: VirtualClock
) -> None:
    liaison.do(prompts.todo, liaison.occasion)
    todo = liaison.card(f"todo:{liaison.person}")
    assert isinstance(todo, Todo)
    assert [one.item.number for one in todo.owed] == ["21"]
    write_whole(liaison, second)
    liaison.tap(form.answer, "send")
    after = liaison.card(f"todo:{liaison.person}")
    assert worded(after, clock.now()).text == "📋 现在没有待报的。\n\n另有1项已报,待审。"


async def test_a_prompt_that_was_never_sent_is_dropped_when_nothing_is_owed(
    liaison: Desk, units: Units, second: Engine
) -> None:
    [prompt] = liaison.told(Prompt)
    write_whole(liaison, second)
    liaison.tap(form.answer, "send")
    recheck = RECHECKS[Prompt.KIND]
    assert units.call(recheck, "cycle:1:department:1", f"person:{liaison.person}", prompt) is None
    edit = units.call(recheck, "prompt:1:1", f"person:{liaison.person}", prompt)
    assert isinstance(edit, Prompt)
    assert [item.state for item in edit.items] == ["submitted"]


async def test_opening_another_task_leaves_the_first_as_a_draft(
    units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    office.task("21")
    office.task("33")
    liaison = Desk(units, office.liaison())
    await open_rounds(units, clock)
    liaison.do(form.open_request, request_id(second, "21"), liaison.occasion)
    liaison.do(form.open_request, request_id(second, "33"), liaison.occasion)
    assert isinstance(liaison.card(f"request:{request_id(second, '21')}"), Saved)
    assert liaison.dialogue.parked == []


async def test_every_step_reads_in_both_languages_within_the_limits(
    liaison: Desk, second: Engine, clock: VirtualClock
) -> None:
    liaison.do(form.open_request, request_id(second), liaison.occasion)
    seen = [card(liaison, second)]
    for given in ("on_track", None, "520", "next"):
        if given is None:
            liaison.type(form.answer, "<b>进展</b>&" * 300)
        elif given == "520":
            liaison.type(form.answer, given)
        else:
            liaison.tap(form.answer, given)
        seen.append(card(liaison, second))
    liaison.tap(form.answer, "send")
    seen.append(card(liaison, second))
    kinds = {type(message) for message in seen}
    assert kinds == {AskStatus, AskText, AskFigure, AskEvidence, Preview, Receipt}
    for message in seen:
        for language in ("zh-CN", "en"):
            screen = worded(message, clock.now() + timedelta(hours=1), language)
            assert "<b>进展</b>" not in screen.text
            assert length(screen.text) <= 4096
            assert all(len(row) <= 2 for row in screen.rows)
            if language == "zh-CN":
                assert all(len(label) <= 8 for row in labels(screen) for label in row)
