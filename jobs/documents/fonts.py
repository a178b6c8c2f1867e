"""Which font can draw Chinese on this machine? A picture has to carry its letters; a Word file only names them."""

from __future__ import annotations

from functools import cache

# The first that is there is taken: the simplified faces before those that draw the same characters another way.
FAMILIES = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Serif CJK SC", "SimSun", "Droid Sans Fallback"),
    *("Noto Sans CJK JP", "Noto Sans CJK TC", "AR PL UMing CN", "AR PL UKai CN"),
)
_LIKELY = ("cjk", "sourcehan", "notosanssc", "wqy", "msyh", "simhei", "simsun", "uming", "ukai", "droidsansfallback")


def chinese() -> str | None:
    """The family's name, None where there is none. Takes a second the first time: call it on a thread."""
    found = _known()
    if found is None and _added_since():
        found = _known()
    return found


def _known() -> str | None:
    from matplotlib import font_manager  # noqa: PLC0415 - half a second that only a picture should cost

    there = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((family for family in FAMILIES if family in there), None)


def _added_since() -> bool:
    """Matplotlib keeps a list of the fonts it once found; one that was installed later is looked for by its file."""
    from matplotlib import font_manager  # noqa: PLC0415

    paths = [path for path in font_manager.findSystemFonts() if any(part in path.lower() for part in _LIKELY)]
    for path in paths:
        font_manager.fontManager.addfont(path)
    return bool(paths)


@cache
def letters(family: str) -> frozenset[int]:
    """What the family can draw, as code points: a letter it lacks would be drawn as an empty box, with a warning."""
    from matplotlib import font_manager  # noqa: PLC0415
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    return frozenset(FT2Font(font_manager.findfont(family)).get_charmap())
