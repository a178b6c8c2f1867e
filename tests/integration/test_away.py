"""A liaison's days away as they are lived in chat: who is asked meanwhile, and what happens afterwards."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cli.stage import Stage, stage
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import office_time

WATER = "示范省水利厅"


def link_in(person: Person) -> str:
    """The deep link of the newest message with a copy button, as it would be passed on."""
    seen = next(seen for seen in reversed(person.received) if "start=i_" in seen.text)
    return "/start " + seen.text.partition("?start=")[2].split()[0]


def texts(person: Person, since: int = 0) -> list[str]:
    return [seen.text for seen in person.received if seen.id > since]


def newest(person: Person) -> int:
    return person.last.id if person.last is not None else 0


async def away_with_deputy(place: Stage) -> tuple[Person, Person]:
    """The round has opened; the liaison is away from Thursday to Wednesday and has a deputy by link."""
    liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    await asyncio.to_thread(Office(place.app.units).task, "21", department=WATER)
    await place.run_to(office_time(2024, 10, 8, 9))
    await place.say(liaison, "/away")
    await place.say(liaison, "10月10日至10月16日")
    assert "10月10日(周四)至10月16日(周三)" in liaison.last.text
    assert "还没有代填人" in liaison.last.text
    await place.tap(liaison, "away_invite")
    deputy = place.sandbox.person(73, "水利厅代填人")
    await place.say(deputy, link_in(liaison))
    return liaison, deputy


async def test_a_deputy_by_link_gets_prompt_and_reminder_and_only_while_the_other_is_away(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        liaison, deputy = await away_with_deputy(place)
        assert "10月10日(周四)至10月16日(周三)离岗" in texts(deputy)[0]
        assert len(texts(deputy)) == 1, "nothing is asked before the first day"
        await place.say(deputy, "/todo")
        assert "联络员现在没有离岗" in deputy.last.text

        mark = newest(deputy)
        await place.run_to(office_time(2024, 10, 10, 8, 59))
        assert texts(deputy, mark) == [], "not at midnight"
        await place.run_to(office_time(2024, 10, 10, 9, 0))
        told, prompt = sorted(texts(deputy, mark))
        assert told.startswith("📋 2024年前三季度进展调度")
        assert "请您代填" in prompt
        assert "现在待报1项" in prompt

        mark, seen = newest(deputy), newest(liaison)
        await place.run_to(office_time(2024, 10, 15, 9, 30))  # three working days before the due day
        assert ["还剩3个工作日" in text for text in texts(deputy, mark)] == [True]
        assert texts(liaison, seen) == []

        # the one who is away may answer all the same; the deputy answers
        await place.say(liaison, "/todo")
        assert "待报1项" in liaison.last.text
        await place.tap(deputy, "report_open")
        await place.tap(deputy, "f", "on_track")
        await place.say(deputy, "取水口改造完成两处,其余年内完工。")
        assert place.has_button(deputy, "f", "next")

        # back on Thursday: told once what is owed, and the deputy's cards are closed
        old = place.button(deputy, "f", "next")
        seen = newest(liaison)
        await place.run_to(office_time(2024, 10, 17, 9, 0))
        assert ["草稿" in text for text in texts(liaison, seen)] == [True]
        assert not place.has_button(deputy, "f")
        assert "不归您办理" in deputy.message(old[0].id).text
        assert "联络员现在没有离岗" in await place.press_anyway(deputy, old[1])
        seen, mark = newest(liaison), newest(deputy)
        await place.run_to(office_time(2024, 10, 18, 9, 30))
        assert ["今天截止" in text for text in texts(liaison, seen)] == [True]
        assert texts(deputy, mark) == []


async def test_back_early_and_away_again_brings_the_deputy_the_same_round_once_more(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        liaison, deputy = await away_with_deputy(place)
        await place.run_to(office_time(2024, 10, 10, 10, 0))
        seen = newest(liaison)
        await place.say(liaison, "/away")
        await place.tap(liaison, "away_back")
        assert any("2024年前三季度进展调度" in text for text in texts(liaison, seen))
        mark = newest(deputy)
        await place.say(liaison, "/away")
        await place.tap(liaison, "f", "week")
        await place.run_to(office_time(2024, 10, 10, 10, 1))
        told = texts(deputy, mark)
        assert sum("请您代填" in text for text in told) == 1
        assert sum("2024年前三季度进展调度" in text for text in told) == 1
        assert "期间由水利厅代填人接收" in next(text for text in reversed(texts(liaison)) if "离岗" in text)
        await place.restart()
        await place.run_to(office_time(2024, 10, 10, 11, 0))
        assert texts(deputy, mark) == told, "told once"


async def test_a_colleague_is_told_with_a_tap_and_the_department_is_covered(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 8, 10)) as place:
        first = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        second = await place.join(74, RoleName.LIAISON, WATER, "水利厅办公室")
        await place.say(first, "/away")
        await place.tap(first, "f", "today")
        assert "期间由水利厅办公室照常接收" in first.last.text
        assert "已告诉水利厅办公室" in await place.tap(first, "away_ask")
        assert "请多关照" in second.last.text
        mark = newest(second)
        await place.tap(first, "away_ask")
        assert texts(second, mark) == [], "once"


async def test_days_that_cannot_be_read_get_a_sentence_and_the_question_stays(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 8, 10)) as place:
        liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
        await place.say(liaison, "/away")
        for typed, said in (
            ("过几天", "没看懂“过几天”"),
            ("10月20日至10月12日", "结束早于开始"),
            ("10月1日", "已经过去"),
        ):
            await place.say(liaison, typed)
            assert any(said in text for text in texts(liaison)[-2:]), typed
        await place.say(liaison, "到10月11日")
        assert "10月8日(周二)至10月11日(周五)" in liaison.last.text
        stranger = place.sandbox.person(99, "路人甲")
        await place.say(stranger, "/away")
        assert "只有责任单位的联络员" in stranger.last.text
