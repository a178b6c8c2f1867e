"""Where is `台账!B7`, `line 7`, `table 1 row 7`? The key of the texts that says it, for people; a cell's name says it itself."""

from __future__ import annotations

import re

_LINE = re.compile(r"line (\d+)")
_ROW = re.compile(r"table (\d+) row (\d+)")
IN_FACTS = "first"  # the fact of a remark that is a place too


def place_words(where: str) -> tuple[str, dict[str, str | int]] | None:
    """The key and its facts; None for a cell."""
    if line := _LINE.fullmatch(where):
        return "ledger-at-line", {"line": line[1]}
    if row := _ROW.fullmatch(where):
        return "ledger-at-row", {"table": row[1], "row": row[2]}
    return None
