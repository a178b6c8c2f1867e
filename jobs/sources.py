"""What text is in the file somebody sent? Plain text, a saved web page or a Word document, tables as `| a | b |` lines.

A file is bounded before it is opened, and believed by its content, not by its name.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import docx
import docx.table
from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

MAX_BYTES = 20 * 2**20  # what the Bot API hands out; a notice is some kilobytes
MAX_UNPACKED = 100 * 2**20
MAX_RATIO = 200  # Word's own XML packs to a twentieth at most; far beyond that somebody is testing us
MAX_CHARACTERS = 2_000_000
MAX_ROWS = 5_000


class Reason(StrEnum):
    """Why a file gave no text. The value is the key of the sentence that a person is told."""

    TOO_BIG = "source-too-big"
    EMPTY = "source-empty"
    UNKNOWN_KIND = "source-unknown-kind"
    BROKEN = "source-broken"
    UNKNOWN_ENCODING = "source-unknown-encoding"


_SENTENCES = {
    Reason.TOO_BIG: "the file is too big: at most 20 MB, 100 MB unpacked and two million characters of text are read",
    Reason.EMPTY: "there is no text in the file",
    Reason.UNKNOWN_KIND: "only plain text, a saved web page (.html) and a Word document (.docx) can be read",
    Reason.BROKEN: "the file is damaged and can't be opened",
    Reason.UNKNOWN_ENCODING: "the text is neither UTF-8 nor GBK",
}


class Unreadable(Exception):
    """The file gives no text; `reason` says why, `str()` says it to an operator."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason


def text_of(content: bytes) -> str:
    """The text of a file's bytes. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable(Reason.TOO_BIG)
    if content.startswith(b"PK\x03\x04"):
        text = _text_of_word(content)
    elif content.startswith(_FOREIGN):
        raise Unreadable(Reason.UNKNOWN_KIND)
    else:
        text = _decoded(content)
        if _BINARY.search(text[:4000]):
            raise Unreadable(Reason.UNKNOWN_KIND)
        text = _text_of_page(text) if _PAGE.search(text[:4000]) else text
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(Reason.TOO_BIG)
    if not text.strip():
        raise Unreadable(Reason.EMPTY)
    return text


_FOREIGN = (
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"\x7fELF",
)
_PAGE = re.compile(r"<(?:!doctype html|html|head|body|div|table|p|span|meta|br|h\d)\b", re.IGNORECASE)
_BINARY = re.compile("[\x00-\x08\x0e-\x1a]{2}")  # one stray control character stands in many a page, never two together
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]{3,20})")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(content[:4000])
        if named and named[1].lower() in (b"utf-8", b"utf8"):  # one torn character does not make a page unreadable
            return content.decode("utf-8", errors="replace")
        return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(Reason.UNKNOWN_ENCODING) from None


# Web pages

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


def _text_of_page(page: str) -> str:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(page.encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable(Reason.BROKEN) from None
    if root is None:
        raise Unreadable(Reason.EMPTY)
    return _tidied("".join(_pieces(root)))


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
            text = _cell_line("".join(_pieces_of_cell(cell)))
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
        if child.tag not in _SILENT:
            yield "\n" if child.tag in _BLOCKS else ""
            yield _joined_line("".join(child.itertext()))
            yield "\n" if child.tag in _BLOCKS else ""
        yield _joined_line(child.tail)


def _cell_line(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _tidied(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


# Word


def _text_of_word(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_unpacked(packed.infolist(), len(content))
            if "word/document.xml" not in packed.namelist():
                raise Unreadable(Reason.UNKNOWN_KIND)
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_blocks_of_word(document))
    except (
        zipfile.BadZipFile,
        etree.LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        NotImplementedError,
        EOFError,
        OSError,
    ):
        # what python-docx lets through from a package whose parts are missing or torn
        raise Unreadable(Reason.BROKEN) from None


def _check_unpacked(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed or len(entries) > MAX_ROWS:
        raise Unreadable(Reason.TOO_BIG)


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
        yield f"| {' | '.join(_cell_line(_text_of_cell(cell)) for cell in cells)} |"


def _text_of_cell(cell: _Cell) -> str:
    inner = (
        "\n".join(_rows_of_word(block)).replace("|", " ") if isinstance(block, docx.table.Table) else block.text
        for block in cell.iter_inner_content()
    )
    return "\n".join(inner)
