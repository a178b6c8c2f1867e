"""What does the file say that came back? The mark it carries, and every cell of it, checked. No database: on a thread.

A file is bounded before it is opened. Nobody's slip is repaired by a guess: a figure that Excel made a date of, a
status that is none of ours, a row whose number was changed is named by its cell.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

from config.texts import LANGUAGES, Texts
from domain import workbook as rules
from domain.collection import LONGEST_TEXT
from domain.errors import Rejected
from domain.figures import parse_figure
from domain.states import ReportStatus
from domain.workbook import CellRemark, Entry, FigureRow, Given, Issued, Mark, Returned, TaskRow, same_text
from jobs.workbook import layout as at
from jobs.workbook.sheet import numbered

MAX_UNPACKED = 40 * 2**20  # of its XML; a workbook of a hundred tasks has one
MAX_RATIO = 200
MAX_ENTRIES = 3_000
MAX_FIGURE_DIGITS = 15  # what Excel counts with: 1.1+2.2 is 3.3 there, and 3.3000000000000003 in its file
_OLE = b"\xd0\xcf\x11\xe0"  # .xls, .et, and any workbook with a password
_ANY_MARK = re.compile(rules.MARK.encode() + rb"[0-9A-Za-z_.:-]{1,120}")
_OURS = b"ours"  # it has our columns, whether it has a mark or not
_COLUMN_IDS = (at.TASK_COLUMNS[at.LAST_STATUS][0].encode(), at.TASK_COLUMNS[at.SEE_FIGURES][0].encode())
_SEARCHED = re.compile(r"(docProps/custom|xl/sharedStrings|xl/worksheets/sheet\d+|content)\.xml")
_PICTURE = re.compile(r"xl/media/")


# -- whose is it? -------------------------------------------------------------------------------------------------


def mark_in(content: bytes) -> Mark | None:
    """The mark of a workbook of ours, however it was saved again; None for any other file.

    Raises `Rejected` for a mark that was altered or taken out, and for one of ours that is no .xlsx any more.
    """
    words = set(_marks(content))
    if not words:
        return None
    if words == {_OURS}:
        raise Rejected("workbook-mark-lost")
    found = {Mark.read(word.decode()) for word in words - {_OURS}}
    if len(found) != 1 or None in found:
        raise Rejected("workbook-mark-altered")
    if not _is_xlsx(content):
        raise Rejected("workbook-save-as-xlsx")
    return found.pop()


def _marks(content: bytes) -> Iterator[bytes]:
    if content.startswith(_OLE):
        yield from _ANY_MARK.findall(content)
        return
    if not content.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if not _is_bounded(packed, len(content)):
                return
            for entry in packed.infolist():
                if _SEARCHED.fullmatch(entry.filename):
                    text = packed.read(entry)
                    yield from _ANY_MARK.findall(text)
                    if all(word in text for word in _COLUMN_IDS):
                        yield _OURS
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return


def _is_xlsx(content: bytes) -> bool:
    if content.startswith(_OLE):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "xl/workbook.xml" in packed.namelist()


def _is_bounded(packed: zipfile.ZipFile, size: int) -> bool:
    entries = packed.infolist()
    unpacked = sum(entry.file_size for entry in entries if not _PICTURE.match(entry.filename))
    return len(entries) <= MAX_ENTRIES and unpacked <= MAX_UNPACKED and unpacked <= MAX_RATIO * size


# -- what does it say? --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sheet:
    """A sheet's cells, those that hold anything: {row: {letter: cell}}."""

    title: str
    rows: dict[int, dict[str, _Cell]]

    def name(self, letter: str, row: int) -> str:
        return f"{self.title}!{letter}{row}"


@dataclass(frozen=True)
class _Cell:
    """`kind` as in the file: f is a formula; `value` what it came to then."""

    value: Any
    kind: str
    is_percent: bool


def read(content: bytes, issued: Issued, texts: Texts) -> Returned:
    """Every row, each cell checked. Raises `Rejected` where it can't be opened or is not as it was handed out."""
    tasks, figures = _sheets(content, issued)
    return _Reader(issued, texts, tasks, figures, pictures=_holds_pictures(content)).read()


