"""What does a wide table look like in Word? Across an A4 page, its header on every page, what is said once merged down.

Rows are written as XML at once: python-docx looks a table through for every cell, which takes minutes for a ledger.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from jobs.documents.archives import standing_still
from jobs.documents.columns import FONT

PAGE, MARGIN = (297, 210), 12  # mm, A4 across
TWIPS = 56.7  # a millimetre
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML can't hold


def word_table(
    *,
    title: str,
    note: str,
    headings: Sequence[str],
    widths: Sequence[float],
    centred: Sequence[bool],
    blocks: Iterable[Sequence[Sequence[str]]],
    merged: Iterable[int],
) -> bytes:
    """A Word file. `blocks` are rows that belong together: in the columns `merged` the first row's text spans them."""
    document = docx.Document()
    document.core_properties.author = ""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    _paragraph(document, title, Pt(16), bold=True)
    _paragraph(document, note, Pt(10), bold=False)
    twips = _widths(widths)
    down = frozenset(merged)
    rows = [_row(headings, twips, [True] * len(headings), bold=True, header=True)]
    for block in blocks:
        spans = len(block) > 1
        for place, row in enumerate(block):
            merges = dict.fromkeys(down, place == 0) if spans else {}
            rows.append(_row(row, twips, centred, merges=merges))
    document.element.body.insert(len(document.paragraphs), parse_xml(_table(twips, rows)))
    made = io.BytesIO()
    document.save(made)
    return standing_still(made.getvalue())


def _paragraph(document: docx.document.Document, text: str, size: Pt, *, bold: bool) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if bold else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(_UNPRINTABLE.sub("", text))
    run.bold, run.font.size, run.font.name = bold, size, FONT
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - the one way to name the Chinese font
    fonts.set(qn("w:eastAsia"), FONT)


def _widths(widths: Sequence[float]) -> list[int]:
    """As wide as the page between its margins, shared as the columns ask."""
    room = (PAGE[0] - 2 * MARGIN) * TWIPS
    return [int(width * room / sum(widths)) for width in widths]


def _table(twips: Sequence[int], rows: Sequence[str]) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    margins = '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    texts: Sequence[str],
    twips: Sequence[int],
    centred: Sequence[bool],
    *,
    bold: bool = False,
    header: bool = False,
    merges: dict[int, bool] | None = None,
) -> str:
    """`merges`: columns that go over several rows; True where they begin."""
    cells = "".join(
        _cell(text, width, centre=centre, bold=bold, merge=(merges or {}).get(column))
        for column, (text, width, centre) in enumerate(zip(texts, twips, centred, strict=True))
    )
    return f"<w:tr><w:trPr>{'<w:tblHeader/>' if header else ''}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, *, centre: bool, bold: bool, merge: bool | None) -> str:
    merged = "" if merge is None else '<w:vMerge w:val="restart"/>' if merge else "<w:vMerge/>"
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="DDE6F0"/>' if bold else ""
    middle = '<w:vAlign w:val="center"/>' if centre else ""
    paragraphs = "".join(
        _line(line, centre=centre, bold=bold) for line in (text if merge is not False else "").split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shade}{middle}</w:tcPr>{paragraphs}</w:tc>'


def _line(text: str, *, centre: bool, bold: bool) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"/>'
    look = f'{fonts}{"<w:b/>" if bold else ""}<w:sz w:val="16"/>'  # half points: eight
    jc = '<w:jc w:val="center"/>' if centre else ""
    words = escape(_UNPRINTABLE.sub("", text))
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/>{jc}</w:pPr>'
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )
