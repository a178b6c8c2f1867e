"""From the notice to the answer: what an objector does, what the office sees, and what stands in the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from bot.screen import length
from config.settings import Settings
from db.database import open_database
from db.tables import Audit, Letter, Objection, ObjectionFile, ObjectionTask, Outbox, OutboxState, Task
from db.units import Unit, Units
from domain.answers import Chosen, Files, TooBig
from domain.errors import Moved, Rejected
from domain.messages.objections import (
    Answered,
    Contact,
    ObjectionCard,
    ObjectionForm,
    ObjectionList,
    PeriodClosed,
    ReceiptCode,
    StateCard,
    Unsettled,
)
from jobs import letters, objections, schedule
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.objections import addition, case, notices, receipt, reply, settled, state
from tests.conftest import Office, settings_in
from tests.objecting import Chat, Speaker, delivering, newest, publish

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def chat(settings: Settings, clock: VirtualClock) -> Chat:
    return Chat(settings, clock)


@pytest.fixture
def objector(units: Units, office: Office) -> Speaker:
    return Speaker(units, office.account("路人甲"))


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings.data_dir)


def rows(second: Engine, statement: object) -> list[tuple[object, ...]]:
    with second.connect() as conn:
        return [tuple(row) for row in conn.execute(statement)]  # type: ignore[call-overload]


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


def test_too_many_files_are_refused_and_too_big_ones_named(
    units: Units, office: Office, objector: Speaker, store: Store
) -> None:
    objector.open(publish(units, office.task()))
    objector.press("anonymous")
    objector.answer(Files((), (TooBig("视频.mp4", 23_000_000),), message_id=90))
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
    Speaker(units, office.account()).open(notice)  # another account is not touched


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


# -- following it -------------------------------------------------------------------------------------------------


async def test_the_code_shows_the_state_from_any_account_without_an_identity(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    objector.lodge(publish(units, office.task()), "没有完成", name="张某", contact="13800012345")
    async with delivering(units, clock, chat):
        pass
    code = chat.code().lower().replace("-", " ")
    elsewhere = Speaker(units, office.account("别的账号"))
    elsewhere.run(receipt.follow, code, elsewhere.occasion())
    async with delivering(units, clock, chat):
        pass
    parcel = chat.parcels[-1]
    assert parcel.address == str(elsewhere.who.id)
    assert isinstance(parcel.message, StateCard)
    assert "张某" not in chat.screen(parcel).text


def test_wrong_codes_are_slowed_for_this_account_alone(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker
) -> None:
    def guess(speaker: Speaker) -> Rejected:
        with pytest.raises(Rejected) as refused:
            speaker.run(receipt.follow, "K7M4-Q2XD", speaker.occasion())
        if refused.value.then is not None:
            units.call(refused.value.then)  # as the turn does, in the unit that says the sentence
        return refused.value

    assert [guess(objector).key for _ in range(5)] == ["receipt-unknown"] * 5
    slowed = guess(objector)
    assert (slowed.key, slowed.facts["minutes"]) == ("receipt-slow", 1)
    assert guess(Speaker(units, office.account())).key == "receipt-unknown"
    clock.advance_to(clock.now() + timedelta(minutes=1))
    assert guess(objector).key == "receipt-unknown"
    assert guess(objector).facts["minutes"] == 2


async def test_what_is_added_goes_as_a_further_letter_and_must_be_seen_again(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine, store: Store
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成", store.receive(PNG, "a.png"))
    coordinator.run(case.seen, lodged.id, lodged.rev)
    lodged = newest(units)
    objector.run(addition.begin, lodged.id, lodged.rev, objector.occasion())
    objector.type("再补一张图")
    objector.send(store.receive(b"%PDF-1.4 second", "我的名字.pdf"))
    objector.press("send")

    assert rows(second, select(Letter.occasion).order_by(Letter.id)) == [("lodged",), ("addition 1",)]
    assert [row[0] for row in rows(second, select(ObjectionFile.name))][-1].startswith("材料2")
    after = newest(units)
    assert after.seen_at is None
    assert "再补一张图" in units.look(state.text_of, after)
    async with delivering(units, clock, chat):
        pass
    assert chat.of(ObjectionCard)[-1].additions == 1


def test_only_whoever_lodged_it_or_shows_its_code_may_add_or_withdraw(
    units: Units, office: Office, objector: Speaker
) -> None:
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    stranger = Speaker(units, office.account())
    for job in (receipt.withdraw, receipt.ask_withdraw):
        with pytest.raises(Rejected) as refused:
            stranger.run(job, lodged.id, lodged.rev)
        assert refused.value.key == "objection-not-yours"
    with pytest.raises(Rejected):
        stranger.run(addition.begin, lodged.id, lodged.rev, "press 1")


async def test_the_code_lets_another_account_withdraw(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine
) -> None:
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    async with delivering(units, clock, chat):
        pass
    elsewhere = Speaker(units, office.account())
    elsewhere.run(receipt.ask, elsewhere.occasion())
    elsewhere.type(chat.code())
    elsewhere.run(receipt.withdraw, lodged.id, lodged.rev)
    assert rows(second, select(Objection.state)) == [("withdrawn",)]
    assert rows(second, select(Letter.occasion).order_by(Letter.id)) == [("lodged",), ("withdrawn",)]


async def test_the_card_says_delivered_when_every_address_has_taken_every_letter(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    objector.lodge(publish(units, office.task(), emails=("a@example.org", "b@example.org")), "没有完成")

    def taken(unit: Unit, address: str) -> None:
        unit.conn.execute(
            Outbox.__table__.update().where(Outbox.recipient == f"mail:{address}").values(state=OutboxState.SENT)
        )

    units.call(taken, "a@example.org")
    assert units.look(objections.OBJECTION_STATES.next_due) is None
    units.call(taken, "b@example.org")
    assert await schedule.run_due(units, clock, [objections.OBJECTION_STATES]) == ["objection_states"]
    assert await schedule.run_due(units, clock, [objections.OBJECTION_STATES]) == []
    async with delivering(units, clock, chat):
        pass
    assert chat.of(StateCard)[-1].delivery == "delivered"


# -- the office ---------------------------------------------------------------------------------------------------


async def test_an_upheld_objection_sends_back_the_tasks_it_names_and_no_others(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine
) -> None:
    coordinator = Speaker(units, office.coordinator())
    named, other = office.task("21"), office.task("33")
    units.call(lambda unit: unit.session.query(Task).update({"state": "accepted"}) and None)
    objector.open(publish(units, named, other))
    objector.press("anonymous")
    objector.type("21")
    objector.type("没有完成")
    objector.press("check")
    objector.press("confirm")
    lodged = newest(units)

    coordinator.run(reply.begin, lodged.id, lodged.rev, coordinator.occasion())
    coordinator.press("upheld")
    coordinator.type("经核实,确未完成,退回整改。")
    coordinator.press("send")
    assert rows(second, select(Objection.state)) == [("registered",)]  # it asks once more
    coordinator.press("sure")

    assert rows(second, select(Task.number, Task.state).order_by(Task.id)) == [
        ("21", "in_progress"),
        ("33", "accepted"),
    ]
    async with delivering(units, clock, chat):
        pass
    (answer,) = chat.of(Answered)
    assert (answer.upheld, answer.answer) == (True, "经核实,确未完成,退回整改。")
    told = [parcel.address for parcel in chat.parcels if isinstance(parcel.message, Answered)]
    assert told == [str(objector.who.id)]


def test_of_two_coordinators_the_second_answers_nothing(units: Units, office: Office, objector: Speaker) -> None:
    one, two = Speaker(units, office.coordinator()), Speaker(units, office.coordinator("另一位经办人"))
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    for coordinator in (one, two):
        coordinator.run(reply.begin, lodged.id, lodged.rev, coordinator.occasion())
        coordinator.press("refused")
        coordinator.type("经核实已完成。")
    one.press("send")
    with pytest.raises(Moved) as moved:
        two.press("send")
    assert moved.value.key == "objection-no-longer-open"
    assert newest(units).answered_by is not None


def test_what_was_added_meanwhile_is_read_before_the_answer_leaves(
    units: Units, office: Office, objector: Speaker
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    coordinator.run(reply.begin, lodged.id, lodged.rev, coordinator.occasion())
    coordinator.press("refused")
    coordinator.type("经核实已完成。")
    objector.run(addition.begin, lodged.id, lodged.rev, objector.occasion())
    objector.type("我有照片")
    objector.press("send")
    coordinator.press("send")
    assert newest(units).state == "registered"
    coordinator.press("send")
    assert newest(units).state == "answered"


async def test_not_settled_comes_back_with_its_words_once(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    coordinator.run(reply.begin, lodged.id, lodged.rev, coordinator.occasion())
    coordinator.press("refused")
    coordinator.type("经核实已完成。")
    coordinator.press("send")
    answered = newest(units)
    objector.run(settled.say, answered.id, answered.rev, "no", objector.occasion())
    objector.type("下游仍然没有水")
    said = select(Audit.who, Audit.reason).where(Audit.action == "objection.unsettled")
    assert rows(second, said) == [("objector", "下游仍然没有水")]
    with pytest.raises(Moved):
        objector.run(settled.say, answered.id, answered.rev, "yes", objector.occasion())
    async with delivering(units, clock, chat):
        pass
    assert chat.of(Unsettled)[0].words == "下游仍然没有水"


def test_nobody_but_a_coordinator_sees_or_answers(units: Units, office: Office, objector: Speaker) -> None:
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    for who in (office.liaison(), office.leader(), objector.who):
        speaker = Speaker(units, who)
        for job, *arguments in (
            (case.list_open, "update 1"),
            (case.open_case, lodged.id, "press 1"),
            (case.seen, lodged.id, lodged.rev),
            (case.send_files, lodged.id, "press 1"),
            (case.send_text, lodged.id, "press 1"),
            (case.send_contact, lodged.id, "press 1"),
            (reply.begin, lodged.id, lodged.rev, "press 1"),
        ):
            with pytest.raises(Rejected) as refused:
                speaker.run(job, *arguments)
            assert refused.value.key == "only-coordinator"


async def test_coordinators_cards_are_protected_and_seen_strips_its_button(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成" * 1500)
    async with delivering(units, clock, chat):
        pass
    card = next(parcel for parcel in chat.parcels if isinstance(parcel.message, ObjectionCard))
    screen = chat.screen(card)
    assert screen.protect
    assert [[button.label for button in row] for row in screen.rows] == [["已阅"], ["答复", "看全文"]]
    coordinator.run(case.seen, lodged.id, lodged.rev)
    assert coordinator.run(case.seen, lodged.id, lodged.rev).key == "objection-seen-already"  # type: ignore[union-attr]
    coordinator.run(case.list_open, coordinator.occasion())
    async with delivering(units, clock, chat):
        pass
    edited = [parcel for parcel in chat.parcels if isinstance(parcel.message, ObjectionCard)][-1]
    assert edited.op == "edit"
    assert [button.label for button in chat.screen(edited).rows[0]] == ["答复"]
    assert chat.of(ObjectionList)[0].lines[0][1:] == ("2024-0001", "21", True, 0)
    assert chat.of(StateCard)[-1].seen


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
