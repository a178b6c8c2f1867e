"""What changed is shown, and nothing else: the texts can be put together again from it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.differences import Part, differences


def shown(old: str, new: str) -> str:
    marks = {Part.SAME: "{}", Part.GONE: "[-{}-]", Part.NEW: "[+{}+]"}
    return "".join(marks[piece.part].format(piece.text) for piece in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("已完成两处取水口改造。", "已完成两处取水口改造。", "已完成两处取水口改造。"),
        ("完成营造林480万亩。", "完成营造林520万亩。", "完成营造林[-480-][+520+]万亩。"),
        ("完成1,480.5万亩。", "完成1,520.5万亩。", "完成[-1,480.5-][+1,520.5+]万亩。"),
        (
            "甲地已完工。乙地未开工。",
            "甲地已完工。丙地正招标。乙地未开工。",
            "甲地已完工。[+丙地正招标。+]乙地未开工。",
        ),
        ("甲地已完工。乙地未开工。", "甲地已完工。", "甲地已完工。[-乙地未开工。-]"),
        ("河道清淤完成三成。", "新建泵站两座,投入使用。", "[-河道清淤完成三成。-][+新建泵站两座,投入使用。+]"),
        ("清淤完成三成,拆坝两座。", "清淤完成八成,拆坝五座。", "清淤完成[-三-][+八+]成,拆坝[-两-][+五+]座。"),
        ("", "新写的。", "[+新写的。+]"),
        ("不写了。", "", "[-不写了。-]"),
    ],
)
def test_the_changes_are_marked_as_a_reader_would(old: str, new: str, marked: str) -> None:
    assert shown(old, new) == marked


def test_one_letter_between_two_changes_is_read_as_changed() -> None:
    assert (
        shown("总投资为甲乙丙万元的工程开工", "总投资为丁乙戊万元的工程开工")
        == "总投资为[-甲乙丙-][+丁乙戊+]万元的工程开工"
    )


TEXT = st.text(alphabet="水河12。;\n, 甲乙", max_size=60)


@given(TEXT, TEXT)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.part is not Part.GONE) == new
    kept = "".join(piece.text for piece in pieces if piece.part is not Part.NEW)
    assert "".join(kept.split()) == "".join(old.split())
    assert all(piece.text for piece in pieces)
    assert all(one.part is not other.part for one, other in itertools.pairwise(pieces))
