"""Which task does a text name? Numbers of every shape, and the numerals they are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chinese_numbers import in_words, number_in
from domain.notice.numbers import number_of_cell, numbers_in

TEXTS = [
    ("整改任务(序号21)销号的公示", ["21"]),
    ("序号二十一整改情况", ["21"]),
    ("序号:十", ["10"]),
    ("第四十七项问题五整改公示", ["47-5"]),
    ("第四十七项问题里的第五项", ["47-5"]),
    ("反馈意见第21项整改任务", ["21"]),
    ("第七项问题一些地方不作为", ["7"]),
    ("(受理编号X3JX202405160020)整改销号", ["X3JX202405160020"]),
    ("信访件D3HB202109080012办理情况", ["D3HB202109080012"]),
    ("序号21、序号33整改任务", ["21", "33"]),
    ("第二十一项、第三十三项整改任务", ["21", "33"]),
    ("反馈问题21整改销号", ["21"]),
    ("序号47-5整改任务", ["47-5"]),
    ("第二轮第三批督察,2024年12月", []),
]


@pytest.mark.parametrize(("text", "numbers"), TEXTS)
def test_running_text_names_its_tasks(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


CELLS = [
    ("21", "21"),
    ("序号8(市序号9)", "8"),
    ("四十七(五)", "47-5"),
    ("47-5", "47-5"),
    ("第21项", "21"),
    ("二十一", "21"),
    ("D3HB202109080012", "D3HB202109080012"),
    ("见附件", None),
    ("X", None),
]


@pytest.mark.parametrize(("cell", "number"), CELLS)
def test_a_cell_is_a_number_or_nothing(cell: str, number: str | None) -> None:
    assert number_of_cell(cell) == number


@given(st.integers(min_value=1, max_value=9999))
def test_a_number_in_words_reads_back(number: int) -> None:
    assert number_in(in_words(number)) == number


@given(st.text(alphabet="零〇一二两三四五六七八九十百千123", max_size=6))
def test_no_string_of_numerals_is_read_as_a_number_it_does_not_write(text: str) -> None:
    number = number_in(text)
    if number and any(unit in text for unit in "十百千"):
        written = text.replace("两", "二").replace("〇", "零")
        assert written in (in_words(number), "一" + in_words(number))


@pytest.mark.parametrize("text", ["", "一百一", "十十", "二十〇", "abc", "123456"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None
