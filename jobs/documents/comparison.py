"""Two texts beside each other on paper: what is gone struck through, what is new underlined. For what no chat card holds."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx import Document
from docx.shared import Pt, RGBColor

from domain.differences import Part, Piece

RED, GREEN = RGBColor(0xB0, 0x1E, 0x1E), RGBColor(0x0B, 0x6E, 0x3A)  # each beside a line: colour alone tells nothing


def comparison_docx(title: str, legend: str, pieces: Iterable[Piece]) -> bytes:
    """A Word file. Takes a tenth of a second: call it on a thread."""
    document = Document()
    document.add_heading(_printable(title), level=1)
    document.add_paragraph(_printable(legend))
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(22)
    for piece in pieces:
        run = paragraph.add_run(_printable(piece.text))
        run.font.size = Pt(12)
        if piece.part is Part.GONE:
            run.font.strike, run.font.color.rgb = True, RED
        elif piece.part is Part.NEW:
            run.font.underline, run.font.color.rgb = True, GREEN
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _printable(text: str) -> str:
    """What XML can hold, wherever it was pasted from."""
    return "".join(ch for ch in text if ch in "\n\t" or (ch.isprintable() or ch == "\u3000"))
