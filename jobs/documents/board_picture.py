"""The board as a picture for a phone: the five figures, a wall of the tasks, the departments. Every colour has its word.

The words come ready: here is only where things stand. One unit is one pixel, from the upper left corner.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import Any

from domain.lights import Light
from jobs.documents import fonts

WIDTH, MARGIN = 1080, 56  # pixels: what a phone shows without zooming
MOST_TILES, MOST_BARS = 150, 20  # a higher picture would be made smaller until nobody can read it
INK, GREY, PALE, LINE = "#1F2A37", "#667080", "#EEF1F5", "#C3CAD4"
BLUE = "#2F5D8C"
_FILL = {Light.RED: "#C8372D", Light.AMBER: "#F0B04A", Light.WHITE: "#FFFFFF", Light.GREEN: "#3E9B5F"}
_INK = {Light.RED: "#FFFFFF", Light.AMBER: "#3A2A00", Light.WHITE: INK, Light.GREEN: "#FFFFFF"}
ONE_AT_A_TIME = threading.Lock()  # matplotlib's fonts are shared by all threads, and not made for it


@dataclass(frozen=True)
class TileShown:
    """`light` is None where nothing is asked; then it is drawn pale."""

    number: str
    word: str
    light: Light | None


@dataclass(frozen=True)
class BarShown:
    """`counts` by light: red, amber, white, green. `tail` stands behind the bar."""

    name: str
    counts: tuple[int, int, int, int]
    tail: str


@dataclass(frozen=True)
class Sheet:
    """What stands on the picture, in the reader's words. `figures` are of `total`."""

    title: str
    subtitle: str
    day: str
    figures: tuple[tuple[str, int], ...]
    total: int
    rounds: tuple[str, ...]
    wall: str
    tiles: tuple[TileShown, ...]
    legend: tuple[tuple[Light | None, str], ...]
    departments: str
    bars: tuple[BarShown, ...]
    more: str | None


