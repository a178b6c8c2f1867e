"""A text fits Telegram's limits without tearing a character, and a button carries only what we made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screen import Button, Html, Screen, as_html, cut, fit, length
from domain.presses import Press


@given(st.text(), st.integers(2, 200))
def test_a_cut_text_is_never_longer_than_asked(text: str, most: int) -> None:
    assert length(str(as_html(cut(text, most)))) <= most


@given(st.text(max_size=100))
def test_a_text_that_fits_is_left_alone(text: str) -> None:
    assert cut(text, 500) == text


def test_a_family_is_not_torn_apart() -> None:
    family = "👨‍👩‍👧‍👦"
    assert cut(f"ab{family}", 8) == "ab…"
    assert cut(f"ab{family}cd", 15) == f"ab{family}cd"


@given(st.text(min_size=1, max_size=20), st.integers(4097, 9000))
def test_a_screen_that_is_too_long_is_cut_rather_than_refused(text: str, times: int) -> None:
    assert 0 < length(fit(f"<b>{as_html(text * times)}</b>")) <= 4096


@given(st.text())
def test_a_fact_never_becomes_markup(text: str) -> None:
    html = as_html(text)
    assert "<" not in html
    assert as_html(html) == html
    assert as_html(Html("<b>x</b>")) == "<b>x</b>"


def test_a_name_cannot_reorder_the_line_it_stands_in() -> None:
    assert as_html("甲\u202e乙\u2066丙") == "甲乙丙"


@pytest.mark.parametrize(
    "data",
    ["", "f", "f:1", "f:1.2:", "F:1.2", "f:1.2:a b", "f:-1.2", "f:1.2:" + "x" * 25, "f:1.2\n", "f:١.٢"],
)
def test_data_of_no_button_of_ours_is_not_read(data: str) -> None:
    assert Press.read(data) is None


@given(
    st.from_regex(r"[a-z_]{1,20}", fullmatch=True),
    st.integers(0, 10**18 - 1),
    st.integers(0, 10**9 - 1),
    st.from_regex(r"([A-Za-z0-9_.,-]{1,12})?", fullmatch=True),
)
def test_what_a_button_carries_comes_back(verb: str, number: int, rev: int, argument: str) -> None:
    press = Press(verb, number, rev, argument)
    assert Press.read(press.data) == press
    assert len(press.data.encode()) <= 64


@given(st.text())
def test_a_button_has_a_label_that_fits(label: str) -> None:
    markup = Screen("x", ((Button(label, press=Press("form")),),)).markup
    assert markup is not None
    shown = markup["inline_keyboard"][0][0]["text"]
    assert shown.strip()
    assert len(shown.encode("utf-16-le")) // 2 <= 40