def _sheets(content: bytes, issued: Issued) -> tuple[_Sheet, _Sheet | None]:
    found: dict[str, list[_Sheet]] = {issued.mark: [], at.figures_mark(issued.mark): []}
    try:
        for sheet in _loaded(content):
            first = sheet.rows.get(1, {}).get(at.KEY)
            if first is not None and str(first.value).strip() in found:
                found[str(first.value).strip()].append(sheet)
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, TypeError, AttributeError, IndexError) as fault:
        raise Rejected("workbook-broken") from fault
    except (EOFError, OSError, NotImplementedError, RuntimeError, zlib.error) as fault:
        raise Rejected("workbook-broken") from fault
    tasks, figures = found.values()
    if len(tasks) > 1 or len(figures) > 1:
        raise Rejected("workbook-sheet-twice")
    if not tasks or (issued.figures and not figures):
        raise Rejected("workbook-sheet-missing")
    _check_columns(tasks[0], at.TASK_COLUMNS)
    for sheet in figures:
        _check_columns(sheet, at.FIGURE_COLUMNS)
    return tasks[0], figures[0] if figures else None


def _check_columns(sheet: _Sheet, columns: dict[str, tuple[str, int]]) -> None:
    """A column that was put in between would turn a text into a status."""
    ids = sheet.rows.get(at.IDS, {})
    if any(_shown(ids.get(letter)) != name for letter, (name, _) in columns.items()):
        raise Rejected("workbook-columns-moved")


def _loaded(content: bytes) -> Iterator[_Sheet]:
    """Formulas as formulas, with what they came to when the file was saved."""
    plain = load_workbook(io.BytesIO(content), read_only=True)
    counted = None
    try:
        for sheet in plain.worksheets:
            rows = _rows_of(sheet)
            if any(cell.kind == "f" for row in rows.values() for cell in row.values()):
                counted = counted or load_workbook(io.BytesIO(content), read_only=True, data_only=True)
                values = _rows_of(counted[sheet.title])
                rows = {
                    n: {
                        letter: _with_result(cell, values.get(n, {}).get(letter)) if cell.kind == "f" else cell
                        for letter, cell in row.items()
                    }
                    for n, row in rows.items()
                }
            yield _Sheet(sheet.title, rows)
    finally:
        plain.close()
        if counted is not None:
            counted.close()


def _with_result(cell: _Cell, result: _Cell | None) -> _Cell:
    return _Cell(result.value if result is not None else None, "f", cell.is_percent)


def _rows_of(sheet: Any) -> dict[int, dict[str, _Cell]]:
    rows: dict[int, dict[str, _Cell]] = {}
    for n, row in enumerate(sheet.iter_rows(max_row=at.MOST_ROWS, max_col=at.MOST_COLUMNS), 1):
        held = {
            chr(ord("A") + place): _Cell(cell.value, cell.data_type, "%" in (cell.number_format or ""))
            for place, cell in enumerate(row)
            if cell.value is not None and str(cell.value).strip()
        }
        if held:
            rows[n] = held
    return rows


