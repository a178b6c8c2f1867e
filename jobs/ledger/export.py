"""How does the ledger leave? As a workbook to print and work in, a table for Word, a browser or a program, or as JSON.

What is written here is read back by jobs/ledger/imports.py as the same ledger; a test holds them together. Composing
takes a second for a big ledger: call it on a thread, never in a unit.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from config.texts import Texts
from db.queries import ledger as queries
from db.queries.ledger_table import table
from db.units import Reading
from domain.ledger_columns import HEADINGS, TOLD_ONLY, Column
from domain.ledger_table import DOWN, Cell, TableTask, rows_of, said
from domain.plain_fields import guarded
from domain.wording import format_amount, full_date
from jobs.documents.columns import Column as SheetColumn
from jobs.documents.columns import Kind, Value
from jobs.documents.pages import page_table

if TYPE_CHECKING:
    from jobs.documents.sheets import Page

BOM = "\ufeff"  # without it Windows' Excel takes UTF-8 for the local encoding

# Width in characters of the sheet's font, two a Chinese one; and what stands there.
LAYOUT: dict[Column, tuple[float, Kind]] = {
    Column.PROGRAMME: (12, Kind.TEXT),
    Column.NUMBER: (6, Kind.LABEL),
    Column.PROBLEM: (24, Kind.TEXT),
    Column.LEAD: (10, Kind.TEXT),
    Column.RESPONSIBLE: (11, Kind.TEXT),
    Column.COOPERATING: (10, Kind.TEXT),
    Column.SUPERVISING: (10, Kind.TEXT),
    Column.ACCEPTING: (10, Kind.TEXT),
    Column.TARGET: (18, Kind.TEXT),
    Column.DEADLINE: (12, Kind.DATE),
    Column.MEASURE_NUMBER: (5, Kind.NUMBER),
    Column.MEASURE: (34, Kind.TEXT),
    Column.MEASURE_OWNERS: (11, Kind.TEXT),
    Column.INDICATOR: (11, Kind.TEXT),
    Column.INDICATOR_UNIT: (8, Kind.LABEL),
    Column.INDICATOR_YEAR: (6, Kind.NUMBER),
    Column.INDICATOR_TARGET: (8, Kind.NUMBER),
    Column.COMPLETION: (20, Kind.TEXT),
    Column.COMPLETION_AS_OF: (12, Kind.DATE),
    Column.STATE: (7, Kind.LABEL),
    Column.PUBLICISED: (6, Kind.LABEL),
}
ALWAYS = (Column.NUMBER, Column.PROBLEM, Column.RESPONSIBLE, Column.TARGET, Column.DEADLINE, Column.MEASURE)
"""What a printed ledger shows even where nothing is said; the other columns come when somebody fills them."""


@dataclass(frozen=True)
class Ledger:
    """The ledger as it is written: `on` is the office's day."""

    tasks: tuple[TableTask, ...]
    office: str
    on: date


def ledger(reading: Reading, programme: str | None = None, *, archived: bool = True) -> Ledger:
    """The tasks of one programme, or of all; `archived`: also of those that are."""
    return Ledger(table(reading, programme, archived=archived), reading.settings.office.name, reading.today)


def contract(reading: Reading, programme: str | None = None) -> bytes:
    """The contract's JSON."""
    whole = queries.export(reading)
    tasks = [task for task in whole["tasks"] if programme in (None, task["programme"])]
    return (json.dumps(whole | {"tasks": tasks}, ensure_ascii=False, indent=2) + "\n").encode()


def written(whole: Ledger, ending: str, texts: Texts, language: str) -> bytes:
    """The ledger as a file; `ending` is one of `TABLES`."""
    words = _Words(texts, language)
    columns = list(LAYOUT) if ending in PLAIN else _shown(whole)
    blocks = [
        [[words.cell(column, row.get(column)) for column in columns] for row in rows_of(task)] for task in whole.tasks
    ]
    return _WRITERS[ending](_Table(words, words.title(whole), words.note(whole), columns, blocks))


def _shown(whole: Ledger) -> list[Column]:
    """What goes on paper: the columns that say something."""
    spoken = said(whole.tasks)
    return [column for column in LAYOUT if column in spoken or column in ALWAYS]


@dataclass(frozen=True)
class _Words:
    texts: Texts
    language: str

    def __call__(self, key: str, **facts: str | int) -> str:
        return self.texts.say(self.language, key, **facts)

    def heading(self, column: Column) -> str:
        return HEADINGS[column].heading(self.language)

    def cell(self, column: Column, value: Cell) -> Value:
        """A value as people read it: states and yes or no in words."""
        if column is Column.STATE and value:
            return self(f"state-{value}")
        if column is Column.PUBLICISED:
            return self("ledger-sheet-yes" if value else "ledger-sheet-no") if value is not None else None
        return value

    def title(self, whole: Ledger) -> str:
        names = {task.programme for task in whole.tasks}
        if len(names) != 1:
            return self("ledger-sheet-title")
        return self("ledger-sheet-title-of", programme=next(iter(names)))

    def note(self, whole: Ledger) -> str:
        day = full_date(whole.on, self.language)
        return self("ledger-sheet-note", office=whole.office, day=day, count=len(whole.tasks))


