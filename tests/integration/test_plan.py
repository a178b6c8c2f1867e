"""The plan of a year: carried over or taken from a table, shown as a diff, in force whole and once, measures with a trace."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from db.database import open_database
from db.queries.measures import history
from db.tables import (
    Cycle,
    Indicator,
    IndicatorTarget,
    Measure,
    Plan,
    Programme,
    Report,
    ReportPart,
    ReportValue,
    Request,
    Task,
)
from db.units import Unit, Units
from domain.errors import Forbidden, Moved, Rejected
from domain.messages.ledger import TaskCard, TaskText
from domain.messages.plan import AskPlanFile, AskPlanReason, PlanCard, PlanInForce, PlanSheet, WhichProgramme
from domain.plan import Draft, PlanMeasure, PlanTarget
from jobs.clock import VirtualClock
from jobs.ledger import tasks
from jobs.plan import decision, draft
from tests.conftest import SHANGHAI, Office, settings_in
from tests.integration.desk import Desk, labels, worded

PROGRAMME = "第二轮省级生态环境保护督察"
JANUARY = datetime(2025, 1, 6, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(JANUARY)


@pytest.fixture
def desk(units: Units, office: Office) -> Desk:
    return Desk(units, office.coordinator("综合处经办人"))


@pytest.fixture
def ledger(units: Units, office: Office) -> None:
    """Task 21 with a figure of 2024 (640万亩), task 33 without one; two measures each but for 33."""
    office.task("21", indicator="完成营造林")
    office.task("33", problem="噪声投诉办理不及时")

    def second(unit: Unit) -> None:
        task = unit.session.query(Task).filter_by(number="21").one()
        unit.session.add(Measure(task_id=task.id, number=2, text="建立调度机制"))

    units.call(second)


def card(desk: Desk, plan: int = 1) -> PlanCard:
    shown = desk.card(f"plan:{plan}")
    assert isinstance(shown, PlanCard)
    return shown


def drawn(desk: Desk, *, measures: tuple[PlanMeasure, ...] = (), target: str | None = "700") -> PlanCard:
    """A draft as a filled table brings it."""
    desk.do(draft.start, "", desk.occasion)
    amount = Decimal(target) if target is not None else None
    wanted = (PlanTarget("21", "完成营造林", "万亩", amount, "表!I5"),)
    desk.do(draft.take, Draft("表.xlsx", wanted, measures), (PROGRAMME, 2025), desk.occasion)
    return card(desk, desk.units.look(lambda reading: reading.session.query(Plan).count()))


def targets(units: Units) -> dict[tuple[str, int], Decimal | None]:
    def read(unit: Any) -> dict[tuple[str, int], Decimal | None]:
        rows = unit.session.query(Indicator.name, IndicatorTarget.year, IndicatorTarget.target).join(
            IndicatorTarget, IndicatorTarget.indicator_id == Indicator.id
        )
        return {(name, year): target for name, year, target in rows}

    return units.look(read)


def measures_of(units: Units, number: str = "21") -> list[str]:
    return units.look(lambda unit: [m.text for m in unit.session.query(Task).filter_by(number=number).one().measures])


# -- drawing it up ------------------------------------------------------------------------------------------------


def test_january_begins_with_last_years_targets(desk: Desk, ledger: None, units: Units, second: Engine) -> None:
    desk.do(draft.start, "", desk.occasion)
    opened = card(desk)
    assert (opened.year, opened.state, opened.tasks, opened.figures) == (2025, "open", 2, 1)
    assert labels(worded(opened, JANUARY)) == [["沿用上年"], ["下载表格", "导入表格"]]
    desk.do(draft.carry, 1, opened.rev, desk.occasion)
    (line,) = card(desk).targets
    assert (line.number, line.fate, line.last, line.target) == ("21", "carried", Decimal(640), Decimal(640))
    with second.connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM indicator_target WHERE year = 2025")).scalar() == 0
    desk.do(decision.confirm, 1, card(desk).rev, desk.occasion)
    assert targets(units)["完成营造林", 2025] == 640
    assert card(desk).state == "in_force"


def test_the_next_year_can_be_planned_by_name_and_no_other(desk: Desk, ledger: None) -> None:
    desk.do(draft.start, "2026", desk.occasion)
    assert card(desk).year == 2026
    with pytest.raises(Rejected) as refused:
        desk.do(draft.start, "2031", desk.occasion)
    assert refused.value.key == "plan-year-expected"


def test_several_inspections_are_a_choice(desk: Desk, ledger: None, units: Units) -> None:
    def another(unit: Unit) -> None:
        programme = Programme(name="第三轮督察", closing=[], created_at=unit.now)
        unit.session.add(programme)
        unit.session.flush()
        unit.session.add(Task(programme_id=programme.id, number="1", problem="问题", created_at=unit.now))

    units.call(another)
    desk.do(draft.start, "", desk.occasion)
    (which,) = desk.told(WhichProgramme)
    assert isinstance(which, WhichProgramme)
    assert [choice.name for choice in which.choices] == [PROGRAMME, "第三轮督察"]
    desk.do(draft.choose, which.choices[1].programme, 2025, desk.occasion)
    assert card(desk).programme == "第三轮督察"


def test_nobody_else_plans(units: Units, office: Office, ledger: None) -> None:
    for who in (office.liaison(), office.leader(), office.account()):
        with pytest.raises(Forbidden):
            units.call(draft.start, who, "", "update 1")


def test_an_empty_ledger_has_nothing_to_plan(desk: Desk) -> None:
    with pytest.raises(Rejected) as refused:
        desk.do(draft.start, "", desk.occasion)
    assert refused.value.key == "plan-nothing-to-plan"


# -- the diff -----------------------------------------------------------------------------------------------------


def test_a_table_is_shown_as_a_diff_and_nothing_is_written(desk: Desk, ledger: None, units: Units) -> None:
    changes = (
        PlanMeasure("21", 1, "实施生态补水,年补水不少于1.2亿立方米", "按批复调整", "表!D5"),
        PlanMeasure("21", 2, "", "已完成", "表!D6"),
        PlanMeasure("33", None, "设立投诉专线", "", "表!D9"),
    )
    shown = worded(drawn(desk, measures=changes), JANUARY).text
    assert "目标:新设 0 · 调整 1 · 不设 0" in shown
    assert "措施:改动 1 · 新增 1 · 取消 1" in shown
    assert "700万亩" in shown
    assert "上年目标 640万亩" in shown
    assert "按批复调整" in shown
    assert "设立投诉专线" in shown
    assert measures_of(units) == ["实施生态补水", "建立调度机制"]
    assert ("完成营造林", 2025) not in targets(units)


def test_errors_are_all_listed_by_their_cell_and_nothing_can_be_confirmed(desk: Desk, ledger: None) -> None:
    changes = (
        PlanMeasure("21", 7, "没有这一项", "改", "表!C5"),
        PlanMeasure("99", None, "新措施", "", "表!A6"),
    )
    shown = worded(drawn(desk, measures=changes), JANUARY)
    assert "要先改的 2 处" in shown.text
    assert "表!C5" in shown.text
    assert "表!A6" in shown.text
    assert "确认施行" not in str(labels(shown))
    with pytest.raises(Rejected) as refused:
        desk.do(decision.confirm, 1, card(desk).rev, desk.occasion)
    assert refused.value.key == "plan-has-errors"


def test_a_draft_can_be_given_up(desk: Desk, ledger: None, units: Units) -> None:
    shown = drawn(desk)
    desk.do(draft.give_up, 1, shown.rev, desk.occasion)
    assert card(desk).state == "open"
    assert ("完成营造林", 2025) not in targets(units)


# -- in force -----------------------------------------------------------------------------------------------------


def test_in_force_writes_targets_and_measures_with_their_traces(desk: Desk, ledger: None, units: Units) -> None:
    changes = (
        PlanMeasure("21", 1, "实施生态补水,年补水不少于1.2亿立方米", "按批复调整"),
        PlanMeasure("21", 2, "", "已完成"),
        PlanMeasure("21", None, "落实河长责任"),
    )
    shown = drawn(desk, measures=changes)
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    assert targets(units)["完成营造林", 2025] == 700
    assert measures_of(units) == ["实施生态补水,年补水不少于1.2亿立方米", "落实河长责任"]
    changed, dropped, added = units.look(history, 1)
    assert (changed.before, changed.after, changed.reason) == (
        "实施生态补水",
        "实施生态补水,年补水不少于1.2亿立方米",
        "按批复调整",
    )
    assert (changed.by, changed.at, changed.number) == ("综合处经办人", JANUARY, 1)
    assert (dropped.before, dropped.after, dropped.reason) == ("建立调度机制", "", "已完成")
    assert (added.before, added.after, added.reason, added.number) == ("", "落实河长责任", "2025年工作要点", 2)


def test_the_history_stands_on_the_tasks_card_and_in_its_full_text(desk: Desk, ledger: None, units: Units) -> None:
    shown = drawn(desk, measures=(PlanMeasure("21", 1, "实施生态补水工程", "按批复调整"),))
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    desk.do(tasks.find, "21", desk.occasion)
    seen = desk.card("task:1")
    assert isinstance(seen, TaskCard)
    for language, words in (("zh-CN", "措施变更"), ("en", "Changes of measures")):
        on_card = worded(seen, JANUARY, language).text
        assert words in on_card
        assert "按批复调整" in on_card
        assert "实施生态补水 → 实施生态补水工程" in on_card


def test_a_department_reads_what_changed_and_why_but_not_who_did_it(
    desk: Desk, ledger: None, units: Units, office: Office
) -> None:
    shown = drawn(desk, measures=(PlanMeasure("21", 1, "实施生态补水工程", "按批复调整"),))
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    liaison = Desk(units, office.liaison())
    liaison.do(tasks.find, "21", liaison.occasion)
    text = worded(liaison.card("task:1"), JANUARY).text
    assert "按批复调整" in text
    assert "综合处经办人" not in text


def test_many_changes_are_in_the_full_text(desk: Desk, ledger: None, units: Units) -> None:
    for n in range(1, 8):
        shown = drawn(desk, measures=(PlanMeasure("21", 1, f"实施生态补水工程第{n}期", f"第{n}次"),))
        desk.do(decision.confirm, shown.plan, shown.rev, desk.occasion)
    desk.do(tasks.find, "21", desk.occasion)
    screen = worded(desk.card("task:1"), JANUARY)
    assert "更早的 2 处见全文" in screen.text
    assert ["看全文"] in labels(screen)
    desk.do(tasks.show_all, 1, desk.occasion)
    (whole,) = desk.told(TaskText)
    attachment = worded(whole, JANUARY).attachment
    assert attachment is not None
    assert attachment.content is not None
    text = attachment.content().decode("utf-8-sig")
    assert all(f"原因:第{n}次" in text for n in range(1, 8))


def test_a_change_without_a_reason_is_asked_for_one(desk: Desk, ledger: None, units: Units) -> None:
    shown = drawn(desk, measures=(PlanMeasure("21", 1, "实施生态补水工程"),))
    assert shown.unreasoned == 1
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    asked = desk.card("plan:1")
    assert isinstance(asked, AskPlanReason)
    assert measures_of(units)[0] == "实施生态补水"
    for nothing in ("  ", "长" * 301):
        with pytest.raises(Rejected):
            desk.type(decision.answer, nothing)
    desk.type(decision.answer, "按省政府专题会议要求")
    assert measures_of(units)[0] == "实施生态补水工程"
    (trace,) = units.look(history, 1)
    assert trace.reason == "按省政府专题会议要求"


def test_going_back_from_the_reason_leaves_everything_as_it_was(desk: Desk, ledger: None, units: Units) -> None:
    shown = drawn(desk, measures=(PlanMeasure("21", 1, "实施生态补水工程"),))
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    desk.tap(decision.answer, "back")
    assert card(desk).state == "draft"
    assert measures_of(units)[0] == "实施生态补水"


def test_confirmed_twice_it_is_written_once_and_the_second_hears_who_did_it(
    desk: Desk, ledger: None, units: Units, office: Office, second: Engine
) -> None:
    other = Desk(units, office.coordinator("督办处经办人"))
    shown = drawn(desk)
    other.do(draft.start, "", other.occasion)
    assert card(other).rev == shown.rev
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    for late in (other, desk):
        with pytest.raises(Moved) as refused:
            late.do(decision.confirm, 1, shown.rev, late.occasion)
        assert refused.value.key == "plan-decided"
        assert refused.value.facts["by"] == "综合处经办人"
    assert card(other).state == "in_force"
    (told,) = other.told(PlanInForce)
    assert "综合处经办人" in worded(told, JANUARY).text
    assert not desk.told(PlanInForce)
    with second.connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM indicator_target WHERE year = 2025")).scalar() == 1
        assert conn.execute(text("SELECT count(*) FROM audit WHERE action = 'plan.in_force'")).scalar() == 1


def test_what_is_confirmed_is_what_was_shown(desk: Desk, ledger: None, units: Units) -> None:
    """A colleague's import came in between: a fresh diff comes instead, nothing is written."""
    shown = drawn(desk, measures=(PlanMeasure("21", 1, "实施生态补水工程", "按批复调整"),))

    def meanwhile(unit: Unit) -> None:
        unit.session.query(Measure).filter_by(task_id=1, number=1).one().text = "实施补水"

    units.call(meanwhile)
    note = desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    assert note.key == "plan-ledger-moved"
    assert card(desk).measures[0].before == "实施补水"
    assert measures_of(units)[0] == "实施补水"


