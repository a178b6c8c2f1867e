"""How much of a file is read, and why is one refused? Bounded before it is opened: by size, ratio, rows and characters."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from domain.answers import MOST_BYTES, MOST_MEGABYTES

MAX_BYTES = MOST_BYTES  # what the Bot API hands out; a notice is some kilobytes
MAX_UNPACKED = 100 * 2**20
MAX_RATIO = 200  # Office's own XML packs to a twentieth at most; far beyond that somebody is testing us
MAX_CHARACTERS = 2_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_CELLS = 200_000  # that hold something
MAX_SHEETS = 60


class Reason(StrEnum):
    """Why a file gave no text. The value is the key of the sentence that a person is told."""

    TOO_BIG = "source-too-big"
    EMPTY = "source-empty"
    UNKNOWN_KIND = "source-unknown-kind"
    BROKEN = "source-broken"
    UNKNOWN_ENCODING = "source-unknown-encoding"
    ENCRYPTED = "source-encrypted"
    OTHER_WORD = "source-other-word"
    OTHER_WORKBOOK = "source-other-workbook"


_SENTENCES = {
    Reason.TOO_BIG: f"the file is too big: at most {MOST_MEGABYTES} MB, 100 MB unpacked and two million characters of text are read",
    Reason.EMPTY: "there is no text in the file",
    Reason.UNKNOWN_KIND: "only plain text, a saved web page (.html) and a Word document (.docx) can be read",
    Reason.BROKEN: "the file is damaged and can't be opened",
    Reason.UNKNOWN_ENCODING: "the text is neither UTF-8 nor GBK",
    Reason.ENCRYPTED: "the file is locked with a password",
    Reason.OTHER_WORD: "the document is in an older or another form of Word's: save it as .docx",
    Reason.OTHER_WORKBOOK: "the workbook is in another form than .xlsx: save it as .xlsx",
}


class Unreadable(Exception):
    """The file gives no text; `reason` says why, `str()` says it to an operator."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason


def opened_package(content: bytes) -> list[str]:
    """The names in a zip that may be unpacked. Raises Unreadable for a bomb, a torn and a locked one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, KeyError):
        raise Unreadable(Reason.BROKEN) from None
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * len(content) or len(entries) > MAX_ROWS:
        raise Unreadable(Reason.TOO_BIG)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable(Reason.ENCRYPTED)
    return [entry.filename for entry in entries]
