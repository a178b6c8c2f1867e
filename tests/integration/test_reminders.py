"""Who is reminded when: the ladder's days, only who still owes, once a day, and the word upwards when it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.tables import Outbox, Report, Role
from db.units import Unit, Units
from domain.messages.collection import Reminder
from domain.messages.reminders import Escalation, OwnEscalation
from domain.people import RoleName
from jobs import reminders, review
from jobs.clock import VirtualClock
from jobs.collection import OPEN_CYCLES, form
from jobs.reminders import due
from tests.integration.desk import Desk, labels, office_time, worded


@pytest.fixture
async def liaison(units: Units, clock: VirtualClock, office: Any) -> Desk:
    """Owes one report, due on Friday 18 October 2024."""
    office.task("21")
    desk = Desk(units, office.liaison())
    await OPEN_CYCLES.run(units, clock)
    return desk


def answer_it(desk: Desk) -> None:
    desk.do(form.open_request, 1, desk.occasion)
    desk.tap(form.answer, "on_track")
    desk.type(form.answer, "已完成两处取水口改造。")
    desk.tap(form.answer, "next")
    desk.tap(form.answer, "send")


async def step_through(units: Units, clock: VirtualClock, until: datetime) -> list[str]:
    """Jump from one due moment of the routine to the next, as the stepper does; when it ran, office time."""
    ran = []
    while (due := units.look(reminders.next_due)) is not None and due <= until:
        clock.advance_to(due)
        ran.append(f"{due.astimezone(office_time(2024, 1, 1).tzinfo):%m-%d %H:%M}")
        await reminders.REMIND.run(units, clock)
    return ran


def occasions(second: Engine, kind: type) -> list[str]:
    with second.connect() as conn:
        return list(conn.scalars(select(Outbox.occasion).where(Outbox.kind == kind.KIND).order_by(Outbox.id)))


async def test_the_ladder_of_a_quarter(
    liaison: Desk, units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    coordinator = Desk(units, office.coordinator())
    ran = await step_through(units, clock, office_time(2024, 12, 31))
    assert ran == [
        "10-15 09:30",  # three working days before
        "10-17 09:30",  # one before
        "10-18 09:30",  # the due day, a Friday
        "10-21 09:30",  # overdue: Monday
        "10-22 09:30",
        "10-23 09:30",
        "10-24 09:30",  # the working day after the last rung: told upwards
    ]
    assert occasions(second, Reminder) == [f"2024-10-{day}" for day in (15, 17, 18, 21, 22, 23)]
    [escalated] = coordinator.told(Escalation)
    assert worded(escalated, clock.now()).text == (
        "⚠️ <b>提醒已满,1个单位仍欠1项</b>\n\n"
        "🔴 示范省水利厅 · 欠1项(序号21) · 10月18日(周五)截止,已逾期4个工作日\n\n"
        "可一次催办全部,或点一个单位:催办、发督办单、记约谈。"
    )
    assert labels(worded(escalated, clock.now())) == [["全部催办(1)"], ["示范省水利厅"]]


async def test_the_departments_own_leader_is_told_too(
    liaison: Desk, units: Units, clock: VirtualClock, office: Any
) -> None:
    leader = Desk(units, office.leader("单位领导"))
    leader_id = leader.person

    def bind(unit: Unit) -> None:
        role = unit.session.query(Role).filter_by(person_id=leader_id).one()
        role.role = RoleName.DEPARTMENT_LEADER
        role.department_id = unit.conn.scalar(select(Role.department_id).where(Role.role == RoleName.LIAISON))

    units.call(bind)
    clock.advance_to(office_time(2024, 10, 24, 9, 30))
    await reminders.REMIND.run(units, clock)
    assert len(leader.told(OwnEscalation)) == 1


async def test_who_has_answered_is_left_alone(liaison: Desk, units: Units, clock: VirtualClock, second: Engine) -> None:
    answer_it(liaison)
    assert await step_through(units, clock, office_time(2024, 12, 31)) == []
    assert occasions(second, Reminder) == []


async def test_a_waiting_reminder_is_withdrawn_by_the_answer(liaison: Desk, units: Units, clock: VirtualClock) -> None:
    clock.advance_to(office_time(2024, 10, 18, 9, 30))
    await reminders.REMIND.run(units, clock)
    [waiting] = liaison.told(Reminder)
    answer_it(liaison)
    assert liaison.told(Reminder) == []
    assert units.call(due.recheck, "", f"person:{liaison.person}", waiting) is None


async def test_running_twice_on_a_day_reminds_once(
    liaison: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    clock.advance_to(office_time(2024, 10, 18, 9, 30))
    await reminders.REMIND.run(units, clock)
    clock.advance_to(office_time(2024, 10, 18, 14, 0))
    await reminders.REMIND.run(units, clock)
    assert occasions(second, Reminder) == ["2024-10-18"]


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (office_time(2024, 10, 19, 10), "a Saturday"),
        (office_time(2024, 10, 18, 9, 29), "before the hour of reminding"),
        (office_time(2024, 10, 18, 17, 30), "after the working hours: the rung never existed"),
    ],
)
async def test_no_reminder_then(
    moment: datetime, why: str, liaison: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    clock.advance_to(moment)
    await reminders.REMIND.run(units, clock)
    assert occasions(second, Reminder) == [], why


async def test_a_reminder_is_moot_at_the_end_of_the_days_working_hours(
    liaison: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    clock.advance_to(office_time(2024, 10, 18, 9, 30))
    await reminders.REMIND.run(units, clock)
    with second.connect() as conn:
        expires = conn.execute(select(Outbox.expires_at).where(Outbox.kind == Reminder.KIND)).scalar_one()
    assert expires == office_time(2024, 10, 18, 17, 30)


async def test_weeks_of_downtime_are_one_word_to_each_and_no_flood(
    liaison: Desk, units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    coordinator = Desk(units, office.coordinator())
    clock.advance_to(office_time(2024, 11, 11, 8))
    assert await step_through(units, clock, office_time(2024, 12, 31)) == ["11-11 09:30"]
    assert occasions(second, Reminder) == ["2024-11-11"]
    assert len(coordinator.told(Escalation)) == 1


async def test_a_rung_missed_by_a_day_is_made_up_for_once(
    liaison: Desk, units: Units, clock: VirtualClock, second: Engine
) -> None:
    clock.advance_to(office_time(2024, 10, 16, 11))  # down on Tuesday the 15th, the rung of three working days before
    assert (await step_through(units, clock, office_time(2024, 10, 18)))[:2] == ["10-16 11:00", "10-17 09:30"]
    assert occasions(second, Reminder) == ["2024-10-16", "2024-10-17"]


async def test_a_returned_report_starts_the_reminders_again(
    liaison: Desk, units: Units, clock: VirtualClock, office: Any, second: Engine
) -> None:
    coordinator = Desk(units, office.coordinator())
    answer_it(liaison)
    clock.advance_to(office_time(2024, 11, 1, 10))  # a Friday, two weeks after the due day
    with second.connect() as conn:
        rev = conn.execute(select(Report.rev)).scalar_one()
    coordinator.do(review.ask_comment, 1, rev)
    coordinator.type(review.answer, "缺验收单")
    ran = await step_through(units, clock, office_time(2024, 12, 31))
    assert ran == ["11-04 09:30", "11-05 09:30", "11-06 09:30", "11-07 09:30"]
    assert occasions(second, Reminder) == ["2024-11-04", "2024-11-05", "2024-11-06"]
    assert len(coordinator.told(Escalation)) == 1


async def test_one_message_for_all_that_a_person_owes(
    liaison: Desk, units: Units, clock: VirtualClock, office: Any
) -> None:
    office.task("33", problem="噪声投诉办理不及时")
    await OPEN_CYCLES.run(units, clock)
    clock.advance_to(office_time(2024, 10, 18, 9, 30))
    await reminders.REMIND.run(units, clock)
    [reminder] = liaison.told(Reminder)
    screen = worded(reminder, clock.now())
    assert screen.text.startswith("📋 <b>今天截止</b> · 还差2项没有报送")
    assert labels(screen) == [["填报 序号21"], ["填报 序号33", "明早提醒(逾期)"]]


async def test_nothing_is_ahead_when_nothing_is_owed(units: Units) -> None:
    assert units.look(reminders.next_due) is None


async def test_without_anybody_to_tell_the_escalation_is_still_over(
    liaison: Desk, units: Units, clock: VirtualClock
) -> None:
    clock.advance_to(office_time(2024, 10, 24, 9, 30))
    await reminders.REMIND.run(units, clock)
    assert units.look(reminders.next_due) is None
