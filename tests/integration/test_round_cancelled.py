"""A special round was sent by mistake: it is cancelled, whoever was asked reads so, and nothing reminds of it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, select

from cli.stage import Stage, stage
from db.database import database_url
from db.tables import Audit, Cycle, Report, Request
from sandbox.people import Person, Seen
from tests.integration.desk import office_time
from tests.integration.test_special_round import CITY, FOREST, QUESTION, WATER, people, text


async def send_round(place: Stage, coordinator: Person) -> None:
    for said in ("/round", QUESTION, "21、33、36、47-5", "全部", "5"):
        await place.say(coordinator, said)
    await place.tap(coordinator, "f", "send")


def card_of(person: Person, words: str) -> Seen:
    return next(seen for seen in reversed(person.received) if words in seen.text)


async def test_a_round_sent_by_mistake_is_cancelled_and_never_reminded_of(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 9, 9, 10)) as place:
        coordinator, liaisons = await people(place)
        water, forest, city = liaisons[WATER], liaisons[FOREST], liaisons[CITY]
        await send_round(place, coordinator)
        await place.run_to(office_time(2024, 9, 9, 10, 1))

        # one has reported a task and begun another, one has begun, one has not looked
        await place.tap(water, "report_open")
        await place.say(water, "共排查取水口48处,发现隐患3处,10月20日前改完。")
        await place.tap(water, "f", "next")
        await place.tap(water, "f", "send")
        await place.tap(forest, "report_open")
        await place.say(forest, "林区道路排查了一半,余下的下周报。")

        await place.tap(coordinator, "review_accept")
        await place.say(coordinator, "/round")
        assert "已发出、还没报齐的" in text(coordinator), "the card may have been lost: it is found again here"
        await place.tap(coordinator, "round_show")
        await place.tap(coordinator, "round_cancel")
        asks = text(coordinator)
        assert "撤销2024年第1次专项调度?" in asks
        assert "没报的3项不用再报,涉及3个单位" in asks
        for name in (WATER, FOREST, CITY):
            assert name in asks
        assert "已写的1份草稿留给单位查看" in asks
        assert "已报的1项保留" in asks
        assert card_of(coordinator, "撤销2024年").labels == ["确认撤销", "不撤销"]
        await place.tap(coordinator, "f", "leave")
        assert "已发出" in text(coordinator), "nothing was cancelled"
        await place.tap(coordinator, "round_cancel")
        before = {person.name: len(person.received) for person in liaisons.values()}
        await place.say(coordinator, "确认撤销")
        done = text(coordinator)
        assert "2024年第1次专项调度 · 已撤销" in done
        assert "由经办人于9月9日(周一) 10:01撤销" in done
        assert "已报的1项保留" in done

        # told once, on the card they have, without ringing
        assert {person.name: len(person.received) for person in liaisons.values()} == before
        prompt = card_of(water, "2024年第1次专项调度\n")
        assert "已报1项,没报的1项不用再报了" in prompt.text
        assert "本次调度已由办公室撤销" in prompt.text
        assert prompt.labels == ["查看 序号21"]
        assert "林区道路排查了一半" in card_of(forest, "这是已写的草稿").text, (
            "the form has become the draft, to be read"
        )
        assert card_of(forest, "2024年第1次专项调度\n").labels == ["查看 序号33"]
        assert "待报" not in card_of(city, "2024年第1次专项调度").text

        # what is typed or pressed now says so, and changes nothing
        await place.say(forest, "接着写:又排查了三处。")
        assert any("专项调度已经撤销" in seen.text for seen in forest.received[-2:])
        await place.say(city, "/todo")
        assert "现在没有待报的" in text(city)

        # neither the ladder, nor a restart, nor the board knows of it any more; the office's card can do nothing
        await place.restart()
        sent = {person.name: len(person.received) for person in liaisons.values()}
        await place.run_to(office_time(2024, 9, 20, 18))
        assert {person.name: len(person.received) for person in liaisons.values()} == sent
        await place.say(coordinator, "/board")
        assert "专项调度" not in text(coordinator)
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert conn.scalars(select(Request.state).order_by(Request.id)).all() == [
                "accepted", "ended", "ended", "ended",
            ]  # fmt: skip
            assert conn.scalar(select(Cycle.cancelled_at)) is not None
            assert [row.text for row in conn.execute(select(Report.text).where(Report.state == "draft"))] == [
                "林区道路排查了一半,余下的下周报。"
            ]
            assert "cycle.cancel" in conn.scalars(select(Audit.action)).all()
        engine.dispose()


async def test_what_waits_for_review_stays_and_is_accepted_but_not_returned(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 9, 9, 10)) as place:
        coordinator, liaisons = await people(place)
        water = liaisons[WATER]
        await send_round(place, coordinator)
        opened = card_of(coordinator, "已发出")
        await place.run_to(office_time(2024, 9, 9, 10, 1))
        await place.tap(water, "report_open")
        await place.say(water, "共排查取水口48处,发现隐患3处。")
        await place.tap(water, "f", "next")
        await place.tap(water, "f", "send")
        await coordinator.tap(opened.id, labelled(card_of(coordinator, "已发出"), "撤销调度"))
        await place.settle()
        await place.tap(coordinator, "f", "cancel")
        assert card_of(water, "已报送,待审").labels == ["补充材料"], "nothing is taken back for which nobody would wait"
        card = card_of(coordinator, "🔎")
        assert "退回并说明" not in card.labels
        assert "这次专项调度已撤销,不再退回" in card.text
        await coordinator.tap(card.id, labelled(card, "通过"))
        await place.settle()
        assert "通过。" in card_of(coordinator, "🔎").text


def labelled(seen: Seen, label: str) -> str:
    return next(button["callback_data"] for row in seen.buttons for button in row if button["text"] == label)