@dataclass(frozen=True)
class _Table:
    """What any form is written from: a block of rows a task, each row as long as `columns`."""

    words: _Words
    title: str
    note: str
    columns: Sequence[Column]
    blocks: Sequence[Sequence[Sequence[Value]]] = ()

    @property
    def headings(self) -> list[str]:
        return [self.words.heading(column) for column in self.columns]

    @property
    def merged(self) -> list[int]:
        """The columns that say something once a task."""
        return [place for place, column in enumerate(self.columns) if column not in DOWN]

    @property
    def in_words(self) -> list[list[list[str]]]:
        return [[[_in_words(value) for value in row] for row in block] for block in self.blocks]

    def page(self) -> Page:
        from jobs.documents.sheets import Book  # noqa: PLC0415 - on this thread, when first used

        layout = [SheetColumn(self.words.heading(column), *LAYOUT[column]) for column in self.columns]
        name = self.words("ledger-sheet-name")
        return Book(self.words.language).page(name, title=self.title, columns=layout, notes=[self.note])


def _xlsx(table: _Table) -> bytes:
    page = table.page()
    for block in table.blocks:
        page.block(block, merged=table.merged)
    return page.book.saved()


def _csv(table: _Table) -> bytes:
    return (BOM + _separated(table, ",")).encode()


def _txt(table: _Table) -> bytes:
    return (BOM + _separated(table, "\t")).encode()


def _separated(table: _Table, delimiter: str) -> str:
    """No title: a program reads it by its first line. A task's later rows leave its own words out."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=delimiter)
    lines.writerow(table.headings)
    lines.writerows(
        [guarded(_in_words(value)) if isinstance(value, str) else _in_words(value) for value in row]
        for block in table.blocks
        for row in block
    )
    return out.getvalue()


def _docx(table: _Table) -> bytes:
    from jobs.documents.word_tables import word_table  # noqa: PLC0415 - on this thread, when first used

    return word_table(
        title=table.title,
        note=table.note,
        headings=table.headings,
        widths=[LAYOUT[column][0] for column in table.columns],
        centred=[LAYOUT[column][1] is not Kind.TEXT for column in table.columns],
        blocks=table.in_words,
        merged=table.merged,
    )


def _html(table: _Table) -> bytes:
    return page_table(
        title=table.title,
        note=table.note,
        headings=table.headings,
        blocks=table.in_words,
        merged=table.merged,
        language=table.words.language,
    )


def _in_words(value: Value) -> str:
    """A date as 2024-12-31: in words it would be read back as the office's own words."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format_amount(value, "")
    return "" if value is None else str(value)


_WRITERS: dict[str, Callable[[_Table], bytes]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".docx": _docx,
    ".html": _html,
    ".txt": _txt,
}
TABLES = tuple(_WRITERS)
ENDINGS = (*TABLES, ".json")
PLAIN = (".csv", ".txt")
"""Forms for programs: every column, whether it says something or not."""


# -- the template -------------------------------------------------------------------------------------------------

TEMPLATE = tuple(column for column in LAYOUT if column not in TOLD_ONLY)
BLANK_ROWS = 20  # framed on paper; more can be written below them


def template(ending: str, texts: Texts, language: str) -> bytes:
    """An empty ledger to fill in; a workbook says on a second sheet what each column wants."""
    words = _Words(texts, language)
    blank: list[list[list[Value]]] = [[[None] * len(TEMPLATE)]] * BLANK_ROWS
    table = _Table(words, words("ledger-sheet-title"), words("ledger-template-note"), TEMPLATE)
    if ending != ".xlsx":
        return _WRITERS[ending](table if ending in PLAIN else replace(table, note="", blocks=blank))
    page = table.page()
    for block in blank:
        page.block(block)
    _explain(page, words)
    return page.book.saved()


def _explain(page: Page, words: _Words) -> None:
    """A line a column."""
    wants = [
        SheetColumn(words("ledger-template-column"), 18, Kind.LABEL),
        SheetColumn(words("ledger-template-how"), 70),
        SheetColumn(words("ledger-template-example"), 44),
    ]
    name = words("ledger-template-help")
    help_page = page.book.page(name, title=name, columns=wants)
    for column in TEMPLATE:
        key = f"ledger-template-{column.value.replace('_', '-')}"
        how, _, example = words(key).partition(" | ")
        help_page.block([[words.heading(column), how, example]])
