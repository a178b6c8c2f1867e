"""From the notice to the receipt: the form, the limits, and what stands in the database once it is lodged."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from bot.screen import length
from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Letter, Objection, ObjectionFile, ObjectionTask, Outbox, Publicity
from db.units import Unit, Units
from domain.answers import Chosen
from domain.errors import Moved, Rejected
from domain.messages.objections import (
    Contact,
    ObjectionCard,
    ObjectionForm,
    PeriodClosed,
    ReceiptCode,
    StateCard,
)
from jobs import letters, objections
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.objections import addition, case, limits, notices, state
from tests.conftest import Office, settings_in
from tests.objecting import PNG, Chat, Speaker, delivering, newest, publish, rows


def stored(data_dir: Path) -> bytes:
    """Every byte of the database's files."""
    return b"".join(path.read_bytes() for path in data_dir.glob("xiaohao.db*"))


# -- lodging ------------------------------------------------------------------------------------------------------


async def test_an_objection_has_its_row_its_letters_and_its_receipt_in_one_transaction(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine, store: Store
) -> None:
    task, coordinator = office.task(), office.coordinator()
    notice = publish(units, task, emails=("a@example.org", "b@example.org"))
    lodged = objector.lodge(notice, "河道下游并没有恢复补水", store.receive(PNG, "IMG_2024.png"))

    assert lodged.register_number == "2024-0001"
    assert lodged.anonymous
    letter_rows = rows(second, select(Outbox.recipient, Outbox.expires_at).where(Outbox.channel == "mail"))
    assert letter_rows == [("mail:a@example.org", None), ("mail:b@example.org", None)]
    assert rows(second, select(ObjectionTask.task_id)) == [(task,)]
    assert rows(second, select(ObjectionFile.name)) == [("材料1.png",)]
    assert rows(second, select(Audit.who, Audit.thing)) == [("objector", "objection:2024-0001")]

    async with delivering(units, clock, chat):
        pass
    assert [card.delivery for card in chat.of(StateCard)] == ["underway"]
    (card,) = chat.of(ObjectionCard)
    assert (card.text, card.files, card.seen) == ("河道下游并没有恢复补水", 1, False)
    seen_by = [parcel.address for parcel in chat.parcels if isinstance(parcel.message, ObjectionCard)]
    assert seen_by == [str(coordinator.id)]
    assert objector.place().form is None
    assert objector.place().draft_sealed is None


async def test_the_receipt_code_is_said_once_and_kept_as_a_mark_only(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, settings: Settings
) -> None:
    office.coordinator()
    objector.lodge(publish(units, office.task()), "没有完成")
    async with delivering(units, clock, chat):
        pass
    code = chat.code()
    assert [type(parcel.message) for parcel in chat.parcels if code in repr(parcel.message)] == [ReceiptCode]
    database = stored(settings.data_dir)
    assert code.encode() not in database
    assert code.replace("-", "").encode() not in database


def test_register_numbers_count_within_the_year_and_go_on_where_one_was_taken(
    units: Units, clock: VirtualClock, office: Office
) -> None:
    notice = publish(units, office.task(), ends=date(2025, 1, 31))
    first = Speaker(units, office.account()).lodge(notice, "一")
    second_one = Speaker(units, office.account()).lodge(notice, "二")
    clock.advance_to(datetime(2025, 1, 2, tzinfo=UTC))
    next_year = Speaker(units, office.account()).lodge(notice, "三")
    assert [first.register_number, second_one.register_number, next_year.register_number] == [
        "2024-0001",
        "2024-0002",
        "2025-0001",
    ]


async def test_after_the_last_day_a_confirmation_gets_the_notices_phones_and_the_draft_stays(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine
) -> None:
    notice = publish(units, office.task())
    objector.open(notice)
    objector.press("anonymous")
    objector.type("赶在最后一刻写的")
    objector.press("check")
    clock.advance_to(datetime(2024, 10, 18, 16, 0, tzinfo=UTC))  # 19 October, 00:00 office time
    objector.press("confirm")

    assert rows(second, select(func.count()).select_from(Objection)) == [(0,)]
    assert objector.place().form == "objection"
    async with delivering(units, clock, chat):
        pass
    (refusal,) = chat.of(PeriodClosed)
    assert refusal.phones == ("0311-55501234",)
    assert refusal.kept


