"""What does the filled workbook say? Every row and cell of it, checked. No database: on a thread.

Nobody's slip is repaired by a guess: a figure that Excel made a date of, a status that is none of ours, a row whose
number was changed is named by its cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import ERROR_CODES

from config.texts import LANGUAGES, Texts
from domain import workbook as rules
from domain.collection import LONGEST_TEXT
from domain.errors import Rejected
from domain.figures import parse_figure
from domain.states import ReportStatus
from domain.workbook import CellRemark, Entry, FigureRow, Given, Issued, Returned, TaskRow, same_text
from jobs.workbook import layout as at
from jobs.workbook.opening import Cell, Sheet, holds_pictures, sheets_of
from jobs.workbook.sheet import numbered

MAX_FIGURE_DIGITS = 15  # what Excel counts with: 1.1+2.2 is 3.3 there, and 3.3000000000000003 in its file


def read(content: bytes, issued: Issued, texts: Texts) -> Returned:
    """Every row, each cell checked. Raises `Rejected` where it can't be opened or is not as it was handed out."""
    tasks, figures = sheets_of(content, issued)
    return _Reader(issued, texts, tasks, figures, pictures=holds_pictures(content)).read()


class _Reader:
    """Collects rows, errors and warnings while it walks both sheets."""

    def __init__(self, issued: Issued, texts: Texts, tasks: Sheet, figures: Sheet | None, *, pictures: bool) -> None:
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

    def _known_rows(self, sheet: Sheet, known: dict[str, Any], last: str) -> Iterator[tuple[int, str, dict[str, Cell]]]:
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

    def _is_that_row(self, sheet: Sheet, n: int, cells: dict[str, Cell], expected: dict[str, str]) -> None:
        """A row sorted without its hidden column would give one task's answer to another."""
        for letter, text in expected.items():
            if not same_text(_shown(cells.get(letter)), text):
                self._fault(sheet, letter, n, "workbook-row-moved", expected=text)

    def _is_only_read(self, sheet: Sheet, n: int, cells: dict[str, Cell], expected: dict[str, set[str]]) -> None:
        for letter, texts in expected.items():
            shown = _shown(cells.get(letter))
            if not any(same_text(shown, text) for text in texts):
                self._warn(sheet, letter, n, "workbook-only-read")

    # -- cells ----------------------------------------------------------------------------------------------------

    def _status(self, n: int, cell: Cell | None) -> str | None:
        if cell is None or not self.issued.asks_status:
            return None
        if not self._is_usable(self.tasks, at.STATUS, n, cell):
            return None
        status = rules.status_named(_shown(cell), self.statuses)
        if status is None:
            self._fault(self.tasks, at.STATUS, n, "workbook-status", given=_shown(cell)[:20])
        return status

    def _text(self, n: int, letter: str, cells: dict[str, Cell], most: int) -> str | None:
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

    def _figure(self, sheet: Sheet, n: int, cell: Cell | None, figure: FigureRow) -> Given:
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

    def _is_usable(self, sheet: Sheet, letter: str, n: int, cell: Cell) -> bool:
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

    def _fault(self, sheet: Sheet, letter: str, n: int, key: str, **facts: str | int) -> None:
        self.errors.append(CellRemark(sheet.name(letter, n), key, facts))

    def _warn(self, sheet: Sheet, letter: str, n: int, key: str) -> None:
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


def _shown(cell: Cell | None) -> str:
    """What stands in the cell, as its reader sees it: 21, not 21.0."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float | int) and not isinstance(cell.value, bool):
        return _plain(cell.value)
    return str(cell.value)


def _typed(cell: Cell, figure: FigureRow) -> str:
    """A figure as it was typed: Excel keeps 65% as 0.65. Raises `Rejected` for a percentage of what is none."""
    if isinstance(cell.value, str):
        return cell.value
    if cell.is_percent and figure.unit != "%":
        raise Rejected("workbook-percent", unit=figure.unit)
    number = Decimal(_plain(cell.value))
    return f"{number * 100 if cell.is_percent and figure.unit == '%' else number:f}"


def _decimal(cell: Cell | None) -> Decimal | None:
    if cell is None or isinstance(cell.value, str | bool) or not isinstance(cell.value, int | float | Decimal):
        return None
    return Decimal(_plain(cell.value))


def _plain(number: float | Decimal) -> str:
    return f"{Decimal(f'{number:.{MAX_FIGURE_DIGITS}g}'):f}"


def _as_date(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return str(value)[:20]
