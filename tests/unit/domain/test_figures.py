"""Figures as people type them: one number, the office's unit, nothing guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies

from domain.errors import Rejected
from domain.figures import Doubt, comparable, doubt_about, example_of, parse_figure, percent_of
from domain.wording import format_amount


@pytest.mark.parametrize(
    ("text", "unit", "value", "why"),
    [
        ("636", "万亩", "636", "a bare number is counted in the unit"),
        ("636万亩", "万亩", "636", "with the unit"),
        ("636 万亩", "万亩", "636", "with a space"),
        ("636万", "万亩", "636", "the scale alone"),
        ("1.89亿", "亿立方米", "1.89", "the scale alone, a decimal"),
        ("18900万立方米", "亿立方米", "1.89", "another scale of the same unit"),
        ("6360000亩", "万亩", "636", "the unit without its scale"),
        ("3万", "个", "30000", "a scale the unit has not"),
        ("1,234.5", "个", "1234.5", "thousands"),
        ("１，２３４．５", "个", "1234.5", "full-width"),
        ("６３６万亩", "万亩", "636", "full-width with the unit"),
        ("65%", "%", "65", "per cent"),
        ("65%", "%", "65", "full-width per cent"),
        ("-3.5", "%", "-3.5", "a rate may fall"),
        ("0", "个", "0", "nothing done yet is a figure"),
        ("  520\n", "万亩", "520", "blanks around"),
    ],
)
def test_what_is_read(text: str, unit: str, value: str, why: str) -> None:
    assert parse_figure(text, unit) == Decimal(value), why


@pytest.mark.parametrize(
    ("text", "unit", "key", "why"),
    [
        ("五百左右", "万亩", "figure-not-exact", "about"),
        ("约500", "万亩", "figure-not-exact", "about, with a figure"),
        ("500左右", "万亩", "figure-other-unit", "what follows the number is no unit of ours"),
        ("500-600", "万亩", "figure-not-exact", "a range"),
        ("5,00", "万亩", "figure-not-exact", "a comma where none can be"),
        ("1.2.3", "万亩", "figure-not-exact", "two points"),
        ("", "万亩", "figure-not-exact", "nothing"),
        ("520公顷", "万亩", "figure-other-unit", "another unit: never converted"),
        ("-5", "个", "figure-negative", "a count below zero"),
        ("1.23456", "万亩", "figure-too-fine", "more decimals than are kept"),
        ("123456亩", "亿亩", "figure-too-fine", "too fine once it is converted"),
        ("123456789012", "个", "figure-too-large", "more digits than are kept"),
        ("9" * 60, "个", "figure-too-large", "more digits than a Decimal counts with"),
        ("9" * 4000, "万亩", "figure-too-large", "a message full of digits"),
    ],
)
def test_what_is_refused(text: str, unit: str, key: str, why: str) -> None:
    with pytest.raises(Rejected) as refused:
        parse_figure(text, unit)
    assert refused.value.key == key, why


@given(
    strategies.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False),
    strategies.sampled_from(["万亩", "亿立方米", "平方公里", "万元", "个", "%"]),
)
def test_what_the_office_writes_is_read_back_digit_for_digit(value: Decimal, unit: str) -> None:
    assert parse_figure(format_amount(value, unit), unit) == value


@pytest.mark.parametrize(
    ("value", "last", "target", "doubt"),
    [
        ("460", "480", "640", Doubt.FALLS),
        ("480", "480", "640", None),
        ("520", None, "640", None),
        ("6500", None, "640", Doubt.FAR),
        ("6500", None, None, None),
    ],
)
def test_what_is_asked_about(value: str, last: str | None, target: str | None, doubt: Doubt | None) -> None:
    known = [Decimal(number) if number is not None else None for number in (last, target)]
    assert doubt_about(Decimal(value), known[0], known[1]) is doubt


def test_per_cent_of_the_target() -> None:
    assert percent_of(Decimal(520), Decimal(640)) == 81
    assert percent_of(None, Decimal(640)) is None
    assert percent_of(Decimal(5), Decimal(0)) is None


def test_figures_compare_within_a_year() -> None:
    assert comparable("2024Q3", "2024Q2")
    assert not comparable("2025Q1", "2024Q4")


@pytest.mark.parametrize(
    ("unit", "target", "example"),
    [
        ("万亩", None, "520万亩"),
        ("万亩", "640", "520万亩"),
        ("万亩", "6.5", "6.5万亩"),
        ("%", None, "52%"),
        ("%", "85", "85%"),
    ],
)
def test_the_example_is_of_the_targets_size(unit: str, target: str | None, example: str) -> None:
    assert example_of(unit, Decimal(target) if target else None) == example
