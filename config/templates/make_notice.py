# ruff: noqa: INP001 - a script beside what it draws, no module of ours
"""How did notice.docx come about? This script draws it: `python config/templates/make_notice.py`.

Sizes follow the usual layout of official documents (GB/T 9704): A4, 37/35/28/26 mm margins, 22 pt title, 16 pt text,
28 pt lines, two characters' indent. An office edits the Word file itself, or a copy of it in
`data_dir/overrides/templates/notice.docx`; README.md lists what it may name.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE_FONT, TEXT_FONT, HEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
LATIN = "Times New Roman"
DRAWN = datetime(2024, 1, 1)  # noqa: DTZ001 - a Word property, which knows no zone: any fixed day
LABEL_WIDTH, TEXT_WIDTH = Mm(32), Mm(124)


def draw(to: Path) -> None:
    document = Document()
    _page(document)
    _paragraph(document, "{{ title }}", font=TITLE_FONT, size=22, align=WD_ALIGN_PARAGRAPH.CENTER, after=20)
    _paragraph(document, "{{ text }}")
    _paragraph(document, "{{ period }}")
    _paragraph(document, "{%p for line in lines %}")
    _paragraph(document, "{{ line }}")
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{{ attachment }}", before=14, stays=True)
    right = WD_ALIGN_PARAGRAPH.RIGHT
    _paragraph(document, "{{ issuer }}", align=right, indent=False, before=28, right=32, stays=True)
    _paragraph(document, "{{ date }}", align=right, indent=False, right=32)
    centre = WD_ALIGN_PARAGRAPH.CENTER
    _paragraph(document, "{%p if link %}")
    _paragraph(document, "{{ qr }}", align=centre, indent=False, before=4, exact=False, stays=True)
    _paragraph(document, "{{ scan }}", align=centre, indent=False, size=12, spacing=18)
    _paragraph(document, "{%p endif %}")
    _paragraph(document, "{%p for item in items %}")
    _paragraph(document, "{{ annex }}", font=HEAD_FONT, indent=False, new_page=True)
    _paragraph(document, "{{ item.heading }}", font=TITLE_FONT, size=18, align=centre, indent=False, after=8)
    _table(document)
    _paragraph(document, "{%p endfor %}")
    core = document.core_properties
    core.author, core.last_modified_by, core.comments, core.title = "", "", "", ""
    core.created = core.modified = DRAWN
    document.save(str(to))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _fonts(document.styles["Normal"].element.get_or_add_rPr(), TEXT_FONT)
    document.styles["Normal"].font.size = Pt(16)
    # where the named fonts are missing, one is looked for that draws Chinese as it is written here
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _paragraph(
    parent: Any,
    text: str,
    *,
    font: str = TEXT_FONT,
    size: float = 16,
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: bool = True,
    before: float = 0,
    after: float = 0,
    right: float = 0,
    exact: bool = True,
    new_page: bool = False,
    spacing: float = 28,
    stays: bool = False,
) -> None:
    """`stays`: on the page of the paragraph below it."""
    paragraph = parent.add_paragraph()
    layout = paragraph.paragraph_format
    paragraph.alignment = align
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.page_break_before = new_page
    layout.keep_with_next = stays
    if right:
        layout.right_indent = Pt(right)
    if exact:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(spacing, size * 1.5))
    if indent and align == WD_ALIGN_PARAGRAPH.JUSTIFY:
        layout.first_line_indent = Pt(size * 2)
    _run(paragraph, text, font, size)


def _run(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _fonts(run._r.get_or_add_rPr(), font)  # noqa: SLF001 - python-docx has no word for East Asian fonts


def _fonts(properties: Any, east_asian: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name, value in (("w:ascii", LATIN), ("w:hAnsi", LATIN), ("w:eastAsia", east_asian)):
        fonts.set(qn(name), value)


def _table(document: Any) -> None:
    table = document.add_table(rows=3, cols=2)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, (LABEL_WIDTH, TEXT_WIDTH), strict=True):
        column.width = width
    texts = (("{%tr for row in item.rows %}", ""), ("{{ row.label }}", "{{ row.text }}"), ("{%tr endfor %}", ""))
    for row, (label, text) in zip(table.rows, texts, strict=True):
        for cell, content, width in ((row.cells[0], label, LABEL_WIDTH), (row.cells[1], text, TEXT_WIDTH)):
            cell.width = width
            paragraph = cell.paragraphs[0]
            label_cell = cell is row.cells[0] or width == LABEL_WIDTH
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if label_cell else WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.line_spacing = Pt(22)
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            _run(paragraph, content, HEAD_FONT if label_cell else TEXT_FONT, 14 if label_cell else 12)
            if label_cell:
                _middle(cell)


def _middle(cell: Any) -> None:
    align = OxmlElement("w:vAlign")
    align.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(align)  # noqa: SLF001 - as above


if __name__ == "__main__":
    draw(Path(__file__).with_name("notice.docx"))