def test_a_figure_left_empty_has_no_target_this_year(desk: Desk, ledger: None, units: Units) -> None:
    shown = drawn(desk, target=None)
    assert [line.fate for line in shown.targets] == ["dropped"]
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    assert ("完成营造林", 2025) not in targets(units)
    assert targets(units)["完成营造林", 2024] == 640


def test_a_new_figure_is_made_with_its_target(desk: Desk, ledger: None, units: Units) -> None:
    desk.do(draft.start, "", desk.occasion)
    wanted = (PlanTarget("33", "投诉按期办结率", "%", Decimal(95)),)
    desk.do(draft.take, Draft("表.xlsx", wanted), (PROGRAMME, 2025), desk.occasion)
    desk.do(decision.confirm, 1, card(desk).rev, desk.occasion)
    assert targets(units)["投诉按期办结率", 2025] == 95


def test_a_plan_in_force_is_adjusted_by_the_next_one(desk: Desk, ledger: None, units: Units) -> None:
    desk.do(decision.confirm, 1, drawn(desk).rev, desk.occasion)
    in_force = card(desk)
    assert labels(worded(in_force, JANUARY)) == [["下载表格"], ["调整"]]
    desk.do(draft.adjust, 1, in_force.rev, desk.occasion)
    opened = card(desk, 2)
    assert opened.state == "open"
    assert labels(worded(opened, JANUARY)) == [["下载表格"], ["导入表格"]]
    assert "已经施行" in worded(opened, JANUARY).text
    wanted = (PlanTarget("21", "完成营造林", "万亩", Decimal(720)),)
    desk.do(draft.take, Draft("表2.xlsx", wanted), (PROGRAMME, 2025), desk.occasion)
    assert [line.fate for line in card(desk, 2).targets] == ["changed"]
    desk.do(decision.confirm, 2, card(desk, 2).rev, desk.occasion)
    assert targets(units)["完成营造林", 2025] == 720


