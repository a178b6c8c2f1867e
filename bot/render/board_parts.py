"""How do parts of the board look, whatever it opened? Rounds, due days, rows of buttons, turning pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.render.registry import Words
from bot.screen import Button, cut
from domain import wording

Rows = list[tuple[Button, ...]]


def round_name(key: str, title: str | None, words: Words) -> str:
    """`2024年前三季度`; a special round by its title."""
    return cut(title, 30) if title else wording.quarter_label(key, words.language)


def due(day: date, provisional: bool, words: Words) -> str:
    shown = words.date(day)
    return words.plain("due-provisional", day=shown) if provisional else shown


def two_a_row(buttons: Sequence[Button]) -> Rows:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


def turning(verb: str, number: int, page: int, pages: int, words: Words, argument: str = "") -> Rows:
    """Back and on; nothing where there is one page."""
    found: list[Button] = []
    if page > 0:
        found.append(words.button("page-back", verb, number, page - 1, argument))
    if page < pages - 1:
        found.append(words.button("page-on", verb, number, page + 1, argument))
    return [tuple(found)] if found else []
