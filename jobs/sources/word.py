"""What does a Word document say? Its text, tables as `| a | b |` lines; or its tables with every cell where it stands.

In a ledger's tables the numbers that Word writes by itself are read too: the 序号 of many a ledger is an automatic list.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import docx
import docx.table
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from domain.ledger_grid import Cell, Grid, tidy
from jobs.sources.layout import Laid, laid_out
from jobs.sources.limits import MAX_COLUMNS, MAX_ROWS, Reason, Unreadable
from jobs.sources.pages import cell_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_TORN = (
    OpcError,
    PythonDocxError,
    TypeError,
    IndexError,
    zipfile.BadZipFile,
    etree.LxmlError,
    KeyError,
    ValueError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    EOFError,
    zlib.error,
    OSError,
)
"""What python-docx lets through from a package whose parts are missing or torn."""


def text_of_word(content: bytes) -> str:
    try:
        return "\n".join(_blocks_of_word(docx.Document(io.BytesIO(content))))
    except _TORN:
        raise Unreadable(Reason.BROKEN) from None


def grids_of_word(content: bytes) -> tuple[list[Grid], str]:
    """The document's tables, each with the words above it; and all the words that stand outside them."""
    try:
        document = docx.Document(io.BytesIO(content))
        lists = _Lists(document)
        grids: list[Grid] = []
        above: list[str] = []
        loose: list[str] = []
        for block in document.iter_inner_content():
            if not isinstance(block, docx.table.Table):
                above.append(block.text)
                loose.append(block.text)
                continue
            rows, areas = laid_out(_rows_of(block._tbl, lists))  # noqa: SLF001 - its cells where they stand
            grids.append(Grid(rows, table=len(grids) + 1, before=tidy("\n".join(above)), areas=areas))
            above = []
        return grids, tidy("\n".join(loose))
    except _TORN:
        raise Unreadable(Reason.BROKEN) from None


def _rows_of(table: Any, lists: _Lists) -> Iterator[list[Laid]]:
    for row in table.iterchildren(qn("w:tr")):
        skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        before = min(int(skipped.get(qn("w:val"), "0")), MAX_COLUMNS) if skipped is not None else 0
        cells = [Laid(Cell(), columns=before)] if before else []
        for cell in _cells_of(row):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            columns = min(int(span.get(qn("w:val"), "1")), MAX_COLUMNS) if span is not None else 1
            text = "" if goes_on else tidy("\n".join(lists.words(cell)))
            cells.append(Laid(Cell(text), columns=columns, goes_on=goes_on))
        yield cells


def _cells_of(row: Any) -> Iterator[Any]:
    """The row's cells, those in a content control too."""
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag == qn("w:sdt"):
            yield from child.iter(qn("w:tc"))


class _Lists:
    """The numbers that Word shows before the paragraphs of its lists, and counts by itself."""

    def __init__(self, document: Document) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._formats: dict[tuple[str, str], tuple[str, int]] = {}
        try:
            part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            return
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        levels = {
            (abstract.get(qn("w:abstractNumId")), level.get(qn("w:ilvl"))): level
            for abstract in root.iter(qn("w:abstractNum"))
            for level in abstract.iter(qn("w:lvl"))
        }
        for number in root.iter(qn("w:num")):
            refers = number.find(qn("w:abstractNumId"))
            of = refers.get(qn("w:val")) if refers is not None else None
            for (abstract, depth), level in levels.items():
                if abstract == of:
                    self._formats[number.get(qn("w:numId")), depth] = _format_of(level)

    def words(self, cell: Any) -> Iterator[str]:
        """The cell's paragraphs, each with its number."""
        for paragraph in cell.iter(qn("w:p")):
            yield self._number(paragraph) + "".join(_runs(paragraph))

    def _number(self, paragraph: Any) -> str:
        listed = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if listed is None:
            return ""
        number, depth = listed.find(qn("w:numId")), listed.find(qn("w:ilvl"))
        key = (
            number.get(qn("w:val")) if number is not None else "0",
            depth.get(qn("w:val")) if depth is not None else "0",
        )
        form, start = self._formats.get(key, ("none", 1))
        if key[0] == "0" or form in ("none", "bullet"):
            return ""
        self._counts[key] += 1
        return f"{start + self._counts[key] - 1}."


def _format_of(level: Any) -> tuple[str, int]:
    form, start = level.find(qn("w:numFmt")), level.find(qn("w:start"))
    return (
        form.get(qn("w:val"), "decimal") if form is not None else "decimal",
        int(start.get(qn("w:val"), "1")) if start is not None else 1,
    )


_NOT_SHOWN = frozenset(
    {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)


def _runs(element: Any) -> Iterator[str]:
    """The words as they stand once every change is accepted."""
    for child in element:
        if child.tag in _NOT_SHOWN or child.tag == qn("w:p"):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:tab"):
            yield " "
        else:
            yield from _runs(child)


def _blocks_of_word(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from _rows_of_word(block)
        else:
            yield block.text


def _rows_of_word(table: Table) -> Iterator[str]:
    for count, row in enumerate(table.rows):
        if count >= MAX_ROWS:
            raise Unreadable(Reason.TOO_BIG)
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:  # noqa: SLF001 - a merged cell is handed out once a column
                cells.append(cell)
        yield f"| {' | '.join(cell_line(_text_of_cell(cell)) for cell in cells)} |"


def _text_of_cell(cell: _Cell) -> str:
    inner = (
        "\n".join(_rows_of_word(block)).replace("|", " ") if isinstance(block, docx.table.Table) else block.text
        for block in cell.iter_inner_content()
    )
    return "\n".join(inner)
