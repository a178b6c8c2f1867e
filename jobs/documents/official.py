"""How does an official paper of the office look? Title, number, addressee, text, a table, signature: set as letters are.

Sizes follow the usual layout of official documents (GB/T 9704): A4, 22 pt title, 16 pt text, 28 pt lines, two
characters' indent. The same words always make the same bytes. Composing blocks: call it on a thread, never in a unit.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jobs.documents.archives import standing_still

TITLE_FONT, TEXT_FONT, HEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
LATIN = "Times New Roman"
MOMENT = datetime(2024, 1, 1)  # noqa: DTZ001 - a Word property, which knows no zone: any fixed day
WIDTH = 156.0  # mm between the margins
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML can't hold


class Paper:
    """One paper, filled from above."""

    def __init__(self, title: str, number: str = "") -> None:
        self._document = Document()
        self._last: Any  # the newest paragraph
        self._below_table = False
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        normal = self._document.styles["Normal"]
        _fonts(normal.element.get_or_add_rPr(), TEXT_FONT)
        normal.font.size = Pt(16)
        _chinese(normal.element.get_or_add_rPr())
        for part in title.split("\n"):  # a long title breaks where its sense does
            self._line(part, font=TITLE_FONT, size=22, align=CENTRE)
        self._last.paragraph_format.space_after = Pt(6)
        if number:
            self._line(number, align=CENTRE, after=16)

    def addressee(self, text: str) -> None:
        self._line(text, align=LEFT)

    def text(self, text: str) -> None:
        """A paragraph of the body; a line break in it begins another."""
        for part in text.split("\n"):
            self._line(part, align=JUSTIFIED, indent=2)

    def numbers(self, text: str) -> None:
        """A line that ends in many numbers, which break nowhere: justified, the words before them would be pulled apart."""
        self._line(text, align=LEFT, indent=2)

    def heading(self, text: str) -> None:
        self._line(text, font=HEAD_FONT, align=LEFT, indent=2, before=6)
        self._last.paragraph_format.keep_with_next = True

    def note(self, text: str) -> None:
        """What stands small: how it was counted."""
        self._line(text, size=12, align=JUSTIFIED, indent=2, spacing=20)

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, long: int
    ) -> None:
        """A grid whose header every page repeats. `widths` in mm, scaled to the page; all centred but the `long` column."""
        self._last.paragraph_format.space_after = Pt(8)
        table = self._document.add_table(rows=0, cols=len(headings))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        scale = WIDTH / sum(widths)
        sizes = [Mm(width * scale) for width in widths]
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size
        self._row(table, headings, sizes, font=HEAD_FONT, long=-1)
        _repeat(table.rows[0])
        for row in rows:
            self._row(table, row, sizes, font=TEXT_FONT, long=long)
        self._below_table = True

    def picture(self, png: bytes, *, width: float = WIDTH) -> None:
        """A picture across the page, `width` in mm; it stays with the paragraph above."""
        self._last.paragraph_format.keep_with_next = True
        paragraph = self._last = self._document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
        paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))
        self._below_table = False

    def signature(self, *lines: str) -> None:
        """Never alone on a page: the paragraph above goes with it."""
        for at, line in enumerate(lines):
            self._last.paragraph_format.keep_with_next = True
            self._line(line, align=RIGHT, before=28 if at == 0 else 0, right=32)

    def saved(self) -> bytes:
        core = self._document.core_properties
        core.author, core.last_modified_by, core.comments, core.title = "", "", "", ""
        core.created = core.modified = MOMENT
        made = io.BytesIO()
        self._document.save(made)
        return standing_still(made.getvalue())

    def _row(self, table: Any, texts: Sequence[str], sizes: Sequence[Any], *, font: str, long: int) -> None:
        row = table.add_row()
        _keep_whole(row)
        for at, (cell, text, size) in enumerate(zip(row.cells, texts, sizes, strict=True)):
            cell.width = size
            paragraph = cell.paragraphs[0]
            paragraph.alignment = LEFT if at == long else CENTRE
            layout = paragraph.paragraph_format
            layout.line_spacing, layout.space_before, layout.space_after = Pt(18), Pt(3), Pt(3)
            _run(paragraph, text, font, 12 if font == TEXT_FONT else 10.5)
            _middle(cell)

    def _line(
        self,
        text: str,
        *,
        font: str = TEXT_FONT,
        size: float = 16,
        align: Any = JUSTIFIED,
        indent: int = 0,
        before: float = 0,
        after: float = 0,
        right: float = 0,
        spacing: float | None = None,
    ) -> None:
        paragraph = self._last = self._document.add_paragraph()
        paragraph.alignment = align
        layout = paragraph.paragraph_format
        layout.space_before, layout.space_after = Pt(max(before, 8 if self._below_table else 0)), Pt(after)
        self._below_table = False
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(spacing or max(28, size * 1.5))
        if indent:
            layout.first_line_indent = Pt(size * indent)
        if right:
            layout.right_indent = Pt(right)
        _run(paragraph, text, font, size)


def _run(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(_UNPRINTABLE.sub("", text))
    run.font.size = Pt(size)
    _fonts(run._r.get_or_add_rPr(), font)  # noqa: SLF001 - python-docx has no word for East Asian fonts


def _fonts(properties: Any, east_asian: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name, value in (("w:ascii", LATIN), ("w:hAnsi", LATIN), ("w:eastAsia", east_asian)):
        fonts.set(qn(name), value)


def _chinese(properties: Any) -> None:
    """Where the named fonts are missing, the reader's program looks for one that draws Chinese as it is written here."""
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:eastAsia"), "zh-CN")


def _middle(cell: Any) -> None:
    align = OxmlElement("w:vAlign")
    align.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(align)  # noqa: SLF001 - python-docx sets no page break rules


def _repeat(row: Any) -> None:
    _mark(row, "w:tblHeader")


def _keep_whole(row: Any) -> None:
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - as above