def board_png(sheet: Sheet) -> bytes:
    """A PNG. Takes about a second: call it on a thread. Raises `LookupError` where no font can draw Chinese."""
    family = fonts.chinese()
    if family is None:
        raise LookupError("no font on this machine can draw Chinese")
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - see jobs/documents/fonts.py
    from matplotlib.figure import Figure  # noqa: PLC0415

    with ONE_AT_A_TIME:
        height = _Drawing(None, family).whole(sheet)  # once without a sheet, to know how long it has to be
        figure = Figure(figsize=(WIDTH / 100, height / 100), dpi=100, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        _Drawing(axes, family).whole(sheet)
        file = io.BytesIO()
        figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


class _Drawing:
    """Draws from top to bottom; `axes` None only measures."""

    def __init__(self, axes: Any, family: str) -> None:
        self._axes = axes
        self._family = family
        self._letters = fonts.letters(family)

    def whole(self, sheet: Sheet) -> int:
        """The height it takes, in pixels."""
        y = self._head(sheet, 48)
        y = self._figures(sheet, y + 28)
        y = self._wall(sheet, y + 36)
        y = self._bars(sheet, y + 36) if sheet.bars else y
        return y + 40

    def _head(self, sheet: Sheet, y: int) -> int:
        self._text(MARGIN, y + 22, sheet.title, 42, bold=True)
        self._text(WIDTH - MARGIN, y + 22, sheet.day, 26, color=GREY, align="right")
        y += 64
        if sheet.subtitle:
            self._text(MARGIN, y + 14, sheet.subtitle, 26, color=GREY)
            y += 40
        for line in sheet.rounds:
            self._text(MARGIN, y + 14, line, 28)
            y += 42
        return y

    def _figures(self, sheet: Sheet, y: int) -> int:
        left, right = MARGIN + 170, WIDTH - MARGIN - 110
        for label, value in sheet.figures:
            self._text(MARGIN, y + 20, label, 28)
            self._box(left, y, right - left, 40, PALE)
            if value:
                self._box(left, y, max(8, (right - left) * value / max(sheet.total, 1)), 40, BLUE)
            self._text(right + 20, y + 20, str(value), 32, bold=True)
            y += 58
        return y

    def _wall(self, sheet: Sheet, y: int) -> int:
        self._text(MARGIN, y + 18, sheet.wall, 32, bold=True)
        y = self._legend(sheet, y + 52)
        tiles = sheet.tiles[:MOST_TILES]
        columns = 10 if len(tiles) <= 60 else 12 if len(tiles) <= 96 else 15
        gap = 8
        side = (WIDTH - 2 * MARGIN - gap * (columns - 1)) / columns
        tall = 72 if columns < 15 else 60
        for n, tile in enumerate(tiles):
            x, top = MARGIN + (n % columns) * (side + gap), y + (n // columns) * (tall + gap)
            light = tile.light
            self._box(x, top, side, tall, _FILL[light] if light else PALE, edge=light is Light.WHITE)
            ink = _INK[light] if light else GREY
            size = 30 if len(tile.number) <= 4 else 22
            self._text(
                x + side / 2, top + tall * 0.38, _cut(tile.number, 6), size, bold=True, color=ink, align="center"
            )
            self._text(x + side / 2, top + tall * 0.76, tile.word, 17, color=ink, align="center")
        return y + -(-len(tiles) // columns) * (tall + gap)

    def _legend(self, sheet: Sheet, y: int) -> int:
        x: float = MARGIN
        for light, word in sheet.legend:
            wide = 40 + _wide(word, 24) + 30
            if x + wide > WIDTH - MARGIN:
                x, y = MARGIN, y + 40
            self._box(x, y, 26, 26, _FILL[light] if light else PALE, edge=light is Light.WHITE)
            self._text(x + 38, y + 13, word, 24)
            x += wide
        return y + 48

    def _bars(self, sheet: Sheet, y: int) -> int:
        self._text(MARGIN, y + 18, sheet.departments, 32, bold=True)
        y += 56
        left, right = MARGIN + 300, WIDTH - MARGIN - 180
        most = max(sum(bar.counts) for bar in sheet.bars)
        for bar in sheet.bars[:MOST_BARS]:
            self._text(MARGIN, y + 18, _cut(bar.name, 11), 26)
            x = float(left)
            for light, count in zip((Light.RED, Light.AMBER, Light.WHITE, Light.GREEN), bar.counts, strict=True):
                if count:
                    wide = (right - left) * count / most
                    self._box(x, y, wide - 3, 36, _FILL[light], edge=light is Light.WHITE)
                    if wide > 26:
                        self._text(x + wide / 2 - 1, y + 18, str(count), 22, color=_INK[light], align="center")
                    x += wide
            self._text(right + 16, y + 18, bar.tail, 24, color=GREY)
            y += 50
        if sheet.more:
            self._text(MARGIN, y + 16, sheet.more, 24, color=GREY)
            y += 40
        return y

    # -- the pencil -----------------------------------------------------------------------------------------------

    def _box(self, x: float, y: float, wide: float, tall: float, fill: str, *, edge: bool = False) -> None:
        if self._axes is None:
            return
        from matplotlib.patches import FancyBboxPatch  # noqa: PLC0415

        rounding = f"round,pad=0,rounding_size={min(8, wide / 2, tall / 2)}"
        line = LINE if edge else "none"
        self._axes.add_patch(
            FancyBboxPatch((x, y), wide, tall, boxstyle=rounding, facecolor=fill, edgecolor=line, linewidth=1.4)
        )

    def _text(
        self, x: float, y: float, text: str, size: int, *, bold: bool = False, color: str = INK, align: str = "left"
    ) -> None:
        if self._axes is None:
            return
        shown = "".join(ch if ord(ch) in self._letters else "□" if ch.isprintable() else "" for ch in text)
        self._axes.text(
            x,
            y,
            shown,
            fontfamily=[self._family],
            fontsize=size * 0.72,  # pixels at 100 dots an inch
            fontweight="bold" if bold else "normal",
            color=color,
            ha=align,
            va="center_baseline",
            parse_math=False,
        )


def _wide(text: str, size: int) -> float:
    """About: a Chinese character is as wide as high, a Latin one a little over half."""
    return sum(size if ord(ch) > 0x2E80 else size * 0.56 for ch in text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
