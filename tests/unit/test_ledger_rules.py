"""What a person types for a number or a figure, which light a thing has, and what comes next on a task's road."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.indicators import IndicatorLine, NoIndicatorError, read_indicator
from domain.ledger import Row, Sheet, compare, over, task_number
from domain.lights import Days, Light, light, worst
from domain.states import ReportStatus, RequestState

DAYS = Days(today=date(2024, 10, 15), soon=date(2024, 10, 18))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("21", "21"),
        ("２１", "21"),  # a Chinese keyboard's digits
        ("序号21", "21"),
        ("第二十一项", "21"),
        ("47-5", "47-5"),
        ("47－5", "47-5"),
        ("X3JX202405160020", "X3JX202405160020"),
        ("  ", ""),
    ],
)
def test_a_number_is_found_however_it_is_typed(typed: str, number: str) -> None:
    assert task_number(typed) == number


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("完成营造林 万亩 640", ("完成营造林", "万亩", "640")),
        ("完成营造林 640万亩", ("完成营造林", "万亩", "640")),
        ("完成营造林　万亩　６４０", ("完成营造林", "万亩", "640")),
        ("生态补水量 亿立方米 1.89", ("生态补水量", "亿立方米", "1.89")),
        ("投入资金 9,623万元", ("投入资金", "万元", "9623")),
        ("治理 水土流失 平方公里 6000", ("治理 水土流失", "平方公里", "6000")),
        ("达标率 % 65", ("达标率", "%", "65")),
        ("达标率 65%", ("达标率", "%", "65")),
    ],
)
def test_a_figure_is_read_from_one_line(line: str, read: tuple[str, str, str]) -> None:
    name, unit, target = read
    assert read_indicator(line) == IndicatorLine(name, unit, Decimal(target))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "完成营造林",  # no unit, no number
        "完成营造林 640",  # which unit?
        "640 万亩 640",  # a number is no name
        "完成营造林 万亩 六百左右",
        "完成营造林 万亩 6,40",  # 640 or 6.40?
        "完成营造林 万亩 -5",
        "完成营造林 万亩 1e9",
        "完成营造林 万亩 640 650",
        "完成营造林 万亩 12345678901234",  # more digits than the ledger holds
    ],
)
def test_what_can_not_be_read_one_way_only_is_refused(line: str) -> None:
    with pytest.raises(NoIndicatorError):
        read_indicator(line)


@pytest.mark.parametrize(
    ("state", "status", "due_on", "deadline", "colour", "reason"),
    [
        ("open", None, date(2024, 10, 21), None, "white", "owed, not near"),
        ("open", None, date(2024, 10, 18), None, "amber", "three working days are left"),
        ("open", None, date(2024, 10, 15), None, "amber", "today is not late"),
        ("open", None, date(2024, 10, 14), None, "red", "yesterday is"),
        ("returned", "on_track", date(2024, 10, 21), None, "amber", "it went back"),
        ("returned", "on_track", date(2024, 10, 14), None, "red", "it went back and the day is past"),
        ("submitted", "on_track", date(2024, 10, 14), None, "amber", "waits for the office, not for the department"),
        ("submitted", "behind", date(2024, 10, 21), None, "red", "behind by its own word"),
        ("accepted", "on_track", date(2024, 10, 14), None, "green", ""),
        ("accepted", "done", date(2024, 10, 14), None, "green", ""),
        ("accepted", "behind", date(2024, 10, 14), None, "red", "accepting a report doesn't mend the work"),
        ("accepted", "no_change", date(2024, 10, 14), date(2024, 12, 31), "green", "nothing new, and time enough"),
        ("accepted", "no_change", date(2024, 10, 14), date(2024, 10, 17), "amber", "nothing new, the task is due soon"),
        ("accepted", "no_change", date(2024, 10, 14), date(2024, 9, 30), "red", "nothing new, the task is overdue"),
    ],
)
def test_each_light_has_its_reason(
    state: str, status: str | None, due_on: date, deadline: date | None, colour: str, reason: str
) -> None:
    said = ReportStatus(status) if status else None
    shown = light(RequestState(state), said, due_on=due_on, deadline=deadline, days=DAYS)
    assert shown == colour, reason


def test_the_worst_light_is_shown() -> None:
    assert worst([Light.GREEN, Light.WHITE, Light.RED, Light.AMBER]) is Light.RED
    assert worst([Light.GREEN, Light.WHITE]) is Light.WHITE
    assert worst([]) is None


def test_what_a_file_does_not_say_stays_as_it_is() -> None:
    known = Row(
        "21", "断流", ("甲局",), "有水", ("补水",), date(2024, 12, 31), "2024年12月底", "已补", date(2024, 9, 30)
    )
    assert over(known, Row("21")) == known
    said = Row("21", target="常年有水", deadline_text="长期坚持")
    after = over(known, said)
    assert (after.target, after.deadline, after.deadline_text) == ("常年有水", None, "长期坚持")
    assert after.problem == known.problem


def test_another_order_of_the_same_offices_is_no_change() -> None:
    known = Row("21", "断流", ("甲局", "乙局"))
    seen = compare(Sheet("f", None, (Row("21", responsible=("乙局", "甲局")),)), "督察", {"督察": {"21": known}})
    assert (seen.unchanged, seen.changed) == (1, ())
