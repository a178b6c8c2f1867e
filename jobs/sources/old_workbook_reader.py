"""Reads one .xls from standard input and prints its sheets as JSON. A program of its own: a torn file may end it.

The reader behind it asks for whatever memory a file claims to need and ends the whole process where that is not there.
Exit codes: 0 read, 3 too big, 4 locked, anything else broken.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

MEMORY = 1 << 30  # bytes: ten times what the biggest sheet that is read takes
TOO_BIG, LOCKED = 3, 4


def main(most_rows: int, most_columns: int, most_sheets: int) -> int:
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limits on this system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        return LOCKED
    sheets = []
    for known in book.sheets_metadata[:most_sheets]:
        sheet = book.get_sheet_by_name(known.name)
        if sheet.total_height > most_rows:
            return TOO_BIG
        rows = [[_told(value) for value in row[:most_columns]] for row in sheet.to_python(skip_empty_area=False)]
        hidden = known.visible is not SheetVisibleEnum.Visible
        sheets.append({"name": known.name, "hidden": hidden, "rows": rows, "areas": sheet.merged_cell_ranges or []})
    sys.stdout.write(json.dumps(sheets))
    return 0


def _told(value: Any) -> Any:
    """What JSON has no form for: a day as `{"day": ...}`; anything else as its words."""
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:4])))
