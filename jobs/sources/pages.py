"""What does a saved web page say? Its text, tables as `| a | b |` lines; or its tables as they are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from domain.ledger_grid import Cell, Grid, tidy
from jobs.sources.layout import Laid, laid_out
from jobs.sources.limits import MAX_COLUMNS, MAX_ROWS, Reason, Unreadable

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "select",
        "option",
        "textarea",
        "button",
        "iframe",
        "svg",
        "object",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def text_of_page(page: str) -> str:
    return _tidied("".join(_pieces(_root(page))))


def grids_of_page(page: str) -> list[Grid]:
    """The tables that hold no other table, each with the words above it."""
    grids: list[Grid] = []
    above: list[str] = []
    walk = etree.iterwalk(_root(page), events=("start",))
    for _, element in walk:
        if element.tag in _SILENT or _HIDDEN.search(element.get("style", "")):
            walk.skip_subtree()
        elif element.tag == "table" and element.find(".//table") is None:
            rows, areas = laid_out(_rows_of(element))
            before = tidy("\n".join(above))
            grids.append(Grid(rows, table=len(grids) + 1, before=before, areas=areas))
            above = []
            walk.skip_subtree()
        elif element.text and element.tag not in ("tr", "td"):
            above.append(_joined_line(element.text))
    return grids


def loose_words(page: str) -> str:
    """What stands outside the tables."""
    return "\n".join(line for line in text_of_page(page).split("\n") if not line.startswith("|"))


def _rows_of(table: Any) -> Iterator[list[Laid]]:
    for row in table.iter("tr"):
        yield [
            Laid(
                Cell(tidy("".join(_pieces_of_cell(cell)))),
                rows=_span(cell, "rowspan"),
                columns=min(_span(cell, "colspan"), MAX_COLUMNS),
            )
            for cell in row.iter("td", "th")
        ]


def _root(page: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(page.encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable(Reason.BROKEN) from None
    if root is None:
        raise Unreadable(Reason.EMPTY)
    return root


def _pieces(root: Any) -> Iterator[str]:
    """The page's text in order; a table that holds no other table comes as lines of cells."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield "\n" if element.tag in _BLOCKS else ""
            yield _joined_line(element.tail) if element is not root else ""
            continue
        if element.tag in _SILENT or _HIDDEN.search(element.get("style", "")):
            walk.skip_subtree()
        elif element.tag == "table" and element.find(".//table") is None:
            yield "\n" + "\n".join(_table_lines(element))
            walk.skip_subtree()
        else:
            yield "\n" if element.tag in _BLOCKS else ""
            yield _joined_line(element.text)


def _joined_line(text: str | None) -> str:
    """A line end in a page's source is a space at most; between Chinese characters it is nothing."""
    return re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]+[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])", "", text or ""
    ).replace("\n", " ")


def _table_lines(table: Any) -> Iterator[str]:
    held: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text: a cell that spans rows stands in each
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iter("td", "th"):
            _fill(cells, held)
            text = cell_line("".join(_pieces_of_cell(cell)))
            if (rows := _span(cell, "rowspan")) > 1:
                held[len(cells)] = (rows - 1, text)
            cells.append(text)
        _fill(cells, held)
        yield f"| {' | '.join(cells)} |"


def _fill(cells: list[str], held: dict[int, tuple[int, str]]) -> None:
    while len(cells) in held:
        column = len(cells)
        rows, text = held.pop(column)
        if rows > 1:
            held[column] = (rows - 1, text)
        cells.append(text)


def _span(cell: Any, name: str) -> int:
    written = cell.get(name, "1").strip()
    return min(int(written), MAX_ROWS) if written.isascii() and written.isdecimal() else 1


def _pieces_of_cell(cell: Any) -> Iterator[str]:
    yield _joined_line(cell.text)
    for child in cell:
        if child.tag == "br":
            yield "\n"
        elif child.tag not in _SILENT:
            yield "\n" if child.tag in _BLOCKS else ""
            yield _joined_line("".join(child.itertext()))
            yield "\n" if child.tag in _BLOCKS else ""
        yield _joined_line(child.tail)


def cell_line(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _tidied(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
