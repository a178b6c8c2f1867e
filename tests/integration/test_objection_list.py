"""/objections: five ways to look at the register, of one notice or of all, with lights, a page at a time; its presses by hand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from config.settings import Settings
from db.units import Units
from domain.case_list import View, Which
from domain.messages.objections import ChooseNotice, ListLine, ObjectionList
from jobs.clock import VirtualClock
from jobs.objections import case, case_list, question, receipt, reply
from tests.conftest import SHANGHAI, Office, settings_in
from tests.objecting import Chat, Speaker, delivering, newest, publish


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path, XIAOHAO_OBJECTIONS__ANSWER_DAYS="5")


def numbers(units: Units, which: Which, notice: int = 0) -> list[str]:
    found = units.look(case_list.listed, View(which, notice))
    return [line.register_number for line in found.lines]


def lodge(units: Units, office: Office, notice: int, text: str = "没有完成") -> Speaker:
    person = Speaker(units, office.account())
    person.lodge(notice, text)
    return person


async def test_each_way_to_look_at_it_shows_its_own_with_lights(
    units: Units, clock: VirtualClock, office: Office, chat: Chat
) -> None:
    coordinator = Speaker(units, office.coordinator())
    one, two = publish(units, office.task("21")), publish(units, office.task("33"))
    lodge(units, office, one)
    clock.advance_to(datetime(2024, 10, 15, 10, 0, tzinfo=SHANGHAI))
    lodge(units, office, one)
    asked = newest(units)
    coordinator.run(question.begin, asked.id, asked.rev, coordinator.occasion())
    coordinator.type("哪一侧?")
    coordinator.press("send")
    lodge(units, office, two)
    answered = newest(units)
    coordinator.run(reply.begin, answered.id, answered.rev, coordinator.occasion())
    coordinator.press("refused")
    coordinator.type("已完成。")
    coordinator.press("send")
    person = lodge(units, office, two)
    person.run(receipt.withdraw, newest(units).id, newest(units).rev)
    lodge(units, office, two)
    seen = newest(units)
    coordinator.run(case.take, seen.id, seen.rev)

    assert numbers(units, Which.OPEN) == ["2024-0001", "2024-0002", "2024-0005"]
    assert numbers(units, Which.SOON) == ["2024-0001"]
    assert numbers(units, Which.ASKED) == ["2024-0002"]
    assert numbers(units, Which.ANSWERED) == ["2024-0003"]
    assert numbers(units, Which.ALL) == [f"2024-000{n}" for n in (5, 4, 3, 2, 1)]
    assert numbers(units, Which.OPEN, two) == ["2024-0005"]

    coordinator.run(case_list.show, coordinator.occasion())
    async with delivering(units, clock, chat):
        pass
    screen = chat.screen(chat.last(ObjectionList))
    assert "异议 · 待办</b> 3件" in screen.text
    assert "2024-0001 序号21 🔴逾期,待答复 · 第7天 · 10月14日(周一)前答复" in screen.text
    assert "2024-0002 序号21 ⚪等对方回答" in screen.text
    assert "2024-0005 序号33 ⚪办理中 · 今天收到 · 10月22日(周二)前答复" in screen.text
    assert [[button.label for button in row] for row in screen.rows] == [
        ["2024-0001", "2024-0002"],
        ["2024-0005"],
        ["临近逾期", "等对方回答"],
        ["已答复", "全部"],
        ["按公示"],
        ["登记来电来信", "异议登记表"],
    ]
    coordinator.run(case_list.choose_notice, "press 1", View(Which.OPEN))
    async with delivering(units, clock, chat):
        pass
    chosen = chat.of(ChooseNotice)[-1]
    assert [(one.open, one.total) for one in chosen.notices] == [(1, 3), (2, 2)]
    press = chat.screen(chat.last(ChooseNotice)).rows[0][0].press
    assert press is not None
    assert View.read(press.argument) == View(Which.OPEN, two)


def test_a_long_register_is_paged_and_a_forged_view_is_the_open_ones(
    units: Units, office: Office, clock: VirtualClock
) -> None:
    notice = publish(units, office.task())
    for _ in range(10):
        lodge(units, office, notice)
    first, second = (units.look(case_list.listed, View(), page) for page in (0, 99))
    assert (len(first.lines), first.pages, first.total) == (8, 2, 10)
    assert (len(second.lines), second.page) == (2, 1)
    assert View.read("nonsense.x") == View()
    assert View.read("all." + "9" * 30) == View(Which.ALL, 0)
    assert not units.look(case_list.listed, View(Which.ALL, 4711)).lines


def test_what_an_earlier_release_put_is_still_shown() -> None:
    facts = ObjectionList.upgrade(1, {"lines": [(1, "2024-0001", "21", True, 3)], "page": 0, "pages": 1, "total": 1})
    assert ListLine(**facts["lines"][0]).days == 3