def test_the_table_can_be_had_at_any_time(desk: Desk, ledger: None) -> None:
    desk.do(draft.start, "", desk.occasion)
    desk.do(draft.send_sheet, 1, desk.occasion)
    (sheet,) = desk.told(PlanSheet)
    assert isinstance(sheet, PlanSheet)
    (figure,) = sheet.tasks[0].figures
    assert (figure.last, figure.target) == (Decimal(640), None)
    assert sheet.tasks[0].measures == ("实施生态补水", "建立调度机制")


def test_while_a_table_is_awaited_words_are_answered_on_the_spot(desk: Desk, ledger: None) -> None:
    desk.do(draft.start, "", desk.occasion)
    desk.do(decision.ask_file, 1, card(desk).rev, desk.occasion)
    assert isinstance(desk.card("plan:1"), AskPlanFile)
    with pytest.raises(Rejected) as refused:
        desk.type(decision.answer, "700")
    assert refused.value.key == "plan-file-expected"
    desk.type(decision.answer, "返回")
    assert card(desk).state == "open"


def test_what_was_reported_on_a_dropped_measure_stays(desk: Desk, ledger: None, units: Units, office: Office) -> None:
    def reported(unit: Unit) -> None:
        cycle = Cycle(programme_id=1, key="2024Q3", opens_on=JANUARY.date(), due_on=JANUARY.date(), created_at=unit.now)
        unit.session.add(cycle)
        unit.session.flush()
        request = Request(cycle_id=cycle.id, task_id=1, department_id=1, due_on=JANUARY.date(), created_at=unit.now)
        unit.session.add(request)
        unit.session.flush()
        report = Report(request_id=request.id, revision=1, created_at=unit.now, touched_at=unit.now)
        unit.session.add(report)
        unit.session.flush()
        measure = unit.session.query(Measure).filter_by(task_id=1, number=2).one()
        unit.session.add(ReportPart(report_id=report.id, measure_id=measure.id, text="已建立"))

    units.call(reported)
    shown = drawn(desk, measures=(PlanMeasure("21", 2, "", "已完成"),))
    desk.do(decision.confirm, 1, shown.rev, desk.occasion)
    assert measures_of(units) == ["实施生态补水"]
    assert units.look(lambda unit: unit.session.query(ReportPart).one().text) == "已建立"


