"""From the receipt to the answer: who may follow an objection, what the office sees of it, and what an answer does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from db.tables import Audit, Letter, Objection, ObjectionFile, Outbox, OutboxState, Task
from db.units import Unit, Units
from domain.errors import Moved, Rejected
from domain.messages.objections import (
    Answered,
    ObjectionCard,
    ObjectionList,
    StateCard,
    Unsettled,
)
from jobs import objections, schedule
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.objections import addition, case, case_list, exchange, receipt, reply, settled, state
from tests.conftest import Office
from tests.objecting import PNG, Chat, Speaker, delivering, newest, publish, rows

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
    objector.press("as_is")
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
    assert rows(second, said) == [("objector", None)]  # the words may name people: they are sealed
    assert rows(second, select(Objection.settled)) == [(False,)]
    assert [words.text for words in units.look(exchange.of, answered.id, exchange.Kind.UNSETTLED)] == ["下游仍然没有水"]
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
            (case_list.show, "update 1"),
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
    assert [[button.label for button in row] for row in screen.rows] == [
        ["已阅"],
        ["开始办理", "答复"],
        ["问一问", "看全文"],
    ]
    coordinator.run(case.seen, lodged.id, lodged.rev)
    assert coordinator.run(case.seen, lodged.id, lodged.rev).key == "objection-seen-already"  # type: ignore[union-attr]
    coordinator.run(case_list.show, coordinator.occasion())
    async with delivering(units, clock, chat):
        pass
    edited = [parcel for parcel in chat.parcels if isinstance(parcel.message, ObjectionCard)][-1]
    assert edited.op == "edit"
    assert [button.label for button in chat.screen(edited).rows[0]] == ["开始办理"]
    (line,) = chat.of(ObjectionList)[0].lines
    assert (line.register_number, line.numbers, line.seen, line.days) == ("2024-0001", "21", True, 0)
    assert chat.of(StateCard)[-1].seen
