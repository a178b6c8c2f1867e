"""What nobody reads and what must be answered soon: coordinators hear of it in working hours, then the leader; the digest."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from config.settings import Settings
from config.texts import Texts
from db.tables import Letter, Outbox
from db.units import Unit, Units
from domain.messages.base import Message
from domain.messages.objection_cases import DigestLetter, ObjectionsWaiting, UnseenLong
from jobs import objections, outbox
from jobs.clock import VirtualClock
from jobs.mail.wording import MailWords, worded
from jobs.objections import addition, case, question, receipt
from jobs.routines import Routine
from tests.conftest import SHANGHAI, Office, settings_in
from tests.objecting import Chat, Speaker, delivering, newest, publish, rows


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path, XIAOHAO_OBJECTIONS__ANSWER_DAYS="5", XIAOHAO_OBJECTIONS__DIGEST="true")


def step(units: Units, clock: VirtualClock, routine: Routine, until: int) -> list[str]:
    """From due moment to due moment until a day's end; when something was told, office time."""
    end = datetime(2024, 10, until, 23, 59, tzinfo=SHANGHAI)
    ran = []
    while (due := units.look(routine.next_due)) is not None and due <= end:
        clock.advance_to(max(due, clock.now()))
        asyncio.run(routine.run(units, clock))
        ran.append(clock.now().astimezone(SHANGHAI).strftime("%d %H:%M"))
    clock.advance_to(max(end, clock.now()))
    return ran


def put(units: Units, kind: type[Message]) -> list[tuple[str, Message]]:
    def look(unit: Unit) -> list[tuple[str, Message]]:
        found = unit.session.scalars(select(Outbox).where(Outbox.kind == kind.KIND, Outbox.op == "send"))
        return [(row.recipient, outbox.opened(unit, row.kind, row.facts_sealed)) for row in found if row.facts_sealed]

    return units.call(look)


def test_unseen_is_reminded_of_each_working_day_and_then_the_leader_hears(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, settings: Settings
) -> None:
    """Lodged on Tuesday at 09:00: eight working hours later is 17:00. Saturday 12 is worked, 13 is not; due on the 14th."""
    coordinator = Speaker(units, office.coordinator())
    office.leader()
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    told = step(units, clock, objections.REMIND_OF_OBJECTIONS, 12)
    assert told == ["08 17:00", "09 09:30", "10 09:30", "11 09:30", "12 09:30"]
    ((_, escalated),) = put(units, UnseenLong)
    assert isinstance(escalated, UnseenLong)
    assert escalated.numbers == ("2024-0001",)
    coordinator.run(case.seen, lodged.id, lodged.rev)
    assert step(units, clock, objections.REMIND_OF_OBJECTIONS, 16) == ["14 09:30", "15 09:30", "16 09:30"]
    assert len(put(units, UnseenLong)) == 1


def test_what_stays_unread_comes_back_to_the_leader_every_third_working_day_on_one_card(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, second: Engine
) -> None:
    """The 12th is a Saturday that is worked."""
    office.coordinator()
    office.leader()
    notice = publish(units, office.task())
    objector.lodge(notice, "没有完成")

    def told(until: int) -> tuple[list[object], UnseenLong]:
        step(units, clock, objections.REMIND_OF_OBJECTIONS, until)
        rang = [day for (day,) in rows(second, select(Outbox.occasion).where(Outbox.kind == UnseenLong.KIND))]
        newest = put(units, UnseenLong)[-1][1]  # what it takes over from is withdrawn
        assert isinstance(newest, UnseenLong)
        return rang, newest

    _, first = told(13)
    assert (first.numbers, first.reminded) == (("2024-0001",), (3,))
    objector.lodge(notice, "还有一处")
    days, again = told(16)
    assert days == ["unseen 2024-10-11", "unseen 2024-10-15"]
    assert (again.numbers, again.reminded) == (("2024-0001",), (6,))
    # the other one is told in its own time, and from then on with the first
    days, both = told(24)
    assert days[2:] == ["unseen 2024-10-17", "unseen 2024-10-22"]
    assert both.numbers == ("2024-0001", "2024-0002")


async def test_one_card_a_day_says_who_has_to_be_read_and_answered(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    coordinator = Speaker(units, office.coordinator())
    notice = publish(units, office.task())
    first = objector.lodge(notice, "没有完成")
    coordinator.run(case.seen, first.id, first.rev)
    clock.advance_to(datetime(2024, 10, 14, 9, 30, tzinfo=SHANGHAI))
    Speaker(units, office.account()).lodge(notice, "还没有完成")
    await objections.REMIND_OF_OBJECTIONS.run(units, clock)
    await objections.REMIND_OF_OBJECTIONS.run(units, clock)
    async with delivering(units, clock, chat):
        pass
    (parcel,) = [parcel for parcel in chat.parcels if isinstance(parcel.message, ObjectionsWaiting)]
    assert "2024-0001 序号21 🟡临近,10月14日(周一)前答复" in chat.screen(parcel).text
    assert "2024-0002" not in chat.screen(parcel).text  # nobody is late with it yet
    assert [[button.label for button in row] for row in chat.screen(parcel).rows] == [["2024-0001"]]


def test_nobody_is_reminded_while_the_objector_owes_and_what_is_answered_is_read_anew(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    coordinator.run(question.begin, lodged.id, lodged.rev, coordinator.occasion())
    coordinator.type("哪一侧?")
    coordinator.press("send")
    assert step(units, clock, objections.REMIND_OF_OBJECTIONS, 15) == []
    clock.advance_to(datetime(2024, 10, 16, 9, 0, tzinfo=SHANGHAI))
    objector.run(addition.begin_reply, lodged.id, objector.occasion())
    objector.type("左岸")
    objector.press("send")  # the days from 9 to 16 stood: 7 more after the 14th
    assert step(units, clock, objections.REMIND_OF_OBJECTIONS, 16) == ["16 17:00"]
    objector.run(receipt.withdraw, lodged.id, newest(units).rev)
    assert units.look(objections.REMIND_OF_OBJECTIONS.next_due) is None


def test_a_digest_on_working_days_with_something_open_and_nothing_personal(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, second: Engine, settings: Settings
) -> None:
    notice = publish(units, office.task(), emails=("a@example.org", "b@example.org"))
    assert step(units, clock, objections.WRITE_DIGEST, 8) == ["08 09:00"]
    assert rows(second, select(Letter.thing)) == []  # nothing is open
    lodged = objector.lodge(notice, "没有完成", name="某单位职工", contact="13800012345")
    assert step(units, clock, objections.WRITE_DIGEST, 9) == ["09 09:00"]
    letters = put(units, DigestLetter)
    assert [to for to, _ in letters] == ["mail:a@example.org", "mail:b@example.org"]
    words = MailWords(Texts.shipped(), "zh-CN", settings.office.zone, clock.now())
    letter = worded(letters[0][1], words)
    assert letter.subject == "未办结异议1件 · 10月9日(周三)"
    assert "- 2024-0001,序号21,第1天,已登记,正在送达受理邮箱,答复期限10月14日(周一)" in letter.text
    assert "职工" not in letter.text
    assert "没有完成" not in letter.text
    objector.run(receipt.withdraw, lodged.id, newest(units).rev)
    assert step(units, clock, objections.WRITE_DIGEST, 13) == ["10 09:00", "11 09:00", "12 09:00"]
    assert len(put(units, DigestLetter)) == 2
