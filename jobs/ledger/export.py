"""How does the ledger leave? As a workbook to print and work in, a .csv, a Word table, or the contract's JSON.

What is written here is read back by jobs/ledger/imports.py as the same ledger; a test holds them together. Composing
takes a second for a big ledger: call it on a thread, never in a unit.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from config.texts import Texts
from db.queries import ledger as queries
from db.queries.ledger_table import table
from db.units import Reading
from domain.ledger_columns import HEADINGS, Column
from domain.ledger_table import DOWN, Cell, TableTask, rows_of, said
from domain.plain_fields import guarded
from domain.wording import format_amount, full_date
from jobs.documents import sheets
from jobs.documents.sheets import Kind, Value
from jobs.documents.word_tables import word_table

ENDINGS = (".xlsx", ".csv", ".docx", ".json")
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


def ledger(reading: Reading, programme: str | None = None) -> Ledger:
    """The tasks of one programme, or of all."""
    return Ledger(table(reading, programme), reading.settings.office.name, reading.today)


def contract(reading: Reading, programme: str | None = None) -> bytes:
    """The contract's JSON."""
    whole = queries.export(reading)
    tasks = [task for task in whole["tasks"] if programme in (None, task["programme"])]
    return (json.dumps(whole | {"tasks": tasks}, ensure_ascii=False, indent=2) + "\n").encode()


def written(whole: Ledger, ending: str, texts: Texts, language: str) -> bytes:
    """The ledger as a file: `ending` is `.xlsx`, `.csv` or `.docx`."""
    writers: dict[str, Callable[[Ledger, _Words], bytes]] = {".xlsx": _xlsx, ".csv": _csv, ".docx": _docx}
    return writers[ending](whole, _Words(texts, language))


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


def _blocks(whole: Ledger, columns: Sequence[Column], words: _Words) -> list[list[list[Value]]]:
    """A block a task, each row as long as the header."""
    return [
        [[words.cell(column, row.get(column)) for column in columns] for row in rows_of(task)] for task in whole.tasks
    ]


def _shown(whole: Ledger) -> list[Column]:
    """What goes on paper: the columns that say something. The programme stands in every task's row: it is read back."""
    spoken = said(whole.tasks)
    return [column for column in LAYOUT if column in spoken or column in ALWAYS]


def _xlsx(whole: Ledger, words: _Words) -> bytes:
    columns = _shown(whole)
    page = _page(sheets.new_book(), words, columns, words.title(whole), [words.note(whole)])
    down = [place for place, column in enumerate(columns) if column not in DOWN]
    for block in _blocks(whole, columns, words):
        page.block(block, merged=down)
    return sheets.saved(page.book)


def _page(book: Any, words: _Words, columns: Sequence[Column], title: str, notes: Sequence[str]) -> sheets.Page:
    layout = [sheets.Column(words.heading(column), *LAYOUT[column]) for column in columns]
    return sheets.Page(
        book, words("ledger-sheet-name"), title=title, columns=layout, notes=notes, language=words.language
    )


def _csv(whole: Ledger, words: _Words) -> bytes:
    """Every column, no title: a program reads it by its first line. A task's later rows leave its own words out."""
    columns = list(LAYOUT)
    lines = [[words.heading(column) for column in columns]]
    lines += [[_field(value) for value in row] for block in _blocks(whole, columns, words) for row in block]
    return _csv_of(lines)


def _csv_of(lines: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines)
    return (BOM + out.getvalue()).encode()


def _field(value: Value) -> str:
    return guarded(_in_words(value)) if isinstance(value, str) else _in_words(value)


def _docx(whole: Ledger, words: _Words) -> bytes:
    columns = _shown(whole)
    blocks = [[[_in_words(value) for value in row] for row in block] for block in _blocks(whole, columns, words)]
    return word_table(
        title=words.title(whole),
        note=words.note(whole),
        headings=[words.heading(column) for column in columns],
        widths=[LAYOUT[column][0] for column in columns],
        centred=[LAYOUT[column][1] is not Kind.TEXT for column in columns],
        blocks=blocks,
        merged=[place for place, column in enumerate(columns) if column not in DOWN],
    )


def _in_words(value: Value) -> str:
    """A date as 2024-12-31: in words it would be read back as the office's own words."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format_amount(value, "")
    return "" if value is None else str(value)


# -- the template -------------------------------------------------------------------------------------------------

TEMPLATE_ENDINGS = (".xlsx", ".csv")
TEMPLATE = tuple(column for column in LAYOUT if column not in (Column.STATE, Column.PUBLICISED))
BLANK_ROWS = 20  # framed on paper; more can be written below them


def template(ending: str, texts: Texts, language: str) -> bytes:
    """An empty ledger to fill in, with what each column wants on a sheet of its own."""
    words = _Words(texts, language)
    if ending == ".csv":
        return _csv_of([[words.heading(column) for column in TEMPLATE]])
    notes = [words("ledger-template-note")]
    page = _page(sheets.new_book(), words, TEMPLATE, words("ledger-sheet-title"), notes)
    page.block([[None] * len(TEMPLATE)] * BLANK_ROWS)
    _explain(page, words)
    return sheets.saved(page.book)


def _explain(page: sheets.Page, words: _Words) -> None:
    """The second sheet: a line a column."""
    wants = [
        sheets.Column(words("ledger-template-column"), 18, Kind.LABEL),
        sheets.Column(words("ledger-template-how"), 70),
        sheets.Column(words("ledger-template-example"), 44),
    ]
    name = words("ledger-template-help")
    help_page = sheets.Page(page.book, name, title=name, columns=wants, language=words.language)
    for column in TEMPLATE:
        key = f"ledger-template-{column.value.replace('_', '-')}"
        how, _, example = words(key).partition(" | ")
        help_page.block([[words.heading(column), how, example]])
