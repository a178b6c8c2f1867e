"""What is in the file somebody sent? The text of a notice, or the tables of a ledger.

A file is bounded before it is opened, and believed by its content, not by its name. What reads it is loaded when the first
of its kind comes, and blocks: call it on a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.ledger_grid import Grid
from jobs.sources.kinds import Kind, kind_of
from jobs.sources.limits import MAX_BYTES, MAX_ROWS, Reason, Unreadable
from jobs.sources.separated import grid_of_separated
from jobs.sources.texts import bounded, decoded

__all__ = ["MAX_BYTES", "Reason", "Tables", "Unreadable", "tables_of", "text_of"]


def text_of(content: bytes) -> str:
    """The text of a notice: plain text, a saved web page or a Word document, tables as `| a | b |` lines.

    Raises Unreadable.
    """
    kind = kind_of(content)
    if kind is Kind.WORD:
        from jobs.sources.word import text_of_word  # noqa: PLC0415 - on this thread, when first used

        return bounded(text_of_word(content))
    if kind in (Kind.WORKBOOK, Kind.OLD_WORKBOOK):
        raise Unreadable(Reason.UNKNOWN_KIND)
    text = decoded(content)
    if kind is not Kind.PAGE:
        return text
    from jobs.sources.pages import text_of_page  # noqa: PLC0415 - on this thread, when first used

    return bounded(text_of_page(text))


@dataclass(frozen=True)
class Tables:
    """The tables of a file. `loose` are the words outside them; a workbook has none that count."""

    grids: tuple[Grid, ...]
    loose: str = ""
    is_document: bool = False
    """Whether it may be a notice as well: its text can be read."""


def tables_of(content: bytes, name: str) -> Tables:
    """Raises Unreadable. `name` only decides where the content leaves it open: a .csv is text like any other."""
    kind = kind_of(content, name)
    if kind is Kind.WORKBOOK:
        from jobs.sources.workbook import grids_of_workbook  # noqa: PLC0415 - on this thread, when first used

        return _of_sheets(grids_of_workbook(content))
    if kind is Kind.OLD_WORKBOOK:
        from jobs.sources.workbook_of_old import grids_of_old_workbook  # noqa: PLC0415 - on this thread, when first used

        return _of_sheets(grids_of_old_workbook(content))
    if kind is Kind.WORD:
        from jobs.sources.word import grids_of_word  # noqa: PLC0415 - on this thread, when first used

        grids, loose = grids_of_word(content)
        return Tables(tuple(grids), loose, is_document=True)
    text = decoded(content)
    if kind is Kind.PAGE:
        from jobs.sources.pages import grids_of_page, loose_words  # noqa: PLC0415 - on this thread, when first used

        return Tables(tuple(grids_of_page(text)), loose_words(text), is_document=True)
    if kind is Kind.SEPARATED:
        return Tables((grid_of_separated(text),))
    return _of_text(text)


def _of_sheets(grids: Sequence[Grid]) -> Tables:
    if not any(grid.rows for grid in grids):
        raise Unreadable(Reason.EMPTY)
    return Tables(tuple(grids))


def _of_text(text: str) -> Tables:
    """A notice, unless its lines have the fields of a ledger: a .csv that came without its name."""
    mark = "\t" if "\t" in text else ","
    lines = text.split("\n")
    if not any(mark in line for line in lines) or len(lines) > MAX_ROWS:
        return Tables((), text, is_document=True)
    try:
        grid = grid_of_separated(text, mark)
    except Unreadable:  # quotes that never end: running text
        return Tables((), text, is_document=True)
    return Tables((grid,), "\n".join(line for line in lines if mark not in line), is_document=True)
