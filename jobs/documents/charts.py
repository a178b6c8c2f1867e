"""How do the charts of the yearly summary look? Bars in the colours of the board, every bar with its figure.

The words come ready. Takes about a second each: call it on a thread. Nothing is drawn where no font can draw Chinese.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from jobs.documents import fonts
from jobs.documents.board_picture import GREY, INK, LINE, ONE_AT_A_TIME

GREEN, AMBER, RED, PALE = "#3E9B5F", "#F0B04A", "#C8372D", "#B9C4D2"
DPI = 200


@dataclass(frozen=True)
class Series:
    """One colour of bars: its name in the legend, a value for each label; None draws nothing."""

    name: str
    values: tuple[int | None, ...]
    colour: str


def columns_png(labels: Sequence[str], series: Sequence[Series]) -> bytes | None:
    """Upright bars side by side, each with its figure on top."""

    def draw(axes: Any) -> None:
        wide = 0.8 / len(series)
        for at, one in enumerate(series):
            places = [place - 0.4 + wide * (at + 0.5) for place in range(len(labels))]
            bars = axes.bar(places, [value or 0 for value in one.values], wide * 0.92, color=one.colour, label=one.name)
            axes.bar_label(bars, labels=[str(value) for value in one.values], padding=2, fontsize=10, color=INK)
        axes.set_xticks(range(len(labels)), _drawable(labels))
        axes.margins(y=0.18)
        axes.yaxis.set_visible(False)

    return _png(draw, height=2.6)


def stacked_png(labels: Sequence[str], series: Sequence[Series]) -> bytes | None:
    """Upright bars one on top of the other."""

    def draw(axes: Any) -> None:
        below = [0] * len(labels)
        for one in series:
            values = [value or 0 for value in one.values]
            bars = axes.bar(range(len(labels)), values, 0.5, bottom=below, color=one.colour, label=one.name)
            shown = [str(value) if value else "" for value in values]
            axes.bar_label(bars, labels=shown, label_type="center", fontsize=9, color=INK)
            below = [under + value for under, value in zip(below, values, strict=True)]
        axes.set_xticks(range(len(labels)), _drawable(labels))
        axes.set_xlim(-0.6, max(len(labels), 3) - 0.4)
        axes.yaxis.set_visible(False)

    return _png(draw, height=2.6)


def shares_png(labels: Sequence[str], series: Sequence[Series]) -> bytes | None:
    """Lying bars from 0 to 100 %, the first label on top."""

    def draw(axes: Any) -> None:
        tall = 0.8 / len(series)
        for at, one in enumerate(series):
            places = [place - 0.4 + tall * (at + 0.5) for place in range(len(labels))]
            values = [value or 0 for value in one.values]
            bars = axes.barh(places, values, tall * 0.9, color=one.colour, label=one.name)
            shown = [f"{value}%" if value is not None else "—" for value in one.values]
            axes.bar_label(bars, labels=shown, padding=3, fontsize=9, color=INK)
        axes.set_yticks(range(len(labels)), _drawable(labels))
        axes.invert_yaxis()
        axes.set_xlim(0, 112)
        axes.xaxis.set_visible(False)

    return _png(draw, height=0.9 + 0.42 * len(labels))


def _png(draw: Callable[[Any], None], *, height: float) -> bytes | None:
    family = fonts.chinese()
    if family is None:
        return None
    import matplotlib as mpl  # noqa: PLC0415 - half a second that only a picture should cost
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with ONE_AT_A_TIME, mpl.rc_context(_settings(family)):
        figure = Figure(figsize=(6.2, height), dpi=DPI, facecolor="white", layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        draw(axes)
        axes.tick_params(length=0, labelsize=10, labelcolor=INK)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(LINE)
        figure.legend(loc="outside upper right", ncols=4, frameon=False, fontsize=9, labelcolor=GREY)
        made = io.BytesIO()
        figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()


def _settings(family: str) -> Any:
    return {"font.family": [family], "axes.unicode_minus": False, "text.parse_math": False}


def _drawable(labels: Sequence[str]) -> list[str]:
    """What the font lacks would be an empty box with a warning: it is shown as one without."""
    family = fonts.chinese()
    known = fonts.letters(family) if family is not None else frozenset()
    return ["".join(ch if ord(ch) in known else "□" for ch in label if ch.isprintable()) for label in labels]
