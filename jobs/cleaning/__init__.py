"""What does a file tell of place, device and author, and how is it taken out? A copy without it, or the word that it can't be.

A cleaner knows its format and leaves out whatever it does not know to be harmless; where it can't be sure it says so,
and the objector decides. Nothing is decoded and encoded again: pixels, sound and pages stay as they were.

pictures   JPEG, PNG, WebP, GIF
boxes      HEIC and AVIF pictures, MP4 and MOV films
office     .docx, .xlsx, .pptx, and the pictures within
pdf        by a program of its own (pdf_cleaner.py)
"""

from __future__ import annotations

from collections.abc import Callable

from jobs.cleaning import boxes, office, pdf, pictures
from jobs.cleaning.cannot import CannotClean

__all__ = ["CannotClean", "cleaned"]

_OFFICE = "application/vnd.openxmlformats-officedocument."


def _as_it_is(content: bytes) -> bytes:
    return content


def cleaned(content: bytes, media_type: str) -> bytes:
    """The same file without place, device and author; the same bytes each time. Raises `CannotClean`. Blocks: a thread's."""
    return _cleaner(content, media_type)(content)


def _cleaner(content: bytes, media_type: str) -> Callable[[bytes], bytes]:
    """By the content itself; the sniffed type only tells plain text from what nobody knows."""
    if content.startswith(b"\xff\xd8\xff"):
        return pictures.jpeg
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return pictures.png
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return pictures.webp
    if content.startswith((b"GIF87a", b"GIF89a")):
        return pictures.gif
    if content[4:8] == b"ftyp":
        return boxes.film_or_picture
    if content.startswith(b"PK\x03\x04"):
        return office.package
    if b"%PDF-" in content[:1024]:
        return pdf.document
    if media_type == "text/plain":
        return _as_it_is
    raise CannotClean(f"no cleaner for {media_type}")
