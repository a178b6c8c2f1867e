"""A liaison's quarter with all that stands beside the five steps, in chat: through the bot, against the sandbox."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from cli.stage import Stage, stage
from db.tables import Measure
from db.units import Unit
from domain.people import RoleName
from sandbox.people import Attachment, Person
from tests.conftest import Office
from tests.integration.desk import office_time

WATER = "示范省水利厅"
PHOTO = b"\x89PNG\r\n\x1a\n" + b"0" * 64


async def _opened(place: Stage, *numbers: str) -> tuple[Person, Person]:
    """A coordinator and a liaison who owes these tasks, two measures and a figure each; the round has just opened."""
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    liaison = await place.join(72, RoleName.LIAISON, WATER, "水利厅联络员")
    office = Office(place.app.units)
    for number in numbers or ("21",):
        task = await asyncio.to_thread(office.task, number, department=WATER, indicator="完成营造林")

        def another(unit: Unit, task: int = task) -> None:
            unit.session.add(Measure(task_id=task, number=2, text="封堵取水口"))

        await place.app.units.run(another)
    await place.run_to(office_time(2024, 10, 8, 9))
    return coordinator, liaison


async def _next_quarter(place: Stage) -> None:
    """Nothing of what happens between the two rounds matters here: the clock jumps to the morning of the next."""
    place.clock.advance_to(office_time(2025, 1, 2, 8, 59))
    await place.run_to(office_time(2025, 1, 2, 9))


class Counted:
    """Taps and messages of one person, counted from the message that rang."""

    def __init__(self, place: Stage, person: Person) -> None:
        self.place, self.person, self.steps = place, person, 0

    async def tap(self, verb: str, argument: str | None = None) -> str:
        self.steps += 1
        return await self.place.tap(self.person, verb, argument)

    async def say(self, text: str) -> None:
        self.steps += 1
        await self.place.say(self.person, text)


def last(person: Person) -> str:
    assert person.last is not None
    return person.last.text


async def test_an_answer_takes_six_steps_and_no_progress_four(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await _opened(place)
        answer = Counted(place, liaison)
        await answer.tap("report_open")
        await answer.tap("f", "on_track")
        await answer.say("已完成两处取水口改造。")
        await answer.say("520")
        await answer.tap("f", "next")
        await answer.tap("f", "send")
        assert "已报送,待审" in last(liaison)
        await place.tap(coordinator, "review_accept")
        await _next_quarter(place)
        repeat = Counted(place, liaison)
        await repeat.tap("report_open")
        await repeat.tap("f", "same")
        repeat.steps += 1  # 核对: the preview is read
        assert "请核对" in last(liaison)
        await repeat.tap("f", "send")
        assert "已报送,待审" in last(liaison)
        with capsys.disabled():
            print(f"\nsteps: an answer with a text and a figure {answer.steps}, no progress {repeat.steps}")  # noqa: T201
        assert (answer.steps, repeat.steps) == (6, 4)


async def test_measure_by_measure_help_wanted_and_an_addition_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await _opened(place)
        await place.tap(liaison, "report_open")
        await place.tap(liaison, "f", "on_track")
        await place.tap(liaison, "f", "parts")
        assert "措施1/2" in last(liaison)
        await place.say(liaison, "补水0.21亿立方米。")
        await place.say(liaison, "封堵取水口两处。")
        await place.say(liaison, "１,５２０")
        await liaison.send_file("photo.jpg", PHOTO, "image/jpeg", "photo", caption="封堵现场")
        await place.settle()
        assert "已收到1个文件" in last(liaison)
        await place.tap(liaison, "f", "next")
        await place.tap(liaison, "f", "help")
        await place.say(liaison, "用地手续卡在市里,请协调。")
        assert "1. 补水0.21亿立方米。" in last(liaison)
        await place.tap(liaison, "f", "send")
        told = next(seen for seen in coordinator.received if "需协调" in seen.text)
        assert "用地手续卡在市里,请协调。" in told.text
        await place.tap(coordinator, "help_seen")
        assert "已知悉:经办人" in coordinator.message(told.id).text
        assert "已知悉" in last(liaison)

        await place.tap(liaison, "report_more")
        await place.say(liaison, "验收会已开。")
        await place.run_to(place.clock.now() + timedelta(minutes=1))
        await liaison.send_album([Attachment(f"{name}.png", PHOTO + name.encode(), "image/png") for name in "ab"])
        await place.settle()
        assert "佐证 2 份" in last(liaison)
        await place.tap(liaison, "f", "send")
        assert "【10月8日补充】验收会已开。" in last(liaison)
        review = next(seen for seen in coordinator.received if "🔎" in seen.text)
        assert "【10月8日补充】验收会已开。" in coordinator.message(review.id).text
        await place.tap(coordinator, "review_accept")

        await _next_quarter(place)
        await place.tap(liaison, "report_open")
        for given in ("达到序时进度", "又完成一处封堵。", "1600"):
            await place.say(liaison, given)
        await place.tap(liaison, "f", "shelf")
        assert "3. 封堵现场.jpg · 序号21 · 2024年前三季度" in last(liaison)
        await place.say(liaison, "3")
        assert "已附上 封堵现场.jpg" in last(liaison)
        await place.say(liaison, "/history")
        assert "共1份" in last(liaison)
        await place.tap(liaison, "history_open")
        assert "封堵现场.jpg" in last(liaison)
        await place.tap(liaison, "history_files")
        assert {seen.file.name for seen in liaison.received if seen.file} == {"封堵现场.jpg", "a.png", "b.png"}


async def test_an_extension_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaison = await _opened(place, "21", "33")
        await place.say(liaison, "/extend")
        await place.say(liaison, "33")
        assert "要延到哪一天" in last(liaison)
        await place.say(liaison, "随便")
        assert "看不出是哪一天" in last(liaison)
        await place.say(liaison, "10月25日")
        await place.say(liaison, "验收推迟到20日")
        assert "延期申请已送出" in last(liaison)
        assert "申请延期 · 序号33" in last(coordinator)
        await place.tap(coordinator, "extend_refuse")
        await place.say(coordinator, "最迟20日")
        assert "意见:最迟20日" in last(liaison)
        await place.tap(liaison, "extend", None)
        assert place.has_button(liaison, "f", "r1")
        await place.tap(liaison, "f", "r1")
        await place.tap(liaison, "f", "d3")
        await place.say(liaison, "等监测数据")
        await place.tap(coordinator, "extend_grant")
        assert "请于10月23日(周三)前报送" in last(liaison)
        prompt = next(seen for seen in liaison.received if "进展调度" in seen.text)
        assert "10月18日(周五)前" in liaison.message(prompt.id).text  # the nearest of the two
        await place.say(liaison, "/todo")
        assert "10月23日(周三)前" in last(liaison)


async def test_two_liaisons_in_chat(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        _, liaison = await _opened(place)
        colleague = await place.join(73, RoleName.LIAISON, WATER, "第二联络员")
        await place.run_to(office_time(2024, 10, 8, 9, 5))
        await place.tap(liaison, "report_open")
        await place.say(liaison, "达到序时进度")
        await place.say(liaison, "已完成两处取水口改造。")
        card = liaison.last
        await place.say(colleague, "/start r_1")
        assert "水利厅联络员自10月8日(周二) 09:05起正在填这一项" in last(colleague)
        await place.tap(colleague, "report_take")
        assert "第3步" in last(colleague)
        assert card is not None
        assert "第二联络员于10月8日(周二) 09:05接过去了" in liaison.message(card.id).text
        await place.say(liaison, "我又想起来一句,请补在最后面一段。")
        assert "这段文字已加到进展后面" in last(liaison)
        await place.say(colleague, "520")  # whoever wrote meanwhile is shown first
        await place.say(colleague, "520")
        await place.tap(colleague, "f", "next")
        assert "我又想起来一句,请补在最后面一段。" in place.button(colleague, "f", "send")[0].text
        await place.tap(colleague, "f", "send")
        assert "已报送,待审" in last(liaison)
