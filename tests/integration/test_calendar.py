"""The holidays change in the middle of a round, or are not known yet: what do people see, and is it said once?"""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import create_engine, select

from cli.stage import Stage, stage
from config.holidays import overrides_file
from db.database import database_url
from db.tables import Audit, Cycle, Request
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import office_time

WATER, FOREST = "示范省水利厅", "示范省林业局"
YEAR_2027 = '[2027]\nholidays = ["2027-01-01", "2027-01-05"]\nworking = ["2027-01-09"]\ncomplete = true\n'


def publish(place: Stage, text: str) -> None:
    file = overrides_file(place.settings.data_dir)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


async def people(place: Stage) -> tuple[Person, Person, Person]:
    """A coordinator, a liaison who will owe, one of another department who will answer."""
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    owing = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    answering = await place.join(73, RoleName.LIAISON, FOREST, "林业局联络员")
    office = Office(place.app.units)
    await asyncio.to_thread(office.task, "21", department=WATER)
    await asyncio.to_thread(office.task, "33", department=FOREST)
    return coordinator, owing, answering


def saying(person: Person, words: str) -> list[str]:
    """What has rung, edits not counted."""
    return [seen.text for seen in person.received if words in seen.text]


async def test_a_holiday_decreed_in_a_running_round_moves_it_and_is_told_once(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, owing, answering = await people(place)
        await place.run_to(office_time(2024, 10, 8, 9))
        prompt = owing.last
        assert prompt is not None
        assert "10月18日(周五)前" in prompt.text
        await place.tap(answering, "report_open")
        await place.tap(answering, "f", "no_change")
        while not place.has_button(answering, "f", "send"):
            await place.tap(answering, "f", "next")
        await place.tap(answering, "f", "send")

        await place.run_to(office_time(2024, 10, 10, 15))
        publish(place, '[2024]\nholidays = ["2024-10-15"]\n')
        await place.run_to(office_time(2024, 10, 10, 16))
        for person in (coordinator, owing):
            [told] = saying(person, "截止日有调整")
            assert "2024年前三季度:原定10月18日(周五),现为10月21日(周一)" in told
            assert "10月15日(周二)放假,不计" in told
        assert not saying(answering, "截止日有调整"), "who has answered is not concerned"
        assert "10月21日(周一)前" in owing.message(prompt.id).text, "the card shows the new day"
        await place.tap(owing, "report_why")
        why = owing.last
        assert why is not None
        assert "第10个工作日是10月21日(周一)" in why.text
        assert "原定10月18日(周五)" in why.text

        await place.restart()
        await place.run_to(office_time(2024, 10, 11, 12))
        publish(place, "")  # taken back: a day that was told never comes earlier
        await place.run_to(office_time(2024, 10, 11, 16))
        assert len(saying(owing, "截止日有调整")) == 1
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert {str(day) for day in conn.scalars(select(Request.due_on))} == {"2024-10-21"}
            [moved] = conn.scalars(select(Audit.detail).where(Audit.action == "cycle.recount"))
            assert (moved["from"], moved["to"]) == ("2024-10-18", "2024-10-21")
        engine.dispose()


async def test_what_changes_at_night_is_told_in_the_morning_and_the_reminders_follow(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, owing, _ = await people(place)
        await place.run_to(office_time(2024, 10, 14, 22))
        publish(place, '[2024]\nholidays = ["2024-10-15"]\n')
        await place.run_to(office_time(2024, 10, 15, 23))
        assert not saying(owing, "截止日有调整"), "neither at night nor on the day off"
        assert not saying(owing, "还差"), "the third working day before is the 16th now"
        await place.run_to(office_time(2024, 10, 16, 9))
        assert len(saying(owing, "截止日有调整")) == 1
        await place.run_to(office_time(2024, 10, 16, 12))
        [reminder] = saying(owing, "还差")
        assert "还剩3个工作日" in reminder


async def test_a_year_nobody_has_published_is_provisional_then_warned_of_then_counted_again(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2026, 10, 30, 20)) as place:
        coordinator, owing, _ = await people(place)
        await place.run_to(office_time(2026, 11, 4, 18))
        assert not saying(coordinator, "放假安排还没有")
        await place.run_to(office_time(2026, 11, 5, 10))
        [warning] = saying(coordinator, "2027年放假安排还没有")
        assert "2026年全年(第二轮省级生态环境保护督察):2027年1月4日(周一)开始,2027年1月15日(周五)截止" in warning
        assert "overrides/holidays.toml" in warning
        await place.run_to(office_time(2026, 11, 9, 10))
        await place.stop()  # two months that ask nothing of this promise
        place.clock.advance_to(office_time(2026, 12, 31, 18))
        await place.start()
        await place.run_to(office_time(2027, 1, 4, 9, 1))
        assert len(saying(coordinator, "放假安排还没有")) == 1, "sixty days ahead, and once"
        prompt = owing.last
        assert prompt is not None
        assert "截止日暂定" in prompt.text
        await place.say(owing, "/todo")
        assert "暂定1月15日(周五)前" in (owing.last.text if owing.last else "")
        await place.tap(owing, "report_why")
        assert "按周一至周五暂计" in (owing.last.text if owing.last else "")

        publish(place, YEAR_2027)
        await place.run_to(office_time(2027, 1, 4, 12))
        assert "暂定" not in owing.message(prompt.id).text
        [told] = saying(owing, "截止日已确定")
        assert "2026年全年:1月15日(周五),不变" in told, "the 5th is off, Saturday the 9th is worked"
        await place.run_to(office_time(2027, 1, 6, 12))
        assert len(saying(owing, "截止日已确定")) == 1
        engine = create_engine(database_url(place.settings))
        with engine.connect() as conn:
            assert list(conn.scalars(select(Cycle.provisional).where(Cycle.key == "2026Q4"))) == [False]
        engine.dispose()
