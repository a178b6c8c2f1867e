"""What does the workbook look like? An .xlsx that a clerk fills in with Excel or WPS, and that prints on A4.

Composed from facts alone, on a thread. Texts are written as text, whatever they begin with: no cell becomes a formula.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.collection import LONGEST_TEXT
from domain.states import ReportStatus
from domain.workbook import LONGEST_HELP, FigureRow, Issued, TaskRow, cell_text
from jobs.workbook import layout as at

Say = Callable[..., str]
"""The texts in one language: `say("workbook-title", period=…)`, not escaped; it knows how the round is called (this, before)."""

FACE = "宋体"  # on every office desk in China; elsewhere another of its kind takes its place
BODY, HEAD, TITLE = Font(FACE, size=10), Font(FACE, size=10, bold=True), Font(FACE, size=16, bold=True)
EDGE = Side("thin", color="8C8C8C")
GRID = Border(EDGE, EDGE, EDGE, EDGE)
TO_READ, TO_FILL, HEADING = (PatternFill("solid", fgColor=color) for color in ("FFFFFF", "FFF7D6", "DCE6F1"))
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
LONGEST_UNIT = 20  # characters of a unit in the box beside its cell
LINE = 14.0  # points a line of 10-point text takes
LOWEST, HIGHEST = 54.0, 409.0  # points: room to write by hand on a print; more than Excel gives a row
LONGEST_LIST = 253  # characters of a drop-down's words: Excel's limit, less the two quotes


def composed(issued: Issued, say: Say, *, period: str, due: str, by_mail: bool = False, late: bool = False) -> bytes:
    """The file. `period` and `due` as they are worded for its reader; `by_mail`: it goes back another way than chat; `late`: that day is past."""
    book = Workbook()
    tasks = book.active
    assert isinstance(tasks, Worksheet)
    tasks.title = say("workbook-sheet-tasks")
    figures = book.create_sheet(say("workbook-sheet-figures")) if issued.figures else None
    past = "yes" if late else "no"
    how = "workbook-how-mail" if by_mail else "workbook-how"
    _head(tasks, issued, partial(say, late=past), period=period, due=due, how=how, last=at.TASK_LAST, mark=issued.mark)
    _names(tasks, at.TASK_COLUMNS, "workbook-column", say)
    if figures is not None:
        mark = at.figures_mark(issued.mark)
        _head(
            figures,
            issued,
            partial(say, late=past),
            period=period,
            due=due,
            how="workbook-how-figures",
            last=at.FIGURE_LAST,
            mark=mark,
        )
        _names(figures, at.FIGURE_COLUMNS, "workbook-figure-column", say)
    _tasks(tasks, figures, issued, say)
    for sheet, last in ((tasks, at.TASK_LAST), (figures, at.FIGURE_LAST)):
        if sheet is not None:
            _finish(sheet, last, say)
    hidden = () if issued.asks_status else (at.LAST_STATUS, at.LAST_TEXT, at.STATUS)
    for column in (*hidden, *(() if figures is not None else (at.SEE_FIGURES,))):
        tasks.column_dimensions[column].hidden = True
    book.custom_doc_props.append(StringProperty(name=at.PROPERTY, value=cell_text(issued.mark)))
    book.properties.creator = "xiaohao"
    book.properties.title = cell_text(say("workbook-title", period=period))
    book.security = WorkbookProtection(lockStructure=True)  # no password: against slips, not against people
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


# -- above the table ----------------------------------------------------------------------------------------------


def _head(sheet: Worksheet, issued: Issued, say: Say, *, period: str, due: str, how: str, last: str, mark: str) -> None:
    _put(sheet, f"{at.KEY}1", mark)
    about = say(
        "workbook-about",
        department=issued.department,
        due=due,
        revision=issued.revision,
        count=len(issued.rows),
    )
    question = say("workbook-question", question=issued.question) if issued.question else ""
    lines = (
        (1, say("workbook-title", period=period), TITLE, Alignment(horizontal="center", vertical="center")),
        (2, about, HEAD, Alignment(horizontal="center", vertical="center")),
        (3, say(how), BODY, WRAPPED),
        (4, question, HEAD, WRAPPED),
    )
    columns = at.TASK_COLUMNS if last == at.TASK_LAST else at.FIGURE_COLUMNS
    width = sum(each for _, each in columns.values())
    for row, text, font, alignment in lines:
        sheet.merge_cells(f"B{row}:{last}{row}")
        _put(sheet, f"B{row}", text, font=font, alignment=alignment)
        sheet.row_dimensions[row].height = max(_lines(text, width) * LINE + 4, 26 if row == 1 else 18)
    sheet.row_dimensions[4].hidden = not question


def _names(sheet: Worksheet, columns: dict[str, tuple[str, int]], key: str, say: Say) -> None:
    sheet.column_dimensions[at.KEY].hidden = True
    for letter, (name, width) in columns.items():
        sheet.column_dimensions[letter].width = width
        cell = _put(sheet, f"{letter}{at.HEADER}", say(f"{key}-{name}"), font=HEAD, alignment=CENTRED)
        cell.fill, cell.border = HEADING, GRID
        _put(sheet, f"{letter}{at.IDS}", name)
    sheet.row_dimensions[at.IDS].hidden = True
    sheet.row_dimensions[at.HEADER].height = 32


def _finish(sheet: Worksheet, last: str, say: Say) -> None:
    """Frozen names, locked cells, a page that prints."""
    sheet.freeze_panes = f"{at.TARGET}{at.FIRST}"
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False  # heights and widths may be changed
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{at.HEADER}:{at.HEADER}"
    sheet.print_area = f"B1:{last}{sheet.max_row}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = say("workbook-footer", page="&P", pages="&N")
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.3


# -- the rows -----------------------------------------------------------------------------------------------------


def _tasks(tasks: Worksheet, figures: Worksheet | None, issued: Issued, say: Say) -> None:
    statuses = _status_list(say)
    texts = _noted(tasks, at.TEXT, say("workbook-note-text"))
    helps = _noted(tasks, at.HELP, say("workbook-note-help"))
    if issued.asks_status:
        tasks.add_data_validation(statuses)
        _comment(tasks, at.STATUS, say("workbook-note-status"))
    for validation in (texts, helps):
        tasks.add_data_validation(validation)
    if figures is not None:
        _comment(figures, at.THIS, say("workbook-note-figure"))
    next_figure = at.FIRST
    for row, task in enumerate(issued.rows, at.FIRST):
        _task(tasks, row, task, issued.asks_status, say)
        statuses.add(f"{at.STATUS}{row}")
        texts.add(f"{at.TEXT}{row}")
        helps.add(f"{at.HELP}{row}")
        if figures is not None and task.figures:
            where = {"first": next_figure, "last": next_figure + len(task.figures) - 1, "count": len(task.figures)}
            said = say("workbook-see-figures", sheet=figures.title, **where)
            _put(tasks, f"{at.SEE_FIGURES}{row}", said, alignment=CENTRED, grid=True)
            for figure in task.figures:
                _figure(figures, next_figure, task, figure, say)
                next_figure += 1


def _task(sheet: Worksheet, row: int, task: TaskRow, asks_status: bool, say: Say) -> None:
    _put(sheet, f"{at.KEY}{row}", at.task_key(task.request))
    to_read = {
        at.NUMBER: task.number,
        at.PROBLEM: task.problem,
        at.TARGET: task.target,
        at.MEASURES: numbered(task.measures),
        at.LAST_STATUS: say(f"status-{task.last_status}") if task.last_status else "",
        at.LAST_TEXT: task.last_text,
        at.SEE_FIGURES: "",
    }
    to_fill = {
        at.STATUS: say(f"status-{task.status}") if task.status else "",
        at.TEXT: task.text,
        at.HELP: task.help,
    }
    height = LOWEST
    for letter, text in (to_read | to_fill).items():
        fills = letter in to_fill and (asks_status or letter != at.STATUS)
        centred = letter in (at.NUMBER, at.LAST_STATUS, at.STATUS)
        _put(sheet, f"{letter}{row}", text, alignment=CENTRED if centred else WRAPPED, grid=True, fills=fills)
        height = max(height, _lines(cell_text(text), at.TASK_COLUMNS[letter][1]) * LINE + 6)
    sheet.row_dimensions[row].height = min(height, HIGHEST)


def _figure(sheet: Worksheet, row: int, task: TaskRow, figure: FigureRow, say: Say) -> None:
    _put(sheet, f"{at.KEY}{row}", at.figure_key(figure.indicator))
    texts = {
        at.FIGURE_NUMBER: task.number,
        at.FIGURE_PROBLEM: task.problem,
        at.NAME: figure.name,
        at.UNIT: figure.unit,
    }
    for letter, text in texts.items():
        centred = letter in (at.FIGURE_NUMBER, at.UNIT)
        _put(sheet, f"{letter}{row}", text, alignment=CENTRED if centred else WRAPPED, grid=True)
    for letter, value in ((at.YEAR_TARGET, figure.target), (at.LAST, figure.last)):
        _put_number(sheet, f"{letter}{row}", value)
    cell = f"{at.THIS}{row}"
    if figure.given and figure.value is None:
        _put(sheet, cell, say("figure-none"), alignment=CENTRED, grid=True, fills=True)
    else:
        _put_number(sheet, cell, figure.value, fills=True)
    sheet.add_data_validation(_number_asked(cell, figure, say))
    lines = max(_lines(cell_text(text), at.FIGURE_COLUMNS[letter][1]) for letter, text in texts.items())
    sheet.row_dimensions[row].height = min(max(lines * LINE + 6, 24.0), HIGHEST)


def numbered(measures: tuple[str, ...]) -> str:
    """`1. …` a line where there are several."""
    if len(measures) < 2:
        return "".join(measures)
    return "\n".join(f"{n}. {text}" for n, text in enumerate(measures, 1))


# -- cells --------------------------------------------------------------------------------------------------------


def _put(
    sheet: Worksheet,
    where: str,
    text: str | None,
    *,
    font: Font = BODY,
    alignment: Alignment = WRAPPED,
    grid: bool = False,
    fills: bool = False,
) -> Cell:
    cell: Cell = sheet[where]
    said = cell_text(text)
    if said:
        cell.value = said
        cell.data_type = "s"  # also `=…`: a text is a text
        cell.quotePrefix = said[0] in "=+-@"
    cell.font, cell.alignment = font, alignment
    if grid:
        cell.border, cell.fill = GRID, TO_FILL if fills else TO_READ
    cell.protection = Protection(locked=not fills)
    return cell


def _put_number(sheet: Worksheet, where: str, value: Decimal | None, *, fills: bool = False) -> None:
    cell = _put(sheet, where, None, alignment=CENTRED, grid=True, fills=fills)
    if value is not None:
        cell.value = value.normalize() + 0  # no trailing zeros, and no minus before a nought


def _status_list(say: Say) -> DataValidation:
    words = [say(f"status-{status}") for status in ReportStatus]
    listed = ",".join(word.replace(",", " ").replace('"', " ") for word in words)[:LONGEST_LIST]
    validation = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    validation.errorTitle, validation.error = _boxed(say("workbook-choose-title"), say("workbook-choose"))
    return validation


def _noted(sheet: Worksheet, letter: str, note: str) -> DataValidation:
    """A text's cell: a note on the column's name, and a limit that is told when it is passed."""
    _comment(sheet, letter, note)
    most = LONGEST_TEXT if letter == at.TEXT else LONGEST_HELP
    return DataValidation(
        "textLength", operator="lessThanOrEqual", formula1=str(most), allow_blank=True, showErrorMessage=True
    )


def _comment(sheet: Worksheet, letter: str, note: str) -> None:
    comment = Comment(note, "xiaohao")
    comment.width, comment.height = 300, 110
    sheet[f"{letter}{at.HEADER}"].comment = comment


def _number_asked(cell: str, figure: FigureRow, say: Say) -> DataValidation:
    """A prompt beside the cell with unit and last figure. `520万亩` is taken as well, so a text is only asked about."""
    least = "-100" if figure.unit == "%" else "0"
    validation = DataValidation("decimal", operator="greaterThanOrEqual", formula1=least, allow_blank=True)
    validation.errorStyle, validation.showErrorMessage, validation.showInputMessage = "warning", True, True
    unit = cell_text(figure.unit)[:LONGEST_UNIT]
    last = f"{figure.last.normalize():f}" if figure.last is not None else "none"
    validation.errorTitle, validation.error = _boxed(say("workbook-number-title"), say("workbook-number", unit=unit))
    validation.promptTitle, validation.prompt = _boxed(unit, say("workbook-number-prompt", unit=unit, last=last))
    validation.add(cell)
    return validation


def _boxed(title: str, text: str) -> tuple[str, str]:
    """The title and the text of a box beside a cell, within Excel's limits: a longer one makes it repair the file."""
    return title[:32], text[:225]


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many half-width characters."""
    room = max(int(width) - 1, 1)
    return sum(max(1, -(-_half_widths(line) // room)) for line in text.split("\n"))


def _half_widths(line: str) -> int:
    return sum(2 if east_asian_width(ch) in "WFA" else 1 for ch in line)
