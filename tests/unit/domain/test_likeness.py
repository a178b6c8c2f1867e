"""A copy is marked, a text of one's own is not: forty pairs of long Chinese texts, and the margin between the two."""

from __future__ import annotations

import itertools
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from domain.likeness import LEAST, MARKED, Essence, alike, changed_percent, essence

SAMPLES = Path(__file__).parents[2] / "samples" / "likeness-texts.txt"
TEXTS = SAMPLES.read_text(encoding="utf-8").strip().split("\n\n")
PART = 0.05  # of a copy's characters are changed


def measured(one: Essence, other: Essence) -> float:
    """The figure that `alike` compares with its mark, without the mark."""
    return max(fuzz.ratio(one.plain, other.plain), fuzz.ratio(one.by_sentence, other.by_sentence))


def of(text: str) -> Essence:
    found = essence(text)
    assert found is not None
    return found


# -- what copyists do: each changes up to one character in twenty ----------------------------------------------------


def other_words(text: str, dice: random.Random) -> str:
    """Characters here and there give way to others: the dearest change there is, character by character."""
    letters = list(text)
    for at in dice.sample(range(len(text)), int(len(text) * PART)):
        letters[at] = dice.choice([ch for ch in "水河林田县镇委局一二三四年月日大小新老" if ch != text[at]])
    return "".join(letters)


def other_figures(text: str, dice: random.Random) -> str:
    digits = [match.start() for match in re.finditer(r"\d", text)]
    letters = list(text)
    for at in dice.sample(digits, min(len(digits), int(len(text) * PART))):
        letters[at] = str((int(text[at]) + dice.randint(1, 9)) % 10)
    return "".join(letters)


def more_words(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text))
    return text[:at] + "切实加强组织领导,压实各级责任,确保按期完成。"[: int(len(text) * PART)] + text[at:]


def fewer_words(text: str, dice: random.Random) -> str:
    gone = int(len(text) * PART)
    at = dice.randrange(len(text) - gone)
    return text[:at] + text[at + gone :]


def another_office(text: str, dice: random.Random) -> str:
    """Moved words, other widths, other punctuation, and names changed: what a copy and paste between two offices does."""
    changed = other_words(text, dice)
    return changed.replace(",", ",").replace("。", "。\n").replace(";", ";")


COPYISTS = (other_words, other_figures, more_words, fewer_words, another_office)


def copies() -> list[tuple[str, str]]:
    """Twenty texts, each beside its copy."""
    dice = random.Random(20241018)
    chosen = [*TEXTS, *TEXTS[:8]]
    return [(text, COPYISTS[at % len(COPYISTS)](text, dice)) for at, text in enumerate(chosen)]


def independent() -> list[tuple[str, str]]:
    """Of all pairs of texts written apart on one topic, the twenty that are most alike."""
    pairs = itertools.combinations(TEXTS, 2)
    return sorted(pairs, key=lambda pair: measured(of(pair[0]), of(pair[1])), reverse=True)[:20]


# -- the promise ----------------------------------------------------------------------------------------------------


def test_twenty_copies_are_marked_and_twenty_texts_on_one_topic_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    copied = sorted(measured(of(one), of(other)) for one, other in copies())
    apart = sorted(measured(of(one), of(other)) for one, other in independent())
    assert (len(copied), len(apart)) == (20, 20)
    assert min(map(len, TEXTS)) > 220
    with capsys.disabled():
        sys.stdout.write(
            f"\nlikeness: copies {copied[0]:.1f} to {copied[-1]:.1f}, marked from {MARKED}, "
            f"independent texts {apart[0]:.1f} to {apart[-1]:.1f}\n"
        )
    assert all(alike(of(one), of(other)) for one, other in copies())
    assert not any(alike(of(one), of(other)) for one, other in itertools.combinations(TEXTS, 2))
    assert copied[0] - MARKED >= 5
    assert MARKED - apart[-1] >= 40


def test_a_copy_with_its_sentences_in_another_order_is_marked() -> None:
    for text in TEXTS:
        sentences = re.findall(r"[^。]+。", text)
        moved = alike(of(text), of("".join(reversed(sentences))))
        assert moved is not None
        assert moved >= 95


@pytest.mark.parametrize("copyist", COPYISTS)
def test_every_text_is_found_under_every_change(copyist: Callable[[str, random.Random], str]) -> None:
    dice = random.Random(7)
    assert all(alike(of(text), of(copyist(text, dice))) for text in TEXTS)


@pytest.mark.parametrize("text", [None, "", "无新进展", "无新进展,与上季度相同。", "按计划推进," * 3, "。" * 500])
def test_there_is_nothing_to_compare_in_a_short_text(text: str | None) -> None:
    assert essence(text) is None


def test_what_is_compared_are_letters_and_digits() -> None:
    text = "已完成营造林520万亩," * 4
    assert len(of(text).plain) == 4 * 11 > LEAST
    assert alike(of(text), of(text.replace(",", " , ").replace("520", "520"))) == 100


@pytest.mark.parametrize(
    ("text", "last", "changed"),
    [
        ("已完成。", None, None),
        (None, "已完成。", None),
        ("已完成两处。", "已完成两处", 0),
        ("甲乙丙丁", "戊己庚辛", 100),
        ("进展" * 300 + "增", "进展" * 300, 1),
        ("完成营造林520万亩", "完成营造林480万亩", 20),
    ],
)
def test_how_much_is_not_last_quarters(text: str | None, last: str | None, changed: int | None) -> None:
    assert changed_percent(text, last) == changed
