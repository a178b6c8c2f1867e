"""Whose is the file that came? Bounded before it is unpacked; no database, and nothing that reads workbooks: on a thread."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from domain import workbook as rules
from domain.errors import Rejected
from domain.workbook import Mark
from jobs.workbook import layout as at

MAX_UNPACKED = 40 * 2**20  # of its XML; a workbook of a hundred tasks has one
MAX_RATIO = 200
MAX_ENTRIES = 3_000
_OLE = b"\xd0\xcf\x11\xe0"  # .xls, .et, and any workbook with a password
_ANY_MARK = re.compile(rules.MARK.encode() + rb"[0-9A-Za-z_.:-]{1,120}")
_OURS = b"ours"  # it has our columns, whether it has a mark or not
_COLUMN_IDS = (at.TASK_COLUMNS[at.LAST_STATUS][0].encode(), at.TASK_COLUMNS[at.SEE_FIGURES][0].encode())
_SEARCHED = re.compile(r"(docProps/custom|xl/sharedStrings|xl/worksheets/sheet\d+|content)\.xml")
PICTURE = re.compile(r"xl/media/")


def mark_in(content: bytes) -> Mark | None:
    """The mark of a workbook of ours, however it was saved again; None for any other file.

    Raises `Rejected` for a mark that was altered or taken out, and for one of ours that is no .xlsx any more.
    """
    words = set(_marks(content))
    if not words:
        return None
    if words == {_OURS}:
        raise Rejected("workbook-mark-lost")
    found = {Mark.read(word.decode()) for word in words - {_OURS}}
    if len(found) != 1 or None in found:
        raise Rejected("workbook-mark-altered")
    if not _is_xlsx(content):
        raise Rejected("workbook-save-as-xlsx")
    return found.pop()


def _marks(content: bytes) -> Iterator[bytes]:
    if content.startswith(_OLE):
        yield from _ANY_MARK.findall(content)
        return
    if not content.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if not _is_bounded(packed, len(content)):
                return
            for entry in packed.infolist():
                if _SEARCHED.fullmatch(entry.filename):
                    text = packed.read(entry)
                    yield from _ANY_MARK.findall(text)
                    if all(word in text for word in _COLUMN_IDS):
                        yield _OURS
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return


def _is_xlsx(content: bytes) -> bool:
    if content.startswith(_OLE):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "xl/workbook.xml" in packed.namelist()


def _is_bounded(packed: zipfile.ZipFile, size: int) -> bool:
    entries = packed.infolist()
    unpacked = sum(entry.file_size for entry in entries if not PICTURE.match(entry.filename))
    return len(entries) <= MAX_ENTRIES and unpacked <= MAX_UNPACKED and unpacked <= MAX_RATIO * size