def test_what_was_reached_last_year_stands_beside_the_target(desk: Desk, ledger: None, units: Units) -> None:
    """The figure accepted last counts: figures are cumulative within the year. Special rounds and drafts do not count."""

    def reported(unit: Unit) -> None:
        rounds = (("2024Q2", 300, "accepted"), ("2024Q4", 636, "accepted"), ("2024S01", 1, "accepted"))
        for key, value, state in (*rounds, ("2024Q3", 999, "draft")):
            cycle = Cycle(programme_id=1, key=key, opens_on=JANUARY.date(), due_on=JANUARY.date(), created_at=unit.now)
            unit.session.add(cycle)
            unit.session.flush()
            request = Request(cycle_id=cycle.id, task_id=1, department_id=1, due_on=JANUARY.date(), created_at=unit.now)
            unit.session.add(request)
            unit.session.flush()
            report = Report(request_id=request.id, revision=1, state=state, created_at=unit.now, touched_at=unit.now)
            unit.session.add(report)
            unit.session.flush()
            unit.session.add(ReportValue(report_id=report.id, indicator_id=1, value=value))

    units.call(reported)
    (line,) = drawn(desk).targets
    assert line.reached == 636
    assert "完成 636万亩" in worded(card(desk), JANUARY).text


def test_on_postgresql_too(postgresql_url: str, tmp_path: Path, clock: VirtualClock) -> None:
    """Numbers change places under a unique key, which PostgreSQL minds row by row."""
    units = open_database(settings_in(tmp_path, XIAOHAO_DATABASE__URL=postgresql_url), now=clock.now)
    try:
        office = Office(units)
        desk = Desk(units, office.coordinator("综合处经办人"))
        office.task("21", indicator="完成营造林")

        def more(unit: Unit) -> None:
            unit.session.add_all(Measure(task_id=1, number=n, text=text) for n, text in ((2, "建立机制"), (3, "巡查")))

        units.call(more)
        changes = (
            PlanMeasure("21", 1, "", "已完成"),
            PlanMeasure("21", 3, "每月巡查", "按批复"),
            PlanMeasure("21", None, "验收"),
        )
        desk.do(decision.confirm, 1, drawn(desk, measures=changes).rev, desk.occasion)
        assert measures_of(units) == ["建立机制", "每月巡查", "验收"]
        assert targets(units)["完成营造林", 2025] == 700
        assert [trace.number for trace in units.look(history, 1)] == [0, 2, 3]
        with pytest.raises(Moved):
            desk.do(decision.confirm, 1, 2, desk.occasion)
    finally:
        units.close()