async def test_a_link_outside_the_period_is_refused_kindly(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    notice = publish(units, office.task(), starts=date(2024, 9, 1), ends=date(2024, 9, 10))
    objector.open(notice)
    async with delivering(units, clock, chat):
        pass
    (refusal,) = chat.of(PeriodClosed)
    assert "9月10日" in chat.screen(chat.parcels[-1]).text
    assert refusal.emails == ("receive@example.org",)


# -- the form -----------------------------------------------------------------------------------------------------


async def test_a_named_objector_gives_a_way_to_be_reached_and_looking_at_it_is_on_record(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine
) -> None:
    who = office.coordinator()
    notice = publish(units, office.task())
    objector.open(notice)
    objector.press("named")
    objector.type("张某")
    with pytest.raises(Rejected) as refused:
        objector.type("请打我手机")
    assert refused.value.key == "objection-contact-expected"
    assert objector.place().step == "contact"
    objector.type("１３８ ０００１ ２３４５")
    objector.type("没有完成")
    objector.press("check")
    objector.press("confirm")
    lodged = newest(units)
    assert not lodged.anonymous
    coordinator = Speaker(units, who)
    coordinator.run(case.send_contact, lodged.id, "press 1")
    async with delivering(units, clock, chat):
        pass
    (contact,) = chat.of(Contact)
    assert (contact.name, contact.contact) == ("张某", "138 0001 2345")
    looked = select(Audit.who).where(Audit.action == "objection.identity_read")
    assert len(rows(second, looked)) == 1


def test_several_messages_make_one_text_and_an_edit_edits_it(units: Units, office: Office, objector: Speaker) -> None:
    notice = publish(units, office.task())
    objector.open(notice)
    objector.press("anonymous")
    first = objector.type("第一段")
    objector.type("第二段")
    objector.type("第一段,改过", edits=first)
    objector.press("check")
    objector.press("confirm")
    lodged = newest(units)
    assert units.look(state.text_of, lodged) == "第一段,改过\n第二段"


def test_every_step_can_be_typed_instead_of_pressed(units: Units, office: Office, objector: Speaker) -> None:
    objector.open(publish(units, office.task()))
    for said in ("匿名", "没有完成", "核对", "确认提交"):
        objector.type(said)
    assert newest(units).register_number == "2024-0001"


def test_where_a_notice_has_several_tasks_only_the_chosen_ones_are_named(
    units: Units, office: Office, objector: Speaker, second: Engine
) -> None:
    tasks = [office.task("21"), office.task("33"), office.task("47-5")]
    objector.open(publish(units, *tasks))
    objector.press("anonymous")
    with pytest.raises(Rejected) as refused:
        objector.type("22")
    assert refused.value.facts["numbers"] == "21、33、47-5"
    objector.press(f"task-{tasks[0]}")
    objector.press(f"task-{tasks[2]}")
    objector.press("next")
    objector.type("没有完成")
    objector.press("check")
    objector.press("confirm")
    assert rows(second, select(ObjectionTask.task_id)) == [(tasks[0],), (tasks[2],)]


def test_a_link_pressed_again_in_mid_form_loses_nothing(units: Units, office: Office, objector: Speaker) -> None:
    notice = publish(units, office.task())
    objector.open(notice)
    objector.press("anonymous")
    objector.type("已经写了这些")
    before = objector.place()
    objector.open(notice)
    assert (objector.place().step, objector.place().draft_sealed) == (before.step, before.draft_sealed)


def test_another_notice_parks_the_draft_and_its_link_brings_it_back(
    units: Units, office: Office, objector: Speaker
) -> None:
    first, other = publish(units, office.task("21")), publish(units, office.task("33"))
    objector.open(first)
    objector.press("anonymous")
    objector.type("对第一项的意见")
    objector.open(other)
    assert objector.place().step == "who"
    objector.open(first)
    objector.press("check")
    objector.press("confirm")
    assert newest(units).publicity_id == first


def test_an_old_button_moves_nothing(units: Units, office: Office, objector: Speaker) -> None:
    objector.open(publish(units, office.task()))
    place = objector.place()
    objector.press("anonymous")
    with pytest.raises(Moved):
        objector.answer(Chosen("named", place.id, place.rev))
    assert objector.place().step == "matter"


def test_a_press_that_crosses_more_text_is_no_mistake(units: Units, office: Office, objector: Speaker) -> None:
    objector.open(publish(units, office.task()))
    objector.press("anonymous")
    objector.type("一")
    place = objector.place()
    objector.type("二")
    objector.answer(Chosen("check", place.id, place.rev))
    assert objector.place().step == "preview"


def test_what_is_confirmed_is_what_was_shown(units: Units, office: Office, objector: Speaker) -> None:
    objector.open(publish(units, office.task()))
    objector.press("anonymous")
    objector.type("一")
    objector.press("check")
    place = objector.place()
    objector.type("二")
    with pytest.raises(Moved):
        objector.answer(Chosen("confirm", place.id, place.rev))


def test_without_a_word_nothing_is_lodged(units: Units, office: Office, objector: Speaker, store: Store) -> None:
    objector.open(publish(units, office.task()))
    objector.press("anonymous")
    objector.send(store.receive(PNG, "a.png"))
    with pytest.raises(Rejected) as refused:
        objector.press("check")
    assert refused.value.key == "objection-text-missing"


def test_too_many_files_are_refused(units: Units, office: Office, objector: Speaker, store: Store) -> None:
    objector.open(publish(units, office.task()))
    objector.press("anonymous")
    many = tuple(store.receive(b"file %d" % number, f"{number}.txt") for number in range(21))
    with pytest.raises(Rejected) as refused:
        objector.send(*many)
    assert refused.value.facts["most"] == 20


def test_one_account_is_slowed_and_leaving_is_no_way_around_it(units: Units, office: Office, objector: Speaker) -> None:
    notice = publish(units, office.task())
    most = units.settings.objections.limits.starts_per_hour
    for _ in range(most):
        objector.open(notice)
        objector.press("leave")
    with pytest.raises(Rejected) as refused:
        objector.open(notice)
    assert refused.value.key == "objection-too-many-starts"
    assert (refused.value.facts["minutes"], refused.value.facts["phones"]) == (60, "0311-55501234")
    Speaker(units, office.account()).open(notice)  # another account is not touched


async def test_what_is_agreed_to_is_what_is_in_force(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine
) -> None:
    """A correction of the notice while the preview is read: it is shown anew before it is sent."""
    notice = publish(units, office.task())
    objector.open(notice)
    for said in ("匿名", "没有完成", "核对"):
        objector.type(said)

    def correct(unit: Unit) -> None:
        unit.session.get_one(Publicity, notice).emails = ["other@example.org"]

    units.call(correct)
    with pytest.raises(Moved, match="objection-terms-changed") as moved:
        objector.press("confirm")
    assert moved.value.then is not None
    units.call(moved.value.then)
    async with delivering(units, clock, chat):
        pass
    assert "将送到 other@example.org" in chat.screen(chat.parcels[-1]).text
    objector.press("confirm")
    assert rows(second, select(Outbox.recipient).where(Outbox.channel == "mail")) == [("mail:other@example.org",)]


async def test_whoever_lodges_without_end_is_told_how_long_to_wait_and_whom_to_call(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    notice = publish(units, office.task())
    for number in range(units.settings.objections.limits.objections_per_day):
        clock.advance_to(clock.now() + timedelta(hours=number))
        lodged = objector.lodge(notice, "没有完成")
    objector.open(notice)
    for said in ("匿名", "没有完成", "核对"):
        objector.type(said)
    with pytest.raises(Rejected) as refused:
        objector.press("confirm")
    assert (refused.value.key, refused.value.facts["hours"]) == ("objection-too-many", 14)
    assert refused.value.then is not None
    units.call(refused.value.then)
    async with delivering(units, clock, chat):
        pass
    shown = chat.screen(chat.parcels[-1]).text
    assert "14小时后可以再确认。急事请拨打 0311-55501234。也可写信到 receive@example.org。" in shown
    assert "没有完成" in shown
    clock.advance_to(clock.now() + timedelta(hours=14))
    objector.press("confirm")
    assert newest(units).id == lodged.id + 1


def test_additions_are_bounded_too(units: Units, office: Office, objector: Speaker) -> None:
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    most = units.settings.objections.limits.objections_per_day * limits.ADDITIONS
    for number in range(most + 1):
        lodged = newest(units)
        objector.run(addition.begin, lodged.id, lodged.rev, objector.occasion())
        objector.type(f"补充{number}")
        if number < most:
            objector.press("send")
    with pytest.raises(Rejected, match="addition-too-many"):
        objector.press("send")


def test_a_draft_nobody_touches_for_a_day_is_erased(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker
) -> None:
    objector.open(publish(units, office.task()))
    objector.press("anonymous")
    objector.type("写了一半")
    due = units.look(objections.FORGET_DRAFTS.next_due)
    assert due == clock.now() + timedelta(hours=24)
    clock.advance_to(due)
    units.call(state.forget_drafts)
    assert (objector.place().form, objector.place().draft_sealed) == (None, None)
    assert units.look(objections.FORGET_DRAFTS.next_due) is None


def test_two_processes_never_give_out_the_same_number(both: Settings, clock: VirtualClock) -> None:
    here, there = open_database(both, now=clock.now), open_database(both, now=clock.now)
    try:
        notice = publish(here, Office(here).task())

        def lodge_some(units: Units, first: int) -> None:
            for account in range(first, first + 8):
                Speaker(units, Office(units, accounts=account * 1000).account()).lodge(notice, "没有完成")

        with ThreadPoolExecutor(2) as both_at_once:
            for done in [both_at_once.submit(lodge_some, here, 1), both_at_once.submit(lodge_some, there, 100)]:
                done.result()
        numbers = here.look(lambda reading: reading.session.scalars(select(Objection.register_number)).all())
        assert sorted(numbers) == [f"2024-{serial:04d}" for serial in range(1, 17)]
        assert here.look(objections.FORGET_DRAFTS.next_due) is None
        assert here.look(objections.OBJECTION_STATES.next_due) is None  # sixteen letters on their way, none arrived
        here.call(state.forget_drafts)
    finally:
        here.close()
        there.close()


# -- screens ------------------------------------------------------------------------------------------------------


async def test_no_screen_of_the_form_breaks_telegrams_limits_with_the_longest_text(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    objector.open(publish(units, office.task()))
    objector.press("anonymous")
    for _ in range(4):
        objector.type("𠮷<b>&" * 400)
        async with delivering(units, clock, chat):
            pass
    objector.press("check")
    async with delivering(units, clock, chat):
        pass
    shown = [parcel for parcel in chat.parcels if isinstance(parcel.message, ObjectionForm)]
    assert len(shown) >= 5
    for parcel in shown:
        screen = chat.screen(parcel)
        assert length(screen.text) <= 4096
        assert "<b>&" not in screen.text
        assert all(len(row) <= 2 for row in screen.rows)
    assert [button.label for button in chat.screen(shown[-1]).rows[0]] == ["确认提交"]


async def test_one_running_notice_opens_at_once_and_several_are_offered(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    objector.run(notices.choose, objector.occasion())
    publish(units, office.task("21"))
    objector.run(notices.choose, objector.occasion())
    assert objector.place().form == "objection"
    publish(units, office.task("33"))
    objector.run(notices.choose, objector.occasion())
    async with delivering(units, clock, chat):
        pass
    last = chat.screen(chat.parcels[-1])
    assert [row[0].label for row in last.rows] == ["序号21", "序号33"]
    assert all(row[0].press is not None and row[0].press.verb == "obj_new" for row in last.rows)


def test_letters_are_split_and_each_file_too_big_is_named(tmp_path: Path, clock: VirtualClock) -> None:
    settings = settings_in(tmp_path, XIAOHAO_MAIL__MAX_BYTES="200000", XIAOHAO_MAIL__SENDER="bot@example.org")
    units = open_database(settings, now=clock.now)
    try:
        office, store = Office(units), Store(settings.data_dir)
        sizes = (60_000, 70_000, 90_000, 300_000)
        files = [store.receive(bytes([number]) * size, f"{number}.bin") for number, size in enumerate(sizes)]
        lodged = Speaker(units, office.account()).lodge(publish(units, office.task()), "材料很多", *files)
        held = units.look(lambda reading: reading.session.scalars(select(Letter).order_by(Letter.part)).all())
        assert [(letter.part, letter.parts, len(letter.files)) for letter in held] == [(1, 2, 2), (2, 2, 1)]
        assert len({letter.message_id for letter in held}) == 2
        assert all(letter.message_id.endswith("@example.org>") for letter in held)
        assert len(newest(units).register_number) == len(lodged.register_number)
        assert units.look(letters.delivery_of, lodged.id) == "underway"
    finally:
        units.close()
