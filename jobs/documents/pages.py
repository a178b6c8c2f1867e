"""What does a wide table look like as a web page? One file that opens anywhere and prints; nothing in it runs.

A spreadsheet that opens it is told that every cell is text: what people wrote is never calculated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = (
    "@page{size:A4 landscape;margin:12mm}body{font-family:SimSun,serif;font-size:10pt}h1{font-size:16pt;text-align:center}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #808080;padding:2px 4px;vertical-align:top;"
    "mso-number-format:'\\@'}th{background:#dde6f0}thead{display:table-header-group}"
)


def page_table(
    *,
    title: str,
    note: str,
    headings: Sequence[str],
    blocks: Iterable[Sequence[Sequence[str]]],
    merged: Iterable[int],
    language: str,
) -> bytes:
    """A page in UTF-8. `blocks` are rows that belong together: in the columns `merged` the first row's text spans them."""
    down = frozenset(merged)
    rows = [_row(block, place, down) for block in blocks for place in range(len(block))]
    head = "".join(f"<th>{_cell(heading)}</th>" for heading in headings)
    lines = [
        f'<!DOCTYPE html>\n<html lang="{language}">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style></head>',
        f"<body>\n<h1>{escape(title)}</h1>\n<p>{escape(note)}</p>",
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>",
        *rows,
        "</tbody>\n</table>\n</body>\n</html>\n",
    ]
    return "\n".join(lines).encode("utf-8", errors="replace")


def _row(block: Sequence[Sequence[str]], place: int, down: frozenset[int]) -> str:
    cells = []
    for column, text in enumerate(block[place]):
        if column in down and place:
            continue
        spans = f' rowspan="{len(block)}"' if column in down and len(block) > 1 else ""
        cells.append(f"<td{spans}>{_cell(text)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _cell(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