def _holds_pictures(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(_PICTURE.match(name) for name in packed.namelist())


class _Reader:
    """Collects rows, errors and warnings while it walks both sheets."""

    def __init__(self, issued: Issued, texts: Texts, tasks: _Sheet, figures: _Sheet | None, *, pictures: bool) -> None:
        self.issued, self.tasks, self.figures = issued, tasks, figures
        self.errors: list[CellRemark] = []
        self.warnings: list[CellRemark] = [CellRemark("", "workbook-pictures", {})] if pictures else []
        said = {texts.say(language, f"status-{status}"): status for language in LANGUAGES for status in ReportStatus}
        self.statuses = rules.status_words(said)
        self.status_said = {
            status: {texts.say(language, f"status-{status}") for language in LANGUAGES} for status in ReportStatus
        }

    def read(self) -> Returned:
        given = self._figures()
        entries = []
        rows = {at.task_key(row.request): row for row in self.issued.rows}
        for n, key, cells in self._known_rows(self.tasks, rows, at.TASK_LAST):
            row = rows[key]
            self._is_that_row(self.tasks, n, cells, {at.NUMBER: row.number})
            self._is_only_read(self.tasks, n, cells, _to_read(row, self.status_said))
            entries.append(
                Entry(
                    row.request,
                    self._status(n, cells.get(at.STATUS)),
                    self._text(n, at.TEXT, cells, LONGEST_TEXT),
                    self._text(n, at.HELP, cells, rules.LONGEST_HELP),
                    tuple(given[one.indicator] for one in row.figures if one.indicator in given),
                )
            )
        return Returned(tuple(entries), self._as_they_stand(self.errors), self._as_they_stand(self.warnings))

    def _as_they_stand(self, remarks: list[CellRemark]) -> tuple[CellRemark, ...]:
        """The first sheet's before the second's."""
        title = f"{self.tasks.title}!"
        return tuple(sorted(remarks, key=lambda one: not one.cell.startswith(title)))

    # -- rows -----------------------------------------------------------------------------------------------------

    def _known_rows(
        self, sheet: _Sheet, known: dict[str, Any], last: str
    ) -> Iterator[tuple[int, str, dict[str, _Cell]]]:
        """The rows we handed out, wherever they stand now. What stands beside and below them is named."""
        seen: dict[str, int] = {}
        for n, cells in sheet.rows.items():
            if n < at.FIRST:
                continue
            key = str(cells[at.KEY].value).strip() if at.KEY in cells else ""
            beside = next((letter for letter in cells if letter > last or not key), None)
            if key not in known:
                letter = beside or at.KEY
                self._warn(sheet, letter, n, "workbook-outside")
                continue
            if key in seen:
                self._fault(sheet, at.NUMBER, n, "workbook-row-twice", first=seen[key])
                continue
            if beside is not None:
                self._warn(sheet, beside, n, "workbook-outside")
            seen[key] = n
            yield n, key, cells
        gone = [known[key] for key in known if key not in seen]
        for one in gone:
            number = one.number if isinstance(one, TaskRow) else one.name
            self.warnings.append(CellRemark("", "workbook-row-gone", {"sheet": sheet.title, "number": number}))

    def _is_that_row(self, sheet: _Sheet, n: int, cells: dict[str, _Cell], expected: dict[str, str]) -> None:
        """A row sorted without its hidden column would give one task's answer to another."""
        for letter, text in expected.items():
            if not same_text(_shown(cells.get(letter)), text):
                self._fault(sheet, letter, n, "workbook-row-moved", expected=text)

    def _is_only_read(self, sheet: _Sheet, n: int, cells: dict[str, _Cell], expected: dict[str, set[str]]) -> None:
        for letter, texts in expected.items():
            shown = _shown(cells.get(letter))
            if not any(same_text(shown, text) for text in texts):
                self._warn(sheet, letter, n, "workbook-only-read")

    # -- cells ----------------------------------------------------------------------------------------------------

    def _status(self, n: int, cell: _Cell | None) -> str | None:
        if cell is None or not self.issued.asks_status:
            return None
        if not self._is_usable(self.tasks, at.STATUS, n, cell):
            return None
        status = rules.status_named(_shown(cell), self.statuses)
        if status is None:
            self._fault(self.tasks, at.STATUS, n, "workbook-status", given=_shown(cell)[:20])
        return status

    def _text(self, n: int, letter: str, cells: dict[str, _Cell], most: int) -> str | None:
        cell = cells.get(letter)
        if cell is None or not self._is_usable(self.tasks, letter, n, cell):
            return None
        text = rules.cell_text(_shown(cell))
        if len(text) > most:
            self._fault(self.tasks, letter, n, "workbook-text-long", most=most, given=len(text))
        return text or None

    def _figures(self) -> dict[int, Given]:
        if self.figures is None:
            return {}
        known = {at.figure_key(one.indicator): one for row in self.issued.rows for one in row.figures}
        numbers = {one.indicator: row.number for row in self.issued.rows for one in row.figures}
        found: dict[int, Given] = {}
        for n, key, cells in self._known_rows(self.figures, known, at.FIGURE_LAST):
            figure = known[key]
            names = {at.FIGURE_NUMBER: numbers[figure.indicator], at.NAME: figure.name, at.UNIT: figure.unit}
            self._is_that_row(self.figures, n, cells, names)
            for letter, value in ((at.YEAR_TARGET, figure.target), (at.LAST, figure.last)):
                if _decimal(cells.get(letter)) != value:
                    self._warn(self.figures, letter, n, "workbook-only-read")
            found[figure.indicator] = self._figure(self.figures, n, cells.get(at.THIS), figure)
        return found

    def _figure(self, sheet: _Sheet, n: int, cell: _Cell | None, figure: FigureRow) -> Given:
        nothing = Given(figure.indicator, None, given=False)
        if cell is None or not self._is_usable(sheet, at.THIS, n, cell):
            return nothing
        if isinstance(cell.value, str) and rules.says_no_figure(cell.value):
            return Given(figure.indicator, None, given=True)
        try:
            typed = _typed(cell, figure)
            return Given(figure.indicator, parse_figure(typed, figure.unit, figure.target), given=True)
        except Rejected as refused:
            self.errors.append(CellRemark(sheet.name(at.THIS, n), _cell_key(refused.key), dict(refused.facts)))
            return nothing

    def _is_usable(self, sheet: _Sheet, letter: str, n: int, cell: _Cell) -> bool:
        """Is it what somebody typed? A formula counts by what it came to."""
        value = cell.value
        if cell.kind == "f" and value is None:
            self._fault(sheet, letter, n, "workbook-formula")
        elif cell.kind == "e" or (cell.kind == "f" and value in ERROR_CODES):
            self._fault(sheet, letter, n, "workbook-error-value", given=str(value)[:20])
        elif isinstance(value, bool):
            self._fault(sheet, letter, n, "workbook-truth", given=str(value).upper())
        elif isinstance(value, datetime | date | time | timedelta):
            self._fault(sheet, letter, n, "workbook-date", given=_as_date(value))
        else:
            return True
        return False

    def _fault(self, sheet: _Sheet, letter: str, n: int, key: str, **facts: str | int) -> None:
        self.errors.append(CellRemark(sheet.name(letter, n), key, facts))

    def _warn(self, sheet: _Sheet, letter: str, n: int, key: str) -> None:
        self.warnings.append(CellRemark(sheet.name(letter, n), key, {}))


def _to_read(row: TaskRow, statuses: dict[ReportStatus, set[str]]) -> dict[str, set[str]]:
    last = statuses[ReportStatus(row.last_status)] if row.last_status else {""}
    return {
        at.PROBLEM: {row.problem},
        at.TARGET: {row.target or ""},
        at.MEASURES: {numbered(row.measures)},
        at.LAST_STATUS: last,
        at.LAST_TEXT: {row.last_text or ""},
    }


def _cell_key(key: str) -> str:
    """`figure-not-exact` is said of an answer in chat; of a cell it is said shorter."""
    return key if key.startswith("workbook-") else f"workbook-{key}"


def _shown(cell: _Cell | None) -> str:
    """What stands in the cell, as its reader sees it: 21, not 21.0."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float | int) and not isinstance(cell.value, bool):
        return _plain(cell.value)
    return str(cell.value)


def _typed(cell: _Cell, figure: FigureRow) -> str:
    """A figure as it was typed: Excel keeps 65% as 0.65. Raises `Rejected` for a percentage of what is none."""
    if isinstance(cell.value, str):
        return cell.value
    if cell.is_percent and figure.unit != "%":
        raise Rejected("workbook-percent", unit=figure.unit)
    number = Decimal(_plain(cell.value))
    return f"{number * 100 if cell.is_percent and figure.unit == '%' else number:f}"


def _decimal(cell: _Cell | None) -> Decimal | None:
    if cell is None or isinstance(cell.value, str | bool) or not isinstance(cell.value, int | float | Decimal):
        return None
    return Decimal(_plain(cell.value))


def _plain(number: float | Decimal) -> str:
    return f"{Decimal(f'{number:.{MAX_FIGURE_DIGITS}g}'):f}"


def _as_date(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return str(value)[:20]
