"""What stands in a .csv? Fields apart by commas, tabs or semicolons, whichever makes the widest rows; lines counted as written.

`="21"` is Excel's way to keep a text a text; any other field that begins with `=` is a formula nobody has calculated.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from domain.ledger_grid import Cell, Grid, tidy
from domain.plain_fields import unguarded
from jobs.sources.limits import MAX_COLUMNS, MAX_ROWS, Reason, Unreadable

_DELIMITERS = (",", "\t", ";", "，")
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def grid_of_separated(text: str, delimiter: str | None = None) -> Grid:
    """Raises Unreadable for a file that has too many rows, or quotes that never end."""
    begin = 0
    if told := _SEP.match(text):
        begin, delimiter = told.end(), told[1]
    delimiter = delimiter or max(_DELIMITERS, key=lambda one: _width(text, one))
    rows: list[tuple[Cell, ...]] = []
    lines: list[int] = []
    for line, fields in _records(text[begin:], delimiter):
        if len(rows) >= MAX_ROWS:
            raise Unreadable(Reason.TOO_BIG)
        rows.append(tuple(_cell(field) for field in fields[:MAX_COLUMNS]))
        lines.append(line + (1 if begin else 0))
    return Grid(tuple(rows), lines=tuple(lines))


def _width(text: str, delimiter: str) -> int:
    """How many rows at the file's head have several fields, and how many they have."""
    try:
        return sum(len(fields) - 1 for _, fields in islice(_records(text[:200_000], delimiter), 50))
    except Unreadable:
        return 0


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begin = 1
    try:
        for fields in reader:
            yield begin, fields
            begin = reader.line_num + 1
    except csv.Error:
        raise Unreadable(Reason.BROKEN) from None


def _cell(field: str) -> Cell:
    if kept := _AS_TEXT.fullmatch(field.strip()):
        return Cell(tidy(kept[1].replace('""', '"')))
    if field.lstrip().startswith("="):
        return Cell(tidy(field), flaw="formula")
    return Cell(tidy(unguarded(field)))
