"""A receipt code is read aloud, typed by thumb, copied with the words around it, and is still the same code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.crypto import new_receipt_code, plain_receipt_code

CODE = "K7M4-Q2XD-9F3T-0A1B-CDEF-GHJK-MN"
PLAIN = CODE.replace("-", "")


def full_width(text: str) -> str:
    return "".join(chr(ord(ch) + 0xFEE0) if 0x21 <= ord(ch) <= 0x7E else "\u3000" if ch == " " else ch for ch in text)


TYPED: list[Callable[[str], str]] = [
    str.lower,
    str.swapcase,
    full_width,
    lambda code: full_width(code.lower()),
    lambda code: code.replace("-", ""),
    lambda code: code.replace("-", " "),
    lambda code: code.replace("-", "—"),
    lambda code: code.replace("-", " - "),
    lambda code: code.replace("-", "\n"),
    lambda code: f"  {code}\n",
    lambda code: f"回执码:{code}。",
    lambda code: f"回执码{code.replace('-', '')},麻烦查一下",
    lambda code: f"My receipt code is {code}, thanks",
    lambda code: f"✉️ 已受理。回执码(只有您知道,请保存):\n{code}\n凭它可用任何账号查看进度",
    lambda code: code.replace("0", "O").replace("1", "l"),
    lambda code: code.replace("0", "o").replace("1", "I"),
]


@pytest.mark.parametrize("number", range(len(TYPED)))
def test_what_a_person_types_is_the_code_that_was_given(number: int) -> None:
    assert plain_receipt_code(TYPED[number](CODE)) == PLAIN


@given(st.lists(st.sampled_from(TYPED[:10]), max_size=3))
def test_every_code_is_found_again(ways: list[Callable[[str], str]]) -> None:
    code = typed = new_receipt_code()
    for way in ways:
        typed = way(typed)
    assert plain_receipt_code(typed) == code.replace("-", "")


@given(st.text(max_size=300))
def test_whatever_is_typed_is_looked_up_and_no_more(typed: str) -> None:
    assert re.fullmatch(r"[0-9A-Z]*", plain_receipt_code(typed))


def test_a_code_can_be_read_aloud_and_not_be_guessed() -> None:
    codes = {new_receipt_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}", code)
        assert not set(code) & set("ILOU")
        assert unicodedata.normalize("NFKC", code) == code
    assert 26 * 5 >= 128
