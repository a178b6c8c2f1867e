"""What stands in an .xls? The values as Excel last saved them; it does not say how a date was shown."""

from __future__ import annotations

import io
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from domain.ledger_grid import Area, Grid
from jobs.sources.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Reason, Unreadable
from jobs.sources.workbook_cells import cell_of


def grids_of_old_workbook(content: bytes) -> list[Grid]:
    """Raises Unreadable."""
    try:
        return _grids(content)
    except PasswordError:
        raise Unreadable(Reason.ENCRYPTED) from None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise Unreadable(Reason.BROKEN) from None
    except _panics():
        raise Unreadable(Reason.BROKEN) from None


def _panics() -> tuple[type[BaseException], ...]:
    """What the reader raises from some torn files: no `Exception`, and a class that exists only once it was raised."""
    return tuple(cls for cls in BaseException.__subclasses__() if cls.__name__ == "PanicException")


def _grids(content: bytes) -> list[Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    grids = []
    for sheet in book.sheets_metadata[:MAX_SHEETS]:
        held = book.get_sheet_by_name(sheet.name)
        if held.total_height > MAX_ROWS or held.total_height * held.total_width > MAX_CELLS * 5:
            raise Unreadable(Reason.TOO_BIG)
        rows = tuple(
            tuple(cell_of(_none_if_empty(value), "") for value in row[:MAX_COLUMNS])
            for row in held.to_python(skip_empty_area=False)
        )
        areas = tuple(Area(*first, *last) for first, last in held.merged_cell_ranges or ())
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        grids.append(Grid(rows, name=sheet.name, areas=areas, hidden=hidden))
    return grids


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value
