"""What stands in an .xls? The values as Excel last saved them; it does not say how a date was shown.

It is read by a program of its own (old_workbook_reader.py): a torn file may end that one, and nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from domain.ledger_grid import Area, Cell, Grid
from jobs.sources.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Reason, Unreadable
from jobs.sources.old_workbook_reader import LOCKED, TOO_BIG
from jobs.sources.workbook_cells import cell_of

_READER = Path(__file__).with_name("old_workbook_reader.py")
_PATIENCE = 60  # s: a sheet of five thousand rows takes two
_REASONS = {TOO_BIG: Reason.TOO_BIG, LOCKED: Reason.ENCRYPTED}


def grids_of_old_workbook(content: bytes) -> list[Grid]:
    """Raises Unreadable. Waits for another program: call it on a thread."""
    limits = [str(most) for most in (MAX_ROWS, MAX_COLUMNS, MAX_SHEETS)]
    try:
        reader = subprocess.run(  # noqa: S603 - nothing of the file's is on the command line
            [sys.executable, "-I", str(_READER), *limits],
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        if reader.returncode != 0:
            raise Unreadable(_REASONS.get(reader.returncode, Reason.BROKEN))
        sheets = json.loads(reader.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        raise Unreadable(Reason.BROKEN) from None
    return [_grid(sheet) for sheet in sheets]


def _grid(sheet: dict[str, Any]) -> Grid:
    rows = tuple(tuple(_cell(value) for value in row) for row in sheet["rows"])
    if sum(not cell.is_blank for row in rows for cell in row) > MAX_CELLS:
        raise Unreadable(Reason.TOO_BIG)
    areas = tuple(Area(*first, *last) for first, last in sheet["areas"])
    return Grid(rows, name=sheet["name"], areas=areas, hidden=sheet["hidden"])


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        return cell_of(date.fromisoformat(value["day"]), "")
    return cell_of(None if value == "" else value, "")
