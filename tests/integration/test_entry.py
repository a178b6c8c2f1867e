"""A coordinator enters a call or a letter in three steps, and decides what becomes of one that came late."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select

from db.tables import Audit, Objection, ObjectionTask
from db.units import Units
from domain.errors import Moved, Rejected
from domain.messages.entry import EntryCode, EntryDone, EntryForm, LateCard
from domain.messages.objections import Contact, StateCard
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.objections import case, entry, late, receipt, state
from tests.conftest import Office
from tests.objecting import PNG, Chat, Speaker, delivering, newest, publish, rows

CALL = "来电群众 0311-55509999\n公园北侧仍有污水直排"


@pytest.fixture
def desk(units: Units, office: Office) -> Speaker:
    return Speaker(units, office.coordinator())


def enter(desk: Speaker, notice: int = 0) -> None:
    desk.run(entry.begin, notice, desk.occasion())


async def test_a_call_is_registered_in_three_steps_and_the_caller_follows_it(
    units: Units, clock: VirtualClock, office: Office, desk: Speaker, objector: Speaker, chat: Chat
) -> None:
    notice = publish(units, office.task())
    enter(desk)
    desk.press("phone")
    desk.type(CALL)
    async with delivering(units, clock, chat):
        pass
    seen = chat.screen(chat.parcels[-1]).text
    assert "实名:来电群众,0311-55509999" in seen
    assert "期内(公示到10月18日(周五))" in seen
    desk.press("register")
    lodged = newest(units)
    assert (lodged.publicity_id, lodged.source, lodged.late, lodged.anonymous) == (notice, "phone", False, False)
    assert units.look(state.text_of, lodged) == "公园北侧仍有污水直排"
    assert desk.place().form is None
    desk.run(case.send_contact, lodged.id, "press 1")
    async with delivering(units, clock, chat):
        pass
    assert [(card.register_number, card.letters) for card in chat.of(EntryDone)] == [("2024-0001", 1)]
    assert chat.of(Contact)[-1].contact == "0311-55509999"
    (said,) = chat.of(EntryCode)
    assert said.code not in "".join(chat.screen(parcel).text for parcel in chat.parcels if parcel.message != said)

    objector.run(receipt.follow, said.code, objector.occasion())
    async with delivering(units, clock, chat):
        pass
    assert [card.register_number for card in chat.of(StateCard)] == ["2024-0001"]


def test_a_letter_with_its_postmark_and_a_scan_by_nobody_named(
    units: Units, clock: VirtualClock, office: Office, desk: Speaker, store: Store
) -> None:
    publish(units, office.task())
    clock.advance_to(datetime(2024, 10, 22, 2, 0, tzinfo=UTC))
    enter(desk)
    desk.type("来信")
    desk.send(store.receive(PNG, "letter.png"), caption="10月17日\n公园北侧仍有污水直排")
    desk.type("登记")
    lodged = newest(units)
    assert (lodged.posted_on, lodged.received_on) == (date(2024, 10, 17), date(2024, 10, 22))
    assert (lodged.late, lodged.anonymous) == (False, True)
    assert units.look(lambda reading: len(reading.session.get_one(Objection, lodged.id).files)) == 1


def test_a_letters_postmark_is_asked_for_where_it_was_not_written(
    units: Units, clock: VirtualClock, office: Office, desk: Speaker
) -> None:
    publish(units, office.task())
    clock.advance_to(datetime(2024, 10, 22, 2, 0, tzinfo=UTC))
    enter(desk)
    desk.press("letter")
    desk.type("公园北侧仍有污水直排")
    assert desk.place().step == "postmark"
    with pytest.raises(Rejected, match="entry-day-expected"):
        desk.type("上个月吧")
    with pytest.raises(Rejected, match="entry-day-expected"):
        desk.type("10月30日")  # still to come
    desk.press("unreadable")
    desk.press("register")
    assert newest(units).late, "nobody can read the postmark: the day it came counts"


async def test_of_several_notices_one_is_chosen_and_of_its_tasks_some(
    units: Units, clock: VirtualClock, office: Office, desk: Speaker, chat: Chat, second: Engine
) -> None:
    tasks = [office.task("21"), office.task("33")]
    publish(units, office.task("47-5"))
    notice = publish(units, *tasks)
    enter(desk)
    async with delivering(units, clock, chat):
        pass
    (form,) = chat.of(EntryForm)
    assert [line.numbers for line in form.notices] == [("21", "33"), ("47-5",)]
    with pytest.raises(Rejected, match="entry-notice-expected"):
        desk.type("99")
    desk.type("33")
    desk.press("phone")
    desk.type(CALL)
    desk.press("tasks")
    desk.press(f"task-{tasks[1]}")
    desk.press("next")
    desk.press("register")
    assert newest(units).publicity_id == notice
    assert rows(second, select(ObjectionTask.task_id)) == [(tasks[1],)]


def test_a_call_of_the_last_day_entered_the_morning_after_is_in_time(
    units: Units, clock: VirtualClock, office: Office, desk: Speaker
) -> None:
    notice = publish(units, office.task())
    clock.advance_to(datetime(2024, 10, 19, 2, 0, tzinfo=UTC))
    enter(desk, notice)
    desk.press("phone")
    desk.type(CALL)
    desk.press("received")
    desk.press("yesterday")
    desk.press("register")
    assert (newest(units).received_on, newest(units).late) == (date(2024, 10, 18), False)


def test_what_was_begun_is_gone_on_with_and_an_edit_edits_it(units: Units, office: Office, desk: Speaker) -> None:
    publish(units, office.task())
    enter(desk)
    desk.press("phone")
    number = desk.type(CALL)
    enter(desk)
    assert desk.place().step == "preview"
    desk.type("公园北侧仍有污水直排,夜间更甚", edits=number)
    desk.press("register")
    assert newest(units).anonymous
    assert units.look(state.text_of, newest(units)) == "公园北侧仍有污水直排,夜间更甚"


def test_only_a_coordinator_registers_and_only_where_there_is_a_notice(
    units: Units, office: Office, desk: Speaker, objector: Speaker
) -> None:
    with pytest.raises(Rejected, match="entry-no-notice"):
        enter(desk)
    publish(units, office.task())
    with pytest.raises(Rejected, match="only-coordinator"):
        enter(objector)


async def test_a_late_one_is_marked_and_a_coordinator_decides_once(
    units: Units, clock: VirtualClock, office: Office, desk: Speaker, chat: Chat, second: Engine
) -> None:
    publish(units, office.task())
    clock.advance_to(datetime(2024, 10, 21, 2, 0, tzinfo=UTC))
    for text in (CALL, "另一件"):
        enter(desk)
        desk.press("mail")
        desk.type(text)
        desk.press("register")
    first, other = (units.look(lambda r, n=n: r.session.get_one(Objection, n)) for n in (1, 2))
    assert (first.late, other.late) == (True, True)
    async with delivering(units, clock, chat):
        pass
    assert [card.decision for card in chat.of(LateCard)] == ["", ""]

    desk.run(late.ask_reason, first.id, desk.occasion())
    with pytest.raises(Rejected, match="late-reason-expected"):
        desk.type("因" * 301)
    desk.type("邮局退件重投,原邮戳在期内")
    desk.run(late.keep, other.id)
    assert rows(second, select(Objection.late).order_by(Objection.id)) == [(False,), (True,)]
    decided = select(Audit.action, Audit.reason).where(Audit.action.startswith("objection.late"))
    assert rows(second, decided) == [
        ("objection.late_accepted", "邮局退件重投,原邮戳在期内"),
        ("objection.late_kept", None),
    ]
    for which in (first.id, other.id):
        with pytest.raises(Moved, match="late-decided-already"):
            desk.run(late.keep, which)
    async with delivering(units, clock, chat):
        pass
    assert sorted(card.decision for card in chat.of(LateCard)[2:]) == ["accepted", "kept"]
