"""The office asks back and the objector answers: neither learns who the other is, and the office's time stands meanwhile."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from config.holidays import overrides_file
from config.settings import Settings
from db.tables import Audit, Exchange, Letter, Objection
from db.units import Unit, Units
from domain.errors import Moved, Rejected
from domain.messages.objection_cases import DueMoved, Question
from domain.messages.objections import ObjectionCard, ObjectionLetter, StateCard
from jobs import objections, outbox, privacy, schedule
from jobs.clock import VirtualClock
from jobs.files import Store
from jobs.objections import addition, case, exchange, question, receipt, reply, settled, state
from tests.conftest import SHANGHAI, Office, settings_in
from tests.objecting import PNG, Chat, Speaker, delivering, newest, publish, rows


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path, XIAOHAO_OBJECTIONS__ANSWER_DAYS="5")


def ask(coordinator: Speaker, lodged: Objection, text: str) -> None:
    coordinator.run(question.begin, lodged.id, lodged.rev, coordinator.occasion())
    coordinator.type(text)
    coordinator.press("send")


def at(clock: VirtualClock, day: int, hour: int = 10) -> None:
    clock.advance_to(datetime(2024, 10, day, hour, tzinfo=SHANGHAI))


async def shown(units: Units, clock: VirtualClock, chat: Chat) -> None:
    async with delivering(units, clock, chat):
        pass


def letters(units: Units) -> list[ObjectionLetter]:
    def look(unit: Unit) -> list[ObjectionLetter]:
        rows = unit.session.scalars(select(Letter).order_by(Letter.id))
        return [outbox.opened(unit, row.kind, row.facts_sealed) for row in rows]  # type: ignore[misc]

    return units.call(look)


async def test_an_objector_sees_the_day_by_which_the_office_answers_and_each_time_it_moves(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")

    async def card() -> str:
        await shown(units, clock, chat)
        return chat.screen(chat.last(StateCard)).text

    assert "答复 最迟10月14日(周一)" in await card()
    ask(coordinator, lodged, "是哪一段?")
    assert "最迟" not in await card()  # the time stands until they have answered
    at(clock, 10)
    objector.run(addition.begin_reply, lodged.id, objector.occasion())
    objector.type("北段")
    objector.press("send")
    assert "答复 最迟10月16日(周三)" in await card()

    # the calendar moves it: a day that was worked is declared a holiday
    file = overrides_file(units.settings.data_dir)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[2024]\nholidays = ["2024-10-15"]\n', encoding="utf-8")
    await objections.RECOUNT_ANSWERS.run(units, clock)
    assert "答复 最迟10月17日(周四)" in await card()


async def test_taken_asked_answered_and_every_word_of_it_on_both_cards(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat, second: Engine, store: Store
) -> None:
    coordinator = Speaker(units, office.coordinator("经办人甲"))
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    coordinator.run(case.take, lodged.id, lodged.rev)
    await shown(units, clock, chat)
    screen = chat.screen(chat.last(ObjectionCard))
    assert "办理中(经办人 经办人甲)" in screen.text
    assert [[button.label for button in row] for row in screen.rows] == [["答复"], ["问一问"]]
    assert "正在办理" in chat.screen(chat.last(StateCard)).text

    ask(coordinator, newest(units), "您说的排口在哪一侧?")
    await shown(units, clock, chat)
    assert "已问提出人,等对方回答" in chat.screen(chat.last(ObjectionCard)).text
    told = chat.last(Question)
    assert told.address == str(objector.who.id)
    assert "您说的排口在哪一侧?" in chat.screen(told).text
    assert "工作人员问:" in chat.screen(chat.last(StateCard)).text

    objector.run(addition.begin_reply, lodged.id, objector.occasion())
    objector.type("在左岸,见照片")
    objector.send(store.receive(PNG, "a.png"))
    objector.press("as_is")
    objector.press("send")
    after = newest(units)
    assert (after.state, after.seen_at) == ("under_review", None)  # nobody has read the answer yet
    await shown(units, clock, chat)
    text = chat.screen(chat.last(ObjectionCard)).text
    assert "问:您说的排口在哪一侧?" in text
    assert "提出人回答:在左岸,见照片" in text
    assert "材料1份" in text
    assert "您已回答" in chat.screen(chat.last(Question)).text
    assert rows(second, select(Letter.occasion).order_by(Letter.id)) == [("lodged",), ("reply 1",)]
    letter = letters(units)[-1]
    assert (letter.question, letter.text, len(letter.files)) == ("您说的排口在哪一侧?", "在左岸,见照片", 1)
    assert rows(second, select(Audit.action).where(Audit.action.in_(("objection.asked", "objection.replied"))))
    assert not rows(second, select(Audit.reason).where(Audit.reason.is_not(None)))

    ask(coordinator, newest(units), "水位多少?")  # several rounds
    objector.run(
        addition.begin, lodged.id, newest(units).rev, objector.occasion()
    )  # by [补充材料] it is the answer too
    objector.type("半米")
    objector.press("send")
    assert newest(units).state == "under_review"
    assert [said.text for said in units.look(exchange.of, lodged.id)] == [
        "您说的排口在哪一侧?",
        "在左岸,见照片",
        "水位多少?",
        "半米",
    ]


async def test_whoever_shows_the_code_reads_the_question_and_may_answer_it(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    ask(coordinator, lodged, "哪一侧?")
    await shown(units, clock, chat)
    stranger = Speaker(units, office.account())
    with pytest.raises(Rejected):
        stranger.run(addition.begin_reply, lodged.id, stranger.occasion())
    stranger.run(receipt.follow, chat.code(), stranger.occasion())
    await shown(units, clock, chat)
    card = chat.last(StateCard)
    assert card.address == str(stranger.who.id)
    assert [[button.label for button in row] for row in chat.screen(card).rows] == [["回答"], ["撤回", "个人信息"]]
    stranger.run(addition.begin_reply, lodged.id, stranger.occasion())
    stranger.type("左岸")
    stranger.press("send")
    assert newest(units).state == "under_review"


async def test_an_answer_or_a_withdrawal_makes_the_question_moot(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, chat: Chat
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    ask(coordinator, lodged, "哪一侧?")
    objector.run(receipt.withdraw, lodged.id, newest(units).rev)
    await shown(units, clock, chat)
    assert "不用再回答" in chat.screen(chat.last(Question)).text
    assert not chat.screen(chat.last(Question)).rows
    with pytest.raises(Moved):
        objector.run(addition.begin_reply, lodged.id, objector.occasion())
    with pytest.raises(Moved):
        coordinator.run(question.begin, lodged.id, newest(units).rev, coordinator.occasion())


def test_the_time_to_answer_stands_while_the_objector_is_asked(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker
) -> None:
    """Tuesday 8 October and five working days, Saturday 12 worked: Monday 14. Asked on 9, answered on 14: 4 more."""
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    assert lodged.answer_due_on == date(2024, 10, 14)
    at(clock, 9)
    ask(coordinator, lodged, "哪一侧?")
    card = units.call(lambda unit: state.case_card(unit, state.locked(unit, lodged.id)))
    assert (card.light, card.due_on) == ("white", date(2024, 10, 14))
    at(clock, 14)
    objector.run(addition.begin_reply, lodged.id, objector.occasion())
    objector.type("左岸")
    objector.press("send")
    assert newest(units).answer_due_on == date(2024, 10, 18)


async def test_a_holiday_that_moves_moves_the_day_and_coordinators_hear_of_it_once(
    units: Units, clock: VirtualClock, settings: Settings, office: Office, objector: Speaker, chat: Chat
) -> None:
    office.coordinator()
    objector.lodge(publish(units, office.task()), "没有完成")
    only = [objections.RECOUNT_ANSWERS]
    assert await schedule.run_due(units, clock, only) == []
    overrides = settings.data_dir / "overrides"
    overrides.mkdir(parents=True)
    (overrides / "holidays.toml").write_text('[2024]\nholidays = ["2024-10-11"]\n')
    assert await schedule.run_due(units, clock, only) == ["recount_answers"]
    assert await schedule.run_due(units, clock, only) == []
    assert newest(units).answer_due_on == date(2024, 10, 15)
    await shown(units, clock, chat)
    assert "2024-0001 原10月14日(周一),现10月15日(周二)" in chat.screen(chat.last(DueMoved)).text
    assert len(chat.of(DueMoved)) == 1


def test_what_was_said_is_sealed_and_gone_with_the_retention_period(
    units: Units, clock: VirtualClock, office: Office, objector: Speaker, second: Engine
) -> None:
    coordinator = Speaker(units, office.coordinator())
    lodged = objector.lodge(publish(units, office.task()), "没有完成")
    ask(coordinator, lodged, "哪一侧?")
    objector.run(addition.begin_reply, lodged.id, objector.occasion())
    objector.type("左岸")
    objector.press("send")
    coordinator.run(reply.begin, lodged.id, newest(units).rev, coordinator.occasion())
    coordinator.press("refused")
    coordinator.type("经核实已完成。")
    coordinator.press("send")
    objector.run(settled.say, lodged.id, newest(units).rev, "no", objector.occasion())
    objector.type("仍然没有水")
    sealed = [row[0] for row in rows(second, select(Exchange.text_sealed))]
    assert len(sealed) == 3
    assert all(text is not None and "左岸".encode() not in text for text in sealed)
    clock.advance_to(clock.now() + timedelta(days=181))
    units.call(privacy.erase, lodged.id)
    assert rows(second, select(Exchange.text_sealed)) == [(None,)] * 3
    assert newest(units).settled is False


def test_words_of_before_there_was_a_place_for_them_are_still_read(
    units: Units, office: Office, objector: Speaker
) -> None:
    lodged = objector.lodge(publish(units, office.task()), "没有完成")

    def of_before(unit: Unit) -> None:
        row = unit.session.get_one(Objection, lodged.id)
        row.state, row.upheld, row.answer, row.answered_at = "answered", False, "已核查", unit.now
        unit.session.add(
            Audit(
                at=unit.now,
                who="objector",
                action="objection.unsettled",
                thing="objection:2024-0001",
                detail={},
                reason="没有水",
            )
        )

    units.call(of_before)
    assert units.look(state.settled, newest(units)) is False
